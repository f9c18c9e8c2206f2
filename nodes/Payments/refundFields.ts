import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { amount, CURRENCIES, rowsOf } from '../shared/fields';
import { lineItemField } from '../shared/locators';
import type { Convert } from '../shared/routing';
import { body } from '../shared/routing';

const amountField: INodeProperties = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 12.50',
	description: 'How much the buyer gets back',
};

const currencyField: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'options',
	options: CURRENCIES,
	default: 'PLN',
	required: true,
	description: 'The currency of the order',
};

const refundedItem: INodeProperties = { ...lineItemField, required: true };

function money({ amount: value, currency }: IDataObject): IDataObject {
	return { amount: amount(value, '') as string, currency };
}

/** The amount in the only entry of a fixed collection. */
const onlyAmount: Convert = (value) => {
	const { money: only } = value as { money?: IDataObject };
	return only && money(only);
};

const wholePieces = rowsOf('pieces', ({ lineItemId, quantity }) => ({
	id: lineItemId,
	type: 'QUANTITY',
	quantity,
}));

const partsOfPrice = rowsOf('amounts', (row) => ({
	id: row.lineItemId,
	type: 'AMOUNT',
	value: money(row),
}));

export const lineItems: INodeProperties = {
	displayName: 'Line Items',
	name: 'lineItems',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Line Item',
	default: {},
	description:
		'What of the ordered items to refund. Fill in this, or another part of the order under Additional Fields: Allegro refuses to refund nothing.',
	options: [
		{
			displayName: 'Whole Pieces',
			name: 'pieces',
			values: [
				refundedItem,
				{
					displayName: 'Quantity',
					name: 'quantity',
					type: 'number',
					typeOptions: { minValue: 1, numberPrecision: 0 },
					default: 1,
					required: true,
					description: 'How many pieces to refund at their full price',
				},
			],
		},
		{
			displayName: 'Part of the Price',
			name: 'amounts',
			values: [refundedItem, amountField, currencyField],
		},
	],
	routing: body('lineItems', (value, zone) => [
		...((wholePieces(value, zone) ?? []) as IDataObject[]),
		...((partsOfPrice(value, zone) ?? []) as IDataObject[]),
	]),
};

export const additionalServices: INodeProperties = {
	displayName: 'Additional Services',
	name: 'additionalServices',
	type: 'fixedCollection',
	placeholder: 'Add Amount',
	default: {},
	description: 'What to refund of the services bought with the items, such as gift wrapping',
	options: [{ displayName: 'Amount', name: 'money', values: [amountField, currencyField] }],
	routing: body('additionalServices.value', onlyAmount),
};

export const delivery: INodeProperties = {
	displayName: 'Delivery',
	name: 'delivery',
	type: 'fixedCollection',
	placeholder: 'Add Amount',
	default: {},
	description: 'What to refund of the cost of delivery',
	options: [{ displayName: 'Amount', name: 'money', values: [amountField, currencyField] }],
	routing: body('delivery.value', onlyAmount),
};

export const deposits: INodeProperties = {
	displayName: 'Deposits',
	name: 'deposits',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Deposit',
	default: {},
	description: 'The deposits on packaging to refund, in total for each line item',
	options: [
		{
			displayName: 'Deposit',
			name: 'deposit',
			values: [refundedItem, amountField, currencyField],
		},
	],
	routing: body(
		'deposits',
		rowsOf('deposit', (row) => ({ lineItemId: row.lineItemId, totalValue: money(row) })),
	),
};

export const overpaid: INodeProperties = {
	displayName: 'Overpaid',
	name: 'overpaid',
	type: 'fixedCollection',
	placeholder: 'Add Amount',
	default: {},
	description: 'What to refund of what the buyer paid too much',
	options: [{ displayName: 'Amount', name: 'money', values: [amountField, currencyField] }],
	routing: body('overpaid.value', onlyAmount),
};

export const surcharges: INodeProperties = {
	displayName: 'Surcharges',
	name: 'surcharges',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Surcharge',
	default: {},
	description: 'What to refund of additional payments of the buyer',
	options: [
		{
			displayName: 'Surcharge',
			name: 'surcharge',
			values: [
				{
					displayName: 'Payment ID',
					name: 'paymentId',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. 0f8f13b2-7f6a-11e8-ac45-09db60ede9d6',
					description: 'The ID of the additional payment, from surcharges of the order',
				},
				amountField,
				currencyField,
			],
		},
	],
	routing: body(
		'surcharges',
		rowsOf('surcharge', (row) => ({ id: row.paymentId, value: money(row) })),
	),
};
