import type { IDataObject } from 'n8n-workflow';

import { openStub, type Stub } from '../stub';

/** What Simplify leaves of Allegro's answers, held to what the next node asks for; and what Selected Fields find. */
const stubs: Stub[] = [];
afterEach(async () => {
	for (const stub of stubs.splice(0)) await stub.close();
});

async function run(type: string, parameters: IDataObject, body: unknown, items?: IDataObject[]) {
	const stub = await openStub(() => ({ body }));
	stubs.push(stub);
	return await stub.engine.node(type, parameters as never, {
		items: items?.map((json) => ({ json })),
	});
}

async function only(type: string, parameters: IDataObject, body: unknown): Promise<IDataObject> {
	const { items, error } = await run(type, parameters, body);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(Object.keys(items[0].json).length).toBeLessThanOrEqual(10);
	return items[0].json;
}

const ORDER = {
	id: '29738e61-7f6a-11e8-ac45-09db60ede9d6',
	messageToSeller: 'Please call before',
	buyer: { id: '1', login: 'Client:1', guest: true, phoneNumber: '+48 500 000 000' },
	payment: { id: 'p1', type: 'CASH_ON_DELIVERY', finishedAt: null, paidAmount: null },
	status: 'READY_FOR_PROCESSING',
	fulfillment: { status: 'NEW' },
	marketplace: { id: 'allegro-cz' },
	delivery: {
		address: { firstName: 'Jan', lastName: 'Novák', companyName: null, phoneNumber: '+' },
		method: { id: 'm', name: 'Packeta' },
		pickupPoint: { id: 'POP-PRG1', name: 'Packeta' },
	},
	invoice: {
		required: true,
		address: {
			company: {
				name: 'ACME s.r.o.',
				ids: [
					{ type: 'CZ_ICO', value: '12345678' },
					{ type: 'CZ_DIC', value: 'CZ999999999' },
					{ type: 'VAT_EU', value: 'CZ999999998' },
				],
				taxId: null,
			},
		},
	},
	lineItems: [
		{
			id: 'li-1',
			offer: { id: '7', name: 'Lamp', external: { id: 'SKU-1' } },
			quantity: 2,
			price: { amount: '499.00', currency: 'CZK' },
			tax: { rate: '21.00', subject: 'GOODS', exemption: null },
			boughtAt: '2026-03-01T10:00:00.000Z',
		},
		{
			id: 'li-2',
			offer: { id: '8', name: 'Bulb', external: null },
			quantity: 1,
			price: { amount: '49.00', currency: 'CZK' },
			tax: null,
			boughtAt: '2026-03-02T11:00:00.000+01:00',
		},
	],
	summary: { totalToPay: { amount: '1047.00', currency: 'CZK' } },
	codBookedPayments: [
		{
			paymentId: 'c1',
			shipmentId: null,
			paidAmount: { amount: '1047.00', currency: 'CZK' },
			paidAt: '2026-03-05T10:00:00.000Z',
		},
	],
	updatedAt: '2026-03-03T10:00:00.000Z',
};
const getOrder = { resource: 'order', operation: 'get', orderId: ORDER.id, simplify: true };

