import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';
import type { Simulator } from '../simulator';
import { EVENT_TYPES } from '../simulator/model';
import { MOST_TRIES, trouble } from './trouble';

/** Waits are cut short: what is tested is what comes after them. */
const mockHaste = 50;
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) =>
		await real.sleep(ms / mockHaste, signal);
	return { ...real, sleep };
});

/** Set HOSTILE_SEED and HOSTILE_RUNS to see other histories. */
const SEED = Number(process.env.HOSTILE_SEED ?? 20261123);
const RUNS = Number(process.env.HOSTILE_RUNS ?? 20);
const HOUR = 3_600_000;

/** Which order, event or trigger a step is about: taken modulo how many there are. */
const pick = fc.nat(1_000);

/** What happens in the shop, and what Allegro makes of it. */
const happening = fc.oneof(
	fc.record({
		do: fc.constant('buy' as const),
		times: fc.integer({ min: 1, max: 12 }),
		status: fc.constantFrom('BOUGHT', 'FILLED_IN', 'READY_FOR_PROCESSING', 'CANCELLED'),
		marketplace: fc.constantFrom('allegro-pl', 'allegro-cz'),
	}),
	fc.record({
		do: fc.constantFrom(
			'pay' as const,
			'cancel' as const,
			'modify' as const,
			'surcharge' as const,
			'duplicate' as const,
		),
		at: pick,
	}),
	fc.record({ do: fc.constant('combine' as const), at: pick }),
	fc.record({
		do: fc.constant('late' as const),
		at: pick,
		type: fc.constantFrom(...EVENT_TYPES),
		hours: fc.integer({ min: 1, max: 1_000 }),
	}),
	fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 60_000 }) }),
);

/** About a page, or more than that, at once. */
const flood = fc.record({
	do: fc.constant('flood' as const),
	orders: fc.integer({ min: 300, max: 500 }),
});

const polling = fc.record({
	do: fc.constant('poll' as const),
	who: fc.constantFrom('first' as const, 'second' as const, 'both' as const),
	/** n8n dies after the hand-over: what the trigger noted is lost. */
	crash: fc.boolean(),
	budgetMs: fc.constantFrom(undefined, 0, 1, 20, 10_000),
});

const step = fc.oneof(
	{ weight: 15, arbitrary: happening },
	{ weight: 1, arbitrary: flood },
	{ weight: 6, arbitrary: trouble },
	{ weight: 12, arbitrary: polling },
);

