import type { IDataObject } from 'n8n-workflow';

import { wholeRefund } from '../../nodes/Payments/wholeOrder';
import { byId, openShop, type Shop } from '../shop';
import { openStub } from '../stub';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../strict/clock')>('../strict/clock').sleepless(),
);

/** One step where it took several: all of an order refunded or claimed back, and what it cost in fees. */

const pln = (amount: string, currency = 'PLN') => ({ amount, currency });
const paidOrder = (more: object = {}) => ({
	id: 'order',
	status: 'READY_FOR_PROCESSING',
	payment: {
		id: 'pay',
		type: 'ONLINE',
		finishedAt: '2026-11-02T10:05:00Z',
		paidAmount: pln('176.50'),
	},
	delivery: { cost: pln('15.00') },
	lineItems: [
		{
			id: 'one',
			quantity: 2,
			price: pln('75.00'),
			deposit: { price: pln('0.50') },
			selectedAdditionalServices: [{ price: pln('5.00'), quantity: 2 }],
		},
		{ id: 'two', quantity: 1, price: pln('0.50'), selectedAdditionalServices: [] },
	],
	surcharges: [] as object[],
	...more,
});

describe('all of an order', () => {
	test('is its items, deposits, services and delivery', () => {
		expect(wholeRefund(paidOrder())).toEqual({
			body: {
				payment: { id: 'pay' },
				lineItems: [
					{ id: 'one', type: 'QUANTITY', quantity: 2 },
					{ id: 'two', type: 'QUANTITY', quantity: 1 },
				],
				deposits: [{ lineItemId: 'one', totalValue: pln('1.00') }],
				additionalServices: { value: pln('10.00') },
				delivery: { value: pln('15.00') },
			},
			pays: {
				items: '150.50',
				deposits: '1.00',
				services: '10.00',
				delivery: '15.00',
				total: '176.50',
				currency: 'PLN',
			},
		});
	});

	test('is what was paid on top and too much as well', () => {
		const payment = { ...paidOrder().payment, paidAmount: pln('180.00') };
		const surcharges = [
			{ id: 'extra', paidAmount: pln('10.00') },
			{ id: 'none', paidAmount: null },
		];
		expect(wholeRefund(paidOrder({ payment, surcharges }))).toMatchObject({
			body: {
				overpaid: { value: pln('3.50') },
				surcharges: [{ id: 'extra', value: pln('10.00') }],
			},
			pays: { overpaid: '3.50', surcharges: '10.00', total: '190.00' },
		});
	});

	test('leaves out what costs nothing, and knows what Allegro pays for the buyer', () => {
		const lineItems = [{ id: 'one', quantity: 3, price: pln('0.10') }];
		const payment = {
			...paidOrder().payment,
			paidAmount: pln('0.20'),
			reconciliation: pln('0.10'),
		};
		expect(wholeRefund(paidOrder({ lineItems, payment, delivery: { cost: pln('0.00') } }))).toEqual(
			{
				body: { payment: { id: 'pay' }, lineItems: [{ id: 'one', type: 'QUANTITY', quantity: 3 }] },
				pays: { items: '0.30', total: '0.30', currency: 'PLN' },
			},
		);
	});

	const payment = (more: object) => ({ payment: { ...paidOrder().payment, ...more } });
	test.each<[string, object, RegExp]>([
		[
			'less was paid',
			payment({ paidAmount: pln('176.49') }),
			/paid 176.49 PLN.*come to 176.50 PLN/,
		],
		['of two currencies', { delivery: { cost: pln('15.00', 'CZK') } }, /not what the parts/],
		['without line items', { lineItems: [] }, /not what the parts/],
		[
			'that does not say what was paid',
			payment({ paidAmount: null }),
			/does not say what was paid/,
		],
		['without a payment', { payment: null }, /does not say what was paid/],
		[
			'paid on delivery',
			payment({ type: 'CASH_ON_DELIVERY', paidAmount: null }),
			/paid on delivery/,
		],
		['not paid', { status: 'FILLED_IN' }, /no payment to refund/],
		[
			'cancelled and not paid',
			{ status: 'CANCELLED', ...payment({ finishedAt: null }) },
			/no payment/,
		],
	])('%s is refused', (_, more, message) => {
		const refused = wholeRefund(paidOrder(more)) as { message: string; advice: string };
		expect(`${refused.message} ${refused.advice}`).toMatch(message);
	});
});

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const order = (more: object = {}) =>
	shop.simulator.createOrder({
		status: 'READY_FOR_PROCESSING',
		lineItems: [
			{ price: '75.00', quantity: 2, deposit: '0.50', services: { Prezent: '10.00' } },
			{ price: '20.00' },
		],
		...more,
	});
const refunds = () => [...shop.simulator.state.refunds.byId.values()];
const refundWhole = async (orderId: string, more: object = {}, options: object = {}) =>
	await shop.engine.node(
		'allegroPayments',
		{ resource: 'refund', operation: 'createForOrder', orderId: byId(orderId), ...more } as never,
		options,
	);

