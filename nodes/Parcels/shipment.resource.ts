import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import {
	allowRepetition,
	commandIdAs,
	completion,
	lastingUuidOf,
	refuse,
	uuidFor,
	withRepeatableCommand,
} from '../shared/commands';
import { inputError } from '../shared/errors';
import {
	additionalJson,
	additionalJsonOption,
	binaryOutput,
	commandIdOption,
	CURRENCIES,
	dryRunField,
	fieldsFor,
	list,
	optionsOf,
	outputFields,
	returnAllAndLimit,
	timeoutOption,
	waitField,
} from '../shared/fields';
import { orderLocator } from '../shared/locators';
import type { Call } from '../shared/routing';
import { body, route, shapeOf } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { at, merge, objectOf, withoutEmpty } from '../shared/values';
import { completeAddresses } from './addresses';
import { shipmentIdsField, shipmentLocator, startedCommandField } from './idFields';
import { label, outputField, protocol, readyField, shipmentsPerFileField } from './papers';
import {
	additionalProperties,
	additionalServices,
	cashOnDelivery,
	insurance,
	labelFormat,
	packages,
	receiver,
	referenceNumber,
	sender,
} from './shipmentFields';
import { simplify } from './shipmentView';

const created = completion({
	status: 'GET /shipment-management/shipments/create-commands/{commandId}',
	resultId: 'shipmentId',
	result: 'GET /shipment-management/shipments/{shipmentId}',
	resultScope: 'shipments:read',
	what: 'shipment',
});

/** Fields about the result: without waiting, there is none. */
const whenFinished = (fields: INodeProperties[]) =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { waitForCompletion: [true], ...field.displayOptions?.show } },
	}));

async function createdShipment(call: Call, started: Answer): Promise<INodeExecutionData[]> {
	const items = await created(call, started);
	if (!call.field('waitForCompletion', false)) return items;
	const shape = shapeOf(call, simplify);
	return items.map(({ json }) => ({
		json: { ...shape(json), ...(json.repeated ? { repeated: true } : {}) },
	}));
}

/** What Allegro suggests may change: the command's ID is made of the order and what the user filled in. */
function nameCommand(call: Call, orderId: string): void {
	const filled = at(call.request.body, 'input.packages');
	const count = Array.isArray(filled) ? filled.length : 0;
	const onePerOrder = call.field('options.onePerOrder', false);
	const make = (asked: Call, body: unknown) =>
		onePerOrder
			? uuidFor(['shipment of an order', orderId.trim(), count])
			: lastingUuidOf(asked, [orderId.trim(), body]);
	commandIdAs('commandId', make)(call);
	allowRepetition(call);
}

/** In no other execution either. */
const onePerOrderOption: INodeProperties = {
	displayName: 'One Shipment per Order',
	name: 'onePerOrder',
	type: 'boolean',
	default: false,
	description:
		'Whether the order gets one shipment with as many packages, however often this runs for it, in whatever execution: the earlier one comes back with "repeated". For another one, for example after you cancelled it, turn this off.',
};

/** What the user filled in is laid over what Allegro suggests, and Additional JSON over both. */
async function fillFromOrder(call: Call): Promise<void> {
	const { context } = call;
	const orderId = call.field<string>('orderId', '');
	nameCommand(call, orderId);
	const answer = await call.send('GET /shipment-management/delivery-proposals/{orderId}', {
		orderId,
	});
	const { suggestedInput } = answer.body as { suggestedInput?: IDataObject };
	if (!suggestedInput) {
		throw inputError(
			context.getNode(),
			`Allegro suggests no shipment for the order ${orderId}`,
			'Use the operation Create and fill in its addresses and packages. Nothing was created.',
			context.getItemIndex(),
		);
	}
	const given = (call.request.body ?? {}) as IDataObject;
	const input = withoutEmpty(suggestedInput);
	for (const role of ['sender', 'receiver']) {
		const named = objectOf(at(given, `input.${role}`));
		const suggested = objectOf(input[role]);
		if (named && suggested) input[role] = withoutOtherName(suggested, named);
	}
	setCurrencies(given, answer.body);
	call.request.body = merge({ input }, given);
	checkAddresses(call);
	completeAddresses(call);
}

