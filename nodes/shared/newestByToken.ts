import type { IDataObject } from 'n8n-workflow';

import type { NewestFirst } from './newestFirst';
import type { Fetch } from './pagination';
import { at } from './values';

/** How often the front is read again because something has come to it. */
const MOST_TURNS = 100;
/** So many pages of a list are read: what names a next page without end is no list. */
const MOST_PAGES = 100_000;

/**
 * As `newestFirst`, for lists whose pages name the next one (`nextPage.id`). What has come to the front while
 * pages were read was on none of them: in the end the front is read again, until a row that is known as it
 * stands.
 *
 * @returns each row once, as it was seen last; in no order.
 */
export async function newestByToken<Row extends IDataObject & { id: string }>(
	list: Fetch,
	{ size, momentOf, since }: NewestFirst<Row>,
): Promise<Row[]> {
	const rows = new Map<string, Row>();
	const markOf = (row: Row) => `${row.id}|${momentOf(row)}`;

	/** Reads from the front on, until a row from before `since`, or one of these. */
	async function readUntil(known: Set<string>): Promise<void> {
		const tokens = new Set<string>();
		for (let token = ''; ; ) {
			const query = { limit: size, ...(token && { 'page.id': token }) };
			const page = await list(query, (answer) => ({
				rows: answer.rows as Row[],
				next: at(answer.body, 'nextPage.id'),
			}));
			const isKnown = page.rows.some((row) => known.has(markOf(row)));
			for (const row of page.rows) rows.set(row.id, row);
			const last = page.rows.at(-1);
			if (isKnown || !page.next || (last && momentOf(last) < since)) return;
			token = String(page.next);
			if (tokens.has(token) || tokens.size > MOST_PAGES) {
				throw new Error('Allegro named the same next page twice. Try again');
			}
			tokens.add(token);
		}
	}

	await readUntil(new Set());
	for (let turns = 0; rows.size > size; turns++) {
		const known = new Set([...rows.values()].map(markOf));
		await readUntil(known);
		if ([...rows.values()].every((row) => known.has(markOf(row)))) break;
		if (turns > MOST_TURNS)
			throw new Error('The list changed too often while it was read. Try again');
	}
	return [...rows.values()].filter((row) => momentOf(row) >= since);
}
