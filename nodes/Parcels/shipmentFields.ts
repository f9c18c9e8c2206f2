import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { amountOf, CURRENCIES, currencyOf, entry, list, rowsOf } from '../shared/fields';
import { toDecimal } from '../shared/numbers';
import { body } from '../shared/routing';
import { withoutEmpty } from '../shared/values';
import { addressValues } from './addressFields';

/** Allegro knows centimeters and kilograms only. */
function measure(name: string, value: unknown, unit: 'CENTIMETER' | 'KILOGRAMS'): IDataObject {
	const wanted = { what: `the ${name} of a package`, use: 'one like 30 or 0.5' };
	const number = Number(toDecimal(value ?? '', wanted));
	if (!(number > 0))
		throw new Error(`The ${name} of a package is "${String(value)}", and must be a number above 0`);
	return { value: number, unit };
}

function toPackage({ type, length, width, height, weight, textOnLabel }: IDataObject): IDataObject {
	return withoutEmpty({
		type,
		length: measure('length', length, 'CENTIMETER'),
		width: measure('width', width, 'CENTIMETER'),
		height: measure('height', height, 'CENTIMETER'),
		weight: measure('weight', weight, 'KILOGRAMS'),
		textOnLabel,
	});
}

/** A package, in the order in which people measure one. */
const packageValues: INodeProperties[] = [
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
		description: 'Which types there are depends on the way of delivery',
	},
	{
		displayName: 'Length in Centimeters',
		name: 'length',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 30',
		description: 'The longest side',
	},
	{
		displayName: 'Width in Centimeters',
		name: 'width',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 20',
		description: 'The side across',
	},
	{
		displayName: 'Height in Centimeters',
		name: 'height',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 10.5',
		description: 'The side upwards',
	},
	{
		displayName: 'Weight in Kilograms',
		name: 'weight',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1.25',
		description: 'What it weighs with the packaging',
	},
	{
		displayName: 'Text on Label',
		name: 'textOnLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2 x mug, shelf B4',
		description:
			'More that Allegro prints on the label of this package, as far as the carrier has room: 20 to 36 characters',
	},
];

export const packages: INodeProperties = {
	displayName: 'Packages',
	name: 'packages',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Package',
	default: {},
	description: 'What is sent. Each package gets a tracking number of its own.',
	options: [
		{
			displayName: 'Package',
			name: 'package',
			values: packageValues,
		},
	],
	routing: body('input.packages', rowsOf('package', toPackage)),
};

export const sender: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'fixedCollection',
	placeholder: 'Add Address',
	default: {},
	description: 'Who sends. Allegro prints it on the label, and returns go there.',
	options: [
		{
			displayName: 'Address',
			name: 'address',
			values: [
				...addressValues,
				{
					displayName: 'Drop-Off Point ID',
					name: 'point',
					type: 'string',
					default: '',
					placeholder: 'e.g. POZ08A',
					description: 'The point where you hand over the parcel, if not to a courier',
				},
			],
		},
	],
	routing: body('input.sender', entry('address')),
};

export const receiver: INodeProperties = {
	displayName: 'Receiver',
	name: 'receiver',
	type: 'fixedCollection',
	placeholder: 'Add Address',
	default: {},
	description: 'Who receives: the delivery address of the order',
	options: [
		{
			displayName: 'Address',
			name: 'address',
			values: [
				...addressValues,
				{
					displayName: 'Pickup Point ID',
					name: 'point',
					type: 'string',
					default: '',
					placeholder: 'e.g. POZ08A',
					description: 'The point that the buyer chose, from delivery.pickupPoint of the order',
				},
			],
		},
	],
	routing: body('input.receiver', entry('address')),
};

