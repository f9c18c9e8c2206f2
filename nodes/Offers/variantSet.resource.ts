import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, idObjects, returnAllAndLimit } from '../shared/fields';
import { offset } from '../shared/pagination';
import { body, query, route } from '../shared/routing';

const retired = {
	since: '2026-04-14',
	instead:
		'connect the offers with products of the catalogue; Allegro groups the variants of a product itself',
};

export const variantSetResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['variantSet'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a variant set by a retired method',
				description: 'Join offers that differ in size or color',
				routing: route('POST /sale/offer-variants', { retired }),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a variant set by a retired method',
				description: 'Part the offers of a set; the offers themselves stay',
				routing: route('DELETE /sale/offer-variants/{setId}', { retired }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a variant set by a retired method',
				description: 'Get a set with its offers',
				routing: route('GET /sale/offer-variants/{setId}', { retired }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many variant sets by a retired method',
				description: 'Get your sets, by name',
				routing: route('GET /sale/offer-variants', {
					rows: 'offerVariants',
					pages: offset({ max: 50 }),
					retired,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a variant set by a retired method',
				description: 'Replace the name, the offers and the parameters of a set',
				routing: route('PUT /sale/offer-variants/{setId}', { retired }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'variantSet',
		['create', 'delete', 'get', 'getAll', 'update'],
		[
			{
				displayName:
					'Allegro switched this off on 2026-04-14. It now groups variants itself, by the products of the catalogue that offers are connected with.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'variantSet',
		['delete', 'get', 'update'],
		[
			{
				displayName: 'Set ID',
				name: 'setId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. b323592c-522f-11ec-b9ea-3764538e0ac4',
				description: 'The ID of the set',
			},
		],
	),
	...fieldsFor(
		'variantSet',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. T-shirt',
				description: 'What to call the set, up to 50 characters',
				routing: body('name'),
			},
			{
				displayName: 'Offer IDs',
				name: 'offerIds',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 12394529345, 12394529346',
				description: 'The offers of the set, 2 to 500, separated by commas',
				routing: body('offers', idObjects),
			},
			{
				displayName: 'Parameter IDs',
				name: 'parameterIds',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 21',
				description:
					'The one or two parameters in which the offers differ, separated by commas. For color/pattern, give each offer its colorPattern in Additional JSON.',
				routing: body('parameters', idObjects),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'variantSet',
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
						displayName: 'Query',
						name: 'query',
						type: 'string',
						default: '',
						placeholder: 'e.g. T-shirt',
						description: 'Only sets with this in their name, or with the offer of this number',
						routing: query('query'),
					},
				],
			},
		],
	),
];
