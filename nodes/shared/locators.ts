import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Answer } from './transport';
import { connect, send } from './transport';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Pages of Allegro and its sandbox, in all countries and in the seller's panel. */
const ALLEGRO_PAGE =
	'https://(?:[\\w-]+\\.)*allegro(?:sandbox)?\\.(?:pl|cz|sk|hu|com)(?:\\.allegrosandbox\\.pl)?/.*?';

const KEEP_MS = 60_000;
const MOST_KEPT = 200;
const kept = new Map<string, { until: number; answer: Promise<Answer> }>();

/** Reads for a dropdown. A panel asks for the same again and again, so answers are kept for a minute. */
async function lookUp(
	context: ILoadOptionsFunctions,
	endpoint: `GET /${string}`,
	query: IDataObject = {},
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
		const answer = send(context, { endpoint, method: 'GET', path, query });
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

/** The types of billing entries, by name; Allegro knows them by a code of three letters. */
export async function getBillingTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const types: unknown = await lookUp(this, 'GET /billing/billing-types');
	return (types as Array<{ id: string; description: string }>)
		.map(({ id, description }) => ({ name: `${description} (${id})`, value: id }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

const MOST_PAGES_SEARCHED = 10;

/** A page of a list; when text is looked for, further pages until one has something that matches. */
async function searchPages(
	size: number,
	page: (offset: number) => Promise<INodeListSearchItems[]>,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	let offset = Number(paginationToken ?? 0);
	for (let pages = 1; ; pages++) {
		const items = await page(offset);
		const results = matching(items, filter);
		offset += size;
		if (items.length < size) return { results };
		if (results.length > 0 || pages === MOST_PAGES_SEARCHED) {
			return { results, paginationToken: String(offset) };
		}
	}
}

/** The advance ship notice to work on: picked from the list, or by ID. */
export const advanceShipNoticeLocator: INodeProperties = {
	displayName: 'Advance Ship Notice',
	name: 'advanceShipNoticeId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The announcement of goods (in Polish: awizo) to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a notice...',
			typeOptions: { searchListMethod: 'searchAdvanceShipNotices', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 71529ad2-2265-11e8-b76b-c17025d848f7',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `^\\s*${UUID}\\s*$`,
						errorMessage: 'Not the ID of an advance ship notice',
					},
				},
			],
		},
	],
};

interface NoticeRow extends IDataObject {
	id: string;
	displayNumber?: string;
	status?: string;
	createdAt?: string;
	items?: IDataObject[];
}

/** The advance ship notices, by number, status, day of creation or ID. */
export async function searchAdvanceShipNotices(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const limit = 200;
	return await searchPages(
		limit,
		async (offset) => {
			const { advanceShipNotices } = await lookUp(this, 'GET /fulfillment/advance-ship-notices', {
				limit,
				offset,
			});
			return ((advanceShipNotices ?? []) as NoticeRow[]).map(noticeItem);
		},
		filter,
		paginationToken,
	);
}

function noticeItem({ id, displayNumber, status, createdAt, items = [] }: NoticeRow) {
	const products = `${items.length} ${items.length === 1 ? 'product' : 'products'}`;
	return {
		name: [displayNumber ?? id, status, products, createdAt?.slice(0, 10)]
			.filter(Boolean)
			.join(' · '),
		value: id,
	};
}

/** A product of the seller in One Fulfillment: picked from the list, or by ID. */
export const fulfillmentProductLocator: INodeProperties = {
	displayName: 'Product',
	name: 'productId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The product, of those that your offers sell',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a product...',
			typeOptions: { searchListMethod: 'searchFulfillmentProducts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. a1520fab-7801-11e8-9ccd-fb068c707a74',
			validation: [
				{
					type: 'regex',
					properties: { regex: `^\\s*${UUID}\\s*$`, errorMessage: 'Not the ID of a product' },
				},
			],
		},
	],
};

interface ProductRow extends IDataObject {
	id: string;
	name?: string;
	gtins?: string[];
}

/** The products that can be sent to the warehouse, by name, GTIN or ID. */
export async function searchFulfillmentProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const limit = 100;
	return await searchPages(
		limit,
		async (offset) => {
			const query = { limit, offset };
			const { products } = await lookUp(this, 'GET /fulfillment/available-products', query);
			return ((products ?? []) as ProductRow[]).map(({ id, name, gtins = [] }) => ({
				name: name ?? id,
				value: id,
				description: gtins.join(', '),
			}));
		},
		filter,
		paginationToken,
	);
}
