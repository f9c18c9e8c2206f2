import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	binaryOutput,
	day,
	fieldsFor,
	json,
	list,
	returnAllAndLimit,
} from '../shared/fields';
import { fileItem, PDF } from '../shared/files';
import { body, query, route } from '../shared/routing';
import type { Call } from '../shared/routing';
import type { Answer } from '../shared/transport';

const retired = (successor: string) => ({ since: '2025-01-31', instead: `use ${successor}` });

function file(name: string) {
	return async (call: Call, answer: Answer): Promise<INodeExecutionData[]> => [
		await fileItem(call, answer, {
			property: call.field('binaryPropertyName', 'data'),
			name,
			types: [PDF],
		}),
	];
}

const parcelIdField: INodeProperties = {
	displayName: 'Parcel ID',
	name: 'parcelId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 259b5c7a-9056-4c74-80ec-9bb2978cf293',
	description: 'The ID that Get Creation Status gave',
};

const parcelIdsField: INodeProperties = {
	displayName: 'Parcel IDs',
	name: 'parcelIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 259b5c7a-9056-4c74-80ec-9bb2978cf293',
	description: 'IDs that Get Creation Status gave, separated by commas',
};

export const parcelResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['parcel'] } },
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel a parcel by a retired method',
				description: 'Cancel a parcel',
				routing: route('PUT /parcel-management/parcel-cancel-commands/{commandId}', {
					retired: retired('Shipment: Cancel'),
				}),
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create a parcel by a retired method',
				description: 'Create a parcel',
				routing: route('PUT /parcel-management/parcel-create-commands/{commandId}', {
					retired: retired('Shipment: Create'),
				}),
			},
			{
				name: 'Download Label',
				value: 'downloadLabel',
				action: 'Download the label of a parcel by a retired method',
				description: 'Get the label of a parcel',
				routing: route('GET /parcel-management/parcels/label', {
					accept: PDF.mime,
					file: true,
					after: file('label'),
					retired: retired('Shipment: Download Label'),
				}),
			},
			{
				name: 'Download Protocol',
				value: 'downloadProtocol',
				action: 'Download the protocol of parcels by a retired method',
				description: 'Get the list that the courier signs',
				routing: route('GET /parcel-management/parcels/protocol', {
					accept: PDF.mime,
					file: true,
					after: file('protocol'),
					retired: retired('Shipment: Download Protocol'),
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a parcel by a retired method',
				description: 'Get a parcel',
				routing: route('GET /parcel-management/parcels/{parcelId}', {
					retired: retired('Shipment: Get'),
				}),
			},
			{
				name: 'Get Cancellation Status',
				value: 'getCancelStatus',
				action: 'Get the cancellation status of a parcel by a retired method',
				description: 'Ask how a cancellation stands',
				routing: route('GET /parcel-management/parcel-cancel-commands/{commandId}', {
					retired: retired('Shipment: Get Cancellation Status'),
				}),
			},
			{
				name: 'Get Creation Status',
				value: 'getCreateStatus',
				action: 'Get the creation status of a parcel by a retired method',
				description: 'Ask how a creation stands',
				routing: route('GET /parcel-management/parcel-create-commands/{commandId}', {
					retired: retired('Shipment: Get Creation Status'),
				}),
			},
			{
				name: 'Get Delivery Services',
				value: 'getDeliveryServices',
				action: 'Get the delivery services for parcels by a retired method',
				description: 'Get the ways to send parcels',
				routing: route('GET /parcel-management/delivery-services', {
					rows: 'deliveryServices',
					retired: retired('Shipment: Get Delivery Proposals'),
				}),
			},
			{
				name: 'Get Pickup Proposals',
				value: 'getPickupProposals',
				action: 'Get pickup proposals for parcels by a retired method',
				description: 'Get the times at which a courier could come',
				routing: route('GET /parcel-management/pickup-date-proposals', {
					rows: 'pickupDateProposals',
					retired: retired('Pickup: Get Proposals'),
				}),
			},
			{
				name: 'Get Pickup Status',
				value: 'getPickupStatus',
				action: 'Get the pickup status of parcels by a retired method',
				description: 'Ask how the order of a courier stands',
				routing: route('GET /parcel-management/parcel-pickup-request-commands/{commandId}', {
					retired: retired('Pickup: Get Creation Status'),
				}),
			},
			{
				name: 'Request Pickup',
				value: 'requestPickup',
				action: 'Request the pickup of parcels by a retired method',
				description: 'Order a courier',
				routing: route('PUT /parcel-management/parcel-pickup-request-commands/{commandId}', {
					retired: retired('Pickup: Create'),
				}),
			},
		],
		default: 'create',
	},
	...fieldsFor(
		'parcel',
		['cancel'],
		[
			{
				displayName: 'Allegro switched this off on 2025-01-31. Use Shipment: Cancel instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['create'],
		[
			{
				displayName: 'Allegro switched this off on 2025-01-31. Use Shipment: Create instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['downloadLabel'],
		[
			{
				displayName:
					'Allegro switched this off on 2025-01-31. Use Shipment: Download Label instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['downloadProtocol'],
		[
			{
				displayName:
					'Allegro switched this off on 2025-01-31. Use Shipment: Download Protocol instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['get'],
		[
			{
				displayName: 'Allegro switched this off on 2025-01-31. Use Shipment: Get instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['getCancelStatus'],
		[
			{
				displayName:
					'Allegro switched this off on 2025-01-31. Use Shipment: Get Cancellation Status instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['getCreateStatus'],
		[
			{
				displayName:
					'Allegro switched this off on 2025-01-31. Use Shipment: Get Creation Status instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['getDeliveryServices'],
		[
			{
				displayName:
					'Allegro switched this off on 2025-01-31. Use Shipment: Get Delivery Proposals instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['getPickupProposals'],
		[
			{
				displayName: 'Allegro switched this off on 2025-01-31. Use Pickup: Get Proposals instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['getPickupStatus'],
		[
			{
				displayName:
					'Allegro switched this off on 2025-01-31. Use Pickup: Get Creation Status instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['requestPickup'],
		[
			{
				displayName: 'Allegro switched this off on 2025-01-31. Use Pickup: Create instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'parcel',
		['cancel', 'create', 'getCancelStatus', 'getCreateStatus', 'getPickupStatus', 'requestPickup'],
		[
			{
				displayName: 'Command ID',
				name: 'commandId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. b572cdd0-7f2c-4800-9165-15795bd95f3c',
				description: 'A UUID of your own: the same for a command and its status',
			},
		],
	),
	...fieldsFor('parcel', ['get'], [parcelIdField]),
	...fieldsFor('parcel', ['cancel'], [{ ...parcelIdField, routing: body('parcelId') }]),
	...fieldsFor('parcel', ['downloadLabel'], [{ ...parcelIdField, routing: query('parcelId') }]),
	...fieldsFor(
		'parcel',
		['downloadProtocol', 'getPickupProposals'],
		[{ ...parcelIdsField, routing: query('parcelId', list) }],
	),
	...fieldsFor(
		'parcel',
		['requestPickup'],
		[{ ...parcelIdsField, routing: body('parcelIds', list) }],
	),
	...fieldsFor(
		'parcel',
		['create'],
		[
			{
				displayName: 'Service ID',
				name: 'serviceId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 6179d6a9-c007-4122-aed9-9b32993b1b05',
				description: 'How to send the parcel: an ID that Get Delivery Services gave',
				routing: body('serviceId'),
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Documents', value: 'DOX' },
					{ name: 'Other', value: 'OTHER' },
					{ name: 'Package', value: 'PACKAGE' },
					{ name: 'Pallet', value: 'PALLET' },
				],
				default: 'PACKAGE',
				description: 'What is sent',
				routing: body('type'),
			},
			{
				displayName: 'Receiver',
				name: 'receiver',
				type: 'json',
				default: '{}',
				required: true,
				placeholder:
					'e.g. { "name": "Jan Kowalski", "email": "hamu7udk3p+17454c1b6@allegromail.pl" }',
				description: 'Object with name, company, email, phone, pointId and address',
				routing: body('receiver', json),
			},
			{
				displayName: 'Items',
				name: 'items',
				type: 'json',
				default: '[]',
				required: true,
				placeholder: 'e.g. [{ "type": "PACKAGE", "description": "Car wheels" }]',
				description: 'List of objects with type, dimensions, weight, value and description',
				routing: body('items', json),
			},
			{
				displayName: 'Label',
				name: 'label',
				type: 'json',
				default: '{}',
				required: true,
				placeholder: 'e.g. { "fileFormat": "PDF", "referenceNumber": "abcd1234" }',
				description: 'Object with sender, fileFormat (PDF or ZPL) and referenceNumber',
				routing: body('label', json),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Additional Services',
						name: 'additionalServices',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. { "options": ["guarantee0930"] }',
						description: 'Object with cashOnDelivery and options',
						routing: body('additionalServices', json),
					},
					{
						displayName: 'Pickup',
						name: 'pickup',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. { "name": "Jan Kowalski", "phone": "+48500600700" }',
						description:
							'Object with name, company, email, phone, pointId and address of the place where the courier comes',
						routing: body('pickup', json),
					},
				],
			},
		],
	),
	...fieldsFor(
		'parcel',
		['requestPickup'],
		[
			{
				displayName: 'Pickup Date',
				name: 'pickupDate',
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				default: '',
				required: true,
				description: 'The day on which the courier shall come',
				routing: body('pickupDate.date', day),
			},
			{
				displayName: 'From Time',
				name: 'minTime',
				type: 'string',
				default: '',
				placeholder: 'e.g. 10:00',
				description: 'The start of the time in which the courier comes',
				routing: body('pickupDate.minTime'),
			},
			{
				displayName: 'Until Time',
				name: 'maxTime',
				type: 'string',
				default: '',
				placeholder: 'e.g. 14:00',
				description: 'The end of the time in which the courier comes',
				routing: body('pickupDate.maxTime'),
			},
		],
	),
	...fieldsFor(
		'parcel',
		['downloadLabel'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Page Size',
						name: 'pageFormat',
						type: 'options',
						options: [
							{ name: 'A4', value: 'A4' },
							{ name: 'A6', value: 'A6' },
						],
						default: 'A6',
						description: 'The size of the pages',
						routing: query('pageFormat'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'parcel',
		['getPickupProposals'],
		[
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
						routing: query('readyDate', day),
					},
				],
			},
		],
	),
	...fieldsFor('parcel', ['downloadLabel', 'downloadProtocol'], [binaryOutput]),
	...fieldsFor('parcel', ['getDeliveryServices', 'getPickupProposals'], returnAllAndLimit),
	...fieldsFor('parcel', ['cancel', 'create', 'requestPickup'], [additionalJson]),
];
