import type { IDataObject } from 'n8n-workflow';

import type { Stub } from '../stub';
import { openStub } from '../stub';

/** Filters of Order: Get Many that Allegro does not have, or has under another name. */

const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const orderDue = (id: number, to: string | null) => ({
	id: String(id),
	status: 'READY_FOR_PROCESSING',
	updatedAt: '2026-11-01T10:00:00Z',
	lineItems: [{ id: `line-${id}`, boughtAt: '2026-11-01T10:00:00Z' }],
	delivery: { time: to === null ? null : { dispatch: { from: to, to } } },
});

let stub: Stub;
let orders: object[];

beforeEach(async () => {
	stub = await openStub(({ query }) => {
		const offset = Number(query.get('offset') ?? 0);
		const checkoutForms = orders.slice(offset, offset + Number(query.get('limit') ?? 100));
		return { body: { checkoutForms, count: checkoutForms.length, totalCount: orders.length } };
	});
});
afterEach(async () => await stub.close());

const run = async (filters: IDataObject, more: IDataObject = {}) =>
	await stub.engine.node('allegroOrders', {
		resource: 'order',
		operation: 'getAll',
		returnAll: true,
		filters,
		simplify: true,
		...more,
	} as never);
const ids = ({ items }: Awaited<ReturnType<typeof run>>) => items.map(({ json }) => json.id);

describe('Dispatch Due Within (Hours)', () => {
	test('finds what is due or overdue, on whatever page it lies', async () => {
		orders = Array.from({ length: 250 }, (_, id) => orderDue(id, inHours(100)));
		orders[3] = orderDue(3, inHours(-30));
		orders[120] = orderDue(120, null);
		orders[249] = orderDue(249, inHours(20));
		expect(ids(await run({ dispatchWithinHours: 24 }))).toEqual(['3', '249']);
		expect(ids(await run({ dispatchWithinHours: 24 }, { simplify: false }))).toEqual(['3', '249']);
		const limited = { returnAll: false, limit: 1 };
		expect(ids(await run({ dispatchWithinHours: 24 }, limited))).toEqual(['3']);
		expect(ids(await run({ dispatchWithinHours: 0 }))).toEqual(['3']);
	});

	test('is not sent, and without it nothing is left out', async () => {
		orders = [orderDue(1, null), orderDue(2, inHours(500))];
		expect(ids(await run({ dispatchWithinHours: 24 }))).toEqual([]);
		expect(ids(await run({}))).toEqual(['1', '2']);
		for (const { query } of stub.requests) {
			expect([...query.keys()].filter((name) => !['limit', 'offset'].includes(name))).toEqual([]);
		}
	});
});

describe('Standing for (Days)', () => {
	const asked = () => Date.parse(String(stub.requests[0].query.get('updatedAt.lte')));

	test('asks for what was not changed since', async () => {
		orders = [orderDue(1, null)];
		expect(ids(await run({ standingDays: 3, fulfillmentStatus: ['NEW'] }))).toEqual(['1']);
		const days = (Date.now() - asked()) / (24 * HOUR);
		expect(days).toBeGreaterThanOrEqual(3);
		expect(days).toBeLessThan(3.01);
	});

	test.each([
		['2020-01-01T00:00:00Z', '2020-01-01T00:00:00.000Z'],
		['2099-01-01T00:00:00Z', undefined],
	])('with Updated Before %s, the earlier moment counts', async (updatedBefore, sent) => {
		orders = [];
		await run({ standingDays: 3, updatedBefore });
		if (sent) expect(new Date(asked()).toISOString()).toBe(sent);
		else expect(asked()).toBeLessThan(Date.now());
	});
});

test.each(['dispatchWithinHours', 'standingDays'])('%s refuses what is no number', async (name) => {
	orders = [];
	const { error } = await run({ [name]: '={{ "soon" }}' });
	expect(error?.message).toMatch(/"soon"/);
	expect(stub.requests).toEqual([]);
});

test('several statuses go out in one request', async () => {
	orders = [];
	await run({ status: ['BOUGHT', 'FILLED_IN'], fulfillmentStatus: ['NEW', 'PROCESSING'] });
	const [{ query }] = stub.requests;
	expect(query.getAll('status')).toEqual(['BOUGHT', 'FILLED_IN']);
	expect(query.getAll('fulfillment.status')).toEqual(['NEW', 'PROCESSING']);
});
