import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../shop';
import { createEngine, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';
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

	test('an update shows the parameters of the offer and its product, and demands none', async () => {
		const shown = await stub.engine.mapping('allegroOffers', 'getCategoryParameters', {
			resource: 'offer',
			operation: 'update',
			offerId: byId('7600012345'),
		});
		expect(shown.fields.map(({ id }) => id)).toEqual(expect.arrayContaining(['4', '11323']));
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

	test('tells of every input column that it did not take, over all items', async () => {
		const { error, hints } = await stub.engine.node(
			'allegroOffers',
			create({ productId: byId(PRODUCT), ...filled({}, 'autoMapInputData') }),
			{
				items: [
					{ json: { stan: 'Nowy', SKU: 'AB-1', Kolor: 'biały', Wzór: '', Uwagi: null } },
					{ json: { stan: 'Nowy', SKU: 'AB-2', Kolory: 'biały', Marka: 'Ilmen' } },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(hints).toEqual([
			expect.stringMatching(/^Map Automatically left out input columns .*: SKU, Kolory\. /),
		]);
	});

	test('tells of nothing when every column was taken, or none was looked at', async () => {
		const all = { productId: byId(PRODUCT), ...filled({}, 'autoMapInputData') };
		expect((await sent(all, { stan: 'Nowy' })).hints ?? []).toEqual([]);
		const chosen = { productId: byId(PRODUCT), ...filled({ '11323': 'Nowy' }) };
		expect((await sent(chosen, { SKU: 'AB-1' })).hints ?? []).toEqual([]);
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
		[{ '17448': 'lekki' }, 'Waga: "lekki" is not a number. Use one like 12.5'],
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

describe('an update of what is of the product', () => {
	const EAN = '225693';
	const KNOWN = [
		...PARAMETERS,
		{ id: '224017', name: 'Kod producenta', type: 'string', options: { describesProduct: true } },
		{
			id: '8',
			name: 'Długość',
			type: 'dictionary',
			options: { describesProduct: true, ambiguousValueId: '8_9', customValuesEnabled: false },
			dictionary: [...values('8', '40 cm'), { id: '8_9', value: 'Inna' }],
		},
	];
	/** As Allegro gives an offer, with what it may add one day. */
	const PRODUCT_SET = [
		{
			product: {
				id: PRODUCT,
				publication: { status: 'LISTED' },
				isAiCoCreated: true,
				parameters: [
					{ id: '4', name: 'Marka', values: ['Ilmen'], valuesIds: ['4_2'], rangeValue: null },
					{ id: '8', name: 'Długość', values: ['Inna'], valuesIds: ['8_9'], rangeValue: null },
					{ id: EAN, name: 'EAN', values: ['5902719471797'], valuesIds: null, rangeValue: null },
				],
			},
			quantity: { value: 2 },
			responsiblePerson: null,
			responsibleProducer: { id: '85d562be-2415-4687-8d38-16590d50725a' },
			safetyInformation: { type: 'TEXT', description: 'Nie dla dzieci' },
			marketedBeforeGPSRObligation: false,
			deposits: [],
			inventedLater: { a: [''] },
		},
	];
	const OFFER = {
		id: '7600012345',
		category: { id: '258066' },
		productSet: PRODUCT_SET,
		parameters: [{ id: '11323', name: 'Stan', values: ['Używany'], valuesIds: ['11323_2'] }],
		images: ['https://a.allegroimg.com/original/1/2'],
		description: { sections: [{ items: [{ type: 'TEXT', content: '<p>Własny</p>' }] }] },
	};
	const AS_SENT = {
		product: {
			id: PRODUCT,
			images: [],
			parameters: [
				{ id: '4', valuesIds: ['4_2'] },
				{ id: '8', valuesIds: ['8_9'] },
				{ id: EAN, values: ['5902719471797'] },
			],
		},
		quantity: { value: 2 },
		responsiblePerson: null,
		responsibleProducer: { type: 'ID', id: '85d562be-2415-4687-8d38-16590d50725a' },
		safetyInformation: { type: 'TEXT', description: 'Nie dla dzieci' },
		marketedBeforeGPSRObligation: false,
		deposits: [],
		inventedLater: { a: [''] },
	};
	const OWN = { images: OFFER.images, description: OFFER.description };

	async function updated(more: object, json: IDataObject = {}, offer: IDataObject = OFFER) {
		answer = ({ method, path }) => {
			if (method !== 'GET') return undefined;
			if (path === '/sale/product-offers/7600012345') return { body: offer };
			return path.endsWith('/parameters') ? { body: { parameters: KNOWN } } : undefined;
		};
		const { error } = await stub.engine.node(
			'allegroOffers',
			{ resource: 'offer', operation: 'update', offerId: byId('7600012345'), ...more },
			{ items: [{ json }] },
		);
		const [patch] = stub.requests.filter(({ method }) => method === 'PATCH');
		return { error, body: patch?.body };
	}

	test('sends one parameter with all that the product of the offer has, and keeps own content', async () => {
		const { error, body } = await updated(filled({ '224017': 'NEW-1' }));
		expect(error).toBeUndefined();
		const { product } = AS_SENT;
		const parameters = [...product.parameters, { id: '224017', values: ['NEW-1'] }];
		expect(body).toEqual({
			productSet: [{ ...AS_SENT, product: { ...product, parameters } }],
			...OWN,
		});
	});

	test('maps fields of the input to both', async () => {
		const { body } = await updated(filled({}, 'autoMapInputData'), {
			marka: 'Pomelo',
			Stan: 'Nowy',
			SKU: 'x',
		});
		expect(body.parameters).toEqual([{ id: '11323', valuesIds: ['11323_1'] }]);
		expect(body).toHaveProperty('productSet.0.product.parameters.2', {
			id: '4',
			valuesIds: ['4_1'],
		});
	});

	test.each([
		[{ safetyText: 'Ostre' }, { safetyInformation: { type: 'TEXT', description: 'Ostre' } }],
		[{ quantity: 3 }, { quantity: { value: 3 } }],
	])('product details lay %j over what the offer has', async (productDetails, changed) => {
		const { error, body } = await updated({ productDetails });
		expect(error).toBeUndefined();
		expect(body).toEqual({ productSet: [{ ...AS_SENT, ...changed }], ...OWN });
	});

	test('further products come behind the one that the offer has', async () => {
		const product = [{ productIdType: 'ID', productId: PRODUCT, quantity: 2 }];
		const { body } = await updated({ productDetails: { moreProducts: { product } } });
		expect(body.productSet).toMatchObject([AS_SENT, { product: { id: PRODUCT } }]);
	});

	test('a product that is named takes the place of all', async () => {
		const { body } = await updated({ productDetails: { productId: byId(PRODUCT), quantity: 2 } });
		expect(body).toEqual({ productSet: [{ product: { id: PRODUCT }, quantity: { value: 2 } }] });
		expect(stub.requests).toHaveLength(1);
	});

	test('a product in a set of several is not guessed', async () => {
		const productSet = [...PRODUCT_SET, { product: { id: 'other', parameters: [] } }];
		const { error, body } = await updated(
			filled({ '224017': 'NEW-1' }),
			{},
			{ ...OFFER, productSet },
		);
		expect(error?.message).toBe(
			'Kod producenta: this is of the product, and the offer has 2 of them',
		);
		expect(body).toBeUndefined();
	});

	test.each([
		['50 cm', 'Długość has no value "50 cm". Take one of: 40 cm'],
		['Inna', 'Długość: Allegro does not take "Inna" for a product. Take one of: 40 cm'],
	])('"%s" where the product takes no own values', async (value, message) => {
		const { error, body } = await updated(filled({ '8': value }));
		expect(error?.message).toBe(message);
		expect(body).toBeUndefined();
	});

	test('the name of an own value is no own value', async () => {
		const parameters = [
			{ id: '3', name: 'Wzór', values: ['inny', 'sowy'], valuesIds: ['3_2'] },
			{ id: '8', name: 'Długość', values: ['Inna'], valuesIds: ['8_9'] },
		];
		const { body } = await updated(filled({ '11323': 'Nowy' }), {}, { ...OFFER, parameters });
		expect(body.parameters).toEqual([
			{ id: '3', valuesIds: ['3_2'], values: ['sowy'] },
			{ id: '8', valuesIds: ['8_9'] },
			{ id: '11323', valuesIds: ['11323_1'] },
		]);
	});
});

describe('names in another language than that of the credential', () => {
	const ENGLISH = [
		{
			id: '11323',
			name: 'Condition',
			type: 'dictionary',
			dictionary: [{ id: '11323_1', value: 'New' }],
		},
		{ id: '7', name: 'Manufacturer code', type: 'string' },
	];
	let engine: Engine;
	beforeEach(async () => {
		const { apiUrl, uploadUrl } = stub;
		const credential = connectedTo({ apiUrl, uploadUrl });
		engine = await createEngine({ ...credential, clientId: apiUrl, language: 'en-US' });
		answer = ({ path, headers }) =>
			path.endsWith('/parameters') && headers['accept-language'] !== 'pl-PL'
				? { body: { parameters: ENGLISH } }
				: undefined;
	});
	const sent = async (value: IDataObject, mode: string, json: IDataObject = {}) => {
		const { error } = await engine.node(
			'allegroOffers',
			create({ categoryId: byId('258066'), ...filled(value, mode) }),
			{ items: [{ json }] },
		);
		const [post] = stub.requests.filter(({ method }) => method === 'POST');
		return { error, parameters: post?.body.parameters };
	};

	test.each<[IDataObject]>([
		[{ Stan: 'Nowy', SKU: 'a' }],
		[{ Condition: 'New', SKU: 'a' }],
		[{ stan: 'new' }],
		[{ '11323': 'nowy' }],
	])('Map Automatically takes %j', async (json) => {
		const { error, parameters } = await sent({}, 'autoMapInputData', json);
		expect(error).toBeUndefined();
		expect(parameters).toEqual([{ id: '11323', valuesIds: ['11323_1'] }]);
	});

	test('a value may be called as in Poland', async () => {
		const { parameters } = await sent({ '11323': 'Nowy' }, 'defineBelow');
		expect(parameters).toEqual([{ id: '11323', valuesIds: ['11323_1'] }]);
	});

	test('what matches nothing is said, before anything is sent', async () => {
		const { error, parameters } = await sent({}, 'autoMapInputData', { Zustand: 'Neu', SKU: 'a' });
		expect(error?.message).toBe('No field of the item is called like a parameter of the category');
		expect(error?.description).toMatch(/Zustand, SKU.*\(en-US\) or in Polish: Condition, /);
		expect(parameters).toBeUndefined();
	});
});

describe('parameters by ID', () => {
	const ROW = Object.fromEntries(
		['id', 'values', 'valuesIds', 'from', 'to'].map((name) => [name, `={{ $json.row.${name} }}`]),
	);
	const sent = async (row: IDataObject) => {
		const { error } = await stub.engine.node(
			'allegroOffers',
			{
				resource: 'offer',
				operation: 'update',
				offerId: byId('7600012345'),
				updateFields: { parameters: { parameter: [ROW] } },
			} as never,
			{ items: [{ json: { row } }] },
		);
		const [patch] = stub.requests.filter(({ method }) => method === 'PATCH');
		return { error, parameters: patch?.body.parameters };
	};
	const row = (more: IDataObject) => ({ id: '1', ...more });

	test.each<[IDataObject, IDataObject]>([
		[row({ from: '0,5', to: '1' }), { rangeValue: { from: '0.5', to: '1' } }],
		[row({ from: 50, to: 60.5 }), { rangeValue: { from: '50', to: '60.5' } }],
		[row({ values: 50 }), { values: ['50'] }],
		[row({ values: 'a\nb\na' }), { values: ['a', 'b'] }],
		[row({ values: ['a, b', 5] }), { values: ['a, b', '5'] }],
		[row({ valuesIds: '1_1, 1_1,1_2' }), { valuesIds: ['1_1', '1_2'] }],
	])('%j', async (given, made) => {
		expect((await sent(given)).parameters).toEqual([{ id: '1', ...made }]);
	});

	test.each<[IDataObject, string]>([
		[row({ from: '50' }), 'The range of the parameter 1 needs both ends'],
		[row({ from: 'a', to: '2' }), '"a" is not a number for the parameter 1'],
		[row({ from: '1,500', to: '2' }), 'leaves open what is meant: 1500 or 1.50?'],
		[row({ values: [{ a: 1 }] }), 'not an object'],
		[{ values: 'x' }, 'A parameter has no ID'],
	])('%j is refused', async (given, message) => {
		const { error, parameters } = await sent(given);
		expect(error?.message).toContain(message);
		expect(parameters).toBeUndefined();
	});
});
