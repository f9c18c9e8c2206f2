import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, dryRunField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { additionalEmailLocator } from '../shared/locators';
import { body, route } from '../shared/routing';

export const additionalEmailResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['additionalEmail'] } },
		options: [
			{
				name: 'Add',
				value: 'create',
				action: 'Add an additional email',
				description: 'Add an email address to the account',
				routing: route('POST /account/additional-emails', { scope: 'profile:write' }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an additional email',
				description: 'Get an additional email address and when it was added',
				routing: route('GET /account/additional-emails/{emailId}', { scope: 'profile:read' }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many additional emails',
				description: 'Get the additional email addresses of the account',
				routing: route('GET /account/additional-emails', {
					scope: 'profile:read',
					rows: 'additional-emails',
				}),
			},
			{
				name: 'Remove',
				value: 'delete',
				action: 'Remove an additional email',
				description:
					'Take an additional email address off the account. To have it back, add it again.',
				routing: route('DELETE /account/additional-emails/{emailId}', {
					scope: 'profile:write',
					dryRun: true,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('additionalEmail', ['delete', 'get'], [additionalEmailLocator]),
	...fieldsFor(
		'additionalEmail',
		['create'],
		[
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. orders@example.com',
				description: 'The address to add, with at most 64 characters before the @',
				routing: body('email'),
			},
			additionalJson,
		],
	),
	...fieldsFor('additionalEmail', ['getAll'], returnAllAndLimit),
	...fieldsFor('additionalEmail', ['delete'], [dryRunField]),
];
