import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { Beyond, Fetch, IsAll, Keep, Kept, OffsetOptions, Page, Pages } from './pagination';
import { distinct, offset, whole } from './pagination';

type MomentOf = (row: IDataObject) => number;

export interface SliceOptions extends OffsetOptions {
	ceiling: number;
	/** The date that slices are cut by: Allegro filters by its `.gte` and `.lte`, both inclusive. */
	by: string;
	/** That date of a row, in ms. Default: the property of the same name. */
	moment?: MomentOf;
	/** Whether Allegro documents that the list comes newest first; else it is checked. */
	newestFirst?: boolean;
	/** What the user can sort by, and the value of a row. Slices are read newest first, and sorted here. */
	sorts?: Record<string, MomentOf>;
	/** The code of the error with which Allegro refuses even the first page of more than the ceiling. */
	refusal?: string;
}

/** A time span in ms: `from` is part of it, `to` is not. Without an end, the user's filters are it. */
interface Slice {
	from: number;
	to: number;
	/** About how many rows it has, if they can be read by their places. */
	count?: number;
}

/** A slice that is being read, and its rows when they are. */
interface Part {
	from: number;
	rows: Ranked[];
}

type Task = () => Promise<void>;

/** The rows from an end of a page that share a moment, by their IDs. */
interface Edge {
	moment: number;
	ids: unknown[];
}

/** A page of what is read by places. */
interface Sheet {
	rows: Ranked[];
	head: Edge;
	tail: Edge;
	isShort: boolean;
	/** Whether its dates fall, as Allegro documents. */
	isSorted: boolean;
}

/** A row, with its value where the user sorts the list. */
interface Ranked extends Kept {
	rank: number;
}

/** A row of a page, with the moment that slices are cut by. */
interface Dated extends Ranked {
	moment: number;
}

/** So many tasks of a list are under way: as many as the gate lets out at most. */
const LANES = 32;
/** So many pages are read one after another, where places do not tell. */
const PAGES_IN_SLICE = 10;
/** A page begins with the last row of the page before; a row's room is left for what shares its moment. */
const OVERLAP = 2;
/** How far back a list is asked for first, when Allegro refuses to list all. */
const FIRST_SPAN_MS = 32 * 24 * 3_600_000;

/**
 * A list with `offset` and `limit` of which Allegro gives no more than a ceiling. Up to it, it is read
 * as any other. Beyond it, in slices of time: every so many rows, one is asked for its date. Between
 * these dates the list is read from page to page, each beginning at the date where the last one ended
 * or, where the order is documented, with the row that ended it: where it does not, what lies between
 * is read by date. So nothing depends on how many rows lie before: whatever comes, changes or goes
 * meanwhile, each row that was there from the beginning and still matches is given exactly once. (Only
 * what shares its millisecond with more rows than a page holds is counted off, as below the ceiling.)
 * See docs/decisions/0016-slices-read-by-place.md.
 *
 * Rows come newest first, or as the user sorts them. Rows without an ID are told apart by the slice
 * and page that their date belongs to, so two that look alike are both given.
 *
 * @throws Error with a sentence for the user when more rows than the ceiling share a millisecond.
 */
export function sliced(options: SliceOptions): Pages {
	const beyond: Beyond = async (fetch, wanted, query, keep, first) =>
		await new Slices(fetch, options, query, keep).read(wanted, first);
	const isAll: IsAll = async (fetch, query, keep) =>
		await new Slices(fetch, options, query, keep).endsAtCeiling();
	const upToCeiling = offset({ ...options, beyond, isAll });
	return async (fetch, wanted, query = {}, keep = whole) =>
		await upToCeiling(fetch, wanted, query, keep).catch(async (error: Error) => {
			if (isRefusal(error, options)) return await beyond(fetch, wanted, query, keep);
			throw error;
		});
}

/** One reading of a list in slices. */
class Slices {
	private readonly sorting: Sorting | undefined;
	/** From page to page, which have a row in common. */
	private readonly stride: number;
	private span = FIRST_SPAN_MS;
	private failure: Error | undefined;

	constructor(
		private readonly fetch: Fetch,
		private readonly options: SliceOptions,
		private readonly query: IDataObject,
		private readonly keep: Keep,
	) {
		this.sorting = sortingOf(options, query);
		this.stride = Math.max(1, options.max - 1);
	}

