import { setTimeout as sleep } from 'node:timers/promises';

import { CREDENTIAL_TYPE } from '../../scripts/n8n/examples';
import { connected } from '../shop';
import { startSimulator, type Simulator } from '../simulator';
import type { CheckoutForm } from '../simulator/model';
import type { Books } from './books';
import { type Death, planOf } from './chaos';
import { type Cluster, type Part, publish } from './cluster';
import { say, table } from './print';
import { storiesOf, type Story, summary, WHY, whyOf } from './stories';
import { still, until } from './waiting';
import { watch } from './watching';
import { handleOrder, sweepOrders, takeOrders } from './workflows';

/** How many orders arrive. */
const ORDERS = Number(process.env.SCALE_ORDERS ?? 10_000);
/** Says who dies when: the same for the same number. */
const SEED = Number(process.env.SCALE_SEED ?? 1);
/** So long without anything happening means that nothing is under way any more. */
const QUIET_MS = 20_000;
/** Five orders a second: a machine of two cores, alone, does three times as many. */
const LONGEST_MS = 5 * 60_000 + ORDERS * 200;
const SET_STATUS = 'PUT /order/checkout-forms/{id}/fulfillment';

/**
 * Many orders at once. Each becomes an execution, and its status at Allegro says that it was handled.
 *
 * n8n 2.41 does not run an execution again whose worker died: it stands in the list as crashed. Who
 * wants every order handled lets a second workflow look for orders that still stand as new, as here and
 * in docs/queue-mode.md.
 */
export function ordersSuite(open: () => { cluster: Cluster; books: Books }): void {
	const plan = planOf(SEED, ['worker1', 'worker2', 'worker3']);
	const set = new Map<string, number>();
	let simulator: Simulator;
	let cluster: Cluster;
	let books: Books;
	let sweep: string;
	let workflows: { taking: string; handling: string };
	let orders: string[] = [];
	let tokenEnds = 0;
	let isSweeping = false;
	let stories: Map<string, Story>;

	beforeAll(async () => {
		({ cluster, books } = open());
		simulator = await startSimulator({ recording: false });
		// Allegro forgives the second use of a refresh token for a minute; here it ends the access at once.
		simulator.oauth.graceMs = -1;
		watch(simulator, SET_STATUS, ({ params: { id } }) => set.set(id, (set.get(id) ?? 0) + 1));
		const { api } = cluster;
		const data = connected(simulator);
		const credential = await api.putCredential('Orders', CREDENTIAL_TYPE, data);
		const { url } = cluster.webhook;
		const handling = await publish(cluster, handleOrder(credential));
		const taking = await publish(cluster, takeOrders(credential, url));
		sweep = (await api.createWorkflow(sweepOrders(credential, url))).id;
		workflows = { taking, handling };
		// The trigger begins at now: its first poll must have noted where that is.
		await until(() => (simulator.requests.byRoute['GET /order/events'] ?? 0) > 1);
	});
	afterAll(async () => await simulator?.close());

	test(`${ORDERS} orders are handled though processes die (seed ${SEED})`, async () => {
		const began = Date.now();
		const seconds = () => Math.round((Date.now() - began) / 1000);
		orders = Array.from(
			{ length: ORDERS },
			() => simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id,
		);
		say(`${ORDERS} orders, seed ${SEED}`);
		const ends = [...plan.tokenEnds];
		for (const death of plan.deaths) {
			await reached(death.at);
			await die(death, () => endToken(ends.shift()));
		}
		await reached(ends[0]);
		await endToken(ends.shift());
		await reached(1);
		say(`${ORDERS} of ${ORDERS} handled after ${seconds()} s`);
		await cluster.api.deactivate(sweep);
		await quiet();
		expect(standing('NEW')).toBe(0);
		expect(standing('PROCESSING')).toBe(ORDERS);
	});

	test('every repeat has a reason', async () => {
		const [executions, given] = [await books.executions(), await books.given()];
		stories = storiesOf({ orders, executions, given, ...workflows, set });
		table(summary(stories.values()));
		table(tally(executions.filter(({ workflow }) => workflow === workflows.handling)));
		const without = [...stories].filter(([, story]) =>
			[WHY.never, WHY.unexplained].includes(whyOf(story) as never),
		);
		expect(without).toEqual([]);
	});

	test('the trigger delivers every order, and once', () => {
		const deliveries = new Set([...stories.values()].map((story) => story.deliveries));
		expect(deliveries).toEqual(new Set([1]));
	});

	test('the token is renewed once each time it ends', () => {
		say(`token: ended ${tokenEnds} times, renewed ${simulator.oauth.refreshCount} times`);
		expect(simulator.oauth.refreshCount).toBe(tokenEnds);
		expect(simulator.requests.byRoute['POST /auth/oauth/token']).toBe(tokenEnds);
	});

	/** Kills a process, lets its token end meanwhile, and starts it again. */
	async function die({ victim, at, downMs }: Death, meanwhile: () => Promise<void>): Promise<void> {
		say(`${victim} dies at ${percent(at)} for ${downMs} ms`);
		const part = partOf(cluster, victim);
		await part.kill();
		await meanwhile();
		await sleep(downMs);
		await part.start();
		say(`${victim} is back; ${set.size} handled`);
	}

	async function endToken(at: number | undefined): Promise<void> {
		if (at === undefined) throw new Error('The plan has too few ends of tokens');
		// The last end is to be met before the next one comes.
		await until(() => simulator.oauth.refreshCount === tokenEnds);
		simulator.oauth.expireAccessTokens();
		tokenEnds++;
	}

	/**
	 * Waits until so many are handled. When nothing moves any more, the rest is what died has left: it is
	 * for the sweep.
	 */
	async function reached(share: number): Promise<void> {
		const enough = () => set.size >= ORDERS * share;
		if (!isSweeping && (await quiet(enough))) {
			say(`${set.size} of ${ORDERS} handled, and nothing moves: the sweep begins`);
			await cluster.api.activate(sweep);
			isSweeping = true;
		}
		await until(enough, 250, LONGEST_MS);
	}

	const quiet = async (isOver = () => false) =>
		await still(async () => await books.moves(), QUIET_MS, isOver);

	/** How many orders have this status. */
	function standing(status: string): number {
		const newest = { key: 'boughtAt', descending: true } as const;
		const has = ({ form }: { form: CheckoutForm }) => form.fulfillment.status === status;
		return simulator.state.orders.list(has, newest, 0, 0).total;
	}
}

function partOf({ main, webhook, workers }: Cluster, name: string): Part {
	const part = [main, webhook, ...workers].find((each) => each.name === name);
	if (!part) throw new Error(`There is no ${name}`);
	return part;
}

/** How many executions went which way. */
function tally(executions: Array<{ statuses: string[] }>): object[] {
	const counts = new Map<string, number>();
	for (const { statuses } of executions) {
		const way = statuses.join(' > ');
		counts.set(way, (counts.get(way) ?? 0) + 1);
	}
	return [...counts].map(([way, executions]) => ({ executions, way }));
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
