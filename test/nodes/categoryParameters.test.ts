import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../shop';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

/** The parameters of a category as fields of the panel, and what becomes of them in a request. */

const PRODUCT = 'c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4';

const values = (id: string, ...names: string[]) =>
	names.map((value, index) => ({ id: `${id}_${index + 1}`, value, dependsOnValueIds: [] }));

const PARAMETERS = [
	{
		id: '17448',
		name: 'Waga',
		type: 'float',
		unit: 'kg',
		requiredForProduct: true,
		options: { describesProduct: true },
		restrictions: { min: 0, max: 1000, range: false, precision: 3 },
	},
	{
		id: '1',
		name: 'Napięcie',
		type: 'integer',
		unit: 'V',
		restrictions: { min: 1, max: 400, range: true },
	},
	{
		id: '11323',
		name: 'Stan',
		type: 'dictionary',
		required: true,
		restrictions: { multipleChoices: false },
		dictionary: [
			{ id: '11323_1', value: 'Nowy', formerData: { values: ['Nowa'], ids: ['11323_0'] } },
			{ id: '11323_2', value: 'Używany' },
		],
	},
	{
		id: '2',
		name: 'Kolor',
		type: 'dictionary',
		restrictions: { multipleChoices: true },
		dictionary: values('2', 'biały', 'czarny, mat', 'zielony', 'żółty'),
		displayedIf: { parametersWithValue: [{ id: '11323', oneOfValueIds: ['11323_1'] }] },
	},
	{
		id: '3',
		name: 'Wzór',
		type: 'dictionary',
		options: { ambiguousValueId: '3_2', customValuesEnabled: true },
		restrictions: { multipleChoices: false },
		dictionary: values('3', 'kropki', 'inny'),
	},
	{
		id: '4',
		name: 'Marka',
		type: 'dictionary',
		options: { describesProduct: true },
		restrictions: { multipleChoices: false },
		dictionary: values('4', 'Pomelo', 'Ilmen'),
	},
	{
		id: '5',
		name: 'Model',
		type: 'dictionary',
		options: { dependsOnParameterId: '4', describesProduct: true },
		restrictions: { multipleChoices: false },
		dictionary: [
			{ id: '5_1', value: 'P1', dependsOnValueIds: ['4_1'] },
			{ id: '5_2', value: 'dowolny', dependsOnValueIds: [] },
		],
	},
	{
		id: '6',
		name: 'Autor',
		type: 'dictionary',
		restrictions: { multipleChoices: false },
		dictionary: Array.from({ length: 201 }, (_, index) => ({
			id: `6_${index}`,
			value: `Autor ${index}`,
		})),
	},
	{
		id: '7',
		name: 'Kod producenta',
		type: 'string',
		requiredIf: { parametersWithoutValue: [{ id: '4' }] },
		restrictions: { minLength: 2, maxLength: 10, allowedNumberOfValues: 2 },
	},
];

let stub: Stub;
let answer: (request: StubRequest) => StubAnswer | undefined;
beforeEach(async () => {
	// A stub of its own, for answers are kept for a minute.
	stub = await openStub((request) => answer(request) ?? standard(request));
	answer = () => undefined;
});
afterEach(async () => await stub.close());

function standard({ method, path, query }: StubRequest): StubAnswer {
	if (method !== 'GET') return { body: { id: '7600012345' } };
	if (path === '/sale/categories/258066/parameters') return { body: { parameters: PARAMETERS } };
	if (path === '/sale/categories/258066/product-parameters') {
		return { body: { parameters: PARAMETERS.filter(({ options }) => options?.describesProduct) } };
	}
	if (path === '/sale/categories/5/parameters') return { body: { parameters: [] } };
	const category = { id: '258066' };
	if (path === `/sale/products/${PRODUCT}`) return { body: { id: PRODUCT, category } };
	if (path === '/sale/products') {
		return { body: { products: query.get('phrase') === '5902719471797' ? [{ category }] : [] } };
	}
	if (path === '/sale/product-offers/7600012345') {
		const parameters = [
			{ id: '11323', name: 'Stan', values: ['Używany'], valuesIds: ['11323_2'] },
			{ id: '3', name: 'Wzór', values: ['sowy'], valuesIds: ['3_2'] },
			{ id: '4', name: 'Marka', values: ['Ilmen'], valuesIds: ['4_2'] },
			{ id: '7', name: 'Kod producenta', values: ['AB-1'], valuesIds: [], rangeValue: null },
		];
		return { body: { id: '7600012345', category, parameters } };
	}
	return { status: 404 };
}

const create = (more: object = {}): INodeParameters => ({
	resource: 'offer',
	operation: 'create',
	...more,
});
const filled = (value: IDataObject, mappingMode = 'defineBelow'): INodeParameters => ({
	categoryParameters: { mappingMode, value, matchingColumns: [], schema: [] } as never,
});