describe('Refund: Create for Whole Order', () => {
	test('pays back all that was paid, also on top, and says what it pays', async () => {
		const { id, lineItems, summary, delivery } = order();
		shop.simulator.surchargeOrder(id);
		const { items, error } = await refundWhole(id);
		expect(error).toBeUndefined();
		const total = (Number(summary.totalToPay.amount) + 10).toFixed(2);
		expect(items[0].json).toMatchObject({
			commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			orderId: id,
			amount: total,
			pays: {
				items: '170.00',
				deposits: '1.00',
				services: '10.00',
				delivery: delivery!.cost!.amount,
				surcharges: '10.00',
				total,
				currency: 'PLN',
			},
		});
		expect(refunds()).toHaveLength(1);
		expect(refunds()[0].lineItems?.map((row) => [row.id, row.quantity])).toEqual(
			lineItems.map((row) => [row.id, row.quantity]),
		);
	});

	test('shows in a dry run what it would pay, and sends nothing', async () => {
		const { id, summary } = order();
		const { items } = await refundWhole(id, { dryRun: true });
		expect(items[0].json).toMatchObject({
			dryRun: true,
			pays: { total: summary.totalToPay.amount },
			request: { body: { order: { id }, reason: 'REFUND' } },
		});
		expect(refunds()).toEqual([]);
	});

	test.each([
		['in part', 1, /refunded in part already: 75.00 of .* PLN/],
		['whole', undefined, /^The order is refunded already/],
	])('is refused when the order is refunded %s, with what it was', async (_, quantity, message) => {
		const { id, lineItems } = order();
		if (quantity) {
			await shop.engine.node('allegroPayments', {
				resource: 'refund',
				operation: 'create',
				orderId: byId(id),
				lineItems: { pieces: [{ lineItemId: lineItems[0].id, quantity }] },
			});
		} else {
			await refundWhole(id);
		}
		const { error } = await refundWhole(id);
		expect(error?.message).toMatch(message);
		expect(error?.description).toContain(refunds()[0].id);
		expect(error?.description).toContain('Nothing was sent');
		expect(refunds()).toHaveLength(1);
	});

	test('is done again when Allegro has cancelled the refund', async () => {
		const { id } = order();
		await refundWhole(id);
		shop.simulator.state.refunds.setStatus({ id: refunds()[0].id, status: 'CANCELED' });
		const { error } = await refundWhole(id);
		expect(error).toBeUndefined();
		expect(refunds().map(({ status }) => status)).toEqual(['CANCELED', 'SUCCESS']);
	});

	test('pays once when its answer is lost and n8n repeats it, and ends well', async () => {
		const { id } = order();
		shop.simulator.faults.add({
			kind: 'drop',
			at: 'after',
			path: '/payments/refunds',
			method: 'POST',
			times: 1,
		});
		const { items, error } = await refundWhole(
			id,
			{},
			{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ orderId: id, pays: { items: '170.00' } });
		expect(refunds()).toHaveLength(1);
	});

	test('pays once when two workflows do it at the same moment, and for two items of one', async () => {
		const { id } = order();
		const two = { items: [{ json: {} }, { json: {} }] };
		await Promise.all([refundWhole(id, {}, two), refundWhole(id)]);
		expect(refunds()).toHaveLength(1);
	});

	test.each([
		['an unpaid order', () => shop.simulator.createOrder({ status: 'FILLED_IN' }).id],
		['one paid on delivery', () => order({ paymentType: 'CASH_ON_DELIVERY' }).id],
	])('is refused for %s', async (_, made) => {
		expect((await refundWhole(made())).error).toBeDefined();
		expect(refunds()).toEqual([]);
	});

	test('takes no parts: they are for Create', async () => {
		const options = { additionalJson: { delivery: { value: pln('1.00') } } };
		const { error } = await refundWhole(order().id, { options });
		expect(error?.message).toBe('The whole order is refunded: it takes no delivery');
		expect(refunds()).toEqual([]);
	});
});

const claims = () => [...shop.simulator.state.refundClaims.byId.values()];
const claimWhole = async (orderId: string, options: object = {}) =>
	await shop.engine.node(
		'allegroPayments',
		{ resource: 'commissionRefund', operation: 'createForOrder', orderId: byId(orderId) } as never,
		options,
	);

