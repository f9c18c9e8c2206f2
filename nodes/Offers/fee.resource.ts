import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { inBatches } from '../shared/batches';
import { inCurrencyOf, moneyOnMarketplace } from '../shared/currencies';
import {
	additionalJson,
	amountOf,
	currencyOf,
	fieldsFor,
	json,
	list,
	MARKETPLACE_CURRENCIES,
	MARKETPLACES,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { FEE_PREVIEW_PACE } from '../shared/paces';
import { parameterById } from '../shared/parameters';
import { body, query, route } from '../shared/routing';
import { EXAMPLES } from './examples';
import { DURATIONS, FORMATS } from './options';
import { parameterValues } from './parameterFields';
import { categoryLocator, fundraisingCampaignLocator, offerLocator } from '../shared/locators';

/** Source: the description of `offer.id` in Allegro's OpenAPI document. */
const MOST_OFFERS = 20;
const MODE = 'offer.sellingMode';

const setCurrencies = inCurrencyOf(
	'marketplaceId',
	...['price', 'minimalPrice', 'netPrice', 'startingPrice'].map((price) => `${MODE}.${price}`),
);

/** Previews know parameters by ID alone. */
const previewParameters = parameterValues.filter(({ name }) => name !== 'name');

const previewFields: INodeProperties[] = [
	{
		displayName: 'Classifieds Extras (JSON)',
		name: 'extraPackages',
		type: 'json',
		default: '[]',
		placeholder: EXAMPLES.extraPackages,
		description:
			'For advertisements: a list with the ID of each, and whether it goes on with republication',
		routing: body('classifiedsPackages.extraPackages', json),
	},
	{
		displayName: 'Classifieds Package ID',
		name: 'basePackageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0a4e8a3e-3f2b-11ec-9e3b-0242ac130003',
		description: 'For advertisements: the base package',
		routing: body('classifiedsPackages.basePackage.id'),
	},
	{
		displayName: 'Department Page',
		name: 'departmentPage',
		type: 'boolean',
		default: true,
		description: 'Whether the offer is promoted on the page of its department',
		routing: body('offer.promotion.departmentPage'),
	},
	{
		displayName: 'Duration',
		name: 'duration',
		type: 'options',
		options: DURATIONS,
		default: 'PT720H',
		description: 'How long the offer is listed. Left out, it is listed until it is sold out.',
		routing: body('offer.publication.duration'),
	},
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: FORMATS,
		default: 'BUY_NOW',
		description: 'How it is sold',
		routing: body(`${MODE}.format`),
	},
	{
		...fundraisingCampaignLocator,
		required: false,
		description: 'For charity offers: the campaign that gets the money',
		routing: body('offer.fundraisingCampaign.id'),
	},
	{
		displayName: 'Highlighted for 1 Day',
		name: 'emphasized1d',
		type: 'boolean',
		default: true,
		description: 'Whether the offer is highlighted, paid for by the day',
		routing: body('offer.promotion.emphasized1d'),
	},
	{
		displayName: 'Highlighted for 10 Days',
		name: 'emphasized10d',
		type: 'boolean',
		default: true,
		description: 'Whether the offer is highlighted, paid for ten days at once',
		routing: body('offer.promotion.emphasized10d'),
	},
	{
		displayName: 'Marketplace',
		name: 'marketplaceId',
		type: 'options',
		options: MARKETPLACES,
		default: 'allegro-pl',
		description: 'Where it is sold. Left out, it is the base marketplace of the account.',
		routing: body('marketplaceId'),
	},
	{
		displayName: 'Minimal Price',
		name: 'minimalPrice',
		type: 'fixedCollection',
		placeholder: 'Add Price',
		default: {},
		description: 'For auctions: what must be bid before it is sold',
		options: [
			{ displayName: 'Price', name: 'money', values: moneyOnMarketplace(`${MODE}.minimalPrice`) },
		],
	},
	{
		displayName: 'Net Price',
		name: 'netPrice',
		type: 'fixedCollection',
		placeholder: 'Add Price',
		default: {},
		description: 'The price without tax',
		options: [
			{ displayName: 'Price', name: 'money', values: moneyOnMarketplace(`${MODE}.netPrice`) },
		],
	},
	{
		...offerLocator,
		required: false,
		description: 'An offer that exists, when it is about its changes',
		routing: body('offer.id'),
	},
	{
		displayName: 'Parameters',
		name: 'parameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description:
			'Parameters of the offer, such as Condition: in some categories fees depend on them',
		options: [{ displayName: 'Parameter', name: 'parameter', values: previewParameters }],
		routing: body('offer.parameters', rowsOf('parameter', parameterById)),
	},
	{
		displayName: 'Starting Price',
		name: 'startingPrice',
		type: 'fixedCollection',
		placeholder: 'Add Price',
		default: {},
		description: 'For auctions: where the bids begin',
		options: [
			{ displayName: 'Price', name: 'money', values: moneyOnMarketplace(`${MODE}.startingPrice`) },
		],
	},
];

export const feeResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['fee'] } },
		options: [
			{
				name: 'Get Quotes',
				value: 'getQuotes',
				action: 'Get the quotes of offers',
				description:
					'Get the fees for listing and promotion that go on for offers, and when each is charged next',
				routing: route('GET /pricing/offer-quotes', {
					...inBatches('offer.id', MOST_OFFERS, ({ quotes }) => quotes as IDataObject[]),
					scope: 'billing:read',
					rows: 'quotes',
				}),
			},
			{
				name: 'Preview',
				value: 'preview',
				action: 'Preview the fees for an offer',
				description: 'Calculate the commission and the fees for an offer that need not exist',
				routing: route('POST /pricing/offer-fee-preview', {
					scope: 'sale:offers:read',
					languages: ['en-US', 'pl-PL'],
					paces: [FEE_PREVIEW_PACE],
					repeatable: true,
					before: setCurrencies,
				}),
			},
		],
		default: 'preview',
	},
	...fieldsFor(
		'fee',
		['getQuotes'],
		[
			{
				displayName: 'Offer IDs',
				name: 'offerIds',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 7600012345, 7600012346',
				description:
					'IDs separated by commas, or a list from an expression. Of more than 20, Allegro is asked in several requests.',
				routing: query('offer.id', list),
			},
			...returnAllAndLimit,
		],
	),
	...fieldsFor(
		'fee',
		['preview'],
		[
			{
				...categoryLocator,
				description: 'The category of the offer, which the commission depends on',
				routing: body('offer.category.id'),
			},
			{
				displayName: 'Price',
				name: 'price',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 149.90',
				description: 'The Buy Now price',
				routing: amountOf(`${MODE}.price`),
			},
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'options',
				options: MARKETPLACE_CURRENCIES,
				default: '',
				description:
					'The currency of the marketplace. By itself PLN where no Marketplace is chosen.',
				routing: currencyOf(`${MODE}.price`),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: previewFields,
			},
			additionalJson,
		],
	),
];
