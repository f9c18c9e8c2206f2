import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	amount,
	date,
	json,
	LANGUAGES,
	MARKETPLACE_CURRENCIES,
	MARKETPLACES,
	moneyValues,
	rowsOf,
	idObjects,
} from '../shared/fields';
import { currencyFor } from '../shared/currencies';
import { descriptionSections } from '../shared/descriptions';
import { parameterById } from '../shared/parameters';
import { asList, body } from '../shared/routing';
import { urlObjects } from '../shared/webAddresses';
import { DURATIONS, FORMATS, HANDLING_TIMES, STOCK_UNITS } from './options';
import { parameterValues } from './parameterFields';
import { toCompatible } from './values';

/** What Allegro calls `additionalMarketplaces`: an object with the marketplaces for names. */
function byMarketplace(value: unknown): IDataObject {
	const { marketplace = [] } = value as { marketplace?: IDataObject[] };
	return Object.fromEntries(
		marketplace.map(({ marketplaceId, price, currency }) => [
			String(marketplaceId),
			{
				sellingMode: {
					price: {
						amount: amount(price, '') as string,
						currency: currencyFor(marketplaceId, currency),
					},
				},
			},
		]),
	);
}

const compatibleValues: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'ID', value: 'ID' },
			{ name: 'Text', value: 'TEXT' },
		],
		default: 'TEXT',
		description: 'Which of both the category takes',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. CITROËN C6 (TD_) 2005/09-2011/12 2.7 HDi 204KM/150kW',
		description: 'What the product fits, for the type Text',
	},
	{
		displayName: 'Item ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0006563f-f2b9-11ea-ae67-4678679be1f1',
		description: 'The compatible product that it fits, for the type ID',
	},
	{
		displayName: 'Additional Info',
		name: 'additionalInfo',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. only for versions with BDX engine code',
		description: 'More about the fit, one in each line, for the type ID',
		routing: asList(),
	},
];

