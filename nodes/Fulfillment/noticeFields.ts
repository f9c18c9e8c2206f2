import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { date, list, rowsOf } from '../shared/fields';
import { fulfillmentProductLocator, pickedId } from '../shared/locators';
import { pieces, toCount } from '../shared/numbers';
import type { Convert } from '../shared/routing';
import { asList, body, header } from '../shared/routing';
import { mergeSame } from '../shared/sameRows';

/** The version that was read: Allegro refuses to change another one. */
export const etagField: INodeProperties = {
	displayName: 'ETag',
	name: 'etag',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 123456',
	description:
		'The version of the notice that you read, from etag of Get, Create or the last update. If it was changed since, Allegro refuses instead of overwriting the change.',
	routing: header('If-Match'),
};

function productOf(picked: unknown): string {
	const id = pickedId(picked);
	if (!id) throw new Error('An item has no product: pick one, or remove the item');
	return id;
}

const itemRows = rowsOf('item', ({ productId, quantity }) => ({
	product: { id: productOf(productId) },
	quantity: toCount(quantity),
}));

/** A product's pieces in one row, however many were filled in. */
const toItems: Convert = (value, zone) =>
	mergeSame(
		(itemRows(value, zone) ?? []) as IDataObject[],
		({ product }) => (product as IDataObject).id,
		(one, other) => ({ ...one, quantity: Number(one.quantity) + Number(other.quantity) }),
	);

export const items: INodeProperties = {
	displayName: 'Items',
	name: 'items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Item',
	default: {},
	description: 'The products that you send to the warehouse, and how many pieces of each',
	options: [
		{
			displayName: 'Item',
			name: 'item',
			values: [
				fulfillmentProductLocator,
				{
					displayName: 'Quantity',
					name: 'quantity',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 1_000_000, numberPrecision: 0 },
					default: 1,
					required: true,
					description: 'How many pieces, up to a million',
				},
			],
		},
	],
	routing: body('items', toItems),
};

export const declaredVolume: INodeProperties = {
	displayName: 'Volume (Cubic Centimeters)',
	name: 'declaredVolumeInCc',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1000,
	description: 'The volume of all items together, when it is not what the catalog says',
	routing: body('declaredVolumeInCc', pieces),
};

const unitAmount: INodeProperties = {
	displayName: 'Amount',
	name: 'amount',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'How many boxes or pallets you send, or how many units are in the container',
	routing: body('handlingUnit.amount', pieces),
};

export const handlingUnit: INodeProperties = {
	displayName: 'Handling Unit',
	name: 'handlingUnit',
	type: 'fixedCollection',
	placeholder: 'Add Handling Unit',
	default: {},
	description: 'What the items are packed in. A draft can do without; to submit it, it is needed.',
	options: [
		{
			displayName: 'Handling Unit',
			name: 'unit',
			values: [
				{
					displayName: 'Type',
					name: 'unitType',
					type: 'options',
					options: [
						{ name: 'Box', value: 'BOX' },
						{ name: 'Container', value: 'CONTAINER' },
						{ name: 'Pallet', value: 'PALLET' },
					],
					default: 'BOX',
					description: 'What the warehouse unloads',
					routing: body('handlingUnit.unitType'),
				},
				unitAmount,
				{
					displayName: 'Labels',
					name: 'labelsType',
					type: 'options',
					options: [
						{ name: 'None', value: 'NONE', description: 'The units come without labels' },
						{
							name: 'One Fulfillment',
							value: 'ONE_FULFILMENT',
							description: 'You print the labels of Allegro and put them on. Not for containers.',
						},
					],
					default: 'ONE_FULFILMENT',
					description: 'The labels on the units',
					routing: body('handlingUnit.labelsType'),
				},
			],
		},
	],
};

export const submittedUnit: INodeProperties = {
	displayName: 'Handling Unit',
	name: 'handlingUnit',
	type: 'fixedCollection',
	placeholder: 'Add Handling Unit',
	default: {},
	description: 'The number of units. Allegro drops the labels when it changes: download them anew.',
	options: [{ displayName: 'Handling Unit', name: 'unit', values: [unitAmount] }],
};

const method: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: [
		{ name: 'Courier', value: 'COURIER_BY_SELLER', description: 'You send it with a courier' },
		{ name: 'Own Transport', value: 'OWN_TRANSPORT', description: 'You bring it with a truck' },
		{
			name: 'Third Party',
			value: 'THIRD_PARTY_DELIVERY',
			description: 'Another company, such as your supplier, brings it',
		},
	],
	default: 'COURIER_BY_SELLER',
	required: true,
	description: 'How it comes to the warehouse',
};