/** A person and a company are one name: who names another one does not mean the suggested company. */
function withoutOtherName(suggested: IDataObject, named: IDataObject): IDataObject {
	if (!named.name && !named.company) return suggested;
	const rest = Object.entries(suggested).filter(([part]) => !['name', 'company'].includes(part));
	return Object.fromEntries(rest);
}

/** An amount without a currency is in the one that Allegro names for the order. */
function setCurrencies(given: IDataObject, proposal: unknown): void {
	for (const part of ['cashOnDelivery', 'insurance']) {
		const money = objectOf(at(given, `input.${part}`));
		const currency =
			at(proposal, `suggestedInput.${part}.currency`) ??
			at(proposal, `deliveryOptions.0.limits.${part}.currency`) ??
			'PLN';
		if (money?.amount !== undefined) money.currency ??= currency as string;
	}
}

/** Source: AddressDto in Allegro's OpenAPI document. */
const ADDRESS_PARTS: Record<string, string> = {
	street: 'Street',
	postalCode: 'Postal Code',
	city: 'City',
	countryCode: 'Country Code',
	email: 'Email',
	phone: 'Phone',
};

/** Allegro takes an address that lacks something, and refuses the parcel later. */
function checkAddresses(call: Call): void {
	for (const role of ['sender', 'receiver']) {
		const address = objectOf(at(call.request.body, `input.${role}`)) ?? {};
		const missing = Object.keys(ADDRESS_PARTS)
			.filter((part) => !filledIn(address[part]))
			.map((part) => ADDRESS_PARTS[part]);
		if (!filledIn(address.name) && !filledIn(address.company)) missing.unshift('Name or Company');
		if (missing.length === 0) continue;
		refuse(
			call,
			`The address of the ${role} is not complete: ${missing.join(', ')}`,
			'Fill it in.',
		);
	}
}

/** Blanks are nothing. */
const filledIn = (value: unknown) => String(value ?? '').trim() !== '';

/** Fields of Create that lay over what Allegro suggests: none is asked for, and none has a default. */
function overSuggestion(field: INodeProperties): INodeProperties {
	const sections = (field.options ?? []) as Array<{
		name: string;
		displayName: string;
		values: INodeProperties[];
	}>;
	const options = sections.map((section) => ({
		...section,
		values: section.values.map((value): INodeProperties => {
			const open = { ...value, required: false };
			if (value.name === 'countryCode') return { ...open, default: '' };
			if (value.name !== 'currency') return open;
			return {
				...open,
				options: [{ name: 'Of the Order', value: '' }, ...CURRENCIES],
				default: '',
			};
		}),
	}));
	return { ...field, options };
}

