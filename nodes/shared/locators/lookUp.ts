import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import type { AllegroContext } from '../credential';
import { connect } from '../credential';
import type { AllegroRequest, Answer } from '../transport';
import { send } from '../transport';
import { rowsAt } from '../values';

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
	const request = { endpoint, method: 'GET' as const, scope, query, ...more, path };
	const read = async () => await send(context, request);
	const known = kept.get(key);
	// What another execution has asked for ends when that one is stopped: then it is asked for anew.
	if (known) return (await known.answer.catch(read)).body as IDataObject;
	const answer = read();
	kept.set(key, { until: Date.now() + KEEP_MS, answer });
	answer.catch(() => kept.delete(key));
	return (await answer).body as IDataObject;
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

/**
 * A page of a list, with the items of each row; when text is looked for, further pages until one has
 * something that matches.
 */
async function searchPages(
	size: number,
	page: (offset: number) => Promise<INodeListSearchItems[][]>,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	let offset = Number(paginationToken ?? 0);
	for (let pages = 1; ; pages++) {
		const rows = await page(offset);
		const results = matching(rows.flat(), filter);
		offset += size;
		if (rows.length < size) return { results };
		if (results.length > 0 || pages === MOST_PAGES_SEARCHED) {
			return { results, paginationToken: String(offset) };
		}
	}
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
		const page = async (offset: number) => {
			const answer = await lookUp(this, endpoint, { limit: size, offset }, more);
			return rowsAt(answer, rows).map((row) => [item(row as Row)].flat());
		};
		return await searchPages(size, page, filter, paginationToken);
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
