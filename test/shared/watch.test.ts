import fc from 'fast-check';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Change, Watch, WatchOptions } from '../../nodes/shared/watch';
import { pollWatch } from '../../nodes/shared/watch';

const T0 = Date.parse('2026-01-01T00:00:00Z');
const MINUTE = 60_000;
const LATE = 60 * MINUTE;

/** A poll's context with nothing but its memory, which survives as n8n would save it. */
function context(state: IDataObject, mode = 'trigger'): IPollFunctions {
	return {
		getMode: () => mode,
		getWorkflow: () => ({ id: 'workflow' }),
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
		read: async (since = 0) =>
			visible().filter(({ occurredAt }) => Date.parse(occurredAt) >= since),
		sample: async () => visible()[visible().length - 1],
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
	jest.useFakeTimers({ now: T0 + 5 * MINUTE, doNotFake: ['nextTick', 'setImmediate'] });
	try {
		expect(idsOf(await pollWatch(context(state), watch, options({ start: 'now' })))).toEqual([]);
	} finally {
		jest.useRealTimers();
	}
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

test('what is remembered of open cases moves on with what was told', async () => {
	const seen: Array<Record<string, string>> = [];
	const things = [
		change('a1', 0, { remember: { key: 'a', value: 'open' } }),
		change('b1', 1, { remember: { key: 'b', value: 'open' } }),
		change('a2', 2, { remember: { key: 'a', value: null } }),
	];
	const watch = watchOf(() => things, {
		read: async (_since, open) => {
			seen.push(Object.fromEntries(open));
			return things;
		},
	});
	const state = {};
	for (let poll = 0; poll < 4; poll++) {
		await pollWatch(context(state), watch, options({ maxEvents: 1 }));
	}
	expect(seen).toEqual([{}, { a: 'open' }, { a: 'open', b: 'open' }, { b: 'open' }]);
});

test('the editor gets the latest, and nothing is remembered', async () => {
	const state = {};
	const watch = watchOf(() => [change('a', 0), change('b', 1)]);
	expect(idsOf(await pollWatch(context(state, 'manual'), watch, options()))).toEqual(['b']);
	expect(state).toEqual({});
});

test('the state stays under 64 KB after very many changes', async () => {
	const state = {};
	let things: Change[] = [];
	const watch = watchOf(() => things);
	for (let round = 0; round < 20; round++) {
		things = Array.from({ length: 1000 }, (_, index) => {
			const id = `${round}-${index}-0000-0000-000000000000`;
			return change(id, round * 120, { remember: { key: id, value: 'DISPUTE_UNRESOLVED' } });
		});
		await pollWatch(context(state), watch, options());
	}
	expect(JSON.stringify(state).length).toBeLessThan(64 * 1024);
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
