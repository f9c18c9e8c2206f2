import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Pace } from './gate';
import { MATCHING_CATEGORIES_PACE, PRICE_RULES_PACE } from './paces';
import type { Answer } from './transport';
import { connect, send } from './transport';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Allegro and its sandbox, in all countries and in the seller's panel. */
const ALLEGRO_SITE =
	'https://(?:[\\w-]+\\.)*allegro(?:sandbox)?\\.(?:pl|cz|sk|hu|com)(?:\\.allegrosandbox\\.pl)?/';
const ALLEGRO_PAGE = `${ALLEGRO_SITE}.*?`;
const CATEGORY_PAGE = `${ALLEGRO_SITE}kategori[ae]/(?:[^?#]*-)?`;

const KEEP_MS = 60_000;
const MOST_KEPT = 200;
const kept = new Map<string, { until: number; answer: Promise<Answer> }>();

/** Reads for a dropdown. A panel asks for the same again and again, so answers are kept for a minute. */
async function lookUp(
	context: ILoadOptionsFunctions,
	endpoint: `GET /${string}`,
	query: IDataObject = {},
	paces: Pace[] = [],
): Promise<IDataObject> {
	const path = endpoint.slice('GET '.length);
	const { api, clientId } = await connect(context, { endpoint });
	const account = context.getNode().credentials?.allegroOAuth2Api?.id ?? '';
	const key = JSON.stringify([api, clientId, account, path, query]);
	for (const [old, { until }] of kept) {
		if (until < Date.now() || kept.size > MOST_KEPT) kept.delete(old);
	}
	let entry = kept.get(key);
	if (!entry) {
		const answer = send(context, { endpoint, method: 'GET', path, query, paces });
		entry = { until: Date.now() + KEEP_MS, answer };
		kept.set(key, entry);
		answer.catch(() => kept.delete(key));
	}
	return (await entry.answer).body as IDataObject;
}

