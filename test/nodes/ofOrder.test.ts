import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../shop';
import type { Stub } from '../stub';
import { openStub } from '../stub';

/** What is taken from the order that is chosen, instead of being typed. */

const ORDER = '29738e61-7f6a-11e8-ac45-09db60ede9d6';
const PAYMENT = '0f8f13b2-7f6a-11e8-ac45-09db60ede9d6';
const order = {
	id: ORDER,
	buyer: { login: 'anna_kowalska' },
	status: 'READY_FOR_PROCESSING',
	payment: { id: PAYMENT },
	lineItems: [
		{
			id: '62ae358b-8f65-4fc4-9c77-bedf604a2e2b',
			offer: { name: 'Kubek' },
			quantity: 2,
			price: { amount: '12.50', currency: 'PLN' },
			boughtAt: '2026-11-02T10:00:00Z',
		},
		{ id: '7b0c0a4e-51f5-4f0e-8f3b-0b2d0d1c7e11', offer: { name: 'Talerz' }, quantity: 1 },
	],
};

let stub: Stub;
let found: IDataObject;
let orderStatus = 200;

beforeEach(async () => {
	found = order;
	orderStatus = 200;
	stub = await openStub(({ method, path }) => {
		if (method === 'POST') return { status: 201, body: { id: 'made', status: 'NEW' } };
		return path.endsWith(ORDER)
			? { status: orderStatus, body: found }
			: { body: { checkoutForms: [order] } };
	});
});
afterEach(async () => await stub.close());

const targets = () => stub.requests.map(({ method, path }) => `${method} ${path}`);
const READ = `GET /order/checkout-forms/${ORDER}`;

describe('line items', () => {
	const url = `https://salescenter.allegro.com/orders/${ORDER}?tab=all`;
	test.each([
		['an ID', byId(ORDER)],
		['an address', { __rl: true, mode: 'url', value: url }],
	])('are those of the order, chosen by %s', async (_, orderId) => {
		const parameters = { resource: 'refund', operation: 'create', orderId };
		expect(await stub.engine.options('allegroPayments', 'getLineItems', parameters)).toEqual([
			{ name: 'Kubek · 2 × 12.50 PLN', value: order.lineItems[0].id },
			{ name: 'Talerz · 1 ×', value: order.lineItems[1].id },
		]);
		expect(targets()).toEqual([READ]);
	});

	test('are not asked for while no order is chosen', async () => {
		const parameters = { resource: 'refund', operation: 'create', orderId: byId('') };
		expect(await stub.engine.options('allegroPayments', 'getLineItems', parameters)).toEqual([]);
		expect(targets()).toEqual([]);
	});

	test.each([
		['', ['Kubek · 2 × 12.50 PLN · 2026-11-02 · anna_kowalska', 'Talerz · 1 × · anna_kowalska']],
		['kubek', ['Kubek · 2 × 12.50 PLN · 2026-11-02 · anna_kowalska']],
		[order.lineItems[1].id, ['Talerz · 1 × · anna_kowalska']],
		['widelec', []],
	])('of the latest orders are found by "%s"', async (phrase, names) => {
		const { results } = await stub.engine.search('allegroPayments', 'searchLineItems', phrase);
		expect(results.map(({ name }) => name)).toEqual(names);
	});
});

describe('the payment of a refund', () => {
	const refund = async (paymentId: string, more: IDataObject = {}) =>
		await stub.engine.node('allegroPayments', {
			resource: 'refund',
			operation: 'create',
			orderId: byId(ORDER),
			additionalFields: paymentId ? { paymentId } : {},
			reason: 'REFUND',
			lineItems: { pieces: [{ lineItemId: order.lineItems[0].id, quantity: 1 }] },
			options: {},
			...more,
		});

	test("is the order's when it is left empty", async () => {
		const { error } = await refund('');
		expect(error).toBeUndefined();
		expect(targets()).toEqual([READ, 'POST /payments/refunds']);
		expect(stub.requests[1].body).toMatchObject({
			payment: { id: PAYMENT },
			lineItems: [{ id: order.lineItems[0].id }],
		});
	});

	test('is the one that is filled in; the order is read for what speaks against it', async () => {
		await refund('11111111-7f6a-11e8-ac45-09db60ede9d6');
		expect(targets()).toEqual([READ, 'POST /payments/refunds']);
		expect(stub.requests[1].body.payment).toEqual({ id: '11111111-7f6a-11e8-ac45-09db60ede9d6' });
	});

	test('shows in a dry run', async () => {
		const { items } = await refund('', { dryRun: true });
		expect(items[0].json).toMatchObject({ request: { body: { payment: { id: PAYMENT } } } });
		expect(targets()).toEqual([READ]);
	});

	test.each([{ payment: null }, { payment: {} }, {}])(
		'is asked for when the order has %j',
		async (unpaid) => {
			found = { id: ORDER, ...unpaid };
			const { error } = await refund('');
			expect(error?.message).toBe('There is no payment to refund');
			expect(error?.description).toContain('Nothing was sent to Allegro');
			expect(targets()).toEqual([READ]);
		},
	);
});

