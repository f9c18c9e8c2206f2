import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { refuse } from '../shared/commands';
import {
	additionalJson,
	CURRENCIES,
	dryRunField,
	fieldsFor,
	returnAllAndLimit,
	rowsOf,
	textUpTo,
} from '../shared/fields';
import { toAmount, unsignedPercentage } from '../shared/numbers';
import { PRICE_RULES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { offerLocator } from '../shared/locators';
import { at } from '../shared/values';

const reading = { scope: 'sale:offers:read', paces: [PRICE_RULES_PACE] };
const writing = { scope: 'sale:offers:write', paces: [PRICE_RULES_PACE] };

/** A direction alone is no difference. */
function checkDifference(call: Call): void {
	const { changeByAmount, changeByPercentage } = (at(call.request.body, 'configuration') ??
		{}) as Record<string, IDataObject>;
	if (changeByAmount && !changeByAmount.values) {
		refuse(call, 'No amount is filled in', 'Add one under Amounts, or choose another Difference.');
	}
	if (changeByPercentage && !changeByPercentage.value) {
		refuse(call, 'No percentage is filled in', 'Fill it in, or choose another Difference.');
	}
}

const toMoney = ({ amount, currency }: IDataObject): IDataObject => ({
	amount: toAmount(amount),
	currency,
});

const direction: INodeProperties = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{ name: 'Add', value: 'ADD', description: 'Be dearer than the price that the rule finds' },
		{
			name: 'Subtract',
			value: 'SUBTRACT',
			description: 'Be cheaper than the price that the rule finds',
		},
	],
	default: 'SUBTRACT',
	description: 'Whether the difference is added or subtracted',
};

export const priceRuleResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['priceRule'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a price rule',
				description: 'Create a rule by which Allegro sets prices; then assign it to offers',
				routing: route('POST /sale/price-automation/rules', {
					...writing,
					before: checkDifference,
				}),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a price rule',
				description: 'Delete a rule of your own. It cannot be brought back.',
				routing: route('DELETE /sale/price-automation/rules/{ruleId}', {
					...writing,
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a price rule',
				description: 'Get a rule with its type and its difference',
				routing: route('GET /sale/price-automation/rules/{ruleId}', reading),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many price rules',
				description: 'Get your own rules and those that Allegro made for every seller',
				routing: route('GET /sale/price-automation/rules', { ...reading, rows: 'rules' }),
			},
			{
				name: 'Get Many of Offer',
				value: 'getForOffer',
				action: 'Get the price rules of an offer',
				description: 'Get the rules of an offer, one item for each marketplace',
				routing: route('GET /sale/price-automation/offers/{offerId}/rules', {
					...reading,
					rows: 'rules',
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a price rule',
				description: 'Replace the name and the difference of a rule of your own',
				routing: route('PUT /sale/price-automation/rules/{ruleId}', {
					...writing,
					before: checkDifference,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'priceRule',
		['delete', 'get', 'update'],
		[
			{
				displayName: 'Rule Name or ID',
				name: 'ruleId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getPriceRules' },
				default: '',
				required: true,
				placeholder: 'e.g. 641c73feaef0a8281a3d11f8',
				description:
					'The rule; default rules of Allegro cannot be changed or deleted. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
		],
	),
	...fieldsFor(
		'priceRule',
		['getForOffer'],
		[{ ...offerLocator, description: 'The offer whose rules to get' }],
	),
	...fieldsFor(
		'priceRule',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Lowest price minus 1%',
				description:
					'What you call the rule, up to 33 characters. No two rules have the same name.',
				routing: body('name', textUpTo(33)),
			},
		],
	),
	...fieldsFor(
		'priceRule',
		['create'],
		[
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{
						name: 'Exchange Rate',
						value: 'EXCHANGE_RATE',
						description:
							'Converts the price of the base marketplace, for other marketplaces; not for Allegro Business',
					},
					{
						name: 'Follow Lowest Price on Allegro',
						value: 'FOLLOW_BY_ALLEGRO_MIN_PRICE',
						description: 'The lowest price of the product on Allegro; not for Allegro Business',
					},
					{
						name: 'Follow Lowest Price on Market',
						value: 'FOLLOW_BY_MARKET_MIN_PRICE',
						description: 'The lowest price of the product anywhere; not for Allegro Business',
					},
					{
						name: 'Follow Top Offer',
						value: 'FOLLOW_BY_TOP_OFFER_PRICE',
						description: 'The price of the top offer; not for Allegro Business',
					},
				],
				default: 'FOLLOW_BY_ALLEGRO_MIN_PRICE',
				required: true,
				description: 'Which price the rule starts from. It cannot be changed later.',
				routing: body('type'),
			},
		],
	),
	...fieldsFor(
		'priceRule',
		['create', 'update'],
		[
			{
				displayName: 'Difference',
				name: 'difference',
				type: 'options',
				options: [
					{ name: 'By Amount', value: 'amount' },
					{ name: 'By Percentage', value: 'percentage' },
					{ name: 'None', value: 'none', description: 'Exactly the price that the rule finds' },
				],
				default: 'percentage',
				description: 'How far the price is from the one that the rule finds',
			},
			{
				...direction,
				name: 'amountDirection',
				displayOptions: { show: { difference: ['amount'] } },
				routing: body('configuration.changeByAmount.operation'),
			},
			{
				...direction,
				name: 'percentageDirection',
				displayOptions: { show: { difference: ['percentage'] } },
				routing: body('configuration.changeByPercentage.operation'),
			},
			{
				displayName: 'Percentage',
				name: 'percentage',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 1.5',
				description: 'By how many percent the price differs',
				displayOptions: { show: { difference: ['percentage'] } },
				routing: body('configuration.changeByPercentage.value', unsignedPercentage),
			},
			{
				displayName: 'Amounts',
				name: 'amounts',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Amount',
				default: {},
				required: true,
				description: 'By how much the price differs, in the currency of each marketplace',
				displayOptions: { show: { difference: ['amount'] } },
				options: [
					{
						displayName: 'Amount',
						name: 'amount',
						values: [
							{
								displayName: 'Amount',
								name: 'amount',
								type: 'string',
								default: '',
								required: true,
								placeholder: 'e.g. 2.00',
								description: 'How much is added or subtracted',
							},
							{
								displayName: 'Currency',
								name: 'currency',
								type: 'options',
								options: CURRENCIES,
								default: 'PLN',
								description: 'The currency of a marketplace: one amount for each. By itself PLN.',
							},
						],
					},
				],
				routing: body('configuration.changeByAmount.values', rowsOf('amount', toMoney)),
			},
			additionalJson,
		],
	),
	...fieldsFor('priceRule', ['getAll', 'getForOffer'], returnAllAndLimit),
	...fieldsFor('priceRule', ['delete'], [dryRunField]),
];
