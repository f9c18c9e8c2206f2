import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { amount, CURRENCIES, rowsOf } from '../shared/fields';
import { lineItemField } from '../shared/locators';
import { sumOf, toCount } from '../shared/numbers';
import type { Convert } from '../shared/routing';
import { body } from '../shared/routing';
import { mergeSame } from '../shared/sameRows';

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
	description: 'The currency of the order. By itself PLN.',
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

const idOf = (id: unknown) => String(id ?? '').trim();

/** Two amounts for the same thing, such as parts of one line item's price, in one. */
function together(one: IDataObject, other: IDataObject): IDataObject {
	const [first, second] = [one, other] as Array<{ amount: string; currency: string }>;
	if (first.currency === second.currency) {
		return { ...first, amount: sumOf(first.amount, second.amount) };
	}
	throw new Error(
		`What is to be refunded of the same thing is given in ${first.currency} and in ${second.currency}`,
	);
}

const wholePieces = rowsOf('pieces', ({ lineItemId, quantity }) => {
	const count = toCount(quantity);
	if (count < 1) throw new Error(`${count} pieces cannot be refunded: at least 1 can`);
	return { id: idOf(lineItemId), type: 'QUANTITY', quantity: count };
});

const partsOfPrice = rowsOf('amounts', (row) => ({
	id: idOf(row.lineItemId),
	type: 'AMOUNT',
	value: money(row),
}));

function ofOneLineItem(one: IDataObject, other: IDataObject): IDataObject {
	if (one.type !== other.type) {
		throw new Error(
			`The line item ${String(one.id)} is given with whole pieces and with a part of its price. Refund the pieces and the part one after the other, or all of it as a part of the price`,
		);
	}
	return one.type === 'QUANTITY'
		? { ...one, quantity: Number(one.quantity) + Number(other.quantity) }
		: { ...one, value: together(one.value as IDataObject, other.value as IDataObject) };
}

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
	routing: body('lineItems', (value, zone) => {
		const pieces = (wholePieces(value, zone) ?? []) as IDataObject[];
		const parts = (partsOfPrice(value, zone) ?? []) as IDataObject[];
		return mergeSame([...pieces, ...parts], ({ id }) => id, ofOneLineItem);
	}),
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

const depositRows = rowsOf('deposit', (row) => ({
	lineItemId: idOf(row.lineItemId),
	totalValue: money(row),
}));

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
	routing: body('deposits', (value, zone) =>
		mergeSame(
			(depositRows(value, zone) ?? []) as IDataObject[],
			({ lineItemId }) => lineItemId,
			(one, other) => ({
				...one,
				totalValue: together(one.totalValue as IDataObject, other.totalValue as IDataObject),
			}),
		),
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

const surchargeRows = rowsOf('surcharge', (row) => ({
	id: idOf(row.paymentId),
	value: money(row),
}));

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
	routing: body('surcharges', (value, zone) =>
		mergeSame(
			(surchargeRows(value, zone) ?? []) as IDataObject[],
			({ id }) => id,
			(one, other) => ({
				...one,
				value: together(one.value as IDataObject, other.value as IDataObject),
			}),
		),
	),
};
