import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { additionalJson, entry, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { responsiblePersonLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import { body, route } from '../shared/routing';
import { addressValues, contactField, nameUpTo } from './responsibleFields';
import { idInBody } from './steps';

/** Only someone in the EU can be responsible. */
const EU_COUNTRIES: INodePropertyOptions[] = [
	{ name: 'Austria', value: 'AT' },
	{ name: 'Belgium', value: 'BE' },
	{ name: 'Bulgaria', value: 'BG' },
	{ name: 'Croatia', value: 'HR' },
	{ name: 'Cyprus', value: 'CY' },
	{ name: 'Czechia', value: 'CZ' },
	{ name: 'Denmark', value: 'DK' },
	{ name: 'Estonia', value: 'EE' },
	{ name: 'Finland', value: 'FI' },
	{ name: 'France', value: 'FR' },
	{ name: 'Germany', value: 'DE' },
	{ name: 'Greece', value: 'GR' },
	{ name: 'Hungary', value: 'HU' },
	{ name: 'Ireland', value: 'IE' },
	{ name: 'Italy', value: 'IT' },
	{ name: 'Latvia', value: 'LV' },
	{ name: 'Lithuania', value: 'LT' },
	{ name: 'Luxembourg', value: 'LU' },
	{ name: 'Malta', value: 'MT' },
	{ name: 'Netherlands', value: 'NL' },
	{ name: 'Poland', value: 'PL' },
	{ name: 'Portugal', value: 'PT' },
	{ name: 'Romania', value: 'RO' },
	{ name: 'Slovakia', value: 'SK' },
	{ name: 'Slovenia', value: 'SI' },
	{ name: 'Spain', value: 'ES' },
	{ name: 'Sweden', value: 'SE' },
];

export const responsiblePersonResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['responsiblePerson'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a responsible person',
				description:
					'Add someone in the EU who answers for products (GPSR). The API cannot delete them again.',
				routing: route('POST /sale/responsible-persons', { scope: 'sale:settings:write' }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many responsible persons',
				description: 'Get those in the EU who answer for your products (GPSR)',
				routing: route('GET /sale/responsible-persons', {
					scope: 'sale:settings:read',
					rows: 'responsiblePersons',
					pages: offset({
						max: 1000,
						lastOffset: 16_000,
						narrow: 'Keep the IDs that Create gives',
					}),
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a responsible person',
				description:
					'Replace a responsible person in all offers that name them. What is not filled in is gone afterwards.',
				routing: route('PUT /sale/responsible-persons/{id}', {
					path: { id: 'responsiblePersonId' },
					scope: 'sale:settings:write',
					before: idInBody('responsiblePersonId'),
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('responsiblePerson', ['update'], [responsiblePersonLocator]),
	...fieldsFor(
		'responsiblePerson',
		['create', 'update'],
		[
			{
				displayName: 'Internal Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Person responsible for batteries',
				description: 'What you call them, up to 50 characters. Buyers do not see it.',
				routing: body('name', nameUpTo(50)),
			},
			{
				displayName: 'Name',
				name: 'personalName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Kowalski Sp. z o.o.',
				description: 'Company or person, up to 200 characters',
				routing: body('personalData.name', nameUpTo(200)),
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
								displayName: 'Country',
								name: 'countryCode',
								type: 'options',
								options: EU_COUNTRIES,
								default: 'PL',
								required: true,
								description: 'A country of the EU',
							},
							...addressValues,
						],
					},
				],
				routing: body('personalData.address', entry('address')),
			},
			{ ...contactField, routing: body('personalData.contact', entry('contact')) },
			additionalJson,
		],
	),
	...fieldsFor('responsiblePerson', ['getAll'], returnAllAndLimit),
];
