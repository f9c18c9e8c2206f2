import type { IDataObject } from 'n8n-workflow';

import type { Fetch } from './pagination';
import { rowsIn } from './pagination';

/** A list that comes newest first and cannot be filtered by date. */
export interface NewestFirst<Row> {
	/** The largest page. */
	size: number;
	/** The date of a row (ms): what happens to a row moves it to the front. */
	momentOf(row: Row): number;
	/** Reading ends with the first row from before this moment. */
	since: number;
}

/** Pages asked for at once, when it is known that there are many. */
const WIDEST_WAVE = 16;
/** How often reading may go back, or the front be read again, because rows have moved. */
const MOST_TURNS = 100;
const MOVES = 'The list changed too often while it was read. Try again';

/**
 * Reads the rows since a moment of a list that moves while it is read. Pages overlap by a row: where one does
 * not begin with a row that is known, something has gone from before it, and reading goes back. What has
 * come to the front in the meantime was on none of the pages: in the end the front is read again, until a row
 * that is known as it stands.
 *
 * @returns each row once, as it was seen last; in no order.
 */
export async function newestFirst<Row extends IDataObject & { id: string }>(
	list: Fetch,
	{ size, momentOf, since }: NewestFirst<Row>,
): Promise<Row[]> {
	const rows = new Map<string, Row>();
	const markOf = (row: Row) => `${row.id}|${momentOf(row)}`;
	const page = async (offset: number) => (await list({ limit: size, offset }, rowsIn)) as Row[];
	const isLast = (some: Row[]) => some.length < size || momentOf(some[some.length - 1]) < since;
	const add = (some: Row[]) => some.forEach((row) => rows.set(row.id, row));

	const first = await page(0);
	add(first);
	let turns = 0;
	for (let next = size - 1, wave = 1, isOver = isLast(first); !isOver; ) {
		const starts = Array.from({ length: wave }, (_, index) => next + index * (size - 1));
		const pages = await Promise.all(starts.map(page));
		wave = Math.min(WIDEST_WAVE, wave * 2);
		for (const [index, some] of pages.entries()) {
			if (some.length > 0 && !rows.has(some[0].id)) {
				if (++turns > MOST_TURNS) throw new Error(MOVES);
				// At the beginning, there is nothing that it could join on to.
				next = Math.max(0, starts[index] - (size - 1));
				wave = 1;
				if (next > 0) break;
			}
			add(some);
			next = starts[index] + size - 1;
			isOver = isLast(some);
			if (isOver) break;
		}
	}
	if (rows.size <= size) return sinceThen();
	for (let offset = 0; ; offset += size - 1) {
		const marks = new Set([...rows.values()].map(markOf));
		const some = await page(offset);
		add(some);
		const isKnown = some.some((row) => marks.has(markOf(row)));
		if (isKnown && offset === 0) return sinceThen();
		if (++turns > MOST_TURNS) throw new Error(MOVES);
		// While more than a page was read, the front can have moved on.
		if (isKnown || some.length < size) offset = 1 - size;
	}

	function sinceThen(): Row[] {
		return [...rows.values()].filter((row) => momentOf(row) >= since);
	}
}
