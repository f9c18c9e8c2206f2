import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, amountOf, CURRENCIES, currencyOf, fieldsFor } from '../shared/fields';
import { route } from '../shared/routing';

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
					'Bid in an auction of another seller. A bid is binding: who wins has bought. A later bid of yours replaces it, even with a lower amount. It is sent once: after an error, see with Get whether it was placed.',
				routing: route('PUT /bidding/offers/{offerId}/bid', { scope: 'bids', once: true }),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'bid',
		['get', 'place'],
		[
			{
				displayName: 'Offer ID',
				name: 'offerId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 11875434504',
				description: 'The number of the auction, as its address on Allegro ends',
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
				description: 'The currency of the auction',
				routing: currencyOf('maxAmount'),
			},
			additionalJson,
		],
	),
];
