import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { OutOfTime } from './gate';
import type { Tries } from './tries';
import { bounded, shown } from './words';

/** What came of reading something that belongs to an event: an order, a file, a chat. */
export interface Detail<T = IDataObject> {
	/** Null when it cannot be had. */
	value: T | null;
	/** Why it is missing, or not as it should be, in words for the user. */
	problem?: string;
	/** Allegro says that there is no such thing. */
	isGone?: boolean;
}

/** How single things are read. */
export interface DetailOptions {
	tries: Tries;
	/** What is said when Allegro says that there is none. */
	gone: string;
	/** Whether what Allegro does not have now can be there in a while. */
	mayCome?: (id: string) => boolean;
	/** Whether it is passed on that there was no time to ask for it. */
	passTime?: boolean;
}

const LONGEST_PROBLEM = 600;
/** Statuses of one thing that speak of all: of the connection, or of the number of requests. */
const ABOUT_ALL = [401, 429];
/** Statuses of what can be otherwise in a while, though they are below 500. */
const PASSING = [408, 425];
/** Codes of that, whatever the status. Source: allegro-api #11969 (404), #12538 (403) */
const PASSING_CODES = ['DATA_FETCHING_ERROR'];

/**
 * Reads one thing that belongs to an event. It never stands in the way of the others: what Allegro refuses
 * is null, with a problem; what may go by is tried again in the next polls, as often as `tries` allows, and
 * then it is null as well.
 *
 * @param key what its tries are counted by.
 * @returns undefined when it shall be tried again in the next poll.
 * @throws NodeApiError when not this thing is the trouble, but the connection or the number of requests, and
 * OutOfTime if that was asked for.
 */
export async function detailOf<T>(
	key: string,
	read: () => Promise<T>,
	{ tries, gone, mayCome, passTime = false }: DetailOptions,
): Promise<Detail<T> | undefined> {
	const found = (value: T): Detail<T> => {
		tries.passed(key);
		return { value };
	};
	const failed = (error: unknown): Detail<T> | undefined => {
		// It was not tried.
		if (error instanceof OutOfTime && !passTime) return undefined;
		const status = statusOf(error);
		const isAboutAll = error instanceof OutOfTime || error instanceof NodeOperationError;
		if (isAboutAll || ABOUT_ALL.includes(status)) throw error;
		const isPassing = PASSING.includes(status) || PASSING_CODES.includes(String(codeOf(error)));
		const isGone = status === 404 && !isPassing;
		const reason = isGone ? gone : reasonOf(error);
		const mayPass = isGone ? (mayCome?.(key) ?? false) : status < 400 || status >= 500 || isPassing;
		if (mayPass && tries.again(key, reason)) return undefined;
		return { value: null, problem: bounded(reason, LONGEST_PROBLEM), isGone };
	};
	return await read().then(found, failed);
}

/** The records that belong to the events of one poll: each is read once, however often it is named. */
export class Details {
	private readonly known = new Map<string, Detail | undefined>();

	/**
	 * @param read reads one record by its ID.
	 * @param gone what is said when Allegro says that there is none.
	 */
	constructor(
		private readonly read: (id: string) => Promise<IDataObject>,
		private readonly gone: string,
	) {}

	/**
	 * Reads those that were not read in this poll, as `detailOf` does. When reading fails for all, the others
	 * are awaited before the failure is passed on.
	 *
	 * @param onlyKnown whether only those are read that failed in a poll before.
	 */
	async look(
		ids: string[],
		tries: Tries,
		{
			onlyKnown = false,
			mayCome,
		}: { onlyKnown?: boolean; mayCome?: DetailOptions['mayCome'] } = {},
	): Promise<void> {
		const asked = [...new Set(ids)].filter(
			(id) => id && !this.known.has(id) && (!onlyKnown || tries.knows(id)),
		);
		const options = { tries, gone: this.gone, mayCome };
		const tasks = asked.map(async (id) => {
			this.known.set(id, await detailOf(id, async () => await this.read(id), options));
		});
		await Promise.allSettled(tasks);
		await Promise.all(tasks);
	}

	/** Whether it was read, and is to be tried again in the next poll. */
	waits(id: string): boolean {
		return this.known.has(id) && !this.known.get(id);
	}

	/** What came of reading it; nothing when it was not read. */
	of(id: string): Partial<Detail> {
		return this.known.get(id) ?? {};
	}
}

/** The status of a refusal; 0 when there was no answer, or one that nothing could be made of. */
export function statusOf(error: unknown): number {
	return Number(refusalIn(error)?.status ?? 0);
}

const codeOf = (error: unknown) => refusalIn(error)?.code;

function refusalIn(error: unknown): IDataObject | undefined {
	return error instanceof NodeApiError ? (error.context.allegro as IDataObject) : undefined;
}

export function reasonOf(error: unknown): string {
	const { message, description } = error as { message?: unknown; description?: unknown };
	return [message, description].filter(Boolean).map(shown).join('. ');
}
