import { buyerOf, marketplace } from '../catalogue';
import { refusal } from '../errors';
import type { Money } from '../model';
import { Filter, newestFirst, page } from '../query';
import { ok, route, type Route } from '../router';
import type { World } from '../state';

const GROUPS = {
	INCOME: [
		'CONTRIBUTION',
		'SURCHARGE',
		'CORRECTION',
		'DEDUCTION_INCREASE',
		'LOAN_DEDUCTION_INCREASE',
		'COMPENSATION',
		'COMPENSATION_COD_INCREASE',
		'TOP_UP',
		'PAYOUT_SWEEP_INCREASE',
		'PAYOUT_SWEEP_CANCEL_INCREASE',
	],
	OUTCOME: [
		'PAYOUT',
		'PAYOUT_CANCEL',
		'DEDUCTION_CHARGE',
		'LOAN_DEDUCTION_CHARGE',
		'COMPENSATION_COD_CHARGE',
		'PAYOUT_SWEEP_CHARGE',
		'PAYOUT_SWEEP_CANCEL_CHARGE',
	],
	REFUND: [
		'REFUND_CHARGE',
		'REFUND_CANCEL',
		'REFUND_INCREASE',
		'PROVIDER_REFUND_TRANSFER_CHARGE',
		'PROVIDER_REFUND_TRANSFER_INCREASE',
	],
	BLOCKADES: ['BLOCKADE', 'BLOCKADE_RELEASE'],
};

type Group = keyof typeof GROUPS;
const CEILING = 10_000;
const OPERATORS = ['PAYU', 'P24', 'AF', 'AF_P24', 'AF_PAYU'];
const WALLETS = ['AVAILABLE', 'WAITING'] as const;

/** A movement of money. Allegro gives it no id. */
export interface PaymentOperation {
	type: string;
	group: Group;
	wallet: { paymentOperator: string; type: (typeof WALLETS)[number]; balance: Money };
	value: Money;
	occurredAt: string;
	marketplaceId?: string;
	payment?: { id: string };
	payout?: { id: string };
	deduction?: { id: string };
	surcharge?: { id: string };
	participant?: { id: string; login: string; firstName: string; lastName: string };
}

export interface OperationOptions {
	/** Default: CONTRIBUTION, a buyer's payment. */
	type?: string;
	amount?: string;
	wallet?: (typeof WALLETS)[number];
	operator?: string;
	marketplaceId?: string;
	occurredAt?: Date | string;
	/** Payment and buyer are those of this order. */
	orderId?: string;
	paymentId?: string;
}

/** What went through the seller's wallets. */
export class Payments {
	readonly operations: PaymentOperation[] = [];
	/** By wallet and currency. */
	private readonly balances = new Map<string, number>();

	constructor(private readonly world: World) {}

