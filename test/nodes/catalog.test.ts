import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../shop';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

const PRODUCT = 'c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4';

let stub: Stub;
let answer: (request: StubRequest) => StubAnswer;

beforeAll(async () => {
	stub = await openStub((request) => answer(request));
});
beforeEach(() => {
	stub.requests.length = 0;
	answer = () => ({ body: {} });
});
afterAll(async () => await stub.close());

const run = async (parameters: INodeParameters) =>
	await stub.engine.node('allegroCatalog', parameters);
const search = async (method: string, filter?: string, token?: string) =>
	await stub.engine.search('allegroCatalog', method, filter, token);

describe('compatible products', () => {
	const list = (findBy: IDataObject, more: INodeParameters = {}) =>
		run({
			resource: 'compatibleProduct',
			operation: 'getAll',
			type: 'CAR',
			findBy,
			returnAll: true,
			...more,
		} as INodeParameters);
	const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id) }));

	test('found by a phrase are read once, for Allegro ignores the offset then', async () => {
		answer = () => ({ body: { compatibleProducts: rows(199), count: 199 } });
		const { items } = await list({ phrase: 'Audi' });
		expect(items).toHaveLength(199);
		expect(stub.requests).toHaveLength(1);
	});

	test('of a group are read to the end', async () => {
		answer = ({ query }) => {
			const offset = Number(query.get('offset'));
			return {
				body: { compatibleProducts: rows(450).slice(offset, offset + 200), totalCount: 450 },
			};
		};
		expect((await list({ groupId: 'g' })).items).toHaveLength(450);
		expect(stub.requests).toHaveLength(3);
	});

	test('that have not changed give one item that says so', async () => {
		answer = ({ headers }) => ({ status: headers['if-modified-since'] ? 304 : 200 });
		const { items, error } = await list(
			{ groupId: 'g' },
			{ filters: { modifiedSince: '2026-01-31T12:00:00Z' } },
		);
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: { notModified: true }, pairedItem: { item: 0 } }]);
		expect(stub.requests[0].headers['if-modified-since']).toBe('Sat, 31 Jan 2026 12:00:00 GMT');
	});

	test('are not asked for without a criterion', async () => {
		expect((await list({})).error?.message).toBe('No criterion is filled in');
		expect(stub.requests).toEqual([]);
	});

	test('have the types of the categories that name them by ID', async () => {
		answer = () => ({
			body: {
				supportedCategories: [
					{ inputType: 'ID', itemsType: 'CAR' },
					{ inputType: 'TEXT', itemsType: 'PRINTER' },
					{ inputType: 'ID', itemsType: 'CAR' },
				],
			},
		});
		expect(await stub.engine.options('allegroCatalog', 'getCompatibleProductTypes')).toEqual([
			{ name: 'CAR', value: 'CAR' },
		]);
	});
});

describe('products', () => {
	const product = {
		id: PRODUCT,
		name: 'LEGO 42143',
		category: { id: '257931', path: [{ name: 'Dziecko' }, { name: 'Klocki' }] },
		images: [{ url: 'https://a.allegroimg.com/1' }],
		parameters: [
			{ name: 'Marka', values: ['LEGO'], valuesLabels: ['LEGO'] },
			{ name: 'EAN', values: ['5702017156248'], options: { isGTIN: true } },
		],
		publication: { status: 'LISTED' },
		hasProtectedBrand: false,
	};

	test('are searched page by page, with filters of any ID', async () => {
		answer = ({ query }) => ({
			body: {
				products: [{ ...product, id: query.get('page.id') ?? '1' }],
				nextPage: query.get('page.id') ? null : { id: '2' },
			},
		});
		const { items } = await run({
			resource: 'product',
			operation: 'getAll',
			phrase: 'lego',
			returnAll: true,
			simplify: true,
			filters: {
				mode: 'MPN',
				productFilters: {
					filter: [
						{ id: '127448', value: 'a' },
						{ id: '127448', value: 'b' },
						{ id: '17448.from', value: '2' },
					],
				},
			},
		} as unknown as INodeParameters);
		expect(items.map(({ json }) => json.id)).toEqual(['1', '2']);
		expect(items[0].json).toEqual({
			id: '1',
			name: 'LEGO 42143',
			categoryId: '257931',
			categoryPath: 'Dziecko > Klocki',
			status: 'LISTED',
			hasProtectedBrand: false,
			gtins: ['5702017156248'],
			imageUrl: 'https://a.allegroimg.com/1',
			parameters: { Marka: 'LEGO', EAN: '5702017156248' },
		});
		const { query } = stub.requests[1];
		expect(query.get('mode')).toBe('MPN');
		expect(query.getAll('127448')).toEqual(['a', 'b']);
		expect(query.get('17448.from')).toBe('2');
	});

	test('with little in them are simplified too', async () => {
		answer = () => ({ body: { id: PRODUCT } });
		const { items } = await run({
			resource: 'product',
			operation: 'get',
			productId: byId(PRODUCT),
			simplify: true,
		});
		expect(items[0].json).toMatchObject({ id: PRODUCT, name: null, gtins: [], parameters: {} });
	});

	const propose = (more: IDataObject = {}) =>
		run({
			resource: 'product',
			operation: 'propose',
			name: 'LEGO',
			categoryId: byId('257931'),
			images: 'https://a.allegroimg.com/1',
			...more,
			additionalFields: {
				parameters: { parameter: [{ id: '1', values: 'one, two\nthree' }] },
				...(more.additionalFields as IDataObject | undefined),
			},
		} as unknown as INodeParameters);

	test('are proposed, with values that hold commas', async () => {
		await propose({ additionalFields: { description: 'Small & < large' } });
		expect(stub.requests[0].body).toEqual({
			name: 'LEGO',
			category: { id: '257931' },
			language: 'pl-PL',
			images: [{ url: 'https://a.allegroimg.com/1' }],
			parameters: [{ id: '1', values: ['one, two', 'three'] }],
			description: {
				sections: [{ items: [{ type: 'TEXT', content: '<p>Small &amp; &lt; large</p>' }] }],
			},
		});
	});

	test('that the catalog has already come with their ID', async () => {
		const location = `https://api.allegro.pl/sale/products/${PRODUCT}`;
		answer = () => ({ status: 409, headers: { location }, body: { errors: [] } });
		const { items, error } = await propose();
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ id: PRODUCT, alreadyExists: true });
	});

	test('refused otherwise come as errors', async () => {
		const errors = [{ code: 'CONFLICT', userMessage: 'Not now' }];
		answer = () => ({ status: 409, body: { errors } });
		expect((await propose()).error?.message).toBe('Not now');
		expect((await propose({ name: 'x'.repeat(76) })).error?.message).toContain('at most 75');
	});

	test('are found for the picker by EAN and by words, page by page', async () => {
		answer = ({ query }) => ({
			body: { products: [product], nextPage: query.get('page.id') ? undefined : { id: 'next' } },
		});
		expect((await search('searchProducts')).results).toEqual([]);
		expect(stub.requests).toEqual([]);
		const { results, paginationToken } = await search('searchProducts', '5702017156248');
		expect(results).toEqual([
			{ name: 'LEGO 42143 · 5702017156248', value: PRODUCT, description: 'Dziecko > Klocki' },
		]);
		expect(stub.requests[0].query.get('mode')).toBe('GTIN');
		const second = await search('searchProducts', 'lego', String(paginationToken));
		expect(second.paginationToken).toBeUndefined();
		expect(stub.requests[1].query.get('mode')).toBeNull();
		expect(stub.requests[1].query.get('page.id')).toBe('next');
	});
});

