import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dateFilter,
	fieldsFor,
	MARKETPLACES,
	outputFields,
	repeated,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { lineItemField, orderLocator } from '../shared/locators';
import type { Convert } from '../shared/routing';
import { asList, body, query, route } from '../shared/routing';
import { mergeSame } from '../shared/sameRows';
import { sliced } from '../shared/slices';
import { dueOrders, standingOrders } from './orderFilters';
import { latestPurchase, simplify } from './orderView';
import { FULFILLMENT_STATUSES, SETTABLE_STATUSES } from './statuses';

/** Allegro filters orders by the date of their latest line item. Nothing that happens later moves it. */
const lastPurchase = (order: IDataObject) => Date.parse(latestPurchase(order) ?? '');

const revision: INodeProperties = {
	displayName: 'Revision',
	name: 'revision',
	type: 'string',
	default: '',
	placeholder: 'e.g. 819b5836',
	description:
		'The revision of the order that you read. If the buyer has changed the order since, Allegro refuses instead of acting on an old state.',
	routing: query('checkoutForm.revision'),
};

const serialRows = rowsOf('lineItem', ({ id, serialNumbers }) => ({
	id,
	entries: [
		...new Set(
			String(serialNumbers)
				.split(',')
				.map((value) => value.trim()),
		),
	].filter(Boolean),
}));

/** The serial numbers of a line item in one row, each once. */
const toSerialNumbers: Convert = (value, zone) =>
	mergeSame(
		(serialRows(value, zone) ?? []) as Array<{ id: string; entries: string[] }>,
		({ id }) => id,
		(one, { entries }) => ({ ...one, entries: [...new Set([...one.entries, ...entries])] }),
	).map(({ id, entries }) => ({
		id,
		serialNumbers: { entries: entries.map((number) => ({ value: number })) },
	}));

