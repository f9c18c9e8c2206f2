import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, outputFields, pick, returnAllAndLimit } from '../shared/fields';
import { offset } from '../shared/pagination';
import { query, route } from '../shared/routing';
import { at } from '../shared/values';
import { rejectionText } from './campaigns';
import { offerFilter } from './idFields';
import { badgeApplicationLocator, badgeCampaignLocator } from './locators';

const simplify = pick({
	id: 'id',
	offerId: 'offer.id',
	campaignId: 'campaign.id',
	status: 'process.status',
	bargainPrice: 'prices.bargain.amount',
	currency: 'prices.bargain.currency',
	campaignStock: 'campaignStock.quantity',
	createdAt: 'createdAt',
	updatedAt: 'updatedAt',
	rejection: (application) => rejectionText(at(application, 'process.rejectionReasons')),
});

export const badgeApplicationResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['badgeApplication'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a badge application',
				description: 'Get an application with its status, and why Allegro declined it',
				routing: route('GET /sale/badge-applications/{applicationId}', {
					scope: 'campaigns',
					simplify,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many badge applications',
				description:
					'Get your applications for badges. Allegro deletes them 30 days after it has decided.',
				routing: route('GET /sale/badge-applications', {
					scope: 'campaigns',
					rows: 'badgeApplications',
					pages: offset({ max: 1000 }),
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('badgeApplication', ['get'], [badgeApplicationLocator]),
	...fieldsFor(
		'badgeApplication',
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
						...badgeCampaignLocator,
						required: false,
						description: 'Only applications for this campaign',
						routing: query('campaign.id'),
					},
					offerFilter,
				],
			},
		],
	),
	...fieldsFor('badgeApplication', ['get', 'getAll'], outputFields),
];