const wishes = fc.record({
	events: fc.constantFrom<string[]>([], ['READY_FOR_PROCESSING'], ['BOUGHT', 'BUYER_CANCELLED']),
	start: fc.constantFrom('now' as const, 'oldest' as const),
	includeOrder: fc.boolean(),
	maxEvents: fc.constantFrom(1, 3, 50, 1_000, 100_000),
	marketplace: fc.constantFrom<string[]>([], ['allegro-cz']),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Wishes = typeof wishes extends fc.Arbitrary<infer T> ? T : never;

interface PollOfJudged {
	crash?: boolean;
	budgetMs?: number;
	/** Instead of the trigger's own Max Events per Run. */
	most?: number;
}

/**
 * A trigger and its judge. The judge reads the simulator's journal and so knows what has to come: the
 * first telling of each distinct event, in the journal's order. What counts is compared at once, poll
 * by poll, so a failing history ends where it goes wrong.
 */
class Judged {
	private state: IDataObject = {};
	/** Everything after this position has to come; undefined while the trigger has not begun. */
	private from: number | undefined;
	/** How many of the distinct events were told or left out, and noted as such. */
	private reached = 0;

	constructor(
		private readonly shop: Shop,
		private readonly nodeId: string,
		private readonly wishes: Wishes,
	) {}

	/** Polls once and judges. False when the poll failed, which may happen; then nothing moves. */
	async poll({ crash = false, budgetMs, most }: PollOfJudged = {}) {
		const { events, start, includeOrder, marketplace } = this.wishes;
		const maxEvents = most ?? this.wishes.maxEvents;
		const parameters: INodeParameters = {
			events,
			start,
			includeOrder,
			options: { maxEvents, marketplace },
		};
		// Only a poll that succeeds is saved, and what is saved has been JSON.
		const staged = JSON.parse(JSON.stringify(this.state)) as IDataObject;
		const newest = this.shop.simulator.state.events.latest()?.id ?? 0;
		const asked = { state: staged, nodeId: this.nodeId };
		const items = await this.shop.engine
			.poll(
				'allegroOrdersTrigger',
				parameters,
				budgetMs === undefined ? asked : { ...asked, budgetMs },
			)
			.catch(() => 'failed' as const);
		if (items === 'failed') return false;

		const from = this.from ?? (start === 'now' ? newest : 0);
		const due = this.due(from);
		const got = (items ?? []).map(({ json }) => json);
		let reached = this.reached;
		for (const event of got) {
			const place = due.findIndex(({ id }, index) => index >= reached && `${id}` === event.eventId);
			// Each comes in its turn; only what need not come is passed over.
			expect(due.slice(reached, place < 0 ? reached + 1 : place).filter(isOwed)).toEqual([]);
			expect(place).toBeGreaterThanOrEqual(reached);
			reached = place + 1;
		}
		expect(got.length).toBeLessThanOrEqual(maxEvents);
		if (includeOrder) got.forEach((event) => this.judgeOrder(event));
		if (crash) return true;

		this.from = from;
		this.reached = reached;
		this.state = JSON.parse(JSON.stringify(staged)) as IDataObject;
		expect(JSON.stringify(this.state).length).toBeLessThan(64 * 1024);
		return true;
	}

	/** Without trouble, everything comes within a bounded number of polls; some may wait for their orders. */
	async finish(): Promise<void> {
		for (let waits = 0, left = this.left(); left > 0; left = this.left()) {
			expect(await this.poll({ most: 100_000 })).toBe(true);
			waits = this.left() < left ? 0 : waits + 1;
			expect(waits).toBeLessThan(MOST_TRIES);
		}
	}

	private left(): number {
		return this.due(this.from ?? 0)
			.slice(this.reached)
			.filter(isOwed).length;
	}

	private due(from: number) {
		const { events, marketplace } = this.wishes;
		const seen = new Set<string>();
		return this.shop.simulator.state.events
			.after(from, new Set(events), Infinity)
			.filter(({ type, occurredAt, subject }) => {
				const items = subject.lineItems.map(({ id }) => id).sort();
				const identity = `${type} ${occurredAt} ${subject.id} ${items.join()}`;
				if (seen.has(identity)) return false;
				seen.add(identity);
				return marketplace.length === 0 || marketplace.includes(subject.marketplace.id);
			});
	}

	private judgeOrder({ orderId, order, problem }: IDataObject): void {
		if (order === null) expect(problem).toEqual(expect.any(String));
		// It can have met trouble.
		if (problem) return;
		const known = this.shop.simulator.state.orders.get(String(orderId));
		expect(known ? (order as IDataObject).id : order).toBe(known ? orderId : null);
	}
}

/** A paid order that is cancelled by now need not be told as paid. */
const isOwed = ({ type, subject }: { type: string; subject: { id: string } }) =>
	type !== 'READY_FOR_PROCESSING' || current(subject.id) !== 'CANCELLED';
let current: (orderId: string) => string | undefined;

/** Lets something happen in the shop; what is impossible does not happen. */
function happen(simulator: Simulator, step: Exclude<Step, { do: 'poll' | 'trouble' }>): void {
	const orders = [...new Set(simulator.state.events.after(0, new Set(), Infinity))]
		.map(({ subject }) => subject.id)
		.filter((id, index, all) => all.indexOf(id) === index && simulator.state.orders.get(id));
	const order = (at: number) => orders[at % orders.length];
	if (step.do === 'wait') return simulator.clock.advance(step.ms);
	if (step.do === 'flood') return simulator.seed({ orders: step.orders, days: 0 });
	if (step.do === 'buy') {
		const { times, ...options } = step;
		for (let index = 0; index < times; index++) simulator.createOrder(options as never);
		return;
	}
	if (orders.length === 0) return;
	const { state } = simulator;
	const form = state.orders.get(order(step.at))!.form;
	switch (step.do) {
		case 'pay':
			if (['BOUGHT', 'FILLED_IN'].includes(form.status)) simulator.payOrder(form.id);
			return;
		case 'cancel':
			simulator.cancelOrder(form.id, step.at % 2 ? 'buyer' : 'allegro');
			return;
		case 'modify':
			if (form.status === 'READY_FOR_PROCESSING') simulator.modifyOrder(form.id);
			return;
		case 'surcharge':
			if (form.status === 'READY_FOR_PROCESSING') simulator.surchargeOrder(form.id);
			return;
		case 'duplicate': {
			const events = state.events.after(0, new Set(), Infinity);
			simulator.duplicateEvent(`${events[step.at % events.length].id}`);
			return;
		}
		case 'combine': {
			const open = orders.filter((id) =>
				['BOUGHT', 'FILLED_IN'].includes(state.orders.get(id)!.form.status),
			);
			if (open.length >= 2) simulator.combineOrders(open.slice(0, 2 + (step.at % 2)));
			return;
		}
		case 'late':
			simulator.emitEvent({
				type: step.type,
				orderId: form.id,
				occurredAt: new Date(simulator.clock.now() - step.hours * HOUR),
			});
	}
}

describe('whatever happens', () => {
	let shop: Shop;
	beforeAll(async () => {
		shop = await openShop({ simulator: { recording: false } });
		current = (id) => shop.simulator.state.orders.get(id)?.form.status;
		// The random part of a wait for a new try: the least of it.
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const realNow = performance.now.bind(performance);
		jest.spyOn(performance, 'now').mockImplementation(() => realNow() * mockHaste);
	});
	afterAll(async () => {
		jest.restoreAllMocks();
		await shop.close();
	});

	test('each distinct event comes once, in the order of the journal', async () => {
		let run = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.tuple(wishes, wishes),
				fc.array(step, { minLength: 10, maxLength: 40 }),
				async ([first, second], steps) => {
					shop.simulator.reset();
					run++;
					const triggers = {
						first: [new Judged(shop, `first ${run}`, first)],
						second: [new Judged(shop, `second ${run}`, second)],
					};
					const named = { ...triggers, both: [...triggers.first, ...triggers.second] };
					for (const one of steps) {
						if (one.do === 'trouble') {
							shop.simulator.faults.add({ ...one.rule, host: 'api' });
						} else if (one.do === 'poll') {
							await Promise.all(named[one.who].map(async (trigger) => await trigger.poll(one)));
						} else {
							happen(shop.simulator, one);
						}
					}
					shop.simulator.faults.clear();
					for (const trigger of named.both) {
						await trigger.poll();
						await trigger.finish();
					}
				},
			),
			{ seed: SEED, numRuns: RUNS, endOnFailure: true },
		);
	}, 600_000);
});
