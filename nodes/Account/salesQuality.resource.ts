import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { route } from '../shared/routing';

export const salesQualityResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['salesQuality'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many days of sales quality',
				description:
					'Get your sales quality of up to 30 days: grade, points and metrics. Days without a result are missing.',
				routing: route('GET /sale/quality', { scope: 'profile:read', rows: 'quality' }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('salesQuality', ['getAll'], returnAllAndLimit),
];
