import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { readDated, within } from '../shared/backlog';
import { ratingPages } from '../shared/longLists';
import { rowsIn } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import type { Sighting, Watch } from '../shared/watch';
import { sightingOf } from '../shared/watch';

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
	const list = reader.list('GET /sale/user-ratings', 'ratings', { recommended });
	const seen = (rows: IDataObject[]) => rows.flatMap((row) => sightingsOf(row as Rating));
	return {
		endpoint: 'GET /sale/user-ratings',
		lateMs: 30 * DAY_MS,
		read: async (asked) =>
			await readDated(
				{
					lists: [list],
					by: 'lastChangedAt',
					rows: async (_list, window) => await ratingPages(within(list, window), Infinity, window),
					isSpread: true,
					seen,
				},
				asked,
			),
		latest: async () => seen(await list({ limit: 1 }, rowsIn)).pop(),
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => ({
				json: { eventId: id, type, occurredAt, ratingId: record.id, rating: record },
			})),
	};
}

function sightingsOf(record: Rating): Sighting[] {
	const change = (type: string, occurredAt: string | undefined) =>
		occurredAt
			? [sightingOf({ id: `${record.id}|${type}|${occurredAt}`, type, occurredAt, record })]
			: [];
	const { request } = record.removal ?? {};
	return [
		...change('CREATED', record.createdAt),
		...change('CHANGED', record.editedAt),
		...change('ANSWERED', record.answer?.createdAt),
		...change('REMOVAL_REQUESTED', request?.createdAt),
	];
}
