import type { IDataObject } from 'n8n-workflow';

import type { Fetch, Keep, OffsetOptions, Page, Pages } from './pagination';
import { SAME_PAGE } from './pagination';
import type { KeyedRow } from './rowSequence';
import { keyedRow, RowSequence } from './rowSequence';

/** A page that was read by its place. */
interface PlacedPage {
	place: number;
	/** How many rows were asked for. */
	limit: number;
	rows: KeyedRow[];
	/** How many rows there are, as Allegro says with this page; NaN where it does not. */
	total: number;
	/** Whether it tells the rows of the page apart from them, so that the one is not taken for the other. */
	isCounted: boolean;
}

/** Each page begins with the row that ends the page before. */
const OVERLAP = 1;
/** Pages asked for at once when the total is not known: at first, and at most. */
const FIRST_WAVE = 2;
const WIDEST_WAVE = 8;
/** The same when it is known: a total can be wrong, and tells of more than there is. */
const MOST_AT_ONCE = 400;
/**
 * Pages asked for while it is not known whether the list goes on beyond its ceiling, and is read anew: with
 * the one that asks, as many as the gate lets out at first.
 */
const MEANWHILE = 15;
/** So often in a row a page may bring nothing new where something has to follow. */
const MOST_VAIN = 12;
/** So often a page that is short in the middle, or an end that comes too early, is asked for again. */
const MOST_REPEATS = 2;
/** So often a list is read until what was read fits together. */
const MOST_READINGS = 3;
/** Pages at the beginning that are read again for rows that moved there. */
const MOST_FRONT_PAGES = 20;
/** Parts of what was asked for that a server may make a page of: half of it, a quarter and so on. */
const USUAL_PARTS = [2, 4, 5, 10];
const SMALLEST_PAGE = 10;
/** A first page that lacks no more than a twentieth of its rows may have lost them. */
const FEW = 20;

const UNSETTLED =
	'The list kept changing while it was read, or Allegro left out rows, so that some could be missing or doubled. Run it again, or narrow the filters';

/**
 * Lists with `offset` and `limit`. The first page tells the total, where the endpoint has one, and the
 * rest is asked for at once (the gate decides how many are in flight). Without a total, waves of 2, 4 and
 * 8 pages are asked for.
 *
 * Pages overlap by a row, which shows whether the list has moved between them. Where it has, what lies
 * around the joint is read once more. So each row that is there from beginning to end is given once, in
 * Allegro's order, whatever comes and goes before it.
 * See docs/decisions/0019-one-reader-of-lists.md for what that rests on.
 *
 * @throws Error with a sentence for the user when rows could be missing after three readings.
 */
export function offset(options: OffsetOptions): Pages {
	return async (fetch, wanted, query = {}, keep = (row) => row) => {
		for (let reading = 1; ; reading++) {
			const isLast = reading === MOST_READINGS;
			const list = new OffsetReading(fetch, options, wanted, query, keep, isLast);
			const rows = await list.read();
			if (rows) return rows;
			if (isLast) throw new Error(UNSETTLED);
		}
	};
}

/** One reading of a list, from its beginning to its end or to as many rows as are wanted. */
class OffsetReading {
	private readonly ceiling: number;
	private readonly options: OffsetOptions & { lastOffset: number };
	private sequence = new RowSequence([]);
	private last: PlacedPage = { place: 0, limit: 0, rows: [], total: NaN, isCounted: false };
	private first = this.last;
	/** The place behind the last row that was read, when it was read. */
	private end = 0;
	/** Rows on a full page. */
	private size: number;
	private isEnded = false;
	/** Twice the pages that were asked for past the total the last time. */
	private pastTotal = 1;
	/** Waves in a row that brought nothing new. */
	private vainWaves = 0;
	/** Whether rows have come or gone, or changed places. */
	private hasMoved = false;
	/** What does not fit together, and has to be read anew. */
	private isUnsettled = false;
	private readonly totals = new Set<number>();
	private firstRow: IDataObject | undefined;
	/** Whether nothing lies beyond the ceiling, if that is the question. */
	private isAll: Promise<boolean> | undefined;

