import type { INodeProperties } from 'n8n-workflow';

import { list, MARKETPLACES } from '../shared/fields';
import { decimal } from '../shared/numbers';
import { query } from '../shared/routing';
import { FORMATS } from './options';
import { commaList } from './values';
import {
	categoryLocator,
	fundraisingCampaignLocator,
	returnPolicyLocator,
	shippingRatesLocator,
} from '../shared/locators';

/** Filters of the list of offers. */
export const offerFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			...categoryLocator,
			required: false,
			description: 'Only offers in this category',
			routing: query('category.id'),
		},
		{
			displayName: 'Charity Only',
			name: 'isCharity',
			type: 'boolean',
			default: true,
			description:
				'Whether to get only offers for a fundraising campaign, or (off) only those without',
			routing: query('fundraisingCampaign.id.empty', (value) => !value),
		},
		{
			displayName: 'Companies Only',
			name: 'buyableOnlyByBusiness',
			type: 'boolean',
			default: true,
			description: 'Whether to get only offers for companies, or (off) only those for everybody',
			routing: query('b2b.buyableOnlyByBusiness'),
		},
		{
			displayName: 'External IDs',
			name: 'externalIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. AH-129834, AH-129835',
			description:
				'Only offers with one of these IDs of your own (SKU), up to 100, separated by commas',
			routing: query('external.id', commaList),
		},
		{
			displayName: 'Formats',
			name: 'formats',
			type: 'multiOptions',
			options: FORMATS,
			default: [],
			description: 'Only offers sold in one of these ways. None selected means all.',
			routing: query('sellingMode.format'),
		},
		{
			...fundraisingCampaignLocator,
			required: false,
			description: 'Only offers that collect for this campaign',
			routing: query('fundraisingCampaign.id'),
		},
		{
			displayName: 'In Allegro Warehouse',
			name: 'isFulfillment',
			type: 'boolean',
			default: true,
			description:
				'Whether to get only offers that Allegro sends (One Fulfillment), or (off) only those that you send',
			routing: query('isFulfillment'),
		},
		{
			displayName: 'Marketplace',
			name: 'marketplace',
			type: 'options',
			options: MARKETPLACES,
			default: 'allegro-pl',
			description:
				'Only offers on this marketplace. Prices, price rules and sold pieces in other filters and in Sort By are then those of this marketplace.',
			routing: query('publication.marketplace'),
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. kubek',
			description: 'Only offers with this text in their title',
			routing: query('name'),
		},
		{
			displayName: 'Offer IDs',
			name: 'offerIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 7600012345, 7600012346',
			description: 'Only these offers: IDs separated by commas, or a list from an expression',
			routing: query('offer.id', list),
		},
		{
			displayName: 'Price From',
			name: 'priceFrom',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'Only offers that cost this or more',
			routing: query('sellingMode.price.amount.gte', decimal),
		},
		{
			displayName: 'Price Rule Name or ID',
			name: 'priceRuleId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getPriceRules' },
			default: '',
			placeholder: 'e.g. 641c73feaef0a8281a3d11f8',
			description:
				'Only offers with this rule for automatic prices. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			routing: query('sellingMode.priceAutomation.rule.id'),
		},
		{
			displayName: 'Price To',
			name: 'priceTo',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 2 },
			default: 100,
			description: 'Only offers that cost this or less',
			routing: query('sellingMode.price.amount.lte', decimal),
		},
		{
			displayName: 'Product Required',
			name: 'productizationRequired',
			type: 'boolean',
			default: true,
			description:
				'Whether to get only offers in categories where a product is required, or (off) only others',
			routing: query('productizationRequired'),
		},
		{
			...returnPolicyLocator,
			required: false,
			description: 'Only offers with this return policy',
			routing: query('afterSalesServices.returnPolicy.id'),
		},
		{
			...shippingRatesLocator,
			required: false,
			description: 'Only offers with these shipping rates',
			routing: query('delivery.shippingRates.id'),
		},
		{
			displayName: 'Sort By',
			name: 'sort',
			type: 'options',
			options: [
				{ name: 'Price, Highest First', value: '-sellingMode.price.amount' },
				{ name: 'Price, Lowest First', value: 'sellingMode.price.amount' },
				{ name: 'Sold, Least First', value: 'stock.sold' },
				{ name: 'Sold, Most First', value: '-stock.sold' },
				{ name: 'Stock, Largest First', value: '-stock.available' },
				{ name: 'Stock, Smallest First', value: 'stock.available' },
			],
			default: 'stock.available',
			description: 'The order in which the offers come. Left out, the newest come first.',
			routing: query('sort'),
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Activating', value: 'ACTIVATING', description: 'Being listed, or planned to be' },
				{ name: 'Active', value: 'ACTIVE', description: 'Listed' },
				{ name: 'Draft', value: 'INACTIVE', description: 'Never listed' },
				{ name: 'Ended', value: 'ENDED', description: 'Listed once' },
			],
			default: [],
			description: 'Only offers with one of these statuses. None selected means all.',
			routing: query('publication.status'),
		},
		{
			displayName: 'Without Price Rule',
			name: 'priceRuleEmpty',
			type: 'boolean',
			default: true,
			description:
				'Whether to get only offers without a rule for automatic prices, or (off) only those with one',
			routing: query('sellingMode.priceAutomation.rule.id.empty'),
		},
		{
			displayName: 'Without Product',
			name: 'productEmpty',
			type: 'boolean',
			default: true,
			description:
				"Whether to get only offers without a product of Allegro's catalogue, or (off) only those with one",
			routing: query('product.id.empty'),
		},
		{
			displayName: 'Without Shipping Rates',
			name: 'shippingRatesEmpty',
			type: 'boolean',
			default: true,
			description:
				'Whether to get only offers without shipping rates, or (off) only those with them',
			routing: query('delivery.shippingRates.id.empty'),
		},
	],
};
