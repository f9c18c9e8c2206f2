import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../shared/watch';

/** A row of GET /sale/issues. */
export interface Issue extends IDataObject {
	id: string;
	type: 'DISPUTE' | 'CLAIM';
	/** When it was opened, or opened again. */
	openedDate: string;
	checkoutForm?: { id: string };
	currentState: { status: string; returnRequired?: boolean | null };
	chat?: {
		messagesCount?: number;
		lastMessage?: { createdAt?: string } | null;
		initialMessage?: { id?: string } | null;
	};
}

/** A row of GET /sale/issues/{issueId}/chat. */
export interface IssueMessage extends IDataObject {
	id: string;
	author?: { role?: string };
	createdAt: string;
}

/** Statuses after which more can come. */
export const OPEN = ['DISPUTE_ONGOING', 'DISPUTE_UNRESOLVED', 'CLAIM_SUBMITTED'];
const DECISIONS = ['CLAIM_ACCEPTED', 'CLAIM_REJECTED'];

/** What is remembered of an open issue, as text: `status|turns|time of the last message`. */
function parsed(known = '') {
	const [status, turns, toldAt] = known.split('|');
	return { status, turns: Number(turns || 0), toldAt: parseInt(toldAt || '0', 36) };
}

/**
 * The moment (ms since epoch) after which there are messages that were not told; undefined when there
 * are none.
 *
 * @param known what is remembered of the issue.
 */
export function newMessagesSince(issue: Issue, known?: string): number | undefined {
	const { toldAt } = parsed(known);
	return (issue.chat?.messagesCount ?? 0) > 1 && lastMessageAt(issue) > toldAt ? toldAt : undefined;
}

/**
 * What has happened to an issue, in its order, as far as it can be seen.
 *
 * @param known what is remembered of it, if it was open.
 * @param messages those that are new, when they were read.
 */
export function issueChanges(issue: Issue, known?: string, messages?: IssueMessage[]): Change[] {
	const { id, type, openedDate, currentState, chat } = issue;
	const { status, returnRequired } = currentState;
	const before = parsed(known);
	const moved = before.status !== undefined && before.status !== '' && before.status !== status;
	const turns = before.turns + (moved ? 1 : 0);
	// Allegro tells no time for these changes: it is the time at which they were seen.
	const now = new Date().toISOString();
	const change = (
		kind: string,
		occurredAt: string,
		mark: unknown,
		message?: IDataObject | null,
	) => ({
		id: `${id}|${kind}|${mark}`,
		type: kind,
		occurredAt,
		record: message === undefined ? issue : { ...issue, message },
	});

	const changes: Change[] = [
		change(type === 'CLAIM' ? 'CLAIM_OPENED' : 'DISPUTE_OPENED', openedDate, openedDate),
	];
	for (const message of messages ?? []) {
		if (message.id === chat?.initialMessage?.id) continue;
		const kind = message.author?.role === 'SELLER' ? 'MESSAGE_SENT' : 'MESSAGE';
		changes.push(change(kind, message.createdAt, message.id, message));
	}
	if (messages && changes.length === 1) {
		// The summary knows of a message that the chat does not show.
		const at = chat?.lastMessage?.createdAt ?? now;
		changes.push(change('MESSAGE', at, at, null));
	}
	if (typeof returnRequired === 'boolean') {
		changes.push(change('RETURN_DECIDED', now, `${openedDate}|${returnRequired}`));
	}
	// A status that can come back is told apart by its turn, one that ends the issue by its beginning.
	if (DECISIONS.includes(status))
		changes.push(change('CLAIM_DECIDED', now, `${openedDate}|${status}`));
	else if (!OPEN.includes(status))
		changes.push(change('STATUS_CHANGED', now, `${openedDate}|${status}`));
	else if (moved && status !== 'CLAIM_SUBMITTED')
		changes.push(change('STATUS_CHANGED', now, `${turns}|${status}`));

	changes.sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
	const value = `${status}|${turns}|${lastMessageAt(issue).toString(36)}`;
	// Only the last one: after a run that ends before it, the others are looked for again.
	changes[changes.length - 1].remember = { key: id, value: OPEN.includes(status) ? value : null };
	return changes;
}

function lastMessageAt({ chat, openedDate }: Issue): number {
	return Date.parse(chat?.lastMessage?.createdAt ?? openedDate);
}
