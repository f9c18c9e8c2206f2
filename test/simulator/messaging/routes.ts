import { attachmentRoutes, sentFiles } from '../attachments';
import { refusal } from '../errors';
import { perSecond } from '../limits';
import { Filter, newestFirst, page } from '../query';
import {
	BETA,
	type Call,
	created,
	integer,
	moment,
	noContent,
	ok,
	PUBLIC,
	route,
	type Route,
} from '../router';
import type { World } from '../state';
import { hasTrait } from '../traits';
import { lastMessageAt, type Message, type Thread } from './messages';

const MAX_TEXT = 2_000;
const scope = 'messaging';
const MEDIA = [PUBLIC, BETA];

/** The Message Center: threads, messages and their attachments. */
export const messagingRoutes = (world: World): Route[] => [
	route('GET /messaging/threads', { scope, accept: MEDIA }, (call) => {
		const { query } = call;
		const all = world.state.messages.threads;
		if (!isBeta(call)) {
			onlyIn(query, 'public.v1', ['limit', 'offset']);
			const bounds = { fallback: 20, max: 20, maxOffset: 15_000_000 };
			const { rows, ...where } = page(query, all.filter(isCommon), bounds);
			return ok({ threads: rows.map((row) => presentPublic(world, row)), ...where });
		}
		onlyIn(query, 'beta.v1', ['limit', 'page.id', 'read', 'status', 'type', 'orderId']);
		const { rows, ...next } = tokenPage(
			query,
			new Filter<Thread>(query)
				.equal('read', ({ read }) => read, ['true', 'false'])
				.equal('status', ({ status }) => status, ['OPEN', 'CLOSED'])
				.equal('type', ({ type }) => type, ['COMMON', 'POST_PURCHASE_ISSUE'])
				.some('orderId', ({ orderIds }) => orderIds)
				.of(all),
		);
		return ok({ threads: rows.map((row) => presentBeta(world, row)), ...next });
	}),

	route('GET /messaging/threads/{threadId}', { scope, accept: MEDIA }, (call) => {
		const thread = findThread(world, call);
		return ok(isBeta(call) ? presentBeta(world, thread) : presentPublic(world, thread));
	}),

	route('PUT /messaging/threads/{threadId}/read', { scope, accept: MEDIA, body: MEDIA }, (call) => {
		const thread = findThread(world, call);
		const { read } = call.data;
		if (typeof read !== 'boolean') throw invalid('read', 'must be true or false');
		thread.read = read;
		return ok(isBeta(call) ? { read } : presentPublic(world, thread));
	}),

	route('GET /messaging/threads/{threadId}/messages', { scope, accept: MEDIA }, (call) => {
		const { id, messages: all } = findThread(world, call);
		if (hasTrait(world, 'goneThread', id)) throw noThread(id);
		const messages = all.map((one) => worded(world, one));
		const { query } = call;
		if (isBeta(call)) {
			onlyIn(query, 'beta.v1', ['limit', 'page.id']);
			const { rows, ...next } = tokenPage(
				query,
				newestFirst(messages, ({ createdAt }) => createdAt),
			);
			return ok({ messages: rows.map(betaMessage), ...next });
		}
		onlyIn(query, 'public.v1', ['limit', 'offset', 'before', 'after']);
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
		return ok({ messages: rows.map(publicMessage), ...where });
	}),

	route(
		'POST /messaging/threads/{threadId}/messages',
		{ scope, accept: MEDIA, body: MEDIA, pace: perSecond(1, 'user') },
		(call) => {
			const thread = findThread(world, call);
			if (thread.status === 'CLOSED') {
				throw refusal(422, 'THREAD_CLOSED', 'Thread is closed', {
					userMessage: 'Thread is closed',
				});
			}
			return created(shown(call, send(world, call, thread)));
		},
	),

	route(
		'POST /messaging/messages',
		{ scope, accept: MEDIA, body: MEDIA, pace: perSecond(1, 'user') },
		(call) => {
			const { recipient, order } = call.data as {
				recipient?: { login?: string };
				order?: { id?: string };
			};
			if (!recipient?.login) throw invalid('recipient.login', 'is missing');
			if (!order?.id) throw invalid('order.id', 'is missing');
			return created(shown(call, send(world, call, recipient.login, order.id)));
		},
	),

	route('GET /messaging/messages/{messageId}', { scope, accept: MEDIA }, (call) =>
		ok(shown(call, findMessage(world, call))),
	),

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
		media: MEDIA,
		nameProperty: 'filename',
		maxBytes: 5 * 1024 * 1024,
		unknownStatus: 404,
		files: () => world.state.messages.files,
		// Source: the description of Download in docs/nodes/messages.md, as Allegro's staff has it.
		sent: (id) =>
			[...world.state.messages.all, ...world.state.messages.held.values()].some(({ attachments }) =>
				attachments.some(({ url }) => url.endsWith(id)),
			),
	}),
];

