import type { IDataObject } from 'n8n-workflow';

export { offset } from './offsetPages';

/** One page: its rows, and the whole body for what else it says. */
export interface Page {
	rows: IDataObject[];
	body: IDataObject;
}

/**
 * Gets a page with these parameters added, in the query or where the operation has them, and gives what
 * `take` makes of it: that happens where the answer is read, so that the answer itself is not held.
 */
export type Fetch = <T>(query: IDataObject, take: (page: Page) => T) => Promise<T>;

/** All that a page has, for who needs no more. */
export const rowsIn = ({ rows }: Page): IDataObject[] => rows;

/** Makes of a row what the user wants of it. */
export type Keep = (row: IDataObject) => IDataObject;

/**
 * Collects the rows of a list: `wanted` of them, or all there are (Infinity).
 * Rows come in Allegro's order.
 *
 * @param query what is asked for beside the page: the user's filters.
 * @param keep makes of each row what is given back. That happens page by page, so that of a long list
 * nothing else is held in memory; rows are told apart by what Allegro gave.
 * @throws Error with a sentence for the user when Allegro cannot give all that was asked for.
 */
export type Pages = (
	fetch: Fetch,
	wanted: number,
	query?: IDataObject,
	keep?: Keep,
) => Promise<IDataObject[]>;

/** Collects what lies beyond a ceiling too; `first` is the first row of the first page. */
export type Beyond = (
	fetch: Fetch,
	wanted: number,
	query: IDataObject,
	keep: Keep,
	first?: IDataObject,
) => Promise<IDataObject[]>;

/** Whether a list whose total is the ceiling has no more rows than that: a total can be cut off there. */
export type IsAll = (fetch: Fetch, query: IDataObject, keep: Keep) => Promise<boolean>;

/** A row on its way into the list: its ID, if it has one, and what is kept of it. */
export interface Kept {
	id: unknown;
	kept: IDataObject;
}

/** All that Allegro gave. */
export const whole: Keep = (row) => row;

export interface OffsetOptions {
	/** The largest page the endpoint gives. */
	max: number;
	/** The largest offset + limit it accepts, if it has one. */
	ceiling?: number;
	/** The largest offset it accepts, if that is what it limits. */
	lastOffset?: number;
	/** What the user can do when the ceiling is in the way. */
	narrow?: string;
	/** Takes over when more than the ceiling is wanted, and there: see `slices.ts`. */
	beyond?: Beyond;
	/** Whether that is not needed, for a total that is the ceiling. */
	isAll?: IsAll;
	/** Whether a row moves to the front when it changes. */
	moves?: boolean;
	/** What tells rows without an ID apart, where they change while they are read. Default: all they say. */
	lasting?: (row: IDataObject) => unknown;
}

/** What is said of a list that begins anew on each page. */
export const SAME_PAGE = 'Allegro gave the same page twice. Try again, or set a lower Limit';

/** The rows without those whose `id` was seen before, which it notes; rows without one are all kept. */
export function distinct<Row extends { id?: unknown }>(
	rows: Row[],
	seen = new Set<unknown>(),
): Row[] {
	return rows.filter(({ id }) => {
		if (id === undefined) return true;
		if (seen.has(id)) return false;
		seen.add(id);
		return true;
	});
}

/** What is kept of the rows of a page, and what they are told apart by. */
const keptOf =
	(keep: Keep) =>
	({ rows }: Page): Kept[] =>
		rows.map((row) => ({ id: row.id, kept: keep(row) }));

const keptRows = (rows: Kept[], most: number): IDataObject[] =>
	rows.slice(0, most).map(({ kept }) => kept);

/** Lists with `limit` alone: what does not fit into the largest page cannot be had. */
export function limitOnly({ max, narrow }: { max: number; narrow: string }): Pages {
	return async (fetch, wanted, _query, keep = whole) => {
		const rows = await fetch({ limit: Math.min(max, wanted) }, keptOf(keep));
		if (wanted > max && rows.length >= max) {
			throw new Error(
				`Allegro lists at most ${max} of these, and there may be more. ${narrow}, or set a Limit of at most ${max}`,
			);
		}
		return keptRows(rows, wanted);
	};
}

/** So many pages without a row may come one after the other. */
const MOST_EMPTY = 100;

interface TokenOptions {
	/** The largest page, if the endpoint takes a limit. */
	max?: number;
	/** Whether a row moves to the front when it changes. */
	moves?: boolean;
}

/**
 * Lists whose pages name the next one: `page.id` is the `nextPage.id` of the page before. However short a
 * page is, the list goes on while there is a next one.
 *
 * @throws Error with a sentence for the user when the pages do not come to an end.
 */
export function pageToken({ max, moves = false }: TokenOptions = {}): Pages {
	return async (fetch, wanted, _query, keep = whole) => {
		const known = new Set<unknown>();

		/** Reads from the front on, until there are so many rows, or a page has one that was known before. */
		async function readFromFront(most: number, until: Set<unknown>) {
			const rows: Kept[] = [];
			const tokens = new Set<unknown>();
			for (let token: unknown, empty = 0; rows.length < most; ) {
				const { rows: page, next } = await fetch(
					{
						...(max ? { limit: Math.min(max, most - rows.length) } : {}),
						...(token ? { 'page.id': token as string } : {}),
					},
					(answer) => ({
						rows: keptOf(keep)(answer),
						next: (answer.body.nextPage as IDataObject | undefined)?.id,
					}),
				);
				rows.push(...distinct(page, known));
				token = next;
				if (!token || page.some(({ id }) => until.has(id))) break;
				if (typeof token !== 'string') throw new TypeError('the next page has no ID');
				if (tokens.has(token)) throw new Error('Allegro named the same next page twice. Try again');
				empty = page.length > 0 ? 0 : empty + 1;
				if (empty > MOST_EMPTY) throw new Error('Allegro gives pages without rows. Try again');
				tokens.add(token);
			}
			return { rows, pages: tokens.size };
		}

		const { rows, pages } = await readFromFront(wanted, new Set());
		// What moved to the front meanwhile was on none of the pages that were read after the first one.
		const late = moves && pages > 0 ? await readFromFront(Infinity, new Set(known)) : { rows: [] };
		return keptRows([...late.rows, ...rows], wanted);
	};
}

/**
 * Journals: the events after the one with the ID `from`. A page that is short may have more behind it, as
 * where Allegro filters what it has read: the journal ends with a page that brings nothing new.
 */
export function eventId({ max }: { max: number }): Pages {
	return async (fetch, wanted, _query, keep = whole) => {
		const rows: Kept[] = [];
		const known = new Set<unknown>();
		const positions = new Set<unknown>();
		for (let from: unknown; rows.length < wanted; ) {
			const limit = Math.min(max, wanted - rows.length);
			const page = await fetch({ limit, ...(from ? { from: from as string } : {}) }, keptOf(keep));
			const fresh = distinct(page, known);
			const next = page[page.length - 1]?.id;
			rows.push(...fresh);
			if (fresh.length === 0 || (next ?? '') === '' || positions.has(next)) break;
			positions.add(next);
			from = next;
		}
		return keptRows(rows, wanted);
	};
}
