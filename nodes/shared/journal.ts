import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { inputError } from './errors';
import type { Harvest, PollOptions, Source } from './polling';
import { deadlineOf, runPoll, Seen } from './polling';
import { Tries } from './tries';

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
	/** The latest events, the newest last, for a try in the editor. */
	samples(): Promise<E[]>;
	/** What makes two entries the same event: Allegro repeats events under new IDs. */
	identity(event: E): string;
	/** What the user wants to hear of once, though more than one event tells of it. */
	once?(event: E): string | undefined;
	/**
	 * Reads what belongs to some events, for `items`. Each is given to it once in a poll.
	 *
	 * @param onlyKnown whether only what has failed before is read.
	 * @returns those for which something is to be tried again in the next poll.
	 */
	look?(events: E[], tries: Tries, onlyKnown?: boolean): Promise<Set<E>>;
	/** The items of some events, in their order; events that the user filtered out give none. */
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
	/** Marks of what was told once, packed: see Journal.once. */
	once?: string;
	/** What could not be read so far: see Tries. */
	tries?: IDataObject;
	/** Whether an event waits for that: what stands behind it was looked at already. */
	isHeld?: boolean;
}

/** So many of the latest events are looked through for a sample: each may take a request. */
const MOST_SAMPLED = 25;
/** Events whose records are fetched before the time is looked at again. */
const STEP = 100;
/** How many are remembered of what is told once: each takes 8 characters of n8n's state. */
const MOST_ONCE = 8_192;
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

/** The newest event that the user has not filtered out, of the latest. */
async function sampleOf<E extends JournalEvent>(
	journal: Journal<E>,
): Promise<INodeExecutionData[]> {
	const newestFirst = (await journal.samples()).slice(-MOST_SAMPLED).reverse();
	for (const event of newestFirst) {
		await journal.look?.([event], new Tries({}, 1));
		const items = await journal.items([event]);
		if (items.length > 0) return items;
	}
	return [];
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

/**
 * Reads pages until there is nothing more, enough was collected, the time is up, or an event must wait for
 * what belongs to it. What was collected before something went wrong is handed over.
 */
async function drain<E extends JournalEvent>(
	context: IPollFunctions,
	state: State,
	journal: Journal<E>,
	most: number,
): Promise<Harvest> {
	const end = deadlineOf(context);
	const seen = new Seen(state.seen);
	const once = new Seen(state.once, MOST_ONCE);
	const tries = new Tries(state.tries);
	const items: INodeExecutionData[] = [];
	let cursor = state.cursor ?? '';
	let more = true;
	let isHeld = false;

	/** Those that were not told before, and of those that are alike the first. */
	const freshOf = (events: E[]) => {
		const known = new Set<string>();
		return events.filter((event) => {
			const identity = journal.identity(event);
			if (known.has(identity) || seen.has(identity)) return false;
			known.add(identity);
			return !once.has(journal.once?.(event));
		});
	};

	/** What stands behind an event that waits is tried too, so that they have their tries together. */
	const lookAhead = async (events: E[]) => {
		for (let from = 0; from < events.length && Date.now() < end; from += STEP) {
			const step = freshOf(events.slice(from, from + STEP));
			await journal.look?.(step, tries, state.isHeld && cursor === state.cursor);
		}
	};

	const tell = async (fresh: E[]) => {
		if (!journal.once) {
			items.push(...(await journal.items(fresh)));
			return;
		}
		for (const event of fresh) {
			const key = journal.once(event);
			if (once.has(key)) continue;
			const told = await journal.items([event]);
			if (key && told.length > 0) once.add(key);
			items.push(...told);
		}
	};

	const drained = async () => {
		while (more && !isHeld && items.length < most && Date.now() < end) {
			const events = await readOn(journal, cursor);
			more = events.length >= journal.pageSize && events[events.length - 1].id !== cursor;
			for (let from = 0; from < events.length; ) {
				const room = most - items.length;
				const step = events.slice(from, from + Math.min(STEP, room));
				const waiting = await journal.look?.(freshOf(step), tries);
				const place = waiting?.size ? step.findIndex((event) => waiting.has(event)) : -1;
				isHeld = place >= 0;
				const ready = isHeld ? step.slice(0, place) : step;
				await tell(freshOf(ready));
				for (const event of ready) seen.add(journal.identity(event));
				cursor = ready[ready.length - 1]?.id ?? cursor;
				// As many as were looked at: with little room left that is less than a step.
				from += step.length;
				if (isHeld) await lookAhead(events.slice(from, from + Math.max(0, room - step.length)));
				if (isHeld || items.length >= most || Date.now() >= end) break;
			}
		}
	};

	const { name } = context.getNode();
	await drained().catch((error: Error) => {
		if (items.length === 0 && cursor === (state.cursor ?? '')) throw error;
		context.logger.warn(`${name}: ${error.message}. What was read before is handed over.`);
	});
	if (tries.reason) context.logger.warn(`${name}: Tried again in the next poll: ${tries.reason}`);
	const noted = tries.noted();
	return {
		items,
		memory: {
			cursor,
			seen: seen.packed(),
			...(journal.once && { once: once.packed() }),
			...((state.tries || Object.keys(noted).length > 0) && { tries: noted, isHeld }),
			readAt: Date.now(),
		},
	};
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

/** The latest events of a journal that does not tell the newest: found by reading on to the end. */
export async function latestOf<E extends JournalEvent>(
	read: Journal<E>['read'],
	pageSize: number,
): Promise<E[]> {
	let latest: E[] = [];
	for (;;) {
		const from = latest[latest.length - 1]?.id;
		const events = await read(from, pageSize);
		const isOver = events.length < pageSize || events[events.length - 1].id === from;
		latest = [...latest, ...events].slice(-pageSize);
		if (isOver) return latest;
	}
}

/** The newest of them. */
export async function newestOf<E extends JournalEvent>(
	read: Journal<E>['read'],
	pageSize: number,
): Promise<E | undefined> {
	return (await latestOf(read, pageSize)).pop();
}
