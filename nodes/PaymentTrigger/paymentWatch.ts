import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { offset } from '../shared/pagination';
import { readerOf } from '../shared/reader';
import type { Change, Watch } from '../shared/watch';
import { isoSince } from '../shared/watch';
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
export function paymentWatch(context: IPollFunctions, groups: string[], wallets: string[]): Watch {
	const reader = readerOf(context, { scope: 'payments:read' });
	const read = async (since: number | undefined, wanted = Infinity) => {
		const operations: Operation[] = [];
		for (const wallet of wallets) {
			const query = { group: groups, 'wallet.type': wallet, 'occurredAt.gte': isoSince(since) };
			const list = reader.list('GET /payments/payment-operations', 'paymentOperations', query);
			const pages = offset({ max: 50, ceiling: 10_000 });
			operations.push(...((await pages(list, wanted)) as Operation[]));
		}
		return changesOf(operations);
	};
	return {
		endpoint: 'GET /payments/payment-operations',
		lateMs: 24 * 3_600_000,
		read: async (since) => await read(since),
		sample: async () => (await read(undefined, 1)).pop(),
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
function changesOf(operations: Operation[]): Change[] {
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
		return {
			id: number ? `${content}|${number}` : content,
			type: record.group,
			occurredAt,
			record,
		};
	});
}