function send(world: World, { data }: Call, to: string | Thread, orderId?: string): Message {
	const { messages } = world.state;
	const { text, attachments } = data as { text?: string; attachments?: Array<{ id?: string }> };
	if (typeof text !== 'string' || text === '') throw invalid('text', 'is missing');
	if (text.length > MAX_TEXT) throw invalid('text', `has at most ${MAX_TEXT} characters`);
	return messages.send(to, text, sentFiles(messages.files, attachments ?? []), orderId);
}

/** With public.v1, problems with purchases are not there. Source: allegro-api #13797 */
function findThread(world: World, call: Call): Thread {
	const { threadId } = call.params;
	const thread = world.state.messages.thread(threadId);
	if (thread && (isBeta(call) || isCommon(thread))) return thread;
	throw noThread(threadId);
}

const noThread = (id: string) =>
	refusal(404, 'THREAD_NOT_FOUND', `No thread with such Id [${id}]`, {
		userMessage: 'Wątek nie istnieje',
	});

/** The message as it goes out. */
const worded = (world: World, message: Message): Message =>
	hasTrait(world, 'emptyMessage', message.id)
		? { ...message, text: '', hasAdditionalAttachments: true }
		: message;

function findMessage(world: World, call: Call): Message {
	const { messages } = world.state;
	const message = messages.find(call.params.messageId);
	if (message && (isBeta(call) || isCommon(messages.thread(message.thread.id)!))) return message;
	throw refusal(404, 'MessageNotFound', `Message ${call.params.messageId} not found`);
}

const isBeta = ({ accept, headers }: Call) =>
	accept === BETA || (accept === undefined && headers.accept === BETA);

const isCommon = ({ type }: Thread) => type === 'COMMON';

/** Parameters of the other version are refused: stricter than what is known, so that a mixture is found. */
function onlyIn(query: URLSearchParams, version: string, known: string[]): void {
	for (const name of query.keys()) {
		if (!known.includes(name)) throw invalid(name, `is not a parameter of ${version}`);
	}
}

/** The rows from the one that `page.id` names on, and what names the next page. */
function tokenPage<Row extends { id: string }>(query: URLSearchParams, rows: Row[]) {
	const limit = integer(query, 'limit', { min: 1, max: 20, fallback: 20 });
	const token = query.get('page.id');
	const [after, at] = token ? Buffer.from(token, 'base64').toString().split('@') : ['', ''];
	const known = rows.findIndex(({ id }) => id === after);
	// A row that moved to the front meanwhile no longer stands where the page ended.
	const start = token ? (known >= Number(at) ? known + 1 : Number(at)) : 0;
	if (!Number.isInteger(start)) throw invalid('page.id', 'is not the ID of a page');
	const shownRows = rows.slice(start, start + limit);
	const last = shownRows.at(-1);
	const end = start + limit;
	const id = last && Buffer.from(`${last.id}@${end}`).toString('base64');
	return { rows: shownRows, nextPage: end < rows.length ? { id } : null };
}

const presentPublic = (world: World, thread: Thread) => ({
	id: thread.id,
	read: thread.read,
	lastMessageDateTime: lastMessageAt(thread) ?? null,
	interlocutor: hasTrait(world, 'namelessBuyer', thread.id)
		? null
		: {
				login: thread.login,
				avatarUrl: 'https://a.allegroimg.example/original/avatar.png',
			},
});

const presentBeta = (world: World, thread: Thread) => ({
	id: thread.id,
	read: thread.read,
	type: thread.type,
	subType: thread.subType,
	status: thread.status,
	createdAt: thread.createdAt,
	lastMessageDateTime: lastMessageAt(thread),
	participants: [
		{ role: thread.roles.own, login: world.seller.login },
		{
			role: thread.roles.other,
			login: hasTrait(world, 'namelessBuyer', thread.id) ? null : thread.login,
		},
	],
	orders: thread.orderIds.map((id) => ({
		id,
		offers: (world.state.orders.get(id)?.form.lineItems ?? []).map(({ offer, quantity }) => ({
			id: offer.id,
			quantity,
		})),
	})),
});

const shown = (call: Call, message: Message) =>
	isBeta(call) ? betaMessage(message) : publicMessage(message);

const publicMessage = ({ role, ...message }: Message) => message;

const betaMessage = ({ role, thread, author, relatesTo, ...message }: Message) => ({
	...message,
	author: { role, login: ['CONSULTANT', 'ALLEGRO'].includes(role) ? null : author.login },
	relatesTo: { order: null, ...relatesTo },
	attachments: message.attachments.map((one) => ({ id: one.url.split('/').at(-1), ...one })),
});

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', `${path} ${message}`, { path });
