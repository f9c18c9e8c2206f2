import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { currencyFor } from '../shared/currencies';
import { MARKETPLACE_CURRENCIES, MARKETPLACES } from '../shared/fields';
import { offerLocator, pickedId, withoutUrl } from '../shared/locators';
import { percentage, pieces, toAmount } from '../shared/numbers';
import type { Convert } from '../shared/routing';
import { body } from '../shared/routing';

interface Modification extends IDataObject {
	offerId: string;
	prices?: IDataObject;
	stock?: IDataObject;
}

function priceOf(row: IDataObject): IDataObject {
	const { marketplace, changeType, amount, currency, percentage: percent } = row;
	if (changeType === 'PERCENTAGE')
		return { changeType, percentage: percentage(percent, '') as string };
	return {
		changeType,
		value: { amount: toAmount(amount), currency: currencyFor(marketplace, currency) },
	};
}

function stockOf({ changeType, value }: IDataObject): IDataObject {
	const count = pieces(value, '') as number;
	if (changeType === 'FIXED' && count < 1) {
		throw new Error('The stock of an offer cannot be set to less than 1: end the offer instead');
	}
	return { changeType, value: count };
}

/** One modification for each offer: Allegro counts them. */
const toModifications: Convert = (value) => {
	const { price = [], stock = [] } = value as Record<'price' | 'stock', IDataObject[]>;
	const byOffer = new Map<string, Modification>();
	const modificationOf = ({ offerId }: IDataObject): Modification => {
		const id = pickedId(offerId);
		if (id === '') throw new Error('A change has no offer');
		const known = byOffer.get(id) ?? { offerId: id };
		byOffer.set(id, known);
		return known;
	};
	for (const row of price) {
		const modification = modificationOf(row);
		const marketplace = String(row.marketplace);
		if (modification.prices?.[marketplace]) {
			throw new Error(
				`The price of the offer ${modification.offerId} on ${marketplace} is given twice`,
			);
		}
		modification.prices = { ...modification.prices, [marketplace]: priceOf(row) };
	}
	for (const row of stock) {
		const modification = modificationOf(row);
		if (modification.stock) {
			throw new Error(`The stock of the offer ${modification.offerId} is given twice`);
		}
		modification.stock = stockOf(row);
	}
	return [...byOffer.values()];
};

const offerValue: INodeProperties = {
	...withoutUrl(offerLocator),
	description: 'The offer to change',
};

const priceValues: INodeProperties[] = [
	offerValue,
	{
		displayName: 'Marketplace',
		name: 'marketplace',
		type: 'options',
		options: MARKETPLACES,
		default: 'allegro-pl',
		description: 'Where the price changes',
	},
	{
		displayName: 'Change',
		name: 'changeType',
		type: 'options',
		options: [
			{ name: 'Add Amount', value: 'GAIN', description: 'An amount below 0 makes it cheaper' },
			{
				name: 'Add Percentage',
				value: 'PERCENTAGE',
				description: 'A percentage below 0 makes it cheaper',
			},
			{ name: 'Set Price', value: 'FIXED' },
		],
		default: 'FIXED',
		description: 'What to do with the Buy Now price',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 149.90',
		description: 'The new price, or what is added to the present one',
		displayOptions: { show: { changeType: ['FIXED', 'GAIN'] } },
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		options: MARKETPLACE_CURRENCIES,
		default: '',
		description: 'The currency of the marketplace',
		displayOptions: { show: { changeType: ['FIXED', 'GAIN'] } },
	},
	{
		displayName: 'Percentage',
		name: 'percentage',
		type: 'string',
		default: '',
		placeholder: 'e.g. -12.5',
		description: 'How many percent are added to the present price',
		displayOptions: { show: { changeType: ['PERCENTAGE'] } },
	},
];

const stockValues: INodeProperties[] = [
	offerValue,
	{
		displayName: 'Change',
		name: 'changeType',
		type: 'options',
		options: [
			{ name: 'Increase or Decrease', value: 'GAIN' },
			{ name: 'Set Stock', value: 'FIXED' },
		],
		default: 'FIXED',
		description: 'What to do with the stock',
	},
	{
		displayName: 'Pieces',
		name: 'value',
		type: 'number',
		typeOptions: { numberPrecision: 0 },
		default: 1,
		required: true,
		description:
			'The new stock (1 or more), or what is added to the present one (below 0 takes away)',
	},
];

export const modifications: INodeProperties = {
	displayName: 'Changes',
	name: 'modifications',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Change',
	default: {},
	required: true,
	description:
		'Prices and stocks, each for an offer of its own. Allegro takes up to 25 offers in one command.',
	hint: 'To give them by an expression, use Additional JSON, such as { "modifications": [{ "offerId": "7600012345", "stock": { "changeType": "FIXED", "value": 10 } }] }',
	options: [
		{ displayName: 'Price', name: 'price', values: priceValues },
		{ displayName: 'Stock', name: 'stock', values: stockValues },
	],
	routing: body('modifications', toModifications),
};
