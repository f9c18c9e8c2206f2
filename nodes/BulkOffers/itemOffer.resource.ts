import type { INodeProperties } from 'n8n-workflow';

import {
	additionalJsonOption,
	fieldsFor,
	MARKETPLACE_CURRENCIES,
	MARKETPLACES,
	onFailedOffersField,
	optionsOf,
	timeoutOption,
} from '../shared/fields';
import { route } from '../shared/routing';
import { fromItems } from './fromItems';
import { CHANGES, END, PRICES, PUBLISH, STATUS, STOCK } from './itemKinds';
import { changes } from './offerFields';

const OPERATIONS = ['end', 'modify', 'publish', 'updatePrices', 'updateStatus', 'updateStock'];

const timeout: INodeProperties = {
	...timeoutOption,
	description:
		'How long to wait for Allegro to finish. What is not over by then comes back with the status RUNNING.',
};

export const itemOfferResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['itemOffer'] } },
		options: [
			{
				name: 'End',
				value: 'end',
				action: 'End the offers of all items',
				description: 'Take the offer of each input item off the site',
				routing: route('PUT /sale/offer-publication-commands/{commandId}', fromItems(END)),
			},
			{
				name: 'Modify',
				value: 'modify',
				action: 'Modify the offers of all items',
				description: 'Change delivery, invoice, location and more in the offer of each input item',
				routing: route('PUT /sale/offer-modification-commands/{commandId}', fromItems(CHANGES)),
			},
			{
				name: 'Publish',
				value: 'publish',
				action: 'Publish the offers of all items',
				description: 'List the offer of each input item. Fees may apply.',
				routing: route('PUT /sale/offer-publication-commands/{commandId}', fromItems(PUBLISH)),
			},
			{
				name: 'Update Prices',
				value: 'updatePrices',
				action: 'Update the prices of the offers of all items',
				description: 'Give the offer of each input item its own Buy Now price',
				routing: route('PUT /sale/offer-price-change-commands/{commandId}', fromItems(PRICES)),
			},
			{
				name: 'Update Status',
				value: 'updateStatus',
				action: 'Update the status of the offers of all items',
				description: 'List or end the offer of each input item, as the item says. Fees may apply.',
				routing: route('PUT /sale/offer-publication-commands/{commandId}', fromItems(STATUS)),
			},
			{
				name: 'Update Stock',
				value: 'updateStock',
				action: 'Update the stock of the offers of all items',
				description: 'Give the offer of each input item its own quantity',
				routing: route('PUT /sale/offer-quantity-change-commands/{commandId}', fromItems(STOCK)),
			},
		],
		default: 'updatePrices',
	},
	...fieldsFor('itemOffer', OPERATIONS, [
		{
			displayName: 'Offer ID',
			name: 'offerId',
			type: 'string',
			default: '={{ $json.offerId }}',
			required: true,
			placeholder: 'e.g. 7600012345',
			description: 'The offer of the item',
			hint: 'All items go out together, in as few requests as Allegro allows. Each comes back with the result of its own offer.',
		},
	]),
	...fieldsFor(
		'itemOffer',
		['updatePrices'],
		[
			{
				displayName: 'Price',
				name: 'price',
				type: 'string',
				default: '={{ $json.price }}',
				required: true,
				placeholder: 'e.g. 149.90',
				description: 'The new Buy Now price',
			},
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'options',
				options: MARKETPLACE_CURRENCIES,
				default: '',
				description: 'The currency of the marketplace',
			},
			{
				displayName: 'Marketplace',
				name: 'marketplaceId',
				type: 'options',
				options: MARKETPLACES,
				default: 'allegro-pl',
				description: 'Where the price changes',
			},
		],
	),
	...fieldsFor(
		'itemOffer',
		['updateStock'],
		[
			{
				displayName: 'Quantity',
				name: 'quantity',
				type: 'string',
				default: '={{ $json.quantity }}',
				required: true,
				placeholder: 'e.g. 10',
				description: 'How many pieces the offer gets',
				hint: 'Allegro takes no 0: to stop selling, end the offer instead',
			},
		],
	),
	...fieldsFor(
		'itemOffer',
		['updateStatus'],
		[
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Active', value: 'ACTIVE', description: 'Buyers see the offer' },
					{ name: 'Ended', value: 'ENDED', description: 'The offer is off the site' },
				],
				default: 'ACTIVE',
				description: 'What the offer becomes',
				hint: 'With an expression, each item says it: ACTIVE or ENDED',
			},
		],
	),
	...fieldsFor('itemOffer', ['modify'], [changes]),
	...fieldsFor(
		'itemOffer',
		['publish'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Scheduled For',
						name: 'scheduledFor',
						type: 'dateTime',
						default: '',
						description: 'When the offer shall be listed. Left out, it is listed at once.',
					},
				],
			},
		],
	),
	...fieldsFor('itemOffer', OPERATIONS, [onFailedOffersField]),
	...fieldsFor('itemOffer', ['modify'], [optionsOf(timeout, additionalJsonOption)]),
	...fieldsFor(
		'itemOffer',
		OPERATIONS.filter((operation) => operation !== 'modify'),
		[optionsOf(timeout)],
	),
];
