import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Advance Ship Notice', value: 'advanceShipNotice' },
					{ name: 'Parcel', value: 'parcel' },
					{ name: 'Product', value: 'product' },
					{ name: 'Refund Disposition', value: 'refundDisposition' },
					{ name: 'Removal Preference', value: 'removalPreference' },
					{ name: 'Stock', value: 'stock' },
					{ name: 'Tax ID', value: 'taxId' },
					{ name: 'Warehouse', value: 'warehouse' },
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
