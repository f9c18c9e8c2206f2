import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';

let shop: Shop;
let state: IDataObject;
beforeEach(async () => {
	shop = await openShop();
	state = {};
});
afterEach(async () => await shop.close());

interface Wishes {
	events?: string[];
	start?: string;
	includeOrder?: boolean;
	options?: INodeParameters;
}

async function poll(wishes: Wishes = {}, more: { mode?: 'manual'; budgetMs?: number } = {}) {
	const { events = [], start = 'now', includeOrder = false, options = {} } = wishes;
	const parameters = { events, start, includeOrder, options };
	const items = await shop.engine.poll('allegroOrdersTrigger', parameters, { state, ...more });
	return (items ?? []).map(({ json }) => json);
}

/** Polls until there is nothing more. */
async function drain(wishes: Wishes = {}) {
	const all: INodeExecutionData['json'][] = [];
	for (;;) {
		const some = await poll(wishes);
		if (some.length === 0) return all;
		all.push(...some);
	}
}

const paid = () => shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
const READY = { events: ['READY_FOR_PROCESSING'] };

describe('where it starts', () => {
	test('from now: what was before is not told', async () => {
		paid();
		expect(await poll(READY)).toEqual([]);
		const { id } = paid();
		expect(await poll(READY)).toMatchObject([{ type: 'READY_FOR_PROCESSING', orderId: id }]);
		expect(await poll(READY)).toEqual([]);
	});

	test('from now, in an account without any event', async () => {
		expect(await poll(READY)).toEqual([]);
		const { id } = paid();
		expect(await poll(READY)).toMatchObject([{ orderId: id }]);
	});

	test('from the oldest kept', async () => {
		const ids = [paid().id, paid().id];
		const events = await poll({ ...READY, start: 'oldest' });
		expect(events.map(({ orderId }) => orderId)).toEqual(ids);
	});
});

describe('what is told', () => {
	test('only the chosen events, in the order of the journal', async () => {
		await poll();
		const { id } = paid();
		shop.simulator.cancelOrder(id);
		expect((await poll()).map(({ type }) => type)).toEqual([
			'BOUGHT',
			'FILLED_IN',
			'BUYER_CANCELLED',
		]);
		await paid();
		const chosen = await poll({ events: ['BOUGHT', 'BUYER_CANCELLED'] });
		expect(chosen.map(({ type }) => type)).toEqual(['BOUGHT']);
	});

	test('with the full order, or without', async () => {
		await poll(READY);
		const { id } = paid();
		const [event] = await poll({ ...READY, includeOrder: true });
		expect(event.order).toMatchObject({ id, delivery: { address: expect.any(Object) } });
		paid();
		expect((await poll(READY))[0]).not.toHaveProperty('order');
	});

	test('an order that has vanished still gives its event', async () => {
		await poll();
		const ids = [shop.simulator.createOrder().id, shop.simulator.createOrder().id];
		const { id } = shop.simulator.combineOrders(ids);
		const events = await poll({ includeOrder: true });
		const gone = events.filter(({ orderId }) => ids.includes(orderId as string));
		expect(gone).not.toHaveLength(0);
		expect(gone.every(({ order }) => order === null)).toBe(true);
		expect(events.some(({ orderId, order }) => orderId === id && order !== null)).toBe(true);
	});

	test('only orders that match', async () => {
		const options = { marketplace: ['allegro-cz'], fulfillmentStatus: ['SENT'] };
		await poll({ ...READY, options });
		const wanted = { marketplace: 'allegro-cz', fulfillmentStatus: 'SENT' } as const;
		const { id } = shop.simulator.createOrder({ ...wanted, status: 'READY_FOR_PROCESSING' });
		shop.simulator.createOrder({
			...wanted,
			marketplace: 'allegro-pl',
			status: 'READY_FOR_PROCESSING',
		});
		shop.simulator.createOrder({ marketplace: 'allegro-cz', status: 'READY_FOR_PROCESSING' });
		expect((await poll({ ...READY, options })).map(({ orderId }) => orderId)).toEqual([id]);
	});

	test('what Allegro repeats under a new ID is told once, also after a restart', async () => {
		await poll(READY);
		paid();
		shop.simulator.duplicateEvent();
		expect(await poll(READY)).toHaveLength(1);
		shop.simulator.duplicateEvent();
		state = JSON.parse(JSON.stringify(state)) as IDataObject;
		expect(await poll(READY)).toEqual([]);
	});

	test('a second payment for an order is an event of its own', async () => {
		await poll(READY);
		const { id } = paid();
		expect(await poll(READY)).toHaveLength(1);
		shop.simulator.clock.advance(60_000);
		shop.simulator.surchargeOrder(id);
		expect(await poll(READY)).toMatchObject([{ orderId: id }]);
	});

	test('an event that arrives late, with an old date, is told', async () => {
		const { id } = paid();
		await poll(READY);
		const occurredAt = new Date(Date.now() - 5 * 3_600_000);
		shop.simulator.emitEvent({ type: 'READY_FOR_PROCESSING', orderId: id, occurredAt });
		expect(await poll(READY)).toMatchObject([{ occurredAt: occurredAt.toISOString() }]);
	});
});

