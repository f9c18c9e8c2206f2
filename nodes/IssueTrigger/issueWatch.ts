import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Page } from '../shared/pagination';
import { readerOf, recordsOf } from '../shared/reader';
import { BETA_V1 } from '../shared/transport';
import type { Change, Watch } from '../shared/watch';

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
 * day they were opened and has no filter for changes, so the open ones are read again.
 *
 * Source: GET /sale/issues; that a dispute can become a claim,
 * https://github.com/allegro/allegro-api/issues/11956
 */
export function issueWatch(context: IPollFunctions): Watch {
	const reader = readerOf(context, { scope: 'disputes', accept: BETA_V1 });
	const readOne = async (issueId: string) =>
		await reader.get('GET /sale/issues/{issueId}', {}, { issueId });

	/** Newest first, until one was opened before `since`. */
	async function readUntil(since: number, query: IDataObject): Promise<Issue[]> {
		const list = reader.list('GET /sale/issues', 'issues', query);
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
		async read(since, open) {
			const recent = await readUntil(since ?? 0, {});
			const current = await readUntil(0, { status: OPEN });
			const found = new Map([...current, ...recent].map((issue) => [issue.id, issue]));
			// What is open no longer has left both lists when it is older.
			const gone = [...open.keys()].filter((id) => !found.has(id));
			for (const [id, issue] of await recordsOf(gone, readOne)) {
				if (issue) found.set(id, issue as Issue);
			}
			return [...found.values()].flatMap((issue) => changesOf(issue, open.get(issue.id)));
		},
		sample: async () => {
			const query = { limit: 1 };
			const [latest] = ((await reader.get('GET /sale/issues', query))?.issues ?? []) as Issue[];
			return latest && changesOf(latest)[0];
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

function changesOf(record: Issue, known?: string): Change[] {
	const { id, type, openedDate, currentState, chat } = record;
	const { status } = currentState;
	const remember = { key: id, value: OPEN.includes(status) ? status : null };
	const change = (kind: string, occurredAt: string, mark: string): Change => ({
		id: `${id}|${kind}|${mark}`,
		type: kind,
		occurredAt,
		record,
		remember,
	});
	const now = new Date().toISOString();
	const count = chat?.messagesCount ?? 0;
	return [
		change(type === 'CLAIM' ? 'CLAIM_OPENED' : 'DISPUTE_OPENED', openedDate, openedDate),
		...(count > 1 ? [change('MESSAGE', chat?.lastMessage?.createdAt ?? now, String(count))] : []),
		// The time of the change is not told: it is the time at which it was seen.
		...(OPEN.includes(status) && (!known || known === status)
			? []
			: [change('STATUS_CHANGED', now, status)]),
	];
}
