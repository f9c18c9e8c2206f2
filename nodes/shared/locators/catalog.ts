import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { MATCHING_CATEGORIES_PACE } from '../paces';
import { labelOf, lookUp } from './lookUp';
import { ALLEGRO_PAGE, ALLEGRO_SITE, byId, byUrl, fromList } from './modes';

const CATEGORY_PAGE = `${ALLEGRO_SITE}kategori[ae]/(?:[^?#]*-)?`;

/** The category to work on: walked to, found by a phrase, or by ID or URL. */
export const categoryLocator: INodeProperties = {
	displayName: 'Category',
	name: 'categoryId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The category. Type what you sell to get suggestions, or walk down the tree with a way like "Dom i Ogród > ".',
	modes: [
		fromList('searchCategories', 'Type what you sell, or a way like Dom i Ogród > '),
		byId('257931', 'Not a category ID', '[\\w-]+'),
		byUrl(
			'https://allegro.pl/kategoria/klocki-lego-257931',
			'Not the address of a category on Allegro',
			(id) => `${CATEGORY_PAGE}${id}(?:[?#/].*)?`,
			'\\d+',
		),
	],
};

interface CategoryRow extends IDataObject {
	id: string;
	name: string;
	leaf?: boolean;
	parent?: CategoryRow | null;
}

/**
 * The main categories; for a phrase also those that Allegro suggests, with the way to each. A way like
 * "Dom i Ogród > " goes down the tree: its last step is what is looked for below the others.
 */
export async function searchCategories(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const steps = filter.split('>').map((step) => step.trim());
	const wanted = steps.pop() ?? '';
	const above = await wayDown(this, steps);
	if (!above) return { results: [] };
	const found = (await childrenOf(this, above))
		.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted.toLowerCase()))
		.map(categoryItem);
	if (!wanted || above.name) return { results: found };
	const suggested = await lookUp(
		this,
		'GET /sale/matching-categories',
		{ name: wanted },
		{ paces: [MATCHING_CATEGORIES_PACE] },
	);
	const fitting = ((suggested.matchingCategories ?? []) as CategoryRow[]).map(categoryItem);
	const known = new Set(found.map(({ value }) => value));
	return { results: [...found, ...fitting.filter(({ value }) => !known.has(value))] };
}

/** The category at the end of a way, with those above it; the top of the tree has no name. */
async function wayDown(
	context: ILoadOptionsFunctions,
	steps: string[],
): Promise<CategoryRow | undefined> {
	let parent: CategoryRow | undefined = { id: '', name: '' };
	for (const step of steps) {
		const rows: CategoryRow[] = await childrenOf(context, parent);
		const name = step.toLowerCase();
		parent =
			rows.find((row) => row.name.toLowerCase() === name) ??
			rows.find((row) => row.name.toLowerCase().startsWith(name));
		if (!parent) return undefined;
	}
	return parent;
}

async function childrenOf(
	context: ILoadOptionsFunctions,
	parent: CategoryRow,
): Promise<CategoryRow[]> {
	const query = parent.id ? { 'parent.id': parent.id } : {};
	const { categories } = await lookUp(context, 'GET /sale/categories', query);
	return ((categories ?? []) as CategoryRow[]).map((row) => ({ ...row, parent }));
}

/** A category that has others below it ends with the sign that leads there. */
function categoryItem(row: CategoryRow): INodeListSearchItems {
	return { name: `${categoryPath(row)}${row.leaf === false ? ' >' : ''}`, value: row.id };
}

/** A category as the shop shows it: the names from the main category down. */
export function categoryPath({ name, parent }: CategoryRow): string {
	return parent?.name ? `${categoryPath(parent)} > ${name}` : name;
}

/** The product of Allegro's catalog to work on: found by EAN or phrase, or by ID or URL. */
export const productLocator: INodeProperties = {
	displayName: 'Product',
	name: 'productId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: "The product in Allegro's catalog",
	modes: [
		fromList('searchProducts', 'Type an EAN or a name...', { searchFilterRequired: true }),
		byId('c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4', 'Not a product ID'),
		byUrl(
			'https://allegro.pl/produkt/lego-10295-c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4',
			'Not the address of a product on Allegro',
			(id) => `${ALLEGRO_PAGE}${id}.*`,
		),
	],
};

interface ProductRow extends IDataObject {
	id: string;
	name: string;
	category?: { path?: Array<{ name?: string }> };
	parameters?: Array<{ values?: string[]; options?: { isGTIN?: boolean } }>;
}

/** Products by EAN (8 to 14 digits), or by words of their names. Allegro lists none without either. */
export async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const phrase = filter?.trim();
	if (!phrase) return { results: [] };
	const page = await lookUp(this, 'GET /sale/products', {
		phrase,
		...(/^\d{8,14}$/.test(phrase) ? { mode: 'GTIN' } : {}),
		...(paginationToken ? { 'page.id': paginationToken } : {}),
	});
	const next = page.nextPage as { id?: string } | null | undefined;
	return {
		results: ((page.products ?? []) as ProductRow[]).map(productItem),
		paginationToken: next?.id || undefined,
	};
}

function productItem({ id, name, category, parameters = [] }: ProductRow): INodeListSearchItems {
	const [gtin] = parameters.find(({ options }) => options?.isGTIN)?.values ?? [];
	return {
		name: labelOf([name, gtin]),
		value: id,
		description: category?.path?.map((step) => step.name).join(' > '),
	};
}

/** The types of vehicles and things that compatibility lists name by ID. */
export async function getCompatibleProductTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const answer = await lookUp(this, 'GET /sale/compatibility-list/supported-categories');
	const rows = (answer.supportedCategories ?? []) as Array<Record<string, string>>;
	const types = rows.filter(({ inputType }) => inputType === 'ID').map((row) => row.itemsType);
	return [...new Set(types)].sort().map((type) => ({ name: type, value: type }));
}