describe('a simplified order', () => {
	const simplified = async (changes: object = {}) =>
		await only('allegroOrders', getOrder, { ...ORDER, ...changes });

	test('begins with what its table is looked at for, and has what the next node needs', async () => {
		const order = await simplified();
		expect(Object.keys(order).slice(0, 6)).toEqual([
			...['id', 'boughtAt', 'buyerLogin', 'totalToPay', 'currency', 'status'],
		]);
		expect(order).toEqual({
			id: ORDER.id,
			boughtAt: '2026-03-02T11:00:00.000+01:00',
			buyerLogin: 'Client:1',
			totalToPay: '1047.00',
			currency: 'CZK',
			status: 'READY_FOR_PROCESSING',
			fulfillmentStatus: 'NEW',
			deliveryMethod: 'Packeta',
			details: {
				paymentType: 'CASH_ON_DELIVERY',
				codBookedPayments: [
					{
						paymentId: 'c1',
						shipmentId: null,
						amount: '1047.00',
						currency: 'CZK',
						paidAt: '2026-03-05T10:00:00.000Z',
					},
				],
				pickupPointId: 'POP-PRG1',
				recipient: 'Jan Novák',
				phone: '+48 500 000 000',
				invoiceRequired: true,
				taxId: 'CZ999999999',
				messageToSeller: 'Please call before',
				marketplaceId: 'allegro-cz',
				updatedAt: '2026-03-03T10:00:00.000Z',
			},
			items: [
				{
					lineItemId: 'li-1',
					offerId: '7',
					externalId: 'SKU-1',
					name: 'Lamp',
					quantity: 2,
					price: '499.00',
					taxRate: '21.00',
				},
				{
					lineItemId: 'li-2',
					offerId: '8',
					externalId: null,
					name: 'Bulb',
					quantity: 1,
					price: '49.00',
					taxRate: null,
				},
			],
		});
	});

	test.each([
		['PL_NIP', [{ type: 'PL_NIP', value: '5252674798' }], null, '5252674798'],
		['HU_ADOSZAM', [{ type: 'HU_ADOSZAM', value: '1-2-3' }], null, '1-2-3'],
		['VAT_EU alone', [{ type: 'VAT_EU', value: 'DE1' }], null, 'DE1'],
		['the old field', [], '5252674798', '5252674798'],
		['no tax number', [{ type: 'CZ_ICO', value: '12345678' }], null, null],
		['no list', null, null, null],
	])('the tax ID of a company with %s', async (_, ids, taxId, expected) => {
		const company = { name: 'ACME', ids, taxId };
		const order = await simplified({ invoice: { required: true, address: { company } } });
		expect(order.details).toMatchObject({ taxId: expected });
	});

	test('has all its fields when Allegro leaves out the rest', async () => {
		const order = await only('allegroOrders', getOrder, { id: ORDER.id, lineItems: [] });
		expect(Object.keys(order)).toEqual(Object.keys(await simplified()));
		expect(order).toMatchObject({
			...{ boughtAt: null, items: [] },
			details: { recipient: null, codBookedPayments: [] },
		});
	});
});

test('a simplified billing entry tells what the fee is for, and its tax', async () => {
	const additionalInfo = [{ type: 'feeId', name: 'Identyfikator opłaty', value: '09f0' }];
	const entry = await only(
		'allegroPayments',
		{ resource: 'billingEntry', operation: 'getAll', simplify: true },
		{
			billingEntries: [
				{
					id: 'b1',
					type: { id: 'XOR', name: 'Delivery fee', group: { id: 'delivery-services' } },
					value: { amount: '-1.00', currency: 'PLN' },
					tax: { percentage: '23.00', annotation: null },
					asset: 'DEBIT',
					marketplaceId: 'allegro-pl',
					additionalInfo,
				},
			],
		},
	);
	expect(entry).toMatchObject({
		typeId: 'XOR',
		amount: '-1.00',
		details: {
			group: 'delivery-services',
			asset: 'DEBIT',
			marketplaceId: 'allegro-pl',
			taxRate: '23.00',
			additionalInfo,
		},
	});
});

test('a simplified payment operation has the ID of its payout', async () => {
	const operation = await only(
		'allegroPayments',
		{ resource: 'paymentOperation', operation: 'getAll', simplify: true },
		{
			paymentOperations: [
				{
					type: 'PAYOUT',
					group: 'OUTCOME',
					payout: { id: 'po-1' },
					marketplaceId: null,
					value: { amount: '-10.00', currency: 'PLN' },
					wallet: { type: 'AVAILABLE', balance: { amount: '0.00', currency: 'PLN' } },
				},
			],
			count: 1,
			totalCount: 1,
		},
	);
	expect(operation).toMatchObject({ type: 'PAYOUT', payoutId: 'po-1', paymentId: null });
});

