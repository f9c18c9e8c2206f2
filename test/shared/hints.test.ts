import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { hint, hintsOf, RunHints } from '../../nodes/shared/hints';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

let stub: Stub;
let answer: (request: StubRequest, earlier: StubRequest[]) => StubAnswer;
beforeAll(async () => {
	stub = await openStub((request, earlier) => answer(request, earlier));
});
afterAll(async () => await stub.close());

const order = (id: string) => ({ id, status: 'READY_FOR_PROCESSING', lineItems: [] });
const get = { resource: 'order', operation: 'get', orderId: '={{ $json.id }}' };

/** What a run tells, of what is noted for its items. */
function told(items: number, note: (hints: RunHints) => void): NodeExecutionHint[] {
	const all: NodeExecutionHint[] = [];
	const hints = new RunHints(items);
	note(hints);
	hints.tell({ addExecutionHints: (...given) => void all.push(...given) });
	return all;
}

describe('A run tells', () => {
	test('how many of its items failed, when the node goes on', async () => {
		answer = ({ path }) =>
			path.endsWith('bad')
				? { status: 404, body: { errors: [{ code: 'NOT_FOUND', message: 'No such order' }] } }
				: { body: order('1') };
		const items = ['1', 'bad', '3', 'bad', '5'].map((id) => ({ json: { id } }));
		const { hints } = await stub.engine.node('allegroOrders', get, {
			items,
			onError: 'continueRegularOutput',
		});
		expect(hints).toEqual(['2 of 5 items failed: "error" in the output tells why.']);
	});

	test('nothing when all went well', async () => {
		answer = () => ({ body: order('1') });
		const { hints } = await stub.engine.node('allegroOrders', get, {
			items: [{ json: { id: '1' } }],
		});
		expect(hints).toEqual([]);
	});

	test('that Allegro will switch off what it did, once', async () => {
		answer = () => ({ body: { services: [{ id: { deliveryMethodId: '1' }, name: 'One' }] } });
		const { hints } = await stub.engine.node(
			'allegroParcels',
			{ resource: 'shipment', operation: 'getDeliveryServices', returnAll: true },
			{ items: [{ json: {} }, { json: {} }] },
		);
		expect(hints).toEqual(['Allegro will switch this off. Instead: use Get Delivery Proposals.']);
	});

	test('that it is switched off, where the node goes on', async () => {
		answer = () => ({ status: 410, body: {} });
		const { hints } = await stub.engine.node(
			'allegroOrders',
			{ resource: 'blockedBuyer', operation: 'create', userId: '1', login: 'Buyer' },
			{ onError: 'continueRegularOutput' },
		);
		expect(hints?.[0]).toMatch(/^Allegro switched this off \(2024-04-30\)\. Instead: block/);
	});

	test('how many offers were not changed', async () => {
		const done = { total: 3, success: 1, failed: 2 };
		answer = ({ path }) =>
			path.endsWith('/tasks')
				? {
						body: {
							tasks: ['1', '2', '3'].map((id) => ({
								offer: { id },
								status: id === '1' ? 'SUCCESS' : 'FAIL',
								message: id === '1' ? '' : 'No',
								errors: [],
							})),
							count: 3,
							totalCount: 3,
						},
					}
				: {
						body: {
							id: path.split('/').pop(),
							createdAt: '2026-01-31T12:00:00Z',
							completedAt: '2026-01-31T12:00:01Z',
							taskCount: done,
						},
					};
		const { hints } = await stub.engine.node('allegroBulkOffers', {
			...{ resource: 'quantity', operation: 'update', offerIds: '1, 2, 3' },
			...{ changeType: 'FIXED', value: 5, waitForCompletion: true },
		});
		expect(hints).toEqual([
			expect.stringMatching(/^Allegro did not change 2 of 3 offers: look at the items/),
		]);
	});

	test('that it waited, as long as at least one of its requests did', () => {
		const all = told(3, (hints) => {
			hints.waited(0, 60_000);
			hints.waited(1_000, 61_000);
			hints.waited(200_000, 230_000);
		});
		expect(all).toEqual([
			expect.objectContaining({
				type: 'info',
				message: expect.stringMatching(/\(429\), and this run waited 91 seconds for it/) as string,
			}),
		]);
		expect(told(1, (hints) => hints.waited(0, 2_000))).toEqual([]);
	});

	test('what took long, by the longest', () => {
		const all = told(2, (hints) => {
			hints.took('shipment', 30_400);
			hints.took('shipment', 12_000);
			hints.took('pickup', 900);
		});
		expect(all.map(({ message }) => message)).toEqual([
			'Allegro took 30 seconds for the shipment, which was waited for.',
		]);
	});

	test('of what several items say alike, once', () => {
		const run = {} as IExecuteFunctions;
		const all = told(2, (hints) => {
			const context = Object.assign(Object.create(run) as IExecuteFunctions, hints.within);
			for (let item = 0; item < 2; item++) hint(context as never, 'Nothing matches', 'info');
			expect(hintsOf(Object.create(context) as object)).toBe(hints);
		});
		expect(all.map(({ message, type }) => [message, type])).toEqual([['Nothing matches', 'info']]);
	});
});

test('what waits for a 429 is noted, and asks again', async () => {
	const built = jest.requireActual<{ RunHints: typeof RunHints }>(
		'../../dist/nodes/shared/hints.js',
	);
	const waited = jest.spyOn(built.RunHints.prototype, 'waited');
	answer = (_, earlier) =>
		earlier.length === 0
			? { status: 429, headers: { 'retry-after': '0' }, body: {} }
			: { body: order('1') };
	stub.requests.length = 0;
	const { items } = await stub.engine.node('allegroOrders', get, {
		items: [{ json: { id: '1' } }],
	});
	expect(items).toHaveLength(1);
	expect(waited).toHaveBeenCalledTimes(1);
});

test('a context that belongs to no run, as of a trigger, has no hints, and none are told', () => {
	expect(hintsOf({})).toBeUndefined();
	expect(() => hint({} as never, 'Nothing matches')).not.toThrow();
	expect(() => new RunHints(1).tell({})).not.toThrow();
});
