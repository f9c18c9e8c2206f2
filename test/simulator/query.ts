import { refusal } from './errors';
import { choice, integer, moment } from './router';

/** How many rows a list gives when nothing is said, at most, and how far the offset goes. */
export interface Bounds {
	fallback: number;
	max: number;
	maxOffset?: number;
}

/**
 * The part of the rows that `offset` and `limit` ask for.
 * @throws ApiError 400 or 422 when one of them is no number or out of bounds
 */
export function page<Row>(
	query: URLSearchParams,
	rows: readonly Row[],
	{ fallback, max, maxOffset = Number.MAX_SAFE_INTEGER }: Bounds,
): { rows: Row[]; limit: number; offset: number } {
	const limit = integer(query, 'limit', { min: 1, max, fallback });
	const offset = integer(query, 'offset', { min: 0, max: maxOffset, fallback: 0 });
	return { rows: rows.slice(offset, offset + limit), limit, offset };
}

/** A list's filters as one question. */
export class Filter<Row> {
	private readonly tests: Array<(row: Row) => boolean> = [];

	constructor(private readonly query: URLSearchParams) {}

	/** Rows whose field is (one of) what the parameter asks for, which may be repeated. */
	equal(name: string, field: (row: Row) => unknown, allowed?: readonly string[]): this {
		const wanted = this.query.getAll(name);
		for (const value of allowed ? wanted : []) {
			choice(new URLSearchParams({ [name]: value }), name, allowed!);
		}
		if (wanted.length > 0) this.tests.push((row) => wanted.includes(`${field(row)}`));
		return this;
	}

	/** Rows of which one of the fields is what the parameter asks for. */
	some(name: string, fields: (row: Row) => unknown[]): this {
		const wanted = this.query.getAll(name);
		if (wanted.length > 0) {
			this.tests.push((row) => fields(row).some((field) => wanted.includes(`${field}`)));
		}
		return this;
	}

	/** Rows whose moment (in milliseconds or ISO 8601) lies between `name.gte` and `name.lte`, both included. */
	within(name: string, field: (row: Row) => number | string): this {
		const from = moment(this.query, `${name}.gte`);
		const to = moment(this.query, `${name}.lte`);
		if (from !== undefined && to !== undefined && from > to) {
			throw refusal(422, 'VALIDATION_ERROR', `${name}.gte is later than ${name}.lte`, {
				path: `${name}.gte`,
			});
		}
		const at = (row: Row) => momentOf(field(row));
		if (from !== undefined) this.tests.push((row) => at(row) >= from);
		if (to !== undefined) this.tests.push((row) => at(row) <= to);
		return this;
	}

	where(test: (row: Row) => boolean): this {
		this.tests.push(test);
		return this;
	}

	of(rows: Iterable<Row>): Row[] {
		return [...rows].filter((row) => this.tests.every((test) => test(row)));
	}
}

/** Parsing is most of the work in long lists. */
const moments = new Map<string, number>();

function momentOf(date: number | string): number {
	if (typeof date === 'number') return date;
	const known = moments.get(date) ?? Date.parse(date);
	if (moments.size < 100_000) moments.set(date, known);
	return known;
}

/** The latest first; of the same moment, what came in last. */
export function newestFirst<Row>(rows: Iterable<Row>, at: (row: Row) => string): Row[] {
	const dated = [...rows].reverse().map((row) => ({ row, at: at(row) }));
	const inOrder = dated.every((one, place) => place === 0 || one.at <= dated[place - 1].at);
	if (inOrder) return dated.map(({ row }) => row);
	return dated
		.sort((one, other) => (one.at < other.at ? 1 : -1 * Number(one.at > other.at)))
		.map(({ row }) => row);
}
