import type { INodeProperties } from 'n8n-workflow';

import { batch, refuse } from '../shared/commands';
import { inCurrencyOf } from '../shared/currencies';
import { taskPages } from '../shared/longLists';
import {
	amountOf,
	batchIdField,
	currencyOf,
	fieldsFor,
	MARKETPLACE_CURRENCIES,
	MARKETPLACES,
	offerIdsField,
	returnAllAndLimit,
} from '../shared/fields';
import { unsignedPercentage } from '../shared/numbers';
import { PRICE_CHANGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { at } from '../shared/values';
import { commandEnd } from './commandFields';

const command = batch('GET /sale/offer-price-change-commands/{commandId}');

const setCurrency = inCurrencyOf(
	'modification.marketplaceId',
	'modification.price',
	'modification.value',
);

/** Allegro registers a command first, and looks at it later. */
function checkPrice(call: Call): void {
	const given = ['price.amount', 'value.amount', 'percentage'];
	if (given.some((path) => at(call.request.body, `modification.${path}`))) return;
	refuse(call, 'No price, amount or percentage is filled in', 'This item gives none.');
}

export const priceResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['price'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get the status of a price change',
				description: 'Ask for how many offers a price change has succeeded and failed so far',
				routing: route('GET /sale/offer-price-change-commands/{commandId}', {
					scope: 'sale:offers:write',
				}),
			},
			{
				name: 'Get Tasks',
				value: 'getTasks',
				action: 'Get the tasks of a price change',
				description: 'Get for each offer whether its price was changed, and why not',
				routing: route('GET /sale/offer-price-change-commands/{commandId}/tasks', {
					scope: 'sale:offers:write',
					rows: 'tasks',
					pages: taskPages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update the prices of offers',
				description: 'Set, increase or decrease the Buy Now price of up to 1000 offers',
				routing: route('PUT /sale/offer-price-change-commands/{commandId}', {
					scope: 'sale:offers:write',
					paces: PRICE_CHANGES_PACE,
					...command,
					before: (call) => {
						command.before(call);
						checkPrice(call);
						setCurrency(call);
					},
				}),
			},
		],
		default: 'update',
	},
	...fieldsFor(
		'price',
		['update'],
		[
			offerIdsField,
			{
				displayName: 'Change',
				name: 'changeType',
				type: 'options',
				options: [
					{ name: 'Decrease by Amount', value: 'DECREASE_PRICE' },
					{ name: 'Decrease by Percentage', value: 'DECREASE_PERCENTAGE' },
					{ name: 'Increase by Amount', value: 'INCREASE_PRICE' },
					{ name: 'Increase by Percentage', value: 'INCREASE_PERCENTAGE' },
					{ name: 'Set Price', value: 'FIXED_PRICE' },
				],
				default: 'FIXED_PRICE',
				description: 'What to do with the price of each of the offers',
				hint: 'Allegro can take up to an hour until an offer shows its new price',
				routing: body('modification.type'),
			},
			{
				displayName: 'New Price',
				name: 'price',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 149.90',
				description: 'The price that each of the offers gets',
				displayOptions: { show: { changeType: ['FIXED_PRICE'] } },
				routing: amountOf('modification.price'),
			},
			{
				displayName: 'Currency',
				name: 'priceCurrency',
				type: 'options',
				options: MARKETPLACE_CURRENCIES,
				default: '',
				description:
					'The currency of the marketplace on which the price changes. By itself PLN where no Marketplace is chosen.',
				displayOptions: { show: { changeType: ['FIXED_PRICE'] } },
				routing: currencyOf('modification.price'),
			},
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 10.00',
				description: 'By how much the price of each of the offers changes',
				displayOptions: { show: { changeType: ['DECREASE_PRICE', 'INCREASE_PRICE'] } },
				routing: amountOf('modification.value'),
			},
			{
				displayName: 'Currency',
				name: 'amountCurrency',
				type: 'options',
				options: MARKETPLACE_CURRENCIES,
				default: '',
				description:
					'The currency of the marketplace on which the price changes. By itself PLN where no Marketplace is chosen.',
				displayOptions: { show: { changeType: ['DECREASE_PRICE', 'INCREASE_PRICE'] } },
				routing: currencyOf('modification.value'),
			},
			{
				displayName: 'Percentage',
				name: 'percentage',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 12.5',
				description: 'By how many percent the price of each of the offers changes',
				displayOptions: { show: { changeType: ['DECREASE_PERCENTAGE', 'INCREASE_PERCENTAGE'] } },
				routing: body('modification.percentage', unsignedPercentage),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Marketplace',
						name: 'marketplaceId',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description:
							'Where the price changes. Without it, the price changes on the base marketplace of each offer.',
						routing: body('modification.marketplaceId'),
					},
				],
			},
			...commandEnd,
		],
	),
	...fieldsFor('price', ['getStatus', 'getTasks'], [batchIdField]),
	...fieldsFor('price', ['getTasks'], returnAllAndLimit),
];
