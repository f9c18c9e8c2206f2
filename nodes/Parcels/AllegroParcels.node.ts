import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Carrier', value: 'carrier' },
					{ name: 'Parcel (Retired)', value: 'parcel' },
					{ name: 'Pickup', value: 'pickup' },
					{ name: 'Pickup Point', value: 'pickupPoint' },
					{ name: 'Shipment', value: 'shipment' },
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
