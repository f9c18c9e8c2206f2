import type { IPollFunctions } from 'n8n-workflow';

import { detailOf } from '../shared/details';
import type { Message, Thread } from '../shared/messageCenter';
import { readParts } from '../shared/parts';
import { momentOf, orderIdOf, threadsReader } from '../shared/threads';
import { Tries } from '../shared/tries';
import type { Asked, Change, Reading, Sighting, Watch } from '../shared/watch';
import { sightingOf } from '../shared/watch';
import { at } from '../shared/values';
import type { MessageFiles } from './messageFiles';
import { messageFiles } from './messageFiles';

/** What the user wants of the messages. */
export interface MessageWatchOptions {
	/** None means all. */
	types: string[];
	/** COMMON, POST_PURCHASE_ISSUE; none means all. */
	threadTypes?: string[];
	lateHours: number;
	/** Whether their files are downloaded. */
	withFiles: boolean;
}

/** More threads than that are not read again for each run of a backlog. */
const MANY_THREADS = 100;
const DAY_MS = 24 * 3_600_000;
/** While one thread is read, something older can be written in another. */
const LEAST_LATE_MS = 10 * 60_000;
const GONE = 'Allegro does not have the messages of this thread';
/** What the tries of all files are counted by. */
const FILES = 'files';

/**
 * Messages of the Message Center. There is no list of all of them: the threads with messages since a
 * moment are read, and in each the messages since then. Some appear late, with their old date.
 *
 * Purchase problems are threads too, with the version beta.v1 of the Message Center.
 *
 * Source: https://github.com/allegro/allegro-api/issues/13907, .../6425 and .../13797
 */
export function messageWatch(
	context: IPollFunctions,
	{ types, threadTypes = [], lateHours, withFiles }: MessageWatchOptions,
): Watch {
	const reader = threadsReader(context, threadTypes.length > 0 ? { type: threadTypes } : {});

	/** Oldest first. */
	async function messagesOf(thread: Thread, since: number): Promise<Sighting[]> {
		const messages = await reader.messagesSince(thread, since);
		return messages.map((message) => sightingOf(changeOf(message, thread)));
	}

	/**
	 * The threads since a moment, each with its messages since then: one after another from the one with the
	 * oldest last message on, when there are more than there is time for, or than a run can take.
	 */
	async function read({ since = 0, reached = -1, ...asked }: Asked): Promise<Reading> {
		const all = await reader.threadsSince(since);
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
		const thread = await reader.latestThread();
		if (!thread) return [];
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
						threadType: thread.type ?? null,
						orderId: orderIdOf(message, thread),
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
