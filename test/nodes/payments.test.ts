import type { INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

import { byId } from '../shop';
import type { Stub, StubAnswer, StubRequest } from '../stub';
import { openStub } from '../stub';

const ORDER = '29738e61-7f6a-11e8-ac45-09db60ede9d6';
const PAYMENT = '0f8f13b2-7f6a-11e8-ac45-09db60ede9d6';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

let stub: Stub;

const PAID = { id: ORDER, status: 'READY_FOR_PROCESSING', payment: { id: PAYMENT } };
/** Allegro gives the order that is to be refunded, and answers the refunds in turn. */
const openRefunds = async (answer: (nth: number) => StubAnswer) =>
	await openStub(({ method }, earlier) =>
		method === 'GET'
			? { body: PAID }
			: answer(earlier.filter((request) => request.method === 'POST').length),
	);
const refunds = () => stub.requests.filter(({ method }) => method === 'POST');

afterEach(async () => await stub.close());

const refund = {
	resource: 'refund',
	operation: 'create',
	orderId: byId(ORDER),
	additionalFields: { paymentId: PAYMENT },
	reason: 'REFUND',
	lineItems: { pieces: [{ lineItemId: '={{ $json.lineItemId }}', quantity: 1 }] },
	simplify: true,
	options: {},
};
const items: INodeExecutionData[] = ['first', 'second'].map((lineItemId) => ({
	json: { lineItemId },
}));

/** Start, then a refund that n8n repeats when it fails. */
const repeating = {
	id: 'workflow',
	name: 'Refunds',
	active: false,
	isArchived: false,
	createdAt: new Date(),
	updatedAt: new Date(),
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'test.start',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'refund',
			name: 'Refund',
			type: 'n8n-nodes-allegro.allegroPayments',
			typeVersion: 1,
			position: [0, 0],
			parameters: refund,
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		},
	],
	connections: { Start: { main: [[{ node: 'Refund', type: 'main', index: 0 }]] } },
} as unknown as IWorkflowBase;

const commandOf = (requests: StubRequest[], lineItemId: string) =>
	requests
		.filter(({ body }) => JSON.stringify(body).includes(lineItemId))
		.map(({ body }) => body.commandId);

describe('a refund', () => {
	test('keeps its command when n8n repeats the node, so that the buyer is paid once', async () => {
		stub = await openRefunds((nth) =>
			nth < 2 ? { status: 504 } : { body: { id: 'refund', status: 'NEW' } },
		);
		const { data } = await stub.engine.workflow(repeating, 'Start', items);
		const out = data.resultData.runData.Refund.at(-1)?.data?.main[0] ?? [];
		const first = commandOf(refunds(), 'first');
		const second = commandOf(refunds(), 'second');
		expect(first).toEqual([first[0], first[0]]);
		expect(second).toEqual([second[0], second[0]]);
		expect(first[0]).toMatch(UUID);
		expect(first[0]).not.toBe(second[0]);
		expect(out.map(({ json }) => json.commandId)).toEqual([first[0], second[0]]);
	});

	test('of the next execution has another command', async () => {
		stub = await openRefunds(() => ({ body: { id: 'refund', status: 'NEW' } }));
		await stub.engine.workflow(repeating, 'Start', items.slice(0, 1));
		await stub.engine.workflow(repeating, 'Start', items.slice(0, 1));
		const [one, other] = commandOf(refunds(), 'first');
		expect(one).not.toBe(other);
	});

	test('is not sent with a Command ID that is no UUID, or an amount that is none', async () => {
		stub = await openStub(() => ({}));
		const amounts = [{ lineItemId: 'first', amount: '12.5051', currency: 'PLN' }];
		const wrong = [{ options: { commandId: 'mine' } }, { lineItems: { amounts } }];
		const runs = wrong.map(
			async (more) => await stub.engine.node('allegroPayments', { ...refund, ...more }, { items }),
		);
		const messages = (await Promise.all(runs)).map(({ error }) => error?.message);
		expect(messages).toEqual([
			'The Command ID "mine" is not a UUID',
			'"Line Items", "Amount": "12.5051" is not an amount. It has more than two decimals: round it, for example with .toFixed(2)',
		]);
		expect(stub.requests).toEqual([]);
	});
});

