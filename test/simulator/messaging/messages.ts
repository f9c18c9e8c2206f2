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
}

interface Thread {
	id: string;
	login: string;
	read: boolean;
	messages: Message[];
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
		const named = options.threadId ? this.thread(options.threadId)?.login : order?.buyer.login;
		const login = options.login ?? named ?? buyerOf(marketplace('allegro-pl'), 0).buyer.login;
		const thread = this.threadWith(login);
		const message: Message = {
			id: ids.uuid(),
			status: options.status ?? 'DELIVERED',
			type: options.type ?? (options.offerId ? 'ASK_QUESTION' : 'MESSAGE_CENTER'),
			createdAt: new Date(options.createdAt ?? clock.now()).toISOString(),
			thread: { id: thread.id },
			author: { login, isInterlocutor: true },
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
	send(login: string, text: string, files: Attachment[], orderId?: string): Message {
		const { ids, clock, seller } = this.world;
		const message: Message = {
			id: ids.uuid(),
			status: 'DELIVERED',
			type: 'MESSAGE_CENTER',
			createdAt: clock.iso(),
			thread: { id: this.threadWith(login).id },
			author: { login: seller.login, isInterlocutor: false },
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

	private threadWith(login: string): Thread {
		let thread = [...this.byId.values()].find((one) => one.login === login);
		if (!thread) {
			thread = { id: this.world.ids.uuid(), login, read: true, messages: [] };
			this.byId.set(thread.id, thread);
		}
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
