import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, rowsOf } from '../shared/fields';
import { body, route } from '../shared/routing';

export const ingredientResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['ingredient'] } },
		options: [
			{
				// Source: allegro-api #13934
				name: 'Parse',
				value: 'parse',
				action: 'Parse ingredients',
				description:
					'Split the list of ingredients on a label into single ones, for the composition of a product',
				routing: route('POST /ingredients/parse', { scope: 'sale:offers:write', repeatable: true }),
			},
		],
		default: 'parse',
	},
	...fieldsFor(
		'ingredient',
		['parse'],
		[
			{
				displayName: 'Products',
				name: 'products',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Product',
				default: {},
				required: true,
				description: 'The labels to read, one for each product',
				options: [
					{
						displayName: 'Product',
						name: 'product',
						values: [
							{
								displayName: 'Ingredients',
								name: 'ingredients',
								type: 'string',
								typeOptions: { rows: 4 },
								default: '',
								required: true,
								placeholder: 'e.g. flour, sugar, butter (milk), salt',
								description: 'The list of ingredients, as it stands on the label',
							},
							{
								displayName: 'Product ID',
								name: 'productId',
								type: 'string',
								default: '',
								placeholder: 'e.g. 0f8f1d13-7e9e-4a5a-9c8e-1d2b3c4d5e6f',
								description: 'Comes back with the result, to tell products apart',
							},
						],
					},
				],
				routing: body(
					'products',
					rowsOf('product', ({ ingredients, productId }) => ({
						ingredients,
						productId: productId || undefined,
					})),
				),
			},
			additionalJson,
		],
	),
];
