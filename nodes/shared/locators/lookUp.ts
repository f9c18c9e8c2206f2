import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { refuseToldErrors, rowsAt } from '../answerRows';
import type { AllegroContext } from '../credential';
import { connect } from '../credential';
import type { Fetch } from '../pagination';
import { offset, rowsIn } from '../pagination';
import type { AllegroRequest, Answer } from '../transport';
import { send } from '../transport';

/** The permission to read a list, by how its path begins: an error names it. Other lists need none. */
const PERMISSIONS: Record<string, string[]> = {
	campaigns: ['/sale/alle-discount/', '/sale/badge-applications', '/sale/badge-campaigns'],
	disputes: ['/sale/issues'],
	'fulfillment:read': ['/fulfillment/'],
	messaging: ['/messaging/'],
	'orders:read': ['/order/checkout-forms', '/order/customer-returns', '/order/refund-claims'],
	'profile:read': ['/account/', '/me'],
	ratings: ['/sale/user-ratings'],
	'sale:offers:read': [
		'/sale/bundles',
		'/sale/compatibility-list/',
		'/sale/flexible-bundles',
		'/sale/loyalty/promotions',
		'/sale/offers',
		'/sale/price-automation/',
		'/sale/product-offers/',
		'/sale/products',
	],
	'sale:settings:read': [
		'/after-sales-service-conditions/',
		'/points-of-service',
		'/sale/offer-additional-services/',
		'/sale/offer-contacts',
		'/sale/offer-tags',
		'/sale/responsible-',
		'/sale/shipping-rates',
		'/sale/size-tables',
	],
};

export function permissionFor(path: string): string | undefined {
	const lists = Object.entries(PERMISSIONS);
	return lists.find(([, starts]) => starts.some((start) => path.startsWith(start)))?.[0];
}

const KEEP_MS = 60_000;
const MOST_KEPT = 200;
const kept = new Map<string, { until: number; answer: Promise<Answer> }>();

/**
 * Reads for a dropdown, or for a check before a request. The same is asked for again and again, so
 * answers are kept for a minute, for each credential and token by itself: another one may be another seller's.
 *
 * @param more `path` where the endpoint has parameters.
 */
export async function lookUp(
	context: AllegroContext,
	endpoint: `GET /${string}`,
	query: IDataObject = {},
	more: Partial<AllegroRequest> = {},
): Promise<IDataObject> {
	const path = more.path ?? endpoint.slice('GET '.length);
	const { api, clientId, language, tokenMark } = await connect(context, { endpoint });
	const account = context.getNode().credentials?.allegroOAuth2Api?.id ?? '';
	const key = JSON.stringify([
		api,
		clientId,
		account,
		tokenMark,
		language,
		more.languages,
		path,
		query,
	]);
	for (const [old, { until }] of kept) {
		if (until < Date.now() || kept.size > MOST_KEPT) kept.delete(old);
	}
	const scope = permissionFor(path);
	const request = { endpoint, method: 'GET' as const, scope, query, read: listed, ...more, path };
	const read = async () => await send(context, request);
	const known = kept.get(key);
	// What another execution has asked for ends when that one is stopped: then it is asked for anew.
	if (known) return (await known.answer.catch(read)).body as IDataObject;
	const answer = read();
	kept.set(key, { until: Date.now() + KEEP_MS, answer });
	answer.catch(() => kept.delete(key));
	return (await answer).body as IDataObject;
}

/** @throws ToldErrors when the answer tells of errors. */
function listed(body: unknown): unknown {
	refuseToldErrors(body);
	return body;
}

/** Those of the items that hold the text. */
export function matching(items: INodeListSearchItems[], filter = ''): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return items.filter(({ name, value, description }) =>
		`${name} ${value} ${description ?? ''}`.toLowerCase().includes(wanted),
	);
}

/** The name of a choice, of the parts that there are. */
export const labelOf = (parts: unknown[]): string => parts.filter(Boolean).join(' · ');

/** The order of choices: by their names. */
export const alphabetically = (a: { name: string }, b: { name: string }): number =>
	a.name.localeCompare(b.name);

/** A row with an ID and a name, as a choice. */
export const nameItem = ({ id, name }: { id: string; name?: string }): INodeListSearchItems => ({
	name: name || id,
	value: id,
});

/** A list in which rows have an ID and a name. */
export function named(rows: unknown, filter?: string): INodeListSearchItems[] {
	const items = ((rows ?? []) as Array<{ id: string; name?: string }>).map(nameItem);
	return matching(items, filter);
}

export const MOST_PAGES_SEARCHED = 10;

/** A list of the panel, for `pagination.ts`. */
export function listFor(
	context: AllegroContext,
	endpoint: `GET /${string}`,
	{ rows, more }: Pick<SearchedList, 'rows' | 'more'>,
	query: IDataObject = {},
): Fetch {
	return async (page, take) => {
		const body = await lookUp(context, endpoint, { ...query, ...page }, more);
		return take({ rows: rowsAt(body, rows), body });
	};
}

/**
 * A page of a list, which the panel goes on from; when text is looked for that is not on it, as much of
 * the list as is searched at once.
 */
async function searchPages(
	list: Fetch,
	size: number,
	itemsOf: (rows: IDataObject[]) => INodeListSearchItems[],
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const place = Number(paginationToken ?? 0);
	const upTo = (rows: IDataObject[], most: number): INodeListSearchResult => ({
		results: matching(itemsOf(rows), filter),
		...(rows.length === most ? { paginationToken: String(place + most) } : {}),
	});
	const first = upTo(await list({ limit: size, offset: place }, rowsIn), size);
	if (!first.paginationToken || first.results.length > 0) return first;
	const fromHere: Fetch = async ({ offset: next, ...page }, take) =>
		await list({ ...page, offset: place + Number(next) }, take);
	const most = MOST_PAGES_SEARCHED * size;
	return upTo(await offset({ max: size })(fromHere, most), most);
}

/** How a list with `offset` and `limit` is searched. */
interface SearchedList {
	/** Property of the answer that holds the rows. */
	rows: string;
	/** The largest page. */
	size?: number;
	more?: Partial<AllegroRequest>;
}

/**
 * For `methods.listSearch`: the rows of a list with `offset` and `limit`, each as the item or items made
 * of it.
 */
export function searchOf<Row>(
	endpoint: `GET /${string}`,
	{ rows, size = 100, more }: SearchedList,
	item: (row: Row) => INodeListSearchItems | INodeListSearchItems[],
) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const list = listFor(this, endpoint, { rows, more });
		const itemsOf = (page: IDataObject[]) => page.flatMap((row) => item(row as Row));
		return await searchPages(list, size, itemsOf, filter, paginationToken);
	};
}

/** What the panel holds in a field, such as the ID of what was picked; empty when there is no text. */
export function chosenText(context: ILoadOptionsFunctions, path: string): string {
	const given: unknown = context.getCurrentNodeParameter(path, { extractValue: true });
	return typeof given === 'string' ? given.trim() : '';
}

/** The ID of what was picked in a row: there n8n leaves it as it is, an object with the ID in `value`. */
export function pickedId(picked: unknown): string {
	const value = typeof picked === 'object' ? (picked as IDataObject | null)?.value : picked;
	return String(value ?? '').trim();
}

/** A locator for a row, where n8n takes no ID out of an address. */
export const withoutUrl = ({ modes = [], ...locator }: INodeProperties): INodeProperties => ({
	...locator,
	modes: modes.filter(({ name }) => name !== 'url'),
});
