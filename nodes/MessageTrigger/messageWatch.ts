import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Page } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import type { Change, Sighting, Watch } from '../shared/watch';
import { sightingOf } from '../shared/watch';
import { at } from '../shared/values';

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
}

/** The most that Allegro gives at once, of threads and of messages. */
const PAGE_SIZE = 20;
/** Messages that are not shown to their receiver (yet). */
const HIDDEN = ['VERIFYING', 'BLOCKED'];

/**
 * Messages of the Message Center. There is no list of all of them: the threads with messages since a
 * moment are read, and in each the messages since then. Some appear late, with their old date.
 *
 * Source: https://github.com/allegro/allegro-api/issues/13907 and .../6425
 */
export function messageWatch(context: IPollFunctions, lateHours: number): Watch {
	const reader = readerOf(context, { scope: 'messaging' });

	/** Newest first; Allegro gives them in this order only. */
	async function threadsSince(since: number): Promise<Thread[]> {
		const list = reader.list('GET /messaging/threads', 'threads');
		const threads: Thread[] = [];
		for (let page: Page | undefined; !page || page.rows.length === PAGE_SIZE; ) {
			page = await list({ limit: PAGE_SIZE, offset: threads.length });
			threads.push(...(page.rows as Thread[]));
			const last = threads[threads.length - 1];
			if (!last || momentOf(last) < since) break;
		}
		return threads.filter((thread) => momentOf(thread) >= since);
	}

	/** Newest first, in pages that end where the one before began. */
	async function messagesSince(threadId: string, since: number): Promise<Message[]> {
		const endpoint = 'GET /messaging/threads/{threadId}/messages';
		const query = since > 0 ? { after: new Date(since - 1).toISOString() } : {};
		const list = reader.list(endpoint, 'messages', query, { threadId });
		const messages = new Map<string, Message>();
		for (let before = ''; ; ) {
			const page = (await list({ limit: PAGE_SIZE, ...(before ? { before } : {}) })) as Page;
			const known = messages.size;
			for (const row of page.rows as Message[]) messages.set(row.id, row);
			const last = page.rows[page.rows.length - 1] as Message | undefined;
			if (!last || page.rows.length < PAGE_SIZE || messages.size === known) break;
			// One millisecond of overlap: messages can have the same date.
			before = new Date(Date.parse(last.createdAt) + 1).toISOString();
		}
		return [...messages.values()];
	}

	async function read(since = 0): Promise<Sighting[]> {
		const threads = await threadsSince(since);
		const messages = await Promise.all(
			threads.map(async ({ id }) => await messagesSince(id, since)),
		);
		return messages
			.flat()
			.filter(({ status }) => !HIDDEN.includes(String(status)))
			.map((message) => sightingOf(changeOf(message)));
	}

	return {
		endpoint: 'GET /messaging/threads',
		lateMs: lateHours * 3_600_000,
		read,
		latest: async () => {
			const [latest] = (await reader.list('GET /messaging/threads', 'threads')({ limit: 1 })).rows;
			if (!latest) return undefined;
			const [message] = await messagesSince(String(latest.id), momentOf(latest as Thread));
			return message && sightingOf(changeOf(message));
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => ({
				json: {
					eventId: id,
					type,
					occurredAt,
					threadId: at(record, 'thread.id') as string,
					orderId: (at(record, 'relatesTo.order.id') ?? null) as string | null,
					offerId: (at(record, 'relatesTo.offer.id') ?? null) as string | null,
					authorLogin: at(record, 'author.login') as string,
					text: record.text,
					message: record,
				},
			})),
	};
}

function changeOf(record: Message): Change {
	const type = record.author.isInterlocutor ? 'RECEIVED' : 'SENT';
	return { id: record.id, type, occurredAt: record.createdAt, record };
}

const momentOf = ({ lastMessageDateTime }: Thread) => Date.parse(lastMessageDateTime ?? '') || 0;