export const shipmentResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['shipment'] } },
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel a shipment',
				description:
					'Cancel a shipment that the carrier does not have yet. This cannot be undone: for the parcel, create another one.',
				routing: route('POST /shipment-management/shipments/cancel-commands', {
					scope: 'shipments:write',
					before: withRepeatableCommand,
					after: completion({
						status: 'GET /shipment-management/shipments/cancel-commands/{commandId}',
						what: 'cancellation',
					}),
					dryRun: true,
				}),
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create a shipment',
				description: 'Create a shipment from addresses and packages that you fill in',
				routing: route('POST /shipment-management/shipments/create-commands', {
					scope: 'shipments:write',
					before: (call) => {
						checkAddresses(call);
						completeAddresses(call);
						withRepeatableCommand(call);
					},
					after: createdShipment,
				}),
			},
			{
				name: 'Create for Order',
				value: 'createForOrder',
				action: 'Create a shipment for an order',
				description:
					'Create the shipment of an order: Allegro fills in the addresses, the packages and the way of delivery',
				routing: route('POST /shipment-management/shipments/create-commands', {
					scope: 'shipments:write',
					before: fillFromOrder,
					after: createdShipment,
				}),
			},
			{
				name: 'Download Label',
				value: 'downloadLabel',
				action: 'Download the label of a shipment',
				description:
					'Get the labels of one or more shipments to print, in one file or one by one: PDF, ZPL, or what else the carrier makes. The name and the type of the file are those of its bytes.',
				routing: route('POST /shipment-management/label', label),
			},
			{
				name: 'Download Protocol',
				value: 'downloadProtocol',
				action: 'Download the protocol of shipments',
				description:
					'Get the list that the courier signs when taking over the parcels, where the carrier has one',
				routing: route('POST /shipment-management/protocol', protocol),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a shipment',
				description: 'Get a shipment with its addresses, packages and tracking numbers',
				routing: route('GET /shipment-management/shipments/{shipmentId}', {
					scope: 'shipments:read',
					simplify,
				}),
			},
			{
				name: 'Get Cancellation Status',
				value: 'getCancelStatus',
				action: 'Get the cancellation status of a shipment',
				description: 'Ask how a cancellation that was started without waiting stands',
				routing: route('GET /shipment-management/shipments/cancel-commands/{commandId}', {
					scope: 'shipments:write',
				}),
			},
			{
				name: 'Get Creation Status',
				value: 'getCreateStatus',
				action: 'Get the creation status of a shipment',
				description: 'Ask how a creation that was started without waiting stands',
				routing: route('GET /shipment-management/shipments/create-commands/{commandId}', {
					scope: 'shipments:write',
				}),
			},
			{
				name: 'Get Delivery Proposals',
				value: 'getDeliveryProposals',
				action: 'Get the delivery proposals for an order',
				description:
					'Get the shipment that Allegro suggests for an order, and the ways to deliver it with their limits',
				routing: route('GET /shipment-management/delivery-proposals/{orderId}', {
					scope: 'shipments:write',
				}),
			},
			{
				name: 'Get Delivery Services (Deprecated)',
				value: 'getDeliveryServices',
				action: 'Get the delivery services deprecated',
				description:
					'Get all services of Allegro and of your own contracts. Allegro will switch this off in early 2027: use Get Delivery Proposals.',
				routing: route('GET /shipment-management/delivery-services', {
					scope: 'shipments:write',
					rows: 'services',
					deprecated: 'use Get Delivery Proposals',
				}),
			},
		],
		default: 'createForOrder',
	},
	...fieldsFor('shipment', ['createForOrder', 'getDeliveryProposals'], [orderLocator]),
	...fieldsFor(
		'shipment',
		['createForOrder'],
		[
			{
				...packages,
				description: 'What is sent, when it is not what Allegro suggests for the order',
			},
			labelFormat,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				description:
					'Each is laid over what Allegro suggests for the order: what stays empty is kept',
				options: [
					additionalProperties,
					additionalServices,
					overSuggestion(cashOnDelivery),
					overSuggestion(insurance),
					overSuggestion(receiver),
					referenceNumber,
					overSuggestion(sender),
				],
			},
		],
	),
	...fieldsFor(
		'shipment',
		['create'],
		[
			{ ...sender, required: true },
			{ ...receiver, required: true },
			{ ...packages, required: true },
			labelFormat,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					additionalProperties,
					additionalServices,
					cashOnDelivery,
					{
						displayName: 'Credentials ID (Deprecated)',
						name: 'credentialsId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 937160ed-7c44-4ea6-af78-1e233779e681',
						description:
							'Your own contract with a carrier, from Get Delivery Services. Empty means that Allegro takes it from the order.',
						routing: body('input.credentialsId'),
					},
					{
						displayName: 'Delivery Method Name or ID',
						name: 'deliveryMethodId',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getDeliveryMethods' },
						default: '',
						placeholder: 'e.g. 1fa56f79-4b6a-4821-a6f2-ca9c16d5c925',
						description:
							'Deprecated: the delivery method that the buyer chose. Empty means that Allegro takes it from the order. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						routing: body('input.deliveryMethodId'),
					},
					insurance,
					referenceNumber,
				],
			},
		],
	),
	...fieldsFor('shipment', ['cancel'], [{ ...shipmentLocator, routing: body('input.shipmentId') }]),
	...fieldsFor('shipment', ['get'], [shipmentLocator]),
	...fieldsFor('shipment', ['getCancelStatus', 'getCreateStatus'], [startedCommandField]),
	...fieldsFor(
		'shipment',
		['downloadLabel', 'downloadProtocol'],
		[{ ...shipmentIdsField, routing: body('shipmentIds', list) }, binaryOutput],
	),
	...fieldsFor(
		'shipment',
		['downloadLabel'],
		[
			readyField,
			outputField,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Cut Lines',
						name: 'cutLine',
						type: 'boolean',
						default: true,
						description: 'Whether to print lines to cut along, on PDF pages of the size A4 only',
						routing: body('cutLine'),
					},
					shipmentsPerFileField,
					{
						displayName: 'Page Size',
						name: 'pageSize',
						type: 'options',
						options: [
							{ name: 'A4', value: 'A4' },
							{ name: 'A6', value: 'A6' },
						],
						default: 'A6',
						description: 'The size of the pages of a PDF',
						routing: body('pageSize'),
					},
					{
						displayName: 'Summary Report',
						name: 'summaryReport',
						type: 'fixedCollection',
						placeholder: 'Add Report',
						default: {},
						description: 'Extra labels that say what is in the parcels',
						options: [
							{
								displayName: 'Report',
								name: 'report',
								values: [
									{
										displayName: 'Fields',
										name: 'fields',
										type: 'multiOptions',
										options: [
											{ name: 'Buyer Login', value: 'BUYER_LOGIN' },
											{ name: 'Cash on Delivery', value: 'COD' },
											{ name: 'Dimensions and Weight', value: 'DIMS_AND_WEIGHT' },
											{ name: 'Insurance', value: 'INSURANCE' },
											{ name: 'Items', value: 'ITEMS' },
											{ name: 'Notes for Order', value: 'NOTES_FOR_ORDER' },
											{ name: 'Order ID', value: 'ORDER_ID' },
											{ name: 'Reference Number', value: 'REF_NUMBER' },
											{ name: 'Text on Label', value: 'ADD_LABEL_TEXT' },
											{ name: 'Waybill', value: 'WAYBILL' },
										],
										default: ['ORDER_ID', 'ITEMS'],
										description: 'What the report says of each shipment',
										routing: body('summaryReport.fields'),
									},
									{
										displayName: 'Placement',
										name: 'placement',
										type: 'options',
										options: [
											{ name: 'After Each Label', value: 'EVERY' },
											{ name: 'At the End', value: 'LAST' },
										],
										default: 'LAST',
										description: 'Where the reports are in the file',
										routing: body('summaryReport.placement'),
									},
								],
							},
						],
					},
				],
			},
		],
	),
	...fieldsFor('shipment', ['cancel', 'create', 'createForOrder'], [waitField]),
	...fieldsFor('shipment', ['get'], outputFields),
	...fieldsFor('shipment', ['create', 'createForOrder'], whenFinished(outputFields)),
	...fieldsFor('shipment', ['getDeliveryServices'], returnAllAndLimit),
	...fieldsFor('shipment', ['cancel'], [dryRunField]),
	...fieldsFor(
		'shipment',
		['cancel', 'create'],
		[optionsOf(timeoutOption, commandIdOption, additionalJsonOption)],
	),
	...fieldsFor(
		'shipment',
		['createForOrder'],
		[optionsOf(timeoutOption, commandIdOption, additionalJsonOption, onePerOrderOption)],
	),
	...fieldsFor('shipment', ['downloadLabel'], [optionsOf(timeoutOption, additionalJsonOption)]),
	...fieldsFor('shipment', ['downloadProtocol'], [additionalJson]),
];
