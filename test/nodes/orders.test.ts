import type { INodeExecutionData } from 'n8n-workflow';

import { byId, openShop, type Shop } from '../shop';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const PDF = Buffer.from(
	'%PDF-1.4\n% an invoice with bytes that are no text: \u00ff\u0000\u0080\n',
	'latin1',
);

function withFile(bytes: Buffer, fileName = 'fv-1.pdf'): INodeExecutionData[] {
	const data = { data: bytes.toString('base64'), mimeType: 'application/pdf', fileName };
	return [{ json: {}, binary: { data } }];
}

const upload = (orderId: string) => ({
	resource: 'invoice',
	operation: 'upload',
	orderId: byId(orderId),
	binaryPropertyName: 'data',
	invoiceNumber: 'FV/1',
});

describe('Order: Get Many', () => {
	const getAll = (parameters: object) => ({
		resource: 'order',
		operation: 'getAll',
		...parameters,
	});

	test('Return All gets every page, each order once, newest first', async () => {
		const { simulator, engine } = shop;
		simulator.seed({ orders: 730 });
		const { items } = await engine.node('allegroOrders', getAll({ returnAll: true }));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(730);
		const [first] = items;
		const [newest] = (
			await engine.node(
				'allegroOrders',
				getAll({ limit: 1, filters: { sort: '-lineItems.boughtAt' } }),
			)
		).items;
		expect(first.json.id).toBe(newest.json.id);
		expect(simulator.requests.byRoute['GET /order/checkout-forms']).toBe(9);
	});

	test.each([
		[1, 1],
		[100, 1],
		[101, 2],
		[250, 3],
	])('a Limit of %i takes %i requests', async (limit, requests) => {
		const { simulator, engine } = shop;
		simulator.seed({ orders: 300 });
		const { items } = await engine.node('allegroOrders', getAll({ limit }));
		expect(items).toHaveLength(limit);
		expect(simulator.requests.total).toBe(requests);
	});

	test.each([
		['id, buyer.login', ['buyer', 'id']],
		[['id'], ['id']],
	])('without Simplify, the Selected Fields %j are returned', async (selectedFields, names) => {
		const { simulator, engine } = shop;
		simulator.seed({ orders: 1 });
		const { items } = await engine.node(
			'allegroOrders',
			getAll({ simplify: false, selectedFields }),
		);
		expect(Object.keys(items[0].json).sort()).toEqual(names);
	});

	test('10,000 are within reach', async () => {
		const { simulator, engine } = shop;
		simulator.seed({ orders: 10_000, events: false });
		const { items } = await engine.node('allegroOrders', getAll({ returnAll: true }));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(10_000);
	});

	test('filters go to Allegro as they are documented', async () => {
		const { simulator, engine } = shop;
		simulator.seed({ orders: 100 });
		const { items, error } = await engine.node(
			'allegroOrders',
			getAll({
				returnAll: true,
				simplify: false,
				filters: { status: 'BOUGHT', marketplace: 'allegro-pl', updatedAfter: '2026-01-01' },
			}),
			{ timezone: 'Europe/Warsaw' },
		);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) {
			expect(json).toMatchObject({ status: 'BOUGHT', marketplace: { id: 'allegro-pl' } });
		}
		expect(simulator.exchanges[0].query).toMatchObject({
			'updatedAt.gte': '2025-12-31T23:00:00.000Z',
		});
	});

	test.each([
		['={{ DateTime.fromISO("2026-07-31T12:00", { zone: "Asia/Tokyo" }) }}', '2026-07-31T03:00'],
		['={{ new Date("2026-07-31T12:00:00Z") }}', '2026-07-31T12:00'],
		['={{ String(new Date("2026-07-31T12:00:00Z")) }}', '2026-07-31T12:00'],
		['={{ DateTime.fromISO("2026-10-25").toISODate() }}', '2026-10-24T22:00'],
		['2026-10-25T03:30:00', '2026-10-25T02:30'],
		['2026-07-31T12:00:00-05:00', '2026-07-31T17:00'],
	])('the date %s goes out in UTC', async (boughtAfter, sent) => {
		const { simulator, engine } = shop;
		const { error } = await engine.node('allegroOrders', getAll({ filters: { boughtAfter } }));
		expect(error).toBeUndefined();
		expect(simulator.exchanges[0].query).toMatchObject({
			'lineItems.boughtAt.gte': `${sent}:00.000Z`,
		});
	});

	test('Simplify gives at most ten fields; without it the order is whole', async () => {
		const { simulator, engine } = shop;
		simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const simple = await engine.node('allegroOrders', getAll({}));
		const whole = await engine.node('allegroOrders', getAll({ simplify: false }));
		expect(Object.keys(simple.items[0].json)).toHaveLength(10);
		expect(simple.items[0].json.items).toEqual([
			expect.objectContaining({ name: expect.any(String), quantity: expect.any(Number) }),
		]);
		expect(whole.items[0].json).toHaveProperty('delivery.address.street');
	});
});

