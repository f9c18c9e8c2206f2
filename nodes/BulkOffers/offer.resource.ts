import type { INodeProperties } from 'n8n-workflow';

import { batch, refuse } from '../shared/commands';
import { taskPages } from '../shared/longLists';
import { batchIdField, fieldsFor, offerIdsField, returnAllAndLimit } from '../shared/fields';
import { OFFER_CHANGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { route } from '../shared/routing';
import { at } from '../shared/values';
import { commandEnd } from './commandFields';
import { changes } from './offerFields';
import { sendRest, takeFirst } from './settings';

const command = batch('GET /sale/offer-modification-commands/{commandId}');

function checkChanges(call: Call): void {
	if (at(call.request.body, 'modification')) return;
	refuse(call, 'No change is filled in', 'Add what shall change under Changes.');
}

export const offerResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['offer'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get the status of a change of offers',
				description: 'Ask how many of the changes have succeeded and failed so far',
				routing: route('GET /sale/offer-modification-commands/{commandId}', {
					scope: 'sale:offers:write',
				}),
			},
			{
				name: 'Get Tasks',
				value: 'getTasks',
				action: 'Get the tasks of a change of offers',
				description: 'Get for each offer and field whether it was changed, and why not',
				routing: route('GET /sale/offer-modification-commands/{commandId}/tasks', {
					scope: 'sale:offers:write',
					rows: 'tasks',
					pages: taskPages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update settings of offers',
				description:
					'Change delivery, invoice, location, duration, product safety and more of up to 1000 offers, with a command for each setting',
				routing: route('PUT /sale/offer-modification-commands/{commandId}', {
					scope: 'sale:offers:write',
					paces: OFFER_CHANGES_PACE,
					...command,
					before: (call) => {
						checkChanges(call);
						takeFirst(call);
						command.before(call);
					},
					after: sendRest,
				}),
			},
		],
		default: 'update',
	},
	...fieldsFor('offer', ['update'], [offerIdsField, changes, ...commandEnd]),
	...fieldsFor('offer', ['getStatus', 'getTasks'], [batchIdField]),
	...fieldsFor('offer', ['getTasks'], returnAllAndLimit),
];
