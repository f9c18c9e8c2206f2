import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { checkCommandId, commandIdAs, refuse, uuidFor } from '../shared/commands';
import { fromOrder } from '../shared/fromOrder';
import { setLatest } from '../shared/latest';
import { originOf } from '../shared/origin';
import type { Call } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { rowsAt } from '../shared/answerRows';
import { alreadyRefunded, isInVain, unpaid, wholeRefund, type WholeRefund } from './wholeOrder';

export const paymentOfOrder = fromOrder({
	property: 'payment.id',
	source: 'payment.id',
	against: unpaid,
	missing: {
		message: 'There is no payment to refund',
		advice: 'The order is not paid yet. When it is, add the Payment ID under Additional Fields.',
	},
});

/** What of a refund's body is made of the order. */
const PARTS = [
	'additionalServices',
	'deposits',
	'delivery',
	'lineItems',
	'overpaid',
	'payment',
	'surcharges',
];

/** What each call pays, told with its result. */
const paying = new WeakMap<Call, WholeRefund['pays']>();
/** Refunds that were sent, by execution, item and order: a repeated node sends the same one again. */
const sent = new Map<string, { body: IDataObject; pays: WholeRefund['pays'] }>();
const MOST_SENT = 10_000;

/**
 * Fills in all of the order that the body names. Refused when it is not paid, or has a refund. The ID of the
 * command is made of the order and of refunds that came to nothing: two workflows that refund the same order
 * at the same time refund it once.
 */
export async function fillFromWholeOrder(call: Call): Promise<void> {
	checkCommandId(call);
	const given = call.request.body as IDataObject;
	const orderId = String((given.order as IDataObject).id);
	const key = JSON.stringify([originOf(call.context), orderId]);
	const earlier = originOf(call.context) && sent.get(key);
	if (earlier) {
		call.request.body = { ...earlier.body };
		call.request.identified = true;
		paying.set(call, earlier.pays);
		return;
	}
	const endpoint = 'GET /order/checkout-forms/{id}';
	const order = await call.send(endpoint, { id: orderId }, { scope: 'orders:read' });
	const whole = wholeRefund(order.body);
	const own = Object.keys(given).find((part) => PARTS.includes(part));
	if (own)
		return refuse(
			call,
			`The whole order is refunded: it takes no ${own}`,
			'Use the operation Create for parts of it.',
		);
	if ('message' in whole) return refuse(call, whole.message, whole.advice);
	const refunds = await refundsOf(call, orderId);
	const standing = refunds.filter((refund) => !isInVain(refund));
	if (standing.length > 0) {
		const { message, advice } = alreadyRefunded(standing, whole);
		return refuse(call, message, advice);
	}
	call.request.body = { ...whole.body, ...given };
	const inVain = refunds.map(({ id }) => String(id)).sort();
	commandIdAs('commandId', () => uuidFor(['refund of a whole order', orderId, inVain]))(call);
	paying.set(call, whole.pays);
	if (call.field('dryRun', false)) return;
	setLatest(sent, key, { body: call.request.body, pays: whole.pays }, MOST_SENT);
}

/** Refunds of one order: more than a page of them is more than enough to refuse. */
async function refundsOf(call: Call, orderId: string): Promise<IDataObject[]> {
	const query = { 'order.id': orderId, limit: 100 };
	const { body } = await call.send('GET /payments/refunds', {}, { scope: 'payments:read', query });
	return rowsAt(body, 'refunds');
}

/** What is paid, for the result and for a dry run. */
export const whatItPays = (call: Call): IDataObject => ({ pays: paying.get(call) ?? {} });

/** Allegro's answer does not name the command, and who repeats the refund needs it. */
export function withCommand(
	shape: (call: Call) => (row: IDataObject) => IDataObject,
	more: (call: Call) => IDataObject = () => ({}),
) {
	return async (call: Call, answer: Answer): Promise<INodeExecutionData[]> => {
		const { commandId } = call.request.body as IDataObject;
		const refund = shape(call)(answer.body as IDataObject);
		return [{ json: { commandId, ...refund, ...more(call) } as IDataObject }];
	};
}
