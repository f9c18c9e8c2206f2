import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { orderLocator } from '../shared/locators';
import { route } from '../shared/routing';

export const parcelResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['parcel'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get the parcels of an order',
				description:
					'Get the parcels that the warehouse sent for an order, with tracking numbers, serial numbers and expiration dates',
				routing: route('GET /fulfillment/orders/{orderId}/parcels', {
					scope: 'fulfillment:read',
					rows: 'parcels',
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('parcel', ['getAll'], [orderLocator, ...returnAllAndLimit]),
];
