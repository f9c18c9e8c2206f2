import { hash } from 'node:crypto';

/**
 * What was handed over, as a text that n8n can save with each poll: IDs, each with a number from 0 to
 * 255 that says how far it was told. Up to some thousands are written down one by one. More of them are
 * summed up in a sketch of constant size, which cannot say what it holds, but tells what differs
 * between it and what is there now: an invertible Bloom lookup table.
 *
 * Source: Goodrich and Mitzenmacher, Invertible Bloom Lookup Tables, https://arxiv.org/abs/1101.2245
 */

/** ID and number of each, for `recall`. No number: it is not expected to have been noted. */
export type Present = ReadonlyMap<string, number | undefined>;

const KEY_BYTES = 6;
/** Key, number, and a byte that must fit to both. */
const ITEM_BYTES = KEY_BYTES + 2;
/** How many are written down one by one: each takes 9.3 characters. */
export const MOST_LISTED = 20_000;
/** Up to how many a list is filled up with what it held before. */
const MOST_KEPT = 3_200;
/** So many of them even when there are more entries than that. */
const MOST_BESIDE = 1_600;
/** A cell takes 12 characters. Differences can be told up to four fifths of the number of cells. */
const CELLS_PER_TABLE = 5_200;
const TABLES = 3;
const CELL_BYTES = ITEM_BYTES + 1;
const TABLE_BYTES = TABLES * CELL_BYTES;

/**
 * The text for these, at most 190 KB, and 30 KB where there are no more than some thousands. As long as
 * there is room, what the last text lists is kept too: what is missing from one answer of Allegro can be in
 * the next.
 *
 * @param room how much is listed with it; more than are listed at all makes a list of the latest in any case.
 */
export function written(
	entries: ReadonlyMap<string, number>,
	last = 'L',
	room: number = MOST_KEPT,
): string {
	if (entries.size > MOST_LISTED && room <= MOST_LISTED) {
		const sketch = new Sketch();
		for (const [id, number] of entries) sketch.toggle(itemOf(keyOf(id), number), 1);
		return `S${sketch.cells.toString('base64')}`;
	}
	const listed = last.startsWith('L') ? listOf(last) : new Map<string, number>();
	for (const [id, number] of entries) {
		const key = keyOf(id).toString('hex');
		// What is met again is kept longer.
		listed.delete(key);
		listed.set(key, number);
	}
	const most = Math.min(MOST_LISTED, Math.max(entries.size + MOST_BESIDE, room));
	const items = [...listed].slice(-most).map(([key, number]) => `${key}${hexOf(number)}`);
	return `L${Buffer.from(items.join(''), 'hex').toString('base64')}`;
}

/**
 * The numbers that were noted for those that are there now, as far as they were.
 *
 * @returns undefined when it cannot be told, because more has changed than a sketch can hold.
 */
export function recall(text: string, present: Present): Map<string, number> | undefined {
	if (text.startsWith('S')) return compared(bytesOf(text), present);
	const listed = listOf(text);
	const found = new Map<string, number>();
	for (const id of present.keys()) {
		const number = listed.get(keyOf(id).toString('hex'));
		if (number !== undefined) found.set(id, number);
	}
	return found;
}

/** The numbers of a list by key, in hexadecimal digits. */
function listOf(text: string): Map<string, number> {
	const digits = bytesOf(text).toString('hex');
	const listed = new Map<string, number>();
	for (let at = 0; at < digits.length; at += KEY_BYTES * 2 + 2) {
		const end = at + KEY_BYTES * 2;
		listed.set(digits.slice(at, end), parseInt(digits.slice(end, end + 2), 16));
	}
	return listed;
}

