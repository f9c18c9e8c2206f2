import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../shop';
import { openStub, type Stub } from '../stub';

const OFFER = '7600012345';

let stub: Stub;
beforeAll(async () => {
	stub = await openStub(({ target }) => ({
		status: target.startsWith('POST') ? 201 : 200,
		body: {
			id: OFFER,
			name: 'Krem do rąk',
			productSet: [
				{
					product: { id: 'c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4' },
					composition: { mode: 'AUTO', components: [{ ingredients: [{ name: 'Aqua' }] }] },
				},
			],
			publication: { status: 'INACTIVE' },
		},
	}));
});
beforeEach(() => {
	stub.requests.length = 0;
});
afterAll(async () => await stub.close());

const component = (ingredients: unknown, name?: string) => ({ ingredients, ...(name && { name }) });

async function run(operation: 'create' | 'update', productDetails: object) {
	const offer = operation === 'update' ? { offerId: byId(OFFER) } : { name: 'Krem do rąk 50 ml' };
	const { error } = await stub.engine.node('allegroOffers', {
		...{ resource: 'offer', operation, productDetails, ...offer },
	} as unknown as INodeParameters);
	const sent = stub.requests.find(({ target }) => /^(POST|PATCH) /.test(target));
	const body = sent?.body as { productSet?: object[] } | undefined;
	return { error, products: body?.productSet };
}

describe('The composition of a product', () => {
	test.each(['create', 'update'] as const)('is sent with %s', async (operation) => {
		const { error, products } = await run(operation, {
			composition: { component: [component('Aqua\n1,2-Hexanediol\r\n\n Glycerin ')] },
		});
		expect(error).toBeUndefined();
		expect(products?.[0]).toMatchObject({
			composition: {
				components: [
					{ ingredients: [{ name: 'Aqua' }, { name: '1,2-Hexanediol' }, { name: 'Glycerin' }] },
				],
			},
		});
	});

	test('has components with their names', async () => {
		const rows = [component('Aqua', 'Cream'), component('Paraffin', 'Mask')];
		const { products } = await run('create', { composition: { component: rows } });
		expect(products?.[0]).toMatchObject({
			composition: {
				components: [
					{ name: 'Cream', ingredients: [{ name: 'Aqua' }] },
					{ name: 'Mask', ingredients: [{ name: 'Paraffin' }] },
				],
			},
		});
	});

	test.each([
		['names', '={{ ["Aqua", "Sodium, purified"] }}'],
		['what Ingredient: Parse gives', '={{ [{ name: "Aqua" }, { name: "Sodium, purified" }] }}'],
	])('takes a list of %s', async (_, ingredients) => {
		const { products } = await run('create', {
			composition: { component: [component(ingredients)] },
		});
		expect(products?.[0]).toMatchObject({
			composition: {
				components: [{ ingredients: [{ name: 'Aqua' }, { name: 'Sodium, purified' }] }],
			},
		});
	});

	test('of a further product has one component', async () => {
		const { products } = await run('create', {
			productId: byId('c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4'),
			moreProducts: { product: [{ productId: '5901234123457', ingredients: 'Aqua\nTalc' }] },
		});
		expect(products?.at(-1)).toMatchObject({
			composition: { components: [{ ingredients: [{ name: 'Aqua' }, { name: 'Talc' }] }] },
		});
	});

	test.each([
		[
			'a line that can be several ingredients',
			[component('Aqua, Glycerin')],
			'"Aqua, Glycerin" can be one ingredient or several',
		],
		[
			'several components without names',
			[component('Aqua'), component('Talc')],
			'with several components, each needs a name',
		],
		['an ingredient without a name', [component('={{ [{ id: 1 }] }}')], 'has no name'],
	])('refuses %s, and sends nothing', async (_, rows, message) => {
		const { error, products } = await run('create', { composition: { component: rows } });
		expect(error?.message).toContain(message);
		expect(products).toBeUndefined();
	});

	test('without ingredients is left alone', async () => {
		const { products } = await run('update', { composition: { component: [component('')] } });
		expect(JSON.stringify(products ?? [])).not.toContain('composition');
	});
});