	constructor(
		private readonly fetch: Fetch,
		options: OffsetOptions,
		private readonly wanted: number,
		private readonly query: IDataObject,
		private readonly keep: Keep,
		private readonly isLastTry: boolean,
	) {
		const { max, ceiling: named = Infinity } = options;
		// Most ceilings are a largest offset with a page of the largest size behind it.
		const { lastOffset = Math.max(0, named - max) } = options;
		this.options = { ...options, lastOffset };
		this.ceiling = options.ceiling ?? lastOffset + max;
		this.size = max;
	}

	/** @returns the rows; undefined when they do not fit together. */
	async read(): Promise<IDataObject[] | undefined> {
		await this.begin();
		const { total } = this.first;
		if (this.wanted > this.ceiling && total >= this.ceiling) {
			if (total > this.ceiling) return await this.goBeyond(total);
			this.isAll = this.options.isAll?.(this.fetch, this.query, this.keep);
			this.isAll?.catch(() => {});
		}
		if (!(await this.readOn(this.size < this.options.max ? 1 : FIRST_WAVE))) {
			return await this.goBeyond(NaN);
		}
		if (await this.liesBeyond()) return await this.goBeyond(this.mostTold());
		if (this.isUnsettled) return undefined;
		if (this.hasMoved || (this.options.moves && this.end > this.first.rows.length)) {
			await this.readFrontAgain();
			// Rows that were gone by then are missing for what is wanted.
			await this.readOn(1);
		}
		return this.isUnsettled || this.isIncomplete() ? undefined : this.sequence.kept(this.wanted);
	}

	/**
	 * Reads wave after wave.
	 *
	 * @returns whether the list ended, or as much as is wanted; else it goes on beyond its ceiling.
	 */
	private async readOn(first: number): Promise<boolean> {
		for (let wave = first; !this.isDone(); wave = Math.min(2 * wave, WIDEST_WAVE)) {
			if (wave === WIDEST_WAVE && (await this.reachesCeiling())) return false;
			await this.readWave(wave);
		}
		return true;
	}

	private async begin(): Promise<void> {
		let page = await this.ask(0, Math.min(this.size, this.wanted));
		// What is said to go on is asked for again: the page may have lost a row.
		for (let repeat = 1; repeat <= MOST_REPEATS && this.isShortOfTotal(page); repeat++) {
			const again = await this.ask(0, page.limit);
			if (again.rows.length >= page.rows.length) page = again;
		}
		this.first = page;
		this.sequence = new RowSequence(page.rows);
		this.follow(page);
		this.isEnded = this.isWhole();
		if (!isShort(page)) return;
		if (page.rows.length === 0) {
			this.isEnded = true;
			this.isUnsettled = page.total > 0;
		} else if (this.mayHaveSmallPages(page)) {
			this.size = page.rows.length;
			this.last = { ...page, limit: this.size };
		} else this.isEnded = true;
	}

	/** Whether Allegro may give fewer rows on a page than are asked for, and has more. */
	private mayHaveSmallPages(page: PlacedPage): boolean {
		if (!Number.isNaN(page.total)) return this.isShortOfTotal(page);
		const { max } = this.options;
		const { length } = page.rows;
		if (length < SMALLEST_PAGE || page.limit < max) return false;
		return max - length <= max / FEW || USUAL_PARTS.some((part) => length * part === max);
	}

	/**
	 * Whether a full page ends just where the list does. That is believed where nothing has moved and each
	 * answer told the same total, which is not the number of rows on its page.
	 */
	private isWhole(): boolean {
		const { total, isCounted, rows } = this.last;
		if (this.hasMoved || this.totals.size !== 1 || total !== this.end) return false;
		return total > rows.length || isCounted;
	}

