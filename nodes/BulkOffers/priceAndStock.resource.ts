import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	allowRepetition,
	batchCompletion,
	goOnWithRest,
	refuse,
	withCommandId,
} from '../shared/commands';
import { taskPages } from '../shared/longLists';
import { batchIdField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { BULK_CHANGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';
import { commandEnd } from './commandFields';
import { modifications } from './modificationFields';

/** Source: OfferBulkChangeCommand in Allegro's OpenAPI document. */
const MOST_MODIFICATIONS = 25;

/**
 * Allegro refuses an element with both prices and a stock (INVALID_SINGLE_ELEMENT_IN_MODIFICATION); one
 * offer may stand in two of them. Source: the example of OfferBulkChangeCommand, and Allegro's answer.
 */
function apart(modification: IDataObject): IDataObject[] {
	const { prices, stock, ...about } = modification;
	if (prices === undefined || stock === undefined) return [modification];
	return [
		{ ...about, prices },
		{ ...about, stock },
	];
}

function checkModifications(call: Call): void {
	const body = (call.request.body ?? {}) as IDataObject;
	const given = ((body.modifications ?? []) as IDataObject[]).flatMap(apart);
	if (given.length > 0) call.request.body = { ...body, modifications: given };
	const count = given.length;
	if (count === 0) {
		refuse(call, 'No change is filled in', 'Add a price or a stock under Changes.');
	}
	if (count > MOST_MODIFICATIONS) {
		refuse(
			call,
			`${count} changes are too many for one command`,
			`Allegro takes at most ${MOST_MODIFICATIONS}, and counts the price and the stock of an offer apart. For more, use the resource Offer of Each Item.`,
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
				description:
					'Change up to 25 prices and stocks of offers, each to a value of its own; price and stock of an offer count as two',
				routing: route('POST /sale/offer-bulk-modification-commands', {
					scope: 'sale:offers:write',
					accept: BETA_V1,
					contentType: BETA_V1,
					paces: BULK_CHANGES_PACE,
					before: (call) => {
						checkModifications(call);
						withCommandId(call);
						goOnWithRest(call);
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
