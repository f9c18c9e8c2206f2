import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { offset } from '../../nodes/shared/pagination';
import { times } from '../fuzz/runs';
import { generator } from '../random';
import { MovingList, type Motion, type MovingListOptions } from './movingList';

const rowsOf = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, place) => ({ id: `row-${place}` }));
/** Rows without an ID, of which each is there `twins` times. */
const alike = (count: number, twins = 1): IDataObject[] =>
	Array.from({ length: count }, (_, place) => ({ at: Math.floor(place / twins), amount: '10.00' }));

/** What every reading owes: what was there all the time, once each, in its order. */
function expectWhole(list: MovingList, got: IDataObject[], wanted = Infinity): void {
	const staying = list.staying();
	const places = new Map(got.map((row, place) => [row, place] as const));
	expect(places.size).toBe(got.length);
	// Of a list that is cut off, nothing may be missing above the last row.
	const given = staying.filter((row) => places.has(row)).length;
	const owed = wanted === Infinity ? staying : staying.slice(0, given);
	expect(owed.filter((row) => !places.has(row))).toEqual([]);
	const order = staying.map((row) => places.get(row)).filter((place) => place !== undefined);
	expect(order).toEqual([...order].sort((a, b) => a - b));
	if (wanted < Infinity) {
		expect(got).toHaveLength(Math.min(wanted, got.length));
		expect(got.length).toBeGreaterThanOrEqual(Math.min(wanted, staying.length));
	}
}

const motions = fc.array(
	fc.record({
		what: fc.constantFrom<Motion['what']>(
			'front',
			'any',
			'gone',
			'gone at front',
			'end',
			'nothing',
		),
		which: fc.nat(),
		count: fc.integer({ min: 1, max: 3 }),
	}),
	{ maxLength: 60 },
);

describe('a list that moves', () => {
	test.each([
		['with a total', true, true],
		['without a total', false, true],
		['with a total, rows without IDs', true, false],
		['without a total, rows without IDs', false, false],
	])('%s: gives what stays once, in order', async (_, total, ids) => {
		let told = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.nat(300),
				fc.integer({ min: 5, max: 40 }),
				fc.option(fc.integer({ min: 1, max: 320 }), { nil: Infinity }),
				motions,
				async (count, max, wanted, moves) => {
					const list = new MovingList(ids ? rowsOf(count) : alike(count), { total, moves });
					const got = await read(list, max, wanted);
					if (got) expectWhole(list, got, wanted);
					else told++;
				},
			),
			times(400),
		);
		// A few in a hundred thousand, where three readings in a row do not fit.
		expect(told).toBeLessThanOrEqual(Math.ceil(times(400).numRuns / 400));
	});

	/** @returns nothing where it is told that rows could be missing. */
	async function read(list: MovingList, max: number, wanted: number) {
		return await offset({ max })(list.fetch, wanted).catch((error: Error) => {
			expect(error.message).toMatch(/could be missing or doubled/);
		});
	}
});

describe('histories that lost rows, doubled them, or were refused', () => {
	const history = (text: string) =>
		text.split(', ').map((move): Motion => {
			const [, what, which = 0, count] = /^(.+?)(?: at (\d+))?: (\d)$/.exec(move)!;
			return { what: what as Motion['what'], which: Number(which), count: Number(count) };
		});
	const still = 'nothing: 1';

	test.each<[string, number, number, number, boolean, boolean, string]>([
		// A bridge makes the sequence end just where the next page begins, so that no row of both is compared.
		['loses', 6, 3, Infinity, true, true, 'any at 0: 2, gone at front: 2, any at 3: 1'],
		['loses', 8, 4, Infinity, true, true, 'any at 0: 2, gone at 0: 2, any at 5: 1'],
		['loses', 10, 3, Infinity, true, true, 'gone at front: 1, gone at 1: 2, front: 1'],
		['doubles', 5, 3, Infinity, false, false, `any at 0: 1, front: 1, ${still}, any at 0: 3`],
		['doubles', 6, 3, Infinity, true, false, 'end: 1, end: 1, any at 0: 1, gone at front: 2'],
		// What is read at the front again reaches below the first page.
		['cuts off', 8, 3, 6, false, true, `${still}, gone at front: 1, gone at front: 2`],
		// The list grows by as many rows as a page goes on.
		['refuses', 8, 4, Infinity, true, true, 'front: 1, front: 1, front: 3'],
		['refuses', 33, 18, 38, false, true, 'front: 3, end: 2, front: 3'],
	])('%s nothing (%i rows on pages of %i)', async (_, count, max, wanted, total, ids, moves) => {
		const list = new MovingList(ids ? rowsOf(count) : alike(count), {
			total,
			moves: history(moves),
		});
		expectWhole(list, await offset({ max })(list.fetch, wanted), wanted);
	});
});

