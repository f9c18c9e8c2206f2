import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, dryRunField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { claimLocator, lineItemLocator, offerLocator, orderLocator } from '../shared/locators';
import { pieces } from '../shared/numbers';
import { offset } from '../shared/pagination';
import { body, query, route } from '../shared/routing';
import { claimWholeOrder } from './claimSteps';

export const commissionRefundResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['commissionRefund'] } },
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel a commission refund application',
				description: 'Withdraw an application for the commission. This cannot be undone.',
				routing: route('DELETE /order/refund-claims/{claimId}', {
					scope: 'orders:write',
					dryRun: true,
				}),
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Apply for a commission refund',
				description:
					'Ask Allegro for the commission of a purchase that did not come off, for example because it was not paid',
				routing: route('POST /order/refund-claims', { scope: 'orders:write' }),
			},
			{
				name: 'Create for Whole Order',
				value: 'createForOrder',
				action: 'Apply for the commission refunds of a whole order',
				description:
					'Ask Allegro for the commission of a whole order: an application for each line item that has none. What has one comes back with it.',
				routing: route('POST /order/refund-claims', {
					scope: 'orders:write',
					instead: claimWholeOrder,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a commission refund application',
				description: 'Get an application for the commission with its status and amount',
				routing: route('GET /order/refund-claims/{claimId}', { scope: 'orders:read' }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many commission refund applications',
				description: 'Get the applications for commissions, yours and the automatic ones',
				routing: route('GET /order/refund-claims', {
					scope: 'orders:read',
					rows: 'refundClaims',
					pages: offset({ max: 100 }),
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('commissionRefund', ['cancel', 'get'], [claimLocator]),
	...fieldsFor(
		'commissionRefund',
		['createForOrder'],
		[{ ...orderLocator, description: 'The order that did not come off' }],
	),
	...fieldsFor(
		'commissionRefund',
		['create'],
		[
			{ ...lineItemLocator, routing: body('lineItem.id') },
			{
				displayName: 'Quantity',
				name: 'quantity',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 1,
				required: true,
				description: 'For how many pieces, at most as many as the buyer bought',
				routing: body('quantity', pieces),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'commissionRefund',
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
						displayName: 'Buyer ID',
						name: 'buyerId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 12345678',
						description:
							'Only applications for purchases of the buyer with this account number, which an order names under buyer',
						routing: query('buyer.id'),
					},
					{
						...offerLocator,
						required: false,
						description: 'Only applications for purchases from this offer',
						routing: query('lineItem.offer.id'),
					},
					{
						displayName: 'Status',
						name: 'status',
						type: 'options',
						options: [
							{
								name: 'Appealed',
								value: 'APPEALED',
								description: 'Rejected; your appeal is being looked at',
							},
							{ name: 'Cancelled', value: 'CANCELLED', description: 'Withdrawn by you' },
							{
								name: 'Granted',
								value: 'GRANTED',
								description: 'The commission was given back, at once or after an appeal',
							},
							{
								name: 'In Progress',
								value: 'IN_PROGRESS',
								description: 'Being looked at, or waiting for you or Allegro',
							},
							{
								name: 'Rejected',
								value: 'REJECTED',
								description: 'The commission was not given back',
							},
							{
								name: 'Rejected After Appeal',
								value: 'REJECTED_AFTER_APPEAL',
								description: 'Your appeal did not help',
							},
							{
								name: 'Waiting for Payment Refund',
								value: 'WAITING_FOR_PAYMENT_REFUND',
								description: 'Waiting until you have refunded the buyer',
							},
						],
						default: 'IN_PROGRESS',
						description: 'Only applications with this status',
						routing: query('status'),
					},
				],
			},
		],
	),
	...fieldsFor('commissionRefund', ['cancel'], [dryRunField]),
];
