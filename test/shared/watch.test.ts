import fc from 'fast-check';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Change, Sighting, Watch, WatchOptions } from '../../nodes/shared/watch';
import { pollWatch, sightingOf } from '../../nodes/shared/watch';
import { workflowOfState } from '../workflowIds';

const T0 = Date.parse('2026-01-01T00:00:00Z');
const MINUTE = 60_000;
const LATE = 60 * MINUTE;

/** A poll's context with nothing but its memory, which survives as n8n would save it. */
function context(state: IDataObject, mode = 'trigger'): IPollFunctions {
	return {
		getMode: () => mode,
		getWorkflow: () => ({ id: workflowOfState(state) }),
		getNode: () => ({ id: 'trigger', name: 'Trigger', type: 'trigger' }),
		getWorkflowStaticData: () => state,
		logger: { warn: () => undefined },
	} as unknown as IPollFunctions;
}

const change = (id: string, minutes: number, more: Partial<Change> = {}): Change => ({
	id,
	type: 'CREATED',
	occurredAt: new Date(T0 + minutes * MINUTE).toISOString(),
	record: { id },
	...more,
});

/** A resource that shows what has appeared, as far as the window asks for it. */
function watchOf(visible: () => Change[], more: Partial<Watch> = {}): Watch {
	return {
		endpoint: 'GET /things',
		lateMs: LATE,
		read: async ({ since = 0 }) =>
			visible()
				.filter(({ occurredAt }) => Date.parse(occurredAt) >= since)
				.map(sightingOf),
		latest: async () => visible().slice(-1).map(sightingOf)[0],
		items: async (changes) => changes.map(({ id }) => ({ json: { id } })),
		...more,
	};
}

const options = (more: Partial<WatchOptions> = {}): WatchOptions => ({
	start: 'oldest',
	maxEvents: 1000,
	output: 'perEvent',
	types: [],
	...more,
});

const idsOf = (output: Awaited<ReturnType<typeof pollWatch>>) =>
	(output?.[0] ?? []).map(({ json }) => json.id);

test('from now: what is there is known, what comes is told', async () => {
	const state = {};
	const things = [change('old', 0)];
	const watch = watchOf(() => things);
	expect(idsOf(await pollWatch(context(state), watch, options({ start: 'now' })))).toEqual([]);
	things.push(change('new', 6), change('late', 1));
	expect(idsOf(await pollWatch(context(state), watch, options({ start: 'now' })))).toEqual([
		'late',
		'new',
	]);
	expect(idsOf(await pollWatch(context(state), watch, options({ start: 'now' })))).toEqual([]);
});

test('only the chosen types are told, and the others do not use up the run', async () => {
	const things = [0, 1, 2, 3].map((n) => change(`x${n}`, n, { type: n % 2 ? 'ODD' : 'EVEN' }));
	const watch = watchOf(() => things);
	const state = {};
	const wanted = options({ types: ['ODD'], maxEvents: 1 });
	expect(idsOf(await pollWatch(context(state), watch, wanted))).toEqual(['x1']);
	expect(idsOf(await pollWatch(context(state), watch, wanted))).toEqual(['x3']);
	expect(idsOf(await pollWatch(context(state), watch, wanted))).toEqual([]);
});

/** A case with its stages; `seen` says at which of them it is. */
function caseOf(id: string, minutes: number, stages: string[], at: number): Sighting {
	const { occurredAt, record } = change(id, minutes);
	return {
		id,
		date: occurredAt,
		standing: stages[at],
		open: stages[at] !== 'over',
		changes: (before) =>
			stages.slice(before ? stages.indexOf(before) + 1 : 0, at + 1).map((standing) => ({
				...{ id: `${id}|${standing}`, type: standing, occurredAt, record, standing },
			})),
	};
}

