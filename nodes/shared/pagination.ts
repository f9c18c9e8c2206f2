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

/** A row on its way into the list: what tells it apart, and what is kept of it. */
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

const keeping =
	(keep: Keep) =>
	({ rows }: Page) =>
		rows.map((row) => keep(row));

/** Lists with `limit` alone: what does not fit into the largest page cannot be had. */
export function limitOnly({ max, narrow }: { max: number; narrow: string }): Pages {
	return async (fetch, wanted, _query, keep = whole) => {
		const rows = await fetch({ limit: Math.min(max, wanted) }, keeping(keep));
		if (wanted > max && rows.length >= max) {
			throw new Error(
				`Allegro lists at most ${max} of these, and there may be more. ${narrow}, or set a Limit of at most ${max}`,
			);
		}
		return rows.slice(0, wanted);
	};
}

/** So many pages without a row may come one after the other. */
const MOST_EMPTY = 100;

/** Lists whose pages name the next one: `page.id` is the `nextPage.id` of the page before. */
export function pageToken({ max }: { max?: number } = {}): Pages {
	return async (fetch, wanted, _query, keep = whole) => {
		const rows: IDataObject[] = [];
		const seen = new Set<unknown>();
		for (let token: unknown, empty = 0; rows.length < wanted; ) {
			const page = await fetch(
				{
					...(max ? { limit: Math.min(max, wanted - rows.length) } : {}),
					...(token ? { 'page.id': token as string } : {}),
				},
				(answer) => ({
					rows: keeping(keep)(answer),
					next: (answer.body.nextPage as IDataObject | undefined)?.id,
				}),
			);
			rows.push(...page.rows);
			token = page.next;
			if (!token) break;
			if (typeof token !== 'string') throw new TypeError('the next page has no ID');
			if (seen.has(token)) throw new Error('Allegro named the same next page twice. Try again');
			empty = page.rows.length > 0 ? 0 : empty + 1;
			if (empty > MOST_EMPTY) throw new Error('Allegro gives pages without rows. Try again');
			seen.add(token);
		}
		return rows.slice(0, wanted);
	};
}

/** Journals: the events after the one with the id `from`. */
export function eventId({ max }: { max: number }): Pages {
	return async (fetch, wanted, _query, keep = whole) => {
		const rows: IDataObject[] = [];
		const seen = new Set<unknown>();
		for (let from: unknown; rows.length < wanted; ) {
			const limit = Math.min(max, wanted - rows.length);
			const page = await fetch({ limit, ...(from ? { from: from as string } : {}) }, (answer) => ({
				rows: keeping(keep)(answer),
				next: answer.rows[answer.rows.length - 1]?.id,
			}));
			rows.push(...page.rows);
			const { next } = page;
			if (page.rows.length < limit || next === undefined || seen.has(next)) break;
			seen.add(next);
			from = next;
		}
		return rows;
	};
}
