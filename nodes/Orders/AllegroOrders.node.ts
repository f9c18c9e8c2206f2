import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	getCarriers,
	getDeliveryMethods,
	getLineItems,
	searchOrders,
} from '../shared/locators';
import { blockedBuyerResource } from './blockedBuyer.resource';
import { eventResource } from './event.resource';
import { invoiceResource } from './invoice.resource';
import { orderResource } from './order.resource';
import { trackingNumberResource } from './trackingNumber.resource';

export class AllegroOrders implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Orders',
		name: 'allegroOrders',
		icon: { light: 'file:../../icons/orders.svg', dark: 'file:../../icons/orders.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read orders, set their status, attach invoices and tracking numbers',
		defaults: { name: 'Allegro Orders' },
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
					{ name: 'Blocked Buyer (Retired)', value: 'blockedBuyer' },
					{ name: 'Event', value: 'event' },
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Order', value: 'order' },
					{ name: 'Tracking Number', value: 'trackingNumber' },
				],
				default: 'order',
				routing: knownOperation,
			},
			...orderResource,
			...invoiceResource,
			...trackingNumberResource,
			...eventResource,
			...blockedBuyerResource,
		],
	};

	methods = forPanel({
		listSearch: { searchOrders },
		loadOptions: { getCarriers, getDeliveryMethods, getLineItems },
	});

	customOperations = operationsOf(this.description);
}
