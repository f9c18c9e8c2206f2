import type { INodeParameters } from 'n8n-workflow';

import { byId, openShop, type Shop } from '../shop';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const createForOrder = (orderId: string, more: object = {}) => ({
	resource: 'shipment',
	operation: 'createForOrder',
	orderId: byId(orderId),
	...more,
});
const label = (shipmentIds: string, more: object = {}) => ({
	resource: 'shipment',
	operation: 'downloadLabel',
	shipmentIds,
	...more,
});

async function shipped(more: object = {}) {
	const { id } = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const { items, error } = await shop.engine.node('allegroParcels', createForOrder(id, more));
	if (error) throw error;
	return { orderId: id, shipment: items[0].json };
}

describe('Shipment: Create', () => {
	test('waits until Allegro has made it, and gives the shipment', async () => {
		const { simulator } = shop;
		simulator.settings.commandPolls = 3;
		const { orderId, shipment } = await shipped();
		expect(simulator.state.shipments.has(shipment.id as string)).toBe(true);
		expect(shipment.waybill).toEqual(expect.any(String));
		const route = 'GET /shipment-management/shipments/create-commands/{commandId}';
		expect(simulator.requests.byRoute[route]).toBe(4);
		const { items } = await shop.engine.node('allegroOrders', {
			resource: 'trackingNumber',
			operation: 'getAll',
			orderId: byId(orderId),
		});
		expect(items.map(({ json }) => json.waybill)).toContain(shipment.waybill);
	});

	test('without waiting, gives the command, which can be asked about', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const started = await engine.node(
			'allegroParcels',
			createForOrder(id, { waitForCompletion: false }),
		);
		const { commandId } = started.items[0].json as { commandId: string };
		const ask = { resource: 'shipment', operation: 'getCreateStatus', commandId };
		const first = await engine.node('allegroParcels', ask);
		const second = await engine.node('allegroParcels', ask);
		expect(first.items[0].json.status).toBe('IN_PROGRESS');
		expect(second.items[0].json).toMatchObject({
			status: 'SUCCESS',
			shipmentId: expect.any(String),
		});
	});

	test("what the carrier refuses comes as an error with Allegro's code", async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		simulator.failNextCommand('shipment', [
			{ code: 'INVALID_PHONE', message: 'Phone is invalid', path: 'input.receiver.phone' },
		] as never);
		const { error } = await engine.node('allegroParcels', createForOrder(id));
		expect(error?.message).toContain('Phone is invalid');
		expect(error?.description).toContain('INVALID_PHONE');
		expect(error?.description).toContain('input.receiver.phone');
		expect(simulator.state.shipments.size).toBe(0);
	});

	test('a timeout names the command to go on with', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		simulator.settings.commandPolls = 1000;
		const commandId = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
		const { error } = await engine.node(
			'allegroParcels',
			createForOrder(id, { options: { timeoutSeconds: 1, commandId } }),
		);
		expect(error?.message).toBe('Allegro is still working on the shipment after 1 seconds');
		expect(error?.description).toContain(commandId);
	});

	test('the same Command ID makes one shipment, however often it is sent', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const commandId = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
		const first = await engine.node(
			'allegroParcels',
			createForOrder(id, { options: { commandId } }),
		);
		const again = await engine.node(
			'allegroParcels',
			createForOrder(id, { options: { commandId } }),
		);
		expect(again.items[0].json.id).toBe(first.items[0].json.id);
		expect(simulator.state.shipments.size).toBe(1);
	});

	test('a shipment that was made is named when it cannot be read', async () => {
		await shop.close();
		shop = await openShop({ scopes: ['orders:read', 'shipments:write'] });
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const { error } = await engine.node('allegroParcels', createForOrder(id));
		const [made] = simulator.state.shipments.keys();
		expect(error?.message).toBe('The shipment was made, but could not be read');
		expect(error?.description).toContain(made);
		expect(error?.description).toContain('shipments:read');
	});

	test('a Command ID that is none is refused', async () => {
		const { simulator, engine } = shop;
		const { error } = await engine.node('allegroParcels', {
			resource: 'shipment',
			operation: 'cancel',
			shipmentId: 'x',
			options: { commandId: 'my command' },
		});
		expect(error?.message).toBe('The Command ID "my command" is not a UUID');
		expect(simulator.requests.total).toBe(0);
	});
});

