import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Page } from '../shared/pagination';
import { offset } from '../shared/pagination';
import { readerOf, recordsOf } from '../shared/reader';
import { BETA_V1 } from '../shared/transport';
import type { Change, Watch } from '../shared/watch';
import type { Issue, IssueMessage } from './issueChanges';
import { issueChanges, newMessagesSince, OPEN } from './issueChanges';

const PAGE_SIZE = 100;
const DAY_MS = 24 * 3_600_000;
const CHAT = 'GET /sale/issues/{issueId}/chat';

/**
 * Disputes and claims: new ones, what is written in them, and how they go on. Allegro lists them by the
 * day they were opened and has no filter for changes, so the open ones are read again.
 *
 * Source: GET /sale/issues; that a dispute can become a claim,
 * https://github.com/allegro/allegro-api/issues/11956
 */
export function issueWatch(context: IPollFunctions, types: string[]): Watch {
	const reader = readerOf(context, { scope: 'disputes', accept: BETA_V1 });
	const isWanted = (type: string) => types.length === 0 || types.includes(type);
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

	async function changesOf(issue: Issue, known?: string): Promise<Change[]> {
		const since = newMessagesSince(issue, known);
		if (since === undefined || !(isWanted('MESSAGE') || isWanted('MESSAGE_SENT'))) {
			return issueChanges(issue, known);
		}
		const list = reader.list(CHAT, 'chat', {}, { issueId: issue.id });
		const chat = (await offset({ max: PAGE_SIZE })(list, Infinity)) as IssueMessage[];
		const fresh = chat.filter(({ createdAt }) => Date.parse(createdAt) > since);
		return issueChanges(issue, known, fresh);
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
			const tasks = [...found.values()].map(
				async (issue) => await changesOf(issue, open.get(issue.id)),
			);
			await Promise.allSettled(tasks);
			return (await Promise.all(tasks)).flat();
		},
		async sample() {
			const page = await reader.get('GET /sale/issues', { limit: 1 });
			const [latest] = (page?.issues ?? []) as Issue[];
			if (!latest) return undefined;
			const changes = await changesOf(latest);
			return changes.filter(({ type }) => isWanted(type)).pop() ?? changes[0];
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => {
				const { message, ...issue } = record as Issue & { message?: IssueMessage | null };
				return {
					json: {
						eventId: id,
						type,
						occurredAt,
						issueId: issue.id,
						orderId: issue.checkoutForm?.id ?? null,
						status: issue.currentState.status,
						...(message === undefined ? {} : { message }),
						issue,
					},
				};
			}),
	};
}
