import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { detailOf } from '../shared/details';
import { newestFirst } from '../shared/newestFirst';
import { rowsIn } from '../shared/pagination';
import { readParts } from '../shared/parts';
import { readerOf } from '../shared/reader';
import { Tries } from '../shared/tries';
import type { Asked, Change, Reading, Sighting, Watch } from '../shared/watch';
import { sightingOf } from '../shared/watch';
import { at } from '../shared/values';
import type { MessageFiles } from './messageFiles';
import { messageFiles } from './messageFiles';

interface Thread extends IDataObject {
	id: string;
	lastMessageDateTime: string | null;
	interlocutor?: { login: string } | null;
}

/** A row of GET /messaging/threads/{threadId}/messages. */
interface Message extends IDataObject {
	id: string;
	createdAt: string;
	thread: { id: string };
	author: { login: string; isInterlocutor: boolean };
	text: string;
	attachments?: Array<{ fileName: string; url?: string; status: string }>;
}

/** What the user wants of the messages. */
export interface MessageWatchOptions {
	/** None means all. */
	types: string[];
	lateHours: number;
	/** Whether their files are downloaded. */
	withFiles: boolean;
}

/** The most that Allegro gives at once, of threads and of messages. */
const PAGE_SIZE = 20;
/** More threads than that are not read again for each run of a backlog. */
const MANY_THREADS = 100;
const DAY_MS = 24 * 3_600_000;
/** While one thread is read, something older can be written in another. */
const LEAST_LATE_MS = 10 * 60_000;
const GONE = 'Allegro does not have the messages of this thread';
/** What the tries of all files are counted by. */
const FILES = 'files';
/** Messages that are not shown to their receiver (yet). */
const HIDDEN = ['VERIFYING', 'BLOCKED'];

/**
 * Messages of the Message Center. There is no list of all of them: the threads with messages since a
 * moment are read, and in each the messages since then. Some appear late, with their old date.
 *
 * Source: https://github.com/allegro/allegro-api/issues/13907 and .../6425
 */