describe('Order: Set Status', () => {
	test('sets it, and the item tells of which order', async () => {
		const { simulator, engine } = shop;
		const { id, revision } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const { items } = await engine.node('allegroOrders', {
			resource: 'order',
			operation: 'setStatus',
			orderId: byId(id),
			status: 'SENT',
			additionalFields: { revision: revision ?? '' },
		});
		expect(items[0].json).toEqual({ success: true, orderId: id });
		expect(simulator.state.orders.get(id)?.form.fulfillment?.status).toBe('SENT');
	});

	test('an order picked by its address works as well', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder();
		const value = `https://salescenter.allegro.com/orders/${id}`;
		const { error } = await engine.node('allegroOrders', {
			resource: 'order',
			operation: 'get',
			orderId: { __rl: true, mode: 'url', value },
		});
		expect(error).toBeUndefined();
		expect(simulator.exchanges[0].path).toBe(`/order/checkout-forms/${id}`);
	});
});

describe('Invoice: Upload', () => {
	test('declares the invoice and sends the bytes as they are', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const { items } = await engine.node('allegroOrders', upload(id), { items: withFile(PDF) });
		const [invoice] = simulator.state.orders.get(id)?.invoices ?? [];
		expect(invoice).toMatchObject({ invoiceNumber: 'FV/1', fileName: 'fv-1.pdf' });
		expect(invoice.content?.equals(PDF)).toBe(true);
		expect(items[0].json).toEqual({
			orderId: id,
			invoiceId: invoice.id,
			fileName: 'fv-1.pdf',
			fileSize: PDF.length,
		});
	});

	test('arrives whole when the token ends between the two steps', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		simulator.faults.add({
			kind: 'answer',
			status: 401,
			body: { error: 'invalid_token', error_description: 'Access token expired' },
			method: 'PUT',
			times: 1,
		});
		const { error } = await engine.node('allegroOrders', upload(id), { items: withFile(PDF) });
		expect(error).toBeUndefined();
		expect(simulator.state.orders.get(id)?.invoices[0].content?.equals(PDF)).toBe(true);
		expect(simulator.oauth.refreshCount).toBe(1);
	});

	test.each([
		['no file', [{ json: {} }], 'The item has no file in the field "data"'],
		[
			'a file in another field',
			[{ json: {}, binary: { pdf: withFile(PDF)[0].binary!.data } }],
			'no file',
		],
		['an empty file', withFile(Buffer.alloc(0)), 'is empty'],
		['a file that is no PDF', withFile(Buffer.from('PK\u0003\u0004 a zip')), 'is not a PDF'],
		[
			'a file over 3 MB',
			withFile(Buffer.concat([PDF, Buffer.alloc(3 * 1024 * 1024)])),
			'The file "fv-1.pdf" is too large',
		],
	])('%s is refused before anything is sent', async (_, items, words) => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const { error } = await engine.node('allegroOrders', upload(id), { items });
		expect(error?.message).toContain(words);
		expect(error?.description).toContain('Nothing was sent');
		expect(simulator.requests.total).toBe(0);
	});

	test('names the fields that do hold files', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder();
		const items = [{ json: {}, binary: { invoice: withFile(PDF)[0].binary!.data } }];
		const { error } = await engine.node('allegroOrders', upload(id), { items });
		expect(error?.description).toContain('invoice');
	});

	test("of another seller's order is refused with Allegro's words", async () => {
		const { engine } = shop;
		const { error } = await engine.node(
			'allegroOrders',
			upload('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
			{
				items: withFile(PDF),
			},
		);
		expect(error?.httpCode).toBe('404');
	});

	const twice = () => [...withFile(PDF, 'one.pdf'), ...withFile(PDF, 'two.pdf')];

	test('two for one order come one after the other, and wait for the scan', async () => {
		const { simulator, engine } = shop;
		simulator.settings.invoiceScanMs = 1_000;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const { items, error } = await engine.node('allegroOrders', upload(id), { items: twice() });
		expect(error).toBeUndefined();
		const invoices = simulator.state.orders.get(id)?.invoices ?? [];
		expect(invoices.map(({ fileName }) => fileName)).toEqual(['one.pdf', 'two.pdf']);
		expect(invoices.every(({ content }) => content?.equals(PDF))).toBe(true);
		expect(items.map(({ json }) => json.invoiceId)).toEqual(invoices.map((invoice) => invoice.id));
		expect(simulator.requests.byStatus[429]).toBeUndefined();
	});

	const refusals = (body: string) => ({
		errors: [{ code: 'X', message: body, details: null, path: null, userMessage: body }],
	});
	test.each([
		[409, 'Security scan for SELLER invoice in given order [1] is in progress.'],
		[422, 'Previously uploaded file is still in scanning'],
		[429, 'Upload a file to previously added metadata or wait a few seconds'],
	])(
		'a %i that goes by is waited out, by this order alone',
		async (status, said) => {
			const { simulator, engine } = shop;
			const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
			const fault = { kind: 'answer' as const, status, body: refusals(said), method: 'POST' };
			simulator.faults.add({ ...fault, times: 2 });
			const { items, error } = await engine.node('allegroOrders', upload(id), {
				items: withFile(PDF),
			});
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(simulator.requests.total).toBe(4);
		},
		20_000,
	);

	test('a scan that does not end leads to words about what is there', async () => {
		const { simulator, engine } = shop;
		simulator.settings.invoiceScanMs = 3_600_000;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const parameters = { ...upload(id), options: { timeoutSeconds: 1 } };
		await engine.node('allegroOrders', parameters, { items: withFile(PDF) });
		const { error } = await engine.node('allegroOrders', parameters, { items: withFile(PDF) });
		expect(error?.description).toContain('within 1 seconds');
		expect(error?.description).toContain('Nothing of this one is there');
		expect(simulator.state.orders.get(id)?.invoices).toHaveLength(1);
	});

	test('"has a file already" is believed only where the order lists it', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const fault = { kind: 'answer' as const, status: 409, method: 'PUT', times: 1 };
		simulator.faults.add({ ...fault, body: refusals('Already has a file') });
		const { error } = await engine.node('allegroOrders', upload(id), { items: withFile(PDF) });
		const [invoice] = simulator.state.orders.get(id)?.invoices ?? [];
		expect(error?.description).toContain(`The file of the invoice ${invoice.id} is not there`);
	});

	test('a file whose answer was lost is there, and no failure', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		simulator.faults.add({ kind: 'drop', at: 'after', method: 'PUT', times: 1 });
		const { items, error } = await engine.node('allegroOrders', upload(id), {
			items: withFile(PDF),
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	test('Send File waits its turn behind another file of the order, and is no second one', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		simulator.settings.invoicePauseMs = 0;
		const declare = { resource: 'invoice', operation: 'create', orderId: byId(id) };
		const ids: string[] = [];
		for (const fileName of ['fv-1.pdf', 'fv-2.pdf']) {
			const { items } = await engine.node('allegroOrders', { ...declare, fileName });
			ids.push(String(items[0].json.id));
		}
		let inFlight = 0;
		let most = 0;
		const until = async () => {
			most = Math.max(most, ++inFlight);
			await new Promise((resolve) => setTimeout(resolve, 20));
			inFlight--;
		};
		simulator.faults.add({ kind: 'hold', until, method: 'PUT' });
		const send = async (invoiceIds: string[]) =>
			await engine.node(
				'allegroOrders',
				{
					resource: 'invoice',
					operation: 'sendFile',
					orderId: byId(id),
					invoiceId: '={{ $json.invoiceId }}',
					binaryPropertyName: 'data',
				},
				{ items: invoiceIds.map((invoiceId) => ({ ...withFile(PDF)[0], json: { invoiceId } })) },
			);
		const [both, other] = await Promise.all([send(ids), send([ids[0]])]);
		expect([both.error, other.error]).toEqual([undefined, undefined]);
		expect(most).toBe(1);
		expect(both.items.map(({ json }) => json)).toEqual(
			ids.map((invoiceId) => ({ success: true, orderId: id, invoiceId })),
		);
		expect(simulator.state.orders.get(id)?.invoices.map(({ content }) => content?.length)).toEqual([
			PDF.length,
			PDF.length,
		]);
	});

	test('the two single steps do the same', async () => {
		const { simulator, engine } = shop;
		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const declared = await engine.node('allegroOrders', {
			resource: 'invoice',
			operation: 'create',
			orderId: byId(id),
			fileName: 'fv-2.pdf',
		});
		const sent = await engine.node(
			'allegroOrders',
			{
				resource: 'invoice',
				operation: 'sendFile',
				orderId: byId(id),
				invoiceId: declared.items[0].json.id as string,
				binaryPropertyName: 'data',
			},
			{ items: withFile(PDF) },
		);
		expect(sent.error).toBeUndefined();
		expect(simulator.state.orders.get(id)?.invoices[0].content?.equals(PDF)).toBe(true);
	});
});

