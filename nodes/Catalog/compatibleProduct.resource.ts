import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import type { Pages } from '../shared/pagination';
import { offset } from '../shared/pagination';
import { header, query, route } from '../shared/routing';
import { toIso } from '../shared/values';

const byOffset = offset({ max: 200 });

/**
 * A search by phrase gives what it finds at once and ignores the offset: the missing total tells.
 * Source: GET /sale/compatible-products in Allegro's OpenAPI document.
 */
const productPages: Pages = async (fetch, wanted) =>
	await byOffset(async (page) => {
		const { rows, body } = await fetch(page);
		return { rows, body: { totalCount: rows.length, ...body } };
	}, wanted);

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
				type: 'options',
				options: [
					{ name: 'Group', value: 'group' },
					{
						name: 'Phrase',
						value: 'phrase',
						description: 'At most 200 are found',
					},
					{ name: 'TecDoc Number of Commercial Vehicle', value: 'nTypNr' },
					{ name: 'TecDoc Number of Passenger Car', value: 'kTypNr' },
				],
				default: 'group',
				description: 'How to find the vehicles and things',
			},
			{
				displayName: 'Group ID',
				name: 'groupId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 0a3b5c7d9e1f2a4b6c8d0e1f2a3b4c5d',
				description: 'A group that Get Groups gave',
				displayOptions: { show: { findBy: ['group'] } },
				routing: query('group.id'),
			},
			{
				displayName: 'Phrase',
				name: 'phrase',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Audi A4 B8',
				description: 'Words of the name',
				displayOptions: { show: { findBy: ['phrase'] } },
				routing: query('phrase'),
			},
			{
				displayName: 'nTypNr',
				name: 'nTypNr',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 12345',
				description: 'The number of the commercial vehicle in the database TecDoc',
				displayOptions: { show: { findBy: ['nTypNr'] } },
				routing: query('tecdoc.nTypNr'),
			},
			{
				displayName: 'kTypNr',
				name: 'kTypNr',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 23456',
				description: 'The number of the passenger car in the database TecDoc',
				displayOptions: { show: { findBy: ['kTypNr'] } },
				routing: query('tecdoc.kTypNr'),
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
