import type { IDataObject } from 'n8n-workflow';

import type { Reason } from '../shared/fromOrder';
import { differenceOf, sumOf, timesOf, toAmount, toCount } from '../shared/numbers';
import { at } from '../shared/values';

interface Money {
	amount: string;
	currency: string;
}

/** What a whole order gives back: the parts of a refund's body, and what they come to. */
export interface WholeRefund {
	body: IDataObject;
	/** What the buyer gets for each part, as amounts; what is not in the order is left out. */
	pays: IDataObject;
}

const ZERO = '0.00';

/** Amounts of one order, which are all in one currency. */
class Purse {
	currency = '';
	mixed = false;

	amount(money: unknown): string {
		const { amount, currency } = (money ?? {}) as Partial<Money>;
		if (amount === undefined || amount === null) return ZERO;
		if (this.currency && currency !== this.currency) this.mixed = true;
		this.currency ||= String(currency);
		return toAmount(String(amount));
	}

	money = (amount: string): Money => ({ amount, currency: this.currency });
}

/**
 * An order has a payment with an ID before the buyer has paid, and keeps it when the payment is
 * cancelled: Allegro answers a refund of such a one with 500. A paid order can be without `finishedAt`.
 * Source: allegro-api #3311, #6192, #2111.
 */
export function unpaid(order: unknown): Reason | undefined {
	const status = at(order, 'status');
	const open = ['BOUGHT', 'FILLED_IN'].includes(String(status));
	const pending = status !== 'READY_FOR_PROCESSING' && !at(order, 'payment.finishedAt');
	if (!open && !pending) return undefined;
	const stands = status ? `its status is ${String(status)}` : 'it has no status';
	return {
		message: 'There is no payment to refund',
		advice: `The order is not paid: ${stands}. Allegro cannot refund it, whichever payment is named. Wait until the buyer has paid.`,
	};
}

const BY_PARTS = 'Refund it by its parts, with the operation Create.';

/** Why not all of an order can be given back in one go; undefined when it can. */
function againstWhole(order: unknown): Reason | undefined {
	const reason = unpaid(order);
	if (reason) return reason;
	if (at(order, 'payment.type') === 'CASH_ON_DELIVERY') {
		return {
			message: 'The order is paid on delivery: Allegro has no payment of the buyer to give back',
			advice: 'Give the money back otherwise.',
		};
	}
	if (!at(order, 'payment.id') || at(order, 'payment.paidAmount.amount') === undefined) {
		return {
			message: 'The order does not say what was paid',
			advice: `So it is not known what to give back. ${BY_PARTS}`,
		};
	}
	return undefined;
}

/**
 * All of an order: every piece, the deposits, services and delivery, additional payments, and what was paid
 * too much. Only where these come to what was paid: for a sum that does not fit, somebody has to look.
 *
 * @param order as `GET /order/checkout-forms/{id}` gives it
 */
export function wholeRefund(order: unknown): WholeRefund | Reason {
	const reason = againstWhole(order);
	if (reason) return reason;
	const purse = new Purse();
	const rows = (at(order, 'lineItems') ?? []) as IDataObject[];
	const lineItems = rows.map(({ id, quantity }) => ({
		id,
		type: 'QUANTITY',
		quantity: Number(quantity),
	}));
	const sum = (amounts: string[]) => amounts.reduce(sumOf, ZERO);
	const times = (money: unknown, count: unknown) => timesOf(purse.amount(money), toCount(count));
	const items = sum(rows.map(({ price, quantity }) => times(price, quantity)));
	// The deposit of an order's row is that of one piece (allegro-api #13878).
	const deposits = rows
		.map((row) => ({ lineItemId: row.id, sum: times(at(row, 'deposit.price'), row.quantity) }))
		.filter((deposit) => Number(deposit.sum) > 0);
	const services = sum(
		rows
			.flatMap((row) => (row.selectedAdditionalServices ?? []) as IDataObject[])
			.map(({ price, quantity }) => times(price, quantity)),
	);
	const delivery = purse.amount(at(order, 'delivery.cost'));
	const surcharges = ((at(order, 'surcharges') ?? []) as IDataObject[])
		.map(({ id, paidAmount }) => ({ id, sum: purse.amount(paidAmount) }))
		.filter((surcharge) => Number(surcharge.sum) > 0);
	const paid = purse.amount(at(order, 'payment.paidAmount'));
	const fromAllegro = purse.amount(at(order, 'payment.reconciliation'));
	const deposit = sum(deposits.map((one) => one.sum));
	const parts = sum([items, deposit, services, delivery]);
	const tooMuch = differenceOf(paid, parts);
	const fits = Number(tooMuch) >= 0 || sumOf(paid, fromAllegro) === parts;
	if (purse.mixed || !fits || rows.length === 0) {
		const told = (amount: string) => `${amount} ${purse.currency}`;
		return {
			message: 'What was paid is not what the parts of the order come to',
			advice: `The buyer paid ${told(paid)}, and items, deposits, services and delivery come to ${told(parts)}. ${BY_PARTS}`,
		};
	}
	const overpaid = Number(tooMuch) > 0 ? tooMuch : ZERO;
	const extra = sum(surcharges.map((one) => one.sum));
	const present = (amount: string) => Number(amount) > 0;
	const body: IDataObject = {
		payment: { id: at(order, 'payment.id') },
		lineItems,
		...(deposits.length > 0 && {
			deposits: deposits.map((one) => ({
				lineItemId: one.lineItemId,
				totalValue: purse.money(one.sum),
			})),
		}),
		...(present(services) && { additionalServices: { value: purse.money(services) } }),
		...(present(delivery) && { delivery: { value: purse.money(delivery) } }),
		...(present(overpaid) && { overpaid: { value: purse.money(overpaid) } }),
		...(surcharges.length > 0 && {
			surcharges: surcharges.map((one) => ({ id: one.id, value: purse.money(one.sum) })),
		}),
	} as IDataObject;
	const named = { items, deposits: deposit, services, delivery, overpaid, surcharges: extra };
	const pays = {
		...Object.fromEntries(Object.entries(named).filter(([, amount]) => present(amount))),
		total: sum([parts, overpaid, extra]),
		currency: purse.currency,
	};
	return { body, pays };
}

/** Refunds that paid nothing. Source: RefundDetails in Allegro's OpenAPI document. */
const IN_VAIN = ['CANCELED', 'VALIDATE_FAILED'];

export const isInVain = ({ status }: IDataObject) => IN_VAIN.includes(String(status));

/** Says which refunds an order has, and what they come to. */
export function alreadyRefunded(refunds: IDataObject[], { pays }: WholeRefund): Reason {
	const total = refunds
		.map((refund) => toAmount(String(at(refund, 'totalValue.amount') ?? '0')))
		.reduce(sumOf, ZERO);
	const told = refunds
		.slice(0, 5)
		.map(
			(refund) =>
				`${String(at(refund, 'totalValue.amount'))} ${String(at(refund, 'totalValue.currency'))} at ${String(refund.createdAt)} (${String(refund.status)}, ${String(refund.id)})`,
		);
	const isWhole = total === pays.total;
	return {
		message: isWhole
			? 'The order is refunded already'
			: `The order is refunded in part already: ${total} of ${String(pays.total)} ${String(pays.currency)}`,
		advice: `Its refunds: ${told.join('; ')}. ${isWhole ? 'There is nothing left to pay.' : 'What is left, refund with the operation Create.'}`,
	};
}
