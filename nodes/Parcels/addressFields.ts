import type { INodeProperties } from 'n8n-workflow';

import { placeFields } from '../shared/fields';

/** An address for a shipment or a courier, in the order in which people write one. */
export const addressValues: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Jan Kowalski',
		description: 'First and last name. This or Company must be given.',
	},
	{
		displayName: 'Company',
		name: 'company',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kowalski Sp. z o.o.',
		description: 'Name of the company. This or Name must be given.',
	},
	{
		displayName: 'Street',
		name: 'street',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Grunwaldzka 182/5',
		description: 'Street with the numbers of house and flat',
	},
	...placeFields,
	{
		displayName: 'State',
		name: 'state',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cork',
		description: 'County, for Ireland only',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. hamu7udk3p+17454c1b6@allegromail.pl',
		description:
			"Email address. The receiver's must be the one that Allegro made for the buyer of the order: Allegro knows the order by it.",
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +48500600700',
		description:
			'Number of a mobile phone with the prefix of its country, without which Allegro refuses it. Numbers of Poland, Czechia, Slovakia and Hungary get it from Country Code.',
	},
];
