import { setTimeout as sleep } from 'node:timers/promises';

import { CREDENTIAL_TYPE } from '../../scripts/n8n/examples';
import { connected } from '../shop';
import { startSimulator, type Simulator } from '../simulator';
import type { CheckoutForm } from '../simulator/model';
import { openCluster, type Cluster } from './cluster';
import { handleOrder, sweepOrders, takeOrders } from './workflows';

/** How many orders arrive. */
const ORDERS = Number(process.env.SCALE_ORDERS ?? 10_000);
const WORKERS = 3;
/** So long without an order handled means that nothing is under way any more. */
const QUIET_MS = 45_000;

/**
 * n8n in queue mode: one main, one webhook process, three workers. Each order becomes an execution, and its
 * status at Allegro says that it was handled.
 *
 * n8n 2.41 does not run an execution again whose worker died: it stands in the list as crashed. Who
 * wants every order handled lets a second workflow look for orders that still stand as new, as here and
 * in docs/queue-mode.md.
 */
describe('n8n in queue mode', () => {
	let simulator: Simulator;
	let cluster: Cluster;
	let sweep: string;

	beforeAll(async () => {
		simulator = await startSimulator({ recording: false });
		// Allegro forgives the second use of a refresh token for a minute; here it ends the access at once.
		simulator.oauth.graceMs = -1;
		cluster = await openCluster(WORKERS);
		const credential = await cluster.api.putCredential(
			'Allegro',
			CREDENTIAL_TYPE,
			connected(simulator),
		);
		const { url } = cluster.webhook;
		const workflows = [
			handleOrder(credential),
			takeOrders(credential, url),
			sweepOrders(credential, url),
		];
		const [handle, take, third] = await Promise.all(
			workflows.map(async (each) => (await cluster.api.createWorkflow(each)).id),
		);
		sweep = third;
		await cluster.api.activate(handle);
		await cluster.api.activate(take);
		// The trigger begins at now: its first poll must have noted where that is.
		await until(() => polls() > 1);
	});
	afterAll(async () => {
		await cluster?.close();
		await simulator?.close();
	});

	test('handles every order though a worker and the main process die', async () => {
		const began = Date.now();
		for (let index = 0; index < ORDERS; index++) {
			simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		}
		const [worker] = cluster.workers;
		await until(() => handled() >= ORDERS * 0.2);
		await worker.kill();
		simulator.oauth.expireAccessTokens();
		await worker.start();

		await until(() => handled() >= ORDERS * 0.5);
		await cluster.main.kill();
		simulator.oauth.expireAccessTokens();
		await cluster.main.start();

		await until(() => handled() >= ORDERS * 0.7);
		simulator.oauth.expireAccessTokens();
		await settled();
		const seconds = Math.round((Date.now() - began) / 1000);
		const left = ORDERS - handled();

		await cluster.api.activate(sweep);
		await until(() => handled() === ORDERS);

		// Nothing else here is answered with 204.
		const repeats = simulator.requests.byStatus[204] - ORDERS;
		console.log(
			`${ORDERS} orders in ${seconds} s with both deaths; ${left} left by what died, all found by the ` +
				`sweep; ${repeats} handled twice; ${simulator.oauth.refreshCount} renewals of the token`,
		);
		expect(standing('NEW')).toBe(0);
		expect(repeats).toBeGreaterThanOrEqual(0);
	});

	test('renews the token once each time it ends, and stays connected', () => {
		expect(simulator.oauth.refreshCount).toBe(3);
		expect(simulator.requests.byRoute['POST /auth/oauth/token']).toBe(3);
	});

	/** How many orders have this status. */
	function standing(status: string): number {
		const newest = { key: 'boughtAt', descending: true } as const;
		const has = ({ form }: { form: CheckoutForm }) => form.fulfillment.status === status;
		return simulator.state.orders.list(has, newest, 0, 0).total;
	}

	const handled = () => standing('PROCESSING');

	function polls(): number {
		return simulator.requests.byRoute['GET /order/events'] ?? 0;
	}

	/** Waits until everything is handled, or nothing moves any more. */
	async function settled(): Promise<void> {
		let count = handled();
		for (let since = Date.now(); count < ORDERS && Date.now() - since < QUIET_MS; ) {
			await sleep(500);
			const now = handled();
			if (now > count) since = Date.now();
			count = now;
		}
	}
});

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await sleep(250);
}
