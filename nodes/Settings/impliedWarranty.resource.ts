import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { impliedWarrantyLocator } from '../shared/locators';
import { body, route } from '../shared/routing';
import { afterSalesAddress, afterSalesPages, plainText, termsName } from './afterSalesFields';
import { period } from './periods';

export const impliedWarrantyResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['impliedWarranty'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create an implied warranty',
				description: 'Create terms of complaint that offers can use',
				routing: route('POST /after-sales-service-conditions/implied-warranties', {
					scope: 'sale:settings:write',
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an implied warranty',
				description: 'Get terms of complaint with periods, address and text',
				routing: route(
					'GET /after-sales-service-conditions/implied-warranties/{impliedWarrantyId}',
					{ scope: 'sale:settings:read' },
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many implied warranties',
				description: 'Get the IDs and names of the terms of complaint of the account',
				routing: route('GET /after-sales-service-conditions/implied-warranties', {
					scope: 'sale:settings:read',
					rows: 'impliedWarranties',
					pages: afterSalesPages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update an implied warranty',
				description:
					'Replace terms of complaint in all offers that use them. What is not filled in is gone afterwards.',
				routing: route(
					'PUT /after-sales-service-conditions/implied-warranties/{impliedWarrantyId}',
					{ scope: 'sale:settings:write' },
				),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('impliedWarranty', ['get', 'update'], [impliedWarrantyLocator]),
	...fieldsFor(
		'impliedWarranty',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Complaints',
				description: 'What you call the terms, up to 200 characters',
				routing: termsName,
			},
			{
				displayName: 'Years for Consumers',
				name: 'individualYears',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 2,
				required: true,
				description: 'How long consumers can complain, in full years',
				routing: body('individual.period', period('P#Y')),
			},
			{
				displayName: 'Years for Companies',
				name: 'corporateYears',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1,
				required: true,
				description: 'How long companies can complain, in full years',
				routing: body('corporate.period', period('P#Y')),
			},
			{ ...afterSalesAddress, description: 'Where complaints and faulty items go' },
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						typeOptions: { rows: 4 },
						default: '',
						placeholder: 'e.g. Write to us before you send the item.',
						description: 'The text for buyers, up to 10,240 characters',
						routing: body('description', plainText),
					},
				],
			},
			additionalJson,
		],
	),
	...fieldsFor('impliedWarranty', ['getAll'], returnAllAndLimit),
];
