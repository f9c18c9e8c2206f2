import type { IPollFunctions } from 'n8n-workflow';

import { detailOf } from '../shared/details';
import type { Message, Thread } from '../shared/messageCenter';
import { readParts } from '../shared/parts';
import { momentOf, orderIdOf, threadsReader } from '../shared/threads';
import { Tries } from '../shared/tries';
import type { Asked, Change, Reading, Sighting, Watch } from '../shared/watch';
import { seenNow, sightingOf } from '../shared/watch';

/** The events of purchase problems. */
export const PROBLEM_EVENTS = [
	'PROBLEM_CLOSED',
	'PROBLEM_MESSAGE',
	'PROBLEM_MESSAGE_SENT',
	'PROBLEM_OPENED',
];

const DAY_MS = 24 * 3_600_000;
const GONE = 'Allegro does not have the messages of this problem';

/**
 * Purchase problems: threads of the Message Center of their own kind, which took the place of disputes. They
 * are listed by their latest message; open ones are read again from the oldest on, so that their end is
 * noticed. Their messages are read where something was written within a day of the latest that was told: some
 * appear late, with their old date.
 *
 * Source: GET /messaging/threads (beta.v1) in Allegro's OpenAPI document, and allegro-api #13797 and #13907
 */
export function problemWatch(context: IPollFunctions, types: string[]): Watch {
	const reader = threadsReader(context, { type: 'POST_PURCHASE_ISSUE' });
	const isWanted = (type: string) => types.length === 0 || types.includes(type);
	const hasMessages = isWanted('PROBLEM_MESSAGE') || isWanted('PROBLEM_MESSAGE_SENT');

	async function read(asked: Asked): Promise<Reading> {
		const { since = 0, reached, tries } = asked;
		const threads = await reader.threadsSince(since);
		const cases = threads.map(caseOf);
		if (!hasMessages) return { sightings: cases };
		const newest = threads.reduce((latest, thread) => Math.max(latest, momentOf(thread)), 0);
		// A trigger that begins takes for known what is in the window.
		const told = reached ?? (asked.isWhole ? newest : DAY_MS);
		const written = threads
			.filter((thread) => momentOf(thread) >= told - DAY_MS && !asked.isDone(partOf(thread)))
			.sort((one, other) => momentOf(one) - momentOf(other));
		const parts = await readParts(written, asked, {
			keyOf: partOf,
			momentOf,
			async read(thread) {
				const messages = async () => await messagesOf(thread, Math.max(0, told - DAY_MS));
				const options = { tries, gone: GONE, passTime: true };
				const detail = await detailOf(`problem ${thread.id}`, messages, options);
				return detail && (detail.value ?? [unreadMessage(thread, detail.problem)]);
			},
		});
		const isAll = parts.read.length + (asked.isBehind ? 0 : parts.waiting) === written.length;
		return {
			sightings: [
				...cases,
				...parts.read.flatMap(({ key, sightings }) =>
					sightings.map((one) => ({ ...one, part: key })),
				),
			],
			hold: parts.hold,
			parts: asked.isBehind ? parts.read.map(({ key }) => key) : [],
			...(!isAll && { until: newest }),
		};
	}

	async function messagesOf(thread: Thread, since: number): Promise<Sighting[]> {
		const messages = await reader.messagesSince(thread, since);
		return messages.map((message) => messageIn(thread, message));
	}

	/** What is told of a thread whose messages cannot be had. */
	function unreadMessage(thread: Thread, problem?: string): Sighting {
		const occurredAt = new Date(momentOf(thread)).toISOString();
		const type = isWanted('PROBLEM_MESSAGE') ? 'PROBLEM_MESSAGE' : 'PROBLEM_MESSAGE_SENT';
		const record = { thread, message: null, problem };
		return sightingOf({ id: `${thread.id}|MESSAGE|${occurredAt}`, type, occurredAt, record });
	}

	return {
		endpoint: 'GET /messaging/threads',
		lateMs: DAY_MS,
		openMs: 180 * DAY_MS,
		read,
		async latest() {
			const thread = await reader.latestThread();
			return thread && caseOf(thread);
		},
		async sample() {
			const thread = await reader.latestThread();
			if (!thread) return undefined;
			const options = { tries: new Tries({}, 1), gone: GONE };
			const messages = await detailOf('', async () => await messagesOf(thread, 0), options);
			const seen = [caseOf(thread), ...(messages?.value ?? [])];
			const changes = seen.flatMap((sighting) => sighting.changes());
			return changes.filter(({ type }) => isWanted(type)).pop() ?? changes[0];
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => {
				const { thread, message, problem } = record as {
					thread: Thread;
					message?: Message | null;
					problem?: string;
				};
				return {
					json: {
						eventId: id,
						type,
						occurredAt,
						threadId: thread.id,
						orderId: orderIdOf(message ?? null, thread),
						status: thread.status ?? null,
						reason: thread.subType ?? null,
						buyerLogin: thread.interlocutor?.login ?? null,
						...(message === undefined ? {} : { text: message?.text ?? null, message }),
						...(problem ? { problem } : {}),
						thread,
					},
				};
			}),
	};
}

const partOf = (thread: Thread) => `${thread.id}|${thread.lastMessageDateTime}`;

/** The problem, which goes on until it is closed. Allegro tells no time for that. */
function caseOf(thread: Thread): Sighting {
	const { id, status = 'OPEN' } = thread;
	const date = thread.createdAt ?? new Date(momentOf(thread)).toISOString();
	const change = (type: string, occurredAt: string, mark: string, standing: string): Change => ({
		id: `${id}|${type}|${mark}`,
		type,
		occurredAt,
		record: { thread },
		standing,
	});
	return {
		id,
		date,
		standing: status,
		open: status === 'OPEN',
		changes(before = '') {
			const turn = String(thread.lastMessageDateTime);
			const opened = change('PROBLEM_OPENED', date, date, 'OPEN');
			const closed = change('PROBLEM_CLOSED', seenNow(date), turn, 'CLOSED');
			if (status === 'CLOSED') return before === '' ? [opened, closed] : [closed];
			return [before === '' ? opened : change('PROBLEM_OPENED', seenNow(date), turn, 'OPEN')];
		},
	};
}

function messageIn(thread: Thread, message: Message): Sighting {
	return sightingOf({
		id: `${thread.id}|MESSAGE|${message.id}`,
		type: message.author.isInterlocutor ? 'PROBLEM_MESSAGE' : 'PROBLEM_MESSAGE_SENT',
		occurredAt: message.createdAt,
		record: { thread, message },
	});
}
