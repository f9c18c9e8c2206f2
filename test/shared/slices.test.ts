import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Fetch } from '../../nodes/shared/pagination';
import { sliced } from '../../nodes/shared/slices';
import { times } from '../fuzz/runs';
import { fetching } from './fetching';

interface Row extends IDataObject {
	id?: number;
	at: string;
}

const BEGIN = Date.parse('2026-01-01T00:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const parsed = new Map<string, number>();
const moment = ({ at }: IDataObject): number => {
	const known = parsed.get(at as string);
	if (known === undefined) parsed.set(at as string, Date.parse(at as string));
	return known ?? Date.parse(at as string);
};

/** How a list tells its total: as it is, not at all, or never more than the ceiling. */
type Total = 'known' | 'none' | 'capped';
type Order = 'newest' | 'oldest' | 'mixed';

/** A list that gives what its filters ask for, no more than a ceiling of it, and may change meanwhile. */
class List {
	readonly asked: IDataObject[] = [];
	rows: Row[];
	/** Called before each request but the first, with the number of those before. */
	change: (next: number) => void = () => {};

	constructor(
		rows: Row[],
		readonly ceiling: number,
		readonly options: {
			total?: Total;
			order?: Order;
			query?: IDataObject;
			refuses?: boolean;
			/** Whether rows of one moment come in another order each time. */
			shuffles?: boolean;
		} = {},
	) {
		this.rows = [...rows];
	}

	readonly fetch = fetching(async (page) => {
		if (this.asked.length > 0) this.change(this.asked.length - 1);
		const query: IDataObject = { ...this.options.query, ...page };
		this.asked.push(query);
		const { offset, limit, 'at.gte': gte, 'at.lte': lte } = query as Record<string, string>;
		const found = this.sorted(query.sort).filter(
			(row) =>
				(gte === undefined || moment(row) >= Date.parse(gte)) &&
				(lte === undefined || moment(row) <= Date.parse(lte)),
		);
		const { total = 'known', refuses } = this.options;
		if (Number(offset) + Number(limit) > this.ceiling) throw new Error('422: beyond the ceiling');
		if (refuses && found.length > this.ceiling) {
			throw Object.assign(new Error('422: too many'), {
				context: { allegro: { code: 'TooMany' } },
			});
		}
		const count = total === 'capped' ? Math.min(found.length, this.ceiling) : found.length;
		return {
			rows: found.slice(Number(offset), Number(offset) + Number(limit)),
			body: total === 'none' ? {} : { totalCount: count },
		};
	});

	private place({ id = 0 }: Row): number {
		return ((id + 1) * (this.asked.length + 1) * 2_654_435_761) % 1_000_003;
	}

	private sorted(sort?: unknown): Row[] {
		const order = sort ? (String(sort).startsWith('-') ? 'newest' : 'oldest') : this.options.order;
		if (order === 'mixed') return this.rows;
		const sign = order === 'oldest' ? 1 : -1;
		const rows = [...this.rows];
		if (this.options.shuffles) rows.sort((a, b) => this.place(a) - this.place(b));
		return rows.sort((a, b) => sign * (moment(a) - moment(b)));
	}
}

const kinds = {
	max: fc.integer({ min: 3, max: 9 }),
	pages: fc.integer({ min: 3, max: 12 }),
	ids: fc.boolean(),
	total: fc.constantFrom<Total>('known', 'none', 'capped'),
	refuses: fc.boolean(),
	newestFirst: fc.boolean(),
};
/** Few moments for many rows: dozens of rows share a millisecond, more than a page holds. */
const crowded = fc.record({
	...kinds,
	moments: fc
		.integer({ min: 1, max: 300 })
		.chain((span) => fc.array(fc.nat(span), { maxLength: 300 })),
});
/** More than the ceiling, some in each millisecond, but less in two of them than a page holds. */
const long = fc
	.record({
		...kinds,
		perMs: fc.integer({ min: 1, max: 8 }),
		more: fc.integer({ min: 90, max: 150 }),
	})
	.map(({ perMs, more, ...kind }) => ({
		...kind,
		moments: Array.from({ length: kind.max * kind.pages + more }, (_, row) =>
			Math.floor(row / Math.min(perMs, Math.floor((kind.max - 1) / 2))),
		),
	}));
const rowsAt = (moments: number[], ids = true): Row[] =>
	moments.map((ms, id) => ({ ...(ids ? { id } : {}), at: iso(BEGIN + ms) }));
const timesOf = (rows: IDataObject[], row: IDataObject) =>
	rows.filter((each) => each === row).length;
/** The most rows in two neighbouring milliseconds: what the filters can tell from the others. */
const crowdIn = (moments: number[]) =>
	Math.max(0, ...moments.map((ms) => moments.filter((one) => one === ms || one === ms + 1).length));

describe('sliced', () => {
	test.each<Order>(['newest', 'oldest', 'mixed'])(
		'gives each row once, wherever the ceiling is (%s first)',
		async (order) => {
			await fc.assert(
				fc.asyncProperty(crowded, async ({ moments, max, pages, ids, total, refuses, ...kind }) => {
					const ceiling = pages * max;
					fc.pre(crowdIn(moments) <= ceiling - max);
					const rows = rowsAt(moments, ids);
					const newestFirst = order === 'newest' && kind.newestFirst;
					const { fetch } = new List(rows, ceiling, { total, order, refuses });
					const got = await sliced({ max, ceiling, by: 'at', refusal: 'TooMany', newestFirst })(
						fetch,
						Infinity,
					);
					expect(got).toHaveLength(rows.length);
					for (const row of rows) expect(timesOf(got, row)).toBe(1);
				}),
				times(200),
			);
		},
	);

	test.each<Order>(['oldest', 'mixed'])(
		'gives each row once, or says that it cannot, when the order is not as documented (%s first)',
		async (order) => {
			let whole = 0;
			await fc.assert(
				fc.asyncProperty(long, async ({ moments, max, pages, ids, total, refuses }) => {
					const rows = rowsAt(moments, ids);
					const ceiling = pages * max;
					const { fetch } = new List(rows, ceiling, { total, order, refuses });
					const options = { max, ceiling, by: 'at', refusal: 'TooMany', newestFirst: true };
					const got = await sliced(options)(fetch, Infinity).catch((error: Error) => error);
					if (got instanceof Error) return;
					whole++;
					expect(got).toHaveLength(rows.length);
					for (const row of rows) expect(timesOf(got, row)).toBe(1);
				}),
				times(30),
			);
			expect(whole).toBeGreaterThan(25);
		},
	);

	test('gives as many as are wanted, the newest', async () => {
		await fc.assert(
			fc.asyncProperty(crowded, fc.integer({ min: 1, max: 320 }), async (given, wanted) => {
				const { moments, max, pages, ids, total, refuses, newestFirst } = given;
				const ceiling = pages * max;
				fc.pre(crowdIn(moments) <= ceiling - max);
				const rows = rowsAt(moments, ids);
				const { fetch } = new List(rows, ceiling, { total, refuses });
				const pagesOf = sliced({ max, ceiling, by: 'at', refusal: 'TooMany', newestFirst });
				const got = await pagesOf(fetch, wanted);
				const newest = [...rows].sort((a, b) => moment(b) - moment(a)).slice(0, wanted);
				expect(got.map(moment)).toEqual(newest.map(moment));
				expect(new Set(got).size).toBe(got.length);
			}),
			times(200),
		);
	});

	test('gives each row that was there and still matches once, whatever comes and goes meanwhile', async () => {
		const change = fc.record({
			what: fc.constantFrom('new', 'late', 'gone', 'nothing'),
			which: fc.nat(),
		});
		await fc.assert(
			fc.asyncProperty(long, fc.array(change, { maxLength: 60 }), async (given, changes) => {
				const { moments, max, pages, ids, total, refuses, newestFirst } = given;
				const ceiling = pages * max;
				const rows = rowsAt(moments, ids);
				const list = new List(rows, ceiling, { total, refuses });
				list.change = (next) => {
					const { what, which = 0 } = changes[next] ?? {};
					const id = ids ? { id: 10_000 + next } : {};
					if (what === 'new') list.rows.push({ ...id, at: iso(BEGIN + 10_000 + next) });
					if (what === 'late') list.rows.push({ ...id, at: iso(BEGIN - 1 - next) });
					// Pages have a row in common: only several at once can move one past both.
					if (what === 'gone') list.rows.splice(which % list.rows.length, 1 + (which % 4));
				};
				const pagesOf = sliced({ max, ceiling, by: 'at', refusal: 'TooMany', newestFirst });
				const got = await pagesOf(list.fetch, Infinity);
				for (const row of rows.filter((each) => list.rows.includes(each))) {
					expect(timesOf(got, row)).toBe(1);
				}
				expect(new Set(got).size).toBe(got.length);
			}),
			times(100),
		);
	});

	test('gives each row once when those of one moment come in another order each time', async () => {
		await fc.assert(
			fc.asyncProperty(long, async ({ moments, max, pages, total }) => {
				const rows = rowsAt(moments);
				const { fetch } = new List(rows, pages * max, { total, shuffles: true });
				const pagesOf = sliced({ max, ceiling: pages * max, by: 'at', newestFirst: true });
				const got = await pagesOf(fetch, Infinity);
				expect(got).toHaveLength(rows.length);
				for (const row of rows) expect(timesOf(got, row)).toBe(1);
			}),
			times(100),
		);
	});

	test('finds rows again whose date moved to the present', async () => {
		await fc.assert(
			fc.asyncProperty(long, fc.array(fc.nat(), { maxLength: 10 }), async (given, moves) => {
				const { moments, max, pages, total } = given;
				const ceiling = pages * max;
				const rows = rowsAt(moments);
				const list = new List(rows, ceiling, { total });
				list.change = (next) => {
					if (next >= moves.length) return;
					const [row] = list.rows.splice(moves[next] % list.rows.length, 1);
					list.rows.push({ ...row, at: iso(BEGIN + 10_000 + next) });
				};
				const ratings = sliced({ max, ceiling, by: 'at', newestFirst: true, moves: true });
				// What is kept of a row needs neither its id nor its date.
				const keep = ({ id }: IDataObject) => ({ name: id });
				const got = await ratings(list.fetch, Infinity, {}, keep);
				const ids = got.map(({ name }) => name as number);
				expect(ids.sort((a, b) => a - b)).toEqual(rows.map(({ id }) => id));
			}),
			times(100),
		);
	});

	test('keeps to what the user filters by, and to their order', async () => {
		const rows = rowsAt([...Array(400).keys()]).map((row) => ({ ...row, id: -row.id! }));
		const query = {
			'at.gte': iso(BEGIN + 50),
			'at.lte': iso(BEGIN + 349),
			sort: 'other',
			buyer: 'x',
		};
		const list = new List(rows, 100, { query });
		const pages = sliced({
			max: 10,
			ceiling: 100,
			by: 'at',
			sorts: { at: moment, other: ({ id }) => Number(id) },
		});
		const got = await pages(list.fetch, 280, query, ({ id }) => ({ name: id }));
		expect(got).toEqual(Array.from({ length: 280 }, (_, at) => ({ name: at - 349 })));
		for (const { 'at.gte': gte, 'at.lte': lte, buyer, sort } of list.asked.slice(1)) {
			expect(buyer).toBe('x');
			expect(sort).toBe('-at');
			expect(String(gte) >= query['at.gte'] && String(lte) <= query['at.lte']).toBe(true);
		}
	});

	test.each<[Total, number]>([
		['known', 10],
		['none', 10],
	])('up to the ceiling, nothing more is asked for (total: %s)', async (total, requests) => {
		const list = new List(rowsAt([...Array(60).keys()]), 100, { total });
		await sliced({ max: 10, ceiling: 100, by: 'at' })(list.fetch, Infinity);
		expect(list.asked.map(({ offset, limit }) => [offset, limit])).toEqual(
			expect.arrayContaining([
				[0, 10],
				[54, 10],
			]),
		);
		expect(list.asked.length).toBeLessThan(requests);
		for (const query of list.asked) expect(Object.keys(query)).toEqual(['limit', 'offset']);
	});

	test.each<[string, number, Total, number]>([
		['just as many rows as the ceiling', 100, 'known', 11 + 2],
		// Of which up to 15 pages were asked for while it was not known.
		['one more, which the total hides', 101, 'capped', 20 + 9],
	])('%s take no more requests than they need', async (_, count, total, requests) => {
		const list = new List(rowsAt([...Array(count).keys()]), 100, { total });
		const pages = sliced({ max: 10, ceiling: 100, by: 'at', newestFirst: true });
		expect(await pages(list.fetch, Infinity)).toHaveLength(count);
		expect(list.asked.length).toBeLessThanOrEqual(requests);
	});

	test.each([
		['came', (list: List) => list.rows.push({ id: 500, at: iso(BEGIN + 500) })],
		['was gone', (list: List) => list.rows.splice(90, 1)],
	])('no row is lost when another %s while as many as the ceiling were read', async (_, happen) => {
		const rows = rowsAt([...Array(100).keys()]);
		const list = new List(rows, 100);
		list.change = (next) => {
			if (next === 5) happen(list);
		};
		const pages = sliced({ max: 10, ceiling: 100, by: 'at', newestFirst: true });
		const got = await pages(list.fetch, Infinity);
		for (const row of rows.filter((each) => list.rows.includes(each))) {
			expect(timesOf(got, row)).toBe(1);
		}
	});

	test('says so when more rows than the ceiling share a millisecond, or have no date', async () => {
		const same = new List(rowsAt(Array<number>(101).fill(0)), 100);
		const pages = sliced({ max: 10, ceiling: 100, by: 'at', narrow: 'Use Types' });
		await expect(pages(same.fetch, Infinity)).rejects.toThrow(
			'More than 100 have the date 2026-01-01T00:00:00.000Z, and Allegro lists at most 100 at once. Use Types',
		);
		const dateless = Array.from({ length: 101 }, (_, id) => ({ id }));
		const fetch = fetching(async ({ offset, limit }) => ({
			rows: dateless.slice(Number(offset), Number(offset) + Number(limit)),
			body: {},
		}));
		await expect(pages(fetch, Infinity)).rejects.toThrow('More than 100 have no date');
	});

	test.each([false, true])(
		'when a part fails, the others end (newest first: %s)',
		async (newestFirst) => {
			const { fetch } = new List(rowsAt([...Array(300).keys()]), 200);
			let calls = 0;
			let failed = 0;
			const failing: Fetch = async (query, take) => {
				const call = ++calls;
				await new Promise((resolve) => setImmediate(resolve));
				if (call < 30 || failed > 0) return await fetch(query, take);
				failed = calls;
				throw new Error('503');
			};
			const pages = sliced({ max: 2, ceiling: 200, by: 'at', newestFirst });
			await expect(pages(failing, Infinity)).rejects.toThrow('503');
			await new Promise((resolve) => setTimeout(resolve, 50));
			expect(calls).toBe(failed);
		},
	);
});