describe('an answer that is not what it should be', () => {
	const all = rowsOf(400);
	const read = async (list: MovingList) => await offset({ max: 100 })(list.fetch, Infinity);

	test.each<[string, MovingListOptions]>([
		['a total that is too small', { total: (rows) => Math.floor(rows * 0.95) }],
		['a total that counts the page', { total: () => 100 }],
		['a total that is too large', { total: (rows) => rows + 20 }],
		['a total of 0', { total: () => 0 }],
		['half of the page that was asked for', { largest: 50 }],
		['half of the page, and no total', { largest: 50, total: false }],
		...[0, 1, 2, 3, 4].flatMap(
			(request): Array<[string, MovingListOptions]> => [
				[
					`request ${request} lacks a row`,
					{
						spoil: (rows, { count }) =>
							count === request ? [...rows.slice(0, 30), ...rows.slice(31)] : rows,
					},
				],
				[
					`request ${request} lacks its last row`,
					{ spoil: (rows, { count }) => (count === request ? rows.slice(0, -1) : rows) },
				],
				[
					`request ${request} lacks a row, and there is no total`,
					{
						total: false,
						spoil: (rows, { count }) =>
							count === request ? [...rows.slice(0, 30), ...rows.slice(31)] : rows,
					},
				],
				[
					`request ${request} lacks a row, and the next one has none`,
					{
						spoil: (rows, { count }) =>
							count === request
								? [...rows.slice(0, 30), ...rows.slice(31)]
								: count === request + 1
									? []
									: rows,
					},
				],
			],
		),
		...[1, 2, 3, 4].map((request): [string, MovingListOptions] => [
			// https://github.com/allegro/allegro-api/issues/3740
			`request ${request} is answered with no rows and another total`,
			{
				spoil: (rows, { count }) => (count === request ? [] : rows),
				total: (rows, place) => (place > 0 && place < 120 ? 7 : rows),
			},
		]),
		[
			'rows of one date that come in another order each time',
			{
				order: (rows, request) =>
					Array.from({ length: 40 }, (_, group) => rows.slice(group * 10, group * 10 + 10)).flatMap(
						(tied) => [...tied.slice(request % 10), ...tied.slice(0, request % 10)],
					),
			},
		],
	])('%s loses nothing', async (_, options) => {
		const got = await read(new MovingList(all, options));
		expect(new Set(got).size).toBe(400);
		expect(got).toHaveLength(400);
	});

	test.each<[string, MovingListOptions]>([
		[
			'a page that lacks a row each time',
			{ spoil: (rows) => rows.filter(({ id }) => id !== 'row-150') },
		],
		['a place that is always empty', { spoil: (rows, { offset: at }) => (at > 60 ? [] : rows) }],
		['a total, and no row at all', { spoil: () => [] }],
	])('%s is told, and no part of the list is given', async (_, options) => {
		await expect(read(new MovingList(all, options))).rejects.toThrow(/could be missing or doubled/);
	});

	test('rows without IDs that are alike are all given, and none twice', async () => {
		const list = new MovingList(alike(400, 3), {
			moves: [{ what: 'front', which: 0, count: 1 }],
		});
		const got = await read(list);
		expect(got.filter((row) => list.there.includes(row))).toEqual(list.there);
		expect(new Set(got).size).toBe(got.length);
	});
});

