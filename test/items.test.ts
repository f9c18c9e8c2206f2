import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { createEngine, type Engine, type NodeRunOptions } from './engine';
import { byId } from './shop';
import { openStub, type Stub } from './stub';

/**
 * What a run does with its items. Where n8n's own engine could do it too, it does the same here: the
 * requests of both are compared (those of all operations are in operations.test.ts).
 */
let stub: Stub;
let declared: Engine;

beforeEach(async () => {
	stub = await openStub(({ path }) => {
		if (path.endsWith('/broken')) return { status: 404, body: { errors: [{ code: 'NOT_FOUND' }] } };
		if (/checkout-forms(\?|$)/.test(path)) return { body: { checkoutForms: [], totalCount: 0 } };
		return { body: { id: path.split('/').pop() } };
	});
	declared = await createEngine(stub.engine.credential, {}, { declaredOnly: true });
});
afterEach(async () => await stub.close());

const rows = (...ids: unknown[]) =>
	ids.map((id): INodeExecutionData => ({ json: { id } as never }));

const getOrder = (parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'order',
	operation: 'get',
	orderId: byId('={{ $json.id }}'),
	simplify: false,
	...parameters,
});

async function run(
	parameters: INodeParameters,
	items: INodeExecutionData[],
	options: NodeRunOptions = {},
	engine = stub.engine,
	node = 'allegroOrders',
) {
	const before = stub.requests.length;
	const ended = await engine.node(node, parameters, { items, ...options });
	return { ...ended, targets: stub.requests.slice(before).map(({ target }) => target) };
}

/** The same by n8n's engine, from what the node declares. */
async function sameTargets(parameters: INodeParameters, items: INodeExecutionData[]) {
	const ours = await run(parameters, items);
	const theirs = await run(parameters, items, {}, declared);
	expect(ours.error).toBeUndefined();
	expect(theirs.error).toBeUndefined();
	expect(ours.targets.length).toBeGreaterThan(0);
	expect(ours.targets.sort()).toEqual(theirs.targets.sort());
	expect(ours.items).toEqual(theirs.items);
	return ours;
}

