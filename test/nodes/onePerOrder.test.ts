import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { byId, openShop, type Shop } from '../shop';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../strict/clock')>('../strict/clock').sleepless(),
);

/** Shipment: Create for Order with One Shipment per Order: one parcel, whatever runs for it how often. */

let shop: Shop;
let orderId: string;
beforeEach(async () => {
	shop = await openShop();
	orderId = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id;
});
afterEach(async () => await shop.close());

interface More {
	items?: INodeExecutionData[];
	retryOnFail?: boolean;
	parameters?: IDataObject;
	options?: IDataObject;
}

const create = async ({ items, retryOnFail = false, parameters = {}, options = {} }: More = {}) =>
	await shop.engine.node(
		'allegroParcels',
		{
			resource: 'shipment',
			operation: 'createForOrder',
			orderId: byId(orderId),
			options: { onePerOrder: true, ...options },
			...parameters,
		} as never,
		{ items, settings: retryOnFail ? { retryOnFail, maxTries: 3, waitBetweenTries: 1 } : {} },
	);

const shipments = () => [...shop.simulator.state.shipments.values()];
const parcel = { weight: 1, length: 20, width: 15, height: 10 };
const packages = (count: number) => ({
	packages: { package: Array.from({ length: count }, () => parcel) },
});

test('a workflow that is started again gets the shipment that is there', async () => {
	const first = await create();
	const again = await create();
	expect([first.error, again.error]).toEqual([undefined, undefined]);
	expect(again.items[0].json.id).toBe(first.items[0].json.id);
	expect(shipments()).toHaveLength(1);
});

test.each([true, false])('says that it is repeated (Simplify: %s)', async (simplify) => {
	const first = await create({ parameters: { simplify } });
	// Where Allegro says that it knows the command.
	const path = '/shipment-management/shipments/create-commands';
	const body = { errors: [{ code: 'COMMAND_ALREADY_EXISTS', message: 'Command exists' }] };
	shop.simulator.faults.add({ kind: 'answer', method: 'POST', path, status: 409, body });
	const again = await create({ parameters: { simplify } });
	expect(again.error).toBeUndefined();
	expect(first.items[0].json.repeated).toBeUndefined();
	expect(again.items[0].json).toEqual({ ...first.items[0].json, repeated: true });
});

test('without it, each start makes one: that is what it is for', async () => {
	await create({ options: { onePerOrder: false } });
	await create({ options: { onePerOrder: false } });
	expect(shipments()).toHaveLength(2);
});

test('two items of one run for the same order get the same shipment', async () => {
	const { items, error } = await create({ items: [{ json: {} }, { json: {} }] });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(2);
	expect(items[0].json.id).toBe(items[1].json.id);
	expect(shipments()).toHaveLength(1);
});

test.each([
	['a reference number that differs each time', { referenceNumber: '={{ Math.random() }}' }],
	[
		'another weight',
		{ packages: { package: [{ ...parcel, weight: '={{ Math.random() + 1 }}' }] } },
	],
	['blanks around the order', { orderId: byId('={{ " " + $json.order + " " }}') }],
])('%s is no other shipment', async (_, parameters) => {
	const items = [{ json: { order: orderId } }];
	const first = await create({ items, parameters: { ...parameters } });
	const again = await create({ items, parameters: { ...parameters } });
	expect([first.error, again.error]).toEqual([undefined, undefined]);
	expect(again.items[0].json.id).toBe(first.items[0].json.id);
	expect(shipments()).toHaveLength(1);
});

test('another number of packages is another shipment, and so is another order', async () => {
	await create({ parameters: packages(1) });
	await create({ parameters: packages(2) });
	await create({ parameters: packages(2) });
	expect(shipments().map((one) => one.packages.length)).toEqual([1, 2]);
	orderId = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id;
	await create({ parameters: packages(1) });
	expect(shipments()).toHaveLength(3);
});

test.each(['lost', 'cut in half'])('an answer that is %s makes no second one', async (how) => {
	const path = '/shipment-management/shipments/create-commands';
	const kind = how === 'lost' ? { kind: 'drop', at: 'after' } : { kind: 'truncate' };
	shop.simulator.faults.add({ ...kind, method: 'POST', path, times: 5 } as never);
	const { error } = await create({ retryOnFail: true });
	if (error) expect(`${error.message} ${error.description}`).toMatch(/may be done/);
	expect((await create()).error).toBeUndefined();
	expect(shipments()).toHaveLength(1);
});

test('one that Allegro refused is tried again', async () => {
	shop.simulator.failNextCommand('shipment', [
		{ code: 'INVALID_PHONE', message: 'Phone is invalid', path: 'input.receiver.phone' },
	] as never);
	const first = await create();
	expect(first.error?.message).toContain('Phone is invalid');
	expect((await create()).error).toBeUndefined();
	expect(shipments()).toHaveLength(1);
});

test('a Command ID of the user goes over it', async () => {
	const commandId = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
	await create();
	await create({ options: { commandId } });
	await create({ options: { commandId } });
	expect(shipments()).toHaveLength(2);
});
