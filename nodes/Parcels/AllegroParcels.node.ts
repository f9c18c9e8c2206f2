import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import { forPanel, getDeliveryMethods, getTrackedCarriers, searchOrders } from '../shared/locators';
import { carrierResource } from './carrier.resource';
import { parcelResource } from './parcel.resource';
import { pickupResource } from './pickup.resource';
import { pickupPointResource } from './pickupPoint.resource';
import { shipmentResource } from './shipment.resource';

export class AllegroParcels implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Parcels',
		name: 'allegroParcels',
		icon: { light: 'file:../../icons/parcels.svg', dark: 'file:../../icons/parcels.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create shipments, download labels, order couriers and track parcels',
		defaults: { name: 'Allegro Parcels' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: {
			searchHint:
				'A label for an order: Shipment: Create for Order, then Shipment: Download Label. The tracking number of a carrier of your own: Allegro Orders, resource Tracking Number.',
			...operationTexts(
				shipmentResource,
				pickupResource,
				carrierResource,
				pickupPointResource,
				parcelResource,
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
						name: 'Carrier',
						value: 'carrier',
						description: 'Carriers, and where their parcels are',
					},
					{
						name: 'Parcel (Retired)',
						value: 'parcel',
						description:
							'Retired: Allegro switched it off on 2025-01-31. Use Shipment and Pickup instead.',
					},
					{
						name: 'Pickup',
						value: 'pickup',
						description: 'Couriers who come for the parcels of shipments',
					},
					{
						name: 'Pickup Point',
						value: 'pickupPoint',
						description: 'Points where parcels are handed over and picked up',
					},
					{
						name: 'Shipment',
						value: 'shipment',
						description: 'Parcels sent with Allegro (Wysyłam z Allegro), with their labels',
					},
				],
				default: 'shipment',
				routing: knownOperation,
			},
			...shipmentResource,
			...pickupResource,
			...carrierResource,
			...pickupPointResource,
			...parcelResource,
		],
	};

	methods = forPanel({
		listSearch: { searchOrders },
		loadOptions: { getDeliveryMethods, getTrackedCarriers },
	});

	customOperations = operationsOf(this.description);
}
