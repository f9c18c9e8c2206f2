import type { INodeProperties } from 'n8n-workflow';

import { afterEventField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { eventId } from '../shared/pagination';
import { query, route } from '../shared/routing';
import { OFFER_EVENT_TYPES } from './eventTypes';

export const eventResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['event'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many offer events',
				description:
					'Get what happened to offers in the last 24 hours, in the order it was noted. Older events are gone.',
				routing: route('GET /sale/offer-events', {
					scope: 'sale:offers:read',
					languages: ['en-US'],
					rows: 'offerEvents',
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
						options: OFFER_EVENT_TYPES,
						default: [],
						description: 'Only events of these types. None selected means all.',
						routing: query('type'),
					},
				],
			},
		],
	),
];
