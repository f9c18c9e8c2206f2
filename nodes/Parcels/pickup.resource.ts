import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { completion, withRepeatableCommand } from '../shared/commands';
import {
	additionalJson,
	additionalJsonOption,
	commandIdOption,
	day,
	entry,
	fieldsFor,
	list,
	optionsOf,
	timeoutOption,
	waitField,
} from '../shared/fields';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { objectOf } from '../shared/values';
import type { Answer } from '../shared/transport';
import { completeAddresses } from './addresses';
import { addressValues } from './addressFields';
import { shipmentIdsField, startedCommandField } from './idFields';

const addressField: INodeProperties = {
	displayName: 'Address',
	name: 'address',
	type: 'fixedCollection',
	placeholder: 'Add Address',
	default: {},
	required: true,
	description: 'Where the courier takes over the parcels',
	options: [{ displayName: 'Address', name: 'address', values: addressValues }],
};

/** Why Allegro may propose nothing. Sources: allegro-api #12376, #12383, #10494, #8696. */
const NO_PICKUP =
	'Allegro proposes no pickup for this shipment: its carrier does not come, comes already, or does not take the address (a name or company that is too long, for example)';

/**
 * One item for each shipment: that is what proposals are for. What was asked for and has none stands
 * there without times and with a reason: without any item, the workflow would stop as if all were well.
 */
async function proposalRows(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
	type Group = { proposals?: IDataObject[] | null; address?: IDataObject };
	const groups = [answer.body].flat().filter((each) => objectOf(each)) as Group[];
	const rows = groups.flatMap(({ proposals, address }) =>
		(proposals ?? []).map((proposal) => ({ ...proposal, address })),
	) as IDataObject[];
	const { shipmentIds = [] } = (call.request.body ?? {}) as { shipmentIds?: string[] };
	const known = new Set(rows.map(({ shipmentId }) => shipmentId));
	const none = [...new Set(shipmentIds)]
		.filter((shipmentId) => !known.has(shipmentId))
		.map((shipmentId): IDataObject => ({ shipmentId, pickupTimes: [] }));
	return [...rows, ...none].map((row) => {
		const times = row.pickupTimes as unknown[] | null | undefined;
		return { json: times?.length === 0 ? { ...row, problem: NO_PICKUP } : row };
	});
}

export const pickupResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['pickup'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a pickup',
				description: 'Order a courier who takes over the parcels of shipments',
				routing: route('POST /shipment-management/pickups/create-commands', {
					scope: 'shipments:write',
					before(call: Call): void {
						completeAddresses(call);
						withRepeatableCommand(call);
					},
					after: completion({
						status: 'GET /shipment-management/pickups/create-commands/{commandId}',
						resultId: 'pickupId',
						result: 'GET /shipment-management/pickups/{pickupId}',
						resultScope: 'shipments:read',
						what: 'pickup',
					}),
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a pickup',
				description: 'Get a pickup with its address, its shipments and the number at the carrier',
				routing: route('GET /shipment-management/pickups/{pickupId}', {
					scope: 'shipments:read',
				}),
			},
			{
				name: 'Get Creation Status',
				value: 'getCreateStatus',
				action: 'Get the creation status of a pickup',
				description: 'Ask how a creation that was started without waiting stands',
				routing: route('GET /shipment-management/pickups/create-commands/{commandId}', {
					scope: 'shipments:write',
				}),
			},
			{
				name: 'Get Proposals',
				value: 'getProposals',
				action: 'Get pickup proposals',
				description:
					'Get the times at which a courier could come, one item for each shipment. What has none comes with a problem.',
				routing: route('POST /shipment-management/pickup-proposals', {
					scope: 'shipments:write',
					before: completeAddresses,
					after: proposalRows,
					repeatable: true,
				}),
			},
		],
		default: 'create',
	},
	...fieldsFor(
		'pickup',
		['get'],
		[
			{
				displayName: 'Pickup ID',
				name: 'pickupId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 8f3b6c1e-2d4a-4b0f-9a57-6f1e3c2b1a90',
				description: 'The ID that Create gave',
			},
		],
	),
	...fieldsFor('pickup', ['getCreateStatus'], [startedCommandField]),
	...fieldsFor(
		'pickup',
		['create'],
		[
			{ ...shipmentIdsField, routing: body('input.shipmentIds', list) },
			{
				displayName: 'Pickup Date',
				name: 'pickupDate',
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				default: '',
				required: true,
				description: 'The day on which the courier shall come, from Get Proposals',
				routing: body('input.pickupTime.date', day),
			},
			{
				displayName: 'From Time',
				name: 'minTime',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10:00',
				description: 'The start of the time in which the courier comes, from Get Proposals',
				routing: body('input.pickupTime.minTime'),
			},
			{
				displayName: 'Until Time',
				name: 'maxTime',
				type: 'string',
				default: '',
				placeholder: 'e.g. 14:00',
				description: 'The end of the time in which the courier comes, from Get Proposals',
				routing: body('input.pickupTime.maxTime'),
			},
			{ ...addressField, routing: body('input.address', entry('address')) },
			waitField,
		],
	),
	...fieldsFor(
		'pickup',
		['getProposals'],
		[
			{
				...shipmentIdsField,
				description:
					'IDs that Create gave, up to 100 separated by commas, or a list from an expression',
				routing: body('shipmentIds', list),
			},
			{ ...addressField, routing: body('address', entry('address')) },
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Ready Date',
						name: 'readyDate',
						type: 'dateTime',
						typeOptions: { dateOnly: true },
						default: '',
						description: 'The day on which the parcels are ready',
						routing: body('readyDate', day),
					},
				],
			},
		],
	),
	...fieldsFor(
		'pickup',
		['create'],
		[optionsOf(timeoutOption, commandIdOption, additionalJsonOption)],
	),
	...fieldsFor('pickup', ['getProposals'], [additionalJson]),
];
