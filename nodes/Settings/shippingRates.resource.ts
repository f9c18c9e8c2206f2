import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { refuse } from '../shared/commands';
import {
	additionalJson,
	fieldsFor,
	MARKETPLACES,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import { shippingRatesLocator } from '../shared/locators';
import type { Call } from '../shared/routing';
import { body, query, route } from '../shared/routing';
import { withoutEmpty } from '../shared/values';
import { changedRates } from './rateChanges';
import { rateChanges, rates } from './shippingRatesFields';

/**
 * Allegro replaces the whole price list: what the user leaves out is taken from what it was, so that
 * a change of one price does not drop all other ways of delivery from the offers.
 */
async function overCurrent(call: Call): Promise<void> {
	const { request, field, send } = call;
	const id = request.values?.shippingRatesId;
	const { body: answer } = await send(
		'GET /sale/shipping-rates/{id}',
		{ id },
		{ scope: 'sale:settings:read' },
	);
	const {
		name,
		type,
		dispatchCountry,
		rates: before = [],
	} = answer as IDataObject & {
		rates?: IDataObject[];
	};
	const given = (request.body ?? {}) as IDataObject & { rates?: IDataObject[] };
	try {
		request.body = {
			...withoutEmpty({ id, name, type, dispatchCountry }),
			...given,
			rates: changedRates(before, given.rates ?? [], field('keepOtherRates', true)),
		};
	} catch (error) {
		refuse(call, (error as Error).message, 'Correct it in Rates.');
	}
}

export const shippingRatesResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['shippingRates'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create shipping rates',
				description:
					'Create a price list for delivery that offers can use. The API cannot delete it again.',
				routing: route('POST /sale/shipping-rates', { scope: 'sale:settings:write' }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get shipping rates',
				description: 'Get a price list for delivery with the prices of all its ways of delivery',
				routing: route('GET /sale/shipping-rates/{id}', {
					path: { id: 'shippingRatesId' },
					scope: 'sale:settings:read',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many shipping rates',
				description: 'Get the IDs and names of the price lists for delivery of the account',
				routing: route('GET /sale/shipping-rates', {
					scope: 'sale:settings:read',
					rows: 'shippingRates',
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update shipping rates',
				description:
					'Change prices of a price list for delivery, in all offers that use it. Allegro replaces the whole list: this node reads it first, and keeps what you do not change.',
				routing: route('PUT /sale/shipping-rates/{id}', {
					path: { id: 'shippingRatesId' },
					scope: 'sale:settings:write',
					before: overCurrent,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('shippingRates', ['get', 'update'], [shippingRatesLocator]),
	...fieldsFor(
		'shippingRates',
		['create'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Small parcels',
				description:
					'What you call the price list: up to 64 letters, digits, hyphens, dots, commas and spaces',
				routing: body('name', textUpTo(64)),
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Electronic', value: 'ELECTRONIC', description: 'For digital products' },
					{ name: 'Physical', value: 'PHYSICAL', description: 'For what is sent' },
				],
				default: 'PHYSICAL',
				required: true,
				description: 'What the price list is for. It cannot be changed later.',
				routing: body('type'),
			},
			{
				displayName: 'Dispatch Country',
				name: 'dispatchCountry',
				type: 'string',
				default: 'PL',
				required: true,
				placeholder: 'e.g. PL',
				description:
					'Where the parcels come from: two letters of ISO 3166-1. It cannot be changed later.',
				displayOptions: { show: { type: ['PHYSICAL'] } },
				routing: body('dispatchCountry'),
			},
			{
				...rates,
				required: true,
				description: 'The ways of delivery that buyers can choose, each with its price',
			},
		],
	),
	...fieldsFor(
		'shippingRates',
		['update'],
		[
			{
				...rateChanges,
				description:
					'The ways of delivery to add or to change. A rate that is there keeps what stays empty here.',
			},
			{
				displayName: 'Keep Other Rates',
				name: 'keepOtherRates',
				type: 'boolean',
				default: true,
				description:
					'Whether delivery methods that are not among the rates above stay. When off, buyers can no longer choose them.',
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Dispatch Country',
						name: 'dispatchCountry',
						type: 'string',
						default: '',
						placeholder: 'e.g. PL',
						description:
							'Where the parcels come from. It must be what it was: left out, it is taken from there.',
						routing: body('dispatchCountry'),
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Small parcels',
						description:
							'A new name: up to 64 letters, digits, hyphens, dots, commas and spaces. Left out, the name stays.',
						routing: body('name', textUpTo(64)),
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Electronic', value: 'ELECTRONIC', description: 'For digital products' },
							{ name: 'Physical', value: 'PHYSICAL', description: 'For what is sent' },
						],
						default: 'PHYSICAL',
						description:
							'What the price list is for. It must be what it was: left out, it is taken from there.',
						routing: body('type'),
					},
				],
			},
		],
	),
	...fieldsFor('shippingRates', ['create', 'update'], [additionalJson]),
	...fieldsFor(
		'shippingRates',
		['getAll'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description: 'Only price lists that offers on this marketplace can use',
						routing: query('marketplace'),
					},
				],
			},
		],
	),
];
