import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	searchAdvanceShipNotices,
	searchFulfillmentProducts,
	searchOrders,
} from '../shared/locators';
import { advanceShipNoticeResource } from './advanceShipNotice.resource';
import { parcelResource } from './parcel.resource';
import { productResource } from './product.resource';
import { refundDispositionResource } from './refundDisposition.resource';
import { removalPreferenceResource } from './removalPreference.resource';
import { stockResource } from './stock.resource';
import { taxIdResource } from './taxId.resource';
import { warehouseResource } from './warehouse.resource';

export class AllegroFulfillment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Fulfillment',
		name: 'allegroFulfillment',
		icon: {
			light: 'file:../../icons/fulfillment.svg',
			dark: 'file:../../icons/fulfillment.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: "Send goods to Allegro's warehouse (One Fulfillment) and watch the stock there",
		defaults: { name: 'Allegro Fulfillment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: {
			searchHint:
				"Only for goods in Allegro's own warehouse (One Fulfillment by Allegro). Orders that the seller sends: Allegro Orders and Allegro Parcels.",
			...operationTexts(
				stockResource,
				advanceShipNoticeResource,
				productResource,
				parcelResource,
				refundDispositionResource,
				removalPreferenceResource,
				taxIdResource,
				warehouseResource,
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
						name: 'Advance Ship Notice',
						value: 'advanceShipNotice',
						description: "Announcements of goods that you send to Allegro's warehouse",
					},
					{
						name: 'Parcel',
						value: 'parcel',
						description: "Parcels that Allegro's warehouse sent for an order",
					},
					{
						name: 'Product',
						value: 'product',
						description: 'Products that an advance ship notice can announce',
					},
					{
						name: 'Refund Disposition',
						value: 'refundDisposition',
						description: "What became of returns to Allegro's warehouse",
					},
					{
						name: 'Removal Preference',
						value: 'removalPreference',
						description: 'What the warehouse does with goods that it may not keep',
					},
					{
						name: 'Stock',
						value: 'stock',
						description:
							"Your goods in Allegro's warehouse, read only. What an offer has for sale is set with Allegro Offers or Allegro Bulk Offers.",
					},
					{ name: 'Tax ID', value: 'taxId', description: 'Your tax ID for the warehouse' },
					{
						name: 'Warehouse',
						value: 'warehouse',
						description: 'The warehouse that your goods go to',
					},
				],
				default: 'stock',
				routing: knownOperation,
			},
			...stockResource,
			...advanceShipNoticeResource,
			...productResource,
			...parcelResource,
			...refundDispositionResource,
			...removalPreferenceResource,
			...taxIdResource,
			...warehouseResource,
		],
	};

	methods = forPanel({
		listSearch: { searchAdvanceShipNotices, searchFulfillmentProducts, searchOrders },
	});

	customOperations = operationsOf(this.description);
}
