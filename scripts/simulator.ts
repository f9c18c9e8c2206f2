import { HOSTS, startSimulator } from '../test/simulator';

/**
 * Runs a local Allegro with a small shop until it is interrupted.
 * Usage: tsx scripts/simulator.ts [--port 18080]; the four hosts listen on port .. port + 3.
 */
async function main(): Promise<void> {
	const port = Number(/--port[ =](\d+)/.exec(process.argv.join(' '))?.[1] ?? 18_080);
	const ports = Object.fromEntries(HOSTS.map((host, index) => [host, port + index]));
	const simulator = await startSimulator({ ports });
	simulator.seed({ orders: 11 });
	simulator.createOrder({ status: 'READY_FOR_PROCESSING', invoice: true });

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

Ctrl+C ends it.`);

	process.once('SIGINT', () => void simulator.close());
}

void main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
