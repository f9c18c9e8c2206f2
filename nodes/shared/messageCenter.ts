import type { IDataObject } from 'n8n-workflow';

import { rowsAt } from './answerRows';
import type { AllegroContext } from './credential';
import { lookUp } from './locators/lookUp';
import type { Page, Pages } from './pagination';
import { pageToken } from './pagination';
import type { Call } from './routing';
import { BETA_V1 } from './transport';
import { at, objectOf } from './values';

/** Problems with purchases, which took the place of disputes, are seen only with beta.v1. Source: allegro-api #13797 */
export const MESSAGE_CENTER = { scope: 'messaging', accept: BETA_V1, contentType: BETA_V1 };

/** The largest page of threads and of messages. */
export const MESSAGES_PER_PAGE = 20;

interface Participant {
	role?: string;
	login?: string | null;
}

/** A thread as beta.v1 has it, or public.v1 with `interlocutor`. */
export interface Thread extends IDataObject {
	id: string;
	read?: boolean;
	type?: 'COMMON' | 'POST_PURCHASE_ISSUE';
	/** Why the buyer has a problem; threads without a purchase problem have none. */
	subType?: string | null;
	status?: 'OPEN' | 'CLOSED';
	createdAt?: string;
	lastMessageDateTime: string | null;
	interlocutor?: { login: string; avatarUrl: string | null } | null;
}

/** A message as beta.v1 has it, with what public.v1 told besides. */
export interface Message extends IDataObject {
	id: string;
	status?: string;
	createdAt: string;
	thread: { id: string | null };
	author: { role?: string; login: string | null; isInterlocutor: boolean };
	text: string;
	attachments?: Array<{ id?: string; fileName: string; url?: string; status: string }>;
}

/** Whether a thread is about a problem with a purchase. */
export const isProblem = ({ type }: IDataObject): boolean => type === 'POST_PURCHASE_ISSUE';

/**
 * The login of the connected account, by which own messages are known; '' when the app may not read it
 * (profile:read): then whoever writes as the seller is taken for the user.
 */
export async function ownLogin(context: AllegroContext): Promise<string> {
	try {
		return String((await lookUp(context, 'GET /me')).login ?? '');
	} catch {
		return '';
	}
}

/** Whether two logins are one: Allegro does not mind capitals. */
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Whether the participant or author is not the user. */
function isOther({ role, login }: Participant, own: string): boolean {
	return own && login ? !isSame(login, own) : role !== 'SELLER';
}

/** The thread with the fields of public.v1: `interlocutor`, with whom it is. beta.v1 has no picture of him. */
export function threadOf(thread: IDataObject, own: string): Thread {
	if (thread.interlocutor !== undefined) return thread as Thread;
	const participants = (thread.participants ?? []) as Participant[];
	const other = participants.find((one) => isOther(one, own));
	const interlocutor = other?.login ? { login: other.login, avatarUrl: null } : null;
	return { ...thread, interlocutor } as Thread;
}

/** The message with the fields of public.v1: `thread`, and whether its author is the other one. */
export function messageOf(message: IDataObject, threadId: string | null, own: string): Message {
	const author = (message.author ?? {}) as Participant & { isInterlocutor?: boolean };
	return {
		...message,
		thread: message.thread ?? { id: threadId },
		author: {
			...author,
			login: author.login ?? null,
			isInterlocutor: author.isInterlocutor ?? isOther(author, own),
		},
	} as Message;
}

/**
 * A message with the fields of public.v1, whose thread is not known: what beta.v1 does not say is read
 * with public.v1, which has ordinary messages, or from the thread about the order. What neither tells
 * (of a purchase problem) is null; it is no reason to fail.
 *
 * @param sent whether the user has just written it.
 */
export async function foundMessage(
	call: Call,
	message: IDataObject,
	sent = false,
): Promise<Message> {
	const { scope } = MESSAGE_CENTER;
	const endpoint = 'GET /messaging/messages/{messageId}';
	const messageId = String(message.id ?? '');
	const former = await quietly(async () => {
		return objectOf((await call.send(endpoint, { messageId }, { scope })).body);
	});
	const orderId = at(message, 'relatesTo.order.id') as string | undefined;
	const threadId =
		at(former, 'thread.id') ??
		(orderId && (await quietly(async () => await onlyThreadOf(call, orderId)))) ??
		null;
	const written = sent ? false : at(former, 'author.isInterlocutor');
	const own = written === undefined ? await ownLogin(call.context) : '';
	const author = { ...(message.author as IDataObject), isInterlocutor: written as boolean };
	return messageOf({ ...message, author }, threadId as string | null, own);
}

/** The ordinary thread about an order, if it is the only one. */
async function onlyThreadOf(call: Call, orderId: string): Promise<string | undefined> {
	const query = { orderId, type: 'COMMON', limit: 2 };
	const { body } = await call.send('GET /messaging/threads', {}, { ...MESSAGE_CENTER, query });
	const threads = rowsAt(body, 'threads');
	return threads.length === 1 ? String(threads[0].id) : undefined;
}

async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch {
		return undefined;
	}
}

/**
 * The messages of a thread, newest first, written `after` and `before` a moment, both exclusive: filters
 * of public.v1, which beta.v1 does not have.
 */
export const messagesWithin: Pages = async (fetch, wanted, query = {}, keep) => {
	const after = momentOf(query.after, -Infinity);
	const before = momentOf(query.before, Infinity);
	const within = (page: Page): Page => {
		const moments = page.rows.map(({ createdAt }) => Date.parse(String(createdAt)));
		return {
			rows: page.rows.filter((_, place) => moments[place] > after && moments[place] < before),
			body: moments.some((moment) => moment <= after)
				? { ...page.body, nextPage: null }
				: page.body,
		};
	};
	return await pageToken({ max: MESSAGES_PER_PAGE })(
		async (page, take) =>
			await fetch(
				{ ...page, limit: MESSAGES_PER_PAGE, after: undefined, before: undefined },
				(answer) => take(within(answer)),
			),
		wanted,
		query,
		keep,
	);
};

const momentOf = (value: unknown, none: number) => (value ? Date.parse(String(value)) : none);