describe('the panel', () => {
	const fields = async (parameters: object) =>
		await stub.engine.mapping('allegroOffers', 'getCategoryParameters', create(parameters));
	const names = async (parameters: object) =>
		(await fields(parameters)).fields.map(({ displayName }) => displayName);

	test('shows what a product of the catalogue leaves open, required ones first', async () => {
		expect(
			await names({ productId: { __rl: true, mode: 'gtin', value: '5902719471797' } }),
		).toEqual([
			'Stan',
			'Waga (kg, 0 to 1000, up to 3 decimals, of the product)',
			'Napięcie, from (V, 1 to 400)',
			'Napięcie, to (V, 1 to 400)',
			'Kolor (several: separate with |, such as biały, czarny, mat, zielony ..., only if Stan is Nowy)',
			'Wzór',
			'Wzór: own value (instead of the list)',
			'Marka (of the product)',
			'Model (depends on Marka, of the product)',
			'Autor (a value of its list)',
			'Kod producenta (up to 10 characters, several: separate with |, required if Marka is empty)',
		]);
		expect(stub.requests.map(({ target }) => target)).toEqual([
			'GET /sale/products?phrase=5902719471797&mode=GTIN',
			'GET /sale/categories/258066/parameters',
		]);
	});

	test('a new product needs its own parameters too', async () => {
		const { fields: shown } = await fields({ categoryId: byId('258066') });
		expect(shown.filter(({ required }) => required).map(({ id }) => id)).toEqual([
			'17448',
			'11323',
		]);
	});

	test('dictionaries are dropdowns, numbers are numbers', async () => {
		const { fields: shown } = await fields({ productId: byId(PRODUCT) });
		const field = (id: string) => shown.find((each) => each.id === id);
		expect(field('11323')).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Nowy', value: '11323_1' },
				{ name: 'Używany', value: '11323_2' },
			],
		});
		expect(field('5')?.options).toEqual([
			{ name: 'P1 (only with Pomelo)', value: '5_1' },
			{ name: 'dowolny', value: '5_2' },
		]);
		expect(field('17448')?.type).toBe('number');
		expect(field('1.from')?.type).toBe('number');
		// A dropdown of thousands would be kept in each workflow.
		expect(field('6')?.type).toBe('string');
	});

	test('an update shows the parameters of the offer, and demands none', async () => {
		const shown = await stub.engine.mapping('allegroOffers', 'getCategoryParameters', {
			resource: 'offer',
			operation: 'update',
			offerId: byId('7600012345'),
		});
		expect(shown.fields.map(({ id }) => id)).not.toContain('4');
		expect(shown.fields.map(({ id }) => id)).toContain('11323');
		expect(shown.fields.filter(({ required }) => required)).toEqual([]);
	});

	test.each([
		['nothing is chosen', {}, /^Choose a category, or a product/],
		['the category has others below it', { categoryId: byId('5') }, /^The category 5 asks for no/],
	])('says why it is empty when %s', async (_, parameters, notice) => {
		expect(await fields(parameters)).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(notice) as string,
		});
	});

	test.each([
		['allegroOffers', { resource: 'offer', operation: 'update' }, /^Choose an offer to see/],
		['allegroCatalog', { resource: 'product', operation: 'propose' }, /^Choose a category to see/],
	])('%s says what to choose first', async (node, parameters, notice) => {
		const { emptyFieldsNotice } = await stub.engine.mapping(
			node,
			'getCategoryParameters',
			parameters,
		);
		expect(emptyFieldsNotice).toMatch(notice);
	});

	test('a proposal of a product shows the parameters of products', async () => {
		const shown = await stub.engine.mapping('allegroCatalog', 'getCategoryParameters', {
			resource: 'product',
			operation: 'propose',
			categoryId: byId('258066'),
		});
		expect(shown.fields.map(({ id }) => id)).toEqual(['17448', '4', '5']);
	});
});

