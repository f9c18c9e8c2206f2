import type { INodeProperties } from 'n8n-workflow';

import { descriptionSections } from '../shared/descriptions';
import { taking } from '../shared/typing';
import { LANGUAGES, rowsOf } from '../shared/fields';
import { categoryLocator } from '../shared/locators';
import { parameterById, parametersField } from '../shared/parameters';
import { asList, body } from '../shared/routing';
import { urlObjects } from '../shared/webAddresses';

export const productName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. LEGO Technic Ferrari Daytona SP3 42143',
};

/** For categories that the panel cannot know. What stands here goes over Parameters. */
export const parametersById: INodeProperties = {
	displayName: 'Parameters by ID',
	name: 'parameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	description: 'The parameters that Category: Get Product Parameters lists, such as EAN and brand',
	hint: 'To give them by an expression, use Additional JSON, such as { "parameters": [{ "id": "225693", "values": ["5702017156248"] }] }',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{
					displayName: 'Parameter ID',
					name: 'id',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 225693',
					description: 'The ID of the parameter',
				},
				{
					displayName: 'Range From',
					name: 'rangeFrom',
					type: 'string',
					default: '',
					placeholder: 'e.g. 10',
					description: 'The lower end, for parameters that are a range',
				},
				{
					displayName: 'Range To',
					name: 'rangeTo',
					type: 'string',
					default: '',
					placeholder: 'e.g. 20',
					description: 'The upper end, for parameters that are a range',
				},
				{
					displayName: 'Value IDs',
					name: 'valuesIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. 129970_850936',
					description:
						'The IDs of the values, separated by commas, for parameters with a list of values',
					routing: asList(),
				},
				{
					displayName: 'Values',
					name: 'values',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. 5702017156248',
					description: 'The values, each in a line of its own, for all other parameters',
				},
			],
		},
	],
	routing: body(
		'parameters',
		rowsOf('parameter', ({ rangeFrom: from, rangeTo: to, ...row }) =>
			parameterById({ ...row, from, to }),
		),
	),
};

/** What a product consists of, for those who propose one or its correction. */
export const productBody: INodeProperties[] = [
	{ ...categoryLocator, routing: body('category.id') },
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: LANGUAGES,
		default: 'pl-PL',
		required: true,
		description: 'The language of the name and the values',
		routing: body('language'),
	},
	{
		displayName: 'Image URLs',
		name: 'images',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://a.allegroimg.com/original/00e0c9/1d7c95614fd6a7c713b075d0251a',
		description:
			'Addresses of images that were uploaded to Allegro, separated by commas, or a list from an expression. At least one is needed.',
		routing: body('images', urlObjects),
	},
	{ ...parametersField, required: true },
];

/**
 * The description, as a text or in full; the latter counts. Both lead to one place: what the first has
 * made passes through the other.
 */
export const descriptions: INodeProperties[] = [
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. <p>A car of 3778 pieces, at a scale of 1:8</p>',
		description:
			'What the product is, as plain text or as HTML, which is made into what Allegro takes',
		routing: body('description.sections', descriptionSections),
	},
	{
		displayName: 'Description Sections',
		name: 'descriptionSections',
		type: 'json',
		default: '[]',
		placeholder:
			'e.g. [{ "items": [{ "type": "TEXT", "content": "<p>A car of 3778 pieces</p>" }] }]',
		description: 'A list of sections with texts and images, instead of Description',
		routing: body(
			'description.sections',
			taking('text', (value: unknown, zone: string) => descriptionSections(value, zone)),
		),
	},
];
