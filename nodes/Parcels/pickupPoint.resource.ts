import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { header, query, route } from '../shared/routing';
import { toIso } from '../shared/values';

export const pickupPointResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['pickupPoint'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many pickup points',
				description: 'Get the points where parcels of Allegro are handed over and picked up',
				routing: route('GET /order/carriers/ALLEGRO/points', { rows: 'points' }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'pickupPoint',
		['getAll'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Carriers',
						name: 'carriers',
						type: 'multiOptions',
						options: [
							{ name: 'Allegro One Kurier', value: 'ALLEGRO_ONE_KURIER' },
							{ name: 'DPD', value: 'DPD' },
							{ name: 'UPS', value: 'UPS' },
						],
						default: [],
						description: 'Only points that one of these carriers serves. None selected means all.',
						routing: query('carriers'),
					},
					{
						displayName: 'Changed Since',
						name: 'modifiedSince',
						type: 'dateTime',
						default: '',
						description:
							'When you last read the points. If none has changed since, there is one item with notModified, otherwise Allegro gives all points again.',
						routing: header('If-Modified-Since', (value, timezone) =>
							new Date(toIso(value, timezone)).toUTCString(),
						),
					},
				],
			},
		],
	),
];
