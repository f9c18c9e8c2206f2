import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
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
		builderHint: {
			searchHint:
				'A price, stock or setting of its own for each item: resource Offer of Each Item. The same for many offers: the other resources. Creating and reading offers: Allegro Offers.',
			...operationTexts(
				itemOfferResource,
				priceResource,
				quantityResource,
				priceAndStockResource,
				offerResource,
				promotionPackageResource,
				priceRuleResource,
				priceRuleAssignmentResource,
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
						name: 'Offer',
						value: 'offer',
						description: 'Settings such as delivery and location, the same for up to 1000 offers',
					},
					{
						name: 'Offer of Each Item',
						value: 'itemOffer',
						description:
							'A price, stock, status or settings of its own for the offer of each input item, as from the rows of a sheet',
					},
					{
						name: 'Price',
						value: 'price',
						description: 'One price, or one step up or down, for up to 1000 offers',
					},
					{
						name: 'Price and Stock (Beta)',
						value: 'priceAndStock',
						description: 'Up to 25 prices and stocks in one command, each with a value of its own',
					},
					{
						name: 'Price Rule',
						value: 'priceRule',
						description: 'Rules by which Allegro sets prices',
					},
					{
						name: 'Price Rule Assignment',
						value: 'priceRuleAssignment',
						description: 'Which offers follow which price rules',
					},
					{
						name: 'Promotion Package',
						value: 'promotionPackage',
						description: 'Paid promotion of up to 1000 offers',
					},
					{
						name: 'Quantity',
						value: 'quantity',
						description: 'One stock, or one step up or down, for up to 1000 offers',
					},
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