test('cases go on until they end, however old they are, and however little a run takes', async () => {
	const stages = ['new', 'open', 'over'];
	const at = { a: 0, b: 2, c: 1 };
	const watch = watchOf(() => [], {
		openMs: 1e9 * MINUTE,
		read: async () => [
			caseOf('a', 0, stages, at.a),
			caseOf('b', 1, stages, at.b),
			caseOf('c', 10_000, stages, at.c),
		],
	});
	const state = {};
	const told: unknown[] = [];
	const poll = async (maxEvents: number) =>
		told.push(...idsOf(await pollWatch(context(state), watch, options({ maxEvents }))));
	await poll(1000);
	expect(told).toHaveLength(6);
	told.length = 0;
	await poll(1000);
	expect(told).toEqual([]);
	at.a = 2;
	at.c = 2;
	for (let run = 0; run < 5; run++) await poll(1);
	expect(told).toEqual(['a|open', 'a|over', 'c|over']);
});

test('the editor gets the latest, and nothing is remembered', async () => {
	const state = {};
	const watch = watchOf(() => [change('a', 0), change('b', 1)]);
	expect(idsOf(await pollWatch(context(state, 'manual'), watch, options()))).toEqual(['b']);
	expect(state).toEqual({});
});

/** IDs as long as the longest of Allegro. */
const longId = (number: number) => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;

describe('more than can be written down one by one', () => {
	test('ten thousand changes in a window are told once, late ones too', async () => {
		const state = {};
		const things = Array.from({ length: 10_000 }, (_, index) => change(longId(index), index / 200));
		const watch = watchOf(() => things);
		for (const some of [4_000, 4_000, 2_000, 0]) {
			const wanted = options({ maxEvents: 4_000 });
			expect(idsOf(await pollWatch(context(state), watch, wanted))).toHaveLength(some);
		}
		things.push(change('late', 5), change('new', 51));
		expect(idsOf(await pollWatch(context(state), watch, options()))).toEqual(['late', 'new']);
		expect(idsOf(await pollWatch(context(state), watch, options()))).toEqual([]);
		expect(JSON.stringify(state).length).toBeLessThan(96 * 1024);
	});

	test('the changes of ten thousand open cases are told, each once', async () => {
		const stages = ['new', 'open', 'over'];
		const at = Array.from({ length: 10_000 }, () => 0);
		const watch = watchOf(() => [], {
			openMs: 1e9 * MINUTE,
			read: async () => at.map((stage, index) => caseOf(longId(index), index, stages, stage)),
		});
		const state = {};
		const poll = async () =>
			idsOf(await pollWatch(context(state), watch, options({ maxEvents: 1e6 }))).length;
		expect(await poll()).toBe(10_000);
		for (let index = 0; index < 500; index++) at[index] = 1;
		expect(await poll()).toBe(500);
		for (let index = 0; index < 700; index++) at[index] = 2;
		expect(await poll()).toBe(900);
		expect(await poll()).toBe(0);
		expect(JSON.stringify(state).length).toBeLessThan(96 * 1024);
	});

	test('six thousand changes among ten thousand, or among thirty thousand open cases', async () => {
		const stages = ['new', 'open', 'over'];
		for (const count of [10_000, 30_000]) {
			const at = Array.from({ length: count }, () => 0);
			const watch = watchOf(() => [], {
				openMs: 1e9 * MINUTE,
				read: async () => at.map((stage, index) => caseOf(longId(index), index, stages, stage)),
			});
			const state = {};
			const poll = async () =>
				idsOf(await pollWatch(context(state), watch, options({ maxEvents: 1e6 }))).length;
			expect(await poll()).toBe(count);
			for (let index = 0; index < 6_000; index++) at[index] = 1;
			expect(await poll()).toBe(6_000);
			expect(await poll()).toBe(0);
			expect(JSON.stringify(state).length).toBeLessThan(192 * 1024);
		}
	});

	test('so many at once that it cannot be told which: all of it again, and then once', async () => {
		const warn = jest.fn();
		const state = {};
		const things = Array.from({ length: 25_000 }, (_, index) => change(longId(index), index / 500));
		const watch = watchOf(() => things);
		const poll = async () =>
			idsOf(
				await pollWatch(
					{ ...context(state), logger: { warn } } as never,
					watch,
					options({ maxEvents: 8_000 }),
				),
			);
		const told: unknown[] = [];
		for (let run = 0; run < 5; run++) told.push(...(await poll()));
		expect(told).toHaveLength(25_000);
		for (let index = 0; index < 20_000; index++) things.push(change(`late ${index}`, index / 500));
		told.length = 0;
		for (let run = 0; run < 7; run++) told.push(...(await poll()));
		expect(warn).toHaveBeenCalledTimes(1);
		expect(told).toHaveLength(45_000);
		expect(new Set(told).size).toBe(45_000);
	});

	test('a million changes leave a state under 192 KB', async () => {
		const state = {};
		const stages = ['new', 'open', 'over'];
		let things: Sighting[] = [];
		const watch = watchOf(() => [], {
			openMs: 1e9 * MINUTE,
			read: async () => things,
		});
		let told = 0;
		let most = 0;
		for (let round = 0; told < 1_000_000; round++) {
			// The last round's cases go on, those before it ended; of some nothing more is heard.
			const first = round * 10_000;
			things = things
				.filter(({ open }) => open)
				.map(({ id }, index) =>
					caseOf(id, Number(id.slice(0, 8)), stages, index % 20 && round > 1 ? 2 : 0),
				);
			things = things.slice(-600);
			for (let index = first; index < first + 10_000; index++) {
				things.push(
					index % 20
						? sightingOf(change(longId(index), index))
						: caseOf(longId(index), index, stages, 0),
				);
			}
			const wanted = options({ maxEvents: 1e6 });
			told += idsOf(await pollWatch(context(state), watch, wanted)).length;
			most = Math.max(most, JSON.stringify(state).length);
		}
		expect(most).toBeLessThan(192 * 1024);
	});
});

