import { attachmentRoutes, sentFiles } from '../attachments';
import { refusal } from '../errors';
import { Filter, page } from '../query';
import { BETA, type Call, created, ok, route, type Route } from '../router';
import type { World } from '../state';
import { hasTrait, unreadable } from '../traits';
import { type Issue, ISSUE_STATUSES } from './issues';

const scope = 'disputes';
const MAX_TEXT = 20_000;
const FOR_DISPUTES = ['REGULAR', 'END_REQUEST'];
const FOR_CLAIMS = [
	'REGULAR',
	'RETURN_REQUIRED_SELLER_LABEL',
	'RETURN_REQUIRED_CUSTOM',
	'RETURN_NOT_REQUIRED',
];
const DECISION =
	/^(ACCEPTED_(REPAIR|REFUND|EXCHANGE|PARTIAL_REFUND)|REJECTED_(ADDITIONAL_REQUIREMENTS_NOT_COMPLETED|PRODUCT_NOT_RETURNED|PRODUCT_DAMAGED_BY_USER|PRODUCT_CONFORMS_TO_CONTRACT|MINOR_DEFECT|OTHER|CLAIM_WITHDRAWN_BY_BUYER))$/;

/** Disputes and claims with their chat and its attachments. */
export const issueRoutes = (world: World): Route[] => [
	route('GET /sale/issues', { scope, accept: BETA }, ({ query }) => {
		const found = new Filter<Issue>(query)
			.equal('status', ({ currentState }) => currentState.status, ISSUE_STATUSES)
			.equal('checkoutForm.id', ({ checkoutForm }) => checkoutForm.id)
			.of(world.state.issues.list());
		const { rows } = page(query, found, { fallback: 10, max: 100 });
		return ok({ issues: rows.map((row) => present(world, row)) });
	}),

	route('GET /sale/issues/{issueId}', { scope, accept: BETA }, (call) =>
		ok(present(world, find(world, call))),
	),

	route('GET /sale/issues/{issueId}/chat', { scope, accept: BETA }, (call) => {
		// The order is not documented; Allegro's own pages show the latest first.
		const issue = find(world, call);
		if (hasTrait(world, 'unreadableIssue', issue.id)) throw unreadable();
		const latestFirst = [...issue.messages].reverse();
		return ok({ chat: page(call.query, latestFirst, { fallback: 10, max: 100 }).rows });
	}),

	route('POST /sale/issues/{issueId}/message', { scope, accept: BETA, body: [BETA] }, (call) => {
		const issue = find(world, call);
		if (hasTrait(world, 'unreadableIssue', issue.id)) throw unreadable();
		const { text, type, attachments } = call.data as {
			text?: string;
			type?: string;
			attachments?: Array<{ id?: string }>;
		};
		const types = issue.type === 'DISPUTE' ? FOR_DISPUTES : FOR_CLAIMS;
		if (!type || !types.includes(type)) throw invalid('type', `must be one of ${types.join()}`);
		if (!text && !attachments?.length) throw invalid('text', 'is missing');
		if (text && text.length > MAX_TEXT) throw invalid('text', `has at most ${MAX_TEXT} characters`);
		if (!issue.currentState.chatActive) {
			throw refusal(409, 'CHAT_NOT_ACTIVE', 'The issue takes no more messages');
		}
		const { issues } = world.state;
		const message = issues.add(issue, 'SELLER', text ?? '', sentFiles(issues.files, attachments));
		if (type.startsWith('RETURN')) {
			issue.currentState.returnRequired = type !== 'RETURN_NOT_REQUIRED';
		}
		return created(message);
	}),

	route('POST /sale/issues/{issueId}/status', { scope, accept: null, body: [BETA] }, (call) => {
		const issue = find(world, call);
		const { status, message, partialRefund } = call.data as Record<string, string | undefined>;
		const wrong = (path: string, text: string) => refusal(400, 'BAD_REQUEST', text, { path });
		if (issue.currentState.status !== 'CLAIM_SUBMITTED') {
			throw wrong('status', 'Only a claim that awaits a decision can be decided');
		}
		if (!DECISION.test(status ?? '')) throw wrong('status', `Unknown status ${status}`);
		if (!message) throw wrong('message', 'A decision needs a message');
		if (status === 'ACCEPTED_PARTIAL_REFUND' && !partialRefund) {
			throw wrong('partialRefund', 'A partial refund needs its amount');
		}
		const outcome = status!.startsWith('ACCEPTED') ? 'CLAIM_ACCEPTED' : 'CLAIM_REJECTED';
		world.state.issues.setStatus({ id: issue.id, status: outcome });
		world.state.issues.add(issue, 'SELLER', message);
		return { status: 200 };
	}),

	...attachmentRoutes(world, {
		declare: 'POST /sale/issues/attachments',
		send: 'PUT /sale/issues/attachments/{attachmentId}',
		read: 'GET /sale/issues/attachments/{attachmentId}',
		scope,
		media: BETA,
		nameProperty: 'fileName',
		// Less than Allegro's pages take.
		maxBytes: 2 * 1024 * 1024,
		located: true,
		unknownStatus: 422,
		files: () => world.state.issues.files,
	}),
];

function find(world: World, { params }: Call): Issue {
	const issue = world.state.issues.byId.get(params.issueId);
	if (issue) return issue;
	throw refusal(404, 'NOT_FOUND', `Issue ${params.issueId} not found`);
}

/** The issue as it goes out, with the summary of its chat. */
function present(world: World, { messages, ...issue }: Issue): unknown {
	const last = messages.at(-1)!;
	const replied = messages.some(({ author }) => author.role === 'SELLER');
	const status = {
		BUYER: replied ? 'BUYER_REPLIED' : 'NEW',
		SELLER: 'SELLER_REPLIED',
		ADMIN: replied ? 'ALLEGRO_ADVISOR_REPLIED' : 'NEW',
		SYSTEM: 'ALLEGRO_ADVISOR_REPLIED',
		FULFILLMENT: 'SELLER_REPLIED',
	}[last.author.role];
	const odd = hasTrait(world, 'oddIssue', issue.id)
		? { buyer: { ...issue.buyer, login: null }, decisionDueDate: '2025-08-19T21:59:59Z' }
		: {};
	return {
		...issue,
		...odd,
		chat: {
			lastMessage: { status, createdAt: last.createdAt },
			messagesCount: messages.length,
			initialMessage: messages[0],
		},
		attachments: messages[0].attachments,
	};
}

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', `${path} ${message}`, { path });
