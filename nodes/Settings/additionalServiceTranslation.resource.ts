import type { INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dryRunField,
	fieldsFor,
	LANGUAGES,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { additionalServiceGroupLocator } from '../shared/locators';
import { body, query, route } from '../shared/routing';

export const additionalServiceTranslationResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['additionalServiceTranslation'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update a translation of additional services',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				routing: route(
					'PATCH /sale/offer-additional-services/groups/{groupId}/translations/{language}',
					{
						scope: 'sale:settings:write',
					},
				),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a translation of additional services',
				description: 'Delete the texts of a group of services in a language for good',
				routing: route(
					'DELETE /sale/offer-additional-services/groups/{groupId}/translations/{language}',
					{ scope: 'sale:offers:write', dryRun: true },
				),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many translations of additional services',
				description: 'Get the texts of a group of services, one item for each language',
				routing: route('GET /sale/offer-additional-services/groups/{groupId}/translations', {
					scope: 'sale:settings:read',
					rows: 'translations',
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'additionalServiceTranslation',
		['delete', 'getAll', 'upsert'],
		[additionalServiceGroupLocator],
	),
	...fieldsFor(
		'additionalServiceTranslation',
		['delete', 'upsert'],
		[
			{
				displayName: 'Language',
				name: 'language',
				type: 'options',
				options: LANGUAGES,
				default: 'cs-CZ',
				required: true,
				description: 'The language of the translation',
			},
		],
	),
	...fieldsFor(
		'additionalServiceTranslation',
		['upsert'],
		[
			{
				displayName: 'Translations',
				name: 'translations',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Translation',
				default: {},
				required: true,
				description:
					'The texts of the services in this language. Services that are not among them keep theirs.',
				options: [
					{
						displayName: 'Translation',
						name: 'translation',
						values: [
							{
								displayName: 'Service Name or ID',
								name: 'definitionId',
								type: 'options',
								required: true,
								typeOptions: { loadOptionsMethod: 'getAdditionalServices' },
								default: '',
								description:
									'A service of the group. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
							},
							{
								displayName: 'Description',
								name: 'description',
								type: 'string',
								default: '',
								placeholder: 'e.g. Červený papír a bílá stuha',
								description: 'The text for buyers',
							},
						],
					},
				],
				routing: body(
					'additionalServices.translation',
					rowsOf('translation', ({ definitionId, description }) => ({
						definition: { id: definitionId },
						description,
					})),
				),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'additionalServiceTranslation',
		['getAll'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Language',
						name: 'language',
						type: 'options',
						options: LANGUAGES,
						default: 'cs-CZ',
						description: 'Only the texts in this language',
						routing: query('language'),
					},
				],
			},
		],
	),
	...fieldsFor('additionalServiceTranslation', ['delete'], [dryRunField]),
];
