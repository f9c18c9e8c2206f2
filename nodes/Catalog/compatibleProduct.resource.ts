import type { INodeProperties } from 'n8n-workflow';

import { refuse } from '../shared/commands';
import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import type { Pages } from '../shared/pagination';
import { limitOnly, offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { header, query, route } from '../shared/routing';
import { toIso } from '../shared/values';

const byOffset = offset({ max: 200 });

/**
 * A search by phrase gives what it finds at once, up to 200, and ignores limit and offset.
 * Source: GET /sale/compatible-products in Allegro's OpenAPI document.
 */
const byPhrase = limitOnly({ max: 200, narrow: 'Use a longer Phrase' });

const productPages: Pages = async (fetch, wanted, query = {}, keep) =>
	await (query.phrase ? byPhrase : byOffset)(fetch, wanted, query, keep);

const CRITERIA = ['group.id', 'phrase', 'tecdoc.kTypNr', 'tecdoc.nTypNr'];

function checkCriteria(call: Call): void {
	if (CRITERIA.some((name) => call.request.query?.[name])) return;
	refuse(call, 'No criterion is filled in', 'Fill in Find By, for example with a group.');
}

const modifiedSince: INodeProperties = {
	displayName: 'Changed Since',
	name: 'modifiedSince',
	type: 'dateTime',
	default: '',
	description:
		'When you last read them. If nothing has changed since, there is one item with notModified, otherwise Allegro gives all again. A search by phrase ignores it.',
	routing: header('If-Modified-Since', (value, timezone) =>
		new Date(toIso(value, timezone)).toUTCString(),
	),
};

export const compatibleProductResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['compatibleProduct'] } },
		options: [
			{
				name: 'Get Groups',
				value: 'getGroups',
				action: 'Get the groups of compatible products',
				description: 'Get the groups, such as the makes of cars, that compatible products are in',
				routing: route('GET /sale/compatible-products/groups', {
					scope: 'sale:offers:read',
					rows: 'groups',
					pages: byOffset,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many compatible products',
				description: 'Get the vehicles and things that compatibility lists can name',
				routing: route('GET /sale/compatible-products', {
					scope: 'sale:offers:read',
					before: checkCriteria,
					rows: 'compatibleProducts',
					pages: productPages,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'compatibleProduct',
		['getAll', 'getGroups'],
		[
			{
				displayName: 'Type Name or ID',
				name: 'type',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getCompatibleProductTypes' },
				default: '',
				required: true,
				placeholder: 'e.g. CAR',
				description:
					'What things fit on. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				routing: query('type'),
			},
		],
	),
	...fieldsFor(
		'compatibleProduct',
		['getAll'],
		[
			{
				displayName: 'Find By',
				name: 'findBy',
				type: 'collection',
				placeholder: 'Add Criterion',
				default: {},
				required: true,
				description:
					'How to find them. One criterion is enough; beside another, Allegro ignores the group.',
				options: [
					{
						displayName: 'Group ID',
						name: 'groupId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 0a3b5c7d9e1f2a4b6c8d0e1f2a3b4c5d',
						description: 'A group that Get Groups gave',
						routing: query('group.id'),
					},
					{
						displayName: 'Phrase',
						name: 'phrase',
						type: 'string',
						default: '',
						placeholder: 'e.g. Audi A4 B8',
						description: 'Words of the name. At most 200 are found.',
						routing: query('phrase'),
					},
					{
						displayName: 'TecDoc kTypNr',
						name: 'kTypNr',
						type: 'string',
						default: '',
						placeholder: 'e.g. 23456',
						description: 'The number of the passenger car in the database TecDoc',
						routing: query('tecdoc.kTypNr'),
					},
					{
						displayName: 'TecDoc nTypNr',
						name: 'nTypNr',
						type: 'string',
						default: '',
						placeholder: 'e.g. 12345',
						description: 'The number of the commercial vehicle in the database TecDoc',
						routing: query('tecdoc.nTypNr'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'compatibleProduct',
		['getAll', 'getGroups'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [modifiedSince],
			},
		],
	),
];
