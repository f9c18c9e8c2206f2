import type { INodeProperties } from 'n8n-workflow';

import { asList } from '../shared/routing';

/** A parameter of an offer or a product: what one is depends on the category. */
export const parameterValues: INodeProperties[] = [
	{
		displayName: 'Parameter ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 224017',
		description: 'Its ID, as in the parameters of the category',
	},
	{
		displayName: 'Parameter Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kod producenta',
		description: 'Its name in the language of the offer, instead of the ID',
	},
	{
		displayName: 'Values',
		name: 'values',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. AB-4234',
		description: 'Values as text, one in each line',
		routing: asList(),
	},
	{
		displayName: 'Value IDs',
		name: 'valuesIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 224017_2',
		description: 'IDs of values from its dictionary, separated by commas',
		routing: asList(),
	},
	{
		displayName: 'Range From',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. 20',
		description: 'Lower end of a range',
	},
	{
		displayName: 'Range To',
		name: 'to',
		type: 'string',
		default: '',
		placeholder: 'e.g. 80',
		description: 'Upper end of a range',
	},
];