	/** @param first the row that the list began with, when it was asked for before. */
	async read(wanted: number, first?: IDataObject): Promise<IDataObject[]> {
		const enough = this.sorting ? Infinity : wanted;
		let rows: Ranked[] = [];
		for (let to = Infinity; rows.length < enough && to > -Infinity; ) {
			const parts: Part[] = [];
			const tasks = this.tasks(this.below(to, enough - rows.length), parts);
			await Promise.all(Array.from({ length: LANES }, async () => await this.lane(tasks)));
			rows = distinct([rows, ...parts.map((part) => part.rows)].flat());
			to = parts[parts.length - 1].from;
		}
		if (this.options.moves && first) {
			rows = distinct([...(await this.changedSince(this.momentOf(first))), ...rows]);
		}
		if (this.sorting) {
			const { sign } = this.sorting;
			rows.sort((a, b) => sign * (a.rank - b.rank));
		}
		return rows.slice(0, wanted).map(({ kept }) => kept);
	}

	/** Does one task after another. The first that fails ends the other lanes too. */
	private async lane(tasks: AsyncIterable<Task>): Promise<void> {
		for await (const task of tasks) {
			await task().catch(this.note);
			if (this.failure) throw this.failure;
		}
	}

	private readonly note = (error: Error): void => {
		this.failure ??= error;
	};

	/** What is to be done to read slices, which go to `parts`. */
	private async *tasks(slices: AsyncGenerator<Slice>, parts: Part[]): AsyncGenerator<Task> {
		for (let next = slices.next(); ; ) {
			const { value, done } = await next;
			if (done) return;
			// The next one is looked for while this one is read. Who waits for it comes later.
			next = slices.next();
			next.catch(this.note);
			const part: Part = { from: value.from, rows: [] };
			parts.push(part);
			yield* value.count === undefined ? this.byDate(value, part) : this.byPlace(value, part);
		}
	}

	private *byDate(slice: Slice, part: Part): Generator<Task> {
		yield async () => {
			part.rows = await this.whole(slice);
		};
	}

	private *byPlace(slice: Slice, part: Part): Generator<Task> {
		const { count = 0 } = slice;
		const sheets: Sheet[] = [];
		let missing = Math.max(1, Math.ceil(count / this.stride));
		for (const index of Array(missing).keys()) {
			yield async () => {
				sheets[index] = await this.ask(slice, this.options.max, index * this.stride, this.sheet);
				if (--missing === 0) part.rows = await this.joined(slice, sheets);
			};
		}
	}

	/**
	 * Rows of a slice whose pages overlap by a row. Where that row is not where it was, others came or went
	 * meanwhile: what lies between the two pages is read by its date.
	 */
	private async joined(slice: Slice, sheets: Sheet[]): Promise<Ranked[]> {
		const filled = sheets.filter(({ rows }) => rows.length > 0);
		// In another order than Allegro documents, places tell nothing.
		if (!sheets.every(({ isSorted }) => isSorted)) return await this.slice(slice, false);
		if (!filled.every(({ head, tail }) => isTelling(head) && isTelling(tail))) {
			return await this.slice(slice, true);
		}
		const parts: Array<Promise<Ranked[]> | Ranked[]> = [];
		let { to } = slice;
		let above: Edge | undefined;
		let isEnd = true;
		for (const { rows, head, tail, isShort } of filled) {
			if (above && !isJoint(above, head)) parts.push(this.slice({ from: head.moment, to }, true));
			parts.push(rows);
			above = tail;
			to = tail.moment + 1;
			isEnd = isShort;
		}
		if (!isEnd) parts.push(this.slice({ from: slice.from, to }, true));
		return (await Promise.all(parts)).flat();
	}

	/** Whether the last row that Allegro lists is the oldest there is. */
	async endsAtCeiling(): Promise<boolean> {
		const { newestFirst, ceiling } = this.options;
		if (!newestFirst) return false;
		const { moment = NaN } = await this.probe({ from: -Infinity, to: Infinity }, ceiling - 1);
		if (Number.isNaN(moment)) return false;
		const { total } = await this.probe({ from: -Infinity, to: moment }, 0);
		return total === 1;
	}

	/** Finds slices from a moment down, with about so many rows or all there are. */
	private async *below(end: number, wanted: number): AsyncGenerator<Slice, void> {
		const { max, ceiling, newestFirst = false } = this.options;
		const longest = Math.floor((ceiling - max) / this.stride) * this.stride;
		const [pages, rows] = newestFirst ? [1, longest] : [PAGES_IN_SLICE, max];
		const step = pages * Math.max(1, rows - OVERLAP);
		const farthest = newestFirst ? step : ceiling - max;
		let to = end;
		for (let known = 0; known < wanted && to > -Infinity; ) {
			const { from } = await this.listed(to);
			// A page more than wanted: rows of the moment `to` are counted twice, and rows can go.
			const places = placesUpTo(wanted - known - 1 + max, step, farthest);
			const asked = places.map(async (place) => await this.probe({ from, to }, place));
			const found = await this.unlessRefused(asked);
			// It was listed a moment ago: more has come.
			if (!found) continue;
			const moments = found.flatMap(({ moment = [] }) => moment);
			const borders = [...new Set(moments)].filter((moment) => moment < to).sort((a, b) => b - a);
			for (const border of borders) {
				yield { from: border, to, count: newestFirst ? places[0] + OVERLAP : undefined };
				to = border;
			}
			known += moments.length === 0 ? 0 : places[moments.length - 1] + 1;
			const isLast = moments.length < places.length;
			if (borders.length === 0 || isLast) {
				const { total } = found[0];
				yield { from, to, count: newestFirst && isLast && total <= step ? total : undefined };
				to = from;
			}
		}
	}