/** What is there now is taken out of the sketch; what remains are the differences. */
function compared(bytes: Buffer, present: Present): Map<string, number> | undefined {
	if (bytes.length === 0 || bytes.length % TABLE_BYTES !== 0) return undefined;
	const sketch = new Sketch(bytes);
	const found = new Map<string, number>();
	const ids = new Map<string, string>();
	for (const [id, number] of present) {
		const key = keyOf(id);
		ids.set(key.toString('hex'), id);
		if (number === undefined) continue;
		sketch.toggle(itemOf(key, number), -1);
		found.set(id, number);
	}
	const differences = sketch.emptied();
	if (!differences) return undefined;
	// First what is new, then what was noted otherwise: the same ID can be both.
	differences.sort((a, b) => a.count - b.count);
	for (const { item, count } of differences) {
		const id = ids.get(item.toString('hex', 0, KEY_BYTES));
		if (id === undefined) continue;
		if (count < 0) found.delete(id);
		else found.set(id, item[KEY_BYTES]);
	}
	return found;
}

const bytesOf = (text: string) => Buffer.from(text.slice(1), 'base64');

const hexOf = (number: number) => number.toString(16).padStart(2, '0');

interface Difference {
	item: Buffer;
	/** 1: only the sketch has it; -1: only what is there now. */
	count: number;
}

class Sketch {
	/** As many as when it was written: an older package wrote smaller ones. */
	private readonly perTable: number;

	constructor(readonly cells: Buffer = Buffer.alloc(CELLS_PER_TABLE * TABLE_BYTES)) {
		this.perTable = cells.length / TABLE_BYTES;
	}

	/** Puts an item in, or takes it out: the sum is an exclusive or. */
	toggle(item: Buffer, by: number): void {
		for (let table = 0; table < TABLES; table++) {
			const start = this.cellOf(item, table) * CELL_BYTES;
			for (let at = 0; at < ITEM_BYTES; at++) this.cells[start + at] ^= item[at];
			this.cells[start + ITEM_BYTES] += by;
		}
	}

	/** Takes out all there is, from the cells that hold just one; undefined when none does. */
	emptied(): Difference[] | undefined {
		const taken: Difference[] = [];
		const waiting = Array.from({ length: TABLES * this.perTable }, (_, cell) => cell);
		for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
			const count = this.cells.readInt8(cell * CELL_BYTES + ITEM_BYTES);
			const item = Buffer.from(this.cells.subarray(cell * CELL_BYTES).subarray(0, ITEM_BYTES));
			const table = Math.floor(cell / this.perTable);
			if (Math.abs(count) !== 1 || !isItem(item) || this.cellOf(item, table) !== cell) continue;
			this.toggle(item, -count);
			taken.push({ item, count });
			if (taken.length > this.cells.length) return undefined;
			for (let other = 0; other < TABLES; other++) waiting.push(this.cellOf(item, other));
		}
		return this.cells.every((byte) => byte === 0) ? taken : undefined;
	}

	/** The cell of an item in one of the tables: each key and number has its own. */
	private cellOf(item: Buffer, table: number): number {
		return table * this.perTable + (mixed(item, item[KEY_BYTES], table) % this.perTable);
	}
}

const keyOf = (id: string) => hash('sha256', id, 'buffer').subarray(0, KEY_BYTES);

function itemOf(key: Buffer, number: number): Buffer {
	const item = Buffer.allocUnsafe(ITEM_BYTES);
	item.set(key);
	item[KEY_BYTES] = number;
	item[KEY_BYTES + 1] = checkOf(key, number);
	return item;
}

const checkOf = (key: Buffer, number: number) => mixed(key, number, TABLES) & 0xff;

const isItem = (item: Buffer) => item[KEY_BYTES + 1] === checkOf(item, item[KEY_BYTES]);

/** A number that looks random, of a key, its number and a seed (the end of MurmurHash3). */
function mixed(key: Buffer, number: number, seed: number): number {
	let hash = key.readUInt32BE(0) ^ Math.imul(key.readUInt16BE(4) + 1, 0x9e3779b1);
	hash ^= Math.imul((number << 2) + seed + 1, 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
