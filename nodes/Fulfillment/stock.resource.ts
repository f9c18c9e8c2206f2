import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { binaryOutput, fieldsFor, outputFields, pick, returnAllAndLimit } from '../shared/fields';
import { CSV, fileItem } from '../shared/files';
import { fulfillmentProductLocator } from '../shared/locators';
import { pieces } from '../shared/numbers';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { query, route } from '../shared/routing';
import type { Answer } from '../shared/transport';

const simplify = pick({
	productId: 'product.id',
	productName: 'product.name',
	offerId: 'offerId',
	available: 'quantity.available',
	onOrder: 'quantity.onOrder',
	onHold: 'quantity.onHold',
	soldInThirtyDays: 'sellingStats.lastThirtyDaysSum',
	outOfStockIn: 'reserve.outOfStockIn',
	reserveStatus: 'reserve.status',
	storageFee: 'storageFee.details.amountGross',
});

async function csvFile(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
	const file = await fileItem(call, answer, {
		property: call.field('binaryPropertyName', 'data'),
		name: `stock-${new Date().toISOString().slice(0, 10)}`,
		types: [CSV],
	});
	return [file];
}

const asnStatus: INodeProperties = {
	displayName: 'Advance Ship Notice',
	name: 'asnStatus',
	type: 'options',
	options: [
		{
			name: 'Not Found',
			value: 'NOT_FOUND',
			description: 'No notice that is on its way announces the product',
		},
		{
			name: 'Submitted',
			value: 'SUBMITTED',
			description: 'A submitted notice announces the product',
		},
	],
	default: 'SUBMITTED',
	description: 'Only products with more on the way, or without',
	routing: query('asnStatus'),
};

const availability: INodeProperties = {
	displayName: 'Availability',
	name: 'availability',
	type: 'multiOptions',
	options: [
		{ name: 'Low', value: 'LOW' },
		{ name: 'Sufficient', value: 'SUFFICIENT' },
		{ name: 'Unavailable', value: 'UNAVAILABLE' },
	],
	default: [],
	description: 'Only products of which there is so much',
	routing: query('productAvailability'),
};

const lastsAtLeast: INodeProperties = {
	displayName: 'Lasts at Least (Days)',
	name: 'outOfStockInFrom',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	description: 'Only products that Allegro expects to be sold out in this many days or later',
	routing: query('outOfStockInFrom', pieces),
};

const lastsAtMost: INodeProperties = {
	displayName: 'Lasts at Most (Days)',
	name: 'outOfStockInTo',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 14,
	description: 'Only products that Allegro expects to be sold out in this many days or sooner',
	routing: query('outOfStockInTo', pieces),
};

const name: INodeProperties = {
	displayName: 'Product Name',
	name: 'phrase',
	type: 'string',
	default: '',
	placeholder: 'e.g. mug',
	description: 'Only products with this in their name, of three characters or more',
	routing: query('phrase'),
};

const status: INodeProperties = {
	displayName: 'Product Status',
	name: 'productStatus',
	type: 'options',
	options: [
		{
			name: 'Unfulfillable',
			value: 'UNFULFILLABLE',
			description: 'With pieces that cannot be sold, for example damaged ones',
		},
	],
	default: 'UNFULFILLABLE',
	description: 'Only products with this status',
	routing: query('productStatus'),
};

export const stockResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['stock'] } },
		options: [
			{
				name: 'Download CSV',
				value: 'downloadCsv',
				action: 'Download the stock as a CSV file',
				description: 'Get all your goods in the warehouse in one file for a spreadsheet',
				routing: route('GET /fulfillment/stock', {
					scope: 'fulfillment:read',
					accept: CSV.mime,
					file: true,
					after: csvFile,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get the stock of many products',
				description:
					'Get your goods in the warehouse: how many can be sold, how long they last, and the storage fee',
				routing: route('GET /fulfillment/stock', {
					scope: 'fulfillment:read',
					rows: 'stock',
					pages: offset({ max: 1000 }),
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('stock', ['getAll'], returnAllAndLimit),
	...fieldsFor('stock', ['downloadCsv'], [binaryOutput]),
	...fieldsFor(
		'stock',
		['getAll'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					asnStatus,
					availability,
					lastsAtLeast,
					lastsAtMost,
					{ ...fulfillmentProductLocator, required: false, routing: query('productId') },
					name,
					status,
					{
						displayName: 'Sort By',
						name: 'sort',
						type: 'options',
						options: [
							{ name: 'Available, Least First', value: 'available' },
							{ name: 'Available, Most First', value: '-available' },
							{ name: 'Lasting, Longest First', value: '-reserve' },
							{ name: 'Lasting, Shortest First', value: 'reserve' },
							{ name: 'Name, A to Z', value: 'name' },
							{ name: 'Name, Z to A', value: '-name' },
							{ name: 'Sold in 14 Days, Least First', value: 'lastFourteenDaysSalesAverage' },
							{ name: 'Sold in 14 Days, Most First', value: '-lastFourteenDaysSalesAverage' },
							{ name: 'Sold in 30 Days, Least First', value: 'lastThirtyDaysSalesSum' },
							{ name: 'Sold in 30 Days, Most First', value: '-lastThirtyDaysSalesSum' },
							{ name: 'Storage Fee, Highest First', value: '-storageFee' },
							{ name: 'Storage Fee, Lowest First', value: 'storageFee' },
							{ name: 'Unfulfillable, Least First', value: 'unfulfillable' },
							{ name: 'Unfulfillable, Most First', value: '-unfulfillable' },
						],
						default: 'name',
						description: 'The order in which the products come',
						routing: query('sort'),
					},
				],
			},
			...outputFields,
		],
	),
	...fieldsFor(
		'stock',
		['downloadCsv'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [asnStatus, availability, lastsAtLeast, lastsAtMost, name, status],
			},
		],
	),
];
