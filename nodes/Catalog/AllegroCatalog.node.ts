import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	getCompatibleProductTypes,
	searchCategories,
	searchOffers,
	searchProducts,
} from '../shared/locators';
import { categoryResource } from './category.resource';
import { categoryEventResource } from './categoryEvent.resource';
import { changeProposalResource } from './changeProposal.resource';
import { compatibilityListResource } from './compatibilityList.resource';
import { compatibleProductResource } from './compatibleProduct.resource';
import { productResource } from './product.resource';
import { getCategoryParameters } from './productParameters';
import { taxSettingResource } from './taxSetting.resource';

export class AllegroCatalog implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Catalog',
		name: 'allegroCatalog',
		icon: { light: 'file:../../icons/catalog.svg', dark: 'file:../../icons/catalog.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Find categories, their parameters, products and compatible vehicles',
		defaults: { name: 'Allegro Catalog' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: operationTexts(
			productResource,
			categoryResource,
			categoryEventResource,
			changeProposalResource,
			compatibilityListResource,
			compatibleProductResource,
			taxSettingResource,
		),
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Category',
						value: 'category',
						description: 'Categories, and the parameters of offers and products in them',
					},
					{
						name: 'Category Event',
						value: 'categoryEvent',
						description: 'What changed in the tree of categories',
					},
					{
						name: 'Compatibility List',
						value: 'compatibilityList',
						description: 'What a product fits, such as models of cars',
					},
					{
						name: 'Compatible Product',
						value: 'compatibleProduct',
						description: 'Vehicles and things that compatibility lists can name',
					},
					{
						name: 'Product',
						value: 'product',
						description: 'Products of the catalog, which offers are made from',
					},
					{
						name: 'Product Change Proposal',
						value: 'changeProposal',
						description: 'Corrections of wrong data of products',
					},
					{
						name: 'Tax Setting',
						value: 'taxSetting',
						description: 'VAT rates and exemptions of a category',
					},
				],
				default: 'product',
				routing: knownOperation,
			},
			...productResource,
			...categoryResource,
			...categoryEventResource,
			...changeProposalResource,
			...compatibilityListResource,
			...compatibleProductResource,
			...taxSettingResource,
		],
	};

	methods = forPanel({
		listSearch: { searchCategories, searchOffers, searchProducts },
		loadOptions: { getCompatibleProductTypes },
		resourceMapping: { getCategoryParameters },
	});

	customOperations = operationsOf(this.description);
}
