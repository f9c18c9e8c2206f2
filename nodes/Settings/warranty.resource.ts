import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { warrantyLocator } from '../shared/locators';
import { body, route } from '../shared/routing';
import { afterSalesPages, plainText, termsName } from './afterSalesFields';
import { period } from './periods';

export const warrantyResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['warranty'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a warranty',
				description: 'Create a warranty that offers can use',
				routing: route('POST /after-sales-service-conditions/warranties', {
					scope: 'sale:settings:write',
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a warranty',
				description: 'Get a warranty with its periods, its text and the address of its PDF',
				routing: route('GET /after-sales-service-conditions/warranties/{warrantyId}', {
					scope: 'sale:settings:read',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many warranties',
				description: 'Get the IDs and names of the warranties of the account',
				routing: route('GET /after-sales-service-conditions/warranties', {
					scope: 'sale:settings:read',
					rows: 'warranties',
					pages: afterSalesPages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a warranty',
				description:
					'Replace a warranty in all offers that use it. What is not filled in is gone afterwards.',
				routing: route('PUT /after-sales-service-conditions/warranties/{warrantyId}', {
					scope: 'sale:settings:write',
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('warranty', ['get', 'update'], [warrantyLocator]),
	...fieldsFor(
		'warranty',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Two years from the maker',
				description: 'What you call the warranty, up to 200 characters',
				routing: termsName,
			},
			{
				displayName: 'Given By',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Manufacturer', value: 'MANUFACTURER' },
					{ name: 'Seller', value: 'SELLER' },
				],
				default: 'MANUFACTURER',
				required: true,
				description: 'Who stands for the promise',
				routing: body('type'),
			},
			{
				displayName: 'Lifetime for Consumers',
				name: 'individualLifetime',
				type: 'boolean',
				default: false,
				description: 'Whether it never ends for consumers',
				routing: body('individual.lifetime'),
			},
			{
				displayName: 'Months for Consumers',
				name: 'individualMonths',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 24,
				required: true,
				description: 'How long it lasts for consumers. Allegro demands both periods.',
				displayOptions: { show: { individualLifetime: [false] } },
				routing: body('individual.period', period('P#M')),
			},
			{
				displayName: 'Lifetime for Companies',
				name: 'corporateLifetime',
				type: 'boolean',
				default: false,
				description: 'Whether it never ends for companies',
				routing: body('corporate.lifetime'),
			},
			{
				displayName: 'Months for Companies',
				name: 'corporateMonths',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 12,
				required: true,
				description: 'How long it lasts for companies. Allegro demands both periods.',
				displayOptions: { show: { corporateLifetime: [false] } },
				routing: body('corporate.period', period('P#M')),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Attachment ID',
						name: 'attachmentId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 54702c96-4ccd-1c0e-b4c7-382a71e810b5',
						description:
							'The PDF with the whole text: the ID that Warranty Attachment: Upload gave',
						routing: body('attachment.id'),
					},
					{
						displayName: 'Attachment Name',
						name: 'attachmentName',
						type: 'string',
						default: '',
						placeholder: 'e.g. warranty.pdf',
						description: 'The name under which buyers see the PDF',
						routing: body('attachment.name'),
					},
					{
						displayName: 'Description',
						name: 'description',
						type: 'string',
						typeOptions: { rows: 4 },
						default: '',
						placeholder: 'e.g. Write to us, and we send a courier for the item.',
						description: 'The text for buyers, up to 10,240 characters',
						routing: body('description', plainText),
					},
				],
			},
			additionalJson,
		],
	),
	...fieldsFor('warranty', ['getAll'], returnAllAndLimit),
];
