import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor } from '../shared/fields';
import { offerLocator } from '../shared/locators';
import { route } from '../shared/routing';
import { legacyFields } from './legacyFields';

const retired = (successor: string) => ({ since: '2024-01-01', instead: `use ${successor}` });

export const legacyOfferResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['legacyOffer'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create an offer by a retired method',
				description: 'Create a draft of an offer without a product',
				routing: route('POST /sale/offers', { retired: retired('Offer: Create') }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an offer by a retired method',
				description: 'Get everything about an offer',
				routing: route('GET /sale/offers/{offerId}', { retired: retired('Offer: Get') }),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update an offer by a retired method',
				description: 'Replace an offer: what is left out is removed',
				routing: route('PUT /sale/offers/{offerId}', { retired: retired('Offer: Update') }),
			},
		],
		default: 'create',
	},
	...fieldsFor(
		'legacyOffer',
		['create'],
		[
			{
				displayName: 'Allegro switched this off on 2024-01-01. Use Offer: Create instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'legacyOffer',
		['get'],
		[
			{
				displayName: 'Allegro switched this off on 2024-01-01. Use Offer: Get instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'legacyOffer',
		['update'],
		[
			{
				displayName: 'Allegro switched this off on 2024-01-01. Use Offer: Update instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor('legacyOffer', ['get', 'update'], [offerLocator]),
	...fieldsFor('legacyOffer', ['create', 'update'], [...legacyFields, additionalJson]),
];
