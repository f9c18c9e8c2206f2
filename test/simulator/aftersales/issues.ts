import type { Attachment, Attachments } from '../attachments';
import { OFFERS } from '../catalogue';
import type { Money } from '../model';
import { newestFirst } from '../query';
import type { World } from '../state';

export const ISSUE_STATUSES = [
	'DISPUTE_CLOSED',
	'DISPUTE_ONGOING',
	'DISPUTE_UNRESOLVED',
	'CLAIM_SUBMITTED',
	'CLAIM_ACCEPTED',
	'CLAIM_REJECTED',
] as const;

export type IssueStatus = (typeof ISSUE_STATUSES)[number];

type Role = 'BUYER' | 'SELLER' | 'ADMIN' | 'SYSTEM' | 'FULFILLMENT';

export interface IssueMessage {
	id: string;
	text: string;
	attachments: Array<{ fileName: string; url: string }>;
	author: { login?: string; role: Role };
	createdAt: string;
}

/** A dispute or a claim, without what is summed up from its chat. */
export interface Issue {
	id: string;
	type: 'DISPUTE' | 'CLAIM';
	referenceNumber: string | null;
	decisionDueDate: string | null;
	openedDate: string;
	subject: string;
	description: string;
	buyer: { id: string; login: string };
	checkoutForm: { id: string; createdAt: string };
	currentState: {
		status: IssueStatus;
		statusDueDate: string | null;
		returnRequired: boolean | null;
		chatActive: boolean;
	};
	expectations: Array<{ name: string | null; refund?: Money }>;
	offer: { id: string; quantity: number };
	reason?: { type: string; description: string };
	right: 'WARRANTY' | 'COMPLAINT' | null;
	messages: IssueMessage[];
}

export interface OpenIssueOptions {
	type?: Issue['type'];
	/** Default: an order that the shop does not know. */
	orderId?: string;
	text?: string;
	openedAt?: Date | string;
	expectation?: 'REPAIR' | 'EXCHANGE' | 'REFUND' | 'PARTIAL_REFUND';
}

const DECISION_MS = 14 * 24 * 3_600_000;
const REASON = { type: 'DEFECT_FOUND_DURING_USE', description: 'Nie świeci' };

/** Disputes and claims. */
export class Issues {
	readonly files: Attachments = new Map();
	readonly byId = new Map<string, Issue>();

	constructor(private readonly world: World) {}

	/** A buyer opens a dispute, or makes a claim. */
	open(options: OpenIssueOptions = {}): Issue {
		const { ids, clock, state } = this.world;
		const order = options.orderId ? state.orders.get(options.orderId)?.form : undefined;
		const openedDate = new Date(options.openedAt ?? clock.now()).toISOString();
		const { type = 'DISPUTE' } = options;
		const { id, login } = order?.buyer ?? { id: '52600100', login: 'Jagoda_Wrzos' };
		const [item] = order?.lineItems ?? [{ offer: OFFERS[0], quantity: 1, boughtAt: openedDate }];
		const issue: Issue = {
			id: ids.uuid(),
			...{ type, referenceNumber: null, decisionDueDate: null, openedDate },
			subject: 'Defect found during use',
			description: REASON.description,
			buyer: { id, login },
			checkoutForm: { id: order?.id ?? ids.uuid(), createdAt: item.boughtAt },
			currentState: {
				status: 'DISPUTE_ONGOING',
				statusDueDate: null,
				returnRequired: null,
				chatActive: true,
			},
			expectations: [],
			offer: { id: item.offer.id, quantity: item.quantity },
			right: null,
			messages: [],
		};
		this.byId.set(issue.id, issue);
		this.add(issue, 'BUYER', options.text ?? 'Lampa przestała świecić.', [], openedDate);
		if (type === 'CLAIM') this.claim(issue, options.expectation);
		return issue;
	}

	/** A dispute goes on as a claim, under the same id. */
	turnIntoClaim({ id }: { id: string }): Issue {
		const issue = this.find(id);
		this.claim(issue);
		this.add(issue, 'SYSTEM', 'Dyskusja została zamieniona na reklamację.');
		return issue;
	}

	/** Somebody other than the seller writes. */
	say({ id, text, role = 'BUYER' }: { id: string; text?: string; role?: Role }): IssueMessage {
		return this.add(this.find(id), role, text ?? 'Proszę o odpowiedź.');
	}

	/** The issue changes without the seller, for example because the buyer closes it. */
	setStatus({ id, status }: { id: string; status: IssueStatus }): Issue {
		const issue = this.find(id);
		if (!ISSUE_STATUSES.includes(status)) throw new Error(`There is no status ${status}`);
		issue.currentState.status = status;
		if (status !== 'DISPUTE_ONGOING' && status !== 'CLAIM_SUBMITTED') {
			issue.currentState.statusDueDate = null;
			issue.currentState.chatActive = status !== 'DISPUTE_CLOSED';
		}
		return issue;
	}

	/** The issues, the one that was opened last first. */
	list(): Issue[] {
		return newestFirst(this.byId.values(), ({ openedDate }) => openedDate);
	}

	add(
		issue: Issue,
		role: Role,
		text: string,
		files: Attachment[] = [],
		createdAt = this.world.clock.iso(),
	): IssueMessage {
		const { ids, seller, urls } = this.world;
		const login = { BUYER: issue.buyer.login, SELLER: seller.login }[role as 'BUYER'];
		const message: IssueMessage = {
			id: ids.uuid(),
			text,
			attachments: files.map(({ id, fileName }) => ({
				fileName,
				url: `${urls.api}/sale/issues/attachments/${id}`,
			})),
			author: login ? { login, role } : { role },
			createdAt,
		};
		issue.messages.push(message);
		return message;
	}

	private claim(issue: Issue, name: OpenIssueOptions['expectation'] = 'REFUND'): void {
		const due = new Date(Date.parse(issue.openedDate) + DECISION_MS).toISOString();
		const { amount, currency } = { amount: '129.90', currency: 'PLN' };
		Object.assign(issue, {
			type: 'CLAIM',
			referenceNumber: `RK/${this.world.ids.next()}/2026`,
			decisionDueDate: due,
			expectations: [
				{ name, ...(name.endsWith('REFUND') ? { refund: { amount, currency } } : {}) },
			],
			reason: REASON,
			right: 'COMPLAINT',
		} satisfies Partial<Issue>);
		Object.assign(issue.currentState, { status: 'CLAIM_SUBMITTED', statusDueDate: due });
	}

	private find(id: string): Issue {
		const issue = this.byId.get(id);
		if (!issue) throw new Error(`The simulator has no issue ${id}`);
		return issue;
	}
}
