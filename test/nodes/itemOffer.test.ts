import type { IDataObject, INodeType, IWorkflowBase } from 'n8n-workflow';

import { PACKAGE } from '../engine';
import {
	BULK,
	column,
	expectInOrder,
	MODIFICATION,
	offerOf,
	offersIn,
	PRICE,
	PUBLICATION,
	runItems,
	type RunOptions,
	statusOf,
	STOCK,
	tasksOf,
} from '../itemOffers';
import { openShop, type Shop } from '../shop';
import { openStub } from '../stub';

// Waits are cut short, except where a test measures them against those of n8n.
let mockHaste = 50;
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) =>
		await real.sleep(ms / mockHaste, signal);
	return { ...real, sleep };
});

let shop: Shop;

/** A shop of its own for each test: what shares an app shares Allegro's limits, and their waits. */
beforeEach(async () => {
	mockHaste = 50;
	shop = await openShop({ simulator: { settings: { commandPolls: 0 } } });
});
afterEach(async () => await shop.close());

const run = async (operation: string, rows: IDataObject[], options: RunOptions = {}) =>
	await runItems(shop, operation, rows, options);

const requests = () => shop.simulator.requests.byRoute;
const priceOf = (id: string) => offerOf(shop, id).sellingMode.price?.amount;
const keepGoing = { onError: 'continueRegularOutput' as const };
/** An expression that n8n cannot work out for the third item. */
const BROKEN_FOR_THIRD = '={{ $itemIndex === 2 ? $("Nowhere").item.json.price : $json.price }}';