export const orderResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['order'] } },
		options: [
			{
				name: 'Add Serial Numbers',
				value: 'addSerialNumbers',
				action: 'Add serial numbers to an order',
				description: 'Enter the serial numbers that export orders need',
				routing: route('POST /order/checkout-forms/{id}/serial-numbers', {
					path: { id: 'orderId' },
					scope: 'orders:write',
					languages: ['en-US'],
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an order',
				description: 'Get an order with buyer, delivery, payment and items',
				routing: route('GET /order/checkout-forms/{id}', {
					path: { id: 'orderId' },
					scope: 'orders:read',
					simplify,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many orders',
				description:
					'Get the orders that match filters, newest first. More than the 10,000 that Allegro lists at once are read by their dates of purchase.',
				routing: route('GET /order/checkout-forms', {
					scope: 'orders:read',
					rows: 'checkoutForms',
					pages: sliced({
						max: 100,
						ceiling: 10_000,
						by: 'lineItems.boughtAt',
						newestFirst: true,
						moment: lastPurchase,
						sorts: {
							'lineItems.boughtAt': lastPurchase,
							updatedAt: ({ updatedAt }) => Date.parse(String(updatedAt)),
						},
						narrow: 'Narrow the filters',
					}),
					before: standingOrders,
					only: dueOrders,
					simplify,
				}),
			},
			{
				name: 'Set Status',
				value: 'setStatus',
				action: 'Set the status of an order',
				description: 'Set the seller-side status of an order, such as Processing or Sent',
				routing: route('PUT /order/checkout-forms/{id}/fulfillment', {
					path: { id: 'orderId' },
					scope: 'orders:write',
					languages: ['en-US'],
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('order', ['addSerialNumbers', 'get', 'setStatus'], [orderLocator]),
	...fieldsFor(
		'order',
		['setStatus'],
		[
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: SETTABLE_STATUSES,
				default: 'PROCESSING',
				required: true,
				description: 'The status that the buyer and your other tools will see',
				routing: body('status'),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Items Sent',
						name: 'lineItemsSent',
						type: 'options',
						options: [
							{ name: 'All', value: 'ALL' },
							{ name: 'None', value: 'NONE' },
							{ name: 'Some', value: 'SOME' },
						],
						default: 'ALL',
						description: "How many of the order's items have a tracking number",
						routing: body('shipmentSummary.lineItemsSent'),
					},
					{
						displayName: 'Managed By',
						name: 'provider',
						type: 'options',
						options: [
							{ name: 'Allegro Warehouse (One Fulfillment)', value: 'ALLEGRO' },
							{ name: 'Seller', value: 'SELLER' },
						],
						default: 'SELLER',
						description: 'Who handles the order',
						routing: body('provider.id'),
					},
					revision,
				],
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'order',
		['addSerialNumbers'],
		[
			{
				displayName: 'Line Items',
				name: 'lineItems',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Line Item',
				default: {},
				required: true,
				description: 'The serial numbers of each line item. They replace those entered before.',
				options: [
					{
						displayName: 'Line Item',
						name: 'lineItem',
						values: [
							{ ...lineItemField, name: 'id', required: true },
							{
								displayName: 'Serial Numbers',
								name: 'serialNumbers',
								type: 'string',
								required: true,
								default: '',
								placeholder: 'e.g. SN-001, SN-002',
								description: 'One for each piece, separated by commas',
								routing: asList(),
							},
						],
					},
				],
				routing: body('lineItems', toSerialNumbers),
			},
			revision,
			additionalJson,
		],
	),
	...fieldsFor(
		'order',
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
						displayName: 'Bought After',
						name: 'boughtAfter',
						type: 'dateTime',
						default: '',
						description: 'Only orders bought at this moment or later',
						routing: dateFilter('lineItems.boughtAt.gte'),
					},
					{
						displayName: 'Bought Before',
						name: 'boughtBefore',
						type: 'dateTime',
						default: '',
						description: 'Only orders bought at this moment or earlier',
						routing: dateFilter('lineItems.boughtAt.lte'),
					},
					{
						displayName: 'Buyer Login',
						name: 'buyerLogin',
						type: 'string',
						default: '',
						placeholder: 'e.g. anna_kowalska',
						description: 'Only orders of the buyer with this exact login',
						routing: query('buyer.login'),
					},
					{
						displayName: 'Delivery Method Name or ID',
						name: 'deliveryMethodId',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getDeliveryMethods' },
						default: '',
						placeholder: 'e.g. 1fa56f79-4b6a-4821-a6f2-ca9c16d5c925',
						description:
							'Only orders to be sent with this delivery method. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						routing: query('delivery.method.id'),
					},
					{
						displayName: 'Dispatch Due Within (Hours)',
						name: 'dispatchWithinHours',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 24,
						description:
							'Only orders whose latest moment of dispatch lies within so many hours, or is over. Allegro has no such filter: all orders that match the others are read for it, so choose a Fulfillment Status too. Orders without such a moment are left out.',
					},
					{
						displayName: 'Fulfillment Status',
						name: 'fulfillmentStatus',
						type: 'multiOptions',
						options: FULFILLMENT_STATUSES,
						default: ['NEW'],
						description: 'Only orders with one of these seller-side statuses',
						routing: query('fulfillment.status', repeated),
					},
					{
						displayName: 'Items Sent',
						name: 'lineItemsSent',
						type: 'options',
						options: [
							{ name: 'All', value: 'ALL' },
							{ name: 'None', value: 'NONE' },
							{ name: 'Some', value: 'SOME' },
						],
						default: 'NONE',
						description: 'Only orders of which so many items have a tracking number',
						routing: query('fulfillment.shipmentSummary.lineItemsSent'),
					},
					{
						displayName: 'Managed By',
						name: 'provider',
						type: 'options',
						options: [
							{ name: 'Allegro Warehouse (One Fulfillment)', value: 'ALLEGRO' },
							{ name: 'Seller', value: 'SELLER' },
						],
						default: 'SELLER',
						description: "Only orders handled by the seller, or by Allegro's warehouse",
						routing: query('fulfillment.provider.id'),
					},
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description: 'Only orders bought on this marketplace',
						routing: query('marketplace.id'),
					},
					{
						displayName: 'Payment ID',
						name: 'paymentId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 0f8f13b2-7f6a-11e8-ac45-09db60ede9d6',
						description: 'Only orders paid with this payment',
						routing: query('payment.id'),
					},
					{
						displayName: 'Sort By',
						name: 'sort',
						type: 'options',
						options: [
							{ name: 'Bought, Newest First', value: '-lineItems.boughtAt' },
							{ name: 'Bought, Oldest First', value: 'lineItems.boughtAt' },
							{ name: 'Updated, Newest First', value: '-updatedAt' },
							{ name: 'Updated, Oldest First', value: 'updatedAt' },
						],
						default: '-lineItems.boughtAt',
						description: 'The order in which the orders come',
						routing: query('sort'),
					},
					{
						displayName: 'Standing for (Days)',
						name: 'standingDays',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 3,
						description:
							'Only orders that the buyer has not changed or paid for so many days. With the Fulfillment Status New, so long they wait for you; when you have set a status yourself, Allegro does not tell.',
					},
					{
						displayName: 'Status',
						name: 'status',
						type: 'multiOptions',
						options: [
							{
								name: 'Bought',
								value: 'BOUGHT',
								description: 'Bought, delivery form not filled in yet',
							},
							{ name: 'Cancelled', value: 'CANCELLED', description: 'Cancelled by the buyer' },
							{
								name: 'Filled In',
								value: 'FILLED_IN',
								description: 'Delivery form filled in, not paid yet: data may change',
							},
							{
								name: 'Ready for Processing',
								value: 'READY_FOR_PROCESSING',
								description: 'Paid, or to be paid on delivery: ready to be sent',
							},
						],
						default: ['READY_FOR_PROCESSING'],
						description: 'Only orders with one of these statuses of the purchase',
						routing: query('status', repeated),
					},
					{
						displayName: 'Surcharge ID',
						name: 'surchargeId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 0f8f13b2-7f6a-11e8-ac45-09db60ede9d6',
						description: 'Only orders to which this additional payment belongs',
						routing: query('surcharges.id'),
					},
					{
						displayName: 'Updated After',
						name: 'updatedAfter',
						type: 'dateTime',
						default: '',
						description:
							'Only orders that the buyer changed or paid at this moment or later. What sellers change does not count.',
						routing: dateFilter('updatedAt.gte'),
					},
					{
						displayName: 'Updated Before',
						name: 'updatedBefore',
						type: 'dateTime',
						default: '',
						description:
							'Only orders that the buyer last changed or paid at this moment or earlier. What sellers change does not count.',
						routing: dateFilter('updatedAt.lte'),
					},
				],
			},
		],
	),
	...fieldsFor('order', ['get', 'getAll'], outputFields),
];
