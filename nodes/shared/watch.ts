import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { recall, written } from './ledger';
import type { Harvest, PollOptions, Source } from './polling';
import { runPoll } from './polling';
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
}

/** A resource that is read again and again, as the engine sees it. */
export interface Watch {
	/** `METHOD /path` it is read with. */
	endpoint: string;
	/**
	 * Everything with a date since a moment (ms since epoch; undefined: all that Allegro has). What costs
	 * a request each can be left out when it is older than the latest that was told.
	 */
	read(since: number | undefined, reached?: number): Promise<Sighting[]>;
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
}

/** Something seen, with what is new about it and how it was told. */
interface Entry extends Sighting {
	moment: number;
	fresh: Change[];
	/** How it stood when it was told last: '' if it is no case; undefined if it was not told. */
	told: string | undefined;
}

const TOO_MUCH =
	'More has changed since the last poll than is remembered, so some of it is told again';

/**
 * One poll of a resource without a journal: reads a window that overlaps with the last one, and hands
 * over what was not handed over before.
 *
 * Each change is handed over at least once, in the order of its date. What is remembered moves on only
 * with what is in the items to be returned: a failure or a crash repeats instead of losing. It has a
 * largest size however much happens; should more than a thousand cases change, or two thousand entries
 * come late, between two polls of a resource with more than three thousand of them in its window, then
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
		if (state.reached === undefined && start === 'now') {
			return { items: [], memory: await begun(watch) };
		}
		const sightings = await watch.read(state.from, state.reached);
		const { entries, isCertain } = compared(state, sightings);
		if (!isCertain) context.logger.warn(`${context.getNode().name}: ${TOO_MUCH}`);
		const changes = entries
			.flatMap((entry) => entry.fresh.map((change) => ({ entry, change })))
			.sort((a, b) => Date.parse(a.change.occurredAt) - Date.parse(b.change.occurredAt));
		const tries = new Tries(state.tries);
		const full = upTo(most, changes, ({ change }) => isWanted(change));
		const waiting = await watch.look?.(full.map(({ change }) => change).filter(isWanted), tries);
		const place = waiting?.size ? full.findIndex(({ change }) => waiting.has(change)) : -1;
		const batch = place < 0 ? full : full.slice(0, place);
		const items = await watch.items(batch.map(({ change }) => change).filter(isWanted));
		for (const { entry, change } of batch) {
			entry.told = change.standing ?? '';
			entry.fresh = entry.fresh.filter((other) => other !== change);
		}
		// What is told again is told from its beginning on, however many runs it takes.
		const { reached, ...sure } = state;
		const memory = remembered(watch, isCertain ? { ...sure, reached } : sure, entries);
		if (tries.reason) {
			context.logger.warn(
				`${context.getNode().name}: Tried again in the next poll: ${tries.reason}`,
			);
		}
		return { items, memory: { ...memory, tries: tries.noted() } };
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

/** The state of a trigger that takes for known what is there already. */
async function begun(watch: Watch): Promise<State> {
	const latest = await watch.latest();
	const back = Math.max(watch.lateMs, watch.openMs ?? 0);
	const from = latest && Math.max(0, Date.parse(latest.date) - back);
	const seen = [...(await watch.read(from)), ...(latest ? [latest] : [])];
	const entries = seen.map((sighting) => ({
		...sighting,
		moment: Date.parse(sighting.date),
		fresh: [],
		told: sighting.standing ?? '',
	}));
	return remembered(watch, { from }, entries);
}

/** What was seen, with what is new about each. */
function compared(state: State, sightings: Sighting[]): { entries: Entry[]; isCertain: boolean } {
	const { from = 0, whole = from, reached = -1, told = 'L', standings = [] } = state;
	// Pages can overlap.
	const distinct = new Map(sightings.map((sighting) => [sighting.id, sighting] as const));
	const seen = [...distinct.values()]
		.map((sighting) => ({ ...sighting, moment: Date.parse(sighting.date) }))
		.filter(({ moment }) => moment >= from);
	const present = new Map<string, number | undefined>();
	for (const { id, moment, open, standing } of seen) {
		if (moment > reached) continue;
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

/** What to remember once everything is told but what is fresh still. */
function remembered(
	{ lateMs, openMs = 0 }: Watch,
	{ from = 0, whole = from, reached = -1, ...last }: State,
	entries: Entry[],
): State {
	const momentsOf = (some: Entry[]) => some.map(({ moment }) => moment);
	const isTold = ({ told }: Entry) => told !== undefined;
	const now = Date.now();
	const latest = momentsOf(entries.filter(isTold)).reduce((a, b) => Math.max(a, b), reached);
	const waiting = entries.filter(({ fresh }) => fresh.length > 0);
	// A date in the future must not move the window away from the present.
	const late = momentsOf(waiting).reduce((a, b) => Math.min(a, b), Math.min(latest, now) - lateMs);
	const nextWhole = Math.max(whole, late);
	const kept = entries.filter(
		({ told, open, moment, fresh }) =>
			told !== undefined &&
			(moment >= nextWhole ||
				((open === true || fresh.length > 0) && moment >= nextWhole - openMs)),
	);
	const standings = [
		...new Set([...(last.standings ?? []), ...kept.map(({ told }) => told as string)]),
	].filter(Boolean);
	const numbers = kept.map(({ id, told }) => [id, standings.indexOf(told as string) + 1] as const);
	return {
		from: momentsOf(kept).reduce((a, b) => Math.min(a, b), nextWhole),
		whole: nextWhole,
		reached: latest,
		told: written(new Map(numbers), last.told),
		standings,
	};
}

/** The first of these, as many as hold `most` wanted ones. */
function upTo<T>(most: number, all: T[], isWanted: (one: T) => boolean): T[] {
	let wanted = 0;
	const end = all.findIndex((one) => isWanted(one) && ++wanted > most);
	return end < 0 ? all : all.slice(0, end);
}
