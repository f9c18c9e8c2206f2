import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { readDated, within } from '../shared/backlog';
import { paymentOperationPages } from '../shared/longLists';
import { rowsIn } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import type { Sighting, Watch } from '../shared/watch';
import { sightingOf } from '../shared/watch';
import { at } from '../shared/values';

/** A row of GET /payments/payment-operations. It has no ID. */
interface Operation extends IDataObject {
	type: string;
	group: string;
	occurredAt: string;
	value: { amount: string; currency: string };
	wallet: { type: string; paymentOperator: string; balance?: { amount: string } };
	payment?: { id: string };
}

/** Operations of payments in one or both wallets, told apart by their content. */
export function paymentWatch(
	context: IPollFunctions,
	{ groups, wallets, marketplace }: { groups: string[]; wallets: string[]; marketplace?: string },
): Watch {
	const reader = readerOf(context, { scope: 'payments:read' });
	const lists = wallets.map((wallet) => {
		const query = { group: groups, 'wallet.type': wallet, marketplaceId: marketplace };
		return reader.list('GET /payments/payment-operations', 'paymentOperations', query);
	});
	return {
		endpoint: 'GET /payments/payment-operations',
		lateMs: 24 * 3_600_000,
		read: async (asked) =>
			await readDated(
				{
					lists,
					by: 'occurredAt',
					rows: async (list, window) =>
						await paymentOperationPages(within(list, window), Infinity, window),
					seen: (rows) => sightingsOf(rows as Operation[]),
				},
				asked,
			),
		async latest() {
			const pages = await Promise.all(lists.map(async (list) => await list({ limit: 1 }, rowsIn)));
			const seen = sightingsOf(pages.flat() as Operation[]);
			return seen.sort((a, b) => Date.parse(a.date) - Date.parse(b.date)).pop();
		},
		items: async (changes) =>
			changes.map(({ id, type, occurredAt, record }) => ({
				json: {
					eventId: id,
					type,
					occurredAt,
					paymentId: (at(record, 'payment.id') ?? null) as string | null,
					operation: record,
				},
			})),
	};
}

/** Two operations can be alike in everything: the second of them is told apart by its number. */
function sightingsOf(operations: Operation[]): Sighting[] {
	const alike = new Map<string, number>();
	return operations.map((record) => {
		const { type, occurredAt, value, wallet, payment } = record;
		const content = [
			type,
			occurredAt,
			payment?.id,
			value.amount,
			value.currency,
			wallet.type,
			wallet.paymentOperator,
			wallet.balance?.amount,
		].join('|');
		const number = alike.get(content) ?? 0;
		alike.set(content, number + 1);
		const id = number ? `${content}|${number}` : content;
		return sightingOf({ id, type: record.group, occurredAt, record });
	});
}
