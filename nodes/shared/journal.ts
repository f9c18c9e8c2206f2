import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { inputError } from './errors';
import type { Harvest, PollOptions, Source } from './polling';
import { deadlineOf, runPoll, Seen } from './polling';

/** One entry of a journal. */
export interface JournalEvent extends IDataObject {
	id: string;
}

/** A journal of Allegro, as the engine reads it. */
export interface Journal<E extends JournalEvent> {
	/** `METHOD /path` it is read with. */
	endpoint: string;
	/** The ID of the newest event there is; undefined when there is none. */
	latest(): Promise<string | undefined>;
	/** Up to `limit` events noted after the one with the ID `from`, or from the oldest kept. */
	read(from: string | undefined, limit: number): Promise<E[]>;
	/** The latest event, for a try in the editor. */
	sample(): Promise<E | undefined>;
	/** What makes two entries the same event: Allegro repeats events under new IDs. */
	identity(event: E): string;
	/**
	 * The items of some events, in their order, with what is fetched for them; events that the user
	 * filtered out give none.
	 */
	items(events: E[]): Promise<INodeExecutionData[]>;
	/** How long Allegro keeps events, in ms, and how to call that. */
	keptMs: number;
	keptText: string;
	/** The most events Allegro gives at once. */
	pageSize: number;
}

export interface JournalOptions extends PollOptions {
	/** What to do when events may have been missed because the trigger was off too long. */
	afterGap: 'stop' | 'continue';
}

/** What is remembered between polls. */
interface State extends IDataObject {
	/** ID of the last event that was handed over; '' when the journal was empty. */
	cursor?: string;
	/** When the journal was last read to this point. */
	readAt?: number;
	/** Marks of the latest events, packed: see Seen. */
	seen?: string;
}

/** Events whose records are fetched before the time is looked at again. */
const STEP = 100;
/** Statuses of a refused position. Which it is, Allegro does not document. */
const REFUSED = ['400', '404', '410', '422'];

/**
 * One poll of a journal: reads on from where the last one ended, and hands over what is new.
 *
 * Each event is handed over at least once and in the journal's order. The position is noted only when
 * everything up to it is in the items to be returned, so a poll that fails, or a crash, repeats
 * instead of losing. n8n saves the position in one transaction with the execution where its durable
 * cursors are on, and otherwise a moment before it.
 *
 * @returns the items, or null when there is nothing new.
 * @throws NodeApiError when Allegro cannot be read, and NodeOperationError after a gap, if the user
 * wants to stop then. The position stays where it was.
 */
export async function pollJournal<E extends JournalEvent>(
	context: IPollFunctions,
	journal: Journal<E>,
	options: JournalOptions,
): Promise<INodeExecutionData[][] | null> {
	return await runPoll(context, [journalSource(context, journal, options)], options);
}

/** A journal as one of the things a trigger polls. */
export function journalSource<E extends JournalEvent>(
	context: IPollFunctions,
	journal: Journal<E>,
	options: JournalOptions,
	name?: string,
): Source {
	return {
		endpoint: journal.endpoint,
		name,
		sample: async () => await sampleOf(journal),
		async poll(memory: State, most) {
			if (memory.cursor === undefined && options.start === 'now') return await beginNow(journal);
			const state = await afterGap(context, memory, journal, options);
			return await drain(context, state, journal, most);
		},
	};
}

async function sampleOf<E extends JournalEvent>(
	journal: Journal<E>,
): Promise<INodeExecutionData[]> {
	const event = await journal.sample();
	return event ? await journal.items([event]) : [];
}

/** Takes for known what is there already. */
async function beginNow<E extends JournalEvent>(journal: Journal<E>): Promise<Harvest> {
	return { items: [], memory: { cursor: (await journal.latest()) ?? '', readAt: Date.now() } };
}

/**
 * Where to read on. When the position is older than what Allegro keeps, events may be missing: that is
 * refuted when the journal still has one that was handed over, and otherwise said. It cannot be told
 * from a quiet time before a restart of n8n, which by default saves the position with events only.
 */
async function afterGap<E extends JournalEvent>(
	context: IPollFunctions,
	state: State,
	journal: Journal<E>,
	options: JournalOptions,
): Promise<State> {
	const away = Date.now() - (state.readAt ?? Date.now());
	if (away <= journal.keptMs) return state;
	const seen = new Seen(state.seen);
	const oldest = await journal.read(undefined, journal.pageSize);
	const reachesBack = oldest.some(
		(event) => event.id === state.cursor || seen.has(journal.identity(event)),
	);
	if (reachesBack) return state;
	const since = new Date(state.readAt as number).toISOString();
	const what = `Allegro keeps events for ${journal.keptText}, and the position that n8n has saved is of ${since}. By default n8n saves it only with events: if it was running since, nothing is missing.`;
	if (options.afterGap === 'stop') {
		throw inputError(
			context.getNode(),
			'Events may have been missed',
			`${what} To go on with the oldest that is kept, set "After a Gap" to "Continue".`,
		);
	}
	const name = context.getNode().name;
	context.logger.warn(`${name}: Events may have been missed. ${what} It goes on with the oldest.`);
	return { ...state, cursor: '' };
}

/** Reads pages until there is nothing more, enough was collected, or the time is up. */
async function drain<E extends JournalEvent>(
	context: IPollFunctions,
	state: State,
	journal: Journal<E>,
	most: number,
): Promise<Harvest> {
	const end = deadlineOf(context);
	const seen = new Seen(state.seen);
	const items: INodeExecutionData[] = [];
	let cursor = state.cursor ?? '';
	let more = true;
	while (more && items.length < most && Date.now() < end) {
		const events = await readOn(journal, cursor);
		more = events.length >= journal.pageSize && events[events.length - 1].id !== cursor;
		for (let from = 0; from < events.length; ) {
			const room = most - items.length;
			const step = events.slice(from, from + Math.min(STEP, room));
			const fresh = step.filter((event) => seen.add(journal.identity(event)));
			items.push(...(await journal.items(fresh)));
			cursor = step[step.length - 1].id;
			// As many as were looked at: with little room left that is less than a step.
			from += step.length;
			if (items.length >= most || Date.now() >= end) break;
		}
	}
	return { items, memory: { cursor, seen: seen.packed(), readAt: Date.now() } };
}

/**
 * The events after a position; all that are kept when Allegro has forgotten it. That is no gap by
 * itself: where nothing happens for long, the last event is forgotten though it was read in time.
 */
async function readOn<E extends JournalEvent>(journal: Journal<E>, cursor: string): Promise<E[]> {
	const reading = journal.read(cursor || undefined, journal.pageSize);
	const events = await reading.catch(async (error: { httpCode?: string }) =>
		cursor && REFUSED.includes(String(error.httpCode))
			? await journal.read(undefined, journal.pageSize)
			: await reading,
	);
	// Without a position to note, the next poll would begin anew, and lose what came in between.
	const hasId = ({ id }: JournalEvent) => typeof id === 'string' && id !== '';
	if (!events.every(hasId)) throw new TypeError('an event has no ID');
	return events;
}

/** The newest event of a journal that does not tell it: found by reading on to the end. */
export async function newestOf<E extends JournalEvent>(
	read: Journal<E>['read'],
	pageSize: number,
): Promise<E | undefined> {
	let newest: E | undefined;
	for (;;) {
		const events = await read(newest?.id, pageSize);
		const last = events[events.length - 1];
		if (last && last.id !== newest?.id) newest = last;
		if (events.length < pageSize || last?.id !== newest?.id) return newest;
	}
}