describe('Shipment: Download Label', () => {
	test('PDF, with a name that tells the shipment', async () => {
		const { shipment } = await shipped();
		const { items } = await shop.engine.node('allegroParcels', label(shipment.id as string));
		const file = items[0].binary?.data;
		expect(file).toMatchObject({
			mimeType: 'application/pdf',
			fileName: `label-${shipment.id}.pdf`,
		});
		expect(
			Buffer.from(file?.data ?? '', 'base64')
				.subarray(0, 5)
				.toString(),
		).toBe('%PDF-');
	});

	test('ZPL is told from its bytes', async () => {
		const { shipment } = await shipped({ labelFormat: 'ZPL' });
		const { items } = await shop.engine.node('allegroParcels', label(shipment.id as string));
		expect(items[0].binary?.data.fileName).toBe(`label-${shipment.id}.zpl`);
		expect(Buffer.from(items[0].binary?.data.data ?? '', 'base64').toString()).toMatch(/^\^XA/);
	});

	test('several shipments come in one file', async () => {
		const ids = [await shipped(), await shipped()].map(({ shipment }) => String(shipment.id));
		const { items } = await shop.engine.node('allegroParcels', label(ids.join(', ')));
		expect(items).toHaveLength(1);
		expect(items[0].binary?.data.fileName).toBe('labels-2-shipments.pdf');
	});

	test('one that is not ready is said, not given as an empty file', async () => {
		const { simulator, engine } = shop;
		simulator.settings.labelDelayMs = 60_000;
		const { shipment } = await shipped();
		const once = label(shipment.id as string, { waitUntilReady: false });
		const { error } = await engine.node('allegroParcels', once);
		expect(error?.message).toBe('The label is not ready yet');
	});

	test('an unknown shipment is an error read from bytes', async () => {
		const { engine } = shop;
		const { error } = await engine.node(
			'allegroParcels',
			label('ba88f0fb-acf3-438a-877e-580da50c0874'),
		);
		expect(error?.description).toMatch(/code \S+/i);
		expect(error?.description).toMatch(/trace-id: \S+/);
	});
});

const address = {
	address: {
		name: 'Anna Kowalska',
		street: 'Wiosenna 22',
		postalCode: '80-244',
		city: 'Gdańsk',
		countryCode: 'PL',
		email: 'anna@pomelo.example',
		phone: '600 000 102',
	},
};

describe('Pickup', () => {
	test('is proposed, ordered and waited for', async () => {
		const { simulator, engine } = shop;
		const { shipment } = await shipped();
		const proposals = await engine.node('allegroParcels', {
			resource: 'pickup',
			operation: 'getProposals',
			shipmentIds: shipment.id as string,
			address,
		});
		expect(proposals.error).toBeUndefined();
		expect(proposals.items).not.toHaveLength(0);
		const { items, error } = await engine.node('allegroParcels', {
			resource: 'pickup',
			operation: 'create',
			shipmentIds: shipment.id as string,
			pickupDate: '2026-12-01T00:00:00',
			minTime: '10:00',
			maxTime: '14:00',
			address,
		});
		expect(error).toBeUndefined();
		expect(simulator.state.pickups.size).toBe(1);
		expect(items[0].json).toHaveProperty('commandId');
	});
});

describe('Carrier and Pickup Point', () => {
	test('the history of more than 20 parcels takes several requests', async () => {
		const { simulator, engine } = shop;
		const waybills = Array.from({ length: 23 }, (_, index) => `WAYBILL-${index}`);
		const { items, error } = await engine.node('allegroParcels', {
			resource: 'carrier',
			operation: 'getTracking',
			carrierId: 'INPOST',
			waybills: waybills.join(','),
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(23);
		expect(simulator.requests.total).toBe(2);
	});

	test('points that have not changed are an answer', async () => {
		const { engine } = shop;
		const getAll = (filters: INodeParameters) => ({
			resource: 'pickupPoint',
			operation: 'getAll',
			filters,
		});
		const all = await engine.node('allegroParcels', { ...getAll({}), returnAll: true });
		expect(all.items.length).toBeGreaterThan(1);
		const { items, error } = await engine.node(
			'allegroParcels',
			getAll({ modifiedSince: '2030-01-01T00:00:00' }),
		);
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: { notModified: true }, pairedItem: { item: 0 } }]);
	});

	test('a method of the old parcel management names the new one', async () => {
		const { engine } = shop;
		const { error } = await engine.node('allegroParcels', {
			resource: 'parcel',
			operation: 'get',
			parcelId: 'x',
		});
		expect(error?.message).toContain('switched this method off (2025-01-31)');
		expect(error?.description).toContain('Shipment: Get');
	});
});
