import type { INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	amountOf,
	CURRENCIES,
	currencyOf,
	dryRunField,
	fieldsFor,
} from '../shared/fields';
import { route } from '../shared/routing';
import { foreignOfferLocator } from '../shared/locators';

export const bidResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['bid'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get your bid in an auction',
				description: 'Get your bid in an auction of another seller, and whether it is winning',
				routing: route('GET /bidding/offers/{offerId}/bid', { scope: 'bids' }),
			},
			{
				name: 'Place',
				value: 'place',
				action: 'Place a bid in an auction',
				description:
					'Bid in an auction of another seller. A bid is binding: who wins has bought. It cannot be withdrawn, but a later bid of yours replaces it, even with a lower amount. It is sent once: after an error, see with Get whether it was placed.',
				routing: route('PUT /bidding/offers/{offerId}/bid', {
					scope: 'bids',
					repeatable: false,
					dryRun: true,
				}),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'bid',
		['get', 'place'],
		[
			{
				...foreignOfferLocator,
				description: 'The auction of another seller',
			},
		],
	),
	...fieldsFor(
		'bid',
		['place'],
		[
			{
				displayName: 'Maximum Amount',
				name: 'maxAmount',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 123.45',
				description:
					'The most you will pay. Allegro bids up to it for you, no more than it takes to win.',
				routing: amountOf('maxAmount'),
			},
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'options',
				options: CURRENCIES,
				default: 'PLN',
				required: true,
				description: 'The currency of the auction. By itself PLN.',
				routing: currencyOf('maxAmount'),
			},
		],
	),
	...fieldsFor('bid', ['place'], [dryRunField]),
	...fieldsFor('bid', ['place'], [additionalJson]),
];
