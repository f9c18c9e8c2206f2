import type { Attachment, Attachments } from '../attachments';
import { buyerOf, marketplace } from '../catalogue';
import { newestFirst } from '../query';
import type { World } from '../state';

export interface Message {
	id: string;
	status: 'VERIFYING' | 'BLOCKED' | 'DELIVERED' | 'INTERACTING' | 'DISMISSED';
	type: 'ASK_QUESTION' | 'MAIL' | 'MESSAGE_CENTER';
	createdAt: string;
	thread: { id: string };
	author: { login: string; isInterlocutor: boolean };
	text: string;
	subject: string | null;
	relatesTo: { offer: { id: string } | null; order?: { id: string } };
	hasAdditionalAttachments: boolean;
	attachments: Array<{ fileName: string; mimeType: string; url: string; status: string }>;
	additionalInformation: { vin: string } | null;
	/** Who writes, as beta.v1 tells it. */
	role: Role;
}

export type Role = 'BUYER' | 'SELLER' | 'USER' | 'CONSULTANT' | 'ALLEGRO';

/** Why a buyer has a problem with a purchase. Source: ThreadVBeta1 in Allegro's OpenAPI document. */
export type Reason =
	| 'NO_REFUND'
	| 'PACKAGE_LOST'
	| 'PACKAGE_DELAYED'
	| 'NO_DOCUMENTATIONS'
	| 'OTHER';

interface Thread {
	id: string;
	login: string;
	read: boolean;
	messages: Message[];
	type: 'COMMON' | 'POST_PURCHASE_ISSUE';
	subType: Reason | null;
	status: 'OPEN' | 'CLOSED';
	createdAt: string;
	orderIds: string[];
	/** The other one is no buyer of the seller, or the seller buys from him. */
	roles: { other: Role; own: Role };
}

/** What a test may say about a problem with a purchase that a buyer opens. */
export interface ProblemOptions {
	orderId: string;
	reason?: Reason;
	text?: string;
	createdAt?: Date | string;
}

/** What a test may say about a message from a buyer. */
export interface ReceiveOptions {
	/** The buyer. Default: that of the order, else a fictional one. */
	login?: string;
	text?: string;
	subject?: string;
	threadId?: string;
	orderId?: string;
	offerId?: string;
	/** Any moment: a message that was confirmed or moderated late appears with an old one. */
	createdAt?: Date | string;
	/** It is held back by moderation, and cannot be seen, until `release`. */
	held?: boolean;
	status?: Message['status'];
	type?: Message['type'];
	vin?: string;
	/** Who writes. Default: the other one of the thread. Allegro and its consultants have no login. */
	role?: Role;
	/** What the other one and the seller are in a thread that begins. Default: a buyer and the seller. */
	roles?: Thread['roles'];
	/** Files in Base64. */
	attachments?: Array<{ fileName: string; mimeType?: string; content?: string }>;
}

/** The Message Center. */
export class Messages {
	readonly files: Attachments = new Map();
	private readonly byId = new Map<string, Thread>();
	/** What moderation holds back. */
	readonly held = new Map<string, Message>();

	constructor(private readonly world: World) {}

	/** The threads that have a message, the one with the latest message first. */
	get threads(): Thread[] {
		const used = [...this.byId.values()].filter(({ messages }) => messages.length > 0);
		return newestFirst(used, (thread) => lastMessageAt(thread)!);
	}

	/** All messages that can be seen. */
	get all(): Message[] {
		return [...this.byId.values()].flatMap(({ messages }) => messages);
	}

	thread(id: string): Thread | undefined {
		return this.byId.get(id);
	}

	find(id: string): Message | undefined {
		return this.all.find((one) => one.id === id);
	}

	/** A buyer writes; gives the message, also when it is held back. */
	receive(options: ReceiveOptions = {}): Message {
		const { ids, clock, state } = this.world;
		const order = options.orderId ? state.orders.get(options.orderId)?.form : undefined;
		const given = options.threadId ? this.thread(options.threadId) : undefined;
		const named = given?.login ?? order?.buyer.login;
		const login = options.login ?? named ?? buyerOf(marketplace('allegro-pl'), 0).buyer.login;
		const thread = given ?? this.threadWith(login, options.roles);
		if (options.orderId && !thread.orderIds.includes(options.orderId)) {
			thread.orderIds.push(options.orderId);
		}
		const role = options.role ?? thread.roles.other;
		const message: Message = {
			id: ids.uuid(),
			status: options.status ?? 'DELIVERED',
			type: options.type ?? (options.offerId ? 'ASK_QUESTION' : 'MESSAGE_CENTER'),
			createdAt: new Date(options.createdAt ?? clock.now()).toISOString(),
			thread: { id: thread.id },
			author: { login, isInterlocutor: true },
			role,
			text: options.text ?? 'Dzień dobry, kiedy wyślą Państwo paczkę?',
			subject: options.subject ?? null,
			relatesTo: {
				offer: options.offerId ? { id: options.offerId } : null,
				...(options.orderId ? { order: { id: options.orderId } } : {}),
			},
			hasAdditionalAttachments: false,
			attachments: (options.attachments ?? []).map((file) => {
				const { fileName, mimeType = 'image/png', content = 'iVBORw0KGgo=' } = file;
				const id = ids.uuid();
				const bytes = Buffer.from(content, 'base64');
				const createdAt = clock.now();
				const attachment = { id, fileName, mimeType, content: bytes, createdAt };
				this.files.set(id, attachment);
				return this.present(attachment);
			}),
			additionalInformation: options.vin ? { vin: options.vin } : null,
		};
		if (options.held) this.held.set(message.id, message);
		else this.append(message);
		return message;
	}

