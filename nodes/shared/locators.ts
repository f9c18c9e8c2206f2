import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { RETURNS_PACE } from './paces';
import type { AllegroRequest, Answer } from './transport';
import { BETA_V1, connect, send } from './transport';

export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Allegro and its sandbox, in all countries and in the seller's panel. */
const ALLEGRO_SITE =
	'https://(?:[\\w-]+\\.)*allegro(?:sandbox)?\\.(?:pl|cz|sk|hu|com)(?:\\.allegrosandbox\\.pl)?/';
const ALLEGRO_PAGE = `${ALLEGRO_SITE}.*?`;

const KEEP_MS = 60_000;
const MOST_KEPT = 200;
const kept = new Map<string, { until: number; answer: Promise<Answer> }>();

/** Reads for a dropdown. A panel asks for the same again and again, so answers are kept for a minute. */
export async function lookUp(
	context: ILoadOptionsFunctions,
	endpoint: `GET /${string}`,
	query: IDataObject = {},
	more: Partial<AllegroRequest> = {},
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
		const answer = send(context, { endpoint, method: 'GET', path, query, ...more });
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
	description: 'The offer to work on',
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

/** Those of the items that hold the text. */
export function matching(items: INodeListSearchItems[], filter = ''): INodeListSearchItems[] {
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

const THREAD_PAGE = 'https://allegro.pl/moje-allegro/moje-konto/centrum-wiadomosci/wiadomosci';

/** The thread to work on: picked from the latest, or by ID or URL. */
export const threadLocator: INodeProperties = {
	displayName: 'Thread',
	name: 'threadId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The conversation with a buyer to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a thread...',
			typeOptions: { searchListMethod: 'searchThreads', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4lN1A6WTKM8AcfP1bLiumXuJ14Es1fiCguyqRvj3qDf',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[\\w-]+\\s*$', errorMessage: 'Not a thread ID' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://allegro.pl/moje-allegro/moje-konto/centrum-wiadomosci/wiadomosci/thread/4lN1A6WTKM8AcfP1bLiumXuJ14Es1fiCguyqRvj3qDf',
			extractValue: { type: 'regex', regex: `${ALLEGRO_PAGE}thread/([\\w-]+)` },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${ALLEGRO_PAGE}thread/[\\w-]+.*`,
						errorMessage: 'Not the address of a thread on Allegro',
					},
				},
			],
		},
	],
};

interface ThreadRow extends IDataObject {
	id: string;
	read?: boolean;
	lastMessageDateTime?: string | null;
	interlocutor?: { login: string } | null;
}

/** The threads with the latest messages, by the buyer's login or ID. */
export async function searchThreads(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const limit = 20;
	return await searchPages(
		limit,
		async (offset) => {
			const { threads } = await lookUp(this, 'GET /messaging/threads', { limit, offset });
			return ((threads ?? []) as ThreadRow[]).map(threadItem);
		},
		filter,
		paginationToken,
	);
}

function threadItem({ id, read, lastMessageDateTime, interlocutor }: ThreadRow) {
	const when = lastMessageDateTime?.slice(0, 16).replace('T', ' ');
	return {
		name: [interlocutor?.login ?? id, when, read === false && 'unread'].filter(Boolean).join(' · '),
		value: id,
		url: `${THREAD_PAGE}/thread/${id}`,
	};
}

/** The dispute or claim to work on: picked from the latest, or by ID. */
export const issueLocator: INodeProperties = {
	displayName: 'Issue',
	name: 'issueId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The dispute or claim to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a dispute or claim...',
			typeOptions: { searchListMethod: 'searchIssues', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 54b50cb5-2dd3-11f0-9c41-57ac5981d2ab',
			validation: [
				{
					type: 'regex',
					properties: { regex: `^\\s*${UUID}\\s*$`, errorMessage: 'Not the ID of an issue' },
				},
			],
		},
	],
};

interface IssueRow extends IDataObject {
	id: string;
	type?: string;
	referenceNumber?: string | null;
	subject?: string | null;
	openedDate?: string;
	buyer?: { login?: string };
	currentState?: { status?: string };
}

/** The disputes and claims opened last, by buyer, number, subject, status or ID. */
export async function searchIssues(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const limit = 100;
	return await searchPages(
		limit,
		async (offset) => {
			const query = { limit, offset };
			const { issues } = await lookUp(this, 'GET /sale/issues', query, { accept: BETA_V1 });
			return ((issues ?? []) as IssueRow[]).map(issueItem);
		},
		filter,
		paginationToken,
	);
}

function issueItem(issue: IssueRow): INodeListSearchItems {
	const { id, type, referenceNumber, subject, openedDate, buyer, currentState } = issue;
	const kind = type === 'CLAIM' ? 'Claim' : 'Dispute';
	const parts = [
		referenceNumber ? `${kind} ${referenceNumber}` : kind,
		buyer?.login,
		subject,
		openedDate?.slice(0, 10),
	];
	return {
		name: parts.filter(Boolean).join(' · '),
		value: id,
		description: currentState?.status,
	};
}

/** The customer return to work on: picked from the latest, or by ID. */
export const returnLocator: INodeProperties = {
	displayName: 'Customer Return',
	name: 'customerReturnId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The return to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a return...',
			typeOptions: { searchListMethod: 'searchReturns', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. a3405c27-b01c-11f0-9bea-e13925708b46',
			validation: [
				{
					type: 'regex',
					properties: { regex: `^\\s*${UUID}\\s*$`, errorMessage: 'Not the ID of a return' },
				},
			],
		},
	],
};

interface ReturnRow extends IDataObject {
	id: string;
	referenceNumber?: string;
	createdAt?: string;
	status?: string;
	orderId?: string;
	buyer?: { login?: string };
	items?: Array<{ name?: string }>;
}

const RETURNS_SHOWN_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

/**
 * The returns of the last 30 days, newest first, by number, buyer, offer name, status, order or ID;
 * text that matches none is tried as the number of an older one, then as a buyer's login. Allegro
 * lists returns oldest first and cannot sort them.
 */
export async function searchReturns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const limit = 1000;
	const page = async (query: IDataObject) => {
		const more = { accept: BETA_V1, paces: [RETURNS_PACE] };
		const { customerReturns } = await lookUp(this, 'GET /order/customer-returns', query, more);
		return (customerReturns ?? []) as ReturnRow[];
	};
	// Whole days, so that the kept answer serves the next look.
	const since = Math.floor(Date.now() / DAY_MS - RETURNS_SHOWN_DAYS) * DAY_MS;
	const rows: ReturnRow[] = [];
	for (let more = true; more && rows.length < MOST_PAGES_SEARCHED * limit; ) {
		const createdAt = { 'createdAt.gte': new Date(since).toISOString() };
		const next = await page({ ...createdAt, limit, offset: rows.length });
		rows.push(...next);
		more = next.length === limit;
	}
	const found = matching(rows.map(returnItem).reverse(), filter);
	if (found.length > 0 || !filter) return { results: found };
	const text = filter.trim();
	const older = await page({ referenceNumber: text, limit });
	const ofBuyer = older.length > 0 ? older : await page({ 'buyer.login': text, limit });
	return { results: ofBuyer.map(returnItem).reverse() };
}

function returnItem(row: ReturnRow): INodeListSearchItems {
	const { id, referenceNumber, createdAt, status, orderId, buyer, items = [] } = row;
	const [first, ...more] = items;
	const what = first?.name && `${first.name}${more.length ? ` +${more.length}` : ''}`;
	return {
		name: [referenceNumber, buyer?.login, what, createdAt?.slice(0, 10)]
			.filter(Boolean)
			.join(' · '),
		value: id,
		description: [status, orderId].filter(Boolean).join(' · '),
	};
}

/** The rating to work on: picked from the latest, or by ID. */
export const ratingLocator: INodeProperties = {
	displayName: 'Rating',
	name: 'ratingId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The rating that a buyer gave you',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a rating...',
			typeOptions: { searchListMethod: 'searchRatings', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5df0a6d1ef437e00255572a1',
		},
	],
};

interface RatingRow extends IDataObject {
	id: string;
	recommended: boolean;
	buyer?: { login?: string };
	comment?: string;
	lastChangedAt?: string;
	createdAt?: string;
}

/** The latest ratings, by buyer, comment or ID. */
export async function searchRatings(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const limit = 100;
	return await searchPages(
		limit,
		async (offset) => {
			const { ratings } = await lookUp(this, 'GET /sale/user-ratings', { limit, offset });
			return ((ratings ?? []) as RatingRow[]).map(ratingItem);
		},
		filter,
		paginationToken,
	);
}

function ratingItem({ id, recommended, buyer, comment, ...row }: RatingRow): INodeListSearchItems {
	const verdict = recommended ? 'Recommended' : 'Not recommended';
	const when = (row.lastChangedAt ?? row.createdAt ?? '').slice(0, 10);
	const said = comment ? `"${comment.slice(0, 60)}${comment.length > 60 ? '...' : ''}"` : '';
	return {
		name: [verdict, buyer?.login, said, when].filter(Boolean).join(' · '),
		value: id,
		description: comment,
	};
}

/** The additional email address to work on. */
export const additionalEmailLocator: INodeProperties = {
	displayName: 'Additional Email',
	name: 'emailId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The additional email address to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an email address...',
			typeOptions: { searchListMethod: 'searchAdditionalEmails', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8fe19442-d0c0-11ec-873f-42fc40a7bcf0',
		},
	],
};

/** The additional email addresses of the account, by address. */
export async function searchAdditionalEmails(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await lookUp(this, 'GET /account/additional-emails');
	const rows = (answer['additional-emails'] ?? []) as Array<{ id: string; email: string }>;
	return {
		results: matching(
			rows.map(({ id, email }) => ({ name: email, value: id })),
			filter,
		),
	};
}

/** The tags of the account. Sellers can have 100 of them; old accounts may have more. */
export async function getOfferTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { tags } = await lookUp(this, 'GET /sale/offer-tags', { limit: 1000 });
	return ((tags ?? []) as Array<{ id: string; name: string }>)
		.map(({ id, name }) => ({ name, value: id }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
