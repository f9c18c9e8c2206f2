import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodesBeside, operationTexts } from '../shared/builderHints';
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
		builderHint: {
			searchHint:
				'Reads orders and sets their status, invoices and tracking numbers. Labels are made with Allegro Parcels, refunds with Allegro Payments.',
			relatedNodes: nodesBeside('allegroOrders'),
			...operationTexts(
				orderResource,
				invoiceResource,
				trackingNumberResource,
				eventResource,
				blockedBuyerResource,
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
						name: 'Blocked Buyer (Retired)',
						value: 'blockedBuyer',
						description:
							'Retired: Allegro switched it off on 2024-04-30. Block buyers on the Allegro website instead.',
					},
					{
						name: 'Event',
						value: 'event',
						description: 'What happened to orders in the last 60 days',
					},
					{
						name: 'Invoice',
						value: 'invoice',
						description: 'Invoices that buyers get with an order',
					},
					{
						name: 'Order',
						value: 'order',
						description:
							'Orders with buyer, delivery, payment and items; their status and serial numbers',
					},
					{
						name: 'Tracking Number',
						value: 'trackingNumber',
						description: 'Tracking numbers of parcels that you sent with a carrier of your own',
					},
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
