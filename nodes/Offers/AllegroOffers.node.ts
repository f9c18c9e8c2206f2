import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodesBeside, operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	getOfferTags,
	getPriceRules,
	getPromotionPackages,
	searchAdditionalServiceGroups,
	searchCategories,
	searchContacts,
	searchFundraisingCampaigns,
	searchImpliedWarranties,
	searchOffers,
	searchOfferTags,
	searchProducts,
	searchResponsiblePersons,
	searchResponsibleProducers,
	searchReturnPolicies,
	searchShippingRates,
	searchSizeTables,
	searchWarranties,
} from '../shared/locators';
import { attachmentResource } from './attachment.resource';
import { bidResource } from './bid.resource';
import { classifiedAdResource } from './classifiedAd.resource';
import { classifiedPackageResource } from './classifiedPackage.resource';
import { eventResource } from './event.resource';
import { feeResource } from './fee.resource';
import { imageResource } from './image.resource';
import { ingredientResource } from './ingredient.resource';
import { legacyOfferResource } from './legacyOffer.resource';
import { listingResource } from './listing.resource';
import { offerResource } from './offer.resource';
import { getCategoryParameters } from './offerParameters';
import { promoOptionResource } from './promoOption.resource';
import { publicationResource } from './publication.resource';
import { tagResource } from './tag.resource';
import { translationResource } from './translation.resource';
import { variantSetResource } from './variantSet.resource';

export class AllegroOffers implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Offers',
		name: 'allegroOffers',
		icon: { light: 'file:../../icons/offers.svg', dark: 'file:../../icons/offers.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create, change, list and end offers, upload their images, promote them',
		defaults: { name: 'Allegro Offers' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: {
			searchHint:
				'For one offer, or to list offers. Price or stock of many offers: Allegro Bulk Offers. Products of the catalog: Allegro Catalog.',
			relatedNodes: nodesBeside('allegroOffers'),
			...operationTexts(
				offerResource,
				publicationResource,
				imageResource,
				attachmentResource,
				promoOptionResource,
				feeResource,
				translationResource,
				tagResource,
				eventResource,
				classifiedAdResource,
				classifiedPackageResource,
				bidResource,
				ingredientResource,
				legacyOfferResource,
				listingResource,
				variantSetResource,
			),
		},
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Attachment',
						value: 'attachment',
						description: 'Manuals, labels and other papers for offers and products',
					},
					{ name: 'Bid', value: 'bid', description: 'Your bids in auctions of other sellers' },
					{
						name: 'Classified Ad',
						value: 'classifiedAd',
						description: 'Packages and statistics of classified ads',
					},
					{
						name: 'Classified Package',
						value: 'classifiedPackage',
						description: 'Paid packages that classified ads can have',
					},
					{
						name: 'Event',
						value: 'event',
						description: 'What happened to offers in the last 24 hours',
					},
					{
						name: 'Fee',
						value: 'fee',
						description: 'Commission and fees of offers, planned or listed',
					},
					{ name: 'Image', value: 'image', description: 'Pictures for offers' },
					{
						name: 'Ingredient',
						value: 'ingredient',
						description: 'Ingredients for the composition of a product',
					},
					{
						name: 'Listing (Retired)',
						value: 'listing',
						description:
							'Retired: Allegro switched off the search in offers of all sellers by July 2026. Nothing does it any more; use Offer: Get Many for your own.',
					},
					{
						name: 'Offer',
						value: 'offer',
						description: 'Your offers with their prices and stocks',
					},
					{
						name: 'Offer (Retired)',
						value: 'legacyOffer',
						description: 'Retired: Allegro switched it off on 2024-01-01. Use Offer instead.',
					},
					{
						name: 'Promo Option',
						value: 'promoOption',
						description: 'Paid promotion packages of offers',
					},
					{
						name: 'Publication',
						value: 'publication',
						description: 'Listing and ending of offers',
					},
					{ name: 'Tag', value: 'tag', description: 'Labels of your own that group offers' },
					{
						name: 'Translation',
						value: 'translation',
						description: 'Texts of offers in other languages',
					},
					{
						name: 'Variant Set (Retired)',
						value: 'variantSet',
						description:
							'Retired: Allegro switched it off on 2026-04-14. Connect the offers with products of the catalog instead.',
					},
				],
				default: 'offer',
				routing: knownOperation,
			},
			...offerResource,
			...publicationResource,
			...imageResource,
			...attachmentResource,
			...promoOptionResource,
			...feeResource,
			...translationResource,
			...tagResource,
			...eventResource,
			...classifiedAdResource,
			...classifiedPackageResource,
			...bidResource,
			...ingredientResource,
			...legacyOfferResource,
			...listingResource,
			...variantSetResource,
		],
	};

	methods = forPanel({
		listSearch: {
			searchAdditionalServiceGroups,
			searchCategories,
			searchContacts,
			searchFundraisingCampaigns,
			searchImpliedWarranties,
			searchOfferTags,
			searchOffers,
			searchProducts,
			searchResponsiblePersons,
			searchResponsibleProducers,
			searchReturnPolicies,
			searchShippingRates,
			searchSizeTables,
			searchWarranties,
		},
		loadOptions: { getOfferTags, getPriceRules, getPromotionPackages },
		resourceMapping: { getCategoryParameters },
	});

	customOperations = operationsOf(this.description);
}
