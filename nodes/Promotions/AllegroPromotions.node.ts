import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import { forPanel, searchOffers, searchPromotions } from '../shared/locators';
import { alleDiscountResource } from './alleDiscount.resource';
import { allegroPricesResource } from './allegroPrices.resource';
import { allegroPricesConsentResource } from './allegroPricesConsent.resource';
import { badgeResource } from './badge.resource';
import { badgeApplicationResource } from './badgeApplication.resource';
import { badgeCampaignResource } from './badgeCampaign.resource';
import { bundleResource } from './bundle.resource';
import { flexibleBundleResource } from './flexibleBundle.resource';
import {
	searchAlleDiscountCampaigns,
	searchBadgeApplications,
	searchBadgeCampaigns,
	searchBundles,
	searchFlexibleBundles,
} from './locators';
import { promotionResource } from './promotion.resource';
import { promotionCampaignResource } from './promotionCampaign.resource';
import { turnoverDiscountResource } from './turnoverDiscount.resource';

export class AllegroPromotions implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Promotions',
		name: 'allegroPromotions',
		icon: {
			light: 'file:../../icons/promotions.svg',
			dark: 'file:../../icons/promotions.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Set up discounts and bundles, and take part in campaigns and price programs',
		defaults: { name: 'Allegro Promotions' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: operationTexts(
			promotionResource,
			flexibleBundleResource,
			turnoverDiscountResource,
			alleDiscountResource,
			allegroPricesResource,
			badgeResource,
			badgeApplicationResource,
			badgeCampaignResource,
			bundleResource,
			promotionCampaignResource,
			allegroPricesConsentResource,
		),
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'AlleDiscount',
						value: 'alleDiscount',
						description: 'Campaigns in which Allegro pays a part of the discount',
					},
					{
						name: 'Allegro Prices Consent (Retired)',
						value: 'allegroPricesConsent',
						description:
							'Retired: Allegro switched it off in 2026. Use Allegro Prices Program instead.',
					},
					{
						name: 'Allegro Prices Program',
						value: 'allegroPrices',
						description: 'The program in which Allegro lowers the prices of your offers',
					},
					{ name: 'Badge', value: 'badge', description: 'Badges that mark offers in campaigns' },
					{
						name: 'Badge Application',
						value: 'badgeApplication',
						description: 'Your applications for badges',
					},
					{
						name: 'Badge Campaign',
						value: 'badgeCampaign',
						description: 'Campaigns that give offers a badge',
					},
					{
						name: 'Bundle (Deprecated)',
						value: 'bundle',
						description:
							'Bundles of the old kind, which Allegro will switch off. Use Flexible Bundle instead.',
					},
					{
						name: 'Flexible Bundle',
						value: 'flexibleBundle',
						description: 'Sets of offers that buyers put together',
					},
					{
						name: 'Promotion',
						value: 'promotion',
						description: 'Multipacks, wholesale price lists and large order discounts',
					},
					{
						name: 'Promotion Campaign (Retired)',
						value: 'promotionCampaign',
						description:
							'Retired: Allegro switched it off on 2024-02-12. Promotions get no paid badge any more; use Promotion for the discount.',
					},
					{
						name: 'Turnover Discount (Retired)',
						value: 'turnoverDiscount',
						description:
							'Retired: Allegro switched it off on 2026-11-02, with nothing in its place. Use Promotion for other discounts.',
					},
				],
				default: 'promotion',
				routing: knownOperation,
			},
			...promotionResource,
			...flexibleBundleResource,
			...turnoverDiscountResource,
			...alleDiscountResource,
			...allegroPricesResource,
			...badgeResource,
			...badgeApplicationResource,
			...badgeCampaignResource,
			...bundleResource,
			...promotionCampaignResource,
			...allegroPricesConsentResource,
		],
	};

	methods = forPanel({
		listSearch: {
			searchAlleDiscountCampaigns,
			searchBadgeApplications,
			searchBadgeCampaigns,
			searchBundles,
			searchFlexibleBundles,
			searchOffers,
			searchPromotions,
		},
	});

	customOperations = operationsOf(this.description);
}
