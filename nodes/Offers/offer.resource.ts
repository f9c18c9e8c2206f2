import type { INodeProperties } from 'n8n-workflow';

import { commandIdInPath } from '../shared/commands';
import {
	additionalJsonOption,
	amountOf,
	commandIdOption,
	CURRENCIES,
	currencyOf,
	dryRunField,
	fieldsFor,
	list,
	MARKETPLACES,
	optionsOf,
	outputFields,
	returnAllAndLimit,
	timeoutOption,
	waitField,
} from '../shared/fields';
import { offerLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import {
	PRODUCT_OFFER_CREATE_PACE,
	PRODUCT_OFFER_READ_PACE,
	PRODUCT_OFFER_UPDATE_PACE,
} from '../shared/paces';
import { query, route } from '../shared/routing';
import { createFields, updateFields } from './offerBody';
import { offerFilters } from './offerFilters';
import {
	allowRedirect,
	completeOffer,
	completeUpdate,
	operationStatus,
	processed,
	simplify,
	simplifyRow,
} from './offerSteps';
import { priceChanged, withPriceCommand } from './priceSteps';

export const offerResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['offer'] } },
		options: [
			{
				name: 'Change Price',
				value: 'changePrice',
				action: 'Change the price of an offer',
				description:
					'Change the Buy Now price of one offer. Allegro does it after it answered: read the offer to see it. Update does the same and can wait.',
				routing: route('PUT /offers/{offerId}/change-price-commands/{commandId}', {
					...commandIdInPath,
					scope: 'sale:offers:write',
					before: withPriceCommand,
					after: priceChanged,
				}),
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create an offer',
				description: "Create an offer for a product of Allegro's catalogue, or for a new one",
				routing: route('POST /sale/product-offers', {
					scope: 'sale:offers:write',
					paces: [PRODUCT_OFFER_CREATE_PACE],
					before: completeOffer,
					after: processed,
				}),
			},
			{
				name: 'Delete Draft',
				value: 'delete',
				action: 'Delete a draft of an offer',
				description:
					'Delete an offer that was never listed. This cannot be undone. Listed offers can be ended only.',
				routing: route('DELETE /sale/offers/{offerId}', {
					scope: 'sale:offers:write',
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an offer',
				description: 'Get everything about an offer, with what keeps a draft from being listed',
				routing: route('GET /sale/product-offers/{offerId}', {
					scope: 'sale:offers:read',
					paces: [PRODUCT_OFFER_READ_PACE],
					simplify,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many offers',
				description: 'Get the offers of the account that match filters, newest first',
				routing: route('GET /sale/offers', {
					scope: 'sale:offers:read',
					rows: 'offers',
					pages: offset({
						max: 1000,
						ceiling: 10_000_000,
						narrow: 'Narrow the filters, for example by status or price',
					}),
					simplify: simplifyRow,
				}),
			},
			{
				name: 'Get Operation Status',
				value: 'getOperationStatus',
				action: 'Get the operation status of an offer',
				description:
					'Ask how a creation or an update that was started without waiting stands. Allegro forgets it some time after its end.',
				routing: route('GET /sale/product-offers/{offerId}/operations/{operationId}', {
					scope: 'sale:offers:read',
					before: allowRedirect,
					after: operationStatus,
				}),
			},
			{
				name: 'Get Smart Status',
				value: 'getSmart',
				action: 'Get the smart status of an offer',
				description:
					'Get whether an offer is in Allegro Smart!, and which conditions it does not meet',
				routing: route('GET /sale/offers/{offerId}/smart', { scope: 'sale:offers:read' }),
			},
			{
				name: 'Get Stock and Price',
				value: 'getParts',
				action: 'Get the stock and price of an offer',
				description: 'Get the stock and the prices alone, which is faster than Get',
				routing: route('GET /sale/product-offers/{offerId}/parts', { scope: 'sale:offers:read' }),
			},
			{
				name: 'Get Unfilled Parameters',
				value: 'getUnfilledParameters',
				action: 'Get unfilled parameters of offers',
				description:
					'Get the offers that lack required parameters, or will lack them soon. Drafts are not among them.',
				routing: route('GET /sale/offers/unfilled-parameters', {
					scope: 'sale:offers:read',
					rows: 'offers',
					pages: offset({ max: 1000 }),
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update an offer',
				description:
					'Change single fields of an offer: what you leave out stays. Lists, such as images and parameters, are replaced as a whole.',
				routing: route('PATCH /sale/product-offers/{offerId}', {
					paces: [PRODUCT_OFFER_UPDATE_PACE],
					before: completeUpdate,
					after: processed,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'offer',
		['changePrice', 'delete', 'get', 'getOperationStatus', 'getParts', 'getSmart', 'update'],
		[offerLocator],
	),
	...fieldsFor('offer', ['create'], createFields),
	...fieldsFor('offer', ['update'], updateFields),
	...fieldsFor('offer', ['create', 'update'], [waitField]),
	...fieldsFor(
		'offer',
		['changePrice'],
		[
			{
				displayName: 'Price',
				name: 'price',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 149.90',
				description: 'The new Buy Now price on the base marketplace of the offer',
				routing: amountOf('input.buyNowPrice'),
			},
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'options',
				options: CURRENCIES,
				default: 'PLN',
				description:
					'The currency of the base marketplace of the offer. By itself PLN, for that marketplace is not known here.',
				routing: currencyOf('input.buyNowPrice'),
			},
		],
	),
	...fieldsFor(
		'offer',
		['getOperationStatus'],
		[
			{
				displayName: 'Operation ID',
				name: 'operationId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. b2a4c036-bee6-12a0-94fb-8d461d5fd5a1',
				description: 'The operationId that Create or Update gave when they did not wait',
			},
		],
	),
	...fieldsFor(
		'offer',
		['getParts'],
		[
			{
				displayName: 'Parts',
				name: 'include',
				type: 'multiOptions',
				options: [
					{ name: 'Price', value: 'price' },
					{ name: 'Stock', value: 'stock' },
				],
				default: ['price', 'stock'],
				required: true,
				description: 'What to get. The price comes for all marketplaces of the offer.',
				routing: query('include'),
			},
		],
	),
	...fieldsFor(
		'offer',
		['getSmart'],
		[
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
						description: 'Where to look. Left out, it is the base marketplace of the offer.',
						routing: query('marketplaceId'),
					},
				],
			},
		],
	),
	...fieldsFor('offer', ['getAll', 'getUnfilledParameters'], returnAllAndLimit),
	...fieldsFor('offer', ['getAll'], [offerFilters]),
	...fieldsFor(
		'offer',
		['getUnfilledParameters'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
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
						displayName: 'Required',
						name: 'parameterType',
						type: 'options',
						options: [
							{ name: 'Now', value: 'REQUIRED' },
							{ name: 'Soon', value: 'REQUIREMENT_PLANNED' },
						],
						default: 'REQUIRED',
						description: 'Only parameters that are required now, or will be at a planned time',
						routing: query('parameterType'),
					},
				],
			},
		],
	),
	...fieldsFor('offer', ['create', 'get', 'getAll', 'update'], outputFields),
	...fieldsFor('offer', ['create', 'update'], [optionsOf(timeoutOption, additionalJsonOption)]),
	...fieldsFor('offer', ['changePrice'], [optionsOf(commandIdOption, additionalJsonOption)]),
	...fieldsFor('offer', ['delete'], [dryRunField]),
];
