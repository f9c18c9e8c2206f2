import { HOSTS, type Simulator, startSimulator } from '../test/simulator';

/**
 * Runs a local Allegro with a small shop until it is interrupted.
 * Usage: tsx scripts/simulator.ts [--port 18080] [--generate]; the four hosts listen on port .. port + 3.
 * With --generate also what is not simulated answers, if Allegro's OpenAPI document is here.
 */
async function main(): Promise<void> {
	const port = Number(/--port[ =](\d+)/.exec(process.argv.join(' '))?.[1] ?? 18_080);
	const ports = Object.fromEntries(HOSTS.map((host, index) => [host, port + index]));
	const generate = process.argv.includes('--generate');
	const simulator = await startSimulator({ ports, generate });
	furnish(simulator);

	const { app } = simulator;
	console.log(`A simulated Allegro with ${simulator.state.orders.size} orders is running.

  API            ${simulator.apiUrl}
  Upload         ${simulator.uploadUrl}
  Authorization  ${simulator.authUrl}
  Control        ${simulator.controlUrl}

In n8n's Allegro credential choose the environment "Custom" and enter

  Client ID          ${app.clientId}
  Client Secret      ${app.clientSecret}
  API URL            ${simulator.apiUrl}
  Upload URL         ${simulator.uploadUrl}
  Authorization URL  ${simulator.authUrl}
  App Name           ${app.name}

A buyer pays an order when you run

  curl -X POST ${simulator.controlUrl}/orders -d '{"status": "READY_FOR_PROCESSING"}'

and writes to the seller when you run

  curl -X POST ${simulator.controlUrl}/state/messages/receive -d '{"text": "Hello"}'

Ctrl+C ends it.`);

	process.once('SIGINT', () => void simulator.close());
}

/** A little of everything that a shop has. */
function furnish(simulator: Simulator): void {
	const { state } = simulator;
	simulator.seed({ orders: 11 });
	const status = 'READY_FOR_PROCESSING';
	const { id: orderId } = simulator.createOrder({ status, invoice: true });
	state.offers.seed({ offers: 12 });
	state.messages.receive({ orderId });
	state.ratings.rate({ orderId });
	state.returns.declare({ orderId });
	state.issues.open({ orderId });
	state.payments.add({ orderId });
	state.billing.charge({ orderId });
}

void main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
