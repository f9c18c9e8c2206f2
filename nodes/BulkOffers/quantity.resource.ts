import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batch, refuse } from '../shared/commands';
import { taskPages } from '../shared/longLists';
import { batchIdField, fieldsFor, offerIdsField, returnAllAndLimit } from '../shared/fields';
import { pieces } from '../shared/numbers';
import { QUANTITY_CHANGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { at } from '../shared/values';
import { commandEnd } from './commandFields';

const command = batch('GET /sale/offer-quantity-change-commands/{commandId}');

/** Source: QuantityModification in Allegro's OpenAPI document. */
function checkQuantity(call: Call): void {
	const { changeType, value } = (at(call.request.body, 'modification') ?? {}) as IDataObject;
	if (value === undefined) refuse(call, 'No quantity is filled in', 'This item gives none.');
	if (changeType === 'FIXED' && !(Number(value) > 0)) {
		refuse(
			call,
			'The quantity of an offer cannot be less than 1',
			'To stop selling, end the offers with the node Allegro Offers.',
		);
	}
}

export const quantityResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['quantity'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get the status of a quantity change',
				description: 'Ask for how many offers a quantity change has succeeded and failed so far',
				routing: route('GET /sale/offer-quantity-change-commands/{commandId}', {
					scope: 'sale:offers:write',
				}),
			},
			{
				name: 'Get Tasks',
				value: 'getTasks',
				action: 'Get the tasks of a quantity change',
				description: 'Get for each offer whether its quantity was changed, and why not',
				routing: route('GET /sale/offer-quantity-change-commands/{commandId}/tasks', {
					scope: 'sale:offers:write',
					rows: 'tasks',
					pages: taskPages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update the quantities of offers',
				description: 'Set, increase or decrease the stock of up to 1000 offers',
				routing: route('PUT /sale/offer-quantity-change-commands/{commandId}', {
					scope: 'sale:offers:write',
					paces: QUANTITY_CHANGES_PACE,
					...command,
					before: (call) => {
						command.before(call);
						checkQuantity(call);
					},
				}),
			},
		],
		default: 'update',
	},
	...fieldsFor(
		'quantity',
		['update'],
		[
			offerIdsField,
			{
				displayName: 'Change',
				name: 'changeType',
				type: 'options',
				options: [
					{
						name: 'Increase or Decrease',
						value: 'GAIN',
						description: 'Add to what each of the offers has, or take from it',
					},
					{
						name: 'Set Quantity',
						value: 'FIXED',
						description: 'Give each of the offers the same quantity',
					},
				],
				default: 'FIXED',
				description: 'What to do with the quantity of each of the offers',
				routing: body('modification.changeType'),
			},
			{
				displayName: 'New Quantity',
				name: 'quantity',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: 1,
				required: true,
				description: 'How many pieces each of the offers gets',
				hint: 'Allegro takes no 0: to stop selling, end the offers instead',
				displayOptions: { show: { changeType: ['FIXED'] } },
				routing: body('modification.value', pieces),
			},
			{
				displayName: 'Difference',
				name: 'difference',
				type: 'number',
				typeOptions: { numberPrecision: 0 },
				default: 1,
				required: true,
				placeholder: 'e.g. -5',
				description: 'How many pieces each of the offers gains, or loses when it is below 0',
				displayOptions: { show: { changeType: ['GAIN'] } },
				routing: body('modification.value', pieces),
			},
			...commandEnd,
		],
	),
	...fieldsFor('quantity', ['getStatus', 'getTasks'], [batchIdField]),
	...fieldsFor('quantity', ['getTasks'], returnAllAndLimit),
];
