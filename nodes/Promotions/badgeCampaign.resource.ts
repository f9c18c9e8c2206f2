import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, MARKETPLACES, outputFields, pick, returnAllAndLimit } from '../shared/fields';
import { query, route } from '../shared/routing';
import { at } from '../shared/values';
import { rejectionText } from './campaigns';

const simplify = pick({
	id: 'id',
	name: 'name',
	marketplace: 'marketplace.id',
	type: 'type',
	eligible: 'eligibility.eligible',
	applicationTo: 'application.to',
	publicationFrom: 'publication.from',
	publicationTo: 'publication.to',
	stockReservationIsRequired: 'stockReservationIsRequired',
	refusal: (campaign) => rejectionText(at(campaign, 'eligibility.refusalReasons')),
});

export const badgeCampaignResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['badgeCampaign'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many badge campaigns',
				description:
					'Get the campaigns that Allegro runs now, with their periods and whether you can take part. Allegro Prices is not among them: it has a resource of its own.',
				routing: route('GET /sale/badge-campaigns', {
					scope: 'campaigns',
					rows: 'badgeCampaigns',
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'badgeCampaign',
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
						name: 'marketplaceId',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description: 'Only campaigns of this marketplace',
						routing: query('marketplace.id'),
					},
				],
			},
			...outputFields,
		],
	),
];
