import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { batchCompletion, checkBatch, commandIdAs, goOnWithRest } from '../shared/commands';
import { currencyFor } from '../shared/currencies';
import { taskPages } from '../shared/longLists';
import {
	batchIdField,
	dryRunField,
	fieldsFor,
	MARKETPLACE_CURRENCIES,
	MARKETPLACES,
	offerIdsField,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { toAmount } from '../shared/numbers';
import { PRICE_RULE_CHANGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { commandEnd } from './commandFields';

const withId = commandIdAs('id');

const command = {
	scope: 'sale:offers:write',
	paces: PRICE_RULE_CHANGES_PACE,
	before: (call: Call): void => {
		checkBatch(call);
		withId(call);
		goOnWithRest(call, 'id');
	},
	after: batchCompletion(
		'GET /sale/offer-price-automation-commands/{commandId}',
		'sale:offers:read',
	),
};

function toAssignment(row: IDataObject): IDataObject {
	const { marketplaceId, ruleId, minPrice, maxPrice, currency, currencyOf: type } = row;
	if (!ruleId) throw new Error(`No "Rule Name or ID" is chosen for ${String(marketplaceId)}`);
	const assignment = { marketplace: { id: marketplaceId }, rule: { id: ruleId } };
	if (!minPrice && !maxPrice) return assignment;
	if (!minPrice || !maxPrice)
		throw new Error(
			'Give both a lowest and a highest price ("Lowest Price", "Highest Price"), or neither',
		);
	// Which marketplace is the base of an offer is not known here.
	const isBase = type === 'BASE_MARKETPLACE_CURRENCY';
	const own = isBase ? currency || 'PLN' : currencyFor(marketplaceId, currency);
	const money = (amount: unknown) => ({ amount: toAmount(amount), currency: own });
	const priceRange = { type, minPrice: money(minPrice), maxPrice: money(maxPrice) };
	return { ...assignment, configuration: { priceRange } };
}

/** An assignment, in the order in which a seller thinks of it. */
const ruleValues: INodeProperties[] = [
	{
		displayName: 'Marketplace',
		name: 'marketplaceId',
		type: 'options',
		options: MARKETPLACES,
		default: 'allegro-pl',
		description: 'Where the rule sets the price',
	},
	{
		displayName: 'Rule Name or ID',
		name: 'ruleId',
		type: 'options',
		required: true,
		typeOptions: { loadOptionsMethod: 'getPriceRules' },
		default: '',
		placeholder: 'e.g. 641c73feaef0a8281a3d11f8',
		description:
			'The rule. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Lowest Price',
		name: 'minPrice',
		type: 'string',
		default: '',
		placeholder: 'e.g. 149.00',
		description:
			'The rule never sets a price below it. Rules that follow other prices need it to work; exchange rate rules must not have it.',
	},
	{
		displayName: 'Highest Price',
		name: 'maxPrice',
		type: 'string',
		default: '',
		placeholder: 'e.g. 199.00',
		description: 'The rule never sets a price above it',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		options: MARKETPLACE_CURRENCIES,
		default: '',
		description:
			'The currency of the lowest and the highest price. By itself PLN where it is that of the base marketplace.',
	},
	{
		displayName: 'Currency Is Of',
		name: 'currencyOf',
		type: 'options',
		options: [
			{ name: 'Base Marketplace of Offer', value: 'BASE_MARKETPLACE_CURRENCY' },
			{ name: 'This Marketplace', value: 'MARKETPLACE_CURRENCY' },
		],
		default: 'MARKETPLACE_CURRENCY',
		description:
			'Which currency that is. On the base marketplace of an offer it must be the one of this marketplace.',
	},
];

export const priceRuleAssignmentResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['priceRuleAssignment'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create assignments of price rules',
				description: 'Let rules set the prices of up to 1000 offers on their marketplaces',
				routing: route('POST /sale/offer-price-automation-commands', command),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete assignments of price rules',
				description:
					'Stop the rules of up to 1000 offers on some marketplaces. To go on, assign them again.',
				routing: route('POST /sale/offer-price-automation-commands', { ...command, dryRun: true }),
			},
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get the status of an assignment of price rules',
				description: 'Ask for how many offers an assignment has succeeded and failed so far',
				routing: route('GET /sale/offer-price-automation-commands/{commandId}', {
					scope: 'sale:offers:read',
				}),
			},
			{
				name: 'Get Tasks',
				value: 'getTasks',
				action: 'Get the tasks of an assignment of price rules',
				description: 'Get for each offer whether its rules were changed, and why not',
				routing: route('GET /sale/offer-price-automation-commands/{commandId}/tasks', {
					scope: 'sale:offers:read',
					rows: 'tasks',
					pages: taskPages,
				}),
			},
		],
		default: 'create',
	},
	...fieldsFor('priceRuleAssignment', ['create', 'delete'], [offerIdsField]),
	...fieldsFor(
		'priceRuleAssignment',
		['create'],
		[
			{
				displayName: 'Rules',
				name: 'rules',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Rule',
				default: {},
				required: true,
				description: 'One rule for each marketplace',
				options: [{ displayName: 'Rule', name: 'rule', values: ruleValues }],
				routing: body('modification.set', rowsOf('rule', toAssignment)),
			},
		],
	),
	...fieldsFor(
		'priceRuleAssignment',
		['delete'],
		[
			{
				displayName: 'Marketplaces',
				name: 'marketplaceIds',
				type: 'multiOptions',
				options: MARKETPLACES,
				default: ['allegro-pl'],
				required: true,
				description: 'Where the rules stop. The prices stay as they are.',
				routing: body('modification.remove', (value) =>
					(value as string[]).map((id) => ({ marketplace: { id } })),
				),
			},
		],
	),
	...fieldsFor('priceRuleAssignment', ['delete'], [dryRunField]),
	...fieldsFor('priceRuleAssignment', ['create', 'delete'], commandEnd),
	...fieldsFor('priceRuleAssignment', ['getStatus', 'getTasks'], [batchIdField]),
	...fieldsFor('priceRuleAssignment', ['getTasks'], returnAllAndLimit),
];
