import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { within } from '../shared/backlog';
import { RETURNS_PACE } from '../shared/paces';
import { offset } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import { BETA_V1 } from '../shared/transport';
import type { Change, Sighting, Watch } from '../shared/watch';
import { seenNow } from '../shared/watch';
import { isoSince } from '../shared/values';
import type { Windowed } from '../shared/windows';
import { readInTime } from '../shared/windows';

/** A row of GET /order/customer-returns. */
interface Return extends IDataObject {
	id: string;
	createdAt: string;
	status: string;
	orderId?: string;
}

/** Statuses after which nothing more is expected. */
const CLOSED = ['FINISHED', 'FINISHED_APT', 'REJECTED', 'COMMISSION_REFUNDED'];
/** Statuses that have an event of their own; the rest is OTHER. */
const NAMED = ['CREATED', 'DISPATCHED', 'IN_TRANSIT', 'DELIVERED', 'FINISHED', 'REJECTED'];
/** The events of returns. */
export const RETURN_EVENTS = [...NAMED, 'OTHER'].map(eventOf);
const PAGE_SIZE = 1000;
const DAY_MS = 24 * 3_600_000;

/**
 * Customer returns, new ones and those that are open. Allegro tells no time for a change of status, and
 * has no filter for it: open returns are read again, from the oldest one on, but not for ever, for some
 * are never sent.
 *
 * Source: GET /order/customer-returns; https://github.com/allegro/allegro-api/issues/12460
 */
export function returnWatch(context: IPollFunctions, marketplace?: string): Watch {
	const settings = { scope: 'orders:read', accept: BETA_V1, paces: [RETURNS_PACE] };
	const reader = readerOf(context, settings);
	const list = reader.list('GET /order/customer-returns', 'customerReturns', {
		marketplaceId: marketplace,
	});
	const windowed: Windowed = {
		list,
		by: 'createdAt',
		size: PAGE_SIZE,
		seen: (rows) => (rows as Return[]).map(sightingOf),
	};
	return {
		endpoint: 'GET /order/customer-returns',
		lateMs: DAY_MS,
		openMs: 90 * DAY_MS,
		read: async (asked) => await readInTime(windowed, asked),
		latest: async () => {
			const recently = { 'createdAt.gte': isoSince(Date.now() - 30 * DAY_MS) };
			const recent = (await offset({ max: PAGE_SIZE })(
				within(list, recently),
				Infinity,
			)) as Return[];
			const [latest] = recent.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
			return latest && sightingOf(latest);
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => ({
				json: {
					eventId: id,
					type,
					occurredAt,
					returnId: record.id,
					orderId: record.orderId ?? null,
					status: record.status,
					return: record,
				},
			})),
	};
}

/** A new return gives two changes when it has gone on before it was first seen. */
function sightingOf(record: Return): Sighting {
	const { id, createdAt, status } = record;
	const created: Change = {
		id: `${id}|CREATED`,
		type: eventOf('CREATED'),
		occurredAt: createdAt,
		record,
		standing: 'CREATED',
	};
	const moved = (): Change => ({
		id: `${id}|${status}`,
		type: eventOf(NAMED.includes(status) ? status : 'OTHER'),
		// The time of the change is not told.
		occurredAt: seenNow(createdAt),
		record,
		standing: status,
	});
	return {
		id,
		date: createdAt,
		standing: status,
		open: !CLOSED.includes(status),
		changes: (before) => [
			...(before === undefined ? [created] : []),
			...(before === status || (before === undefined && status === 'CREATED') ? [] : [moved()]),
		],
	};
}

/** The event of a status. */
function eventOf(status: string): string {
	return `RETURN_${status}`;
}
