import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { toAmount } from '../../nodes/shared/numbers';
import { createEngine, loadNodeTypes, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';
import { discover } from '../operations/discover';
import { startRecorder, type Recorder } from '../operations/recorder';
import { sampleItem, sampleParameters } from '../operations/samples';
import { byId, openShop } from '../shop';
import { openStub, type Stub } from '../stub';

/** Every value in a body whose property is called `amount`, and the path to it. */
function amountsIn(value: unknown, path = ''): Array<[string, unknown]> {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]): Array<[string, unknown]> => {
		const here = `${path}.${name}`;
		// The number of pallets or boxes of a shipment to the warehouse.
		if (here.endsWith('handlingUnit.amount')) return [];
		return name === 'amount' && typeof inner !== 'object'
			? [[here, inner]]
			: amountsIn(inner, here);
	});
}

/** The parameters with another value in the fields whose value went out as one of these amounts. */
function replaced(value: unknown, amounts: ReadonlySet<unknown>, by: unknown): unknown {
	if (Array.isArray(value)) return value.map((each) => replaced(each, amounts, by));
	if (typeof value !== 'object' || value === null) {
		const isAmount = /^-?\d+(\.\d+)?$/.test(String(value)) && amounts.has(toAmount(value));
		return isAmount ? by : value;
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, replaced(inner, amounts, by)]),
	);
}

describe('Amounts of money', () => {
	const operations = discover(loadNodeTypes()).filter(({ route }) => !route.retired);
	const withAmounts: string[] = [];
	let recorder: Recorder;
	let engine: Engine;

	beforeAll(async () => {
		recorder = await startRecorder(['offers']);
		engine = await createEngine(connectedTo(recorder));
	});
	afterAll(async () => await recorder.close());

	test.each(operations.map((each) => [`${each.node} ${each.key}`, each] as const))(
		'%s sends them as text with two decimals, or not at all',
		async (name, operation) => {
			const sample = sampleParameters(operation, 'typed');
			const json = { whole: 12, tenth: 12.5, sum: 0.1 + 0.2 };
			const run = async (parameters: unknown) => {
				const items = [{ ...sampleItem(operation), json }];
				const { error } = await engine.node(operation.node, parameters as INodeParameters, {
					items,
				});
				return { error, amounts: recorder.take().flatMap(({ body }) => amountsIn(body)) };
			};
			const known = (await run(sample)).amounts;
			if (known.length === 0) return;
			const values = new Set(known.map(([, value]) => value));
			// What is taken from an order is no field.
			if (JSON.stringify(replaced(sample, values, '')) === JSON.stringify(sample)) return;
			withAmounts.push(name);
			for (const value of values) expect(value).toMatch(/^-?\d+\.\d\d$/);

			const wanted = {
				'={{ $json.whole }}': '12.00',
				'={{ $json.tenth }}': '12.50',
				'12,5': '12.50',
			};
			for (const [given, sent] of Object.entries(wanted)) {
				const { amounts } = await run(replaced(sample, values, given));
				expect(amounts).toEqual(known.map(([path]) => [path, sent]));
			}
			const { error, amounts } = await run(replaced(sample, values, '={{ $json.sum }}'));
			expect(error?.message).toContain('"0.30000000000000004" is not an amount');
			expect(amounts).toEqual([]);
		},
	);

	test('are in many operations', () => {
		expect(withAmounts.length).toBeGreaterThan(20);
	});
});

describe('A bid', () => {
	let stub: Stub;
	afterEach(async () => await stub.close());

	const bid: IDataObject = {
		resource: 'bid',
		operation: 'place',
		offerId: '11875434504',
		maxAmount: '120',
		currency: 'PLN',
		options: {},
	};

	test.each([500, 502, 503, 504])('is not sent again after a %i', async (status) => {
		stub = await openStub(() => ({ status }));
		const { error } = await stub.engine.node('allegroOffers', bid as INodeParameters);
		expect(error).toBeDefined();
		expect(stub.requests.map(({ method, body }) => [method, body])).toEqual([
			['PUT', { maxAmount: { amount: '120.00', currency: 'PLN' } }],
		]);
	});

	test('that Allegro did not take, for there were too many requests, is sent again', async () => {
		stub = await openStub((_, earlier) =>
			earlier.length === 0 ? { status: 429, headers: { 'retry-after': '0' } } : { body: {} },
		);
		const { error } = await stub.engine.node('allegroOffers', bid as INodeParameters);
		expect(error).toBeUndefined();
		expect(stub.requests).toHaveLength(2);
	});
});

test('A refund keeps its command when the token is renewed on the way, and pays once', async () => {
	const { simulator, engine, close } = await openShop();
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	// The order is read before, with the old token.
	const until = async () => await Promise.resolve(simulator.expireTokens());
	simulator.faults.add({ kind: 'hold', until, path: '/payments/refunds', times: 1 });
	const { error } = await engine.node('allegroPayments', {
		resource: 'refund',
		operation: 'create',
		orderId: byId(order.id),
		additionalFields: { paymentId: order.payment!.id },
		reason: 'REFUND',
		lineItems: { pieces: [{ lineItemId: order.lineItems[0].id, quantity: 1 }] },
		options: {},
	});
	expect(error).toBeUndefined();
	const sent = simulator.exchanges.filter(({ path }) => path === '/payments/refunds');
	expect(sent.map(({ status }) => status)).toEqual([401, 200]);
	const [one, other] = sent.map(({ body }) => (JSON.parse(String(body)) as IDataObject).commandId);
	expect(one).toMatch(/^[0-9a-f-]{36}$/);
	expect(other).toBe(one);
	expect(simulator.state.refunds.byId.size).toBe(1);
	await close();
});
