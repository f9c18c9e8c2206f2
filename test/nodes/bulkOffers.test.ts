import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ID = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
const summary = (id: string, success: number) => ({
	id,
	createdAt: '2026-01-31T12:00:00Z',
	completedAt: null,
	taskCount: { total: success, success, failed: 0 },
});

let stub: Stub;
let answer: (request: StubRequest) => StubAnswer;

beforeAll(async () => {
	stub = await openStub((request) => answer(request));
});
beforeEach(() => {
	stub.requests.length = 0;
	answer = ({ path }) => ({ body: summary(path.split('/').pop() ?? '', 1) });
});
afterAll(async () => await stub.close());

const run = async (parameters: INodeParameters) =>
	await stub.engine.node('allegroBulkOffers', { waitForCompletion: false, ...parameters });

const update = (resource: string, more: INodeParameters) =>
	run({ resource, operation: 'update', offerIds: '1, 2', ...more });

const sentBody = () => stub.requests[0].body as IDataObject;

describe('Price: Update', () => {
	test.each<[INodeParameters, IDataObject]>([
		[
			{ changeType: 'FIXED_PRICE', price: '12,5', priceCurrency: 'CZK' },
			{ type: 'FIXED_PRICE', price: { amount: '12.50', currency: 'CZK' } },
		],
		[
			{ changeType: 'DECREASE_PRICE', amount: '3', amountCurrency: 'PLN' },
			{ type: 'DECREASE_PRICE', value: { amount: '3.00', currency: 'PLN' } },
		],
		[
			{ changeType: 'INCREASE_PERCENTAGE', percentage: '12,5 %' },
			{ type: 'INCREASE_PERCENTAGE', percentage: '12.5' },
		],
	])('%j', async (fields, modification) => {
		const { error } = await update('price', fields);
		expect(error).toBeUndefined();
		expect(sentBody()).toEqual({
			offerCriteria: [{ type: 'CONTAINS_OFFERS', offers: [{ id: '1' }, { id: '2' }] }],
			modification,
		});
		expect(stub.requests[0].path.split('/').pop()).toMatch(UUID);
	});

	test.each<[string, INodeParameters, string]>([
		['no offers', { offerIds: '={{ "" }}', price: '1' }, 'Parameter "Offer IDs" is required'],
		['no price', { price: '={{ "" }}' }, 'Parameter "New Price" is required'],
		[
			'a percentage with a direction of its own',
			{ changeType: 'DECREASE_PERCENTAGE', percentage: '-5' },
			'"-5" is below 0',
		],
		[
			'a Command ID that is none',
			{ price: '1', options: { commandId: 'mine' } },
			'"mine" is not a UUID',
		],
	])('sends nothing with %s', async (_, fields, message) => {
		const { error } = await update('price', { changeType: 'FIXED_PRICE', ...fields });
		expect(error?.message).toContain(message);
		expect(stub.requests).toEqual([]);
	});

	test('takes a list of IDs from an expression, each once', async () => {
		await update('price', { offerIds: '={{ [1, 2, 2] }}', changeType: 'FIXED_PRICE', price: '1' });
		expect(sentBody().offerCriteria).toEqual([
			{ type: 'CONTAINS_OFFERS', offers: [{ id: '1' }, { id: '2' }] },
		]);
	});

	test('waits until Allegro has looked at the offers', async () => {
		let polls = 0;
		answer = ({ method, path }) => {
			const id = path.split('/').pop() ?? '';
			return { body: summary(id, method === 'GET' && ++polls > 1 ? 2 : 0) };
		};
		const { items } = await update('price', {
			changeType: 'FIXED_PRICE',
			price: '1',
			waitForCompletion: true,
			report: 'summary',
		});
		expect(items[0].json.taskCount).toEqual({ total: 2, success: 2, failed: 0 });
		expect(stub.requests.map(({ method }) => method)).toEqual(['PUT', 'GET', 'GET']);
		expect(new Set(stub.requests.map(({ path }) => path)).size).toBe(1);
	});

	test('that got lost on its way is repeated with the same ID, and found', async () => {
		answer = ({ method, path }) => {
			if (method === 'GET') return { body: summary(path.split('/').pop() ?? '', 2) };
			return stub.requests.length === 1
				? { status: 503, body: { errors: [] } }
				: { status: 409, body: { errors: [{ code: 'CONFLICT', message: 'Already used' }] } };
		};
		const { items, error } = await update('price', { changeType: 'FIXED_PRICE', price: '1' });
		expect(error).toBeUndefined();
		expect(items[0].json.taskCount).toEqual({ total: 2, success: 2, failed: 0 });
		expect(items[0].json.repeated).toBeUndefined();
		expect(new Set(stub.requests.map(({ path }) => path)).size).toBe(1);
	});

	test("with the user's ID a second time says that it is a repetition", async () => {
		answer = ({ method }) =>
			method === 'GET' ? { body: summary(ID, 2) } : { status: 409, body: { errors: [] } };
		const { items } = await update('price', {
			changeType: 'FIXED_PRICE',
			price: '1',
			options: { commandId: ID },
		});
		expect(items[0].json).toMatchObject({ id: ID, repeated: true });
	});
});

