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

export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Allegro and its sandbox, in all countries and in the seller's panel. */
const ALLEGRO_SITE =
	'https://(?:[\\w-]+\\.)*allegro(?:sandbox)?\\.(?:pl|cz|sk|hu|com)(?:\\.allegrosandbox\\.pl)?/';
const ALLEGRO_PAGE = `${ALLEGRO_SITE}.*?`;

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

/** Its number ends the path of an offer's page, or is a parameter on the page of a product. */
const OFFER_PAGE = `${ALLEGRO_SITE}(?:.*[?&#]offerId=|[^?#]*[-/])`;

/** The offer to work on: picked from the latest, or by ID or URL. */
export const offerLocator: INodeProperties = {
	displayName: 'Offer',
	name: 'offerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The offer to work on, of those that belong to the connected account',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an offer...',
			typeOptions: { searchListMethod: 'searchOffers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 7600012345',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d+\\s*$', errorMessage: 'Not an offer ID' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://allegro.pl/oferta/kubek-ceramiczny-330-ml-7600012345',
			extractValue: { type: 'regex', regex: `${OFFER_PAGE}(\\d{8,})(?:[/?&#].*)?$` },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${OFFER_PAGE}\\d{8,}(?:[/?&#].*)?$`,
						errorMessage: 'Not the address of an offer on Allegro',
					},
				},
			],
		},
	],
};

interface OfferRow extends IDataObject {
	id: string;
	name?: string;
	sellingMode?: { price?: { amount: string; currency: string } | null } | null;
	stock?: { available?: number } | null;
	publication?: { status?: string };
	external?: { id?: string } | null;
}

/** The newest offers, by title or ID; text that is in no title is tried as your own ID (SKU). */
export async function searchOffers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter.trim();
	const offset = Number(paginationToken ?? 0);
	const size = 100;
	const page = async (query: IDataObject) =>
		((await lookUp(this, 'GET /sale/offers', { limit: size, ...query })).offers ??
			[]) as OfferRow[];
	const { api } = await connect(this, { endpoint: 'GET /sale/offers' });
	const item = (row: OfferRow) => offerItem(row, api);
	if (offset === 0 && /^\d{8,}$/.test(wanted)) {
		const byId = await page({ 'offer.id': wanted });
		if (byId.length > 0) return { results: byId.map(item) };
	}
	const rows = await page({ offset, ...(wanted ? { name: wanted } : {}) });
	if (rows.length === 0 && wanted && offset === 0) {
		const external = await page({ 'external.id': wanted });
		return { results: external.map(item) };
	}
	return {
		results: rows.map(item),
		paginationToken: rows.length === size ? String(offset + size) : undefined,
	};
}

function offerItem(row: OfferRow, api: string): INodeListSearchItems {
	const { id, name, sellingMode, stock, publication, external } = row;
	const price = sellingMode?.price;
	const about = [
		name ?? id,
		price && `${price.amount} ${price.currency}`,
		stock?.available !== undefined && `${stock.available} left`,
		publication?.status !== 'ACTIVE' && publication?.status?.toLowerCase(),
		external?.id,
	];
	// Both of Allegro's environments have their site beside the API.
	const site = api.replace('https://api.allegro.pl', 'https://allegro.pl');
	return {
		name: about.filter(Boolean).join(' · '),
		value: id,
		...(site === api ? {} : { url: `${site}/oferta/${id}` }),
		description: id,
	};
}

/** The ways to promote an offer that Allegro sells, base packages and extra ones. */
export async function getPromotionPackages(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	type Packages = Record<string, Array<{ id: string; name: string }> | undefined>;
	const { basePackages = [], extraPackages = [] } = (await lookUp(
		this,
		'GET /sale/offer-promotion-packages',
	)) as Packages;
	return [
		...basePackages.map(({ id, name }) => ({ name: `${name} (Base)`, value: id })),
		...extraPackages.map(({ id, name }) => ({ name: `${name} (Extra)`, value: id })),
	].sort((a, b) => a.name.localeCompare(b.name));
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