	/** What Allegro lists from a moment down: all there is, unless it refuses so much. */
	private async listed(to: number): Promise<Slice> {
		const all = { from: -Infinity, to };
		if (!this.options.refusal || (await this.lists(all))) return all;
		const { by } = this.options;
		const [oldest, newest] = ['gte', 'lte'].map((end) =>
			Date.parse(String(this.query[`${by}.${end}`])),
		);
		const end = Math.min(to, Date.now(), newest || Infinity);
		for (; ; this.span = Math.ceil(this.span / 2)) {
			const part = { from: Math.max(end - this.span, oldest || -Infinity), to };
			if (await this.lists(part)) {
				this.span *= 2;
				return part;
			}
			if (this.span === 1) throw this.tooMany(end);
		}
	}

	private async lists(slice: Slice): Promise<boolean> {
		return (await this.unlessRefused([this.probe(slice, 0)])) !== undefined;
	}

	/** What is asked for, or undefined when Allegro refuses so much. */
	private async unlessRefused<T>(asked: Array<Promise<T>>): Promise<T[] | undefined> {
		await Promise.allSettled(asked);
		return await Promise.all(asked).catch((error: Error) => {
			if (!isRefusal(error, this.options)) throw error;
			return undefined;
		});
	}

	/** All rows of a slice. Where no order is documented, Allegro's count tells whether these are all. */
	private async whole(slice: Slice): Promise<Ranked[]> {
		if (this.options.newestFirst) return await this.slice(slice, true);
		const { total } = await this.probe({ ...slice, to: slice.to - 1 }, 0);
		// A total can be cut off at the ceiling: then it does not tell.
		const isKnown = total < this.options.ceiling;
		const rows = await this.slice(slice, isKnown);
		return isKnown && rows.length < total ? await this.slice(slice, false) : rows;
	}

	/**
	 * Rows of a slice, the newest first.
	 *
	 * @param trusts whether a page that comes newest first tells all that is newer than its last row.
	 */
	private async slice({ from, to }: Slice, trusts: boolean, skip = 0): Promise<Ranked[]> {
		const { max } = this.options;
		const told: Ranked[] = [];
		const rest = async (...slices: Slice[]) => {
			const parts = slices.map(async (each) => await this.slice(each, trusts));
			return [told, ...(await Promise.all(parts))].flat();
		};
		for (let end = to, place = skip; from < end; place = 0) {
			const page = await this.ask({ from, to: end }, max, place, this.dated);
			// Both filters are inclusive: rows of the moment `end` belong to the slice above.
			const own = page.filter(({ moment }) => !(moment < from || moment >= end));
			if (page.length < max) return told.concat(own.map(undated));

			const moments = own.map(({ moment }) => moment).filter((moment) => !Number.isNaN(moment));
			const oldest = Math.min(...moments);
			const newest = Math.max(...moments);
			if (moments.length === 0 || end - from === 1) {
				const next = this.next(place, page[0].moment);
				return told.concat(own.map(undated), await this.slice({ from, to: end }, trusts, next));
			}
			if (oldest === newest) {
				return await rest(
					{ from: oldest + 1, to: end },
					{ from: oldest, to: oldest + 1 },
					{ from, to: oldest },
				);
			}
			if (!trusts || moments.some((moment, index) => moment > moments[index - 1])) {
				// Parts get smaller until they fit into a page.
				const middle = moments.sort((a, b) => b - a)[Math.floor(moments.length / 2)];
				const border = middle > oldest ? middle : newest;
				return await rest({ from: border, to: end }, { from, to: border });
			}
			told.push(...own.filter(({ moment }) => !(moment <= oldest)).map(undated));
			end = oldest + 1;
		}
		return told;
	}

	/** Rows that moved to the front since the first page was read: it began with a row of this moment. */
	private async changedSince(moment: number): Promise<Ranked[]> {
		let changed: Ranked[] = [];
		for (let slice = { from: moment, to: Infinity }; !Number.isNaN(slice.from); ) {
			const rows = await this.ask(slice, this.options.max, 0, this.dated);
			// A short page tells all at once. While more is read, more rows can move.
			const isAll = rows.length < this.options.max;
			const late = isAll ? rows : await this.slice(slice, true);
			changed = distinct([...late, ...changed]);
			const newest = rows[0]?.moment ?? moment;
			if (isAll || newest === slice.from) break;
			slice = { ...slice, from: newest };
		}
		return changed;
	}

