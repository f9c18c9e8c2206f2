import { refusal } from '../errors';
import { perSecond } from '../limits';
import { choice, illegal, ok, route, type Route } from '../router';
import type { World } from '../state';
import {
	CATEGORIES,
	findCategory,
	PARAMETERS,
	pathOf,
	type Product,
	PRODUCTS,
	ROOT,
} from './catalogue';

/** How many products a page has is Allegro's own choice. */
const PAGE = 5;

/** Categories, their parameters, and the products in them. */
export const categoryRoutes = (_: World): Route[] => [
	route('GET /sale/categories', { app: true }, ({ query }) => {
		const parent = query.get('parent.id') ?? ROOT;
		if (parent !== ROOT) requireCategory(parent);
		return ok({ categories: CATEGORIES.filter((one) => (one.parent?.id ?? ROOT) === parent) });
	}),

	route('GET /sale/categories/{categoryId}', { app: true }, ({ params }) =>
		ok(requireCategory(params.categoryId)),
	),

	route('GET /sale/categories/{categoryId}/parameters', { app: true }, ({ params }) => {
		const { leaf } = requireCategory(params.categoryId);
		return ok({ parameters: leaf ? PARAMETERS : [] });
	}),

	route('GET /sale/categories/{categoryId}/product-parameters', { app: true }, ({ params }) => {
		const { leaf } = requireCategory(params.categoryId);
		const describing = PARAMETERS.filter(({ options }) => leaf && options.describesProduct);
		return ok({
			parameters: describing.map(({ options, requiredForProduct, ...rest }) => ({ ...rest })),
		});
	}),

	route('GET /sale/matching-categories', { pace: perSecond(5, 'user') }, ({ query }) => {
		const name = query.get('name');
		if (!name) throw refusal(422, 'VALIDATION_ERROR', 'name is required', { path: 'name' });
		const found = PRODUCTS.filter((product) => matches(product, name));
		const leaves = [...new Set(found.map(({ category }) => category.id))];
		return ok({ matchingCategories: leaves.map(branch) });
	}),

	route('GET /sale/products', { scope: 'sale:offers:read' }, ({ query }) => {
		const phrase = query.get('phrase');
		const mode = choice(query, 'mode', ['GTIN', 'MPN']);
		const category = query.get('category.id');
		if (!phrase && !category) throw illegal('phrase', 'A phrase or a category is required');
		const found = PRODUCTS.filter(
			(product) =>
				(!phrase || (mode ? product.gtin === phrase : matches(product, phrase))) &&
				(!category || product.category.path.some(({ id }) => id === category)),
		);
		const token = query.get('page.id');
		const start = token ? Number(Buffer.from(token, 'base64url').toString()) : 0;
		if (!Number.isInteger(start)) throw illegal('page.id', `Unknown page ${token}`);
		const end = start + PAGE;
		const nextPage = { id: Buffer.from(`${end}`).toString('base64url') };
		return ok({
			products: found.slice(start, end).map(present),
			categories: {
				subcategories: [],
				path: category ? pathOf(category).map(({ id, name }) => ({ id, name })) : [],
			},
			filters: [],
			...(end < found.length ? { nextPage } : {}),
		});
	}),

	route('GET /sale/products/{productId}', { scope: 'sale:offers:read' }, ({ params }) => {
		const product = PRODUCTS.find(({ id }) => id === params.productId);
		if (!product) throw refusal(404, 'ProductNotFound', `No product ${params.productId}`);
		const offerRequirements = { id: params.productId, parameters: [] };
		return ok({ ...present(product), offerRequirements });
	}),
];

function requireCategory(id: string) {
	const found = findCategory(id);
	if (found) return found;
	throw refusal(404, 'ERROR', `Category ${id} not found`);
}

const matches = ({ name, gtin }: Product, phrase: string) =>
	gtin === phrase ||
	phrase
		.toLowerCase()
		.split(/\s+/)
		.some((word) => word.length > 2 && name.toLowerCase().includes(word));

/** A category inside its parent, inside its parent. */
const branch = (id: string): unknown => {
	const { name, parent } = findCategory(id)!;
	return { id, name, ...(parent ? { parent: branch(parent.id) } : {}) };
};

const present = ({ gtin, ...product }: Product) => ({
	...product,
	parameters: [
		{
			id: '225693',
			name: 'EAN (GTIN)',
			values: [gtin],
			valuesLabels: [gtin],
			options: { identifiesProduct: true, isGTIN: true },
		},
	],
	hasProtectedBrand: false,
	publication: { status: 'LISTED' },
});
