import type { IDataObject } from 'n8n-workflow';

import type { Keep } from './pagination';

/** A row of a page: what tells it apart from others, and what is kept of it. */
export interface KeyedRow {
	/** Its ID; of a row without one, all that it says. */
	key: unknown;
	hasId: boolean;
	kept: IDataObject;
}

/** @param lasting what a row without an ID is told apart by. */
export function keyedRow(
	row: IDataObject,
	keep: Keep,
	lasting?: (row: IDataObject) => unknown,
): KeyedRow {
	const { id } = row;
	const hasId = typeof id === 'string' || typeof id === 'number';
	return { key: hasId ? id : JSON.stringify(lasting?.(row) ?? row), hasId, kept: keep(row) };
}

/**
 * The rows of a list, put together from pages that overlap. Each page is what the list held in one moment;
 * the list may have moved between two of them.
 *
 * Rows with an ID are told apart by it wherever they lie. Rows without one may be alike: they are told
 * apart by where they lie below a row that there is but once.
 */
export class RowSequence {
	private rows: KeyedRow[] = [];
	private readonly known = new Set<unknown>();
	private readonly haveIds: boolean;
	/** Whether a page had rows in another order than those before: others may have gone past it unseen. */
	isDisordered = false;

	constructor(first: KeyedRow[]) {
		this.haveIds = first.every(({ hasId }) => hasId);
		this.append(first);
	}

	get length(): number {
		return this.rows.length;
	}

	/** The first `most` of them. */
	kept(most: number): IDataObject[] {
		return this.rows.slice(0, most).map(({ kept }) => kept);
	}

	/**
	 * Whether nothing has moved between this page and those before: it begins with the `overlap` rows that
	 * end the sequence, and holds no other row of it.
	 */
	continues(page: KeyedRow[], overlap: number): boolean {
		if (!this.endsWith(page, overlap)) return false;
		const own = this.rows.slice(-Math.max(page.length, 1));
		if (this.haveIds) return !page.slice(overlap).some(({ key }) => this.known.has(key));
		return page.slice(0, overlap).every(({ key }) => isOnce(key, own) && isOnce(key, page));
	}

	/** Adds what follows the rows that both have. */
	append(page: KeyedRow[], overlap = 0): void {
		for (const row of page.slice(overlap)) this.push(row);
	}

	/**
	 * Adds a page that lies anywhere across the end of the sequence: it has to share a row with it.
	 *
	 * @param overlap how many rows it has in common with the sequence, if nothing has moved.
	 * @returns whether it shares a row; if not, the sequence stays as it is.
	 */
	merge(page: KeyedRow[], overlap: number): boolean {
		const from = Math.max(0, this.rows.length - Math.max(overlap, 0) - 2 * page.length);
		return this.haveIds
			? this.weave(page, from)
			: this.graft(page, from) || this.appendByPlace(page, overlap);
	}

	/** Adds what a later look at the beginning of the list brought. */
	mergeFront({ rows: page }: RowSequence): void {
		if (!this.haveIds) return this.graftFront(page);
		if (this.weave(page, 0)) return;
		const late = page.filter(({ key }) => !this.known.has(key));
		late.forEach(({ key }) => this.known.add(key));
		this.rows = [...late, ...this.rows];
	}

	/** Whether the sequence ends with the row that ends the page. */
	endsIn(page: KeyedRow[]): boolean {
		return page[page.length - 1]?.key === this.rows[this.rows.length - 1]?.key;
	}

	/** Whether the page holds one of the first `most` rows. */
	beginsIn(page: KeyedRow[], most: number): boolean {
		const head = new Set(this.rows.slice(0, most).map(({ key }) => key));
		return page.some(({ key }) => head.has(key));
	}

	private push(row: KeyedRow): void {
		if (this.haveIds) {
			if (this.known.has(row.key)) return;
			this.known.add(row.key);
		}
		this.rows.push(row);
	}

	private endsWith(page: KeyedRow[], overlap: number): boolean {
		const from = this.rows.length - overlap;
		if (overlap < 0 || from < 0 || page.length < overlap) return false;
		return page.slice(0, overlap).every(({ key }, place) => key === this.rows[from + place].key);
	}

	/**
	 * Puts each unknown row of the page behind the known row that it follows there, wherever that lies: in
	 * what begins at `from`, or else in all of the sequence.
	 */
	private weave(page: KeyedRow[], from: number): boolean {
		const part = this.rows.slice(from);
		const places = new Map(part.map(({ key }, place) => [key, place] as const));
		const isAbove = page.some(({ key }) => this.known.has(key) && !places.has(key));
		if (isAbove && from > 0) return this.weave(page, 0);
		const first = page.find(({ key }) => places.has(key));
		if (!first) return false;
		let place = places.get(first.key)! - 1;
		const fresh = new Map<number, KeyedRow[]>();
		for (const row of page) {
			const known = places.get(row.key) ?? place;
			this.isDisordered ||= known < place;
			place = known;
			if (this.known.has(row.key)) continue;
			this.known.add(row.key);
			fresh.set(place, [...(fresh.get(place) ?? []), row]);
		}
		if (fresh.size > 0) {
			const woven = part.flatMap((row, index) => [row, ...(fresh.get(index) ?? [])]);
			const before = fresh.get(-1) ?? [];
			this.rows = [...this.rows.slice(0, from), ...before, ...woven];
		}
		return true;
	}

	/**
	 * Takes from the page what lies below a row that both have just once. What lies below the page stays,
	 * where its last row tells it.
	 */
	private graft(page: KeyedRow[], from: number): boolean {
		const own = countsOf(this.rows.slice(from));
		const theirs = countsOf(page);
		const place = page.findIndex(({ key }) => own.get(key) === 1 && theirs.get(key) === 1);
		if (place < 0) return false;
		const keys = this.rows.map(({ key }) => key);
		const anchor = keys.lastIndexOf(page[place].key);
		const { key } = page[page.length - 1];
		const isTelling = own.get(key) === 1 && theirs.get(key) === 1;
		const below = isTelling ? this.rows.slice(keys.lastIndexOf(key) + 1) : [];
		this.rows = [...this.rows.slice(0, anchor + 1), ...page.slice(place + 1), ...below];
		return true;
	}

	/** The same at the beginning: takes what lies above such a row from the page. */
	private graftFront(page: KeyedRow[]): void {
		const head = this.rows.slice(0, page.length);
		const [own, theirs] = [countsOf(head), countsOf(page)];
		const keys = page.map(({ key }) => key);
		const key = keys.reverse().find((each) => own.get(each) === 1 && theirs.get(each) === 1);
		if (key === undefined) return;
		const below = this.rows.slice(head.findIndex((row) => row.key === key));
		this.rows = [
			...page.slice(
				0,
				page.findIndex((row) => row.key === key),
			),
			...below,
		];
	}

	/** Where all rows are alike in pairs or more: they lie where they lay, as far as can be told. */
	private appendByPlace(page: KeyedRow[], overlap: number): boolean {
		const common = Math.min(overlap, page.length);
		if (common < 2) return false;
		const from = this.rows.length - overlap;
		const isAlike = page
			.slice(0, common)
			.every(({ key }, place) => key === this.rows[from + place]?.key);
		if (isAlike) this.append(page, common);
		return isAlike;
	}
}

const isOnce = (key: unknown, rows: KeyedRow[]) =>
	rows.reduce((count, row) => count + (row.key === key ? 1 : 0), 0) === 1;

function countsOf(rows: KeyedRow[]): Map<unknown, number> {
	const counts = new Map<unknown, number>();
	for (const { key } of rows) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}