	/** The moment of the row at a place, if there is one, and how many rows Allegro says there are. */
	private async probe(slice: Slice, place: number): Promise<{ moment?: number; total: number }> {
		return await this.ask(slice, 1, place, ({ rows, body }) => ({
			moment: rows.length > 0 ? this.momentOf(rows[0]) : undefined,
			total: Number(body.totalCount ?? NaN),
		}));
	}

	private async ask<T>(
		{ from, to }: Slice,
		limit: number,
		place: number,
		take: (page: Page) => T,
	): Promise<T> {
		const { by, sorts } = this.options;
		if (this.failure) throw this.failure;
		const query: IDataObject = { limit, offset: place };
		if (sorts) query.sort = `-${by}`;
		if (from > -Infinity) query[`${by}.gte`] = new Date(from).toISOString();
		if (to < Infinity) query[`${by}.lte`] = new Date(to).toISOString();
		return await this.fetch(query, take);
	}

	/** The offset of the next page of rows that no date tells apart, such as this one. */
	private next(skip: number, moment: number): number {
		const { max, ceiling } = this.options;
		if (skip + 2 * max > ceiling) throw this.tooMany(moment);
		return skip + max;
	}

	private tooMany(moment: number): Error {
		const { ceiling, narrow = 'Use filters' } = this.options;
		const date = Number.isNaN(moment) ? 'no date' : `the date ${new Date(moment).toISOString()}`;
		return new Error(
			`More than ${ceiling} have ${date}, and Allegro lists at most ${ceiling} at once. ${narrow}, or set a Limit of at most ${ceiling}`,
		);
	}

	private readonly momentOf = (row: IDataObject): number => {
		const { by, moment = (each) => Date.parse(String(each[by])) } = this.options;
		return moment(row);
	};

	private readonly ranked = (row: IDataObject): Ranked => ({
		id: row.id,
		rank: this.sorting?.value(row) ?? 0,
		kept: this.keep(row),
	});

	private readonly dated = ({ rows }: Page): Dated[] =>
		rows.map((row) => ({ ...this.ranked(row), moment: this.momentOf(row) }));

	private readonly sheet = ({ rows }: Page): Sheet => ({
		rows: rows.map(this.ranked),
		head: this.edge(rows),
		tail: this.edge([...rows].reverse()),
		isShort: rows.length < this.options.max,
		isSorted: rows.every(
			(row, place) => place === 0 || !(this.momentOf(row) > this.momentOf(rows[place - 1])),
		),
	});

	private edge(rows: IDataObject[]): Edge {
		if (rows.length === 0) return NOTHING;
		const moment = this.momentOf(rows[0]);
		const inner = rows.findIndex((row) => this.momentOf(row) !== moment);
		return { moment, ids: rows.slice(0, inner < 0 ? undefined : inner).map(({ id }) => id) };
	}
}

const NOTHING: Edge = { moment: NaN, ids: [] };

/** Whether rows have what tells them apart and where they are. */
const isTelling = ({ moment, ids }: Edge) => Number.isFinite(moment) && !ids.includes(undefined);

/**
 * Whether two pages have just the row in common that ends the one and begins the other. If they have more,
 * rows of one moment were given in another order, and others of that moment may have been left out.
 */
const isJoint = (above: Edge, below: Edge) =>
	above.ids[0] === below.ids[0] && below.ids.filter((id) => above.ids.includes(id)).length === 1;

/** What stays in memory of a row until the list is whole. */
const undated = ({ id, rank, kept }: Dated): Ranked => ({ id, rank, kept });

/** How the user sorts the list: 1 for the smallest value first, -1 for the largest. */
interface Sorting {
	value: MomentOf;
	sign: 1 | -1;
}

/** How the user sorts the list; undefined when that is how it is read. */
function sortingOf({ by, sorts = {} }: SliceOptions, query: IDataObject): Sorting | undefined {
	const { sort = `-${by}` } = query;
	const [, sign, key] = /^(-?)(.*)$/.exec(String(sort)) as string[];
	const value = sorts[key];
	if (!value || (sign && key === by)) return undefined;
	return { value, sign: sign ? -1 : 1 };
}

/** Whether Allegro refused because too much matches. */
function isRefusal(error: unknown, { refusal }: SliceOptions): boolean {
	const { context } = error as Partial<NodeApiError>;
	return refusal !== undefined && (context?.allegro as IDataObject)?.code === refusal;
}

/** step, 2 * step, ... and the last one, or as far as it goes. */
function placesUpTo(last: number, step: number, farthest: number): number[] {
	const places: number[] = [];
	for (let place = step; place < last && place <= farthest; place += step) places.push(place);
	if (last <= farthest || places.length === 0) places.push(Math.min(last, farthest));
	return places;
}
