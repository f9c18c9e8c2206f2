import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { createEngine, type Engine } from './engine';
import { byId } from './shop';
import { openStub, type Stub, type StubRequest } from './stub';

/**
 * What the fields of an item come to, when expressions fill them in: in both of n8n's ways to run an
 * operation (as the tool of an AI agent, n8n's own engine prepares the request).
 */
let stub: Stub;
let engines: Record<string, Engine>;

beforeAll(async () => {
	stub = await openStub(({ path, query }) => ({ body: answerTo(path, query) }));
	const declared = await createEngine(stub.engine.credential, {}, { declaredOnly: true });
	engines = { ours: stub.engine, "n8n's": declared };
});
afterAll(async () => await stub.close());

/** 130 orders, in pages. */
function answerTo(path: string, query: URLSearchParams) {
	if (path !== '/order/checkout-forms') return { id: 'made' };
	const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
	const rows = Array.from({ length: 130 }, (_, index) => ({ id: `o${index}` }));
	return { checkoutForms: rows.slice(offset, offset + limit), count: limit, totalCount: 130 };
}

async function run(
	engine: Engine,
	node: string,
	parameters: INodeParameters,
	json: object = {},
): Promise<{
	items: INodeExecutionData[];
	error?: string;
	sent: StubRequest[];
}> {
	const before = stub.requests.length;
	const items = [{ json: json as never }];
	const ended = await engine.node(node, parameters, { items });
	return {
		items: ended.items,
		error: ended.error && `${ended.error.message} ${ended.error.description ?? ''}`,
		sent: stub.requests.slice(before),
	};
}

