import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Fetch } from '../../nodes/shared/pagination';
import { eventId, offset, pageToken } from '../../nodes/shared/pagination';
import { fetching } from './fetching';

const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: `row-${index}` }));

/** A list with offset and limit, that notes what it is asked for. */
function list(all: IDataObject[], { total = true } = {}) {
	const asked: Array<[number, number]> = [];
	const fetch = fetching(async (query) => {
		const from = Number(query.offset);
		const limit = Number(query.limit);
		asked.push([from, limit]);
		const page = all.slice(from, from + limit);
		return { rows: page, body: total ? { totalCount: all.length } : {} };
	});
	return { fetch, asked };
}

/** What Simplify leaves of a row may lack all that it is told apart by. */
const keep = ({ id }: IDataObject) => ({ name: id });
const kept = (all: IDataObject[]) => all.map(keep);

describe('offset', () => {
	test('gets what is wanted, whatever the sizes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(400),
				fc.integer({ min: 2, max: 50 }),
				fc.option(fc.integer({ min: 1, max: 500 }), { nil: Infinity }),
				fc.boolean(),
				async (count, max, wanted, total) => {
					const all = rows(count);
					const { fetch, asked } = list(all, { total });
					expect(await offset({ max })(fetch, wanted)).toEqual(all.slice(0, wanted));
					for (const [, limit] of asked) expect(limit).toBeLessThanOrEqual(max);
					// Pages overlap by a row, and a full one may have a next.
					const stride = Math.max(1, max - 1);
					if (total)
						expect(asked.length).toBeLessThanOrEqual(
							Math.ceil(Math.min(count, wanted) / stride) + 1,
						);
				},
			),
		);
	});

	test('asks for the pages after the first at once', async () => {
		const { fetch } = list(rows(1000));
		let open = 0;
		let most = 0;
		const slow: Fetch = async (query, take) => {
			most = Math.max(most, ++open);
			await new Promise((resolve) => setTimeout(resolve, 1));
			open--;
			return await fetch(query, take);
		};
		await offset({ max: 100 })(slow, Infinity);
		expect(most).toBe(10);
	});

	test('a row that moves to the next page is given once', async () => {
		const all = rows(150);
		let calls = 0;
		const fetch = fetching(async (query) => {
			if (calls++ === 1) all.unshift({ id: 'new' });
			const from = Number(query.offset);
			return { rows: all.slice(from, from + 100), body: { totalCount: 150 } };
		});
		const got = await offset({ max: 100 })(fetch, Infinity, {}, keep);
		expect(got).toEqual(kept([{ id: 'new' }, ...rows(150)]));
	});

	test('a page is made light before the others have come', async () => {
		const { fetch } = list(rows(50));
		let light = 0;
		const last: Fetch = async (query, take) => {
			if (query.offset === 40) await new Promise((resolve) => setImmediate(resolve));
			if (query.offset === 40) expect(light).toBe(40);
			return await fetch(query, take);
		};
		const counting = (row: IDataObject) => ({ place: ++light, ...row });
		expect(await offset({ max: 10 })(last, Infinity, {}, counting)).toHaveLength(50);
	});

	test.each([true, false])(
		'says when the ceiling cuts the list (total known: %s)',
		async (total) => {
			const { fetch } = list(rows(2001), { total });
			const pages = offset({ max: 100, ceiling: 2000, narrow: 'Use dates' });
			await expect(pages(fetch, Infinity)).rejects.toThrow(/match.+at most 2000.+Use dates/);
			await expect(pages(fetch, 2000)).resolves.toHaveLength(2000);
		},
	);

	test('never asks beyond the ceiling', async () => {
		const { fetch, asked } = list(rows(130), { total: false });
		await offset({ max: 60, ceiling: 130 })(fetch, 130);
		for (const [from, limit] of asked) expect(from + limit).toBeLessThanOrEqual(130);
	});
});

describe('offset with a largest offset', () => {
	test('reaches all that can be reached, with pages that overlap', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(119),
				fc.option(fc.integer({ min: 1, max: 119 }), { nil: Infinity }),
				async (count, wanted) => {
					// With as many rows as can be had, nothing tells that there are no more.
					const all = rows(Math.min(count, 118));
					const { fetch, asked } = list(all, { total: false });
					const pages = offset({ max: 60, lastOffset: 59 });
					expect(await pages(fetch, wanted)).toEqual(all.slice(0, wanted));
					for (const [from] of asked) expect(from).toBeLessThanOrEqual(59);
				},
			),
		);
	});

	test('says when there is more', async () => {
		const { fetch } = list(rows(130), { total: false });
		const pages = offset({ max: 60, lastOffset: 59, narrow: 'Delete some' });
		await expect(pages(fetch, Infinity)).rejects.toThrow(/More than 119.+Delete some/);
	});
});

