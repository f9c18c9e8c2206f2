import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { CURRENCIES, rowsOf } from '../shared/fields';
import { toAmount, toCount, toDecimal } from '../shared/numbers';
import { body } from '../shared/routing';
import { withoutEmpty } from '../shared/values';
import { period } from './periods';

/** 0 stands for what the delivery method has anyway. */
export const isSet = (value: unknown) =>
	!['', '0', 'undefined', 'null'].includes(String(value).trim());
export const days = (value: unknown) => (isSet(value) ? period('P#D')(value, '') : undefined);

export function kilograms(value: unknown): IDataObject | undefined {
	if (!isSet(value)) return undefined;
	const weight = Number(toDecimal(value, { what: 'a weight', use: 'one like 25 or 0.5' }));
	if (!(weight > 0)) throw new Error(`"${String(value)}" is not a weight. Use one like 25 or 0.5`);
	return { value: weight.toFixed(3), unit: 'KILOGRAM' };
}

/** Allegro dropped the price of further items in a parcel (nextItemRate) on 2026-09-29. */
function toRate(row: IDataObject): IDataObject {
	const { deliveryMethodId, amount, currency, maxQuantityPerPackage, maxPackageWeight } = row;
	if ((amount ?? '') === '') throw new Error('A rate has no "Amount"');
	return withoutEmpty({
		deliveryMethod: { id: deliveryMethodId },
		firstItemRate: { amount: toAmount(amount), currency },
		maxQuantityPerPackage: isSet(maxQuantityPerPackage)
			? toCount(maxQuantityPerPackage)
			: undefined,
		maxPackageWeight: kilograms(maxPackageWeight),
		shippingTime: { from: days(row.shippingTimeFrom), to: days(row.shippingTimeTo) },
	} as IDataObject);
}

/** A rate, in the order in which people set one. */
const rateValues: INodeProperties[] = [
	{
		displayName: 'Delivery Method Name or ID',
		name: 'deliveryMethodId',
		type: 'options',
		required: true,
		typeOptions: { loadOptionsMethod: 'getDeliveryMethods' },
		default: '',
		description:
			'The way of delivery. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12.99',
		description:
			'What the buyer pays for a parcel. Delivery Method: Get Many tells the lowest and the highest that Allegro takes.',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		options: CURRENCIES,
		default: 'PLN',
		description: 'The currency of the delivery method. By itself PLN.',
	},
	{
		displayName: 'Items in a Parcel',
		name: 'maxQuantityPerPackage',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'How many pieces fit into one parcel. For more, the buyer pays another one.',
	},
	{
		displayName: 'Parcel Weight (Kilograms)',
		name: 'maxPackageWeight',
		type: 'string',
		default: '',
		placeholder: 'e.g. 25',
		description:
			'How much one parcel may weigh, for methods that support it. Empty means no limit. Must be the same with and without cash on delivery.',
	},
	{
		displayName: 'Shipping Time From (Days)',
		name: 'shippingTimeFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2',
		description:
			'The shortest time on the way, for methods that let you set it. Empty means the usual time.',
	},
	{
		displayName: 'Shipping Time To (Days)',
		name: 'shippingTimeTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4',
		description:
			'The longest time on the way, for methods that let you set it. Empty means the usual time.',
	},
];

/** The prices of the ways of delivery. */
export const rates: INodeProperties = {
	displayName: 'Rates',
	name: 'rates',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Rate',
	default: {},
	options: [
		{
			displayName: 'Rate',
			name: 'rate',
			values: rateValues,
		},
	],
	routing: body('rates', rowsOf('rate', toRate)),
};

/** The fields of a rate in an update, where an empty one changes nothing. */
const CHANGED: Record<string, Partial<INodeProperties>> = {
	amount: {
		description:
			'What the buyer pays for a parcel. Empty leaves it. Delivery Method: Get Many tells the lowest and the highest that Allegro takes.',
	},
	currency: {
		options: [{ name: 'As Before', value: '' }, ...CURRENCIES],
		default: '',
		description: 'The currency of the delivery method. A rate that is new is in PLN by itself.',
	},
	maxQuantityPerPackage: {
		type: 'string',
		typeOptions: {},
		default: '',
		placeholder: 'e.g. 5',
		description:
			'How many pieces fit into one parcel. For more, the buyer pays another one. Empty leaves it as it is; in a rate that is new it is 1.',
	},
	maxPackageWeight: {
		description:
			'How much one parcel may weigh, for methods that support it. Empty leaves it, 0 takes the limit away. Must be the same with and without cash on delivery.',
	},
	shippingTimeFrom: {
		description:
			'The shortest time on the way, for methods that let you set it. Empty leaves it, 0 stands for the usual time.',
	},
	shippingTimeTo: {
		description:
			'The longest time on the way, for methods that let you set it. Empty leaves it, 0 stands for the usual time.',
	},
};

/** Prices of ways of delivery to change; `changedRates` lays them over what there is. */
export const rateChanges: INodeProperties = {
	...rates,
	options: [
		{
			displayName: 'Rate',
			name: 'rate',
			values: rateValues.map((field) => ({ ...field, ...CHANGED[field.name] }) as INodeProperties),
		},
	],
	routing: body(
		'rates',
		rowsOf('rate', (row) => row),
	),
};
