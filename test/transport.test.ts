import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { byId, openShop, type Shop, type ShopOptions } from './shop';

let shop: Shop;

async function open(options: ShopOptions = {}): Promise<Shop> {
	shop = await openShop(options);
	return shop;
}

afterEach(async () => await shop.close());

const UNKNOWN = '29738e61-7f6a-11e8-ac45-09db60ede9d6';
const get = (id = '={{ $json.id }}') => ({
	resource: 'order',
	operation: 'get',
	orderId: byId(id),
});
const setStatus = (id: string, more: IDataObject = {}) => ({
	resource: 'order',
	operation: 'setStatus',
	orderId: byId(id),
	status: 'PROCESSING',
	...more,
});
const listOrders = (limit = 100) => ({ resource: 'order', operation: 'getAll', limit });
const addLink = (id: string) => ({
	resource: 'invoice',
	operation: 'addLink',
	orderId: byId(id),
	url: 'https://invoices.example/1.pdf',
});

function orders(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, () => ({ json: { id: shop.simulator.createOrder().id } }));
}

describe('the credential', () => {
	/** A run of so many items, with a token that ends in so many ms: how often the credential was read. */
	async function readsOf(count: number, lifetimeMs: number): Promise<[reads: number, ms: number]> {
		const { engine } = await open();
		const items = orders(count);
		const tokens = engine.credential.oauthTokenData as IDataObject;
		tokens.n8n_expires_at = String(Date.now() + lifetimeMs);
		const [before, startedAt] = [engine.credentialReads, Date.now()];
		const { error } = await engine.node('allegroOrders', get(), { items });
		expect(error).toBeUndefined();
		return [engine.credentialReads - before, Date.now() - startedAt];
	}

	test('is read once a second for all items, while its token is far from its end', async () => {
		const [reads, ms] = await readsOf(200, 3_600_000);
		// Once at the beginning, and by n8n itself before the items.
		expect(reads).toBeLessThanOrEqual(2 + ms / 1_000);
	});

	test('is read for each request when its token ends soon: another process may renew it', async () => {
		const [reads] = await readsOf(50, 50_000);
		expect(reads).toBeGreaterThanOrEqual(50);
		expect(reads).toBeLessThanOrEqual(52);
	});
});

