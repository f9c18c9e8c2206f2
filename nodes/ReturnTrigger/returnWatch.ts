import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { RETURNS_PACE } from '../shared/paces';
import { offset } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import { BETA_V1 } from '../shared/transport';
import type { Change, Watch } from '../shared/watch';
import { isoSince } from '../shared/watch';

/** A row of GET /order/customer-returns. */
interface Return extends IDataObject {
	id: string;
	createdAt: string;
	status: string;
	orderId?: string;
}

/** Statuses after which nothing more is expected. */
const CLOSED = ['FINISHED', 'FINISHED_APT', 'REJECTED', 'COMMISSION_REFUNDED'];
/** Statuses that the user can choose by name; the rest is OTHER. */
const NAMED = ['CREATED', 'DISPATCHED', 'IN_TRANSIT', 'DELIVERED', 'FINISHED', 'REJECTED'];
const HOUR_MS = 3_600_000;

/**
 * Customer returns, new ones and those that are open. Allegro tells no time for a change of status, and
 * has no filter for it: open returns are read again, from the oldest one on.
 *
 * Source: GET /order/customer-returns; https://github.com/allegro/allegro-api/issues/12460
 */
export function returnWatch(context: IPollFunctions, marketplace?: string): Watch {
	const settings = { scope: 'orders:read', accept: BETA_V1, paces: [RETURNS_PACE] };
	const reader = readerOf(context, settings);
	const read = async (since: number | undefined) => {
		const query = { marketplaceId: marketplace, 'createdAt.gte': isoSince(since) };
		const list = reader.list('GET /order/customer-returns', 'customerReturns', query);
		return (await offset({ max: 1000 })(list, Infinity)) as Return[];
	};
	return {
		endpoint: 'GET /order/customer-returns',
		lateMs: 24 * HOUR_MS,
		async read(since, open) {
			const oldest = [...open.values()].map((value) => Date.parse(value.split('|')[1]));
			const from = since === undefined ? undefined : Math.min(since, ...oldest);
			const returns = await read(from);
			return returns
				.filter(({ id, createdAt }) => open.has(id) || Date.parse(createdAt) >= (since ?? 0))
				.flatMap((each) => changesOf(each, open.get(each.id)));
		},
		sample: async () => {
			const latest = (await read(Date.now() - 30 * 24 * HOUR_MS)).pop();
			return latest && changesOf(latest).pop();
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
function changesOf(record: Return, known?: string): Change[] {
	const { id, createdAt, status } = record;
	const remember = {
		key: id,
		value: CLOSED.includes(status) ? null : `${status}|${createdAt}`,
	};
	const created = { id: `${id}|CREATED`, type: 'CREATED', occurredAt: createdAt, record, remember };
	if (status === 'CREATED') return [created];
	const type = NAMED.includes(status) ? status : 'OTHER';
	// The time of the change is not told: it is the time at which it was seen.
	const occurredAt = new Date().toISOString();
	const moved = { id: `${id}|${status}`, type, occurredAt, record, remember };
	return known ? [moved] : [created, moved];
}
