import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, MARKETPLACES } from '../shared/fields';
import { query, route } from '../shared/routing';

export const smartReportResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['smartReport'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the smart report',
				description: 'Get whether you may offer Smart! delivery, and which conditions you meet',
				routing: route('GET /sale/smart', { scope: 'profile:read' }),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'smartReport',
		['get'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description:
							'The marketplace to report on. Without it, the one where the account was registered.',
						routing: query('marketplaceId'),
					},
				],
			},
		],
	),
];
