import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { eventId } from '../shared/pagination';
import { query, route } from '../shared/routing';

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
					{
						displayName: 'After Event ID',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. MTEzMjQzNTMx',
						description: 'Only events noted after this one. Empty starts with the oldest kept.',
						routing: query('from'),
					},
					{
						displayName: 'Types',
						name: 'type',
						type: 'multiOptions',
						options: [
							{ name: 'Created', value: 'CATEGORY_CREATED' },
							{
								name: 'Deleted',
								value: 'CATEGORY_DELETED',
								description: 'The event names the category to use instead',
							},
							{
								name: 'Moved',
								value: 'CATEGORY_MOVED',
								description: 'The category has another parent',
							},
							{ name: 'Renamed', value: 'CATEGORY_RENAMED' },
						],
						default: [],
						description: 'Only events of these types. None selected means all.',
						routing: query('type'),
					},
				],
			},
		],
	),
];
