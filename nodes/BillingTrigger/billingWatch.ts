import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { readDated, within } from '../shared/backlog';
import { billingEntryPages } from '../shared/longLists';
import { rowsIn } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import type { Change, Watch } from '../shared/watch';
import { sightingOf } from '../shared/watch';
import { at } from '../shared/values';

/** A row of GET /billing/billing-entries. */
interface Entry extends IDataObject {
	id: string;
	occurredAt: string;
	type: { id: string; name?: string };
}

/**
 * Billing entries. Allegro lists them newest first, and they appear almost at once.
 *
 * Source: https://github.com/allegro/allegro-api/issues/9082
 */
export function billingWatch(
	context: IPollFunctions,
	{ types, marketplace }: { types: string[]; marketplace?: string },
): Watch {
	const reader = readerOf(context, { scope: 'billing:read' });
	const query = { 'type.id': types, marketplaceId: marketplace };
	const list = reader.list('GET /billing/billing-entries', 'billingEntries', query);
	const seen = (rows: IDataObject[]) => rows.map((row) => sightingOf(changeOf(row as Entry)));
	return {
		endpoint: 'GET /billing/billing-entries',
		lateMs: 24 * 3_600_000,
		read: async (asked) =>
			await readDated(
				{
					lists: [list],
					by: 'occurredAt',
					rows: async (_list, window) =>
						await billingEntryPages(within(list, window), Infinity, window),
					seen,
				},
				asked,
			),
		latest: async () => seen(await list({ limit: 1 }, rowsIn))[0],
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => ({
				json: {
					eventId: id,
					type,
					occurredAt,
					orderId: (at(record, 'order.id') ?? null) as string | null,
					offerId: (at(record, 'offer.id') ?? null) as string | null,
					entry: record,
				},
			})),
	};
}

function changeOf(record: Entry): Change {
	return { id: record.id, type: record.type.id, occurredAt: record.occurredAt, record };
}
