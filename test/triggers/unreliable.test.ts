import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';
import type { FaultRule, Simulator } from '../simulator';
import { SOURCES } from './sources';
import { MOST_TRIES } from './trouble';

jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./haste')>('./haste').haste(500));

/** Set HOSTILE_SEED and HOSTILE_RUNS to see other histories. */
const SEED = Number(process.env.HOSTILE_SEED ?? 20261129);
const RUNS = Number(process.env.HOSTILE_RUNS ?? 20);

/** What a trigger reads, and what it must have told in the end. */
interface Told {
	trigger: string;
	parameters: INodeParameters;
	happenings: Array<(simulator: Simulator, at: number, now: number) => void>;
	/** The list, and what is read one by one. */
	list: string;
	single: string;
	/** Each with what excuses that it was not told: something of the same was told, with a problem. */
	owed(simulator: Simulator): Array<{ id: string; of: string }>;
	/** The same of an item; nothing for what is not owed here. */
	said(item: IDataObject): { id?: string; of: string };
	/** Whether items come in the order of what is owed, over all polls. */
	isOrdered: boolean;
}

const sourceOf = (name: string, part?: string) =>
	SOURCES.find((source) => source.trigger === name && source.part === part)!;

const KINDS: Told[] = [
	{
		trigger: 'allegroOrdersTrigger',
		parameters: { events: [], includeOrder: true },
		happenings: [
			(simulator, at) => {
				const statuses = ['BOUGHT', 'FILLED_IN', 'READY_FOR_PROCESSING'] as const;
				for (let more = at % 9; more >= 0; more--) {
					simulator.createOrder({ status: statuses[at % 3] });
				}
			},
			(simulator, at) => {
				const events = simulator.state.events.after(0, new Set(), Infinity);
				const event = events[at % events.length];
				const status = event && simulator.state.orders.get(event.subject.id)?.form.status;
				if (status === 'READY_FOR_PROCESSING') simulator.surchargeOrder(event.subject.id);
				else if (status === 'BOUGHT') simulator.payOrder(event.subject.id);
			},
			(simulator) => {
				if (simulator.state.events.size > 0) simulator.duplicateEvent();
			},
		],
		list: '/order/events',
		single: '/order/checkout-forms/*',
		owed: ({ state }) => {
			const seen = new Set<string>();
			return state.events.after(0, new Set(), Infinity).flatMap((event) => {
				const { id, type, occurredAt, subject } = event;
				const identity = `${type} ${occurredAt.toString()} ${subject.id}`;
				if (seen.has(identity)) return [];
				seen.add(identity);
				return [{ id: `${id}`, of: '' }];
			});
		},
		said: ({ eventId }) => ({ id: String(eventId), of: '' }),
		isOrdered: true,
	},
	{
		trigger: 'allegroOffersTrigger',
		parameters: { events: [], includeOffer: true },
		happenings: sourceOf('allegroOffersTrigger').happenings.slice(0, 5),
		list: '/sale/offer-events',
		single: '/sale/product-offers/*',
		owed: (simulator) =>
			sourceOf('allegroOffersTrigger')
				.facts(simulator, 0)
				.flatMap(({ due }) => due(undefined).map(({ text }) => ({ id: text, of: '' }))),
		said: ({ eventId }) => ({ id: String(eventId), of: '' }),
		isOrdered: true,
	},
	{
		trigger: 'allegroMessagesTrigger',
		parameters: { events: [] },
		happenings: sourceOf('allegroMessagesTrigger').happenings.slice(0, 4),
		list: '/messaging/threads',
		single: '/messaging/threads/*/messages',
		owed: ({ state }) => state.messages.all.map(({ id, thread }) => ({ id, of: thread.id })),
		said: ({ message, threadId }) => ({
			id: (message as IDataObject | null)?.id as string | undefined,
			of: threadId as string,
		}),
		isOrdered: false,
	},
	{
		trigger: 'allegroAfterSalesTrigger',
		parameters: { events: ['ISSUE_MESSAGE', 'ISSUE_MESSAGE_SENT'] },
		happenings: sourceOf('allegroAfterSalesTrigger', 'issues').happenings.slice(0, 4),
		list: '/sale/issues',
		single: '/sale/issues/*/chat',
		owed: ({ state }) =>
			[...state.issues.byId.values()].flatMap((issue) =>
				issue.messages.slice(1).map(({ id }) => ({ id, of: issue.id })),
			),
		said: ({ message, issueId }) => ({
			id: (message as IDataObject | null)?.id as string | undefined,
			of: issueId as string,
		}),
		isOrdered: false,
	},
];