const arrival: INodeProperties = {
	displayName: 'Arrives At',
	name: 'estimatedTimeOfArrival',
	type: 'dateTime',
	default: '',
	description: 'When it will be at the warehouse, as far as you know',
};

/** What goes with one method only; of the others' fields, nothing is sent. */
const ofMethod: INodeProperties[] = [
	{
		displayName: 'Courier',
		name: 'courierId',
		type: 'options',
		options: [
			{ name: 'Allegro', value: 'ALLEGRO' },
			{ name: 'DB Schenker', value: 'DB_SCHENKER' },
			{ name: 'DHL', value: 'DHL' },
			{ name: 'DPD', value: 'DPD' },
			{ name: 'DPD Slovakia', value: 'DPD_SK' },
			{ name: 'InPost', value: 'INPOST' },
			{ name: 'ORLEN', value: 'ORLEN' },
			{ name: 'Other', value: 'OTHER' },
			{ name: 'Poczta Polska', value: 'POCZTA_POLSKA' },
			{ name: 'SUUS', value: 'SUUS' },
			{ name: 'UPS', value: 'UPS' },
		],
		default: 'DPD',
		description: 'Who brings it',
		displayOptions: { show: { method: ['COURIER_BY_SELLER'] } },
	},
	{
		displayName: 'Courier Name',
		name: 'courierName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kurier Express',
		description: 'Name of a courier that is not in the list',
		displayOptions: { show: { method: ['COURIER_BY_SELLER'], courierId: ['OTHER'] } },
	},
	{
		displayName: 'Tracking Numbers',
		name: 'trackingNumbers',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00340433982034779798, 12340433982034779888',
		description: 'Numbers of the parcels, separated by commas, or a list from an expression',
		displayOptions: { show: { method: ['COURIER_BY_SELLER'] } },
		routing: asList(),
	},
	{
		displayName: 'Licence Plate',
		name: 'truckLicencePlate',
		type: 'string',
		default: '',
		placeholder: 'e.g. FZ12453',
		description: 'The plate of the truck, by which the warehouse knows it',
		displayOptions: { show: { method: ['OWN_TRANSPORT'] } },
	},
	{
		displayName: 'Company',
		name: 'thirdPartyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kowalski Sp. z o.o.',
		description: 'The company that brings it',
		displayOptions: { show: { method: ['THIRD_PARTY_DELIVERY'] } },
	},
	{
		displayName: 'Order Number',
		name: 'thirdPartyOrderNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. ZAM/2026/03/0042',
		description: 'The number of your order at that company',
		displayOptions: { show: { method: ['THIRD_PARTY_DELIVERY'] } },
	},
];

const toShipping: Convert = (value, zone) => {
	const { details } = value as { details?: IDataObject };
	if (!details) return undefined;
	const { method: by, estimatedTimeOfArrival: arrives, countryCode } = details;
	const eta = arrives ? date(arrives, zone) : undefined;
	return { method: by, estimatedTimeOfArrival: eta, countryCode, ...byMethod(details, zone) };
};

function byMethod(details: IDataObject, zone: string): IDataObject {
	switch (details.method) {
		case 'OWN_TRANSPORT':
			return { truckLicencePlate: details.truckLicencePlate };
		case 'THIRD_PARTY_DELIVERY': {
			const { thirdPartyName, thirdPartyOrderNumber } = details;
			return { thirdParty: { name: thirdPartyName, orderNumber: thirdPartyOrderNumber } };
		}
		default: {
			const { courierId: id, courierName, trackingNumbers } = details;
			const name = id === 'OTHER' ? courierName : undefined;
			const numbers = list(trackingNumbers ?? '', zone) as string[];
			return { courier: { id, name, trackingNumbers: numbers } };
		}
	}
}

export const shipping: INodeProperties = {
	displayName: 'Shipping',
	name: 'shipping',
	type: 'fixedCollection',
	placeholder: 'Add Shipping',
	default: {},
	description:
		'How and when it comes to the warehouse. A draft can do without; to submit it, all of it is needed.',
	options: [
		{
			displayName: 'Shipping',
			name: 'details',
			values: [
				method,
				arrival,
				{
					displayName: 'Country Code',
					name: 'countryCode',
					type: 'string',
					default: 'PL',
					placeholder: 'e.g. PL',
					description: 'The country that it is sent from: two letters of ISO 3166-1',
				},
				...ofMethod,
			],
		},
	],
	routing: body('shipping', toShipping),
};

export const submittedShipping: INodeProperties = {
	displayName: 'Shipping',
	name: 'shipping',
	type: 'fixedCollection',
	placeholder: 'Add Shipping',
	default: {},
	description: 'What has changed on the way. The method must be the one of the notice.',
	options: [{ displayName: 'Shipping', name: 'details', values: [method, arrival, ...ofMethod] }],
	routing: body('shipping', toShipping),
};
