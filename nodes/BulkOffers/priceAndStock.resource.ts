import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	allowRepetition,
	batchCompletion,
	refuse,
	taskPages,
	withCommandId,
} from '../shared/commands';
import { batchIdField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { BULK_CHANGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';
import { commandEnd } from './commandFields';
import { modifications } from './modificationFields';

/** Source: OfferBulkChangeCommand in Allegro's OpenAPI document. */
const MOST_MODIFICATIONS = 25;

function checkModifications(call: Call): void {
	const { modifications: given = [] } = (call.request.body ?? {}) as IDataObject;
	const count = (given as unknown[]).length;
	if (count === 0) {
		refuse(call, 'No change is filled in', 'Add a price or a stock under Changes.');
	}
	if (count > MOST_MODIFICATIONS) {
		refuse(
			call,
			`${count} changes are too many for one command`,
			`Allegro takes at most ${MOST_MODIFICATIONS}. For more, use the resource Offer of Each Item.`,
		);
	}
	allowRepetition(call, count);
}

export const priceAndStockResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['priceAndStock'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get the status of a change of prices and stocks',
				description: 'Ask how many of the changes have succeeded and failed so far',
				routing: route('GET /sale/offer-bulk-modification-commands/{commandId}', {
					scope: 'sale:offers:write',
				}),
			},
			{
				name: 'Get Tasks',
				value: 'getTasks',
				action: 'Get the tasks of a change of prices and stocks',
				description: 'Get for each offer and field whether it was changed, and why not',
				routing: route('GET /sale/offer-bulk-modification-commands/{commandId}/tasks', {
					scope: 'sale:offers:write',
					rows: 'tasks',
					pages: taskPages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update prices and stocks of offers',
				description: 'Change prices and stocks of up to 25 offers, each to values of its own',
				routing: route('POST /sale/offer-bulk-modification-commands', {
					scope: 'sale:offers:write',
					accept: BETA_V1,
					contentType: BETA_V1,
					paces: BULK_CHANGES_PACE,
					before: (call) => {
						checkModifications(call);
						withCommandId(call);
					},
					after: batchCompletion('GET /sale/offer-bulk-modification-commands/{commandId}'),
				}),
			},
		],
		default: 'update',
	},
	...fieldsFor('priceAndStock', ['update'], [modifications, ...commandEnd]),
	...fieldsFor('priceAndStock', ['getStatus', 'getTasks'], [batchIdField]),
	...fieldsFor('priceAndStock', ['getTasks'], returnAllAndLimit),
];
