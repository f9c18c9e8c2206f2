import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, LANGUAGES, returnAllAndLimit } from '../shared/fields';
import { offerLocator, productLocator } from '../shared/locators';
import { query, route } from '../shared/routing';

export const compatibilityListResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['compatibilityList'] } },
		options: [
			{
				name: 'Get Suggestion for Offer',
				value: 'getForOffer',
				action: 'Get the compatibility list suggested for an offer',
				description: 'Get the list of what the product of an offer fits',
				routing: route('GET /sale/compatibility-list-suggestions'),
			},
			{
				name: 'Get Suggestion for Product',
				value: 'getForProduct',
				action: 'Get the compatibility list suggested for a product',
				description: 'Get the list of what a product fits',
				routing: route('GET /sale/compatibility-list-suggestions'),
			},
			{
				name: 'Get Supported Categories',
				value: 'getSupportedCategories',
				action: 'Get the categories with compatibility lists',
				description: 'Get the categories whose offers can have a list, and what it may hold',
				routing: route('GET /sale/compatibility-list/supported-categories', {
					scope: 'sale:offers:read',
					rows: 'supportedCategories',
				}),
			},
		],
		default: 'getForProduct',
	},
	...fieldsFor(
		'compatibilityList',
		['getForOffer'],
		[
			{
				...offerLocator,
				description: 'The offer to suggest a list for',
				routing: query('offer.id'),
			},
		],
	),
	...fieldsFor(
		'compatibilityList',
		['getForProduct'],
		[{ ...productLocator, routing: query('product.id') }],
	),
	...fieldsFor(
		'compatibilityList',
		['getForOffer', 'getForProduct'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Language',
						name: 'language',
						type: 'options',
						options: LANGUAGES,
						default: 'pl-PL',
						description:
							'The language of the list. Without it, Polish for products, and the language of the offer for offers.',
						routing: query('language'),
					},
				],
			},
		],
	),
	...fieldsFor('compatibilityList', ['getSupportedCategories'], returnAllAndLimit),
];
