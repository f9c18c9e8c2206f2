import type { INodeProperties } from 'n8n-workflow';

import { route } from '../shared/routing';

export const warehouseResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['warehouse'] } },
		options: [
			{
				// Source: allegro-api #13946
				name: 'Get',
				value: 'get',
				action: 'Get the warehouse',
				description: 'Get the warehouse that your goods go to, with its address',
				routing: route('GET /fulfillment/warehouse', { scope: 'fulfillment:read' }),
			},
		],
		default: 'get',
	},
];