test('each item has its own values, and its own place in the output', async () => {
	const { items } = await sameTargets(getOrder(), rows('a', 'b', 'c'));
	expect(items.map(({ json }) => json.id)).toEqual(['a', 'b', 'c']);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

test('hundreds of items are all run, in order, though they are prepared in turns', async () => {
	const ids = Array.from({ length: 300 }, (_, index) => `o${index}`);
	const { items } = await run(getOrder(), rows(...ids));
	expect(items.map(({ json }) => json.id)).toEqual(ids);
});

test('fields of a collection, with dots in their names, are those that were added', async () => {
	const { targets } = await sameTargets(
		{
			resource: 'order',
			operation: 'getAll',
			limit: 5,
			filters: { buyerLogin: '={{ $json.id }}', status: 'READY_FOR_PROCESSING' },
		},
		rows('jan kowalski'),
	);
	expect(targets).toEqual([
		'GET /order/checkout-forms?buyer.login=jan%20kowalski&status=READY_FOR_PROCESSING&limit=5&offset=0',
	]);
});

test('without items nothing is asked for', async () => {
	expect(await run(getOrder(), [])).toMatchObject({ items: [], targets: [] });
});

test("an item's error fails the run, when all items have come to their end", async () => {
	const { error, targets } = await run(getOrder(), rows('a', 'broken', 'c'));
	expect(error?.message).toBe('Allegro does not have what was asked for');
	expect(error?.context).toMatchObject({ itemIndex: 1 });
	expect(targets).toHaveLength(3);
});

test('bad input is an item with details when the node goes on after errors', async () => {
	const { items, targets } = await run(
		{
			resource: 'order',
			operation: 'getAll',
			limit: 1,
			filters: { boughtAfter: '={{ $json.id }}' },
		},
		rows('01.02.2026', '2026-02-01'),
		{ onError: 'continueRegularOutput' },
	);
	expect(items[0]).toMatchObject({
		json: {
			error: expect.stringContaining('is not a date'),
			details: { description: expect.any(String) },
		},
		pairedItem: { item: 0 },
	});
	expect(targets).toHaveLength(1);
});

test('an expression left behind in a field that is not shown does no harm', async () => {
	const { error, items } = await run(
		getOrder({ invoiceId: '={{ $json.nothing.there }}' }),
		rows('a'),
	);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
});

test('an expression that fails is an error of its item alone', async () => {
	const { items } = await run(getOrder({ orderId: byId('={{ $json.id.trim() }}') }), rows('a', 7), {
		onError: 'continueRegularOutput',
	});
	expect(items[0].json).toEqual({ id: 'a' });
	expect(items[1]).toMatchObject({ json: { error: expect.any(String) }, pairedItem: { item: 1 } });
});

describe("n8n's options for requests", () => {
	let proxy: Server;
	let seen: string[];

	beforeEach(async () => {
		seen = [];
		proxy = createServer((request, response) => {
			seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"by proxy"}');
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	});
	afterEach(async () => {
		proxy.closeAllConnections();
		await new Promise((resolve) => proxy.close(resolve));
	});
	const port = () => (proxy.address() as AddressInfo).port;

	test('a proxy gets the request, with its user', async () => {
		const address = `http://jan:s%20w@127.0.0.1:${port()}`;
		const parameters = getOrder({ requestOptions: { proxy: address } });
		const ours = await run(parameters, rows('a'));
		expect(ours.items[0].json).toEqual({ id: 'by proxy' });
		const theirs = await run(parameters, rows('a'), {}, declared);
		expect(theirs.items[0].json).toEqual({ id: 'by proxy' });
		expect(seen[0]).toContain(Buffer.from('jan:s w').toString('base64'));
		expect(seen[1]).toBe(seen[0]);
	});

	test('a proxy that is no address is said to be none, and nothing is sent', async () => {
		const { error, targets } = await run(
			getOrder({ requestOptions: { proxy: 'proxy.example:3128' } }),
			rows('a'),
		);
		expect(error?.message).toBe('The proxy is not an address');
		expect(targets).toEqual([]);
	});

	test('a time limit ends a request that takes longer', async () => {
		const slow = createServer(() => undefined);
		await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
		const address = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
		const { error } = await run(
			{
				resource: 'order',
				operation: 'setStatus',
				orderId: byId('={{ $json.id }}'),
				status: 'SENT',
				requestOptions: { timeout: 50, proxy: address },
			},
			rows('a'),
		);
		slow.closeAllConnections();
		await new Promise((resolve) => slow.close(resolve));
		expect(error?.message).toMatch(/could not be reached|did not answer/i);
	}, 60_000);

	test('batching sends the next portion when the last one has long been answered', async () => {
		let answered = 0;
		const before: number[] = [];
		const paced = await openStub(() => {
			before.push(answered);
			setImmediate(() => answered++);
			return { body: { id: 'x' } };
		});
		const batching = { batch: { batchSize: 2, batchInterval: 400 } };
		const parameters = getOrder({ requestOptions: { batching } });
		const { items } = await run(parameters, rows('a', 'b', 'c', 'd', 'e'), {}, paced.engine);
		await paced.close();
		expect(items).toHaveLength(5);
		expect([before[2], before[4]]).toEqual([2, 4]);
	});

	test('Stop ends the interval of batching at once', async () => {
		const batching = { batch: { batchSize: 1, batchInterval: 3_600_000 } };
		const parameters = getOrder({ requestOptions: { batching } });
		const onStart = (stop: () => void) => {
			const watch = setInterval(() => {
				if (stub.requests.length === 0) return;
				clearInterval(watch);
				stop();
			}, 5);
		};
		await stub.engine.node('allegroOrders', parameters, {
			items: rows('a', 'b'),
			onStart,
		});
		expect(stub.requests).toHaveLength(1);
	});
});
