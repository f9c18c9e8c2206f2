import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { route } from '../shared/routing';

export const additionalServiceResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['additionalService'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many additional services',
				description:
					'Get the services that you can offer, one item for each category with its definitions',
				routing: route('GET /sale/offer-additional-services/categories', {
					scope: 'sale:settings:read',
					rows: 'categories',
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('additionalService', ['getAll'], returnAllAndLimit),
];
