import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { route } from '../shared/routing';

export const marketplaceResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['marketplace'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many marketplaces',
				description:
					"Get Allegro's marketplaces with their languages, currencies and delivery countries",
				routing: route('GET /marketplaces', { rows: 'marketplaces', languages: ['en-US'] }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('marketplace', ['getAll'], returnAllAndLimit),
];
