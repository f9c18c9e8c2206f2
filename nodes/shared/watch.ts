import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { MOST_LISTED, recall, written } from './ledger';
import type { Harvest, PollOptions, Source } from './polling';
import { deadlineOf, runPoll, Seen } from './polling';
import { Tries } from './tries';

/** Something that happened, read off a resource for which Allegro keeps no journal. */
export interface Change {
	/** Tells it apart from everything else, for ever: what is read again has the same. */
	id: string;
	type: string;
	/** ISO 8601. Changes are handed over in this order. */
	occurredAt: string;
	/** What it happened to, as Allegro gives it. */
	record: IDataObject;
	/** How a case stands once this was handed over. */
	standing?: string;
}

/** What a watch reads: something that happened once, or a case that goes on. */
export interface Sighting {
	/** Tells it apart from the others, for ever. */
	id: string;
	/** ISO 8601, as Allegro gives it: its place in what is read. It never changes. */
	date: string;
	/** How a case stands. */
	standing?: string;
	/** Whether a case can go on: then it is read again however old it gets. */
	open?: boolean;
	/** What is to be told, in its order: all of it, or what came after a case stood like this. */
	changes(before?: string): Change[];
	/** The part of the reading it belongs to: see Reading. */
	part?: string;
}

/** What a watch is asked to read. */
export interface Asked {
	/** Everything with a date since this moment (ms since epoch); undefined: all that Allegro has. */
	since?: number;
	/** The latest that was told. What costs a request each can be left out when it is older by `lateMs`. */
	reached?: number;
	/** How many events the run can take. */
	most: number;
	/** Moment (ms since epoch) at which reading must stop. */
	deadline: number;
	tries: Tries;
	/** Whether a part was told to its end, and need not be read. */
	isDone(part: string): boolean;
	/** Whether a backlog is read part after part. */
	isBehind: boolean;
	/** The last one that was told of parts that have an order. */
	place?: string;
	/** Whether all must be read at once, however long it takes. */
	isWhole: boolean;
}

/** What was read. What costs many requests is read in parts, as many as there is time for. */
export interface Reading {
	sightings: Sighting[];
	/** The parts that were read to their end, in their order, as their sightings name them. */
	parts?: string[];
	/**
	 * Given when there are more parts: the newest date there is (ms). They come in the next polls, and what is
	 * later than this comes when all of them were told.
	 */
	until?: number;
	/** Something from before this moment (ms) is to be tried again: nothing later is told until then. */
	hold?: number;
}

/** A resource that is read again and again, as the engine sees it. */
export interface Watch {
	/** `METHOD /path` it is read with. */
	endpoint: string;
	/** Reads what there is. A list of sightings is all of it. */
	read(asked: Asked): Promise<Sighting[] | Reading>;
	/** The latest. */
	latest(): Promise<Sighting | undefined>;
	/** What the editor shows, where that is not the last change of the latest. */
	sample?(): Promise<Change | undefined>;
	/**
	 * Reads what belongs to some changes, for `items`.
	 *
	 * @returns those for which something is to be tried again in the next poll.
	 */
	look?(changes: Change[], tries: Tries): Promise<Set<Change>>;
	/** The items of some changes, in their order. */
	items(changes: Change[]): Promise<INodeExecutionData[]>;
	/** How long after its own date something can appear, in ms: that much is read again each time. */
	lateMs: number;
	/** For how long open cases are read again, in ms. */
	openMs?: number;
}

export interface WatchOptions extends PollOptions {
	/** What the user wants to hear of; none means everything. */
	types: string[];
}

/** What is remembered between polls. All moments are dates that Allegro gave, in ms since epoch. */
interface State extends IDataObject {
	/** Where reading begins: no open case is older. */
	from?: number;
	/** Everything since this moment that was told is in the ledger, and of older cases the open ones. */
	whole?: number;
	/** What is later than this was not told. */
	reached?: number;
	/** What was told, and how cases stood then. */
	told?: string;
	/** The standings that the ledger has numbers for, from 1 on. */
	standings?: string[];
	/** What could not be read so far: see Tries. */
	tries?: IDataObject;
	/** Marks of parts that were told to their end, packed: see Seen. */
	done?: string;
	/** While a backlog is told part after part: up to which moment, and the last part that was. */
	behind?: Behind | null;
}