	private isDone(): boolean {
		if (this.isEnded || this.isUnsettled) return true;
		return this.sequence.length >= this.wanted || this.end >= this.ceiling;
	}

	/** Asks for the pages that follow at once, and joins them in their order. */
	private async readWave(wave: number): Promise<void> {
		const places = this.nextPlaces(wave);
		const limits = this.limitsAt(places);
		const asked = Promise.all(
			places.map(async (place, index) => {
				if (index >= MEANWHILE && this.isAll && !(await this.isAll)) return undefined;
				return await this.ask(place, limits[index]);
			}),
		);
		const [pages] = await Promise.all([asked, this.isAll]);
		await this.refuseSamePages(pages);
		const before = this.sequence.length;
		await this.joinAll(pages);
		this.vainWaves = this.sequence.length > before ? 0 : this.vainWaves + 1;
		if (this.vainWaves > MOST_VAIN) this.isUnsettled = true;
	}

	private async joinAll(pages: Array<PlacedPage | undefined>): Promise<void> {
		for (const [index, page] of pages.entries()) {
			if (!page || this.isDone()) return;
			const before = this.end;
			await this.join(page);
			const isLastOne = !pages.slice(index + 1).some((next) => next && next.rows.length > 0);
			if (isLastOne && isShort(this.last)) {
				// Pages behind the end that were asked for all the same make sure of it, and one that adds nothing.
				const isSeen = index < pages.length - 1 || this.end === before;
				return await this.settleEnd(isSeen);
			}
			if (isLastOne && this.isWhole()) this.isEnded = true;
		}
	}

	private nextPlaces(wave: number): number[] {
		const { lastOffset } = this.options;
		const known = this.last.total;
		const isPast = Number.isNaN(known) || known <= this.end;
		const goal = Math.min(
			this.end + this.wanted - this.sequence.length,
			this.ceiling,
			isPast ? Infinity : known,
		);
		const most = Number.isNaN(known) ? wave : isPast ? this.widenPast() : MOST_AT_ONCE;
		const places: number[] = [];
		for (let place = this.end - this.overlap(); places.length < most; place += this.stride()) {
			if (places.length > 0 && place + this.overlap() >= goal) break;
			places.push(Math.min(place, lastOffset));
			if (place >= lastOffset) break;
		}
		return places;
	}

	/** Full pages can go on past the total: the first time one page is asked for, then two and so on. */
	private widenPast(): number {
		this.pastTotal = Math.min(2 * this.pastTotal, WIDEST_WAVE);
		return this.pastTotal / 2;
	}

	/** Full pages, but of the last one no more than is wanted. */
	private limitsAt(places: number[]): number[] {
		const missing = this.wanted - this.sequence.length;
		return places.map((place) => {
			const limit = Math.min(this.size, this.end + missing - place, this.ceiling - place);
			return Math.max(1, limit);
		});
	}

	private readonly overlap = () => Math.min(OVERLAP, this.size - 1);
	private readonly stride = () => this.size - this.overlap();

	/** Adds a page to those before it; reads once more what lies around the joint where it does not fit. */
	private async join(page: PlacedPage): Promise<void> {
		const goesOn = page.rows.length > 0 && page.place + page.rows.length > this.end;
		if (isShort(this.last) && goesOn) await this.readShortPageAgain();
		if (this.isDone()) return;
		if (page.rows.length === 0) {
			return await this.joinEmpty(page);
		}
		const overlap = this.end - page.place;
		// What has moved can make a page begin just where the one before ends: no row of both tells that it follows.
		const isJoint = overlap >= this.overlap();
		if (isJoint && this.sequence.continues(page.rows, overlap)) {
			this.sequence.append(page.rows, overlap);
			this.follow(page);
			return;
		}
		this.hasMoved = true;
		await this.bridge(page);
	}