describe('the items of a run', () => {
	test.each<[string, IDataObject, string, object]>([
		['updatePrices', { price: '19,9' }, PRICE, { 'sellingMode.price.amount': '19.90' }],
		['updateStock', { quantity: '7' }, STOCK, { 'stock.available': 7 }],
		['end', {}, PUBLICATION, { 'publication.status': 'ENDED' }],
		['updateStatus', { status: 'ended' }, PUBLICATION, { 'publication.status': 'ENDED' }],
	])('%s: all in one command', async (operation, row, command, becomes) => {
		const ids = offersIn(shop, 30);
		const { items, error } = await run(
			operation,
			ids.map((offerId) => ({ offerId: Number(offerId), ...row })),
		);
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		expect(items[0].json).toEqual({
			offerId: ids[0],
			status: 'SUCCESS',
			message: '',
			errors: [],
			commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(requests()).toEqual({ [command]: 1, [statusOf(command)]: 1 });
		for (const id of ids) {
			for (const [path, value] of Object.entries(becomes)) {
				expect(offerOf(shop, id)).toHaveProperty(path, value);
			}
		}
	});

	test('are published when they shall be', async () => {
		const ids = offersIn(shop, 2, { status: 'ENDED' });
		const additionalFields = { scheduledFor: '={{ $json.at }}' };
		const at = ['2099-01-01T10:00:00', '2099-01-01T11:00:00'];
		const rows = ids.map((offerId, index) => ({ offerId, at: at[index] }));
		await run('publish', rows, { parameters: { additionalFields } });
		expect(requests()[PUBLICATION]).toBe(2);
		expect(ids.map((id) => offerOf(shop, id).publication.startingAt)).toEqual([
			'2099-01-01T09:00:00.000Z',
			'2099-01-01T10:00:00.000Z',
		]);
	});

	test('share commands where that saves one, and do without the beta where it does not', async () => {
		const ids = offersIn(shop, 80);
		const prices = (price: (at: number) => number) =>
			ids.map((offerId, at) => ({ offerId, price: price(at) }));
		// 60 of one price in a command; 20 of one price each in one more.
		await run(
			'updatePrices',
			prices((at) => (at < 60 ? 5 : at)),
		);
		expect([requests()[PRICE], requests()[BULK]]).toEqual([1, 1]);
		// Four times 20: four commands in either way.
		shop.simulator.clearExchanges();
		const { items } = await run(
			'updatePrices',
			prices((at) => 5 + Math.floor(at / 20)),
		);
		expect([requests()[PRICE], requests()[BULK]]).toEqual([4, undefined]);
		expectInOrder(items, ids);
		expect(ids.map((id) => Number(priceOf(id)))).toEqual(
			ids.map((_, at) => 5 + Math.floor(at / 20)),
		);
	});

	test('are one with Execute Once', async () => {
		const ids = offersIn(shop, 3);
		const { items } = await run(
			'end',
			ids.map((offerId) => ({ offerId })),
			{ settings: { executeOnce: true } },
		);
		expectInOrder(items, ids.slice(0, 1));
		expect(ids.map((id) => offerOf(shop, id).publication.status)).toEqual([
			'ENDED',
			'ACTIVE',
			'ACTIVE',
		]);
	});

	test('do not mix with those of other runs', async () => {
		const ids = offersIn(shop, 20);
		const rows = (from: number, price: number) =>
			ids.slice(from, from + 10).map((offerId) => ({ offerId, price }));
		const [one, other] = await Promise.all([
			run('updatePrices', rows(0, 11)),
			run('updatePrices', rows(10, 22)),
		]);
		expectInOrder(one.items, ids.slice(0, 10));
		expectInOrder(other.items, ids.slice(10));
		expect(requests()[PRICE]).toBe(2);
		expect(ids.map((id) => priceOf(id))).toEqual(ids.map((_, at) => (at < 10 ? '11.00' : '22.00')));
	});

	describe("with n8n's Batching", () => {
		const inPortions = (batchSize: number) => ({
			requestOptions: { batching: { batch: { batchSize, batchInterval: 60 } } },
		});
		beforeEach(() => {
			// n8n's own pauses are as long as they are.
			mockHaste = 1;
		});

		test('are waited for to the last portion', async () => {
			const ids = offersIn(shop, 7);
			const rows = ids.map((offerId) => ({ offerId, price: 5 }));
			const { items, error } = await run('updatePrices', rows, { parameters: inPortions(2) });
			expect(error).toBeUndefined();
			expectInOrder(items, ids);
			expect(requests()).toEqual({ [PRICE]: 1, [statusOf(PRICE)]: 1 });
		});

		test('are waited for when the first and the last portion fail', async () => {
			const ids = offersIn(shop, 7);
			const broken = [0, 1, 6];
			const rows = ids.map((offerId, at) => ({ offerId, price: broken.includes(at) ? '-' : 5 }));
			const { items } = await run('updatePrices', rows, {
				parameters: inPortions(2),
				...keepGoing,
			});
			const failed = items.map(({ json }) => Boolean(json.error));
			expect(failed).toEqual(ids.map((_, at) => broken.includes(at)));
			expect(requests()).toEqual({ [PRICE]: 1, [statusOf(PRICE)]: 1 });
		});

		test('are not sent when one of the last portion fails', async () => {
			const ids = offersIn(shop, 5);
			const rows = ids.map((offerId, at) => ({ offerId, quantity: at < 4 ? 1 : 0 }));
			const { error } = await run('updateStock', rows, { parameters: inPortions(2) });
			expect(error?.message).toBe('The quantity of an offer cannot be 0');
			expect(requests()).toEqual({});
		});
	});

	test('are sent anew in each run of a loop', async () => {
		const looping = await openShop({ extraTypes: { 'test.again': againType } });
		try {
			const ids = offersIn(looping, 3);
			const rows = ids.map((offerId) => ({ json: { offerId, price: 5 } }));
			const { data } = await looping.engine.workflow(loop(), 'Again', rows);
			const runs = data.resultData.runData.Allegro;
			expect(runs).toHaveLength(2);
			for (const run of runs) expectInOrder(run.data?.main[0] ?? [], ids);
			const sent = looping.simulator.exchanges.filter(({ method }) => method === 'PUT');
			expect(sent.map(({ status }) => status)).toEqual([201, 201]);
			expect(sent[0].body).toEqual(sent[1].body);
			expect(sent[0].path).not.toBe(sent[1].path);
		} finally {
			await looping.close();
		}
	});

	test('keep their command when n8n repeats the node', async () => {
		let puts = 0;
		const stub = await openStub(({ method, path }) => {
			if (method === 'GET') {
				const taskCount = { total: 1, success: 1, failed: 0 };
				return { body: { id: path, completedAt: '2026-01-31T12:00:00Z', taskCount } };
			}
			// Allegro takes the command, says it did not, and knows it the next time.
			return ++puts === 1 ? { status: 422, body: { errors: [] } } : { status: 409, body: {} };
		});
		try {
			const { items, error } = await runItems(stub, 'end', [{ offerId: '1' }], {
				settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			});
			expect(error).toBeUndefined();
			expect(column(items, 'status')).toEqual(['SUCCESS']);
			expect(stub.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'GET']);
			expect(new Set(stub.requests.map(({ path }) => path)).size).toBe(1);
		} finally {
			await stub.close();
		}
	});

	test('are not sent when the execution is stopped before', async () => {
		const ids = offersIn(shop, 3);
		await run(
			'end',
			ids.map((offerId) => ({ offerId })),
			{ onStart: (stop) => stop() },
		);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(requests()).toEqual({});
	});

	test('are not asked for any more when the execution is stopped', async () => {
		const ids = offersIn(shop, 3);
		shop.simulator.settings.commandPolls = Infinity;
		const asked = () => requests()[statusOf(PUBLICATION)] ?? 0;
		const rows = ids.map((offerId) => ({ offerId }));
		await run('end', rows, {
			onStart: (stop) => {
				const timer = setInterval(() => {
					if (asked() < 2) return;
					clearInterval(timer);
					stop();
				}, 1);
			},
		});
		const before = asked();
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(asked() - before).toBeLessThanOrEqual(1);
	});
});

describe('an item that cannot be', () => {
	const cases: Array<[string, IDataObject, string]> = [
		['updateStock', { quantity: 0 }, 'The quantity of an offer cannot be 0'],
		['updateStock', { quantity: 1.5 }, '"1.5" is not a whole number'],
		['updateStock', {}, 'Parameter "Quantity" is required'],
		['updatePrices', { price: 0 }, '0.00 is not a price'],
		['updatePrices', { price: '1.234' }, '"1.234" leaves open what is meant'],
		['updatePrices', { price: '1.2345' }, '"1.2345" is not an amount'],
		['updatePrices', { price: '' }, 'Parameter "Price" is required'],
		['updateStatus', { status: 'sold' }, '"Status" has no choice "sold"'],
		['end', { offerId: '' }, 'Parameter "Offer ID" is required'],
		['end', { offerId: 'PML-1001' }, '"PML-1001" is not an offer ID'],
		['modify', {}, 'No change is filled in'],
	];

	test.each(cases)(
		'%s %j fails the run before anything is sent',
		async (operation, row, message) => {
			const ids = offersIn(shop, 4);
			const good = { price: 5, quantity: 5, status: 'ENDED' };
			const { items, error } = await run(
				operation,
				ids.map((offerId, at) => (at === 2 ? { offerId, ...row } : { offerId, ...good })),
			);
			expect(items).toEqual([]);
			expect(error?.message).toContain(message);
			expect(requests()).toEqual({});
		},
	);

	test.each(cases.slice(0, 9))('%s %j leaves the others alone', async (operation, row, message) => {
		const ids = offersIn(shop, 4);
		const good = { price: 5, quantity: 5, status: 'ENDED' };
		const { items } = await run(
			operation,
			ids.map((offerId, at) => (at === 2 ? { offerId, ...row } : { offerId, ...good })),
			keepGoing,
		);
		expect(column(items, 'status')).toEqual(['SUCCESS', 'SUCCESS', undefined, 'SUCCESS']);
		expect(items[2].json.error).toContain(message);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
	});

	test('for n8n fails the run, or leaves the others alone', async () => {
		const ids = offersIn(shop, 5);
		const rows = ids.map((offerId) => ({ offerId, price: 5 }));
		const parameters = { price: BROKEN_FOR_THIRD };
		const { error } = await run('updatePrices', rows, { parameters });
		expect(error?.message).toContain("Referenced node doesn't exist");
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(requests()).toEqual({});
		const { items } = await run('updatePrices', rows, { parameters, ...keepGoing });
		expect(column(items, 'status')).toEqual([
			'SUCCESS',
			'SUCCESS',
			undefined,
			'SUCCESS',
			'SUCCESS',
		]);
		expect(requests()).toEqual({ [PRICE]: 1, [statusOf(PRICE)]: 1 });
	});
});

describe('an offer that two items name', () => {
	test('for the same is changed once', async () => {
		const [one, other] = offersIn(shop, 2);
		const rows = [one, other, one].map((offerId) => ({ offerId, price: 5 }));
		const { items } = await run('updatePrices', rows);
		expectInOrder(items, [one, other, one]);
		expect(requests()).toEqual({ [PRICE]: 1, [statusOf(PRICE)]: 1 });
	});

	const contradicting = ([one, other]: string[]) => [
		{ offerId: one, price: 5 },
		{ offerId: other, price: 5 },
		{ offerId: one, price: 6 },
	];

	test('for different prices fails the run before anything is sent', async () => {
		const ids = offersIn(shop, 2);
		const { error } = await run('updatePrices', contradicting(ids));
		expect(error?.message).toBe(`The offer ${ids[0]} is to become two things at once`);
		expect(error?.description).toContain('The items 0, 2 name it');
		expect(requests()).toEqual({});
	});

	test('for different quantities fails the run before anything is sent', async () => {
		const [offerId] = offersIn(shop, 1);
		const { error } = await run('updateStock', [
			{ offerId, quantity: 1 },
			{ offerId, quantity: 2 },
		]);
		expect(error?.message).toBe(`The offer ${offerId} is to become two things at once`);
		expect(requests()).toEqual({});
	});

	test('for different prices stays as it is when the others go on', async () => {
		const ids = offersIn(shop, 2);
		const before = priceOf(ids[0]);
		const { items } = await run('updatePrices', contradicting(ids), keepGoing);
		expect(items.map(({ json }) => json.status ?? 'error')).toEqual(['error', 'SUCCESS', 'error']);
		expect(ids.map((id) => priceOf(id))).toEqual([before, '5.00']);
	});

	test('for several marketplaces gets all of their prices in one modification', async () => {
		const [one, other] = offersIn(shop, 2);
		const rows = [
			{ offerId: one, price: 5, at: 'allegro-pl' },
			{ offerId: other, price: 5, at: 'allegro-pl' },
			{ offerId: one, price: 6, at: 'allegro-cz' },
		];
		const { items } = await run('updatePrices', rows, {
			parameters: { marketplaceId: '={{ $json.at }}' },
		});
		expectInOrder(items, [one, other, one]);
		expect(column(items, 'status')).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
		const [{ body }] = shop.simulator.exchanges;
		const price = (amount: string, currency = 'PLN') => ({
			changeType: 'FIXED',
			value: { amount, currency },
		});
		expect((JSON.parse(body.toString()) as IDataObject).modifications).toEqual([
			{ offerId: one, prices: { 'allegro-pl': price('5.00'), 'allegro-cz': price('6.00', 'CZK') } },
			{ offerId: other, prices: { 'allegro-pl': price('5.00') } },
		]);
	});
});

describe('what Allegro does not do', () => {
	const errors = [{ code: 'TOO_LOW', message: 'The price is too low', path: 'price' }];
	const rowsOf = (ids: string[]) => ids.map((offerId) => ({ offerId, price: 5 }));

	test('for some offers stands in their items alone', async () => {
		const ids = [...offersIn(shop, 3), '999'];
		shop.simulator.state.batches.failNext({ kind: 'price', offerIds: [ids[1]], errors });
		const { items, error } = await run('updatePrices', rowsOf(ids));
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		expect(column(items, 'status')).toEqual(['SUCCESS', 'FAIL', 'SUCCESS', 'FAIL']);
		expect(items[1].json).toMatchObject({ message: 'The price is too low', errors });
		expect(items[3].json.message).toBe('The offer does not exist.');
		expect(requests()[tasksOf(PRICE)]).toBe(1);
	});

	test('is an error of its item by choice', async () => {
		const ids = offersIn(shop, 3);
		const order = () =>
			shop.simulator.state.batches.failNext({ kind: 'price', offerIds: [ids[1]], errors });
		const parameters = { onFailedOffers: 'fail' };
		order();
		const { error } = await run('updatePrices', rowsOf(ids), { parameters });
		expect(error?.message).toBe(`Offer ${ids[1]}: The price is too low`);
		expect(error?.description).toContain('Field price: The price is too low: code TOO_LOW');
		order();
		const { items } = await run('updatePrices', rowsOf(ids), { parameters, ...keepGoing });
		expect(column(items, 'status')).toEqual(['SUCCESS', undefined, 'SUCCESS']);
		expect(items[1].json.details).toMatchObject({ code: 'TOO_LOW', offerId: ids[1] });
	});

	test('in one command leaves the results of the others', async () => {
		const ids = offersIn(shop, 60);
		const body = {
			errors: [{ code: 'VALIDATION_ERROR', message: 'Too few', path: 'modifications' }],
		};
		shop.simulator.faults.add({ kind: 'answer', path: '*bulk*', times: 1, status: 422, body });
		const rows = ids.map((offerId, at) => ({ offerId, price: 100 + at }));
		const { items, error } = await run('updatePrices', rows);
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		const failed = items.filter(({ json }) => json.status === 'FAIL');
		expect([10, 25]).toContain(failed.length);
		expect(failed[0].json).toMatchObject({
			message: 'Too few',
			errors: [{ code: 'VALIDATION_ERROR' }],
		});
		expect(items.filter(({ json }) => json.status === 'SUCCESS')).toHaveLength(60 - failed.length);
	});

	test('at all is an error', async () => {
		const ids = offersIn(shop, 60);
		const body = { errors: [{ code: 'AccessDenied', message: 'Not yours' }] };
		shop.simulator.faults.add({ kind: 'answer', path: '*bulk*', status: 403, body });
		const rows = ids.map((offerId, at) => ({ offerId, price: 100 + at }));
		const { error } = await run('updatePrices', rows);
		expect(error?.message).toBe('Not yours');
		expect(error?.description).toContain('allegro:api:sale:offers:write');
	});

	test('in time is told, with the command to ask for', async () => {
		const ids = offersIn(shop, 2);
		shop.simulator.settings.commandMs = 60_000;
		const parameters = { options: { timeoutSeconds: 1 } };
		const { items } = await run('updatePrices', rowsOf(ids), { parameters });
		expect(column(items, 'status')).toEqual(['RUNNING', 'RUNNING']);
		const [{ commandId }] = items.map(({ json }) => json);
		expect(shop.simulator.state.batches.byId.has(String(commandId))).toBe(true);
	});

	test('is not known when its report cannot be read', async () => {
		const ids = offersIn(shop, 2);
		shop.simulator.faults.add({ kind: 'answer', method: 'GET', path: '*price*', status: 503 });
		const parameters = { options: { timeoutSeconds: 1 } };
		const { items } = await run('updatePrices', rowsOf(ids), { parameters });
		expect(column(items, 'status')).toEqual(['UNKNOWN', 'UNKNOWN']);
		expect(ids.map((id) => priceOf(id))).toEqual(['5.00', '5.00']);
	});
});

describe('trouble on the way', () => {
	const rows = (ids: string[]) => ids.map((offerId, at) => ({ offerId, price: 100 + at }));

	test.each<[string, object]>([
		['503', { kind: 'answer', status: 503, times: 1 }],
		['a lost answer', { kind: 'drop', at: 'after', times: 1 }],
		['429', { kind: 'tooManyRequests', retryAfter: 1, times: 2 }],
	])('%s: the command is sent again, and done once', async (_, fault) => {
		const ids = offersIn(shop, 30);
		shop.simulator.faults.add({ method: 'POST', ...fault } as never);
		const { items } = await run('updatePrices', rows(ids));
		expectInOrder(items, ids);
		expect(new Set(column(items, 'status'))).toEqual(new Set(['SUCCESS']));
		expect(shop.simulator.state.batches.byId.size).toBe(2);
	});

	test('a command that takes forty looks is waited for', async () => {
		const ids = offersIn(shop, 2);
		shop.simulator.settings.commandPolls = 40;
		mockHaste = 2000;
		const { items } = await run('updatePrices', rows(ids));
		expect(column(items, 'status')).toEqual(['SUCCESS', 'SUCCESS']);
		expect(requests()[statusOf(BULK)]).toBe(41);
	});

	test('a token that ends in the middle is renewed', async () => {
		const ids = offersIn(shop, 60);
		shop.simulator.settings.commandPolls = 3;
		const timer = setInterval(() => {
			if (!requests()[statusOf(BULK)]) return;
			clearInterval(timer);
			shop.simulator.expireTokens();
		}, 1);
		const { items } = await run('updatePrices', rows(ids));
		clearInterval(timer);
		expectInOrder(items, ids);
		expect(new Set(column(items, 'status'))).toEqual(new Set(['SUCCESS']));
		expect(shop.simulator.requests.byStatus[401]).toBeGreaterThan(0);
	});
});

test('what changes in several fields is reported on as one offer', async () => {
	const ids = [...offersIn(shop, 2), '999'];
	const changes = { handlingTime: 'PT48H', invoice: 'VAT' };
	const rows = ids.map((offerId) => ({ offerId }));
	const { items } = await run('modify', rows, { parameters: { changes } });
	expectInOrder(items, ids);
	expect(column(items, 'status')).toEqual(['SUCCESS', 'SUCCESS', 'FAIL']);
	expect(items[2].json.errors).toHaveLength(2);
	// Allegro takes one setting for each command.
	expect(requests()).toMatchObject({ [MODIFICATION]: 2, [tasksOf(MODIFICATION)]: 2 });
});

/** Hands the same rows on twice, then nothing. */
const againType: INodeType = {
	description: {
		displayName: 'Again',
		name: 'again',
		group: ['transform'],
		version: 1,
		description: 'Hands the same rows on twice',
		defaults: { name: 'Again' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		const rows = this.getInputData().map(({ json }) => ({
			json: { offerId: json.offerId, price: 5 },
		}));
		return [this.evaluateExpression('{{ $runIndex }}', 0) === 2 ? [] : rows];
	},
};

/** Again -> Allegro -> Again. */
function loop(): IWorkflowBase {
	const node = (name: string, type: string, parameters: IDataObject = {}) =>
		({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters }) as never;
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		nodes: [
			node('Again', 'test.again'),
			node('Allegro', `${PACKAGE}.allegroBulkOffers`, {
				resource: 'itemOffer',
				operation: 'updatePrices',
				offerId: '={{ $json.offerId }}',
				price: '={{ $json.price }}',
			}),
		],
		connections: { Again: to('Allegro'), Allegro: to('Again') },
	} as unknown as IWorkflowBase;
}
