import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createEngine, loadNodeTypes, type Engine } from '../engine';
import { SEED } from '../fuzz/runs';
import { connectedTo } from '../operations/credential';
import { discover, type Discovered } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { generator } from '../random';
import { MovingList, type Motion, type MovingListOptions } from '../shared/movingList';
import { openStub, type Stub, type StubRequest } from '../stub';

/**
 * Every operation whose list has `offset` and `limit`, found in the built descriptions, reads a list that
 * moves between its requests, through n8n's engine and over HTTP: what is there from the beginning to the
 * end comes once and in its order, and a Limit is filled.
 */
const operations = discover(loadNodeTypes()).filter(({ route }) => route.pages);

/** What would make another request of it: a search by phrase has no pages. */
const CHOSEN: Record<string, INodeParameters> = {
	'allegroCatalog compatibleProduct.getAll': { findBy: { groupId: 'group' } },
};
/** How many rows Allegro lets read, where it is less than these tests have. */
const REACH: Array<[RegExp, number]> = [
	[/tasks$/, 1_999],
	// What is beyond is read by date.
	[/refund-dispositions$/, 1_999],
	[/^GET .after-sales-service-conditions/, 119],
];

let stub: Stub;
let engine: Engine;
let list = new MovingList([]);
let path: string[] = [];

beforeAll(async () => {
	stub = await openStub((request) => ({ body: answerTo(request) }));
	const credential = { ...connectedTo(stub), clientId: stub.apiUrl };
	engine = await createEngine(credential, {}, { unwatched: true });
});
afterAll(async () => await stub.close());

/** A page of the list, wherever it is asked for; of what has no offset, nothing. */
function answerTo({ query, body }: StubRequest): unknown {
	const asked = query.has('offset') ? Object.fromEntries(query) : body;
	const isPage = asked.offset !== undefined;
	const page = isPage ? list.page(asked) : { rows: [], body: {} };
	if (path.length === 0) return page.rows;
	const rows = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), page.rows);
	return { ...page.body, ...(rows as IDataObject) };
}

async function read({ node, ...operation }: Discovered, moving: MovingList, wanted = Infinity) {
	list = moving;
	path = (operation.route.rows ?? '').split('.').filter(Boolean);
	stub.requests.length = 0;
	const many = wanted < Infinity ? { returnAll: false, limit: wanted } : { returnAll: true };
	const chosen = { ...many, simplify: false, ...CHOSEN[`${node} ${operation.key}`] };
	const { items, error } = await engine.node(node, sampleParameters(operation, 'minimal', chosen), {
		items: [sampleItem(operation)],
	});
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

const keyOf = ({ id, at }: IDataObject) => String(id ?? at);

/** What stayed is there once, in its order. */
function expectWhole(given: IDataObject[], { staying }: MovingList): void {
	const places = new Map(given.map((row, place) => [keyOf(row), place] as const));
	expect(places.size).toBe(given.length);
	const kept = staying().map((row) => places.get(keyOf(row)));
	expect(kept.filter((place) => place === undefined)).toHaveLength(0);
	expect(kept).toEqual([...(kept as number[])].sort((a, b) => a - b));
}

const motions = (count: number, make: (round: number) => Partial<Motion>): Motion[] =>
	Array.from({ length: count }, (_, round) => ({
		what: 'nothing',
		which: 0,
		count: 1,
		...make(round),
	}));

/** Some of each kind, by chance. */
function anyMotions(seed: number): Motion[] {
	const random = generator(seed);
	const kinds: Array<Motion['what']> = ['front', 'gone', 'any', 'gone at front', 'end', 'nothing'];
	return motions(40, () => ({
		what: kinds[Math.floor(random() * kinds.length)],
		which: Math.floor(random() * 1e6),
		count: 1 + Math.floor(random() * 3),
	}));
}

const HAPPENS: Record<string, (seed: number) => MovingListOptions> = {
	'new ones come to the front': () => ({ moves: motions(12, () => ({ what: 'front' })) }),
	'some leave': (seed) => ({ moves: anyMotions(seed).map((each) => ({ ...each, what: 'gone' })) }),
	'rows come and go, and no total is told': (seed) => ({ moves: anyMotions(seed), total: false }),
	'a page lacks a row, and one is empty': () => ({
		spoil: (rows, { count }) =>
			count === 1 ? [...rows.slice(0, 5), ...rows.slice(6)] : count === 2 ? [] : rows,
	}),
};

const rowsOf = (count: number, hasIds = true): IDataObject[] =>
	Array.from({ length: count }, (_, place) => (hasIds ? { id: `row ${place}` } : { at: place }));

let found = 0;

describe.each(operations.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s',
	(_name, operation) => {
		const reach = REACH.find(([paths]) => paths.test(operation.endpoint))?.[1] ?? Infinity;
		const seed = SEED + operations.indexOf(operation);
		let size = 0;
		let count = 0;

		beforeAll(async () => {
			await read(operation, new MovingList([]));
			const [asked] = list.asked;
			size = asked?.[1] ?? 0;
			found += size > 0 ? 1 : 0;
			count = Math.min(reach - Math.floor(size / 4), (size > 1000 ? 2 : 3) * size);
		});

		test.each(Object.entries(HAPPENS))('%s', async (_what, options) => {
			// Lists that go on by a token or an event have no places that rows could change.
			if (size === 0) return;
			const moving = new MovingList(rowsOf(count), options(seed));
			expectWhole(await read(operation, moving), moving);
		});

		test('rows without an ID come and go', async () => {
			if (size === 0) return;
			const moving = new MovingList(rowsOf(count, false), { moves: anyMotions(seed + 1) });
			expectWhole(await read(operation, moving), moving);
		});

		test('a Limit is filled while rows leave', async () => {
			if (size === 0) return;
			const wanted = count - Math.floor(size / 2) - 1;
			const moves = motions(6, (round) => ({ what: 'gone', which: round * 37 }));
			const given = await read(operation, new MovingList(rowsOf(count), { moves }), wanted);
			expect(new Set(given.map(keyOf)).size).toBe(wanted);
		});
	},
);

test('the lists that have places are found', () => expect(found).toBeGreaterThan(35));
