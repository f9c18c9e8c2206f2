import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { offset } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import type { Change, Watch } from '../shared/watch';
import { isoSince } from '../shared/watch';

/** A row of GET /sale/user-ratings. */
interface Rating extends IDataObject {
	id: string;
	createdAt: string;
	editedAt?: string;
	lastChangedAt?: string;
	answer?: { createdAt: string } | null;
	removal?: { request?: { createdAt?: string } | null } | null;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Ratings, and what happens to them. `lastChangedAt` moves when the buyer changes a rating, not when
 * the seller answers: so answers are looked for in the ratings of the last 30 days.
 *
 * Source: GET /sale/user-ratings in Allegro's OpenAPI document.
 */
export function ratingWatch(context: IPollFunctions, recommended?: string): Watch {
	const reader = readerOf(context, { scope: 'ratings' });
	const read = async (since: number | undefined, wanted = Infinity) => {
		const query = { recommended, 'lastChangedAt.gte': isoSince(since) };
		const list = reader.list('GET /sale/user-ratings', 'ratings', query);
		const pages = offset({ max: 100, ceiling: 20_000 });
		return (await pages(list, wanted)) as Rating[];
	};
	return {
		endpoint: 'GET /sale/user-ratings',
		lateMs: 30 * DAY_MS,
		read: async (since) => (await read(since)).flatMap(changesOf),
		sample: async () => (await read(undefined, 1)).flatMap(changesOf).pop(),
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => ({
				json: { eventId: id, type, occurredAt, ratingId: record.id, rating: record },
			})),
	};
}

function changesOf(record: Rating): Change[] {
	const change = (type: string, occurredAt: string | undefined): Change[] =>
		occurredAt ? [{ id: `${record.id}|${type}|${occurredAt}`, type, occurredAt, record }] : [];
	const { request } = record.removal ?? {};
	return [
		...change('CREATED', record.createdAt),
		...change('CHANGED', record.editedAt),
		...change('ANSWERED', record.answer?.createdAt),
		...change('REMOVAL_REQUESTED', request?.createdAt),
	];
}