test('three workflows at once stay within the limit of an endpoint', async () => {
	const { simulator, engine } = await open();
	simulator.faults.add({ kind: 'latency', ms: 5, randomMs: 30 });
	const items = Array.from({ length: 6 }, () => ({ json: {} }));
	const rules = { resource: 'priceRule', operation: 'getAll' };
	const runs = await Promise.all(
		[1, 2, 3].map(async () => await engine.node('allegroBulkOffers', rules, { items })),
	);
	expect(runs.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
	expect(simulator.requests.byRoute['GET /sale/price-automation/rules']).toBe(18);
	expect(simulator.requests.byStatus[429]).toBeUndefined();
});

describe('the token', () => {
	test('is renewed once when many requests find it expired', async () => {
		const { simulator, engine } = await open();
		const items = orders(60);
		simulator.expireTokens();
		const { items: out, error } = await engine.node('allegroOrders', get(), { items });
		expect(error).toBeUndefined();
		expect(out.map(({ json }) => json.id)).toEqual(items.map(({ json }) => json.id));
		expect(simulator.oauth.refreshCount).toBe(1);
	});

	test('is renewed once when Allegro ends it before its time, in the middle of a run', async () => {
		const { simulator, engine } = await open();
		const items = orders(400);
		simulator.faults.add({ kind: 'latency', ms: 5 });
		const run = engine.node('allegroOrders', get(), { items });
		while (simulator.requests.total < 100) await new Promise(setImmediate);
		simulator.expireTokens();
		const { items: out, error } = await run;
		expect(error).toBeUndefined();
		expect(out).toHaveLength(items.length);
		expect(simulator.oauth.refreshCount).toBe(1);
		// Those that were under way, and those that began before the new token came.
		expect(simulator.requests.byStatus[401]).toBeLessThanOrEqual(2 * 32);
	});

	test('is renewed by one request ahead of the others when its end is known', async () => {
		const { simulator, engine } = await open({ lifetimeSeconds: 1 });
		const items = orders(30);
		simulator.expireTokens();
		(engine.credential.oauthTokenData as IDataObject).n8n_expires_at = String(Date.now() - 1);
		const { error } = await engine.node('allegroOrders', get(), { items });
		expect(error).toBeUndefined();
		expect(simulator.oauth.refreshCount).toBe(1);
		expect(simulator.requests.byStatus[401]).toBe(1);
	});

	test('that was withdrawn leads to words about reconnecting, not to retries', async () => {
		const { simulator, engine } = await open();
		const items = orders(1);
		simulator.revoke();
		const { error } = await engine.node('allegroOrders', get(), { items });
		expect(error?.message).toBe('Allegro no longer accepts this connection');
		expect(error?.description).toContain('connect it again');
		expect(simulator.requests.byRoute['GET /order/checkout-forms/{id}']).toBe(1);
	});

	test('never shows in an error', async () => {
		const { simulator, engine } = await open();
		simulator.faults.add({ kind: 'drop', at: 'before' });
		const { error } = await engine.node('allegroOrders', addLink(orders(1)[0].json.id as string));
		const { access_token: token } = engine.credential.oauthTokenData as { access_token: string };
		expect(error?.message).toBe('Allegro could not be reached');
		expect(JSON.stringify(error)).not.toContain(token);
		expect(String(error?.stack)).not.toContain(token);
		expect((error as { cause?: unknown }).cause).toBeUndefined();
	});

	test('does not follow a redirect to another host', async () => {
		const seen: Array<string | undefined> = [];
		const other = createServer((request, response) => {
			seen.push(request.headers.authorization);
			response.end('{}');
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { simulator, engine } = await open();
		const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
		simulator.faults.add({ kind: 'answer', status: 302, headers: { location } });
		await engine.node('allegroOrders', get(), { items: orders(1) });
		other.close();
		expect(simulator.requests.total).toBe(1);
		expect(seen).toEqual([]);
	});
});

describe('limits and trouble', () => {
	test('a 429 is waited out, and nothing is lost', async () => {
		const { simulator, engine } = await open();
		const items = orders(40);
		simulator.faults.add({ kind: 'tooManyRequests', retryAfter: 1, skip: 5, times: 3 });
		const { items: out, error } = await engine.node('allegroOrders', get(), { items });
		expect(error).toBeUndefined();
		expect(out).toHaveLength(40);
		expect(simulator.requests.byStatus[429]).toBe(3);
	});

	test('a POST is repeated after a 429, for Allegro did nothing', async () => {
		const { simulator, engine } = await open();
		const [{ json }] = orders(1);
		simulator.faults.add({ kind: 'tooManyRequests', retryAfter: 0, times: 1 });
		const { error } = await engine.node('allegroOrders', addLink(json.id as string));
		expect(error).toBeUndefined();
		expect(simulator.requests.total).toBe(2);
	});

	test.each([
		['a server error', { kind: 'answer', status: 503, body: { errors: [] } }],
		['a gateway timeout', { kind: 'gatewayTimeout' }],
		['a broken connection', { kind: 'drop', at: 'before' }],
		['an answer that does not come', { kind: 'drop', at: 'after' }],
	] as const)('%s is repeated for GET and PUT', async (_, fault) => {
		const { simulator, engine } = await open();
		const [{ json }] = orders(1);
		const id = json.id as string;
		simulator.faults.add({ ...fault, times: 1 });
		expect((await engine.node('allegroOrders', get(id))).error).toBeUndefined();
		simulator.faults.clear();
		simulator.faults.add({ ...fault, times: 1 });
		expect((await engine.node('allegroOrders', setStatus(id))).error).toBeUndefined();
		expect(simulator.requests.total).toBe(4);
	});

	test.each([
		['a server error', { kind: 'answer', status: 500 }],
		['a broken connection', { kind: 'drop', at: 'after' }],
	] as const)('%s is never repeated for POST', async (_, fault) => {
		const { simulator, engine } = await open();
		const [{ json }] = orders(1);
		simulator.faults.add({ ...fault, times: 1 });
		const { error } = await engine.node('allegroOrders', addLink(json.id as string));
		expect(error).toBeDefined();
		expect(simulator.requests.total).toBe(1);
	});

	test('no more than 32 requests are in flight, however many items there are', async () => {
		const { simulator, engine } = await open();
		simulator.faults.add({ kind: 'latency', ms: 5 });
		const { error } = await engine.node('allegroOrders', get(), { items: orders(300) });
		expect(error).toBeUndefined();
		expect(simulator.requests.maxInFlight).toBeGreaterThan(8);
		expect(simulator.requests.maxInFlight).toBeLessThanOrEqual(32);
	});

	test('the Stop button ends waiting at once and sends nothing more', async () => {
		const { simulator, engine } = await open();
		const items = orders(50);
		simulator.faults.add({ kind: 'tooManyRequests', retryAfter: 60 });
		const run = engine.node('allegroOrders', get(), {
			items,
			onStart: (stop) => {
				const watch = setInterval(() => {
					if (simulator.requests.byStatus[429] === undefined) return;
					clearInterval(watch);
					stop();
				}, 5);
			},
		});
		await run;
		simulator.faults.clear();
		// Those that were under way may still arrive; the 34 that waited never do.
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(simulator.requests.total).toBeLessThanOrEqual(16);
	});
});

describe('items', () => {
	test('one that fails loses no other, and each result is linked to its item', async () => {
		const { simulator, engine } = await open();
		const good = orders(3);
		const items = [good[0], { json: { id: UNKNOWN } }, good[1], { json: { id: '..' } }, good[2]];
		const { items: out, error } = await engine.node('allegroOrders', get(), {
			items,
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(out[1].json).toMatchObject({
			error: 'The order was not found.',
			details: { status: 404, code: 'CheckoutFormNotFoundException', traceId: expect.any(String) },
		});
		expect(out[3].json.error).toBe('".." is not an ID');
		expect(simulator.requests.total).toBe(4);
	});

	test('lists of several items keep their links', async () => {
		const { simulator, engine } = await open();
		simulator.seed({ orders: 30 });
		const all = await engine.node('allegroOrders', listOrders());
		const buyers = [...new Set(all.items.map(({ json }) => json.buyerLogin))].slice(0, 2);
		const { items: out } = await engine.node(
			'allegroOrders',
			{ ...listOrders(), filters: { buyerLogin: '={{ $json.login }}' } },
			{ items: buyers.map((login) => ({ json: { login } })) },
		);
		expect(out.length).toBeGreaterThan(1);
		for (const { json, pairedItem } of out) {
			expect(json.buyerLogin).toBe(buyers[(pairedItem as { item: number }).item]);
		}
	});

	test('without "Continue", the error names the item', async () => {
		const { engine } = await open();
		const items = [...orders(1), { json: { id: UNKNOWN } }];
		const { error } = await engine.node('allegroOrders', get(), { items });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});
});

describe('what Allegro refuses is explained', () => {
	test('a missing permission is named', async () => {
		const { engine } = await open({ scopes: ['orders:read'] });
		const { error } = await engine.node('allegroOrders', setStatus(orders(1)[0].json.id as string));
		expect(error?.httpCode).toBe('403');
		expect(error?.description).toContain('allegro:api:orders:write');
	});

	test('a stale revision', async () => {
		const { simulator, engine } = await open();
		const [{ json }] = orders(1);
		const { error } = await engine.node(
			'allegroOrders',
			setStatus(json.id as string, { additionalFields: { revision: 'stale' } }),
		);
		expect(error?.httpCode).toBe('409');
		expect(error?.description).toContain('Read it again');
		expect(simulator.state.orders.get(json.id as string)?.form.fulfillment?.status).toBe('NEW');
	});

	test('a status that cannot be set', async () => {
		const { engine } = await open();
		const [{ json }] = orders(1);
		const { error } = await engine.node(
			'allegroOrders',
			setStatus(json.id as string, { options: { additionalJson: '{ "status": "RETURNED" }' } }),
		);
		expect(error?.httpCode).toBe('422');
		expect(error?.description).toMatch(/trace-id: [0-9a-f-]{36}/);
	});

	test('a method that was switched off names what replaces it', async () => {
		const { engine } = await open();
		const { error } = await engine.node('allegroOrders', {
			resource: 'blockedBuyer',
			operation: 'delete',
			excludedUserId: '1',
		});
		expect(error?.message).toBe('Allegro switched this method off (2024-04-30)');
		expect(error?.description).toContain('Allegro website');
	});
});

describe('nothing is sent', () => {
	test.each([
		['no App Name', { appName: '' }, 'The App Name is empty'],
		['an App Name with accents', { appName: 'Mój sklep' }, 'cannot be sent to Allegro'],
		['an App URL that is none', { appUrl: 'my shop' }, 'is not a web address'],
		['a version that is none', { appVersion: 'the first' }, 'is not a version'],
		['plain http to another machine', { apiUrl: 'http://api.example' }, 'must start with https://'],
	])('with %s', async (_, credential, words) => {
		const { simulator, engine } = await open({ credential });
		const { error } = await engine.node('allegroOrders', listOrders());
		expect(error?.message).toContain(words);
		expect(simulator.requests.total).toBe(0);
	});

	test.each([
		['an empty ID', get('={{ "" }}'), 'An ID is missing'],
		['a path as ID', get('={{ ".." }}'), '".." is not an ID'],
		['a date that is none', { ...listOrders(), filters: { boughtAfter: 'soon' } }, 'is not a date'],
		[
			'JSON that cannot be read',
			setStatus(UNKNOWN, { options: { additionalJson: '{ status: }' } }),
			'Additional JSON is not a JSON object',
		],
	])('for %s', async (_, parameters, words) => {
		const { simulator, engine } = await open();
		const { error } = await engine.node('allegroOrders', parameters as never);
		expect(error?.message).toContain(words);
		expect(error?.description).toContain('Nothing was sent to Allegro');
		expect(simulator.requests.total).toBe(0);
	});

	test('an ID with slashes stays within its path', async () => {
		const { simulator, engine } = await open();
		await engine.node('allegroOrders', get(), { items: [{ json: { id: 'a/../../b' } }] });
		expect(simulator.exchanges[0].path).toBe('/order/checkout-forms/a%2F..%2F..%2Fb');
	});
});
