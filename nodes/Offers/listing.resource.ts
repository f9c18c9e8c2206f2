import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor } from '../shared/fields';
import { categoryLocator } from '../shared/locators';
import { pieces } from '../shared/numbers';
import { query, route } from '../shared/routing';

export const listingResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['listing'] } },
		options: [
			{
				name: 'Search',
				value: 'search',
				action: 'Search the listing by a retired method',
				description: 'Search the offers of all sellers',
				routing: route('GET /offers/listing', {
					retired: {
						since: 'by July 2026',
						instead:
							'nothing does it any more; the offers of your own account are in Offer: Get Many',
					},
				}),
			},
		],
		default: 'search',
	},
	...fieldsFor(
		'listing',
		['search'],
		[
			{
				displayName:
					'Allegro no longer gives apps access to the offers of other sellers. Your own offers are in Offer: Get Many.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Phrase',
				name: 'phrase',
				type: 'string',
				default: '',
				placeholder: 'e.g. kubek',
				description: 'Words to search for',
				routing: query('phrase'),
			},
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						...categoryLocator,
						required: false,
						description: 'Only offers in this category',
						routing: query('category.id'),
					},
					{
						displayName: 'Fallback',
						name: 'fallback',
						type: 'boolean',
						default: true,
						description: 'Whether to return similar offers when none is found',
						routing: query('fallback'),
					},
					{
						displayName: 'Include',
						name: 'include',
						type: 'string',
						default: '',
						placeholder: 'e.g. -all,items',
						description: 'Parts of the answer to return, or to leave out with a minus',
						routing: query('include'),
					},
					{
						displayName: 'Limit',
						name: 'pageLimit',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 60 },
						default: 60,
						description: 'How many offers to return',
						routing: query('limit', pieces),
					},
					{
						displayName: 'Offset',
						name: 'pageOffset',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 600 },
						default: 0,
						description: 'How many offers to skip',
						routing: query('offset', pieces),
					},
					{
						displayName: 'Search Mode',
						name: 'searchMode',
						type: 'options',
						options: [
							{ name: 'Closed Offers', value: 'CLOSED' },
							{ name: 'Title and Description', value: 'DESCRIPTIONS' },
							{ name: 'Title Only', value: 'REGULAR' },
						],
						default: 'REGULAR',
						description: 'Where to search for the phrase',
						routing: query('searchMode'),
					},
					{
						displayName: 'Seller ID',
						name: 'sellerId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 44300127',
						description: 'Only offers of this seller',
						routing: query('seller.id'),
					},
					{
						displayName: 'Seller Login',
						name: 'sellerLogin',
						type: 'string',
						default: '',
						placeholder: 'e.g. kubki_pl',
						description: 'Only offers of the seller with this login',
						routing: query('seller.login'),
					},
					{
						displayName: 'Sort By',
						name: 'sort',
						type: 'options',
						options: [
							{ name: 'Ending Soonest', value: '+endTime' },
							{ name: 'Newest', value: '-startTime' },
							{ name: 'Popularity', value: '-popularity' },
							{ name: 'Price With Delivery, Highest First', value: '-withDeliveryPrice' },
							{ name: 'Price With Delivery, Lowest First', value: '+withDeliveryPrice' },
							{ name: 'Price, Highest First', value: '-price' },
							{ name: 'Price, Lowest First', value: '+price' },
							{ name: 'Relevance', value: '-relevance' },
						],
						default: '-relevance',
						description: 'The order of the offers',
						routing: query('sort'),
					},
				],
			},
		],
	),
];
