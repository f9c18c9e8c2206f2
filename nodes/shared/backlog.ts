import type { IDataObject } from 'n8n-workflow';

import type { Fetch } from './pagination';
import type { Asked, Reading, Sighting } from './watch';
import { isoSince } from './values';

/** Lists that Allegro filters by date, and tells the length of. */
export interface Dated {
	/** One, or some that are read together, with the user's filters. */
	lists: Fetch[];
	/** The field of the date, whose filters are `<by>.gte` and `<by>.lte`. */
	by: string;
	/** Reads all rows of a list in a window, which is those filters. */
	rows(list: Fetch, window: IDataObject): Promise<IDataObject[]>;
	/** Whether a row tells of more than is dated in its window. */
	isSpread?: boolean;
	/** Makes sightings of rows. */
	seen(rows: IDataObject[]): Sighting[];
}

/** What was read up to so recently is read on at once. */
const RECENT_MS = 48 * 3_600_000;
/** So are runs that may be larger than this: their user wants them so. */
const LARGE_RUN = 10_000;
/** Allegro is younger: nothing is dated before this. */
const FIRST_MS = Date.parse('2000-01-01T00:00:00Z');
/** A window has so many rows at least, unless it is the last one: pages are as long as a hundred. */
const FEWEST_ROWS = 1_000;
/** Halvings that find a window: they lead from 30 years to less than a second. */
const MOST_HALVINGS = 40;

/**
 * Reads what a watch is asked for of a list that can be filtered by date. A backlog is read in windows of
 * about as many rows as a run can take, oldest first, so that each poll reads what it tells, and no more.
 */
export async function readDated(dated: Dated, asked: Asked): Promise<Reading> {
	const { since, reached = -1, place, isBehind, isWhole, most } = asked;
	const readRows = async (from: number | undefined, to?: number) => {
		const rows: IDataObject[] = [];
		for (const list of dated.lists) {
			rows.push(...(await dated.rows(list, windowOf(dated.by, from, to))));
		}
		return dated.seen(rows);
	};
	const isRecent = reached > Date.now() - RECENT_MS;
	if (isWhole || (!isBehind && (isRecent || most > LARGE_RUN))) {
		return { sightings: await readRows(since) };
	}
	const from = place === undefined ? since : Number(place) + 1;
	const to = await windowFrom(dated, from, Math.max(FEWEST_ROWS, Math.min(most, LARGE_RUN)));
	const sightings = await readRows(from, to);
	if (to === undefined && !isBehind) return { sightings };
	const part = String(to ?? Date.now());
	return {
		sightings: sightings
			.filter(({ date }) => dated.isSpread || Date.parse(date) <= (to ?? Infinity))
			.map((one) => ({ ...one, part })),
		parts: [part],
		...(to !== undefined && { until: Date.now() }),
	};
}

/**
 * The filters of a window. Allegro's dates can be finer than a millisecond: what is of the last one is
 * asked for with the next, and what is of that is left for the next window.
 */
export function windowOf(
	by: string,
	from: number | undefined,
	to: number | undefined,
): IDataObject {
	return {
		[`${by}.gte`]: isoSince(from),
		...(to !== undefined && { [`${by}.lte`]: isoSince(to + 1) }),
	};
}

/** The list with a window, in which it may be cut further. */
export function within(list: Fetch, window: IDataObject): Fetch {
	return async (page, take) => await list({ ...window, ...page }, take);
}

/** The end of a window with about so many rows; undefined when there are no more than those. */
async function windowFrom(
	{ lists, by }: Dated,
	from: number | undefined,
	enough: number,
): Promise<number | undefined> {
	const countTo = async (to?: number) => {
		const window = windowOf(by, from, to);
		const count = async (list: Fetch) =>
			await list({ ...window, limit: 1, offset: 0 }, ({ body }) => Number(body.totalCount ?? 0));
		const counts = await Promise.all(lists.map(count)).catch((error: { httpCode?: string }) => {
			// Some lists are refused when they are too long.
			if (['400', '422'].includes(String(error.httpCode))) return [Infinity];
			throw error;
		});
		return counts.reduce((a, b) => a + b, 0);
	};
	if ((await countTo()) <= 2 * enough) return undefined;
	let low = Math.max(FIRST_MS, from ?? 0);
	let high = Date.now();
	let fits: number | undefined;
	for (let halving = 0; halving < MOST_HALVINGS && high - low > 1; halving++) {
		const middle = Math.floor((low + high) / 2);
		const count = await countTo(middle);
		if (count <= 2 * enough) {
			fits = middle;
			low = middle;
			if (count >= enough / 2) break;
		} else {
			high = middle;
		}
	}
	// More in a millisecond than a window has: it is read for all that.
	return fits !== undefined && fits >= (from ?? 0) ? fits : high;
}
