import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, MARKETPLACES, outputFields, pick, returnAllAndLimit } from '../shared/fields';
import { query, route } from '../shared/routing';

const simplify = pick({
	id: 'id',
	name: 'name',
	paymentPolicy: 'paymentPolicy',
	allegroEndorsed: 'allegroEndorsed',
	dispatchCountry: 'dispatchCountry',
	destinationCountry: 'destinationCountry',
	allowed: 'shippingRatesConstraints.allowed',
	minRate: 'shippingRatesConstraints.firstItemRate.min',
	maxRate: 'shippingRatesConstraints.firstItemRate.max',
	currency: 'shippingRatesConstraints.firstItemRate.currency',
});

export const deliveryMethodResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['deliveryMethod'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many delivery methods',
				description:
					'Get the ways of delivery, also discontinued ones, with the limits that shipping rates must keep to',
				routing: route('GET /sale/delivery-methods', { rows: 'deliveryMethods', simplify }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'deliveryMethod',
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
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description: 'Only methods that buyers of this marketplace can choose',
						routing: query('marketplace'),
					},
				],
			},
			...outputFields,
		],
	),
];
