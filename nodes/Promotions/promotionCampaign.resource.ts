import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { promotionLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import { body, query, route } from '../shared/routing';

const retired = {
	since: '2024-02-12',
	instead:
		'nothing does this any more: promotions get no paid badge. Use Promotion: Create for the discount itself',
};

const campaignIdField: INodeProperties = {
	displayName: 'Campaign ID',
	name: 'promotionCampaignId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. MULTIPACK',
	description: 'The campaign for promotions',
};

export const promotionCampaignResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['promotionCampaign'] } },
		options: [
			{
				name: 'Apply',
				value: 'apply',
				action: 'Apply for a promotion campaign by a retired method',
				description: 'Submit a promotion to a campaign',
				routing: route('POST /sale/loyalty/promotion-campaigns', { retired }),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a promotion campaign by a retired method',
				description: 'Take a promotion out of a campaign',
				routing: route('DELETE /sale/loyalty/promotion-campaigns', { retired }),
			},
			{
				name: 'Delete Application',
				value: 'deleteApplication',
				action: 'Delete the application for a promotion campaign by a retired method',
				description: 'Withdraw an application for a campaign',
				routing: route('DELETE /sale/loyalty/promotion-campaign-applications/{applicationId}', {
					retired,
				}),
			},
			{
				name: 'Get Application',
				value: 'getApplication',
				action: 'Get the application for a promotion campaign by a retired method',
				description: 'Get an application for a campaign',
				routing: route('GET /sale/loyalty/promotion-campaign-applications/{applicationId}', {
					retired,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many promotion campaigns by a retired method',
				description: 'Get the campaigns in which your promotions take part',
				routing: route('GET /sale/loyalty/promotion-campaigns', {
					rows: 'promotionCampaigns',
					pages: offset({ max: 50 }),
					retired,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'promotionCampaign',
		['apply', 'delete', 'deleteApplication', 'getAll', 'getApplication'],
		[
			{
				displayName:
					'Allegro switched this off on 2024-02-12, and nothing replaces it. Discounts themselves are set with Promotion.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'promotionCampaign',
		['apply'],
		[
			{ ...promotionLocator, routing: body('promotion.id') },
			{ ...campaignIdField, routing: body('campaign.id') },
			additionalJson,
		],
	),
	...fieldsFor(
		'promotionCampaign',
		['delete'],
		[
			{ ...promotionLocator, routing: query('promotion.id') },
			{ ...campaignIdField, routing: query('campaign.id') },
		],
	),
	...fieldsFor(
		'promotionCampaign',
		['deleteApplication', 'getApplication'],
		[
			{
				displayName: 'Application ID',
				name: 'applicationId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 7a9c1c2e-4b0f-1e57-8f1e-3c2b1a90d6b4',
				description: 'The ID that Apply gave',
			},
		],
	),
	...fieldsFor(
		'promotionCampaign',
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
						...promotionLocator,
						required: false,
						description: 'Only campaigns of this promotion',
						routing: query('promotion.id'),
					},
				],
			},
		],
	),
];
