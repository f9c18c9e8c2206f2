import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Message, Thread } from './messageCenter';
import { MESSAGE_CENTER, messageOf, MESSAGES_PER_PAGE, ownLogin, threadOf } from './messageCenter';
import { newestByToken } from './newestByToken';
import { rowsIn } from './pagination';
import { readerOf } from './reader';
import { at } from './values';

/** Messages that are not shown to their receiver (yet). */
const HIDDEN = ['VERIFYING', 'BLOCKED'];

/** When something was last written in a thread (ms); 0 when nothing was. */
export const momentOf = ({ lastMessageDateTime }: Thread): number =>
	Date.parse(lastMessageDateTime ?? '') || 0;

/** The order that a message is about, or else the only one that its thread is about. */
export function orderIdOf(message: IDataObject | null, { orders }: Thread): string | null {
	const named = at(message, 'relatesTo.order.id') as string | undefined;
	const others = (orders ?? []) as Array<{ id: string }>;
	return named ?? (others.length === 1 ? others[0].id : null);
}

/** Reads the Message Center for triggers: threads and their messages, with the fields of public.v1. */
export function threadsReader(context: IPollFunctions, filters: IDataObject = {}) {
	const { scope, accept } = MESSAGE_CENTER;
	const reader = readerOf(context, { scope, accept });
	const list = reader.list('GET /messaging/threads', 'threads', filters);
	let login: Promise<string> | undefined;
	const own = async () => await (login ??= ownLogin(context));

	return {
		/** The threads in which something was written since a moment (ms), in no order. */
		async threadsSince(since: number): Promise<Thread[]> {
			const options = { size: MESSAGES_PER_PAGE, momentOf, since };
			const threads = await newestByToken<Thread>(list, options);
			const name = await own();
			return threads.map((thread) => threadOf(thread, name));
		},

		/** The thread with the latest message. */
		async latestThread(): Promise<Thread | undefined> {
			const [row] = await list({ limit: 1 }, rowsIn);
			return row && threadOf(row, await own());
		},

		/** What can be seen of a thread since a moment (ms), oldest first. */
		async messagesSince(thread: Thread, since: number): Promise<Message[]> {
			const endpoint = 'GET /messaging/threads/{threadId}/messages';
			const messages = reader.list(endpoint, 'messages', {}, { threadId: thread.id });
			const writtenAt = ({ createdAt }: Message) => Date.parse(createdAt);
			const options = { size: MESSAGES_PER_PAGE, momentOf: writtenAt, since };
			const found = await newestByToken<Message>(messages, options);
			const name = await own();
			// Allegro has the latest first, also of those with one date.
			return found
				.reverse()
				.filter(({ status }) => !HIDDEN.includes(String(status)))
				.sort((one, other) => writtenAt(one) - writtenAt(other))
				.map((message) => messageOf(message, thread.id, name));
		},
	};
}