const step = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({ do: fc.constant('happen' as const), what: fc.nat(99), at: fc.nat(999) }),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('trouble' as const),
			fault: fc.constantFrom<FaultRule>(
				{ kind: 'answer', status: 403 },
				{ kind: 'answer', status: 404 },
				{ kind: 'answer', status: 500 },
				{ kind: 'answer', status: 503 },
				{ kind: 'drop', at: 'midBody' },
				{ kind: 'nonJson' },
			),
			probability: fc.constantFrom(0.2, 1),
			skip: fc.nat(4),
			times: fc.integer({ min: 1, max: 30 }),
		}),
	},
	{
		// Something happens while a page of the list is on its way.
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('move' as const),
			what: fc.nat(99),
			at: fc.nat(999),
			skip: fc.nat(3),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant('restart' as const), isSaved: fc.boolean() }),
	},
	{
		weight: 10,
		arbitrary: fc.record({
			do: fc.constant('poll' as const),
			budgetMs: fc.constantFrom(undefined, undefined, 1, 30),
		}),
	},
);

describe.each(KINDS.map((kind) => [kind.trigger, kind] as const))('%s', (_name, kind) => {
	let shop: Shop;
	beforeAll(async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		shop = await openShop({ simulator: { recording: false } });
	});
	afterAll(async () => {
		jest.restoreAllMocks();
		await shop.close();
	});

	test('whatever cannot be read: each is told, none twice, and what has an order in it', async () => {
		let run = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(1, 4, 1_000),
				fc.array(step, { minLength: 10, maxLength: 35 }),
				async (maxEvents, steps) => {
					const { simulator } = shop;
					simulator.reset();
					const nodeId = `unreliable ${run++}`;
					const happen = (what: number, at: number) => {
						simulator.clock.advance(1_000 + at);
						kind.happenings[what % kind.happenings.length](simulator, at, simulator.clock.now());
					};
					let state: IDataObject = {};
					let items: IDataObject[] = [];
					/** What n8n has in its database, and what was told until then. */
					let saved = { state: '{}', count: 0 };
					const poll = async (budgetMs?: number, most: number = maxEvents) => {
						const staged = JSON.parse(JSON.stringify(state)) as IDataObject;
						const parameters = {
							start: 'oldest',
							...kind.parameters,
							options: { maxEvents: most },
						};
						const asked = {
							state: staged,
							nodeId,
							...(budgetMs === undefined ? {} : { budgetMs }),
						};
						const got = await shop.engine
							.poll(kind.trigger, parameters, asked)
							.catch(() => 'failed' as const);
						if (got === 'failed') return -1;
						expect(got?.length ?? 0).toBeLessThanOrEqual(most);
						state = JSON.parse(JSON.stringify(staged)) as IDataObject;
						expect(JSON.stringify(state).length).toBeLessThan(64 * 1024);
						items.push(...(got ?? []).map(({ json }) => json));
						if (got?.length) saved = { state: JSON.stringify(state), count: items.length };
						return got?.length ?? 0;
					};
					for (const one of steps) {
						if (one.do === 'happen') happen(one.what, one.at);
						else if (one.do === 'clear') simulator.faults.clear();
						else if (one.do === 'poll') await poll(one.budgetMs);
						else if (one.do === 'restart') {
							// What n8n did not save is gone, and what it told since then is told again.
							if (one.isSaved) saved = { state: JSON.stringify(state), count: items.length };
							state = JSON.parse(saved.state) as IDataObject;
							items = items.slice(0, saved.count);
						} else if (one.do === 'move') {
							const until = async () => happen(one.what, one.at);
							const { skip } = one;
							simulator.faults.add({ kind: 'hold', until, path: kind.list, skip, times: 1 });
						} else {
							const { fault, probability, skip, times } = one;
							simulator.faults.add({ ...fault, path: kind.single, probability, skip, times });
						}
					}
					simulator.faults.clear();
					for (let quiet = 0; quiet <= MOST_TRIES; ) {
						const count = await poll(undefined, 100_000);
						expect(count).toBeGreaterThanOrEqual(0);
						quiet = count === 0 ? quiet + 1 : 0;
					}
					const told = items.map((item) => kind.said(item));
					const ids = told.flatMap(({ id }) => (id === undefined ? [] : [id]));
					expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
					const excused = new Set(told.flatMap(({ id, of }) => (id === undefined ? [of] : [])));
					const owed = kind.owed(simulator);
					const known = new Set(ids);
					expect(owed.filter(({ id, of }) => !known.has(id) && !excused.has(of))).toEqual([]);
					if (!kind.isOrdered) return;
					const ranks = new Map(owed.map(({ id }, rank) => [id, rank] as const));
					const order = ids.map((id) => ranks.get(id));
					expect(order).toEqual([...order].sort((a = -1, b = -1) => a - b));
				},
			),
			{ seed: SEED, numRuns: RUNS, endOnFailure: true },
		);
	}, 600_000);
});
