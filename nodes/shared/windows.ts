import type { IDataObject } from 'n8n-workflow';

import { windowOf, within } from './backlog';
import { OutOfTime } from './gate';
import type { Fetch } from './pagination';
import { offset } from './pagination';
import type { Asked, Reading, Sighting } from './watch';

/** A list that Allegro filters by date, without telling how long it is. */
export interface Windowed {
	list: Fetch;
	/** The field of the date, whose filters are `<by>.gte` and `<by>.lte`. */
	by: string;
	/** The largest page. */
	size: number;
	/** Makes sightings of rows. */
	seen(rows: IDataObject[]): Sighting[];
}

/** What is dated in a window, and its last moment; without one, it is all there is. */
interface Window {
	sightings: Sighting[];
	to?: number;
}

/** Nothing is dated before this. */
const FIRST_MS = Date.parse('2000-01-01T00:00:00Z');
/** The first window; those that follow are made to fit a page. */
const FIRST_SPAN_MS = 30 * 24 * 3_600_000;

/**
 * Reads what a watch is asked for: the list as a whole or, once that took more than the time of a poll, in
 * windows of dates that fit a page each, as many as there is time for. The next poll goes on behind them.
 */
export async function readInTime(windowed: Windowed, asked: Asked): Promise<Reading> {
	const { since, isBehind, isWhole } = asked;
	if (isBehind && !isWhole) return await readWindows(windowed, asked);
	const reading = rowsOf(windowed, since, undefined, Infinity);
	const sightings = await (isWhole ? reading : reading.catch(nothingWhenOutOfTime));
	return sightings ? { sightings } : { sightings: [], parts: [], until: Date.now() };
}

async function readWindows(windowed: Windowed, asked: Asked): Promise<Reading> {
	const { since = FIRST_MS, place, deadline } = asked;
	const windows = new Windows(windowed, place === undefined ? since : Number(place) + 1);
	const reading = { sightings: [] as Sighting[], parts: [] as string[] };
	while (Date.now() < deadline) {
		const window = await windows.next().catch(nothingWhenOutOfTime);
		if (!window) break;
		const part = String(window.to ?? Date.now());
		reading.parts.push(part);
		reading.sightings.push(...window.sightings.map((one) => ({ ...one, part })));
		if (window.to === undefined) return reading;
	}
	return { ...reading, until: Date.now() };
}

function nothingWhenOutOfTime(error: unknown): undefined {
	if (!(error instanceof OutOfTime)) throw error;
}

/** Windows of dates, one after the other, the oldest first. */
class Windows {
	private span = FIRST_SPAN_MS;

	constructor(
		private readonly windowed: Windowed,
		private from: number,
	) {}

	/** @throws OutOfTime when there is no time left to read it. */
	async next(): Promise<Window> {
		const { from } = this;
		for (;;) {
			const end = from + this.span < Date.now() ? from + this.span : undefined;
			const rows = await rowsOf(this.windowed, from, end, this.windowed.size);
			if (rows.length < this.windowed.size) {
				this.span *= 2;
				return this.endingAt(end, rows);
			}
			const to = lastWholeMoment(rows);
			if (to >= from) return this.endingAt(to, rows);
			if (this.span === 1) {
				// A millisecond with more than a page is read for all that.
				return this.endingAt(from, await rowsOf(this.windowed, from, from, Infinity));
			}
			this.span = Math.max(1, Math.floor(Math.min(this.span, Date.now() - from) / 2));
		}
	}

	private endingAt(to: number | undefined, rows: Sighting[]): Window {
		this.from = (to ?? Infinity) + 1;
		return { sightings: rows.filter(({ date }) => Date.parse(date) <= (to ?? Infinity)), to };
	}
}

async function rowsOf(
	{ list, by, size, seen }: Windowed,
	from: number | undefined,
	to: number | undefined,
	most: number,
): Promise<Sighting[]> {
	return seen(await offset({ max: size })(within(list, windowOf(by, from, to)), most));
}

/** Up to which moment a full page has all there is, if it comes oldest first: before that of its last row. */
function lastWholeMoment(rows: Sighting[]): number {
	const moments = rows.map(({ date }) => Date.parse(date));
	const isSorted = moments.every((moment, place) => place === 0 || moment >= moments[place - 1]);
	return isSorted ? moments[moments.length - 1] - 1 : NaN;
}