describe('the report of a batch', () => {
	const tasks = [
		{ offer: { id: '1' }, status: 'SUCCESS', message: '', errors: [] },
		{
			offer: { id: '2' },
			status: 'FAIL',
			message: 'Refused',
			errors: [{ code: 'TOO_LOW', message: 'Too low', path: 'price' }],
		},
	];
	/** What Allegro says of three offers: one changed, one failed, one is in no task. */
	const answerWith = (all: typeof tasks, taskCount: IDataObject) => {
		answer = ({ method, path }) => {
			if (path.endsWith('/tasks')) return { body: { tasks: all } };
			const started = method === 'GET' ? { completedAt: '2026-01-31T12:00:00Z', taskCount } : {};
			return { body: { ...summary(path.split('/').pop() ?? '', 0), ...started } };
		};
	};
	const waiting = { changeType: 'FIXED_PRICE', price: '1', waitForCompletion: true };
	const updated = async (more: INodeParameters) =>
		await update('price', { ...waiting, offerIds: '1, 2, 3', ...more });
	const PART = { total: 2, success: 1, failed: 1 };

	test('is an item for each of its offers, with an error where it failed', async () => {
		answerWith(tasks, PART);
		const { items } = await updated({});
		expect(items.map(({ json }) => json.error)).toEqual([undefined, 'Too low', undefined]);
		expect(items.map(({ json }) => [json.offerId, json.status, json.message])).toEqual([
			['1', 'SUCCESS', ''],
			['2', 'FAIL', 'Too low'],
			['3', 'UNKNOWN', expect.stringContaining('does not name it')],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	});

	test('is not read when all went well', async () => {
		answerWith([], { total: 3, success: 3, failed: 0 });
		const { items } = await updated({ report: 'offers' });
		expect(items.map(({ json }) => json.status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
		expect(stub.requests.map(({ method }) => method)).toEqual(['PUT', 'GET']);
	});

	test.each(['summary', 'offers'])('is an error by choice, with %s', async (report) => {
		answerWith(tasks, PART);
		const { error } = await updated({ report, onFailedOffers: 'fail' });
		expect(error?.message).toBe('Allegro did not change 2 of 3 offers');
		expect(error?.description).toContain('2: Too low');
		expect(error?.description).toContain('The Command ID is ');
	});

	test('is an error for exactly one failed offer, and says of the others only what is so', async () => {
		const [good, bad] = tasks;
		answerWith([good, bad], PART);
		const one = await updated({ offerIds: '1, 2', onFailedOffers: 'fail' });
		expect(one.error?.message).toBe('Allegro did not change 1 of 2 offers');
		expect(one.error?.description).toContain('The others are changed');
		answerWith([bad], { total: 1, success: 0, failed: 1 });
		const all = await updated({ offerIds: '2', onFailedOffers: 'fail' });
		expect(all.error?.message).toBe('Allegro did not change 1 of 1 offers');
		expect(all.error?.description).not.toContain('The others are changed');
	});

	test('is the summary by choice, and no error', async () => {
		answerWith(tasks, PART);
		const { items, error } = await updated({ report: 'summary' });
		expect(error).toBeUndefined();
		expect(items[0].json.taskCount).toEqual(PART);
		answerWith(tasks, { total: 3, success: 3, failed: 0 });
		expect((await updated({ onFailedOffers: 'fail' })).error).toBeUndefined();
	});

	test('is read as far as Allegro lists it, each task once', async () => {
		const offerIds = Array.from({ length: 1000 }, (_, at) => String(at + 1));
		const all = offerIds.map((id) => ({ ...tasks[0], offer: { id } }));
		answerWith([], { total: 1001, success: 1000, failed: 1 });
		const ended = answer;
		answer = (request) => {
			const { path, query } = request;
			if (!path.endsWith('/tasks')) return ended(request);
			const [from, size] = ['offset', 'limit'].map((name) => Number(query.get(name)));
			const more = { ...tasks[1], offer: { id: '1' } };
			return { body: { tasks: [...all, more].slice(from, from + size) } };
		};
		const { items } = await updated({ report: 'offers', offerIds: offerIds.join(',') });
		expect(items).toHaveLength(1000);
		expect(items[0].json).toMatchObject({ status: 'FAIL', errors: [{ code: 'TOO_LOW' }] });
		expect(items[999].json.status).toBe('SUCCESS');
	});

	test('is whole though a page lacks tasks, and how they stand changes between the pages', async () => {
		const offerIds = Array.from({ length: 1000 }, (_, at) => String(at + 1));
		answerWith([], { total: 1500, success: 1499, failed: 1 });
		const ended = answer;
		let asked = 0;
		answer = (request) => {
			const { path, query } = request;
			if (!path.endsWith('/tasks')) return ended(request);
			const [from, size] = ['offset', 'limit'].map((name) => Number(query.get(name)));
			// 500 of the offers have two tasks.
			const all = [...offerIds, ...offerIds.slice(0, 500)].map((id, place) => ({
				...tasks[id === '77' ? 1 : 0],
				field: place < 1000 ? 'price' : 'prices',
				offer: { id },
				finishedAt: `2026-01-31T12:00:0${asked}Z`,
			}));
			const page = all.slice(from, from + size);
			return { body: { tasks: asked++ === 0 ? [...page.slice(0, 70), ...page.slice(80)] : page } };
		};
		const { items, error } = await updated({ report: 'offers', offerIds: offerIds.join(',') });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1000);
		const others = items.filter(({ json }) => json.status !== 'SUCCESS');
		expect(others.map(({ json }) => [json.offerId, json.status])).toEqual([['77', 'FAIL']]);
	});
});

describe('Quantity: Update', () => {
	test('takes pieces away', async () => {
		await update('quantity', { changeType: 'GAIN', difference: -5 });
		expect(sentBody().modification).toEqual({ changeType: 'GAIN', value: -5 });
	});

	test.each([
		[{ changeType: 'FIXED', quantity: 0 }, 'cannot be less than 1'],
		[{ changeType: 'FIXED', quantity: '={{ "many" }}' }, '"many" is not a whole number'],
		[{ changeType: 'GAIN', difference: '={{ "" }}' }, 'Parameter "Difference" is required'],
	])('sends nothing for %j', async (fields, message) => {
		const { error } = await update('quantity', fields);
		expect(error?.message).toContain(message);
		expect(stub.requests).toEqual([]);
	});
});

describe('Offer: Update', () => {
	const changes = (values: IDataObject) =>
		update('offer', { changes: values } as unknown as INodeParameters);

	test('sets a duration in days', async () => {
		await changes({ duration: 'P10D' });
		expect(sentBody().modification).toEqual({ publication: { duration: 'P10D' } });
	});

	test('sets files with safety information', async () => {
		const information = { type: 'ATTACHMENTS', attachmentIds: 'a, b' };
		await changes({ safetyInformation: { information } });
		expect(sentBody().modification).toEqual({
			safetyInformation: { type: 'ATTACHMENTS', attachments: [{ id: 'a' }, { id: 'b' }] },
		});
	});

	test('takes a wholesale price list off', async () => {
		const modification = { discounts: { wholesalePriceList: { id: null } } };
		await update('offer', { options: { additionalJson: JSON.stringify({ modification }) } });
		expect(sentBody().modification).toEqual(modification);
	});

	test('sends nothing without a change', async () => {
		const { error } = await changes({});
		expect(error?.message).toBe('No change is filled in');
		expect(stub.requests).toEqual([]);
	});
});

describe('Price and Stock: Update', () => {
	const modifications = (values: IDataObject) =>
		update('priceAndStock', { modifications: values } as unknown as INodeParameters);

	test('makes one modification for the prices of each offer, and one for its stock', async () => {
		const { error } = await modifications({
			price: [
				{
					offerId: '1',
					marketplace: 'allegro-pl',
					changeType: 'FIXED',
					amount: '5',
					currency: 'PLN',
				},
				{ offerId: '1', marketplace: 'allegro-cz', changeType: 'PERCENTAGE', percentage: '-10%' },
			],
			stock: [
				{ offerId: '1', changeType: 'FIXED', value: 7 },
				{ offerId: '2', changeType: 'GAIN', value: -1 },
			],
		});
		expect(error).toBeUndefined();
		expect(sentBody().commandId).toMatch(UUID);
		expect(sentBody().modifications).toEqual([
			{
				offerId: '1',
				prices: {
					'allegro-pl': { changeType: 'FIXED', value: { amount: '5.00', currency: 'PLN' } },
					'allegro-cz': { changeType: 'PERCENTAGE', percentage: '-10' },
				},
			},
			{ offerId: '1', stock: { changeType: 'FIXED', value: 7 } },
			{ offerId: '2', stock: { changeType: 'GAIN', value: -1 } },
		]);
	});

	const stock = (offerId: string, value = 1) => ({ offerId, changeType: 'FIXED', value });
	test.each([
		['nothing', {}, 'Parameter "Changes" is required'],
		['an offer twice', { stock: [stock('1'), stock('1')] }, 'The stock of the offer 1 is given'],
		['a stock of 0', { stock: [stock('1', 0)] }, 'cannot be set to less than 1'],
		[
			'26 offers',
			{ stock: Array.from({ length: 26 }, (_, id) => stock(String(id))) },
			'26 changes are too many',
		],
	])('sends nothing with %s', async (_, values, message) => {
		const { error } = await modifications(values);
		expect(error?.message).toContain(message);
		expect(stub.requests).toEqual([]);
	});
});

describe('price rules', () => {
	const rule = (more: INodeParameters) =>
		run({ resource: 'priceRule', operation: 'create', name: 'Mine', ...more });

	test('without a difference have no configuration', async () => {
		await rule({ difference: 'none', type: 'EXCHANGE_RATE' });
		expect(sentBody()).toEqual({ name: 'Mine', type: 'EXCHANGE_RATE' });
	});

	test('differ by amounts', async () => {
		await rule({
			difference: 'amount',
			amountDirection: 'ADD',
			amounts: { amount: [{ amount: '2', currency: 'EUR' }] },
		});
		expect(sentBody().configuration).toEqual({
			changeByAmount: { operation: 'ADD', values: [{ amount: '2.00', currency: 'EUR' }] },
		});
	});

	test('are not sent with a direction alone', async () => {
		const { error } = await rule({ difference: 'amount', amountDirection: 'ADD', amounts: {} });
		expect(error?.message).toBe('Parameter "Amounts" is required');
		expect(stub.requests).toEqual([]);
	});

	const assign = (values: IDataObject) =>
		run({
			resource: 'priceRuleAssignment',
			operation: 'create',
			offerIds: '1',
			rules: { rule: [{ marketplaceId: 'allegro-cz', ruleId: 'r', ...values }] },
		} as unknown as INodeParameters);

	test('are assigned without a range', async () => {
		await assign({});
		expect(sentBody().id).toMatch(UUID);
		expect(sentBody().modification).toEqual({
			set: [{ marketplace: { id: 'allegro-cz' }, rule: { id: 'r' } }],
		});
	});

	test('need both ends of a range', async () => {
		const { error } = await assign({ minPrice: '1' });
		expect(error?.message).toContain('both a lowest and a highest price');
	});

	test('are listed for choosing, with default ones marked', async () => {
		answer = () => ({
			body: {
				rules: [
					{ id: '2', name: 'Mine', default: false },
					{ id: '1', name: 'Exchange', default: true },
				],
			},
		});
		expect(await stub.engine.options('allegroBulkOffers', 'getPriceRules')).toEqual([
			{ name: 'Exchange (Default)', value: '1' },
			{ name: 'Mine', value: '2' },
		]);
	});
});

describe('tasks', () => {
	test('of a full command are all read, within the offsets that Allegro takes', async () => {
		const tasks = Array.from({ length: 1000 }, (_, id) => ({ offer: { id: String(id) } }));
		answer = ({ query }) => {
			const offset = Number(query.get('offset'));
			if (offset > 999) return { status: 422, body: { errors: [] } };
			return { body: { tasks: tasks.slice(offset, offset + Number(query.get('limit'))) } };
		};
		const { items, error } = await run({
			resource: 'price',
			operation: 'getTasks',
			commandId: ID,
			returnAll: true,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1000);
	});
});
