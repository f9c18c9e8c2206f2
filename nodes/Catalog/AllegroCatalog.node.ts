import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Category', value: 'category' },
					{ name: 'Category Event', value: 'categoryEvent' },
					{ name: 'Compatibility List', value: 'compatibilityList' },
					{ name: 'Compatible Product', value: 'compatibleProduct' },
					{ name: 'Product', value: 'product' },
					{ name: 'Product Change Proposal', value: 'changeProposal' },
					{ name: 'Tax Setting', value: 'taxSetting' },
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
