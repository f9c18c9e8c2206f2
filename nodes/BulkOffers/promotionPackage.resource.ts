import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batch, refuse } from '../shared/commands';
import {
	batchIdField,
	fieldsFor,
	idObjects,
	MARKETPLACES,
	offerIdsField,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { withoutEmpty } from '../shared/values';
import { commandEnd } from './commandFields';

const command = batch('GET /sale/offers/promo-options-commands/{commandId}', 'sale:offers:read');

function checkPackages(call: Call): void {
	const { modification, additionalMarketplaces } = (call.request.body ?? {}) as IDataObject;
	if (modification || additionalMarketplaces) return;
	refuse(call, 'No package is filled in', 'Fill in Packages, or those of another marketplace.');
}

function onMarketplace(row: IDataObject): IDataObject {
	const { marketplaceId, basePackageId, extraPackageIds, modificationTime } = row;
	return withoutEmpty({
		marketplaceId,
		modification: {
			basePackage: { id: basePackageId },
			extraPackages: idObjects(extraPackageIds ?? '', '') as IDataObject[],
			modificationTime,
		},
	});
}

const basePackage: INodeProperties = {
	displayName: 'Base Package Name or ID',
	name: 'basePackageId',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getBasePackages' },
	default: '',
	placeholder: 'e.g. emphasized10d',
	description:
		'The base package that the offers get. Allegro charges for it. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const extraPackages: INodeProperties = {
	displayName: 'Extra Package Names or IDs',
	name: 'extraPackageIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getExtraPackages' },
	default: [],
	placeholder: 'e.g. departmentPage',
	description:
		'The extra packages that the offers get. Empty leaves those that they have. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const modificationTime: INodeProperties = {
	displayName: 'When',
	name: 'modificationTime',
	type: 'options',
	options: [
		{
			name: 'At End of Cycle',
			value: 'END_OF_CYCLE',
			description: 'When the time that is paid for already is over',
		},
		{ name: 'Now', value: 'NOW' },
	],
	default: 'NOW',
	description: 'When the packages change',
};

export const promotionPackageResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['promotionPackage'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get the status of a change of promotion packages',
				description: 'Ask for how many offers a change of packages has succeeded and failed so far',
				routing: route('GET /sale/offers/promo-options-commands/{commandId}', {
					scope: 'sale:offers:read',
				}),
			},
			{
				name: 'Get Tasks',
				value: 'getTasks',
				action: 'Get the tasks of a change of promotion packages',
				description: 'Get for each offer and marketplace whether its packages were changed',
				routing: route('GET /sale/offers/promo-options-commands/{commandId}/tasks', {
					scope: 'sale:offers:read',
					rows: 'tasks',
					pages: offset({ max: 1000 }),
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update the promotion packages of offers',
				description: 'Promote up to 1000 offers with packages, for which Allegro charges',
				routing: route('PUT /sale/offers/promo-options-commands/{commandId}', {
					scope: 'sale:offers:write',
					...command,
					before: (call) => {
						command.before(call);
						checkPackages(call);
					},
				}),
			},
		],
		default: 'update',
	},
	...fieldsFor(
		'promotionPackage',
		['update'],
		[
			offerIdsField,
			{
				displayName: 'Packages',
				name: 'packages',
				type: 'collection',
				placeholder: 'Add Package',
				default: {},
				required: true,
				description: 'What the offers get on their base marketplace',
				options: [
					{ ...basePackage, routing: body('modification.basePackage.id') },
					{ ...extraPackages, routing: body('modification.extraPackages', idObjects) },
					{ ...modificationTime, routing: body('modification.modificationTime') },
				],
			},
			{
				displayName: 'Additional Marketplaces',
				name: 'additionalMarketplaces',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Marketplace',
				default: {},
				description: 'Packages on other marketplaces than the base marketplace of the offers',
				options: [
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						values: [
							{
								displayName: 'Marketplace',
								name: 'marketplaceId',
								type: 'options',
								options: MARKETPLACES,
								default: 'allegro-cz',
								description: 'Where the packages change',
							},
							basePackage,
							extraPackages,
							modificationTime,
						],
					},
				],
				routing: body('additionalMarketplaces', rowsOf('marketplace', onMarketplace)),
			},
			...commandEnd,
		],
	),
	...fieldsFor('promotionPackage', ['getStatus', 'getTasks'], [batchIdField]),
	...fieldsFor('promotionPackage', ['getTasks'], returnAllAndLimit),
];
