import type { INodeProperties } from 'n8n-workflow';

/** A parameter of an offer or a product: what one is depends on the category. */
export const parameterValues: INodeProperties[] = [
	{
		displayName: 'Parameter ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 224017',
		description: 'ID of the parameter, as the parameters of the category have it',
	},
	{
		displayName: 'Parameter Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kod producenta',
		description: 'Name of the parameter in the language of the offer, instead of its ID',
	},
	{
		displayName: 'Values',
		name: 'values',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. AB-4234',
		description: 'Values as text, one in each line',
	},
	{
		displayName: 'Value IDs',
		name: 'valuesIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 224017_2',
		description: "IDs of values from the parameter's dictionary, separated by commas",
	},
	{
		displayName: 'Range From',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. 20',
		description: 'Lower end, for parameters that are ranges',
	},
	{
		displayName: 'Range To',
		name: 'to',
		type: 'string',
		default: '',
		placeholder: 'e.g. 80',
		description: 'Upper end, for parameters that are ranges',
	},
];
