import type { INodeProperties } from 'n8n-workflow';

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
import { orderLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, query, route, shapeOf } from '../shared/routing';
import {
	additionalServices,
	delivery,
	deposits,
	lineItems,
	overpaid,
	surcharges,
} from './refundFields';
import { fillFromWholeOrder, paymentOfOrder, whatItPays, withCommand } from './refundSteps';

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

/** The command ID follows from the body, which has to be complete by then. */
async function complete(call: Call): Promise<void> {
	checkCommandId(call);
	await paymentOfOrder(call);
	withCommandId(call);
}

const shape = (call: Call) => shapeOf(call, simplify);

const reason: INodeProperties = {
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
};

const sellerComment: INodeProperties = {
	displayName: 'Seller Comment',
	name: 'sellerComment',
	type: 'string',
	default: '',
	placeholder: 'e.g. Returned on 12 March, the mug was broken',
	description: 'Why, in your own words, up to 250 characters',
	routing: body('sellerComment', textUpTo(250)),
};

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
					after: withCommand(shape),
					dryRun: true,
				}),
			},
			{
				name: 'Create for Whole Order',
				value: 'createForOrder',
				action: 'Refund a whole order',
				description:
					'Send all that a buyer paid for an order back: items, deposits, services, delivery, surcharges and what was paid too much. This is irreversible. An order that is not paid, or has a refund already, is refused.',
				routing: route('POST /payments/refunds', {
					scope: 'payments:write',
					before: fillFromWholeOrder,
					after: withCommand(shape, whatItPays),
					dryRun: true,
					foretold: whatItPays,
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
			reason,
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
					sellerComment,
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
	...fieldsFor(
		'refund',
		['createForOrder'],
		[
			{
				...orderLocator,
				description: 'The order to refund',
				routing: body('order.id'),
			},
			reason,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [sellerComment],
			},
		],
	),
	...fieldsFor('refund', ['create', 'createForOrder', 'getAll'], outputFields),
	...fieldsFor('refund', ['create', 'createForOrder'], [dryRunField]),
	...fieldsFor(
		'refund',
		['create', 'createForOrder'],
		[
			optionsOf(additionalJsonOption, {
				...commandIdOption,
				description:
					'A UUID of your own: when Allegro gets the same one twice, it refunds once. Empty makes a new one for each item, which stays the same when n8n repeats this node (Retry On Fail).',
			}),
		],
	),
];