describe.each([
	['of its own', {}],
	['with a Payment ID', { additionalFields: { paymentId: PAYMENT } }],
	[
		'with a payment in Additional JSON',
		{ options: { additionalJson: { payment: { id: PAYMENT } } } },
	],
	['that is tried only', { dryRun: true }],
])('the refund %s of an order that was never paid', (_, more: IDataObject) => {
	const isDry = 'dryRun' in more;
	const refund = async () =>
		await stub.engine.node('allegroPayments', {
			resource: 'refund',
			operation: 'create',
			orderId: byId(ORDER),
			reason: 'REFUND',
			lineItems: { pieces: [{ lineItemId: order.lineItems[0].id, quantity: 1 }] },
			options: {},
			...(more as INodeParameters),
		});
	const paidAt = '2026-11-02T10:05:00Z';

	test.each([403, 404])(
		'an order that answers %i is refunded only with a payment',
		async (status) => {
			found = { errors: [] };
			orderStatus = status;
			const { error } = await refund();
			const isNamed = 'additionalFields' in more || 'options' in more;
			expect(error === undefined).toBe(isNamed);
			expect(targets()).toEqual(isNamed ? [READ, 'POST /payments/refunds'] : [READ]);
		},
	);

	test('an order that cannot be read for the moment is not refunded', async () => {
		orderStatus = 400;
		expect((await refund()).error).toBeDefined();
		expect(targets()).toEqual([READ]);
	});

	test.each([
		['FILLED_IN', { finishedAt: null, paidAmount: null }],
		['FILLED_IN', { finishedAt: paidAt }],
		['BOUGHT', {}],
		['CANCELLED', { finishedAt: null }],
	])('with the status %s and the payment %j is not sent', async (status, payment) => {
		found = { ...order, status, payment: { id: PAYMENT, type: 'ONLINE', ...payment } };
		const { error } = await refund();
		expect(error?.message).toBe('There is no payment to refund');
		expect(error?.description).toContain(`The order is not paid: its status is ${status}.`);
		expect(targets()).toEqual([READ]);
	});

	test.each([
		['READY_FOR_PROCESSING', { finishedAt: null }],
		['CANCELLED', { finishedAt: paidAt }],
	])('with the status %s and the payment %j is', async (status, payment) => {
		found = { ...order, status, payment: { id: PAYMENT, ...payment } };
		expect((await refund()).error).toBeUndefined();
		expect(targets()).toEqual(isDry ? [READ] : [READ, 'POST /payments/refunds']);
	});
});

/** In which thread it went is read afterwards. */
const SENT = 'GET /messaging/messages/made';

describe('the buyer that a message goes to', () => {
	const sent = async (buyerLogin: string) =>
		await stub.engine.node('allegroMessages', {
			resource: 'message',
			operation: 'send',
			orderId: byId(ORDER),
			additionalFields: buyerLogin ? { buyerLogin } : {},
			text: 'Dzień dobry',
			options: {},
		});

	test("is the order's when nobody is named", async () => {
		await sent('');
		expect(targets()).toEqual([READ, 'POST /messaging/messages', SENT]);
		expect(stub.requests[1].body).toMatchObject({ recipient: { login: 'anna_kowalska' } });
	});

	test('is the one who is named, and the order is not read', async () => {
		await sent('jan_nowak');
		expect(targets()).toEqual(['POST /messaging/messages', SENT]);
		expect(stub.requests[0].body).toMatchObject({ recipient: { login: 'jan_nowak' } });
	});
});