describe('categories', () => {
	beforeEach(() => {
		answer = ({ path }) => ({
			body: path.endsWith('/matching-categories')
				? {
						matchingCategories: [
							{ id: '9', name: 'Opony', parent: { id: '3', name: 'Motoryzacja', parent: null } },
							{ id: '3', name: 'Motoryzacja', parent: null },
						],
					}
				: {
						categories: [
							{ id: '3', name: 'Motoryzacja', parent: null },
							{ id: '4', name: 'Dziecko', parent: null },
						],
					},
		});
	});

	test('are picked from the main ones, and from those that fit a phrase', async () => {
		const main = await search('searchCategories');
		expect(main.results.map(({ name }) => name)).toEqual(['Motoryzacja', 'Dziecko']);
		const { results } = await search('searchCategories', 'moto');
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Motoryzacja', '3'],
			['Motoryzacja > Opony', '9'],
		]);
	});

	test('are walked to, step by step', async () => {
		// What the panel has read is kept for a minute.
		stub.engine.credentialId = 'another';
		answer = ({ query }) => {
			const below: Record<string, object[]> = {
				'': [{ id: '5', name: 'Dom i Ogród', leaf: false }],
				'5': [
					{ id: '51', name: 'Oświetlenie', leaf: false },
					{ id: '52', name: 'Ogród', leaf: true },
				],
				'51': [{ id: '511', name: 'Lampy', leaf: true }],
			};
			return { body: { categories: below[query.get('parent.id') ?? ''] } };
		};
		const names = async (filter: string) =>
			(await search('searchCategories', filter)).results.map(({ name }) => name);
		expect(await names('')).toEqual(['Dom i Ogród >']);
		expect(await names('Dom i Ogród >')).toEqual([
			'Dom i Ogród > Oświetlenie >',
			'Dom i Ogród > Ogród',
		]);
		expect(await names('dom > ogr')).toEqual(['Dom i Ogród > Ogród']);
		expect(await names('Dom i Ogród > Oświetlenie > ')).toEqual([
			'Dom i Ogród > Oświetlenie > Lampy',
		]);
		expect(await names('Auta > ')).toEqual([]);
		// Nobody suggests categories for a way.
		expect(stub.requests.map(({ path }) => path)).not.toContain('/sale/matching-categories');
	});

	test('are suggested with the way to them', async () => {
		const { items } = await run({
			resource: 'category',
			operation: 'suggest',
			phrase: 'opony',
			simplify: true,
		});
		expect(items[0].json).toEqual({
			id: '9',
			name: 'Opony',
			parentId: '3',
			path: 'Motoryzacja > Opony',
		});
	});

	test('are found in the address of their page', async () => {
		const byUrl = {
			__rl: true,
			mode: 'url',
			value: 'https://allegro.pl/kategoria/klocki-lego-17865?order=p',
		};
		await run({ resource: 'category', operation: 'get', categoryId: byUrl } as never);
		expect(stub.requests[0].path).toBe('/sale/categories/17865');
	});
});
