import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { CURRENCIES, idObjects, rowsOf } from '../shared/fields';
import { percentage, pieces, toAmount, toCount } from '../shared/numbers';
import { body, constant } from '../shared/routing';

const LARGE_ORDER = 'LARGE_ORDER_DISCOUNT';
const MULTIPACK = 'UNIT_PERCENTAGE_DISCOUNT';
const WHOLESALE = 'WHOLESALE_PRICE_LIST';

/** Allegro knows one benefit and one criterion for each promotion, though it wants lists of them. */
const SPECIFICATION = 'benefits.0.specification';
const CRITERION = 'offerCriteria.0';

/** What a new promotion is. Each kind goes with one way to say which offers are meant. */
export const createdKind: INodeProperties = {
	displayName: 'Promotion Kind',
	name: 'benefitType',
	type: 'options',
	options: [
		{
			name: 'Large Order Discount',
			value: LARGE_ORDER,
			description:
				'Companies get a discount by the value of the order, on all your offers. You can have one only.',
			routing: constant(`${CRITERION}.type`, 'ALL_OFFERS'),
		},
		{
			name: 'Multipack',
			value: MULTIPACK,
			description:
				'Buyers of several pieces get a discount on the cheapest, from one offer or across several',
			routing: constant(`${CRITERION}.type`, 'CONTAINS_OFFERS'),
		},
		{
			name: 'Wholesale Price List',
			value: WHOLESALE,
			description: 'Companies get a discount by the number of pieces, on offers that you assign',
			routing: constant(`${CRITERION}.type`, 'OFFERS_ASSIGNED_EXTERNALLY'),
		},
	],
	default: MULTIPACK,
	required: true,
	description: 'What buyers get, and for what',
	routing: body(`${SPECIFICATION}.type`),
};

/** What is changed. Allegro takes no changes of multipacks. */
export const updatedKind: INodeProperties = {
	displayName: 'Promotion Kind',
	name: 'benefitType',
	type: 'options',
	options: [
		{
			name: 'Large Order Discount',
			value: LARGE_ORDER,
			routing: constant(`${CRITERION}.type`, 'ALL_OFFERS'),
		},
		{
			name: 'Wholesale Price List',
			value: WHOLESALE,
			routing: constant(`${CRITERION}.type`, 'OFFERS_ASSIGNED_EXTERNALLY'),
		},
	],
	default: WHOLESALE,
	required: true,
	description: 'What the promotion is: its kind cannot be changed',
	routing: body(`${SPECIFICATION}.type`),
};

export const multipackFields: INodeProperties[] = [
	{
		displayName: 'Offer IDs',
		name: 'offerIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 10394822344, 10394822345',
		description:
			'Numbers of offers separated by commas, or a list from an expression. From several offers buyers pick the pieces as they like.',
		displayOptions: { show: { benefitType: [MULTIPACK] } },
		routing: body(`${CRITERION}.offers`, idObjects),
	},
	{
		displayName: 'Pieces in Pack',
		name: 'forEachQuantity',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: 5, numberPrecision: 0 },
		default: 2,
		required: true,
		description: 'How many pieces somebody must buy to get the discount once',
		displayOptions: { show: { benefitType: [MULTIPACK] } },
		routing: body(`${SPECIFICATION}.trigger.forEachQuantity`, pieces),
	},
	{
		displayName: 'Discounted Pieces',
		name: 'discountedNumber',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		required: true,
		description: 'How many pieces of each pack get the discount. Allegro accepts 1 only.',
		displayOptions: { show: { benefitType: [MULTIPACK] } },
		routing: body(`${SPECIFICATION}.trigger.discountedNumber`, pieces),
	},
	{
		displayName: 'Discount in Percent',
		name: 'percentage',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: 100,
		required: true,
		description:
			'The discount on the cheapest piece of the pack. Allegro wants more than 15 percent for 2 pieces, 30 for 3, 40 for 4 and 50 for 5.',
		displayOptions: { show: { benefitType: [MULTIPACK] } },
		routing: body(`${SPECIFICATION}.configuration.percentage`, pieces),
	},
];

const percentageValue: INodeProperties = {
	displayName: 'Discount in Percent',
	name: 'percentage',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
	default: 5,
	required: true,
	description: 'A whole number, larger than those of the thresholds below this one',
};

const discountOf = (row: IDataObject) => ({
	percentage: percentage(row.percentage, '') as string,
});

export const thresholdFields: INodeProperties[] = [
	{
		displayName: 'Price List Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Cardboard boxes',
		description: 'What you call it: buyers do not see the name',
		displayOptions: { show: { benefitType: [WHOLESALE] } },
		routing: body(`${SPECIFICATION}.name`),
	},
	{
		displayName: 'Quantity Thresholds',
		name: 'quantityThresholds',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Threshold',
		default: {},
		required: true,
		description:
			'From how many pieces of an offer which discount applies. Assign the price list to offers with the batch change of offers (discounts).',
		displayOptions: { show: { benefitType: [WHOLESALE] } },
		options: [
			{
				displayName: 'Threshold',
				name: 'threshold',
				values: [
					{
						displayName: 'From Quantity',
						name: 'lowerBound',
						type: 'number',
						typeOptions: { minValue: 2, maxValue: 100000, numberPrecision: 0 },
						default: 10,
						required: true,
						description: 'The number of pieces from which the discount applies',
					},
					percentageValue,
				],
			},
		],
		routing: body(
			`${SPECIFICATION}.thresholds`,
			rowsOf('threshold', (row) => ({
				quantity: { lowerBound: toCount(row.lowerBound) },
				discount: discountOf(row),
			})),
		),
	},
	{
		displayName: 'Order Value Thresholds',
		name: 'orderThresholds',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Threshold',
		default: {},
		required: true,
		description: 'From what value of an order which discount applies',
		displayOptions: { show: { benefitType: [LARGE_ORDER] } },
		options: [
			{
				displayName: 'Threshold',
				name: 'threshold',
				values: [
					{
						displayName: 'From Order Value',
						name: 'amount',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. 1000.00',
						description: 'The value of the order from which the discount applies',
					},
					{
						displayName: 'Currency',
						name: 'currency',
						type: 'options',
						options: CURRENCIES,
						default: 'PLN',
						description: 'The currency of the value, as the offers have it. By itself PLN.',
					},
					percentageValue,
				],
			},
		],
		routing: body(
			`${SPECIFICATION}.thresholds`,
			rowsOf('threshold', (row) => ({
				orderValue: { lowerBound: { amount: toAmount(row.amount), currency: row.currency } },
				discount: discountOf(row),
			})),
		),
	},
];
