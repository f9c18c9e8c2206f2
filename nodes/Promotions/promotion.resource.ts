import type { INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dryRunField,
	fieldsFor,
	outputFields,
	pick,
	pickEach,
	returnAllAndLimit,
} from '../shared/fields';
import { promotionLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import { query, route } from '../shared/routing';
import { offerFilter } from './idFields';
import { createdKind, multipackFields, thresholdFields, updatedKind } from './promotionFields';

const simplify = pick({
	id: 'id',
	status: 'status',
	createdAt: 'createdAt',
	type: 'benefits.0.specification.type',
	name: 'benefits.0.specification.name',
	percentage: 'benefits.0.specification.configuration.percentage',
	forEachQuantity: 'benefits.0.specification.trigger.forEachQuantity',
	criterion: 'offerCriteria.0.type',
	thresholds: pickEach(
		'benefits.0.specification.thresholds',
		pick({
			fromQuantity: 'quantity.lowerBound',
			fromAmount: 'orderValue.lowerBound.amount',
			percentage: 'discount.percentage',
		}),
	),
	offerIds: pickEach('offerCriteria.0.offers', ({ id }) => id),
});

export const promotionResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['promotion'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a promotion',
				description:
					'Create a multipack, a wholesale price list or a large order discount. They exist on allegro.pl only.',
				routing: route('POST /sale/loyalty/promotions', {
					scope: 'sale:offers:write',
					simplify,
				}),
			},
			{
				name: 'Deactivate',
				value: 'delete',
				action: 'Deactivate a promotion',
				description: 'End a promotion for good: Allegro cannot activate it again',
				routing: route('DELETE /sale/loyalty/promotions/{promotionId}', {
					scope: 'sale:offers:write',
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a promotion',
				description: 'Get a promotion with its discounts and offers',
				routing: route('GET /sale/loyalty/promotions/{promotionId}', {
					scope: 'sale:offers:read',
					simplify,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many promotions',
				description: 'Get your promotions of one kind',
				routing: route('GET /sale/loyalty/promotions', {
					scope: 'sale:offers:read',
					rows: 'promotions',
					pages: offset({
						max: 5000,
						ceiling: 50_000,
						narrow: 'Ask for the promotions of single offers',
					}),
					simplify,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a promotion',
				description:
					'Replace the whole content of a wholesale price list or a large order discount. Multipacks cannot be changed: deactivate and create again.',
				routing: route('PUT /sale/loyalty/promotions/{promotionId}', {
					scope: 'sale:offers:write',
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('promotion', ['delete', 'get', 'update'], [promotionLocator]),
	...fieldsFor('promotion', ['create'], [createdKind, ...multipackFields]),
	...fieldsFor('promotion', ['update'], [updatedKind]),
	...fieldsFor('promotion', ['create', 'update'], thresholdFields),
	...fieldsFor(
		'promotion',
		['getAll'],
		[
			{
				displayName: 'Promotion Kind',
				name: 'promotionType',
				type: 'options',
				options: [
					{
						name: 'Cross-Offer Multipack',
						value: 'CROSS_MULTIPACK',
						description: 'A discount for several pieces, picked from several offers',
					},
					{
						name: 'Large Order Discount',
						value: 'LARGE_ORDER_DISCOUNT',
						description: 'A discount for companies by the value of the order',
					},
					{
						name: 'Multipack',
						value: 'MULTIPACK',
						description: 'A discount for several pieces of one offer',
					},
					{
						name: 'Wholesale Price List',
						value: 'WHOLESALE_PRICE_LIST',
						description: 'A discount for companies by the number of pieces',
					},
				],
				default: 'MULTIPACK',
				required: true,
				description: 'Allegro lists promotions of one kind at a time',
				routing: query('promotionType'),
			},
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						...offerFilter,
						description:
							'Only promotions that name the offer with this number. Wholesale price lists and large order discounts name none, so that none are found.',
					},
				],
			},
		],
	),
	...fieldsFor('promotion', ['create', 'get', 'getAll', 'update'], outputFields),
	...fieldsFor('promotion', ['create', 'update'], [additionalJson]),
	...fieldsFor('promotion', ['delete'], [dryRunField]),
];