	/** Money moves; later calls may bring earlier dates. */
	add(options: OperationOptions = {}): PaymentOperation {
		const { ids, clock, state, seller } = this.world;
		const { type = 'CONTRIBUTION', wallet = 'AVAILABLE', operator = 'AF_PAYU' } = options;
		const group = (Object.keys(GROUPS) as Group[]).find((one) => GROUPS[one].includes(type));
		if (!group) throw new Error(`There is no operation of type ${type}`);
		const order = options.orderId ? state.orders.get(options.orderId)?.form : undefined;
		const marketplaceId = options.marketplaceId ?? order?.marketplace.id ?? 'allegro-pl';
		const total = order?.summary.totalToPay;
		const currency = total?.currency ?? marketplace(marketplaceId).currency;
		const value = { amount: options.amount ?? total?.amount ?? '129.90', currency };
		const buyer = order?.buyer ?? buyerOf(marketplace('allegro-pl'), 0).buyer;
		const { id, login, firstName, lastName } = buyer;
		const about: Partial<PaymentOperation> = {};
		if (!/^(CORRECTION|COMPENSATION|TOP_UP|PAYOUT|DEDUCTION|LOAN)/.test(type) || /COD/.test(type)) {
			about.payment = { id: options.paymentId ?? order?.payment?.id ?? ids.uuid() };
		}
		if (/^PAYOUT(_CANCEL)?$/.test(type)) about.payout = { id: ids.uuid() };
		if (/DEDUCTION|COD/.test(type)) about.deduction = { id: ids.uuid() };
		if (type === 'SURCHARGE') about.surcharge = { id: ids.uuid() };
		if (/^(CONTRIBUTION|SURCHARGE|REFUND_CHARGE)$/.test(type)) {
			about.participant = { id, login, firstName: `${firstName}`, lastName: `${lastName}` };
		}
		if (type === 'REFUND_INCREASE') {
			const name = { firstName: 'Fikcyjna', lastName: 'Pracownia' };
			about.participant = { ...seller, ...name };
		}
		const operation: PaymentOperation = {
			type,
			group,
			wallet: {
				paymentOperator: operator,
				type: wallet,
				balance: { amount: this.balance(wallet, value), currency },
			},
			value,
			occurredAt: new Date(options.occurredAt ?? clock.now()).toISOString(),
			marketplaceId,
			...about,
		};
		this.operations.push(operation);
		return operation;
	}

	/** What waits becomes available, with the date that it had: it appears in another list's past. */
	release({ paymentId }: { paymentId?: string } = {}): number {
		const waiting = this.operations.filter(
			({ wallet, payment }) =>
				wallet.type === 'WAITING' && (!paymentId || payment?.id === paymentId),
		);
		for (const { wallet } of waiting) wallet.type = 'AVAILABLE';
		return waiting.length;
	}

	/** Many payments of buyers, the last one now. */
	seed({ operations, minutesApart = 1 }: { operations: number; minutesApart?: number }): void {
		const now = this.world.clock.now();
		for (let index = operations - 1; index >= 0; index--) {
			this.add({ occurredAt: new Date(now - index * minutesApart * 60_000) });
		}
	}

	private balance(wallet: string, { amount, currency }: Money): string {
		const key = `${wallet} ${currency}`;
		const balance = (this.balances.get(key) ?? 0) + Number(amount);
		this.balances.set(key, balance);
		return balance.toFixed(2);
	}
}

export const paymentRoutes = (world: World): Route[] => [
	route('GET /payments/payment-operations', { scope: 'payments:read' }, ({ query }) => {
		const found = new Filter<PaymentOperation>(query)
			.equal('wallet.paymentOperator', ({ wallet }) => wallet.paymentOperator, OPERATORS)
			.equal('payment.id', ({ payment }) => payment?.id)
			.equal('participant.login', ({ participant }) => participant?.login)
			.equal('marketplaceId', ({ marketplaceId }) => marketplaceId)
			.equal('currency', ({ value }) => value.currency)
			.equal('group', ({ group }) => group, Object.keys(GROUPS))
			.equal('wallet.type', ({ wallet }) => wallet.type, WALLETS)
			.where(({ wallet }) => query.has('wallet.type') || wallet.type === 'AVAILABLE')
			.within('occurredAt', ({ occurredAt }) => occurredAt)
			.of(world.state.payments.operations);
		// Not even the first page of more than that. Source: https://github.com/allegro/allegro-api/issues/4172
		if (found.length > CEILING) {
			const message = `too many operations match search filter: ${found.length}, the maximum number of operations is: ${CEILING}, please narrow search filter`;
			throw refusal(422, 'TooManyOperationsException', message);
		}
		// The order is not documented; the latest come first, as on Allegro's pages.
		const sorted = newestFirst(found, ({ occurredAt }) => occurredAt);
		const { rows } = page(query, sorted, { fallback: 50, max: 50, maxOffset: 10_000 });
		return ok({ paymentOperations: rows, count: rows.length, totalCount: found.length });
	}),
];