/** Everything about an offer that is not in the short panel of Create, by name. */
export const offerFields: INodeProperties[] = [
	{
		displayName: 'Additional Marketplaces',
		name: 'additionalMarketplaces',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Marketplace',
		default: {},
		description: 'The price on other marketplaces, to which the shipping rates must deliver',
		options: [
			{
				displayName: 'Marketplace',
				name: 'marketplace',
				values: [
					{
						displayName: 'Marketplace',
						name: 'marketplaceId',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-cz',
						description: 'Any but the base marketplace of the offer',
					},
					{
						displayName: 'Price',
						name: 'price',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. 233.00',
						description: 'The price on this marketplace',
					},
					{
						displayName: 'Currency',
						name: 'currency',
						type: 'options',
						options: MARKETPLACE_CURRENCIES,
						default: '',
						description: 'The currency of the price on this marketplace',
					},
				],
			},
		],
		routing: body('additionalMarketplaces', byMarketplace),
	},
	{
		displayName: 'AI Images',
		name: 'aiImages',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://a.allegroimg.com/original/00e0c9/1d7c95614fd6a7c713b075d0251a',
		description: 'Which of the images were made with AI: their addresses, separated by commas',
		routing: body('aiCoCreatedContent.images', urlObjects),
	},
	{
		displayName: 'Attachment IDs',
		name: 'attachmentIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 07ee5e36-afc7-11eb-af49-3df5354ef858',
		description:
			'IDs from Attachment: Upload, separated by commas, one of each type. They replace all.',
		routing: body('attachments', idObjects),
	},
	{
		displayName: 'Companies Only',
		name: 'buyableOnlyByBusiness',
		type: 'boolean',
		default: false,
		description: 'Whether only buyers with a company account may buy. Some categories allow it.',
		routing: body('b2b.buyableOnlyByBusiness'),
	},
	{
		displayName: 'Compatibility List',
		name: 'compatibilityList',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Item',
		default: {},
		description: 'What the product fits; the list of the catalogue comes first',
		options: [{ displayName: 'Item', name: 'item', values: compatibleValues }],
		routing: body('compatibilityList.items', rowsOf('item', toCompatible)),
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		placeholder: 'e.g. <p>Kubek ceramiczny o pojemności 330 ml.</p>',
		description:
			'Plain text, whose lines become paragraphs, or the HTML of a shop, of which Allegro takes h1, h2, p, b, ul, ol and li. Empty takes the description of the product.',
		routing: body('description.sections', descriptionSections),
	},
	{
		displayName: 'Description (JSON)',
		name: 'descriptionJson',
		type: 'json',
		default: '{}',
		placeholder:
			'e.g. { "sections": [{ "items": [{ "type": "IMAGE", "url": "https://a.allegroimg.com/original/00e0c9/1d7c95614fd6a7c713b075d0251a" }, { "type": "TEXT", "content": "<p>Kubek</p>" }] }] }',
		description:
			'Sections with text and images, as Allegro keeps them, instead of Description. At most 40,000 bytes.',
		routing: body('description', json),
	},
	{
		displayName: 'Duration',
		name: 'duration',
		type: 'options',
		options: DURATIONS,
		default: 'PT720H',
		description: 'How long it is listed. Left out, a Buy Now offer stays until it is sold out.',
		routing: body('publication.duration'),
	},
	{
		displayName: 'Ends At',
		name: 'endingAt',
		type: 'dateTime',
		default: '',
		description: 'When the listing ends, for charity auctions of selected partners only',
		routing: body('publication.endingAt', date),
	},
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: FORMATS,
		default: 'BUY_NOW',
		description: 'How it is sold',
		routing: body('sellingMode.format'),
	},
	{
		displayName: 'Handling Time',
		name: 'handlingTime',
		type: 'options',
		options: HANDLING_TIMES,
		default: 'PT24H',
		description: 'How soon it is sent after the payment',
		routing: body('delivery.handlingTime'),
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: LANGUAGES,
		default: 'pl-PL',
		description: 'The language in which the offer is written',
		routing: body('language'),
	},
	{
		displayName: 'Minimal Price',
		name: 'minimalPrice',
		type: 'fixedCollection',
		placeholder: 'Add Price',
		default: {},
		description: 'For auctions: what must be bid before it is sold',
		options: [
			{ displayName: 'Price', name: 'money', values: moneyValues('sellingMode.minimalPrice') },
		],
	},
	{
		displayName: 'Parameters by ID',
		name: 'parameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description:
			'Those of the offer, where the panel cannot know the category. They go over Parameters; in an update they replace all.',
		options: [{ displayName: 'Parameter', name: 'parameter', values: parameterValues }],
		routing: body('parameters', rowsOf('parameter', parameterById)),
	},
	{
		displayName: 'Republish',
		name: 'republish',
		type: 'boolean',
		default: false,
		description:
			'Whether to list it again when it ends: Buy Now with its first stock, auctions that nobody won',
		routing: body('publication.republish'),
	},
	{
		displayName: 'Shipment Date',
		name: 'shipmentDate',
		type: 'dateTime',
		default: '',
		description: 'When it will be sent, for products that are not there yet',
		routing: body('delivery.shipmentDate', date),
	},
	{
		displayName: 'Starting Price',
		name: 'startingPrice',
		type: 'fixedCollection',
		placeholder: 'Add Price',
		default: {},
		description: 'For auctions: where the bids begin',
		options: [
			{ displayName: 'Price', name: 'money', values: moneyValues('sellingMode.startingPrice') },
		],
	},
	{
		displayName: 'Starts At',
		name: 'startingAt',
		type: 'dateTime',
		default: '',
		description: 'When the listing begins. Fixed once the offer has been active.',
		routing: body('publication.startingAt', date),
	},
	{
		displayName: 'Stock Unit',
		name: 'stockUnit',
		type: 'options',
		options: STOCK_UNITS,
		default: 'UNIT',
		description: 'What Quantity counts',
		routing: body('stock.unit'),
	},
];
