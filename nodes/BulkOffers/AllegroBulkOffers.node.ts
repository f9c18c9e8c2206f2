import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	getBasePackages,
	getExtraPackages,
	getPriceRules,
	searchAdditionalServiceGroups,
	searchOffers,
	searchPromotions,
	searchResponsiblePersons,
	searchResponsibleProducers,
	searchShippingRates,
	searchSizeTables,
} from '../shared/locators';
import { itemOfferResource } from './itemOffer.resource';
import { offerResource } from './offer.resource';
import { priceResource } from './price.resource';
import { priceAndStockResource } from './priceAndStock.resource';
import { priceRuleResource } from './priceRule.resource';
import { priceRuleAssignmentResource } from './priceRuleAssignment.resource';
import { promotionPackageResource } from './promotionPackage.resource';
import { quantityResource } from './quantity.resource';

export class AllegroBulkOffers implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Bulk Offers',
		name: 'allegroBulkOffers',
		icon: {
			light: 'file:../../icons/bulkOffers.svg',
			dark: 'file:../../icons/bulkOffers.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Change prices, stock, status and settings of thousands of offers at once, and price rules',
		defaults: { name: 'Allegro Bulk Offers' },
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
					{ name: 'Offer', value: 'offer' },
					{ name: 'Offer of Each Item', value: 'itemOffer' },
					{ name: 'Price', value: 'price' },
					{ name: 'Price and Stock (Beta)', value: 'priceAndStock' },
					{ name: 'Price Rule', value: 'priceRule' },
					{ name: 'Price Rule Assignment', value: 'priceRuleAssignment' },
					{ name: 'Promotion Package', value: 'promotionPackage' },
					{ name: 'Quantity', value: 'quantity' },
				],
				default: 'price',
				routing: knownOperation,
			},
			...itemOfferResource,
			...priceResource,
			...quantityResource,
			...priceAndStockResource,
			...offerResource,
			...promotionPackageResource,
			...priceRuleResource,
			...priceRuleAssignmentResource,
		],
	};

	methods = forPanel({
		listSearch: {
			searchAdditionalServiceGroups,
			searchOffers,
			searchPromotions,
			searchResponsiblePersons,
			searchResponsibleProducers,
			searchShippingRates,
			searchSizeTables,
		},
		loadOptions: { getBasePackages, getExtraPackages, getPriceRules },
	});

	customOperations = operationsOf(this.description);
}