describe('Commission Refund: Create for Whole Order', () => {
	test('claims every piece of every line item, an item for each', async () => {
		const { id, lineItems } = order();
		const { items, error } = await claimWhole(id);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.lineItemId, json.quantity, json.claimedBefore])).toEqual([
			[lineItems[0].id, 2, false],
			[lineItems[1].id, 1, false],
		]);
		expect(claims().map((one) => one.id)).toEqual(items.map(({ json }) => json.claimId));
	});

	test('claims nothing twice, and what was withdrawn again', async () => {
		const { id } = order();
		await claimWhole(id);
		const again = await claimWhole(id);
		expect(again.items.map(({ json }) => json.claimedBefore)).toEqual([true, true]);
		shop.simulator.state.refundClaims.setStatus({ id: claims()[0].id, status: 'CANCELLED' });
		const third = await claimWhole(id);
		expect(third.items.map(({ json }) => json.claimedBefore)).toEqual([false, true]);
		expect(claims()).toHaveLength(3);
	});

	test('claims no line item that has a claim, be it for fewer pieces or rejected, or made at once', async () => {
		const { id, lineItems } = order();
		const { refundClaims } = shop.simulator.state;
		const early = refundClaims.claim({ lineItemId: lineItems[0].id, quantity: 1 });
		refundClaims.setStatus({ id: early.id, status: 'REJECTED' });
		shop.simulator.faults.add({
			kind: 'hold',
			method: 'POST',
			path: '/order/refund-claims',
			until: async () =>
				await Promise.resolve(void refundClaims.claim({ lineItemId: lineItems[1].id })),
		});
		const { items, error } = await claimWhole(id);
		expect(error).toBeUndefined();
		expect(
			items.map(({ json }) => [json.quantity, json.claimId, json.status, json.claimedBefore]),
		).toEqual([
			[1, early.id, 'REJECTED', true],
			[null, null, null, true],
		]);
		expect(claims()).toHaveLength(2);
	});

	test('goes on where it stopped, and each line item has its own claim', async () => {
		const { id, lineItems } = order();
		const path = '/order/refund-claims';
		const body = { errors: [{ code: 'NO', message: 'Not now' }] };
		shop.simulator.faults.add({
			kind: 'answer',
			method: 'POST',
			path,
			skip: 1,
			times: 1,
			status: 422,
			body,
		});
		const { items, error } = await claimWhole(id, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(claims().map((one) => one.lineItem.id)).toEqual(lineItems.map((row) => row.id));
		expect(items.map(({ json }) => json.claimId)).toEqual(claims().map((one) => one.id));
	});

	test('that is refused in the middle says what was claimed before', async () => {
		const { id } = order();
		const body = { errors: [{ code: 'NO', message: 'Not now' }] };
		const path = '/order/refund-claims';
		shop.simulator.faults.add({ kind: 'answer', method: 'POST', path, skip: 1, status: 422, body });
		const { error } = await claimWhole(id);
		expect(error?.message).toBe('Not now');
		expect(error?.description).toContain(`claim ${claims()[0].id}`);
	});
});

describe('Billing Entry: Get Fees of Order', () => {
	const fees = async (orderId: string) => {
		const { items, error } = await shop.engine.node('allegroPayments', {
			resource: 'billingEntry',
			operation: 'getForOrder',
			orderId: byId(orderId),
		});
		if (error) throw error;
		return items.map(({ json }) => json);
	};

	test('adds up by type, to the cent, and leaves out those of other orders', async () => {
		const { id } = order();
		const { billing } = shop.simulator.state;
		for (const amount of ['-0.10', '-0.20']) billing.charge({ orderId: id, amount });
		billing.charge({ orderId: id, type: 'REF', amount: '0.10' });
		billing.charge({ orderId: order().id, amount: '-99.00' });
		const [fee, ...more] = await fees(id);
		expect(more).toEqual([]);
		expect(fee).toMatchObject({
			orderId: id,
			marketplaceId: 'allegro-pl',
			total: '-0.20',
			currency: 'PLN',
			entries: 3,
		});
		expect(
			(fee.fees as IDataObject[]).map(({ typeId, amount, entries }) => [typeId, amount, entries]),
		).toEqual([
			['REF', '0.10', 1],
			['SUC', '-0.30', 2],
		]);
	});

	test('are read over all pages, and on the marketplace of the order', async () => {
		const { id } = order({ marketplace: 'allegro-cz' });
		shop.simulator.state.orders.get(id)!.form.marketplace.id = 'allegro-business-cz';
		for (let entry = 0; entry < 230; entry++) {
			shop.simulator.state.billing.charge({
				orderId: id,
				amount: '-1.00',
				marketplaceId: 'allegro-cz',
			});
		}
		expect(await fees(id)).toMatchObject([{ total: '-230.00', entries: 230 }]);
	});

	test('of an order without any are nothing', async () => {
		expect(await fees(order().id)).toMatchObject([{ total: '0.00', entries: 0, fees: [] }]);
	});

	test('in two currencies have no sum, and an order that is gone has its fees', async () => {
		const value = (amount: string, currency: string) => ({
			type: { id: 'SUC' },
			value: { amount, currency },
		});
		const stub = await openStub(({ path, query }) => {
			if (path.startsWith('/order/')) return { status: 404, body: { errors: [] } };
			const billingEntries =
				query.get('offset') === '0' || !query.has('offset')
					? [value('-1.00', 'PLN'), value('-2.00', 'CZK')]
					: [];
			return { body: { billingEntries } };
		});
		try {
			const { items } = await stub.engine.node('allegroPayments', {
				resource: 'billingEntry',
				operation: 'getForOrder',
				orderId: byId('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
			});
			expect(items[0].json).toMatchObject({
				total: null,
				currency: null,
				totals: [
					{ amount: '-1.00', currency: 'PLN' },
					{ amount: '-2.00', currency: 'CZK' },
				],
			});
		} finally {
			await stub.close();
		}
	});
});