describe.each(['ours', "n8n's"])('by %s engine', (name) => {
	const node = async (type: string, parameters: INodeParameters, json?: object) =>
		await run(engines[name], type, parameters, json);

	describe('Return All and Limit', () => {
		const list = (more: INodeParameters) => ({
			resource: 'order',
			operation: 'getAll',
			simplify: false,
			...more,
		});

		test.each<[string, INodeParameters, object, number]>([
			['a click', { returnAll: true }, {}, 130],
			['true', { returnAll: '={{ true }}' }, {}, 130],
			['an answer', { returnAll: '={{ $json.all }}', limit: 50 }, { all: true }, 130],
			['a text', { returnAll: '={{ $json.all }}', limit: 50 }, { all: 'true' }, 130],
			['a text for no', { returnAll: '={{ $json.all }}', limit: 7 }, { all: 'false' }, 7],
			['nothing', { returnAll: '={{ $json.all }}', limit: 7 }, {}, 7],
			['a Limit as text', { limit: '={{ "7" }}' }, {}, 7],
		])('%s', async (_, fields, json, expected) => {
			const { items, error } = await node('allegroOrders', list(fields), json);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(expected);
		});

		test.each(['={{ $json.nope }}', '={{ null }}', '={{ 0 }}', '={{ "many" }}'])(
			'the Limit %s is no licence to read all',
			async (limit) => {
				const { error, sent } = await node('allegroOrders', list({ limit }));
				expect(error).toContain('Limit');
				expect(sent).toEqual([]);
			},
		);
	});

	describe('a text', () => {
		const track = (waybill: unknown) => [
			{
				resource: 'trackingNumber',
				operation: 'create',
				orderId: byId('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
				carrierId: '={{ "INPOST " }}',
				waybill: '={{ $json.waybill }}',
			},
			{ waybill },
		];

		test.each([
			[620000000001, '620000000001'],
			[' 620000000001\n', '620000000001'],
			['0012', '0012'],
			[true, 'true'],
		])('%j goes out as text', async (waybill, expected) => {
			const [parameters, json] = track(waybill);
			const { sent } = await node('allegroOrders', parameters as INodeParameters, json);
			expect(sent.map(({ body }) => body)).toEqual([{ carrierId: 'INPOST', waybill: expected }]);
		});

		test.each([
			[6.209996822138031e23, 'lost digits'],
			[2 ** 53, 'lost digits'],
			[{ number: '1' }, '"Tracking Number" takes a text, not an object'],
			[['1', '2'], '"Tracking Number" takes a text, not a list'],
			['[object Object]', 'is no value'],
			['undefined', 'is no value'],
			[null, 'Parameter "Tracking Number" is required'],
			['', 'Parameter "Tracking Number" is required'],
		])('%j is refused before anything is sent', async (waybill, expected) => {
			const [parameters, json] = track(waybill);
			const { sent, error } = await node('allegroOrders', parameters as INodeParameters, json);
			expect(error).toContain(expected);
			expect(sent).toEqual([]);
		});
	});

	describe('an ID', () => {
		const get = (orderId: unknown) => ({
			resource: 'order',
			operation: 'get',
			orderId: orderId as never,
			simplify: false,
		});

		test.each([[{ id: 'o1' }], [['o1']], [' o1\n'], [{ id: 'o1', name: 'x' }]])(
			'in %j is found',
			async (id) => {
				const { sent } = await node('allegroOrders', get(byId('={{ $json.id }}')), { id });
				expect(sent.map(({ target }) => target)).toEqual(['GET /order/checkout-forms/o1']);
			},
		);

		test.each([
			[{ name: 'x' }, 'takes an ID, not an object'],
			[['o1', 'o2'], 'not a list'],
			[null, 'An ID is missing'],
			[undefined, 'An ID is missing'],
			['', 'An ID is missing'],
			['null', 'is no value'],
		])('in %j is none', async (id, expected) => {
			const { sent, error } = await node('allegroOrders', get(byId('={{ $json.id }}')), { id });
			expect(error).toContain(expected);
			expect(sent).toEqual([]);
		});

		test('that is missing is not taken for an answer of Allegro', async () => {
			const parameters = { resource: 'shipment', operation: 'createForOrder' };
			const { error, sent } = await node('allegroParcels', {
				...parameters,
				orderId: byId('={{ $json.nope }}'),
			});
			expect(error).toContain('An ID is missing');
			expect(error).not.toContain('may be done');
			expect(sent).toEqual([]);
		});
	});

	describe('a switch', () => {
		const charity = (value: unknown) => [
			{
				resource: 'offer',
				operation: 'getAll',
				limit: 1,
				filters: { isCharity: '={{ $json.value }}' },
			},
			{ value },
		];

		test.each([
			[true, ['false']],
			['true', ['false']],
			['TRUE', ['false']],
			[1, ['false']],
			['tak', ['false']],
			[false, ['true']],
			['false', ['true']],
			['nie', ['true']],
			[0, ['true']],
			[null, []],
		])('%j', async (value, expected) => {
			const [parameters, json] = charity(value);
			const { sent } = await node('allegroOffers', parameters as INodeParameters, json);
			expect(sent[0].query.getAll('fundraisingCampaign.id.empty')).toEqual(expected);
		});

		test.each(['perhaps', 2, {}, ['true']])('%j is none', async (value) => {
			const [parameters, json] = charity(value);
			const { error, sent } = await node('allegroOffers', parameters as INodeParameters, json);
			expect(error).toContain('"Charity Only" takes true or false');
			expect(sent).toEqual([]);
		});
	});

	describe('a select that decides which fields there are', () => {
		const decision = (more: INodeParameters) => ({
			resource: 'issue',
			operation: 'setStatus',
			issueId: byId('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
			status: '={{ $json.status }}',
			message: 'Good day',
			...more,
		});

		test('shows the fields of the chosen branch alone', async () => {
			const filled = { partialRefundAmount: '25', partialRefundCurrency: 'PLN' };
			const { sent, error } = await node('allegroAfterSales', decision(filled), {
				status: 'ACCEPTED_REFUND',
			});
			expect(error).toBeUndefined();
			expect(sent.map(({ body }) => Object.keys(body))).toEqual([['status', 'message']]);
		});

		test('asks for what its branch needs, and for nothing else', async () => {
			const refund = await node('allegroAfterSales', decision({}), { status: 'ACCEPTED_REFUND' });
			expect(refund.error).toBeUndefined();
			const partial = await node('allegroAfterSales', decision({}), {
				status: 'ACCEPTED_PARTIAL_REFUND',
			});
			expect(partial.error).toContain('Parameter "Partial Refund Amount" is required');
			expect(partial.sent).toEqual([]);
		});

		test('names its choices when it is given another', async () => {
			const { sent, error } = await node('allegroAfterSales', decision({}), { status: 'shipped' });
			expect(error).toContain('has no choice "shipped"');
			expect(error).toContain('ACCEPTED_REFUND');
			expect(sent).toEqual([]);
		});
	});

	describe('an expression in place of a whole collection', () => {
		const orders = (filters: unknown) => ({
			...{ resource: 'order', operation: 'getAll', limit: 1 },
			filters: filters as never,
		});
		const refund = {
			...{ resource: 'refund', operation: 'create', reason: 'REFUND' },
			paymentId: byId('0f8f13b2-7f6a-11e8-ac45-09db60ede9d6'),
			orderId: byId('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
			additionalFields: { paymentId: '0f8f13b2-7f6a-11e8-ac45-09db60ede9d6' },
			lineItems: '={{ $json.rows }}',
		};

		test.each([
			['an object', { status: 'BOUGHT' }],
			['JSON', '{"status":"BOUGHT"}'],
		])('is taken as what it gives: %s', async (_, value) => {
			const { sent, error } = await node('allegroOrders', orders('={{ $json.value }}'), { value });
			expect(error).toBeUndefined();
			expect(sent[0].query.getAll('status')).toEqual(['BOUGHT']);
		});

		test('gives rows, with the types of their fields', async () => {
			const serials = {
				...{ resource: 'order', operation: 'addSerialNumbers' },
				orderId: byId('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
				lineItems: '={{ $json.rows }}',
			};
			const rows = { lineItem: [{ id: 'l1', serialNumbers: [1234, 'B '] }] };
			const { sent, error } = await node('allegroOrders', serials, { rows });
			expect(error).toBeUndefined();
			expect(JSON.stringify(sent.at(-1)?.body)).toMatch(/"l1".*"1234".*"B"/);
		});

		test.each([
			['a text', 'abc'],
			['a number', 7],
			['rows with other fields', { pieces: [{ sku: 'x' }] }],
			['sections that it has not', { items: [] }],
		])('is refused by name, and nothing is sent: %s', async (_, rows) => {
			const { sent, error } = await node('allegroPayments', refund, { rows });
			expect(error).toContain('"Line Items" cannot be taken from what its expression gives');
			expect(sent).toEqual([]);
		});

		test('of one that was added to another is lost in n8n, and refused by name', async () => {
			const update = {
				...{ resource: 'offer', operation: 'update', offerId: byId('7600012345') },
				updateFields: { price: '={{ $json.price }}', name: 'Kubek' } as never,
			};
			const { sent, error } = await node('allegroOffers', update, { price: { money: {} } });
			expect(error).toContain('"Price" was added, and nothing is filled in there');
			expect(sent).toEqual([]);
		});
	});

	test.each([
		['A list', ['BOUGHT', 'CANCELLED']],
		['A text', 'BOUGHT, CANCELLED '],
		['JSON', '["BOUGHT","CANCELLED"]'],
	])('%s is a multiple choice', async (_, events) => {
		const { sent } = await node(
			'allegroOrders',
			{
				resource: 'event',
				operation: 'getAll',
				limit: 1,
				filters: { type: '={{ $json.events }}' },
			},
			{ events },
		);
		expect(sent[0].query.getAll('type')).toEqual(['BOUGHT', 'CANCELLED']);
	});
});

test.each([
	[{ resource: 'order', operation: 'list' }, 'no operation "list" for "order"', 'setStatus'],
	[{ resource: 'orders', operation: 'getAll' }, 'no resource "orders"', 'trackingNumber'],
])('%j names what there is', async (parameters, message, known) => {
	for (const engine of Object.values(engines)) {
		const { error, sent } = await run(engine, 'allegroOrders', parameters);
		expect(error).toContain(message);
		expect(error).toContain(known);
		expect(sent).toEqual([]);
	}
});
