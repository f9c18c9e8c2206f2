import type { INodeProperties } from 'n8n-workflow';

import { afterEventField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { eventId } from '../shared/pagination';
import { query, route } from '../shared/routing';
import { CATEGORY_EVENT_TYPES } from './eventTypes';

export const categoryEventResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['categoryEvent'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many category events',
				description: 'Get what happened to categories in the last three months, oldest first',
				routing: route('GET /sale/category-events', {
					languages: ['pl-PL'],
					rows: 'events',
					pages: eventId({ max: 1000 }),
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'categoryEvent',
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
						options: CATEGORY_EVENT_TYPES,
						default: [],
						description: 'Only events of these types. None selected means all.',
						routing: query('type'),
					},
				],
			},
		],
	),
];
