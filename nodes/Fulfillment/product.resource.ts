import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { offset } from '../shared/pagination';
import { route } from '../shared/routing';

export const productResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['product'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many products',
				description:
					'Get the products that an advance ship notice can announce, by name: those of your offers',
				routing: route('GET /fulfillment/available-products', {
					scope: 'fulfillment:read',
					rows: 'products',
					pages: offset({ max: 100 }),
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('product', ['getAll'], returnAllAndLimit),
];
