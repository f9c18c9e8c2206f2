import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, LANGUAGES, returnAllAndLimit } from '../shared/fields';
import { productLocator } from '../shared/locators';
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
				name: 'Get Suggestion',
				value: 'getSuggestion',
				action: 'Get a suggested compatibility list',
				description: 'Get the list of what a product or the product of an offer fits',
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
		default: 'getSuggestion',
	},
	...fieldsFor(
		'compatibilityList',
		['getSuggestion'],
		[
			{
				displayName: 'Suggest For',
				name: 'suggestFor',
				type: 'options',
				options: [
					{ name: 'Offer', value: 'offer' },
					{ name: 'Product', value: 'product' },
				],
				default: 'product',
				description: 'What the list shall be suggested for',
			},
			{
				...productLocator,
				displayOptions: { show: { suggestFor: ['product'] } },
				routing: query('product.id'),
			},
			{
				displayName: 'Offer ID',
				name: 'offerId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 7600012345',
				description: 'The offer to suggest a list for',
				displayOptions: { show: { suggestFor: ['offer'] } },
				routing: query('offer.id'),
			},
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
