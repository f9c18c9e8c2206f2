import type { IPollFunctions } from 'n8n-workflow';

import { detailOf } from '../shared/details';
import { newestFirst } from '../shared/newestFirst';
import { offset, rowsIn } from '../shared/pagination';
import { readParts } from '../shared/parts';
import { readerOf } from '../shared/reader';
import { BETA_V1 } from '../shared/transport';
import { Tries } from '../shared/tries';
import type { Asked, Reading, Sighting, Watch } from '../shared/watch';
import type { Issue, IssueMessage } from './issueChanges';
import {
	caseOf,
	chatOf,
	isShown,
	lastMessageAt,
	messageOf,
	openedAt,
	unseenMessage,
} from './issueChanges';

const PAGE_SIZE = 100;
const DAY_MS = 24 * 3_600_000;
/** How long after it was written a message may appear in its chat. */
const LATE_MS = 7 * DAY_MS;
const GONE = 'Allegro does not have the chat of this issue';

/**
 * Disputes and claims: new ones, what is written in them, and how they go on. Allegro lists them by the
 * day they were opened and has no filter for changes: they are read again from the oldest that is open
 * on. The messages are read of those in which something was written within a week of the latest that was told,
 * if they stand otherwise than when they were told: some appear late, with their old date.
 *
 * Source: GET /sale/issues and GET /sale/issues/{issueId}/chat; that a dispute can become a claim,
 * https://github.com/allegro/allegro-api/issues/11956
 */
export function issueWatch(context: IPollFunctions, types: string[]): Watch {
	const reader = readerOf(context, { scope: 'disputes', accept: BETA_V1 });
	const list = reader.list('GET /sale/issues', 'issues');
	const isWanted = (type: string) => types.length === 0 || types.includes(type);

	const hasMessages = isWanted('ISSUE_MESSAGE') || isWanted('ISSUE_MESSAGE_SENT');
	/** The kind of a message of which no more is known. */
	const unseen = isWanted('ISSUE_MESSAGE') ? 'ISSUE_MESSAGE' : 'ISSUE_MESSAGE_SENT';

	/** What was written since a moment, the first message aside: that is the issue itself. */
	async function messagesOf(issue: Issue, since: number): Promise<Sighting[]> {
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

	async function read(asked: Asked): Promise<Reading> {
		const { since, reached, tries } = asked;
		const issues = await newestFirst<Issue>(list, {
			size: PAGE_SIZE,
			momentOf: openedAt,
			since: since ?? 0,
		});
		const newest = issues.reduce((a, one) => Math.max(a, lastMessageAt(one) ?? openedAt(one)), 0);
		// A trigger that begins takes for known what is in the window.
		const told = reached ?? (asked.isWhole ? newest : LATE_MS);
		const written = issues.filter((one) => (lastMessageAt(one) ?? -Infinity) >= told - LATE_MS);
		const cases = issues.map(caseOf);
		if (!hasMessages) {
			return { sightings: [...cases, ...written.map((issue) => unseenMessage(issue))] };
		}
		const chats = written
			.filter((issue) => !asked.isDone(chatOf(issue)))
			.sort((a, b) => (lastMessageAt(a) ?? 0) - (lastMessageAt(b) ?? 0));
		const parts = await readParts(chats, asked, {
			keyOf: chatOf,
			momentOf: (issue) => lastMessageAt(issue) ?? 0,
			async read(issue) {
				const detail = await detailOf(
					`chat ${issue.id}`,
					async () => await messagesOf(issue, told - LATE_MS),
					{ tries, gone: GONE, passTime: true },
				);
				return detail && (detail.value ?? [unseenMessage(issue, unseen, detail.problem)]);
			},
		});
		const messages = parts.read.flatMap(({ key, sightings }) =>
			sightings.map((one) => ({ ...one, part: key })),
		);
		const isAll = parts.read.length + (asked.isBehind ? 0 : parts.waiting) === chats.length;
		return {
			sightings: [...cases, ...messages],
			hold: parts.hold,
			// What the chat did not show is looked for again, but for a backlog to come to its end.
			parts: parts.read
				.filter(({ sightings }) => asked.isBehind || sightings.every(isShown))
				.map(({ key }) => key),
			...(!isAll && { until: newest }),
		};
	}

	async function latestIssue(): Promise<Issue | undefined> {
		return (await list({ limit: 1 }, rowsIn))[0] as Issue | undefined;
	}

	return {
		endpoint: 'GET /sale/issues',
		lateMs: LATE_MS,
		openMs: 180 * DAY_MS,
		read,
		async latest() {
			const issue = await latestIssue();
			return issue && caseOf(issue);
		},
		async sample() {
			const issue = await latestIssue();
			if (!issue) return undefined;
			const tries = new Tries({}, 1);
			const chat = await detailOf('', async () => await messagesOf(issue, 0), {
				tries,
				gone: GONE,
			});
			const messages = lastMessageAt(issue) === undefined ? [] : (chat?.value ?? []);
			const changes = [caseOf(issue), ...messages].flatMap((sighting) => sighting.changes());
			return changes.filter(({ type }) => isWanted(type)).pop() ?? changes[0];
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => {
				const { issue, message, problem } = record as {
					issue: Issue;
					message?: IssueMessage | null;
					problem?: string;
				};
				return {
					json: {
						eventId: id,
						type,
						occurredAt,
						issueId: issue.id,
						orderId: issue.checkoutForm?.id ?? null,
						status: issue.currentState.status,
						...(message === undefined ? {} : { message }),
						...(problem ? { problem } : {}),
						issue,
					},
				};
			}),
	};
}
