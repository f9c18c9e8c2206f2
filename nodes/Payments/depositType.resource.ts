import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { route } from '../shared/routing';

export const depositTypeResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['depositType'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many deposit types',
				description:
					'Get the deposits on packaging (such as bottles and cans) that an offer can charge, with their prices',
				routing: route('GET /deposit/types', { scope: 'sale:offers:read', rows: 'deposits' }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('depositType', ['getAll'], returnAllAndLimit),
];