describe('a simplified shipment has the number of the carrier who brings it', () => {
	const simplified = async (shipment: object) =>
		await only(
			'allegroParcels',
			{ resource: 'shipment', operation: 'get', shipmentId: 's', simplify: true },
			{ id: 's', carrier: 'ALLEGRO', ...shipment },
		);
	const parcel = (...transportingInfo: object[]) => ({ waybill: 'AD01', transportingInfo });

	test.each([
		['one', [{ carrierId: 'DPD', carrierWaybill: '1000U' }], '1000U'],
		[
			'two',
			[
				{ carrierId: 'ALLEGRO', carrierWaybill: 'AD01' },
				{ carrierId: 'INPOST', carrierWaybill: '123' },
			],
			'123',
		],
		['its own', [{ carrierId: 'ALLEGRO', carrierWaybill: 'AD01' }], 'AD01'],
		['none yet', [{ carrierId: 'DPD' }], null],
	])('of %s', async (_, carriers, number) => {
		const shipment = await simplified({ packages: [parcel(...carriers), parcel()] });
		expect(shipment).toMatchObject({
			waybill: 'AD01',
			carrierWaybill: number,
			packages: [
				{ waybill: 'AD01', carrierWaybill: number },
				{ waybill: 'AD01', carrierWaybill: null },
			],
		});
	});

	test('in the field where it was before', async () => {
		const additionalProperties = { EXTERNAL_CARRIER_WAYBILL: '1Z8' };
		const shipment = await simplified({ packages: [parcel()], additionalProperties });
		expect(shipment.carrierWaybill).toBe('1Z8');
	});
});

describe('Selected Fields', () => {
	const select = (selectedFields: unknown, more: object = {}) =>
		({ ...getOrder, simplify: false, selectedFields, ...more }) as IDataObject;

	test.each(['buyer_login', 'buyer.lgin, lineItems.offer.nam', ['Id']])(
		'that match nothing are an error: %j',
		async (selectedFields) => {
			const { error } = await run('allegroOrders', select(selectedFields), ORDER);
			const [first] = [selectedFields].flat().join(',').split(',');
			expect(error?.message).toContain(`has no "${first}"`);
			expect(error?.description).toContain('The answer has: id, messageToSeller, buyer');
		},
	);

	test('of which some match nothing are said once, and the others are given', async () => {
		const { items, hints, error } = await run(
			'allegroOrders',
			select('id, buyer_login, lineItems.offer.name, payment.finishedAt.time'),
			ORDER,
			[{}, {}],
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: ORDER.id });
		expect(hints).toEqual([expect.stringContaining('has no "buyer_login". The answer has: id,')]);
	});

	test('that some rows have are nothing to speak of, nor are those in an empty list', async () => {
		const list = { ...select('note.text, surcharges.id'), operation: 'getAll', orderId: undefined };
		const { items, hints, error } = await run('allegroOrders', list, {
			checkoutForms: [
				{ id: '1', surcharges: [] },
				{ id: '2', note: { text: 'gift' }, surcharges: [] },
			],
			count: 2,
			totalCount: 2,
		});
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(items.map(({ json }) => json)).toEqual([
			{ surcharges: [] },
			{ note: { text: 'gift' }, surcharges: [] },
		]);
	});

	test('of an empty list say nothing', async () => {
		const list = { ...select('buyer_login'), operation: 'getAll', orderId: undefined };
		const answer = { checkoutForms: [], count: 0, totalCount: 0 };
		const { items, hints, error } = await run('allegroOrders', list, answer);
		expect([items, hints, error]).toEqual([[], [], undefined]);
	});

	test('that match nothing of what was written leave all of it, and a hint', async () => {
		const message = { id: 'm', text: 'Hello', author: { login: 'shop', isInterlocutor: false } };
		const { items, hints, error } = await run(
			'allegroMessages',
			{
				resource: 'message',
				operation: 'reply',
				threadId: 't',
				text: 'Hello',
				simplify: false,
				selectedFields: 'identifier',
			},
			message,
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: 'm', text: 'Hello' });
		expect(hints).toEqual([expect.stringContaining('has no "identifier"')]);
	});
});