	/** Nothing where the row that ended the page before should be: it is gone, or left out. */
	private async joinEmpty({ place }: PlacedPage): Promise<void> {
		if (this.overlap() === 0 && place === this.end) {
			this.isEnded = true;
			return;
		}
		this.hasMoved = true;
		await this.bridge();
	}

	/** A page that is short, though the list goes on, has lost rows: they may be there the next time. */
	private async readShortPageAgain(): Promise<void> {
		const { place, limit, rows } = this.last;
		for (let repeat = 1; repeat <= MOST_REPEATS; repeat++) {
			const page = await this.ask(place, limit);
			if (page.rows.length <= rows.length) continue;
			this.hasMoved = true;
			if (this.sequence.merge(page.rows, this.end - place)) this.follow(page);
			else this.isUnsettled = true;
			return;
		}
		// Does it hold as many rows as Allegro gives, or has it lost some from its middle?
		const page = await this.ask(this.end - OVERLAP, limit);
		const overlap = this.end - page.place;
		if (page.rows.length > 0 && this.sequence.continues(page.rows, overlap)) {
			this.sequence.append(page.rows, overlap);
			this.follow(page);
		} else this.isUnsettled = true;
	}

	/**
	 * Reads pages that lie half across the end of what is known, until `page` follows, or until one has
	 * been read. They are whole pages of one moment, so that it does not matter in which order rows of the
	 * same date come, and by how much they have moved.
	 */
	private async bridge(page?: PlacedPage): Promise<void> {
		const half = Math.max(1, Math.ceil(this.size / 2));
		let back = half;
		for (let vain = 0; vain < MOST_VAIN; ) {
			const before = this.sequence.length;
			const across = await this.ask(Math.max(0, this.end - back));
			const { place } = across;
			if (!this.sequence.merge(across.rows, this.end - place)) {
				// All that was there may be gone.
				this.isEnded = place === 0 && across.rows.length === 0 && vain >= MOST_REPEATS;
				if (this.isEnded) return;
				back *= 8;
				vain += place === 0 && across.rows.length > 0 ? MOST_REPEATS : 1;
				continue;
			}
			this.follow(across);
			if (!page) return;
			if (this.sequence.merge(page.rows, this.end - page.place)) {
				if (this.sequence.endsIn(page.rows)) this.follow(page);
				return;
			}
			if (isShort(across) && !this.isShortOfTotal(across)) return;
			back = half;
			vain = this.sequence.length > before ? 0 : vain + 1;
		}
		this.isUnsettled = true;
	}

	/**
	 * Whether a short page is the end. It is asked for again where Allegro tells of more rows, and once
	 * where it tells no total.
	 */
	private async settleEnd(isSeen: boolean): Promise<void> {
		const told = Math.max(this.first.total, this.last.total);
		const doubts = Number.isNaN(told) ? (isSeen ? 0 : 1) : told > this.end ? MOST_REPEATS : 0;
		for (let doubt = 0; doubt < doubts; doubt++) {
			const { end } = this;
			await this.bridge();
			if (this.isDone() || !isShort(this.last) || this.end > end) return;
		}
		this.isEnded = true;
	}

	/** A row that moved to the front meanwhile was on no page that was read after the first one. */
	private async readFrontAgain(): Promise<void> {
		const { length } = this.first.rows;
		let page = await this.ask(0);
		const front = new RowSequence(page.rows);
		for (let pages = 1; pages < MOST_FRONT_PAGES; pages++) {
			if (isShort(page) || this.sequence.beginsIn(page.rows, length)) break;
			page = await this.ask(pages * this.stride());
			if (front.continues(page.rows, this.overlap())) front.append(page.rows, this.overlap());
			else if (!front.merge(page.rows, this.overlap())) break;
		}
		this.sequence.mergeFront(front);
	}