/** How far a backlog is told. All are in ms since epoch, but for the place. */
interface Behind extends IDataObject {
	until: number;
	place?: string;
	/** The earliest open case that was met. */
	open?: number;
}

/** Something seen, with what is new about it and how it was told. */
interface Entry extends Sighting {
	moment: number;
	fresh: Change[];
	/** How it stood when it was told last: '' if it is no case; undefined if it was not told. */
	told: string | undefined;
}

/** How many parts are remembered as done: each takes 8 characters. Of a backlog it can be more. */
const MOST_DONE = 2_048;
const MOST_DONE_BEHIND = 20_000;

const TOO_MUCH =
	'More has changed since the last poll than is remembered, so some of it is told again';

/**
 * One poll of a resource without a journal: reads a window that overlaps with the last one, and hands
 * over what was not handed over before.
 *
 * Each change is handed over at least once, in the order of its date. What is remembered moves on only
 * with what is in the items to be returned: a failure or a crash repeats instead of losing. It has a
 * largest size however much happens; should more than six thousand cases change, or twelve thousand entries
 * come late, between two polls of a resource with more than twenty thousand of them in its window, then
 * the window is told again.
 *
 * @returns the items, or null when there is nothing new.
 * @throws NodeApiError when Allegro cannot be read; what is remembered stays as it was.
 */
export async function pollWatch(
	context: IPollFunctions,
	watch: Watch,
	options: WatchOptions,
): Promise<INodeExecutionData[][] | null> {
	return await runPoll(context, [watchSource(context, watch, options)], options);
}

/** A resource without a journal as one of the things a trigger polls. */
export function watchSource(
	context: IPollFunctions,
	watch: Watch,
	{ start, types }: WatchOptions,
	name?: string,
): Source {
	const isWanted = ({ type }: Change) => types.length === 0 || types.includes(type);

	async function sample(): Promise<INodeExecutionData[]> {
		const change = watch.sample ? await watch.sample() : (await watch.latest())?.changes().pop();
		if (!change) return [];
		await watch.look?.([change], new Tries({}, 1));
		return await watch.items([change]);
	}

	async function poll(state: State, most: number): Promise<Harvest> {
		if (state.reached === undefined && !state.behind && start === 'now') {
			return { items: [], memory: await begun(watch, deadlineOf(context)) };
		}
		const tries = new Tries(state.tries);
		const { behind } = state;
		const done = new Seen(state.done, behind ? MOST_DONE_BEHIND : MOST_DONE);
		// A sketch tells only of all that is there.
		const isWhole = state.told?.startsWith('S') ?? false;
		const reading = readingOf(
			await watch.read({
				since: state.from,
				reached: state.reached,
				most,
				deadline: deadlineOf(context),
				tries,
				isDone: (part) => !isWhole && done.has(part),
				isBehind: Boolean(behind),
				place: behind?.place,
				isWhole,
			}),
		);
		const until = behind?.until ?? reading.until;
		// The parts of a backlog do not wait for each other.
		const hold = until === undefined ? (reading.hold ?? Infinity) : Infinity;
		const { entries, isCertain } = compared(state, reading.sightings, until);
		if (!isCertain) context.logger.warn(`${context.getNode().name}: ${TOO_MUCH}`);
		const changes = entries
			.flatMap((entry) => entry.fresh.map((change) => ({ entry, change })))
			.filter(({ change }) => !(Date.parse(change.occurredAt) >= hold))
			.sort((a, b) => Date.parse(a.change.occurredAt) - Date.parse(b.change.occurredAt));
		const full = upTo(most, changes, ({ change }) => isWanted(change));
		const waiting = await watch.look?.(full.map(({ change }) => change).filter(isWanted), tries);
		const place = waiting?.size ? full.findIndex(({ change }) => waiting.has(change)) : -1;
		const batch = place < 0 ? full : full.slice(0, place);
		const items = await watch.items(batch.map(({ change }) => change).filter(isWanted));
		for (const { entry, change } of batch) {
			entry.told = change.standing ?? '';
			entry.fresh = entry.fresh.filter((other) => other !== change);
		}
		const left = new Set(entries.filter(({ fresh }) => fresh.length > 0).map(({ part }) => part));
		const parts = reading.parts ?? [];
		for (const part of parts) if (!left.has(part)) done.add(part);
		if (tries.reason) {
			context.logger.warn(
				`${context.getNode().name}: Tried again in the next poll: ${tries.reason}`,
			);
		}
		const more = {
			...((state.tries || tries.size > 0) && { tries: tries.noted() }),
			...((state.done || parts.length > 0) && { done: done.packed() }),
		};
		if (until !== undefined) {
			const open = openOf(entries).reduce((a, b) => Math.min(a, b), behind?.open ?? Infinity);
			const isOver = reading.until === undefined && reading.hold === undefined && left.size === 0;
			if (!isOver) {
				const told = parts.findIndex((part) => !done.has(part));
				const last = parts[(told < 0 ? parts.length : told) - 1] ?? behind?.place;
				const noted = notedBehind(watch, state, entries, until, (part) => done.has(part));
				const rest: Behind = {
					until,
					...(last !== undefined && { place: last }),
					...(open < Infinity && { open }),
				};
				return { items, memory: { ...more, ...noted, behind: rest } };
			}
			const reached = Math.max(until, state.reached ?? -1);
			const memory = remembered(watch, { ...state, reached }, entries, { room: MOST_LISTED, open });
			const next = { ...more, ...memory, done: '', behind: null };
			// The end of a backlog that had nothing more to tell is no reason to wait.
			return items.length > 0 ? { items, memory: next } : await poll({ ...state, ...next }, most);
		}
		// What is told again is told from its beginning on, however many runs it takes.
		const { reached, ...sure } = state;
		// What is to be tried again can be of any date in the window.
		const floor = reading.hold === undefined ? Infinity : (state.whole ?? state.from ?? 0);
		const known = isCertain ? { ...sure, reached } : sure;
		return { items, memory: { ...more, ...remembered(watch, known, entries, { floor }) } };
	}

	return { endpoint: watch.endpoint, name, sample, poll };
}

