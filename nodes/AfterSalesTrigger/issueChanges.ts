import type { IDataObject } from 'n8n-workflow';

import type { Change, Sighting } from '../shared/watch';
import { seenNow, sightingOf } from '../shared/watch';

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

const OPEN = ['DISPUTE_ONGOING', 'DISPUTE_UNRESOLVED', 'CLAIM_SUBMITTED'];
const DECISIONS = ['CLAIM_ACCEPTED', 'CLAIM_REJECTED'];

/** The issue, which goes on: its standing is its type, its status, and whether the goods must come back. */
export function caseOf(issue: Issue): Sighting {
	const { id, type, openedDate, currentState, chat } = issue;
	const { status } = currentState;
	const goods = String(currentState.returnRequired ?? '');
	const [opened, first] =
		type === 'CLAIM' ? ['CLAIM_OPENED', 'CLAIM_SUBMITTED'] : ['DISPUTE_OPENED', 'DISPUTE_ONGOING'];
	const change = (kind: string, occurredAt: string, mark: string, ...stands: string[]): Change => ({
		id: `${id}|${kind}|${mark}`,
		type: kind,
		occurredAt,
		record: { issue },
		standing: stands.join(' '),
	});

	function changes(before = ''): Change[] {
		const [formerType, formerStatus, formerGoods] = before.split(' ');
		const isOther = formerType !== type;
		const [knownStatus, knownGoods] = isOther ? [first, ''] : [formerStatus, formerGoods];
		// Allegro tells no time for these changes. A status can come back, mostly with a message.
		const now = seenNow(openedDate);
		const turn = `${status}|${chat?.messagesCount ?? 0}`;
		const moved = DECISIONS.includes(status) ? 'CLAIM_DECIDED' : 'ISSUE_STATUS_CHANGED';
		return [
			...(isOther ? [change(opened, openedDate, openedDate, type, first, '')] : []),
			...(goods && goods !== knownGoods
				? [change('CLAIM_RETURN_DECIDED', now, goods, type, knownStatus, goods)]
				: []),
			...(status !== knownStatus ? [change(moved, now, turn, type, status, goods)] : []),
		];
	}

	return {
		id,
		date: openedDate,
		standing: `${type} ${status} ${goods}`,
		open: OPEN.includes(status),
		changes,
	};
}

/** A message in an issue. */
export function messageOf(issue: Issue, message: IssueMessage): Sighting {
	return sightingOf({
		id: `${issue.id}|MESSAGE|${message.id}`,
		type: message.author?.role === 'SELLER' ? 'ISSUE_MESSAGE_SENT' : 'ISSUE_MESSAGE',
		occurredAt: message.createdAt,
		record: { issue, message },
	});
}

/** A message that only the summary of the chat tells of; `problem` says why the chat cannot be read. */
export function unseenMessage(issue: Issue, type = 'ISSUE_MESSAGE', problem?: string): Sighting {
	const occurredAt = new Date(lastMessageAt(issue) ?? openedAt(issue)).toISOString();
	return sightingOf({
		id: `${issue.id}|MESSAGE|${occurredAt}`,
		type,
		occurredAt,
		record: { issue, message: null, problem },
	});
}

/** Whether it is a message as the chat has it. */
export const isShown = (sighting: Sighting) =>
	sighting.changes().every(({ record }) => record.message !== null);

/** The chat as it stands: with another message it is another one. */
export const chatOf = (issue: Issue) =>
	`${issue.id}|${issue.chat?.messagesCount ?? 0}|${lastMessageAt(issue) ?? 0}`;

/** When the latest message was written that is not the first. */
export function lastMessageAt({ chat }: Issue): number | undefined {
	const written = chat?.lastMessage?.createdAt;
	return written && (chat?.messagesCount ?? 0) > 1 ? Date.parse(written) : undefined;
}

export const openedAt = ({ openedDate }: Issue) => Date.parse(openedDate);
