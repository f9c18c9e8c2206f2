import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Harvest, PollOptions, Source } from './polling';
import { runPoll, Seen } from './polling';

/** Something that happened, read off a resource for which Allegro keeps no journal. */
export interface Change {
	/** Tells it apart from everything else, for ever: what is read again has the same. */
	id: string;
	type: string;
	/** ISO 8601. Changes are handed over in this order. */
	occurredAt: string;
	/** What it happened to, as Allegro gives it. */
	record: IDataObject;
	/**
	 * What to remember of an open case once this change was handed over, such as its status; null when
	 * it is closed. When a case has several changes at once, the last one has it.
	 */
	remember?: { key: string; value: string | null };
}

/** A resource that is read again and again, as the engine sees it. */
export interface Watch {
	/** `METHOD /path` it is read with. */
	endpoint: string;
	/**
	 * Everything that happened since a moment (ms since epoch; undefined: all that Allegro has), and to
	 * the open cases that are remembered. What was given before may be given again.
	 */
	read(since: number | undefined, open: ReadonlyMap<string, string>): Promise<Change[]>;
	/** The latest change, for a try in the editor. */
	sample(): Promise<Change | undefined>;
	/** The items of some changes, in their order, with what is fetched for them. */
	items(changes: Change[]): Promise<INodeExecutionData[]>;
	/** How long after its own date something can appear, in ms: that much is read again each time. */
	lateMs: number;
}

export interface WatchOptions extends PollOptions {
	/** What the user wants to hear of; none means everything. */
	types: string[];
}

/** What is remembered between polls. */
interface State extends IDataObject {
	/** Everything that happened before this moment (ms since epoch) was handed over. */
	since?: number;
	/** Marks of what was handed over lately: see Seen. */
	seen?: string;
	/** Open cases, and how they stood. */
	open?: Record<string, string>;
}

/** Together they keep the state under 64 KB. */
const MOST_MARKS = 2_048;
const MOST_OPEN = 500;

/**
 * One poll of a resource without a journal: reads a window that overlaps with the last one, and hands
 * over what was not handed over before.
 *
 * Each change is handed over at least once, in the order of its date. What is remembered moves on only
 * with what is in the items to be returned: a failure or a crash repeats instead of losing.
 *
 * @returns the items, or null when there is nothing new.
 * @throws NodeApiError when Allegro cannot be read; what is remembered stays as it was.
 */
export async function pollWatch(
	context: IPollFunctions,
	watch: Watch,
	options: WatchOptions,
): Promise<INodeExecutionData[][] | null> {
	return await runPoll(context, [watchSource(watch, options)], options);
}

/** A resource without a journal as one of the things a trigger polls. */
export function watchSource(watch: Watch, { start, types }: WatchOptions, name?: string): Source {
	const isWanted = ({ type }: Change) => types.length === 0 || types.includes(type);

	async function sample(): Promise<INodeExecutionData[]> {
		const change = await watch.sample();
		return change ? await watch.items([change]) : [];
	}

	async function poll(state: State, most: number): Promise<Harvest> {
		const seen = new Seen(state.seen, MOST_MARKS);
		const open = new Map(Object.entries(state.open ?? {}));
		// A trigger that starts now takes for known what is there already.
		const begins = state.since === undefined && start === 'now';
		const since = begins ? Date.now() : state.since;
		const changes = await watch.read(
			since === undefined ? undefined : Math.max(0, since - watch.lateMs),
			open,
		);
		changes.sort((a, b) => momentOf(a) - momentOf(b));
		const isDue = (change: Change) => isWanted(change) && !seen.has(change.id);
		const handled = begins ? changes : upTo(most, changes, isDue);
		const items = begins ? [] : await watch.items(handled.filter(isDue));

		for (const { remember } of handled) {
			if (remember?.value === null) open.delete(remember.key);
			else if (remember) open.set(remember.key, remember.value);
		}
		// What is in the window still is marked anew, so that it outlives what has left it.
		for (const { id } of handled) seen.add(id);
		const isComplete = handled.length === changes.length;
		const reached = Math.max(0, ...handled.slice(-1).map(momentOf));
		const memory: State = {
			since: isComplete ? Math.max(since ?? 0, reached) : reached,
			seen: seen.packed(),
			open: Object.fromEntries([...open].slice(-MOST_OPEN)),
		};
		return { items, memory };
	}

	return { endpoint: watch.endpoint, name, sample, poll };
}

/** The first changes, as many as hold `most` that are due. */
function upTo(most: number, changes: Change[], isDue: (change: Change) => boolean): Change[] {
	let due = 0;
	const end = changes.findIndex((change) => isDue(change) && ++due > most);
	return end < 0 ? changes : changes.slice(0, end);
}

const momentOf = ({ occurredAt }: Change) => Date.parse(occurredAt);

/** The beginning of a window as Allegro's filters take it; '' for all there is. */
export function isoSince(since: number | undefined): string {
	return since === undefined ? '' : new Date(since).toISOString();
}