describe('a new offer', () => {
	const sent = async (parameters: object, json: IDataObject = {}) => {
		const run = await stub.engine.node('allegroOffers', create(parameters), { items: [{ json }] });
		const [post] = stub.requests.filter(({ method }) => method === 'POST');
		return { ...run, body: post?.body };
	};

	test('has the parameters in the shape and the place that Allegro wants', async () => {
		const { error, body } = await sent({
			productId: byId(PRODUCT),
			...filled({
				'17448': '0,350',
				'1.from': 110,
				'1.to': 240,
				'11323': '11323_2',
				'2': 'biały | czarny, mat',
				'3.custom': 'sowy',
				'4': 'pomelo',
				'5': '5_1',
				'6': 'Autor 200',
				'7': 'AB-1|AB-2',
			}),
		});
		expect(error).toBeUndefined();
		expect(body).toMatchObject({
			parameters: [
				{ id: '2', valuesIds: ['2_1', '2_2'] },
				{ id: '6', valuesIds: ['6_200'] },
				{ id: '7', values: ['AB-1', 'AB-2'] },
				{ id: '11323', valuesIds: ['11323_2'] },
				{ id: '1', rangeValue: { from: '110', to: '240' } },
				{ id: '3', valuesIds: ['3_2'], values: ['sowy'] },
			],
			productSet: [
				{
					product: {
						id: PRODUCT,
						parameters: [
							{ id: '4', valuesIds: ['4_1'] },
							{ id: '5', valuesIds: ['5_1'] },
							{ id: '17448', values: ['0.350'] },
						],
					},
				},
			],
		});
	});

	test('takes values by the names that they had, and what is not in the list as an own one', async () => {
		const { body } = await sent({
			categoryId: byId('258066'),
			...filled({ '11323': 'nowa', '3': 'sowy' }),
		});
		expect(body.parameters).toEqual([
			{ id: '3', valuesIds: ['3_2'], values: ['sowy'] },
			{ id: '11323', valuesIds: ['11323_1'] },
		]);
	});

	test('a new product is put into the category of the offer', async () => {
		const { body } = await sent({
			categoryId: byId('258066'),
			productDetails: { productName: 'Kubek' },
			...filled({ '4': 'Ilmen' }),
		});
		expect(body.productSet).toEqual([
			{
				product: {
					name: 'Kubek',
					category: { id: '258066' },
					parameters: [{ id: '4', valuesIds: ['4_2'] }],
				},
			},
		]);
	});

	test('maps fields of the input that are called like parameters, and leaves the others', async () => {
		const { body } = await sent(
			{ productId: byId(PRODUCT), ...filled({}, 'autoMapInputData') },
			{ stan: 'Nowy', Marka: 'Ilmen', SKU: 'AB-1', Kolor: ['biały', 'zielony'], Wzór: '' },
		);
		expect(body.parameters).toEqual([
			{ id: '11323', valuesIds: ['11323_1'] },
			{ id: '2', valuesIds: ['2_1', '2_3'] },
		]);
		expect(body.productSet).toEqual([
			{ product: { id: PRODUCT, parameters: [{ id: '4', valuesIds: ['4_2'] }] } },
		]);
	});

	test('what is given by ID goes over the panel', async () => {
		const { body } = await sent({
			productId: byId(PRODUCT),
			...filled({ '11323': 'Nowy', '7': 'AB-1' }),
			additionalFields: { parameters: { parameter: [{ id: '7', values: 'CD-2' }] } },
		});
		expect(body.parameters).toEqual([
			{ id: '11323', valuesIds: ['11323_1'] },
			{ id: '7', values: ['CD-2'] },
		]);
	});

	test.each([
		[{ '11323': 'Nowyy' }, 'Stan has no value "Nowyy". Take one of: Nowy, Używany'],
		[{ '11323': 'Nowy | Używany' }, 'Stan takes one value, and these are 2'],
		[{ '17448': 'lekki' }, 'Waga: "lekki" is not a number'],
		[{ '17448': '0.1234' }, 'Waga: 0.1234 has more than 3 decimals'],
		[{ '17448': 1001 }, 'Waga: 1001 is out of range, which is at least 0 and at most 1000 kg'],
		[{ '1.from': 1.5, '1.to': 2 }, 'Napięcie: "1.5" is not a whole number'],
		[{ '1.from': 10 }, 'Napięcie is a range and needs both ends'],
		[{ '1.from': 20, '1.to': 10 }, 'Napięcie: 20 is more than 10'],
		[{ '4': '4_2', '5': '5_1' }, 'Model "P1" goes only with Marka: Pomelo'],
		[{ '7': 'A' }, 'Kod producenta: the text has 1 characters, and needs 2'],
		[{ '7': 'AB|CD|EF' }, 'Kod producenta takes at most 2 values, and these are 3'],
		[
			{ '99': 'x' },
			'The category has no parameter 99: refresh the list of parameters, or remove it',
		],
	])('%j is refused: %s', async (value, message) => {
		const { error, body } = await sent({
			productId: byId(PRODUCT),
			...filled(value as IDataObject),
		});
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Nothing was sent to Allegro');
		expect(body).toBeUndefined();
	});

	test('parameters without a category are refused', async () => {
		const { error, body } = await sent({
			productId: { __rl: true, mode: 'gtin', value: '5900000000000' },
			...filled({ '11323': 'Nowy' }),
		});
		expect(error?.message).toBe('The parameters belong to a category that is not known');
		expect(body).toBeUndefined();
	});

	test('of many items, the category is read once', async () => {
		const items = Array.from({ length: 20 }, () => ({ json: {} }));
		await stub.engine.node(
			'allegroOffers',
			create({ categoryId: byId('258066'), ...filled({ '11323': 'Nowy' }) }),
			{ items },
		);
		const reads = stub.requests.filter(({ method }) => method === 'GET');
		expect(reads).toHaveLength(1);
	});
});

test('an update sends the other parameters of the offer along, as it has them', async () => {
	const { error } = await stub.engine.node('allegroOffers', {
		resource: 'offer',
		operation: 'update',
		offerId: byId('7600012345'),
		...filled({ '11323': 'Nowy' }),
	});
	expect(error).toBeUndefined();
	const [patch] = stub.requests.filter(({ method }) => method === 'PATCH');
	expect(patch.body).toEqual({
		parameters: [
			{ id: '3', valuesIds: ['3_2'], values: ['sowy'] },
			{ id: '4', valuesIds: ['4_2'] },
			{ id: '7', values: ['AB-1'] },
			{ id: '11323', valuesIds: ['11323_1'] },
		],
	});
});
