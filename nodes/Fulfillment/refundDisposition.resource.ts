import type { INodeProperties } from 'n8n-workflow';

import { dateFilter, fieldsFor, outputFields, pick, returnAllAndLimit } from '../shared/fields';
import { route } from '../shared/routing';
import { sliced } from '../shared/slices';

const simplify = pick({
	createdAt: 'createdAt',
	type: 'type',
	orderId: 'orderId',
	offerId: 'offerId',
	productName: 'product.name',
	quantity: 'product.quantity',
	buyerLogin: 'buyer.login',
	refundStatus: 'refund.status',
	refundDetails: 'refund.details',
	stockStatus: 'stockStatus',
});

export const refundDispositionResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['refundDisposition'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many refund dispositions',
				description:
					'Get what became of returns to the warehouse in the last 90 days: of the goods, and of the refund, which can need you. More than the 2,000 that Allegro lists at once are read by their dates.',
				routing: route('GET /fulfillment/returns/refund-dispositions', {
					scope: 'fulfillment:read',
					rows: 'report',
					// An offset of at most 1000, and pages of 1000.
					pages: sliced({
						max: 1000,
						ceiling: 2000,
						by: 'createdAt',
						narrow: 'Narrow the filters',
					}),
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'refundDisposition',
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
						description: 'Only returns at this moment or later. Allegro keeps 90 days.',
						routing: dateFilter('createdAt.gte'),
					},
					{
						displayName: 'Created Before',
						name: 'createdBefore',
						type: 'dateTime',
						default: '',
						description: 'Only returns at this moment or earlier',
						routing: dateFilter('createdAt.lte'),
					},
				],
			},
			...outputFields,
		],
	),
];
