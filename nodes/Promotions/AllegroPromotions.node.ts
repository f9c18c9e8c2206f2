import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'AlleDiscount', value: 'alleDiscount' },
					{ name: 'Allegro Prices Consent (Retired)', value: 'allegroPricesConsent' },
					{ name: 'Allegro Prices Program', value: 'allegroPrices' },
					{ name: 'Badge', value: 'badge' },
					{ name: 'Badge Application', value: 'badgeApplication' },
					{ name: 'Badge Campaign', value: 'badgeCampaign' },
					{ name: 'Bundle (Deprecated)', value: 'bundle' },
					{ name: 'Flexible Bundle', value: 'flexibleBundle' },
					{ name: 'Promotion', value: 'promotion' },
					{ name: 'Promotion Campaign (Retired)', value: 'promotionCampaign' },
					{ name: 'Turnover Discount (Retired)', value: 'turnoverDiscount' },
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
