import fc from 'fast-check';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Journal, JournalEvent } from '../../nodes/shared/journal';
import { pollJournal } from '../../nodes/shared/journal';
import { recall, written } from '../../nodes/shared/ledger';
import { anyJson, anyObject, expectNoPollution } from './json';
import { expectClear } from './outcome';
import { times } from './runs';
import { workflowOfState } from '../workflowIds';

/** What triggers remember, of whatever Allegro tells. */
const id = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 300 }),
	fc.constantFrom('__proto__', ''),
);
const entries = fc.uniqueArray(fc.tuple(id, fc.nat(255)), {
	maxLength: 60,
	selector: ([key]) => key,
});

test('what was written down is recalled: all of it, and nothing else', () => {
	fc.assert(
		fc.property(entries, entries, (noted, others) => {
			const known = new Map(noted);
			const present = new Map([...others.map(([key]) => [key, undefined] as const), ...noted]);
			const text = written(known);
			expect(text.length).toBeLessThanOrEqual(30 * 1024);
			expect([...(recall(text, present) ?? [])].sort()).toEqual([...known].sort());
			// Written once more, it stays; and what was noted earlier is kept beside it.
			const later = written(new Map(others), text);
			for (const [key, number] of recall(later, known) ?? []) {
				expect([known.get(key), new Map(others).get(key)]).toContain(number);
			}
			expect(recall(later, known)?.size).toBe(known.size);
		}),
		times(200),
	);
});

test('a text that was never written recalls something or nothing, and breaks nothing', () => {
	const text = fc.oneof(
		fc.string(),
		fc.tuple(fc.constantFrom('S', 'L'), fc.base64String({ maxLength: 200 })).map(([a, b]) => a + b),
		fc
			.uint8Array({ minLength: 140_400, maxLength: 140_400 })
			.map((all) => `S${Buffer.from(all).toString('base64')}`),
	);
	fc.assert(
		fc.property(text, entries, (given, noted) => {
			const known = recall(given, new Map(noted));
			expect(known === undefined || known.size <= noted.length).toBe(true);
			expect(written(new Map(noted), given).length).toBeLessThanOrEqual(30 * 1024);
		}),
		times(60),
	);
});

test('a poll of whatever stands in a journal notes a position that leads on, or none at all', async () => {
	const row = fc.oneof(
		anyJson,
		anyObject(['type', 'occurredAt', 'order']),
		fc.record({ id: fc.string() }),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(row, { maxLength: 6 }),
			fc.integer({ min: 1, max: 6 }),
			async (rows, pageSize) => {
				const state: IDataObject = { cursor: '7', readAt: Date.now(), seen: '' };
				const before = JSON.stringify(state);
				const context = {
					getMode: () => 'trigger',
					getWorkflow: () => ({ id: workflowOfState(state) }),
					getNode: () => ({ id: 'trigger', name: 'Trigger', type: 'trigger' }),
					getWorkflowStaticData: () => state,
					logger: { warn: () => undefined },
				} as unknown as IPollFunctions;
				let reads = 0;
				const journal = {
					endpoint: 'GET /things',
					latest: async () => '7',
					read: async () => (++reads > 20 ? [] : (rows as JournalEvent[])),
					samples: async () => [],
					identity: ({ type, occurredAt }: JournalEvent) => `${String(type)} ${String(occurredAt)}`,
					items: async (events: JournalEvent[]) => events.map((json) => ({ json })),
					keptMs: Infinity,
					keptText: 'ever',
					pageSize,
				} as Journal<JournalEvent>;
				const options = {
					start: 'now',
					afterGap: 'stop',
					maxEvents: 50,
					output: 'perEvent',
				} as const;
				const done = await pollJournal(context, journal, options).catch((error: Error) => error);
				expectNoPollution(state);
				if (done instanceof Error) {
					expectClear(done, JSON.stringify(rows));
					expect(JSON.stringify(state)).toBe(before);
					return;
				}
				expect(typeof state.cursor).toBe('string');
				expect(state.cursor).not.toBe('');
				expect(reads).toBeLessThanOrEqual(21);
			},
		),
		times(150),
	);
});
