import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { times } from '../fuzz/runs';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./haste')>('./haste').haste());
jest.setTimeout(300_000);

/**
 * The Orders Trigger reads a journal whose events come again under other IDs, in any order, and vanish, while
 * their orders answer 404, or as they were before. Each order that is paid and fits the filters is told once.
 * Sources: allegro-api #10716, #4870 and #2589 (repeats), #2700 (order), #12485 and #5340 (404 for orders
 * that exist), #1111 and #2033 (orders that are gone), #5900 (cancelled ones that are READY).
 */
interface Plan {
	/** Polls in which the order answers 404; as many as there are: always. */
	missing: number;
	/** Polls in which it is as it was before it was paid. */
	old: number;
	status: 'READY_FOR_PROCESSING' | 'CANCELLED';
	fulfillment: 'NEW' | 'SENT';
	/** Under how many IDs its event stands in the journal, and how far from the first one the others do. */
	repeats: number;
	distance: number;
	/** How long before it stands in the journal it happened, in minutes. */
	late: number;
	/** The poll before which its events are noted. */
	poll: number;
}

const POLLS = 8;
/** For ever. */
const ALWAYS = 100;
const PAGE = 1000;

let stub: Stub;
let plans: Plan[] = [];
let journal: IDataObject[] = [];
let now = 0;

beforeAll(async () => {
	stub = await openStub((request) => answerTo(request));
});
afterAll(async () => await stub.close());

const noted = () => journal.filter(({ poll }) => Number(poll) <= now);

function answerTo({ path, query }: StubRequest): StubAnswer {
	const last = noted().at(-1);
	if (path === '/order/event-stats') {
		return { body: { latestEvent: last ? { id: last.id, occurredAt: last.occurredAt } : null } };
	}
	if (path === '/order/events') {
		const from = query.get('from');
		const types = query.getAll('type');
		const events = noted()
			.filter(({ type }) => types.length === 0 || types.includes(String(type)))
			.filter(({ id }) => from === null || Number(id) > Number(from))
			.slice(0, Number(query.get('limit') ?? PAGE))
			.map(({ poll: _, ...event }) => event);
		return { body: { events } };
	}
	const number = Number(/order-(\d+)$/.exec(path)?.[1]);
	const { missing, old, status, fulfillment, poll } = plans[number];
	const age = now - poll;
	if (age < missing) return { status: 404, body: { errors: [{ code: 'NotFound', message: '' }] } };
	const isOld = age < missing + old;
	return {
		body: {
			id: `order-${number}`,
			revision: isOld ? 'before' : 'paid',
			status: isOld ? 'FILLED_IN' : status,
			fulfillment: { status: fulfillment },
			marketplace: { id: 'allegro-pl' },
			lineItems: [],
		},
	};
}

/** The journal of all polls: IDs grow, whatever the events' dates are. */
function journalOf(all: Plan[]): IDataObject[] {
	const entries = all.flatMap(({ repeats, distance, late, poll }, number) => {
		const occurredAt = new Date(Date.now() - late * 60_000 - number).toISOString();
		return Array.from({ length: repeats }, (_, repeat) => ({
			place: poll + repeat * distance,
			event: {
				type: 'READY_FOR_PROCESSING',
				occurredAt,
				order: {
					checkoutForm: { id: `order-${number}`, revision: 'paid' },
					lineItems: [{ id: `item-${number}` }],
					marketplace: { id: 'allegro-pl' },
				},
			},
		}));
	});
	return entries
		.sort((a, b) => a.place - b.place)
		.map(({ place, event }, index) => ({ ...event, poll: place, id: String(1_000 + index) }));
}

const plan = fc.record<Plan>({
	missing: fc.constantFrom(0, 0, 0, 1, 3, ALWAYS),
	old: fc.constantFrom(0, 0, 1, 2),
	status: fc.constantFrom('READY_FOR_PROCESSING', 'READY_FOR_PROCESSING', 'CANCELLED'),
	fulfillment: fc.constantFrom('NEW', 'NEW', 'SENT'),
	repeats: fc.integer({ min: 1, max: 3 }),
	distance: fc.nat(2),
	late: fc.constantFrom(0, 1, 60, 600),
	poll: fc.nat(POLLS - 1),
});

const wishes = fc.record({
	oncePerOrder: fc.boolean(),
	fulfillmentStatus: fc.constantFrom<string[]>([], ['NEW']),
	skipGone: fc.boolean(),
	maxEvents: fc.constantFrom(1, 3, 1_000),
});

test('each order that is paid and fits the filters is told once, whatever the journal does', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(plan, { minLength: 1, maxLength: 14 }),
			wishes,
			async (made, options) => {
				plans = made;
				journal = journalOf(made);
				now = -1;
				const state: IDataObject = {};
				const told: IDataObject[] = [];
				const parameters: INodeParameters = {
					events: ['READY_FOR_PROCESSING'],
					start: 'oldest',
					includeOrder: true,
					options,
				};
				for (let quiet = 0; quiet < 8; now++) {
					expect(now).toBeLessThan(120);
					const items = await stub.engine.poll('allegroOrdersTrigger', parameters, { state });
					told.push(...(items ?? []).map(({ json }) => json));
					quiet = items?.length || now < POLLS + 6 ? 0 : quiet + 1;
				}
				const isWanted = ({ missing, status, fulfillment }: Plan) => {
					if (missing === ALWAYS) return !options.skipGone;
					if (status === 'CANCELLED') return false;
					return options.fulfillmentStatus.length === 0 || fulfillment === 'NEW';
				};
				const due = made.flatMap((one, number) => (isWanted(one) ? [`order-${number}`] : []));
				expect(told.map(({ orderId }) => orderId).sort()).toEqual(due.sort());
				for (const { orderId, order, problem } of told) {
					const { missing } = made[Number(String(orderId).slice('order-'.length))];
					if (missing === ALWAYS) expect([order, problem]).toEqual([null, expect.any(String)]);
					else expect(order).toMatchObject({ revision: 'paid' });
				}
			},
		),
		times(25),
	);
});
