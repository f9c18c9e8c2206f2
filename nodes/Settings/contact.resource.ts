import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, returnAllAndLimit, textUpTo } from '../shared/fields';
import { contactLocator } from '../shared/locators';
import { body, route } from '../shared/routing';
import { toText } from '../shared/typing';
import { separated } from './texts';

/** Source: Accept-Language of these methods in Allegro's OpenAPI document. */
const languages = ['en-US', 'pl-PL'];

export const contactResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['contact'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a contact',
				description: 'Create a contact that classified ads can show',
				routing: route('POST /sale/offer-contacts', { scope: 'sale:settings:write', languages }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a contact',
				description: 'Get a contact with its email address and phone numbers',
				routing: route('GET /sale/offer-contacts/{id}', {
					path: { id: 'contactId' },
					scope: 'sale:settings:read',
					languages,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Get the contacts of the account',
				routing: route('GET /sale/offer-contacts', {
					scope: 'sale:settings:read',
					rows: 'contacts',
					languages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a contact',
				description:
					'Replace a contact in all ads that show it. What is not filled in is gone afterwards.',
				routing: route('PUT /sale/offer-contacts/{id}', {
					path: { id: 'contactId' },
					scope: 'sale:settings:write',
					languages,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('contact', ['get', 'update'], [contactLocator]),
	...fieldsFor(
		'contact',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Main contact',
				description: 'What you call the contact, up to 250 characters',
				routing: body('name', textUpTo(250)),
			},
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. jan@example.com',
				description: 'Where people can write to. Allegro keeps one address.',
				routing: body('emails', (address) => [{ address: toText(address, '"Email"') }]),
			},
			{
				displayName: 'Phones',
				name: 'phones',
				type: 'string',
				default: '',
				placeholder: 'e.g. 500 600 700, 61 222 33 44',
				description: 'Where people can call, one or two numbers separated by commas',
				routing: body('phones', (value) => separated(value).map((number) => ({ number }))),
			},
			additionalJson,
		],
	),
	...fieldsFor('contact', ['getAll'], returnAllAndLimit),
];
