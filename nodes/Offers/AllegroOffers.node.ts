import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Attachment', value: 'attachment' },
					{ name: 'Bid', value: 'bid' },
					{ name: 'Classified Ad', value: 'classifiedAd' },
					{ name: 'Classified Package', value: 'classifiedPackage' },
					{ name: 'Event', value: 'event' },
					{ name: 'Fee', value: 'fee' },
					{ name: 'Image', value: 'image' },
					{ name: 'Ingredient', value: 'ingredient' },
					{ name: 'Listing (Retired)', value: 'listing' },
					{ name: 'Offer', value: 'offer' },
					{ name: 'Offer (Retired)', value: 'legacyOffer' },
					{ name: 'Promo Option', value: 'promoOption' },
					{ name: 'Publication', value: 'publication' },
					{ name: 'Tag', value: 'tag' },
					{ name: 'Translation', value: 'translation' },
					{ name: 'Variant Set (Retired)', value: 'variantSet' },
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
