import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, placeFields } from '../shared/fields';
import type { Convert } from '../shared/routing';
import { body, route } from '../shared/routing';

/** The phone is two fields here, and an object for Allegro. */
const address: Convert = (value) => {
	const { address: given } = value as { address?: IDataObject };
	if (!given) return undefined;
	const { phoneCountryCode, phoneNumber, ...rest } = given;
	const countryCode = String(phoneCountryCode ?? '').replace(/^(\+|00)/, '');
	return { ...rest, phone: { countryCode, number: phoneNumber } };
};

export const removalPreferenceResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['removalPreference'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the removal preference',
				description: 'Get what the warehouse does with goods that it may not keep',
				routing: route('GET /fulfillment/removal/preferences', { scope: 'fulfillment:read' }),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update the removal preference',
				description:
					'Say what the warehouse shall do with goods that it may not keep. It replaces what you said before; removals that are under way stay as they are.',
				routing: route('PUT /fulfillment/removal/preferences', { scope: 'fulfillment:write' }),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'removalPreference',
		['update'],
		[
			{
				displayName: 'What to Do',
				name: 'removal',
				type: 'options',
				options: [
					{
						name: 'Dispose',
						value: 'DISPOSAL',
						description: 'The warehouse destroys the goods. This is irreversible.',
					},
					{
						name: 'Withdraw',
						value: 'WITHDRAWAL',
						description: 'The warehouse sends the goods to your address',
					},
				],
				default: 'WITHDRAWAL',
				required: true,
				description: 'What the warehouse does with goods such as damaged or expired ones',
				routing: body('operation'),
			},
			{
				displayName: 'Address',
				name: 'address',
				type: 'fixedCollection',
				placeholder: 'Add Address',
				default: {},
				required: true,
				description: 'Where the warehouse sends the goods',
				displayOptions: { show: { removal: ['WITHDRAWAL'] } },
				options: [
					{
						displayName: 'Address',
						name: 'address',
						values: [
							{
								displayName: 'Company',
								name: 'company',
								type: 'string',
								default: '',
								required: true,
								placeholder: 'e.g. Kowalski Sp. z o.o.',
								description: 'Name of the recipient, up to 200 characters',
							},
							{
								displayName: 'Street',
								name: 'street',
								type: 'string',
								default: '',
								required: true,
								placeholder: 'e.g. Grunwaldzka 182/5',
								description:
									'Street with the numbers of house and flat, up to 150 characters and without any of * % & ^ # @ !',
							},
							...placeFields,
							{
								displayName: 'Phone Country Code',
								name: 'phoneCountryCode',
								type: 'string',
								default: '48',
								required: true,
								placeholder: 'e.g. 48',
								description: 'The prefix of the country, without + or zeros',
							},
							{
								displayName: 'Phone Number',
								name: 'phoneNumber',
								type: 'string',
								default: '',
								required: true,
								placeholder: 'e.g. 500600700',
								description: 'Number of the phone without the prefix, in digits only',
							},
							{
								displayName: 'Additional Info',
								name: 'additionalInfo',
								type: 'string',
								default: '',
								placeholder: 'e.g. Ramp 3, open until 16:00',
								description:
									'More for the label of the courier, up to 300 characters. It is used for large parcels that are not sent with Ship with Allegro.',
							},
						],
					},
				],
				routing: body('address', address),
			},
			additionalJson,
		],
	),
];
