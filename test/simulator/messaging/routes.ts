import { attachmentRoutes, sentFiles } from '../attachments';
import { refusal } from '../errors';
import { perSecond } from '../limits';
import { newestFirst, page } from '../query';
import { type Call, created, moment, noContent, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';
import { lastMessageAt, type Message, type Thread } from './messages';

const MAX_TEXT = 2_000;
const scope = 'messaging';

/** The Message Center: threads, messages and their attachments. */
export const messagingRoutes = (world: World): Route[] => [
	route('GET /messaging/threads', { scope }, ({ query }) => {
		const bounds = { fallback: 20, max: 20, maxOffset: 15_000_000 };
		const { rows, ...where } = page(query, world.state.messages.threads, bounds);
		return ok({ threads: rows.map(present), ...where });
	}),

	route('GET /messaging/threads/{threadId}', { scope }, (call) =>
		ok(present(findThread(world, call))),
	),

	route('PUT /messaging/threads/{threadId}/read', { scope, body: [PUBLIC] }, (call) => {
		const thread = findThread(world, call);
		const { read } = call.data;
		if (typeof read !== 'boolean') throw invalid('read', 'must be true or false');
		thread.read = read;
		return ok(present(thread));
	}),

	route('GET /messaging/threads/{threadId}/messages', { scope }, (call) => {
		const { messages } = findThread(world, call);
		const { query } = call;
		const before = moment(query, 'before') ?? Infinity;
		const after = moment(query, 'after') ?? -Infinity;
		if (query.has('before') && query.has('offset')) {
			throw invalid('before', 'cannot be used with offset');
		}
		const found = messages.filter(({ createdAt }) => {
			const at = Date.parse(createdAt);
			return at < before && at > after;
		});
		const sorted = newestFirst(found, ({ createdAt }) => createdAt);
		const bounds = { fallback: 20, max: 20, maxOffset: 15_000 };
		const { rows, ...where } = page(query, sorted, bounds);
		return ok({ messages: rows, ...where });
	}),

	route(
		'POST /messaging/threads/{threadId}/messages',
		{ scope, body: [PUBLIC], pace: perSecond(1, 'user') },
		(call) => created(send(world, call, findThread(world, call).login)),
	),

	route(
		'POST /messaging/messages',
		{ scope, body: [PUBLIC], pace: perSecond(1, 'user') },
		(call) => {
			const { recipient, order } = call.data as {
				recipient?: { login?: string };
				order?: { id?: string };
			};
			if (!recipient?.login) throw invalid('recipient.login', 'is missing');
			if (!order?.id) throw invalid('order.id', 'is missing');
			return created(send(world, call, recipient.login, order.id));
		},
	),

	route('GET /messaging/messages/{messageId}', { scope }, (call) => ok(findMessage(world, call))),

	route('DELETE /messaging/messages/{messageId}', { scope, accept: null }, (call) => {
		const message = findMessage(world, call);
		if (message.author.isInterlocutor) {
			throw refusal(403, 'AccessDenied', 'Only own messages can be deleted');
		}
		world.state.messages.delete(message);
		return noContent();
	}),

	...attachmentRoutes(world, {
		declare: 'POST /messaging/message-attachments',
		send: 'PUT /messaging/message-attachments/{attachmentId}',
		read: 'GET /messaging/message-attachments/{attachmentId}',
		scope,
		nameProperty: 'filename',
		maxBytes: 5 * 1024 * 1024,
		unknownStatus: 404,
		files: () => world.state.messages.files,
	}),
];

function send(world: World, { data }: Call, login: string, orderId?: string): Message {
	const { messages } = world.state;
	const { text, attachments } = data as { text?: string; attachments?: Array<{ id?: string }> };
	if (typeof text !== 'string' || text === '') throw invalid('text', 'is missing');
	if (text.length > MAX_TEXT) throw invalid('text', `has at most ${MAX_TEXT} characters`);
	return messages.send(login, text, sentFiles(messages.files, attachments ?? []), orderId);
}

function findThread(world: World, { params }: Call): Thread {
	const thread = world.state.messages.thread(params.threadId);
	if (thread) return thread;
	throw refusal(404, 'ThreadNotFound', `Thread ${params.threadId} not found`);
}

function findMessage(world: World, { params }: Call): Message {
	const message = world.state.messages.find(params.messageId);
	if (message) return message;
	throw refusal(404, 'MessageNotFound', `Message ${params.messageId} not found`);
}

const present = (thread: Thread) => ({
	id: thread.id,
	read: thread.read,
	lastMessageDateTime: lastMessageAt(thread) ?? null,
	interlocutor: {
		login: thread.login,
		avatarUrl: 'https://a.allegroimg.example/original/avatar.png',
	},
});

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', `${path} ${message}`, { path });