describe('pageToken', () => {
	test('follows the pages to the end', async () => {
		const all = rows(25);
		const fetch = fetching(async (query) => {
			const from = Number(query['page.id'] ?? 0);
			const next = from + 10;
			const body = next < all.length ? { nextPage: { id: String(next) } } : {};
			return { rows: all.slice(from, next), body };
		});
		expect(await pageToken()(fetch, Infinity)).toEqual(all);
		expect(await pageToken()(fetch, 12, {}, keep)).toEqual(kept(all.slice(0, 12)));
	});

	test('goes on after short pages, and fills a Limit', async () => {
		const all = rows(40);
		// Pages of 10 of which Allegro gives 10, 3, none and 7 rows.
		const sizes = [10, 3, 0, 7];
		const fetch = fetching(async (query) => {
			const [from, page] = String(query['page.id'] ?? '0 0')
				.split(' ')
				.map(Number);
			const to = from + Math.min(Number(query.limit), sizes[page % 4]);
			const next = to < all.length ? { nextPage: { id: `${to} ${page + 1}` } } : {};
			return { rows: all.slice(from, to), body: next };
		});
		expect(await pageToken({ max: 10 })(fetch, Infinity)).toEqual(all);
		expect(await pageToken({ max: 10 })(fetch, 15)).toEqual(all.slice(0, 15));
	});

	test('a row that moved to the front is given once, wherever it was', async () => {
		for (const moved of [2, 12, 27]) {
			for (const moves of [1, 2]) {
				const all = rows(30);
				let asked = 0;
				const fetch = fetching(async (query) => {
					if (asked++ === moves) all.unshift(...all.splice(moved, 1));
					const from = Number(query['page.id'] ?? 0);
					const next = from + 10 < all.length ? { nextPage: { id: String(from + 10) } } : {};
					return { rows: all.slice(from, from + 10), body: next };
				});
				const got = await pageToken({ max: 10, moves: true })(fetch, Infinity);
				expect(got.map(({ id }) => id).sort()).toEqual(
					rows(30)
						.map(({ id }) => id)
						.sort(),
				);
			}
		}
	});

	test('stops when the same page is named again', async () => {
		const fetch = fetching(async () => ({ rows: rows(1), body: { nextPage: { id: 'same' } } }));
		await expect(pageToken()(fetch, Infinity)).rejects.toThrow('same next page twice');
	});
});

describe('eventId', () => {
	test('reads on from the last event', async () => {
		const all = rows(2500);
		const asked: unknown[] = [];
		const fetch = fetching(async ({ from, limit }) => {
			asked.push(from);
			const start = from ? all.findIndex(({ id }) => id === from) + 1 : 0;
			return { rows: all.slice(start, start + Number(limit)), body: {} };
		});
		expect(await eventId({ max: 1000 })(fetch, Infinity, {}, keep)).toEqual(kept(all));
		expect(asked).toEqual([undefined, 'row-999', 'row-1999', 'row-2499']);
	});

	test('goes on after a short page, and fills a Limit', async () => {
		const all = rows(60);
		const fetch = fetching(async ({ from, limit }) => {
			const start = from ? all.findIndex(({ id }) => id === from) + 1 : 0;
			// Of ten events that Allegro reads, three are of the type that was asked for.
			return { rows: all.slice(start, start + Math.min(3, Number(limit))), body: {} };
		});
		expect(await eventId({ max: 10 })(fetch, Infinity)).toEqual(all);
		expect(await eventId({ max: 10 })(fetch, 20)).toEqual(all.slice(0, 20));
	});

	test('a page that begins with the event it was asked from gives that once', async () => {
		const all = rows(25);
		const fetch = fetching(async ({ from, limit }) => {
			const start = from ? all.findIndex(({ id }) => id === from) : 0;
			return { rows: all.slice(start, start + Number(limit)), body: {} };
		});
		expect(await eventId({ max: 10 })(fetch, Infinity)).toEqual(all);
	});

	test('ends when a journal repeats its last event', async () => {
		const fetch = fetching(async () => ({ rows: rows(1000), body: {} }));
		expect(await eventId({ max: 1000 })(fetch, Infinity)).toHaveLength(1000);
	});
});
