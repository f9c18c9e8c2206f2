import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Page } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import { BETA_V1 } from '../shared/transport';
import type { Change, Sighting, Watch } from '../shared/watch';
import { seenNow, sightingOf } from '../shared/watch';

/** A row of GET /sale/issues. */
interface Issue extends IDataObject {
	id: string;
	type: 'DISPUTE' | 'CLAIM';
	openedDate: string;
	checkoutForm?: { id: string };
	currentState: { status: string };
	chat?: { messagesCount?: number; lastMessage?: { createdAt?: string } | null };
}

const OPEN = ['DISPUTE_ONGOING', 'DISPUTE_UNRESOLVED', 'CLAIM_SUBMITTED'];
const PAGE_SIZE = 100;
const DAY_MS = 24 * 3_600_000;

/**
 * Disputes and claims: new ones, what is written in them, and how they end. Allegro lists them by the
 * day they were opened and has no filter for changes: they are read again from the oldest that is open on.
 *
 * Source: GET /sale/issues; that a dispute can become a claim,
 * https://github.com/allegro/allegro-api/issues/11956
 */
export function issueWatch(context: IPollFunctions): Watch {
	const reader = readerOf(context, { scope: 'disputes', accept: BETA_V1 });
	const list = reader.list('GET /sale/issues', 'issues');

	/** Newest first, until one was opened before `since`. */
	async function readUntil(since: number): Promise<Issue[]> {
		const issues: Issue[] = [];
		for (let page: Page | undefined; !page || page.rows.length === PAGE_SIZE; ) {
			page = await list({ limit: PAGE_SIZE, offset: issues.length });
			issues.push(...(page.rows as Issue[]));
			const last = issues[issues.length - 1];
			if (last && Date.parse(last.openedDate) < since) break;
		}
		return issues;
	}

	return {
		endpoint: 'GET /sale/issues',
		lateMs: DAY_MS,
		openMs: 180 * DAY_MS,
		read: async (since = 0) => (await readUntil(since)).flatMap(sightingsOf),
		latest: async () => {
			const [latest] = (await list({ limit: 1 })).rows;
			return latest && sightingsOf(latest as Issue)[0];
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => ({
				json: {
					eventId: id,
					type,
					occurredAt,
					issueId: record.id,
					orderId: (record as Issue).checkoutForm?.id ?? null,
					status: (record as Issue).currentState.status,
					issue: record,
				},
			})),
	};
}

/** The issue, which goes on, and the last message in it. */
function sightingsOf(record: Issue): Sighting[] {
	const { id, type, openedDate, currentState, chat } = record;
	const { status } = currentState;
	const change = (kind: string, occurredAt: string, mark: string, standing?: string): Change => ({
		id: `${id}|${kind}|${mark}`,
		type: kind,
		occurredAt,
		record,
		standing,
	});
	const [opened, first] =
		type === 'CLAIM' ? ['CLAIM_OPENED', 'CLAIM_SUBMITTED'] : ['DISPUTE_OPENED', 'DISPUTE_ONGOING'];
	const issue: Sighting = {
		id,
		date: openedDate,
		standing: `${type} ${status}`,
		open: OPEN.includes(status),
		changes(before = '') {
			const [formerType, formerStatus = first] = before.split(' ');
			const isOther = formerType !== type;
			const standing = `${type} ${formerStatus}`;
			return [
				...(isOther ? [change(opened, openedDate, openedDate, standing)] : []),
				// The time of the change is not told.
				...(formerStatus !== status
					? [change('STATUS_CHANGED', seenNow(openedDate), status, issue.standing)]
					: []),
			];
		},
	};
	const written = chat?.lastMessage?.createdAt;
	const count = chat?.messagesCount ?? 0;
	const message = written && count > 1 ? [change('MESSAGE', written, String(count))] : [];
	return [issue, ...message.map(sightingOf)];
}
