import type { INodeProperties } from 'n8n-workflow';

import {
	dateFilter,
	fieldsFor,
	MARKETPLACES,
	outputFields,
	pick,
	pickEach,
	returnAllAndLimit,
} from '../shared/fields';
import { offerLocator, orderLocator } from '../shared/locators';
import { billingEntryPages } from '../shared/longLists';
import { query, route } from '../shared/routing';
import { feesOfOrder } from './feeSteps';

const simplify = pick({
	id: 'id',
	occurredAt: 'occurredAt',
	typeName: 'type.name',
	amount: 'value.amount',
	currency: 'value.currency',
	orderId: 'order.id',
	offerId: 'offer.id',
	offerName: 'offer.name',
	typeId: 'type.id',
	details: pick({
		group: 'type.group.id',
		asset: 'asset',
		marketplaceId: 'marketplaceId',
		taxRate: 'tax.percentage',
		taxAnnotation: 'tax.annotation',
		balance: 'balance.amount',
		// What the fee is for. Source: allegro-api #11330
		additionalInfo: pickEach(
			'additionalInfo',
			pick({ type: 'type', name: 'name', value: 'value' }),
		),
	}),
});

export const billingEntryResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['billingEntry'] } },
		options: [
			{
				name: 'Get Fees of Order',
				value: 'getForOrder',
				action: 'Get the fees of an order',
				description:
					'Get what an order cost in fees: the sum of each type, and in total. Below 0 is what Allegro charged, above 0 what it gave back.',
				routing: route('GET /billing/billing-entries', {
					scope: 'billing:read',
					instead: feesOfOrder,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many billing entries',
				description:
					'Get the fees that Allegro charged and gave back, newest first. More than the 10,000 that Allegro lists at once are read by their dates.',
				routing: route('GET /billing/billing-entries', {
					scope: 'billing:read',
					rows: 'billingEntries',
					pages: billingEntryPages,
					simplify,
				}),
			},
			{
				name: 'Get Types',
				value: 'getTypes',
				action: 'Get the types of billing entries',
				description: 'Get all types of fees with their codes and names',
				routing: route('GET /billing/billing-types', { rows: '' }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'billingEntry',
		['getForOrder'],
		[{ ...orderLocator, description: 'The order whose fees are wanted' }],
	),
	...fieldsFor('billingEntry', ['getAll', 'getTypes'], returnAllAndLimit),
	...fieldsFor(
		'billingEntry',
		['getAll'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description:
							'Only entries of this marketplace; without this filter, of the one where you are registered. A business marketplace counts as the main one of its country.',
						routing: query('marketplaceId'),
					},
					{
						displayName: 'Occurred After',
						name: 'occurredAfter',
						type: 'dateTime',
						default: '',
						description: 'Only entries at this moment or later',
						routing: dateFilter('occurredAt.gte'),
					},
					{
						displayName: 'Occurred Before',
						name: 'occurredBefore',
						type: 'dateTime',
						default: '',
						description: 'Only entries at this moment or earlier',
						routing: dateFilter('occurredAt.lte'),
					},
					{
						...offerLocator,
						required: false,
						description: 'Only entries for this offer',
						routing: query('offer.id'),
					},
					{
						...orderLocator,
						required: false,
						description: 'Only entries for this order',
						routing: query('order.id'),
					},
					{
						displayName: 'Type Names or IDs',
						name: 'types',
						type: 'multiOptions',
						typeOptions: { loadOptionsMethod: 'getBillingTypes' },
						placeholder: 'e.g. SUC',
						default: [],
						description:
							'Only entries of these types, such as SUC for the commission. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						routing: query('type.id'),
					},
				],
			},
			...outputFields,
		],
	),
];