describe('Tracking Number', () => {
	test('is added for chosen items', async () => {
		const { simulator, engine } = shop;
		const { id, lineItems } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		await engine.node('allegroOrders', {
			resource: 'trackingNumber',
			operation: 'create',
			orderId: byId(id),
			carrierId: 'INPOST',
			waybill: '620999682213803131211231',
			additionalFields: { lineItems: lineItems[0].id },
		});
		const { items } = await engine.node('allegroOrders', {
			resource: 'trackingNumber',
			operation: 'getAll',
			orderId: byId(id),
			returnAll: true,
		});
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			waybill: '620999682213803131211231',
			carrierId: 'INPOST',
			lineItems: [{ id: lineItems[0].id }],
		});
	});
});

describe('pickers', () => {
	test('orders are listed by buyer, amount and offer, page by page', async () => {
		const { simulator, engine } = shop;
		simulator.seed({ orders: 150 });
		const first = await engine.search('allegroOrders', 'searchOrders');
		expect(first.results).toHaveLength(100);
		expect(first.results[0].name).toMatch(/^.+ · \d{4}-\d\d-\d\d · [\d.]+ [A-Z]{3} · .+$/);
		const second = await engine.search(
			'allegroOrders',
			'searchOrders',
			undefined,
			first.paginationToken as string,
		);
		expect(second.results).toHaveLength(50);
		expect(second.paginationToken).toBeUndefined();
	});

	test('what is typed is looked for in the list, then as the login of a buyer', async () => {
		const { simulator, engine } = shop;
		simulator.seed({ orders: 300 });
		const old = await engine.node('allegroOrders', {
			resource: 'order',
			operation: 'getAll',
			limit: 1,
			filters: { sort: 'lineItems.boughtAt' },
		});
		const login = old.items[0].json.buyerLogin as string;
		const { results } = await engine.search('allegroOrders', 'searchOrders', login);
		expect(results.length).toBeGreaterThan(0);
		expect(results.every(({ description }) => description === login)).toBe(true);
	});

	test('answers are kept for a minute', async () => {
		const { simulator, engine } = shop;
		await engine.options('allegroOrders', 'getCarriers');
		const carriers = await engine.options('allegroOrders', 'getCarriers');
		expect(carriers.map(({ value }) => value)).toContain('INPOST');
		expect(simulator.requests.total).toBe(1);
	});

	test('an expired connection is explained, not kept', async () => {
		const { simulator, engine } = shop;
		simulator.revoke();
		await expect(engine.options('allegroOrders', 'getCarriers')).rejects.toThrow(
			'Allegro no longer accepts this connection',
		);
		Object.assign(engine.credential, { oauthTokenData: { ...simulator.issueTokens() } });
		await expect(engine.options('allegroOrders', 'getCarriers')).resolves.not.toHaveLength(0);
	});
});
