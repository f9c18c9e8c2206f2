import type { IDataObject } from 'n8n-workflow';

import type { Fetch } from './pagination';
import { offset } from './pagination';
import { at } from './values';

/** A list that can be asked for the rows of some time. */
export interface Dated {
	/** Its parameters are this, with `.gte` and `.lte`. */
	field: string;
	/** The largest page. */
	max: number;
	/** The largest offset + limit. */
	ceiling: number;
}

/**
 * All rows since a moment (ms since epoch; undefined: all there are), in any order. Where there are
 * more than Allegro lists, they are read in two halves of the time, and so on.
 *
 * @throws Error when as many rows have the same date.
 */
export async function rowsSince(
	list: Fetch,
	since: number | undefined,
	{ field, max, ceiling }: Dated,
): Promise<IDataObject[]> {
	const momentOf = (row: IDataObject) => Date.parse(String(at(row, field)));

	async function within(from: number, to?: number, end?: number): Promise<IDataObject[]> {
		const window = { [`${field}.gte`]: isoSince(from), [`${field}.lte`]: to ? isoSince(to) : '' };
		const first = await list({ ...window, limit: max, offset: 0 });
		if (first.rows.length < max) return first.rows;
		const beyond = await list({ ...window, limit: 1, offset: ceiling - 1 });
		if (beyond.rows.length === 0) {
			const pages: Fetch = async (page) =>
				page.offset === 0 ? first : await list({ ...window, ...page });
			return await offset({ max, ceiling })(pages, Infinity);
		}
		const latest = end ?? Math.max(Date.now(), ...first.rows.map(momentOf));
		const middle = Math.ceil((from + latest) / 2);
		if (middle <= from || middle >= latest) {
			throw new Error(`More than ${ceiling} rows have the same date, and Allegro lists no more`);
		}
		const earlier = await within(from, middle, middle);
		const later = await within(middle, to, latest);
		return [...later, ...earlier.filter((row) => momentOf(row) < middle)];
	}

	return await within(since ?? 0);
}

/** The beginning of a window as Allegro's filters take it; '' for all there is. */
export function isoSince(since: number | undefined): string {
	return since ? new Date(since).toISOString() : '';
}