/** The order to work on: picked from the latest, or by ID or URL. */
export const orderLocator: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The order to work on (Allegro also calls it a checkout form)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an order...',
			typeOptions: { searchListMethod: 'searchOrders', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 29738e61-7f6a-11e8-ac45-09db60ede9d6',
			validation: [
				{
					type: 'regex',
					properties: { regex: `^\\s*${UUID}\\s*$`, errorMessage: 'Not an order ID' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://salescenter.allegro.com/orders/29738e61-7f6a-11e8-ac45-09db60ede9d6',
			extractValue: { type: 'regex', regex: `${ALLEGRO_PAGE}(${UUID})` },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${ALLEGRO_PAGE}${UUID}.*`,
						errorMessage: 'Not the address of an order on Allegro',
					},
				},
			],
		},
	],
};

interface OrderRow extends IDataObject {
	id: string;
	buyer: { login: string; firstName?: string; lastName?: string };
	lineItems: Array<{ offer: { name: string }; quantity: number; boughtAt?: string }>;
	summary: { totalToPay?: { amount: string; currency: string } };
}

/** The latest orders, by buyer, offer name or ID; text that matches none is tried as a buyer's login. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const page = async (query: IDataObject) =>
		((await lookUp(this, 'GET /order/checkout-forms', query)).checkoutForms ?? []) as OrderRow[];
	const size = 100;
	const rows = await page({ limit: size, offset });
	const found = matching(rows.map(orderItem), filter);
	if (found.length === 0 && filter && offset === 0) {
		const ofBuyer = await page({ limit: size, 'buyer.login': filter });
		return { results: ofBuyer.map(orderItem) };
	}
	return {
		results: found,
		paginationToken: rows.length === size ? String(offset + size) : undefined,
	};
}

function orderItem({ id, buyer, lineItems, summary }: OrderRow): INodeListSearchItems {
	const name = [buyer.firstName, buyer.lastName].filter(Boolean).join(' ') || buyer.login;
	const total = summary.totalToPay
		? `${summary.totalToPay.amount} ${summary.totalToPay.currency}`
		: '';
	const [first, ...more] = lineItems;
	const what = first ? `${first.offer.name}${more.length ? ` +${more.length}` : ''}` : '';
	const when = first?.boughtAt?.slice(0, 10) ?? '';
	return {
		name: [name, total, what, when].filter(Boolean).join(' · '),
		value: id,
		url: `https://salescenter.allegro.com/orders/${id}`,
		description: buyer.login,
	};
}

function matching(items: INodeListSearchItems[], filter = ''): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return items.filter(({ name, value, description }) =>
		`${name} ${value} ${description ?? ''}`.toLowerCase().includes(wanted),
	);
}

/** The carriers whose tracking numbers Allegro takes. Allegro limits the method to 50 a second. */
export async function getCarriers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { carriers } = await lookUp(this, 'GET /order/carriers');
	return (carriers as Array<{ id: string; name: string }>)
		.map(({ id, name }) => ({ name, value: id }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** The category to work on: one of the main ones, one that fits a phrase, or by ID or URL. */
export const categoryLocator: INodeProperties = {
	displayName: 'Category',
	name: 'categoryId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The category: one of the main ones, or one that Allegro suggests for a phrase',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a category, or type what you sell...',
			typeOptions: { searchListMethod: 'searchCategories', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 257931',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[\\w-]+\\s*$', errorMessage: 'Not a category ID' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://allegro.pl/kategoria/klocki-lego-257931',
			extractValue: { type: 'regex', regex: `${CATEGORY_PAGE}(\\d+)` },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${CATEGORY_PAGE}\\d+(?:[?#/].*)?`,
						errorMessage: 'Not the address of a category on Allegro',
					},
				},
			],
		},
	],
};

interface CategoryRow extends IDataObject {
	id: string;
	name: string;
	parent?: CategoryRow | null;
}

/** The main categories; for a phrase also those that Allegro suggests, with the way to each. */
export async function searchCategories(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const main = await lookUp(this, 'GET /sale/categories');
	const found = matching(((main.categories ?? []) as CategoryRow[]).map(categoryItem), filter);
	if (!filter?.trim()) return { results: found };
	const suggested = await lookUp(this, 'GET /sale/matching-categories', { name: filter.trim() }, [
		MATCHING_CATEGORIES_PACE,
	]);
	const fitting = ((suggested.matchingCategories ?? []) as CategoryRow[]).map(categoryItem);
	const known = new Set(found.map(({ value }) => value));
	return { results: [...found, ...fitting.filter(({ value }) => !known.has(value))] };
}

function categoryItem(row: CategoryRow): INodeListSearchItems {
	return { name: categoryPath(row), value: row.id };
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
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Type an EAN or a name...',
			typeOptions: {
				searchListMethod: 'searchProducts',
				searchable: true,
				searchFilterRequired: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4',
			validation: [
				{
					type: 'regex',
					properties: { regex: `^\\s*${UUID}\\s*$`, errorMessage: 'Not a product ID' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://allegro.pl/produkt/lego-10295-c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4',
			extractValue: { type: 'regex', regex: `${ALLEGRO_PAGE}(${UUID})` },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${ALLEGRO_PAGE}${UUID}.*`,
						errorMessage: 'Not the address of a product on Allegro',
					},
				},
			],
		},
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
		name: [name, gtin].filter(Boolean).join(' · '),
		value: id,
		description: category?.path?.map((step) => step.name).join(' > '),
	};
}

/** The rules for automatic prices, own ones and those that Allegro made for every seller. */
export async function getPriceRules(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { rules } = await lookUp(this, 'GET /sale/price-automation/rules', {}, [PRICE_RULES_PACE]);
	return ((rules ?? []) as Array<{ id: string; name: string; default?: boolean }>)
		.map((rule) => ({ name: rule.default ? `${rule.name} (Default)` : rule.name, value: rule.id }))
		.sort((a, b) => a.name.localeCompare(b.name));
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