test('whatever comes late, fails or is cut off: each change is told, and told once', async () => {
	const histories = fc.record({
		changes: fc.array(
			fc.record({
				at: fc.integer({ min: 0, max: 300 }),
				late: fc.integer({ min: 0, max: 59 }),
			}),
			{ maxLength: 60 },
		),
		polls: fc.array(
			fc.record({
				wait: fc.integer({ min: 1, max: 90 }),
				maxEvents: fc.integer({ min: 1, max: 20 }),
				trouble: fc.constantFrom('none', 'none', 'read', 'items'),
			}),
			{ maxLength: 30 },
		),
	});
	await fc.assert(
		fc.asyncProperty(histories, async ({ changes, polls }) => {
			let minute = 0;
			let trouble = 'none';
			const all = changes.map(({ at, late }, index) => ({
				appears: at + late,
				change: change(`c${index}`, at),
			}));
			const watch = watchOf(() =>
				all.filter(({ appears }) => appears <= minute).map((each) => each.change),
			);
			const fragile: Watch = {
				...watch,
				read: async (...given) => {
					if (trouble === 'read') throw new Error('no answer');
					return await watch.read(...given);
				},
				items: async (given) => {
					if (trouble === 'items') throw new Error('no answer');
					return await watch.items(given);
				},
			};
			let state: IDataObject = {};
			const told: unknown[] = [];
			const poll = async (maxEvents: number) => {
				// A failed poll is not saved; one that succeeds is, as text.
				const staged = JSON.parse(JSON.stringify(state)) as IDataObject;
				const ids = idsOf(await pollWatch(context(staged), fragile, options({ maxEvents })));
				state = JSON.parse(JSON.stringify(staged)) as IDataObject;
				told.push(...ids);
				return ids.length;
			};
			for (const { wait, maxEvents, trouble: next } of polls) {
				minute += wait;
				trouble = next;
				await poll(maxEvents).catch(() => undefined);
			}
			trouble = 'none';
			// Changes appear within the hour that the watch looks back: it must be polled as often.
			for (minute = Math.min(minute, 0); minute <= 400; minute += 30) while (await poll(7));
			expect([...told].sort()).toEqual(all.map((each) => each.change.id).sort());
		}),
	);
});
