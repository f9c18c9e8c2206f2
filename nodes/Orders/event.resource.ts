import type { INodeProperties } from 'n8n-workflow';

import { afterEventField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { eventId } from '../shared/pagination';
import { query, route } from '../shared/routing';
import { ORDER_EVENT_TYPES } from './eventTypes';

export const eventResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['event'] } },
		options: [
			{
				name: 'Get Latest',
				value: 'getLatest',
				action: 'Get the latest order event',
				description: 'Get the ID and the time of the newest event: the point from which to read on',
				routing: route('GET /order/event-stats', { scope: 'orders:read' }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many order events',
				description: 'Get what happened to orders in the last 60 days, in the order it was noted',
				routing: route('GET /order/events', {
					scope: 'orders:read',
					rows: 'events',
					pages: eventId({ max: 1000 }),
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'event',
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
					afterEventField,
					{
						displayName: 'Types',
						name: 'type',
						type: 'multiOptions',
						options: ORDER_EVENT_TYPES,
						default: [],
						description: 'Only events of these types. None selected means all.',
						routing: query('type'),
					},
				],
			},
		],
	),
];
