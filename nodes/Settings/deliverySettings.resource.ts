import type { INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	amountOf,
	currencyOf,
	fieldsFor,
	MARKETPLACE_CURRENCIES,
	MARKETPLACES,
} from '../shared/fields';
import { inCurrencyOf } from '../shared/currencies';
import { body, query, route } from '../shared/routing';

/** Allegro Business takes over the settings of the marketplace it belongs to, and refuses own ones. */
const SETTABLE_MARKETPLACES = MARKETPLACES.filter(({ value }) => !/business/.test(String(value)));

export const deliverySettingsResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['deliverySettings'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the delivery settings',
				description:
					'Get from which amount delivery is free, and how costs of several items add up',
				routing: route('GET /sale/delivery-settings', { scope: 'sale:settings:read' }),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update the delivery settings',
				description:
					'Replace the delivery settings of a marketplace. What is not filled in is gone afterwards: without an amount, delivery is never free.',
				routing: route('PUT /sale/delivery-settings', {
					scope: 'sale:settings:write',
					before: inCurrencyOf('marketplace.id', 'freeDelivery', 'abroadFreeDelivery'),
				}),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'deliverySettings',
		['get'],
		[
			{
				displayName: 'Marketplace',
				name: 'marketplace',
				type: 'options',
				options: MARKETPLACES,
				default: 'allegro-pl',
				required: true,
				description: 'Whose settings to get: each marketplace has its own',
				routing: query('marketplace.id'),
			},
		],
	),
	...fieldsFor(
		'deliverySettings',
		['update'],
		[
			{
				displayName: 'Marketplace',
				name: 'marketplace',
				type: 'options',
				options: SETTABLE_MARKETPLACES,
				default: 'allegro-pl',
				required: true,
				description:
					'Whose settings to replace: each marketplace has its own. Allegro Business uses those of its country.',
				routing: body('marketplace.id'),
			},
			{
				displayName: 'Several Items in an Order',
				name: 'joinPolicy',
				type: 'options',
				options: [
					{
						name: 'Buyer Pays for Each Parcel',
						value: 'SUM',
						description: 'Items go in parcels of their own',
					},
					{ name: 'Buyer Pays the Cheapest Delivery', value: 'MIN' },
					{ name: 'Buyer Pays the Most Expensive Delivery', value: 'MAX' },
				],
				default: 'MAX',
				required: true,
				description:
					'What delivery costs when offers with different shipping rates are in an order',
				routing: body('joinPolicy.strategy'),
			},
			{
				displayName: 'Free Delivery',
				name: 'freeDelivery',
				type: 'fixedCollection',
				placeholder: 'Add Amount',
				default: {},
				description:
					'From which order value delivery within the country of the marketplace is free',
				options: [
					{
						displayName: 'From',
						name: 'money',
						values: [
							{
								displayName: 'Amount',
								name: 'amount',
								type: 'string',
								default: '',
								placeholder: 'e.g. 200.00',
								description: 'The lowest order value with free delivery',
								routing: amountOf('freeDelivery'),
							},
							{
								displayName: 'Currency',
								name: 'currency',
								type: 'options',
								options: MARKETPLACE_CURRENCIES,
								default: '',
								description: 'The currency of the marketplace',
								routing: currencyOf('freeDelivery'),
							},
						],
					},
				],
			},
			{
				displayName: 'Free Delivery Abroad',
				name: 'abroadFreeDelivery',
				type: 'fixedCollection',
				placeholder: 'Add Amount',
				default: {},
				description: 'From which order value delivery to other countries is free',
				options: [
					{
						displayName: 'From',
						name: 'money',
						values: [
							{
								displayName: 'Amount',
								name: 'amount',
								type: 'string',
								default: '',
								placeholder: 'e.g. 400.00',
								description: 'The lowest order value with free delivery',
								routing: amountOf('abroadFreeDelivery'),
							},
							{
								displayName: 'Currency',
								name: 'currency',
								type: 'options',
								options: MARKETPLACE_CURRENCIES,
								default: '',
								description: 'The currency of the marketplace',
								routing: currencyOf('abroadFreeDelivery'),
							},
						],
					},
				],
			},
			additionalJson,
		],
	),
];
