import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { checkCommandId, withCommandId } from '../shared/commands';
import {
	additionalJsonOption,
	commandIdOption,
	dateFilter,
	dryRunField,
	fieldsFor,
	optionsOf,
	outputFields,
	pick,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import type { Reason } from '../shared/fromOrder';
import { fromOrder } from '../shared/fromOrder';
import { orderLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, query, route, shapeOf } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { at } from '../shared/values';
import {
	additionalServices,
	delivery,
	deposits,
	lineItems,
	overpaid,
	surcharges,
} from './refundFields';

const simplify = pick({
	id: 'id',
	createdAt: 'createdAt',
	orderId: 'order.id',
	amount: 'totalValue.amount',
	currency: 'totalValue.currency',
	status: 'status',
	reason: 'reason',
	paymentId: 'payment.id',
	sellerComment: 'sellerComment',
});

/**
 * An order has a payment with an ID before the buyer has paid, and keeps it when the payment is
 * cancelled: Allegro answers a refund of such a one with 500. A paid order can be without `finishedAt`.
 * Source: allegro-api #3311, #6192, #2111.
 */
function unpaid(order: unknown): Reason | undefined {
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

const paymentOfOrder = fromOrder({
	property: 'payment.id',
	source: 'payment.id',
	against: unpaid,
	missing: {
		message: 'There is no payment to refund',
		advice: 'The order is not paid yet. When it is, add the Payment ID under Additional Fields.',
	},
});

/** The command ID follows from the body, which has to be complete by then. */
async function complete(call: Call): Promise<void> {
	checkCommandId(call);
	await paymentOfOrder(call);
	withCommandId(call);
}

/** Allegro's answer does not name the command, and who repeats the refund needs it. */
async function withCommand(call: Call, answer: Answer) {
	const refund = shapeOf(call, simplify)(answer.body as IDataObject);
	const { commandId } = call.request.body as IDataObject;
	return [{ json: { commandId, ...refund } }] as INodeExecutionData[];
}

export const refundResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['refund'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Refund a payment',
				description:
					'Send money back to a buyer: for items, delivery, surcharges or more. This is irreversible. Get Many tells later whether it came off: Allegro cancels it, for example, when the wallet lacks the money.',
				routing: route('POST /payments/refunds', {
					scope: 'payments:write',
					before: complete,
					after: withCommand,
					dryRun: true,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many refunds',
				description: 'Get the refunds that match filters',
				routing: route('GET /payments/refunds', {
					scope: 'payments:read',
					rows: 'refunds',
					pages: offset({ max: 100 }),
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'refund',
		['create'],
		[
			{
				...orderLocator,
				description: 'The order to refund',
				routing: body('order.id'),
			},
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'options',
				options: [
					{
						name: 'Cancelled by Buyer',
						value: 'CANCELLED_BY_BUYER',
						description: 'The buyer did not want it any more before it was sent',
					},
					{ name: 'Complaint', value: 'COMPLAINT', description: 'The buyer complained' },
					{
						name: 'Not Collected',
						value: 'NOT_COLLECTED',
						description: 'The buyer did not collect the parcel',
					},
					{ name: 'Overpaid', value: 'OVERPAID', description: 'The buyer paid too much' },
					{
						name: 'Paid Value Too Low',
						value: 'PAID_VALUE_TOO_LOW',
						description: 'The buyer paid too little',
					},
					{
						name: 'Product Not Available',
						value: 'PRODUCT_NOT_AVAILABLE',
						description: 'You do not have it any more',
					},
					{ name: 'Return', value: 'REFUND', description: 'The buyer sent it back' },
				],
				default: 'REFUND',
				required: true,
				description: 'Why the buyer gets money back',
				routing: body('reason'),
			},
			lineItems,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					additionalServices,
					delivery,
					deposits,
					overpaid,
					{
						displayName: 'Payment ID',
						name: 'paymentId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 0f8f13b2-7f6a-11e8-ac45-09db60ede9d6',
						description:
							'The payment to refund. Without it, that is the payment of the order. An order that is not paid is refused in either case.',
						routing: body('payment.id'),
					},
					{
						displayName: 'Seller Comment',
						name: 'sellerComment',
						type: 'string',
						default: '',
						placeholder: 'e.g. Returned on 12 March, the mug was broken',
						description: 'Why, in your own words, up to 250 characters',
						routing: body('sellerComment', textUpTo(250)),
					},
					surcharges,
				],
			},
		],
	),
	...fieldsFor(
		'refund',
		['getAll'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Created After',
						name: 'createdAfter',
						type: 'dateTime',
						default: '',
						description: 'Only refunds at this moment or later',
						routing: dateFilter('occurredAt.gte'),
					},
					{
						displayName: 'Created Before',
						name: 'createdBefore',
						type: 'dateTime',
						default: '',
						description: 'Only refunds at this moment or earlier',
						routing: dateFilter('occurredAt.lte'),
					},
					{
						...orderLocator,
						required: false,
						description: 'Only refunds for this order',
						routing: query('order.id'),
					},
					{
						displayName: 'Payment ID',
						name: 'paymentId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 0f8f13b2-7f6a-11e8-ac45-09db60ede9d6',
						description: 'Only refunds of this payment, which the order names under payment',
						routing: query('payment.id'),
					},
					{
						displayName: 'Refund ID',
						name: 'refundId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 27f5b1a4-7f6a-11e8-ac45-09db60ede9d6',
						description: 'Only the refund with this ID, which Create gave',
						routing: query('id'),
					},
					{
						displayName: 'Status',
						name: 'statuses',
						type: 'multiOptions',
						options: [
							{ name: 'Canceled', value: 'CANCELED' },
							{ name: 'In Progress', value: 'IN_PROGRESS' },
							{ name: 'Partial', value: 'PARTIAL', description: 'Only a part was paid back' },
							{ name: 'Success', value: 'SUCCESS' },
							{ name: 'Waiting', value: 'WAITING' },
						],
						default: [],
						description: 'Only refunds with one of these statuses',
						routing: query('status'),
					},
				],
			},
		],
	),
	...fieldsFor('refund', ['create', 'getAll'], outputFields),
	...fieldsFor('refund', ['create'], [dryRunField]),
	...fieldsFor(
		'refund',
		['create'],
		[
			optionsOf(additionalJsonOption, {
				...commandIdOption,
				description:
					'A UUID of your own: when Allegro gets the same one twice, it refunds once. Empty makes a new one for each item, which stays the same when n8n repeats this node (Retry On Fail).',
			}),
		],
	),
];