/** For something that happened once. */
export function sightingOf(change: Change): Sighting {
	return { id: change.id, date: change.occurredAt, changes: () => [change] };
}

/**
 * The present as the date of what Allegro dates not at all, but not before `date`: that it was seen,
 * and that clocks differ, must not put it before what it follows.
 */
export function seenNow(date: string): string {
	return new Date(Math.max(Date.now(), Date.parse(date))).toISOString();
}

const readingOf = (read: Sighting[] | Reading): Reading =>
	Array.isArray(read) ? { sightings: read } : read;

/** The state of a trigger that takes for known what is there already. */
async function begun(watch: Watch, deadline: number): Promise<State> {
	const latest = await watch.latest();
	const back = Math.max(watch.lateMs, watch.openMs ?? 0);
	const from = latest && Math.max(0, Date.parse(latest.date) - back);
	const { sightings } = readingOf(
		await watch.read({
			since: from,
			most: Infinity,
			deadline,
			tries: new Tries({}, 1),
			isDone: () => false,
			isBehind: false,
			isWhole: true,
		}),
	);
	const seen = [...sightings, ...(latest ? [latest] : [])];
	const entries = seen.map((sighting) => ({
		...sighting,
		moment: Date.parse(sighting.date),
		fresh: [],
		told: sighting.standing ?? '',
	}));
	return remembered(watch, { from }, entries);
}

/**
 * What was seen, with what is new about each.
 *
 * @param until while a backlog is told: what is later comes afterwards, and of the rest any can be told.
 */