describe('long journals', () => {
	test('are drained over pages, and over polls of at most so many events', async () => {
		shop.simulator.seed({ orders: 900 });
		const events = await drain({ start: 'oldest', options: { maxEvents: 1000 } });
		const known = shop.simulator.state.events.size;
		expect(known).toBeGreaterThan(2000);
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(known);
		const ids = events.map(({ eventId }) => Number(eventId));
		expect(ids).toEqual([...ids].sort((a, b) => a - b));
	});

	test('a poll stops in time, and the next takes up where it stopped', async () => {
		shop.simulator.seed({ orders: 900 });
		const wishes = { start: 'oldest', options: { maxEvents: 100_000 } };
		const some = await poll(wishes, { budgetMs: 1 });
		expect(some.length).toBeLessThanOrEqual(1000);
		const rest = await drain(wishes);
		expect(new Set([...some, ...rest].map(({ eventId }) => eventId)).size).toBe(
			shop.simulator.state.events.size,
		);
	});

	test('events that are filtered out take no others with them', async () => {
		await poll();
		const marketplace = (index: number) => (index % 2 === 0 ? 'allegro-pl' : 'allegro-cz');
		for (let index = 0; index < 120; index++) {
			shop.simulator.createOrder({ marketplace: marketplace(index) });
		}
		const options = { marketplace: ['allegro-cz'], maxEvents: 7 };
		expect(await drain({ options })).toHaveLength(60);
	});

	test('the state stays small', async () => {
		shop.simulator.seed({ orders: 6000 });
		await drain({ start: 'oldest', options: { maxEvents: 100_000 } });
		expect(shop.simulator.state.events.size).toBeGreaterThan(10_000);
		expect(JSON.stringify(state).length).toBeLessThan(64 * 1024);
	});

	test('orders are read once for each poll, however many events they have', async () => {
		await poll();
		for (let index = 0; index < 5; index++) paid();
		shop.simulator.clearExchanges();
		await poll({ includeOrder: true });
		expect(shop.simulator.requests.byRoute['GET /order/checkout-forms/{id}']).toBe(5);
	});
});

describe('trouble', () => {
	test('a poll that fails moves nothing, says why, and the next one goes on', async () => {
		await poll(READY);
		const { id } = paid();
		const before = JSON.stringify(state);
		const fault = shop.simulator.faults.add({
			kind: 'answer',
			status: 403,
			body: { errors: [{ code: 'AccessDenied', message: 'Access is denied', userMessage: 'No.' }] },
		});
		await expect(poll(READY)).rejects.toThrow('Access is denied');
		expect(JSON.stringify(state)).toBe(before);
		shop.simulator.faults.remove(fault);
		expect(await poll(READY)).toMatchObject([{ orderId: id }]);
	});

	test('trouble while orders are fetched loses no event', async () => {
		await poll(READY);
		const ids = [paid().id, paid().id, paid().id];
		shop.simulator.faults.add({
			kind: 'tooManyRequests',
			retryAfter: 3600,
			path: '/order/checkout-forms/*',
			skip: 1,
			times: 1,
		});
		await expect(poll({ ...READY, includeOrder: true })).rejects.toThrow();
		const events = await poll({ ...READY, includeOrder: true });
		expect(events.map(({ orderId }) => orderId)).toEqual(ids);
	});

	test.each([
		{ kind: 'nonJson' } as const,
		{ kind: 'truncate' } as const,
		{ kind: 'drop', at: 'midBody' } as const,
	])('an answer that is no JSON, or not all of it ($kind), is asked for again', async (fault) => {
		paid();
		shop.simulator.faults.add({ ...fault, times: 1 });
		// Taken for an account without any event, this would begin with the oldest.
		expect(await poll(READY)).toEqual([]);
		const { id } = paid();
		shop.simulator.faults.add({ ...fault, path: '/order/checkout-forms/*', times: 1 });
		const events = await poll({ ...READY, includeOrder: true });
		expect(events).toMatchObject([{ orderId: id, order: { id } }]);
	});

	test('two polls at once: one of them reads, nothing comes twice', async () => {
		await poll(READY);
		paid();
		const both = await Promise.all([poll(READY), poll(READY)]);
		expect(both.flat()).toHaveLength(1);
	});

	test('a 429 is waited out within the time there is', async () => {
		await poll(READY);
		paid();
		shop.simulator.faults.add({ kind: 'tooManyRequests', retryAfter: 1, times: 1 });
		expect(await poll(READY)).toHaveLength(1);
		shop.simulator.faults.add({ kind: 'tooManyRequests', retryAfter: 60, times: 1 });
		await expect(poll(READY, { budgetMs: 1000 })).rejects.toThrow(
			'Allegro asks for fewer requests',
		);
	});

	test('a withdrawn connection asks to reconnect', async () => {
		await poll(READY);
		shop.simulator.revoke();
		await expect(poll(READY)).rejects.toThrow('Allegro no longer accepts this connection');
	});

	test('after a gap it stops, or goes on from the oldest when the user chose that', async () => {
		await poll(READY);
		state.readAt = Date.now() - 61 * 24 * 3_600_000;
		const strict = { ...READY, options: { afterGap: 'stop' } };
		await expect(poll(strict)).rejects.toThrow('Events may have been missed');
		const { id } = paid();
		const events = await poll(READY);
		expect(events.map(({ orderId }) => orderId)).toEqual([id]);
	});
});

describe('in the editor', () => {
	test('gives the latest event and moves nothing', async () => {
		paid();
		const { id } = paid();
		expect(await poll({ ...READY, includeOrder: true }, { mode: 'manual' })).toMatchObject([
			{ orderId: id, order: { id } },
		]);
		expect(state).toEqual({});
	});

	test('an order that is cancelled is no sample of what is to be sent', async () => {
		const { id } = paid();
		for (let index = 0; index < 7; index++) {
			shop.simulator.clock.advance(3 * 3_600_000);
			const cancelled = paid();
			shop.simulator.state.orders.get(cancelled.id)!.form.status = 'CANCELLED';
		}
		const wishes = { ...READY, includeOrder: true };
		expect(await poll(wishes, { mode: 'manual' })).toMatchObject([{ orderId: id, order: { id } }]);
	});

	test('without any event, gives nothing', async () => {
		expect(await poll(READY, { mode: 'manual' })).toEqual([]);
	});
});
