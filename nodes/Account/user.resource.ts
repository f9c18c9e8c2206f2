import type { INodeProperties } from 'n8n-workflow';

import { route } from '../shared/routing';

export const userResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['user'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the connected user',
				description:
					'Get the user whose account is connected: ID, login, company, home marketplace, and whether they are a Super Seller',
				routing: route('GET /me', { scope: 'profile:read' }),
			},
		],
		default: 'get',
	},
];
