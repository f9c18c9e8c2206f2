import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { offset, rowsIn } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import { BETA_V1 } from '../shared/transport';
import type { Sighting, Watch } from '../shared/watch';
import type { Issue, IssueMessage } from './issueChanges';
import { caseOf, lastMessageAt, messageOf, openedAt, unseenMessage } from './issueChanges';

const PAGE_SIZE = 100;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Disputes and claims: new ones, what is written in them, and how they go on. Allegro lists them by the
 * day they were opened and has no filter for changes: they are read again from the oldest that is open
 * on. The messages are read of those in which there is a later one than was told.
 *
 * Source: GET /sale/issues and GET /sale/issues/{issueId}/chat; that a dispute can become a claim,
 * https://github.com/allegro/allegro-api/issues/11956
 */
export function issueWatch(context: IPollFunctions, types: string[]): Watch {
	const reader = readerOf(context, { scope: 'disputes', accept: BETA_V1 });
	const list = reader.list('GET /sale/issues', 'issues');
	const isWanted = (type: string) => types.length === 0 || types.includes(type);

	/** Newest first, until one was opened before `since`. */
	async function readUntil(since: number): Promise<Issue[]> {
		const issues: Issue[] = [];
		for (let rows: IDataObject[] | undefined; !rows || rows.length === PAGE_SIZE; ) {
			rows = await list({ limit: PAGE_SIZE, offset: issues.length }, rowsIn);
			issues.push(...(rows as Issue[]));
			const last = issues[issues.length - 1];
			if (last && openedAt(last) < since) break;
		}
		return issues;
	}

	/** What was written since a moment, the first message aside: that is the issue itself. */
	async function messagesOf(issue: Issue, since: number): Promise<Sighting[]> {
		const last = lastMessageAt(issue);
		if (last === undefined || last < since) return [];
		if (!isWanted('MESSAGE') && !isWanted('MESSAGE_SENT')) return [unseenMessage(issue)];
		const endpoint = 'GET /sale/issues/{issueId}/chat';
		const chat = reader.list(endpoint, 'chat', {}, { issueId: issue.id });
		const messages = (await offset({ max: PAGE_SIZE })(chat, Infinity)) as IssueMessage[];
		const later = messages.filter(
			({ id, createdAt }) =>
				Date.parse(createdAt) >= since && id !== issue.chat?.initialMessage?.id,
		);
		// The summary can know of a message that the chat does not show.
		return later.length > 0 ? later.map((one) => messageOf(issue, one)) : [unseenMessage(issue)];
	}

	async function latestIssue(): Promise<Issue | undefined> {
		return (await list({ limit: 1 }, rowsIn))[0] as Issue | undefined;
	}

	return {
		endpoint: 'GET /sale/issues',
		lateMs: DAY_MS,
		openMs: 180 * DAY_MS,
		async read(since, reached) {
			const issues = await readUntil(since ?? 0);
			const newest = issues.reduce((a, one) => Math.max(a, lastMessageAt(one) ?? openedAt(one)), 0);
			// A trigger that begins takes for known what is in the window.
			const told = reached ?? (since === undefined ? 0 : newest - DAY_MS);
			const tasks = issues.map(async (issue) => await messagesOf(issue, told - HOUR_MS));
			await Promise.allSettled(tasks);
			return [...issues.map(caseOf), ...(await Promise.all(tasks)).flat()];
		},
		async latest() {
			const issue = await latestIssue();
			return issue && caseOf(issue);
		},
		async sample() {
			const issue = await latestIssue();
			if (!issue) return undefined;
			const messages = await messagesOf(issue, 0);
			const changes = [caseOf(issue), ...messages].flatMap((sighting) => sighting.changes());
			return changes.filter(({ type }) => isWanted(type)).pop() ?? changes[0];
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => {
				const { issue, message } = record as { issue: Issue; message?: IssueMessage | null };
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
