import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor } from '../shared/fields';
import { body, route } from '../shared/routing';

export const taxIdResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['taxId'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Add the tax ID',
				description: 'Add your tax ID. For sellers from abroad only.',
				routing: route('POST /fulfillment/tax-id', { scope: 'fulfillment:write' }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get the tax ID',
				description:
					'Get your tax ID and whether Allegro has verified it. Only with the status ACCEPTED can you send goods to the warehouse.',
				routing: route('GET /fulfillment/tax-id', { scope: 'fulfillment:read' }),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update the tax ID',
				description:
					'Replace your tax ID. Allegro verifies it anew, and until then you cannot send goods to the warehouse. For sellers from abroad only.',
				routing: route('PUT /fulfillment/tax-id', { scope: 'fulfillment:write' }),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'taxId',
		['create', 'update'],
		[
			{
				displayName: 'Tax ID',
				name: 'taxId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. PL5252674798',
				description: 'Your tax identification number for VAT in Poland',
				routing: body('taxId'),
			},
			additionalJson,
		],
	),
];