describe('rows of a refund for the same thing', () => {
	const money = (amount: string, currency = 'PLN') => ({ amount, currency });
	const sent = async (more: object) => {
		stub = await openRefunds(() => ({ body: { id: 'refund', status: 'NEW' } }));
		const { error } = await stub.engine.node('allegroPayments', {
			...refund,
			lineItems: {},
			...more,
		} as never);
		return { error, body: refunds()[0]?.body };
	};

	test('are one row with all of it: of four rows Allegro refunds one', async () => {
		const pieces = [1, 2, '3'].map((quantity) => ({ lineItemId: 'li', quantity }));
		const amounts = ['0.10', '0.20'].map((amount) => ({ lineItemId: 'part', ...money(amount) }));
		const deposit = ['0.50', '1.00'].map((amount) => ({ lineItemId: 'li', ...money(amount) }));
		const surcharge = ['5', '2,5'].map((amount) => ({ paymentId: 'pay', ...money(amount) }));
		const { body } = await sent({
			lineItems: { pieces: [...pieces, { lineItemId: ' other ', quantity: 1 }], amounts },
			additionalFields: { paymentId: PAYMENT, deposits: { deposit }, surcharges: { surcharge } },
		});
		expect(body).toMatchObject({
			lineItems: [
				{ id: 'li', type: 'QUANTITY', quantity: 6 },
				{ id: 'other', type: 'QUANTITY', quantity: 1 },
				{ id: 'part', type: 'AMOUNT', value: { amount: '0.30', currency: 'PLN' } },
			],
			deposits: [{ lineItemId: 'li', totalValue: { amount: '1.50', currency: 'PLN' } }],
			surcharges: [{ id: 'pay', value: { amount: '7.50', currency: 'PLN' } }],
		});
		expect(body.lineItems).toHaveLength(3);
	});

	test.each([
		[
			'whole pieces and a part of the price',
			{
				pieces: [{ lineItemId: 'li', quantity: 1 }],
				amounts: [{ lineItemId: 'li', ...money('1.00') }],
			},
			'The line item li is given with whole pieces and with a part of its price',
		],
		[
			'two currencies',
			{
				amounts: [
					{ lineItemId: 'li', ...money('1.00') },
					{ lineItemId: 'li', ...money('1.00', 'CZK') },
				],
			},
			'is given in PLN and in CZK',
		],
		[
			'no piece',
			{ pieces: [{ lineItemId: 'li', quantity: 0 }] },
			'0 pieces cannot be refunded: at least 1 can',
		],
	])('that contradict each other (%s) are refused', async (_, lineItems, message) => {
		const { error } = await sent({ lineItems });
		expect(error?.message).toContain(message);
		expect(stub.requests).toEqual([]);
	});
});

test('billing entries beyond the 10,000th that have no date are said to be out of reach', async () => {
	stub = await openStub(({ query }) => {
		const offset = Number(query.get('offset'));
		const limit = Number(query.get('limit'));
		if (offset + limit > 10_000) return { status: 422 };
		const billingEntries = Array.from({ length: limit }, (_, row) => ({ id: `${offset + row}` }));
		return { body: { billingEntries } };
	});
	const { error } = await stub.engine.node('allegroPayments', {
		resource: 'billingEntry',
		operation: 'getAll',
		returnAll: true,
	});
	expect(error?.message).toContain(
		'More than 10000 have no date, and Allegro lists at most 10000 at once. Narrow the filters',
	);
});

test('types of billing entries are offered by name', async () => {
	stub = await openStub(() => ({
		body: [
			{ id: 'SUC', description: 'Prowizja od sprzedaży' },
			{ id: 'LIS', description: 'Opłata za wystawienie' },
		],
	}));
	expect(await stub.engine.options('allegroPayments', 'getBillingTypes')).toEqual([
		{ name: 'Opłata za wystawienie (LIS)', value: 'LIS' },
		{ name: 'Prowizja od sprzedaży (SUC)', value: 'SUC' },
	]);
});