export const labelFormat: INodeProperties = {
	displayName: 'Label Format',
	name: 'labelFormat',
	type: 'options',
	options: [
		{ name: 'PDF', value: 'PDF', description: 'For all printers' },
		{
			name: 'ZPL',
			value: 'ZPL',
			description:
				"For label printers. Allegro's sandbox makes PDF, or GIF for some carriers, instead.",
		},
	],
	default: 'PDF',
	description: 'The kind of file that Download Label will give. It cannot be changed later.',
	routing: body('input.labelFormat'),
};

export const additionalProperties: INodeProperties = {
	displayName: 'Additional Properties',
	name: 'additionalProperties',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Property',
	default: {},
	description: 'What single carriers ask for beyond the rest, as Get Delivery Proposals lists it',
	options: [
		{
			displayName: 'Property',
			name: 'property',
			values: [
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. carrier#property',
					description:
						'The ID of the property, from Get Delivery Proposals. Allegro refuses inpost#sendingMethod now: use Additional Services.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1',
					description: 'The value of the property',
				},
			],
		},
	],
	routing: body('input.additionalProperties', (value) => {
		const rows = (value as IDataObject).property as IDataObject[] | undefined;
		return Object.fromEntries((rows ?? []).map((row) => [String(row.id), String(row.value)]));
	}),
};

export const additionalServices: INodeProperties = {
	displayName: 'Additional Services',
	name: 'additionalServices',
	type: 'string',
	default: '',
	placeholder: 'e.g. sendingAtPoint',
	description:
		'What the carrier shall do beyond the rest: IDs that Get Delivery Proposals lists, separated by commas, such as sendingAtPoint to hand an InPost parcel over at a locker or point, or sendAtApm for Pocztex',
	routing: body('input.additionalServices', list),
};

export const cashOnDelivery: INodeProperties = {
	displayName: 'Cash on Delivery',
	name: 'cashOnDelivery',
	type: 'fixedCollection',
	placeholder: 'Add Cash on Delivery',
	default: {},
	description: 'What the receiver pays to the courier',
	options: [
		{
			displayName: 'Cash on Delivery',
			name: 'money',
			values: [
				{
					displayName: 'Amount',
					name: 'amount',
					type: 'string',
					default: '',
					placeholder: 'e.g. 149.90',
					description: 'How much the receiver pays',
					routing: amountOf('input.cashOnDelivery'),
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'options',
					options: CURRENCIES,
					default: 'PLN',
					description: 'The currency of the marketplace of the order. By itself PLN.',
					routing: currencyOf('input.cashOnDelivery'),
				},
				{
					displayName: 'Account Owner',
					name: 'ownerName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Jan Kowalski',
					description: 'Who owns the bank account. Needed with your own contract only.',
					routing: body('input.cashOnDelivery.ownerName'),
				},
				{
					displayName: 'IBAN',
					name: 'iban',
					type: 'string',
					default: '',
					placeholder: 'e.g. PL61109010140000071219812874',
					description: 'Where the carrier sends the money. Needed with your own contract only.',
					routing: body('input.cashOnDelivery.iban'),
				},
			],
		},
	],
};

export const insurance: INodeProperties = {
	displayName: 'Insurance',
	name: 'insurance',
	type: 'fixedCollection',
	placeholder: 'Add Insurance',
	default: {},
	description: 'Protection beyond what the delivery has anyway',
	options: [
		{
			displayName: 'Insurance',
			name: 'money',
			values: [
				{
					displayName: 'Amount',
					name: 'amount',
					type: 'string',
					default: '',
					placeholder: 'e.g. 500.00',
					description: 'The value of what is sent',
					routing: amountOf('input.insurance'),
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'options',
					options: CURRENCIES,
					default: 'PLN',
					description: 'The currency of the marketplace of the order. By itself PLN.',
					routing: currencyOf('input.insurance'),
				},
			],
		},
	],
};

export const referenceNumber: INodeProperties = {
	displayName: 'Reference Number',
	name: 'referenceNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. WMS-2026-0042',
	description:
		'Your own number for this shipment, up to 35 characters, with some carriers 20. Allegro Delivery prints Text on Label only.',
	routing: body('input.referenceNumber'),
};
