import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, textUpTo } from '../shared/fields';
import { productLocator } from '../shared/locators';
import { body, route } from '../shared/routing';
import { parametersById, productBody, productName } from './productFields';
import { addParameters } from './productParameters';

export const changeProposalResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['changeProposal'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a product change proposal',
				description: 'Report wrong data of a product, by how it should be; up to 100 a day',
				routing: route('POST /sale/products/{productId}/change-proposals', {
					scope: 'sale:offers:write',
					before: addParameters,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a product change proposal',
				description: 'Get what Allegro accepted and rejected of a proposal, and why',
				routing: route('GET /sale/products/change-proposals/{changeProposalId}', {
					scope: 'sale:offers:read',
				}),
			},
		],
		default: 'create',
	},
	...fieldsFor(
		'changeProposal',
		['create'],
		[
			productLocator,
			{
				...productName,
				description: 'How the product should be called, up to 150 characters',
				routing: body('name', textUpTo(150)),
			},
			...productBody,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Note',
						name: 'note',
						type: 'string',
						default: '',
						placeholder: 'e.g. The brand is written wrongly',
						description: 'Why, for those who check the proposal, up to 500 characters',
						routing: body('note', textUpTo(500)),
					},
					{
						displayName: 'Notify by Email',
						name: 'notifyViaEmailAfterVerification',
						type: 'boolean',
						default: true,
						description: 'Whether Allegro shall write to you when the proposal was checked',
						routing: body('notifyViaEmailAfterVerification'),
					},
					parametersById,
				],
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'changeProposal',
		['get'],
		[
			{
				displayName: 'Proposal ID',
				name: 'changeProposalId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 22f1ed1b-4108-4bbe-914c-456588b9dac9',
				description: 'The ID that Create gave',
			},
		],
	),
];
