import type { INodeProperties } from 'n8n-workflow';

import { textUpTo } from '../shared/fields';
import type { Convert } from '../shared/routing';

/** A name of at most so many characters, with single spaces: Allegro refuses other white space. */
export function nameUpTo(most: number): Convert {
	return (value, timezone) => textUpTo(most)(String(value).trim().replace(/\s+/g, ' '), timezone);
}

/** The parts of an address that follow the country. */
export const addressValues: INodeProperties[] = [
	{
		displayName: 'Street',
		name: 'street',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Grunwaldzka 182',
		description: 'Street with the number, up to 200 characters',
	},
	{
		displayName: 'Postal Code',
		name: 'postalCode',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 60-166',
		description: 'Postal code as the country writes it, up to 20 characters',
	},
	{
		displayName: 'City',
		name: 'city',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Poznań',
		description: 'Town or village, up to 100 characters',
	},
];

/** How to reach them. The routing is the resource's. */
export const contactField: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'fixedCollection',
	placeholder: 'Add Contact',
	default: {},
	required: true,
	description: 'How buyers and authorities can reach them. Email or Form URL must be given.',
	options: [
		{
			displayName: 'Contact',
			name: 'contact',
			values: [
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. safety@example.com',
					description: 'Email address, up to 50 characters',
				},
				{
					displayName: 'Form URL',
					name: 'formUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/contact',
					description: 'Address of a contact form, up to 80 characters',
				},
				{
					displayName: 'Phone',
					name: 'phoneNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. +48500600700',
					description: 'Phone number, up to 30 characters',
				},
			],
		},
	],
};
