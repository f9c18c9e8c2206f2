import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { billingEntryPages } from '../shared/longLists';
import { sumOf, toAmount } from '../shared/numbers';
import type { Call } from '../shared/routing';
import { at } from '../shared/values';
import { wholeList } from '../shared/wholeList';

/** An order that is not to be had: older than a year, or the permission for orders is missing. */
const NOT_TO_BE_HAD = [403, 404];

interface Fee extends IDataObject {
	typeId: string;
	typeName: string;
	amount: string;
	currency: string;
	entries: number;
}

/**
 * What an order cost in fees: an item with a sum for each type, and in total. Below 0 is what Allegro
 * charged, above 0 what it gave back. The entries are those of the order's marketplace.
 */
export async function feesOfOrder(call: Call): Promise<INodeExecutionData[]> {
	const orderId = call.field<string>('orderId', '');
	const marketplace = await marketplaceOf(call, orderId);
	const filter = { 'order.id': orderId, ...(marketplace && { marketplaceId: marketplace }) };
	const entries = await wholeList(call, {
		endpoint: 'GET /billing/billing-entries',
		rows: 'billingEntries',
		pages: billingEntryPages,
		query: filter,
	});
	const fees = new Map<string, Fee>();
	for (const entry of entries) {
		if (!at(entry, 'value.amount') || !at(entry, 'value.currency')) {
			throw new Error(
				`The billing entry ${String(entry.id)} has no amount, so that there is no sum`,
			);
		}
		const currency = String(at(entry, 'value.currency'));
		const typeId = String(at(entry, 'type.id'));
		const key = `${typeId} ${currency}`;
		const amount = toAmount(String(at(entry, 'value.amount')));
		const known = fees.get(key);
		fees.set(key, {
			typeId,
			typeName: String(at(entry, 'type.name') ?? ''),
			amount: known ? sumOf(known.amount, amount) : amount,
			currency,
			entries: (known?.entries ?? 0) + 1,
		});
	}
	const totals = new Map<string, string>();
	for (const { currency, amount } of fees.values()) {
		totals.set(currency, sumOf(totals.get(currency) ?? '0.00', amount));
	}
	const [[currency, total] = [null, '0.00'], ...others] = totals;
	const json = {
		orderId,
		marketplaceId: marketplace ?? null,
		// In two currencies there is no sum.
		total: others.length > 0 ? null : total,
		currency: others.length > 0 ? null : currency,
		totals: [...totals].map(([name, amount]) => ({ amount, currency: name })),
		entries: entries.length,
		fees: [...fees.values()],
	};
	return [{ json }];
}

/** Without it, Allegro lists the entries of the marketplace where the seller is registered alone. */
async function marketplaceOf(call: Call, id: string): Promise<string | undefined> {
	const order = await call.send(
		'GET /order/checkout-forms/{id}',
		{ id },
		{ scope: 'orders:read', tolerated: NOT_TO_BE_HAD },
	);
	if (NOT_TO_BE_HAD.includes(order.status)) return undefined;
	const marketplace = at(order.body, 'marketplace.id') as string | undefined;
	// A business marketplace counts as the main one of its country.
	return marketplace?.replace('-business', '');
}