describe('what a still list costs', () => {
	/** How many requests the lists of these lengths take, of what their pages would without a joint. */
	async function costOf(lengths: number[], max: number, total = true): Promise<number> {
		let [asked, pages] = [0, 0];
		for (const length of lengths) {
			const list = new MovingList(rowsOf(length), { total, counts: true });
			expect(await offset({ max })(list.fetch, Infinity)).toHaveLength(length);
			asked += list.asked.length;
			pages += Math.ceil(length / max);
		}
		return asked / pages;
	}
	const upTo = (most: number, step: number) =>
		Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step);

	// The figures stand in docs/performance.md.
	test.each([
		[50, 1.0203],
		[60, 1.0169],
		[100, 1.0101],
		[200, 1.0056],
		[1_000, 1.001],
	])(
		'pages of %i take %d times as many requests, over lists up to 10,000 rows',
		async (max, most) => {
			expect(await costOf(upTo(10_000, 83), max)).toBeLessThanOrEqual(most);
		},
	);

	test.each([1, 20, 99, 100])(
		'%i rows take one request where 100 fit on a page',
		async (length) => {
			expect(await costOf([length], 100)).toBe(1);
		},
	);

	test('a request more at most, for each hundred pages', async () => {
		for (const length of [101, 199, 200, 250, 1_000, 1_990, 2_500, 9_900, 10_000, 25_000]) {
			const pages = Math.ceil(length / 100);
			const most = pages + Math.ceil(pages / 98);
			expect(await costOf([length], 100)).toBeLessThanOrEqual(most / pages);
		}
	});

	test('without a total, waves of eight pages go beyond the end at most', async () => {
		for (const length of [101, 250, 1_000, 2_500, 10_000]) {
			const pages = Math.ceil(length / 100);
			expect(await costOf([length], 100, false)).toBeLessThanOrEqual((1.02 * pages + 8) / pages);
		}
	});

	test('a total that may be the number of rows on the page is not believed', async () => {
		const list = new MovingList(rowsOf(250), { total: () => 100 });
		expect(await offset({ max: 100 })(list.fetch, Infinity)).toHaveLength(250);
	});

	test('a Limit asks for no more rows than it needs', async () => {
		const list = new MovingList(rowsOf(500));
		expect(await offset({ max: 100 })(list.fetch, 250)).toEqual(list.there.slice(0, 250));
		expect(list.asked).toEqual([
			[0, 100],
			[99, 100],
			[198, 52],
		]);
		const short = new MovingList(rowsOf(500));
		expect(await offset({ max: 100 })(short.fetch, 7)).toEqual(short.there.slice(0, 7));
		expect(short.asked).toEqual([[0, 7]]);
	});
});

describe('an order that nobody documents', () => {
	const shuffled = (rows: IDataObject[], seed: number) => {
		const random = generator(seed);
		return rows
			.map((row) => [random(), row] as const)
			.sort(([a], [b]) => a - b)
			.map(([, row]) => row);
	};

	test('the newest last: what comes meanwhile is at the end', async () => {
		for (let which = 0; which < 40; which++) {
			const moves = Array.from(
				{ length: 30 },
				(_, round): Motion => ({
					what: (round + which) % 3 === 0 ? 'gone' : 'end',
					which: which * 7 + round,
					count: 1,
				}),
			);
			const list = new MovingList(rowsOf(297), { moves, total: which % 2 === 0 });
			expectWhole(list, await offset({ max: 100 })(list.fetch, Infinity));
		}
	});

	test('another one for each request, or for one of them: all is given, or it is said', async () => {
		let told = 0;
		for (let seed = 0; seed < 60; seed++) {
			const total = seed % 2 === 0;
			const list = new MovingList(rowsOf(350), {
				total,
				order: (rows, request) =>
					seed % 3 === 0 || request === seed % 5 ? shuffled(rows, seed + request) : rows,
			});
			const got = await offset({ max: 100 })(list.fetch, Infinity).catch((error: Error) => error);
			if (got instanceof Error) {
				expect(got.message).toMatch(/kept changing/);
				told++;
			} else expect([new Set(got).size, got.length]).toEqual([350, 350]);
		}
		expect(told).toBeLessThan(60);
	});
});

test('a Limit is filled while orders leave the list', async () => {
	const moves: Motion[] = Array.from({ length: 5 }, (_, round) => ({
		what: 'gone',
		which: round * 37,
		count: 1,
	}));
	const list = new MovingList(rowsOf(2_000), { moves });
	expect(await offset({ max: 100 })(list.fetch, 1_000)).toHaveLength(1_000);
});

test('a row that moves to the front while the list is read is found there', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(300), fc.integer({ min: 1, max: 3 }), async (which, request) => {
			const nothing: Motion = { what: 'nothing', which: 0, count: 1 };
			const moves: Motion[] = [
				...Array.from({ length: request - 1 }, () => nothing),
				{ what: 'to front', which, count: 1 },
			];
			const list = new MovingList(rowsOf(300), { moves });
			const got = await offset({ max: 50 })(list.fetch, Infinity);
			expect(got).toHaveLength(300);
			expect(new Set(got)).toEqual(new Set(list.there));
		}),
		times(100),
	);
});
