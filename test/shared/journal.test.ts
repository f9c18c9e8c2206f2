import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Journal, JournalEvent } from '../../nodes/shared/journal';
import { pollJournal } from '../../nodes/shared/journal';
import { workflowOfState } from '../workflowIds';

/** A poll's context with nothing but its memory. */
const context = (state: IDataObject) =>
	({
		getMode: () => 'trigger',
		getWorkflow: () => ({ id: workflowOfState(state) }),
		getNode: () => ({ id: 'trigger', name: 'Trigger', type: 'trigger' }),
		getWorkflowStaticData: () => state,
		logger: { warn: () => undefined },
	}) as unknown as IPollFunctions;

/** A journal as long as it is said to be, whose IDs are the longest that Allegro allows. */
function journalOf(length: () => number): Journal<JournalEvent> {
	const idOf = (number: number) => String(number).padStart(256, '0');
	return {
		endpoint: 'GET /things',
		latest: async () => idOf(length()),
		read: async (from, limit) => {
			const first = Number(from ?? 0) + 1;
			const count = Math.max(0, Math.min(limit, length() - first + 1));
			return Array.from({ length: count }, (_, index) => ({ id: idOf(first + index) }));
		},
		samples: async () => [],
		// Each tenth event repeats the one before it.
		identity: ({ id }) => String(Number(id) - (Number(id) % 10 ? 0 : 1)),
		items: async (events) => events.map(({ id }) => ({ json: { id } })),
		keptMs: Infinity,
		keptText: 'ever',
		pageSize: 1_000,
	};
}

test('a million events leave a state under 64 KB, and repeats are told once', async () => {
	const state: IDataObject = {};
	const journal = journalOf(() => 1_000_000);
	const options = {
		start: 'oldest' as const,
		afterGap: 'stop' as const,
		maxEvents: 50_000,
		output: 'perEvent' as const,
	};
	let told = 0;
	let most = 0;
	for (;;) {
		const output = await pollJournal(context(state), journal, options);
		if (!output) break;
		told += output[0].length;
		most = Math.max(most, JSON.stringify(state).length);
	}
	expect(told).toBe(900_000);
	expect(most).toBeLessThan(34 * 1024);
}, 120_000);