export function messageWatch(
	context: IPollFunctions,
	{ types, lateHours, withFiles }: MessageWatchOptions,
): Watch {
	const reader = readerOf(context, { scope: 'messaging' });

	const threadsSince = async (since: number): Promise<Thread[]> =>
		await newestFirst<Thread>(reader.list('GET /messaging/threads', 'threads'), {
			size: PAGE_SIZE,
			momentOf,
			since,
		});

	/** Newest first, in pages that end where the one before began. */
	async function messagesSince(threadId: string, since: number): Promise<Message[]> {
		const endpoint = 'GET /messaging/threads/{threadId}/messages';
		const query = since > 0 ? { after: new Date(since - 1).toISOString() } : {};
		const list = reader.list(endpoint, 'messages', query, { threadId });
		const messages = new Map<string, Message>();
		for (let before = ''; ; ) {
			const page = { limit: PAGE_SIZE, ...(before ? { before } : {}) };
			const rows = (await list(page, rowsIn)) as Message[];
			const known = messages.size;
			for (const row of rows) messages.set(row.id, row);
			const last = rows[rows.length - 1] as Message | undefined;
			if (!last || rows.length < PAGE_SIZE || messages.size === known) break;
			// One millisecond of overlap: messages can have the same date.
			before = new Date(Date.parse(last.createdAt) + 1).toISOString();
		}
		return [...messages.values()];
	}

	/** Oldest first. */
	async function messagesOf(thread: Thread, since: number): Promise<Sighting[]> {
		const messages = await messagesSince(thread.id, since);
		return messages
			.reverse()
			.filter(({ status }) => !HIDDEN.includes(String(status)))
			.map((message) => sightingOf(changeOf(message, thread)));
	}

	/**
	 * The threads since a moment, each with its messages since then: one after another from the one with the
	 * oldest last message on, when there are more than there is time for, or than a run can take.
	 */
	async function read({ since = 0, reached = -1, ...asked }: Asked): Promise<Reading> {
		const all = await threadsSince(since);
		const todo = all
			.filter(({ id }) => !asked.isBehind || !asked.isDone(id))
			.sort((a, b) => momentOf(a) - momentOf(b));
		const few = asked.isBehind ? 0 : MANY_THREADS;
		let fresh = 0;
		const {
			read: parts,
			waiting,
			hold,
		} = await readParts(todo, asked, {
			isEnough: (left) => !asked.isWhole && left > few && fresh >= asked.most,
			keyOf: ({ id }) => id,
			momentOf,
			async read(thread) {
				const detail = await detailOf(thread.id, async () => await messagesOf(thread, since), {
					tries: asked.tries,
					gone: GONE,
					passTime: true,
				});
				const sightings = detail && (detail.value ?? unreadThread(thread, detail.problem));
				for (const { date } of sightings ?? []) if (Date.parse(date) > reached) fresh++;
				return sightings;
			},
		});
		const sightings = parts.flatMap(({ key, sightings: some }) =>
			some.map((one) => ({ ...one, part: key })),
		);
		const isAll = parts.length + (asked.isBehind ? 0 : waiting) === todo.length;
		if (isAll && !asked.isBehind) return { sightings, hold };
		return {
			sightings,
			hold,
			parts: parts.map(({ key }) => key),
			...(!isAll && { until: Math.max(...all.map(momentOf)) }),
		};
	}

	/** What is told of a thread whose messages cannot be had: that something was written, of the chosen kind. */
	function unreadThread(thread: Thread, problem?: string): Sighting[] {
		if (!momentOf(thread)) return [];
		const occurredAt = new Date(momentOf(thread)).toISOString();
		const type = types.length === 0 || types.includes('RECEIVED') ? 'RECEIVED' : types[0];
		const record = { message: null, thread, problem };
		return [sightingOf({ id: `${thread.id}|${occurredAt}`, type, occurredAt, record })];
	}

	/** Those of the last day in the thread with the latest of all. */
	async function latestMessages(): Promise<Sighting[]> {
		const [row] = await reader.list('GET /messaging/threads', 'threads')({ limit: 1 }, rowsIn);
		if (!row) return [];
		const thread = row as Thread;
		const since = Math.max(0, momentOf(thread) - DAY_MS);
		const options = { tries: new Tries({}, 1), gone: GONE };
		const detail = await detailOf(thread.id, async () => await messagesOf(thread, since), options);
		return detail?.value ?? unreadThread(thread, detail?.problem);
	}

	const download = messageFiles(context);
	const files = new Map<Change, MessageFiles>();
	/** Whether messages can wait for their files in this poll, once one has to. */
	let mayWait: boolean | undefined;

	const filesFor = async ({ record }: Change) =>
		await download((record.message as Message | null)?.attachments ?? []);

	return {
		endpoint: 'GET /messaging/threads',
		lateMs: Math.max(lateHours * 3_600_000, LEAST_LATE_MS),
		read,
		latest: async () => (await latestMessages()).pop(),
		async sample() {
			const changes = (await latestMessages()).flatMap((message) => message.changes());
			return changes.filter(({ type }) => types.includes(type)).pop() ?? changes.pop();
		},
		...(withFiles && {
			async look(changes, tries) {
				for (const change of changes) {
					const got = await filesFor(change).catch((error: Error) => {
						// What was downloaded before is handed over.
						if (files.size === 0) throw error;
						return undefined;
					});
					if (!got) return new Set([change]);
					// They have their tries together, so that a message waits no longer than one of them.
					const isLate = got.wait !== undefined && (mayWait ??= tries.again(FILES, got.wait));
					if (isLate) return new Set([change]);
					files.set(change, got);
				}
				if (mayWait === undefined) tries.passed(FILES);
				return new Set<Change>();
			},
		}),
		items: async (changes) =>
			changes.map((change) => {
				const { message, thread, problem } = change.record as {
					message: Message | null;
					thread: Thread;
					problem?: string;
				};
				const { files: named, binary } = files.get(change) ?? {};
				return {
					json: {
						eventId: change.id,
						type: change.type,
						occurredAt: change.occurredAt,
						threadId: thread.id,
						orderId: (at(message, 'relatesTo.order.id') ?? null) as string | null,
						offerId: (at(message, 'relatesTo.offer.id') ?? null) as string | null,
						authorLogin: message?.author.login ?? null,
						text: message?.text ?? null,
						...(named ? { files: named } : {}),
						message,
						thread,
						...(problem ? { problem } : {}),
					},
					...(binary ? { binary } : {}),
				};
			}),
	};
}

function changeOf(message: Message, thread: Thread): Change {
	return {
		id: message.id,
		type: message.author.isInterlocutor ? 'RECEIVED' : 'SENT',
		occurredAt: message.createdAt,
		record: { message, thread },
	};
}

const momentOf = ({ lastMessageDateTime }: Thread) => Date.parse(lastMessageDateTime ?? '') || 0;
