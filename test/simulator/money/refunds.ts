import { refusal } from '../errors';
import { isUuid } from '../ids';
import type { CheckoutForm, Money } from '../model';
import { findOrder } from '../orders';
import { Filter, newestFirst, page } from '../query';
import { type Call, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';

const REASONS = [
	'REFUND',
	'COMPLAINT',
	'PRODUCT_NOT_AVAILABLE',
	'PAID_VALUE_TOO_LOW',
	'OVERPAID',
	'CANCELLED_BY_BUYER',
	'NOT_COLLECTED',
];
const STATUSES = ['WAITING', 'IN_PROGRESS', 'SUCCESS', 'CANCELED', 'PARTIAL'];
const MAX_COMMENT = 250;

interface Part {
	value?: Money | null;
}

interface RefundRequest {
	payment?: { id?: string };
	order?: { id?: string };
	commandId?: string;
	reason?: string;
	lineItems?: Array<Part & { id: string; type: 'AMOUNT' | 'QUANTITY'; quantity?: number }>;
	deposits?: Array<{ lineItemId: string; totalValue: Money }>;
	delivery?: Part;
	overpaid?: Part;
	surcharges?: Array<Part & { id: string }>;
	additionalServices?: Part;
	sellerComment?: string;
}

interface Refund extends Omit<RefundRequest, 'commandId'> {
	id: string;
	status: string;
	createdAt: string;
	totalValue: Money;
}

/** Money that goes back to buyers. */
export class Refunds {
	readonly byId = new Map<string, Refund>();
	/** What was asked for under each command id, and what came of it. */
	readonly commands = new Map<string, { asked: string; refund: Refund }>();

	/** The bank has an answer, whatever it is. */
	setStatus({ id, status }: { id: string; status: string }): Refund {
		const refund = this.byId.get(id);
		if (!refund) throw new Error(`The simulator has no refund ${id}`);
		return Object.assign(refund, { status });
	}
}

export const refundRoutes = (world: World): Route[] => [
	route('GET /payments/refunds', { scope: 'payments:read' }, ({ query }) => {
		const found = new Filter<Refund>(query)
			.equal('id', ({ id }) => id)
			.equal('payment.id', ({ payment }) => payment?.id)
			.equal('order.id', ({ order }) => order?.id)
			.equal('status', ({ status }) => status, STATUSES)
			.within('occurredAt', ({ createdAt }) => createdAt)
			.of(world.state.refunds.byId.values());
		const sorted = newestFirst(found, ({ createdAt }) => createdAt);
		const { rows } = page(query, sorted, { fallback: 50, max: 100 });
		return ok({ refunds: rows, count: rows.length, totalCount: found.length });
	}),

	route('POST /payments/refunds', { scope: 'payments:write', body: [PUBLIC] }, (call) => {
		const { commandId, ...request } = call.data as RefundRequest;
		if (!isUuid(commandId)) throw invalid('commandId', 'must be a UUID');
		const { commands } = world.state.refunds;
		const asked = JSON.stringify(request);
		const given = commands.get(commandId);
		if (given && given.asked !== asked) {
			throw invalid('commandId', 'was used for another refund');
		}
		// The same command again is not another refund.
		const refund = given?.refund ?? create(world, call, request);
		commands.set(commandId, { asked, refund });
		return ok(refund);
	}),
];

function create(world: World, call: Call, request: Omit<RefundRequest, 'commandId'>): Refund {
	const { payment, order, reason, sellerComment } = request;
	if (!order?.id) throw invalid('order.id', 'is missing');
	if (!REASONS.includes(`${reason}`)) throw invalid('reason', `cannot be ${reason}`);
	if (sellerComment && sellerComment.length > MAX_COMMENT) {
		throw invalid('sellerComment', `has at most ${MAX_COMMENT} characters`);
	}
	const { form } = findOrder(world, call, order.id);
	if (!payment?.id || payment.id !== form.payment?.id || !form.payment.finishedAt) {
		throw refusal(404, 'PaymentNotFound', `Payment ${payment?.id} not found`);
	}
	const refund: Refund = {
		...request,
		id: world.ids.uuid(),
		status: 'SUCCESS',
		createdAt: world.clock.iso(),
		totalValue: total(request, form.lineItems, paidFor(form)),
	};
	const earlier = [...world.state.refunds.byId.values()]
		.filter((one) => one.order?.id === form.id && one.status !== 'CANCELED')
		.reduce((sum, one) => sum + Number(one.totalValue.amount), 0);
	if (earlier + Number(refund.totalValue.amount) > Number(paidFor(form).amount) + 0.001) {
		// Source: allegro-api #8840, #6042.
		throw invalid('lineItems', 'exceed what is left to refund');
	}
	world.state.refunds.byId.set(refund.id, refund);
	world.state.payments.add({
		type: 'REFUND_CHARGE',
		orderId: form.id,
		amount: `-${refund.totalValue.amount}`,
	});
	return refund;
}

/** All that the buyer paid, on top too. */
function paidFor({ payment, surcharges, summary }: CheckoutForm): Money {
	const first = payment?.paidAmount ?? summary.totalToPay;
	const extra = surcharges.reduce((sum, one) => sum + Number(one.paidAmount?.amount ?? 0), 0);
	return { amount: (Number(first.amount) + extra).toFixed(2), currency: first.currency };
}

/** @throws ApiError 422 when the parts come to nothing, or to more than was paid */
function total(
	{ lineItems = [], deposits = [], surcharges = [], ...request }: RefundRequest,
	bought: Array<{ id: string; quantity: number; price: Money }>,
	paid: Money,
): Money {
	const items = lineItems.map(({ id, type, quantity = 0, value }) => {
		const item = bought.find((one) => one.id === id);
		if (!item) throw invalid('lineItems', `has the unknown item ${id}`);
		return type === 'AMOUNT' ? Number(value?.amount) : quantity * Number(item.price.amount);
	});
	const { delivery, overpaid, additionalServices } = request;
	const others = [delivery, overpaid, additionalServices, ...surcharges]
		.map((part) => part?.value)
		.concat(deposits.map(({ totalValue }) => totalValue))
		.map((value) => Number(value?.amount ?? 0));
	const sum = [...items, ...others].reduce((one, other) => one + other, 0);
	if (!(sum > 0) || sum > Number(paid.amount) + 0.001) throw invalid('lineItems', `come to ${sum}`);
	return { amount: sum.toFixed(2), currency: paid.currency };
}

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', `${path} ${message}`, { path });
