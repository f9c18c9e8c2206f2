import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, entry, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { responsibleProducerLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import { body, route } from '../shared/routing';
import { addressValues, contactField, nameUpTo } from './responsibleFields';
import { idInBody } from './steps';

export const responsibleProducerResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['responsibleProducer'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a responsible producer',
				description:
					'Add a maker of products (GPSR) that offers can name. The API cannot delete them again.',
				routing: route('POST /sale/responsible-producers', { scope: 'sale:settings:write' }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a responsible producer',
				description: 'Get a maker of products with address and contact',
				routing: route('GET /sale/responsible-producers/{id}', {
					path: { id: 'responsibleProducerId' },
					scope: 'sale:settings:read',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many responsible producers',
				description: 'Get the makers of your products (GPSR)',
				routing: route('GET /sale/responsible-producers', {
					scope: 'sale:settings:read',
					rows: 'responsibleProducers',
					pages: offset({
						max: 1000,
						lastOffset: 50_000,
						narrow: 'Keep the IDs that Create gives',
					}),
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a responsible producer',
				description:
					'Replace a maker in all offers that name them. What is not filled in is gone afterwards.',
				routing: route('PUT /sale/responsible-producers/{id}', {
					path: { id: 'responsibleProducerId' },
					scope: 'sale:settings:write',
					before: idInBody('responsibleProducerId'),
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('responsibleProducer', ['get', 'update'], [responsibleProducerLocator]),
	...fieldsFor(
		'responsibleProducer',
		['create', 'update'],
		[
			{
				displayName: 'Internal Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Maker of batteries',
				description: 'What you call them, up to 50 characters. Buyers do not see it.',
				routing: body('name', nameUpTo(50)),
			},
			{
				displayName: 'Trade Name',
				name: 'tradeName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Kowalski Sp. z o.o.',
				description: 'Company, person or trade name, up to 200 characters',
				routing: body('producerData.tradeName', nameUpTo(200)),
			},
			{
				displayName: 'Address',
				name: 'address',
				type: 'fixedCollection',
				placeholder: 'Add Address',
				default: {},
				required: true,
				description: 'Where they are',
				options: [
					{
						displayName: 'Address',
						name: 'address',
						values: [
							{
								displayName: 'Country Code',
								name: 'countryCode',
								type: 'string',
								default: 'PL',
								required: true,
								placeholder: 'e.g. PL',
								description: 'Two capital letters of ISO 3166-1. Makers can be outside the EU.',
							},
							...addressValues,
						],
					},
				],
				routing: body('producerData.address', entry('address')),
			},
			{ ...contactField, routing: body('producerData.contact', entry('contact')) },
			additionalJson,
		],
	),
	...fieldsFor('responsibleProducer', ['getAll'], returnAllAndLimit),
];