	/**
	 * Whether there were more places than rows: some row has moved from one that was not yet read to one
	 * that was. That shows only where all rows were read.
	 */
	private isIncomplete(): boolean {
		if (this.wanted < Infinity || this.sequence.length >= this.end) return false;
		if (!this.isLastTry) return true;
		// While rows come in between others, there is no better reading, and none of those before is lost.
		return this.sequence.isDisordered || this.totals.size === 1;
	}

	/** Whether the list is longer than its ceiling, when it is not known how long it is. */
	private async reachesCeiling(): Promise<boolean> {
		const { beyond, max } = this.options;
		if (!beyond || this.wanted <= this.ceiling || !Number.isNaN(this.first.total)) return false;
		// Of a few pages, it saves nothing to know.
		if (this.ceiling < WIDEST_WAVE * max) return false;
		return (await this.ask(this.ceiling - max, 1)).rows.length > 0;
	}

	private async liesBeyond(): Promise<boolean> {
		if (this.isAll && !(await this.isAll)) return true;
		// Where places do not tell, dates may.
		if (this.isUnsettled) return this.isLastTry && this.options.beyond !== undefined;
		if (this.wanted <= this.ceiling || this.isEnded) return false;
		return !(this.mostTold() <= this.ceiling);
	}

	/** The largest total that Allegro has told; NaN when there was none. */
	private mostTold(): number {
		return this.totals.size === 0 ? NaN : Math.max(...this.totals);
	}

	/** @throws Error with a sentence for the user when nothing reaches there. */
	private async goBeyond(total: number): Promise<IDataObject[]> {
		const { beyond, narrow = 'Use filters' } = this.options;
		const { fetch, wanted, query, keep, firstRow } = this;
		if (beyond) return await beyond(fetch, wanted, query, keep, firstRow);
		const found = Number.isNaN(total) ? `More than ${this.ceiling}` : String(total);
		throw new Error(
			`${found} match, and Allegro lists at most ${this.ceiling} of them. ${narrow}, or set a Limit of at most ${this.ceiling}`,
		);
	}

	/** A list that begins anew on each page has no end. Rows without an ID may really be alike. */
	private async refuseSamePages(pages: Array<PlacedPage | undefined>): Promise<void> {
		const isSure = this.last.rows[0]?.hasId || this.end > MOST_AT_ONCE * this.size;
		if (!isSure || !pages.every((page) => page && this.isLikeLast(page))) return;
		// So looks a list too that has grown by just as many rows: but not at any other place as well.
		for (const place of [this.end + Math.ceil(this.size / 2), this.end + this.size]) {
			if (!this.isLikeLast(await this.ask(place))) return;
		}
		throw new Error(SAME_PAGE);
	}

	private isLikeLast(page: PlacedPage): boolean {
		const { rows } = this.last;
		if (isShort(page) || page.rows.length !== rows.length) return false;
		return page.rows.every(({ key }, place) => key === rows[place].key);
	}

	private follow(page: PlacedPage): void {
		this.last = page;
		this.end = page.place + page.rows.length;
	}

	private isShortOfTotal({ place, rows, limit, total }: PlacedPage): boolean {
		return rows.length < limit && place + rows.length < total;
	}

	private async ask(place: number, limit = this.size): Promise<PlacedPage> {
		const { lastOffset } = this.options;
		const start = Math.min(place, lastOffset);
		const most = Math.min(limit, this.ceiling - start);
		const page = await this.fetch({ limit: most, offset: start }, this.taken);
		if (!Number.isNaN(page.total)) this.totals.add(page.total);
		return { ...page, place: start, limit: most };
	}

	private readonly taken = ({ rows, body }: Page) => {
		this.firstRow ??= rows[0];
		return {
			rows: rows.map((row) => keyedRow(row, this.keep, this.options.lasting)),
			total: Number(body.totalCount ?? NaN),
			isCounted: typeof body.count === 'number',
		};
	};
}

const isShort = ({ rows, limit }: PlacedPage) => rows.length < limit;