	/** A buyer has a problem with a purchase: a thread of its own, which begins with a message. */
	openProblem({ orderId, reason = 'NO_REFUND', text, createdAt }: ProblemOptions): Thread {
		const form = this.world.state.orders.get(orderId)?.form;
		if (!form) throw new Error(`There is no order ${orderId}`);
		const at = new Date(createdAt ?? this.world.clock.now()).toISOString();
		const thread = this.begin(form.buyer.login, {
			type: 'POST_PURCHASE_ISSUE',
			subType: reason,
			createdAt: at,
			orderIds: [orderId],
		});
		this.receive({
			threadId: thread.id,
			orderId,
			text: text ?? 'Nie mam zwrotu pieniędzy.',
			createdAt: at,
		});
		return thread;
	}

	/** Nobody can write in it any more. */
	close({ id }: { id: string }): void {
		this.byId.get(id)!.status = 'CLOSED';
	}

	/** Moderation lets a message pass: it appears where its date says, which may be far back. */
	release({ id }: { id: string }): Message {
		const message = this.held.get(id);
		if (!message) throw new Error(`No message ${id} is held`);
		this.held.delete(id);
		this.append(message);
		return message;
	}

	/** Many threads of one message each, the last one now. */
	seed({ threads, minutesApart = 1 }: { threads: number; minutesApart?: number }): void {
		const now = this.world.clock.now();
		for (let index = threads - 1; index >= 0; index--) {
			const createdAt = new Date(now - index * minutesApart * 60_000);
			this.receive({ login: `Buyer_${index + 1}`, createdAt });
		}
	}

	/** The seller writes. */
	send(to: string | Thread, text: string, files: Attachment[], orderId?: string): Message {
		const { ids, clock, seller } = this.world;
		const thread = typeof to === 'string' ? this.threadWith(to) : to;
		if (orderId && !thread.orderIds.includes(orderId)) thread.orderIds.push(orderId);
		const message: Message = {
			id: ids.uuid(),
			status: 'DELIVERED',
			type: 'MESSAGE_CENTER',
			createdAt: clock.iso(),
			thread: { id: thread.id },
			author: { login: seller.login, isInterlocutor: false },
			role: thread.roles.own,
			text,
			subject: null,
			relatesTo: { offer: null, ...(orderId ? { order: { id: orderId } } : {}) },
			hasAdditionalAttachments: false,
			attachments: files.map((one) => this.present(one)),
			additionalInformation: null,
		};
		this.append(message);
		return message;
	}

	delete({ id, thread }: Message): void {
		const { messages } = this.byId.get(thread.id)!;
		messages.splice(
			messages.findIndex((one) => one.id === id),
			1,
		);
	}

	private append(message: Message): void {
		const thread = this.byId.get(message.thread.id)!;
		thread.messages.push(message);
		thread.read = !message.author.isInterlocutor;
	}

	private threadWith(login: string, roles?: Thread['roles']): Thread {
		const common = [...this.byId.values()].find(
			(one) => one.login === login && one.type === 'COMMON',
		);
		return common ?? this.begin(login, roles ? { roles } : {});
	}

	private begin(login: string, traits: Partial<Thread>): Thread {
		const thread: Thread = {
			id: this.world.ids.uuid(),
			login,
			read: true,
			messages: [],
			type: 'COMMON',
			subType: null,
			status: 'OPEN',
			createdAt: this.world.clock.iso(),
			orderIds: [],
			roles: { other: 'BUYER', own: 'SELLER' },
			...traits,
		};
		this.byId.set(thread.id, thread);
		return thread;
	}

	/** The address that Allegro gives is on the upload host, which is not where files are read. */
	private present({ id, fileName, mimeType }: Attachment): Message['attachments'][number] {
		const url = `${this.world.urls.upload}/message-center/message-attachments/${id}`;
		return { fileName, mimeType: mimeType!, url, status: 'SAFE' };
	}
}

/** When the latest message of a thread was written, which is not when it came to be seen. */
export function lastMessageAt({ messages }: Thread): string | undefined {
	return messages
		.map(({ createdAt }) => createdAt)
		.sort()
		.at(-1);
}

export type { Thread };