function compared(
	state: State,
	sightings: Sighting[],
	until: number | undefined,
): { entries: Entry[]; isCertain: boolean } {
	const { from = 0, whole = from, reached = -1, told = 'L', standings = [] } = state;
	// Pages can overlap.
	const distinct = new Map(sightings.map((sighting) => [sighting.id, sighting] as const));
	const seen = [...distinct.values()]
		.map((sighting) => ({ ...sighting, moment: Date.parse(sighting.date) }))
		.filter(({ moment }) => moment >= from && !(moment > (until ?? Infinity)));
	const present = new Map<string, number | undefined>();
	for (const { id, moment, open, standing } of seen) {
		if (moment > (until ?? reached)) continue;
		const isNoted = open === true || moment >= whole;
		present.set(
			id,
			isNoted && standing ? standings.indexOf(standing) + 1 : isNoted ? 0 : undefined,
		);
	}
	const known = recall(told, present);
	const entries = seen.map((sighting) => {
		const { id, moment, open, standing = '' } = sighting;
		const number = known?.get(id);
		const before = number === undefined ? undefined : number ? standings[number - 1] : '';
		// Of what is older only the open cases were noted: this one had ended.
		const isOver = known && before === undefined && moment < whole && !open && moment <= reached;
		const fresh = isOver || before === standing ? [] : sighting.changes(before);
		return { ...sighting, fresh, told: before };
	});
	return { entries, isCertain: known !== undefined };
}

/** What to remember of a backlog: what can be met again, of its parts and afterwards. */
function notedBehind(
	{ lateMs }: Watch,
	{ told, standings: known = [] }: State,
	entries: Entry[],
	until: number,
	isDone: (part: string | undefined) => boolean,
): State {
	const kept = entries.filter(
		(entry) =>
			entry.told !== undefined &&
			(entry.open === true || entry.moment >= until - lateMs || !isDone(entry.part)),
	);
	const standings = standingsOf(kept, known);
	return { told: written(numbersOf(kept, standings), told, Infinity), standings };
}

/** The dates of open cases (ms). */
const openOf = (entries: Entry[]) =>
	entries.filter(({ open }) => open === true).map(({ moment }) => moment);

const standingsOf = (entries: Entry[], known: string[]) =>
	[...new Set([...known, ...entries.map(({ told }) => told as string)])].filter(Boolean);

const numbersOf = (entries: Entry[], standings: string[]) =>
	new Map(entries.map(({ id, told }) => [id, standings.indexOf(told as string) + 1] as const));

/**
 * What to remember once everything is told but what is fresh still.
 *
 * @param floor the window must not begin later.
 * @param open the earliest case that is open, of those that were met before.
 * @param room how much of what was noted before is kept at least.
 */
function remembered(
	{ lateMs, openMs = 0 }: Watch,
	{ from = 0, whole = from, reached = -1, ...last }: State,
	entries: Entry[],
	{
		floor = Infinity,
		open = Infinity,
		room,
	}: { floor?: number; open?: number; room?: number } = {},
): State {
	const momentsOf = (some: Entry[]) => some.map(({ moment }) => moment);
	const isTold = ({ told }: Entry) => told !== undefined;
	const now = Date.now();
	const latest = momentsOf(entries.filter(isTold)).reduce((a, b) => Math.max(a, b), reached);
	const waiting = entries.filter(({ fresh }) => fresh.length > 0);
	// A date in the future must not move the window away from the present.
	const earliest = Math.min(latest, now, floor + lateMs) - lateMs;
	const late = momentsOf(waiting).reduce((a, b) => Math.min(a, b), earliest);
	const nextWhole = Math.max(whole, late);
	const kept = entries.filter(
		({ told, open, moment, fresh }) =>
			told !== undefined &&
			(moment >= nextWhole ||
				((open === true || fresh.length > 0) && moment >= nextWhole - openMs)),
	);
	const standings = standingsOf(kept, last.standings ?? []);
	return {
		from: [...momentsOf(kept), Math.max(open, nextWhole - openMs)].reduce(
			(a, b) => Math.min(a, b),
			nextWhole,
		),
		whole: nextWhole,
		reached: latest,
		told: written(numbersOf(kept, standings), last.told, room),
		standings,
	};
}

/** The first of these, as many as hold `most` wanted ones. */
function upTo<T>(most: number, all: T[], isWanted: (one: T) => boolean): T[] {
	let wanted = 0;
	const end = all.findIndex((one) => isWanted(one) && ++wanted > most);
	return end < 0 ? all : all.slice(0, end);
}
