import type { INodeProperties } from 'n8n-workflow';

import { entry, textUpTo } from '../shared/fields';
import { offset } from '../shared/pagination';
import type { Convert } from '../shared/routing';
import { body } from '../shared/routing';

/** The lists of return policies, warranties and implied warranties: two pages, of which the second starts at 59. */
export const afterSalesPages = offset({
	max: 60,
	lastOffset: 59,
	narrow: 'Delete what you no longer use',
});

/** A text for buyers. Allegro refuses non-breaking spaces, which texts from websites are full of. */
export const plainText: Convert = (value, timezone) =>
	textUpTo(10_240)(String(value).replace(/\u00a0/g, ' '), timezone);

/** What the seller calls return policies, warranties and implied warranties. */
export const termsName = body('name', textUpTo(200));

/** Where buyers send items back, or their complaints. */
export const afterSalesAddress: INodeProperties = {
	displayName: 'Address',
	name: 'address',
	type: 'fixedCollection',
	placeholder: 'Add Address',
	default: {},
	required: true,
	options: [
		{
			displayName: 'Address',
			name: 'address',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Kowalski Sp. z o.o.',
					description: 'Company or person, up to 200 characters (50 in Czechia and Slovakia)',
				},
				{
					displayName: 'Street',
					name: 'street',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Grunwaldzka 182',
					description:
						'Street with the number, up to 200 characters (35 in Poland, Czechia and Slovakia)',
				},
				{
					displayName: 'Postal Code',
					name: 'postCode',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 60-166',
					description: 'As the country writes it: 60-166 in Poland, 110 00 in Czechia and Slovakia',
				},
				{
					displayName: 'City',
					name: 'city',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Poznań',
					description: 'Town or village, up to 200 characters (30 in Poland, Czechia and Slovakia)',
				},
				{
					displayName: 'Country Code',
					name: 'countryCode',
					type: 'string',
					default: 'PL',
					required: true,
					placeholder: 'e.g. PL',
					description: 'Two letters of ISO 3166-1',
				},
			],
		},
	],
	routing: body('address', entry('address')),
};
