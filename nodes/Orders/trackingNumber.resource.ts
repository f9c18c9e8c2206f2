import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, idObjects, returnAllAndLimit } from '../shared/fields';
import { lineItemsField, orderLocator } from '../shared/locators';
import { SHIPMENTS_PACE } from '../shared/paces';
import { body, route } from '../shared/routing';

export const trackingNumberResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['trackingNumber'] } },
		options: [
			{
				name: 'Add',
				value: 'create',
				action: 'Add a tracking number',
				description: 'Tell the buyer the tracking number of a parcel sent with your own carrier',
				routing: route('POST /order/checkout-forms/{id}/shipments', {
					path: { id: 'orderId' },
					scope: 'orders:write',
					paces: [SHIPMENTS_PACE],
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many tracking numbers',
				description: 'Get the tracking numbers of an order, also those that carriers entered',
				routing: route('GET /order/checkout-forms/{id}/shipments', {
					path: { id: 'orderId' },
					scope: 'orders:read',
					rows: 'shipments',
					paces: [SHIPMENTS_PACE],
				}),
			},
		],
		default: 'create',
	},
	...fieldsFor('trackingNumber', ['create', 'getAll'], [orderLocator]),
	...fieldsFor(
		'trackingNumber',
		['create'],
		[
			{
				displayName: 'Carrier Name or ID',
				name: 'carrierId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getCarriers' },
				default: '',
				required: true,
				description:
					'Who carries the parcel. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				routing: body('carrierId'),
			},
			{
				displayName: 'Tracking Number',
				name: 'waybill',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 620999682213803131211231',
				description: 'The number on the parcel (waybill), up to 64 characters',
				routing: body('waybill'),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Carrier Label',
						name: 'carrierName',
						type: 'string',
						default: '',
						placeholder: 'e.g. City Couriers',
						description:
							'What to call the carrier, for the carrier OTHER only, up to 30 characters',
						routing: body('carrierName'),
					},
					{ ...lineItemsField, routing: body('lineItems', idObjects) },
				],
			},
			additionalJson,
		],
	),
	...fieldsFor('trackingNumber', ['getAll'], returnAllAndLimit),
];
