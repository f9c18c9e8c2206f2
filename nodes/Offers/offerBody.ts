import type { INodeProperties } from 'n8n-workflow';

import { amountOf, byName, CURRENCIES, currencyOf, moneyValues } from '../shared/fields';
import { pieces } from '../shared/numbers';
import { body } from '../shared/routing';
import { offerFields } from './offerFields';
import { categoryLocator } from '../shared/locators';
import { MAPPER, parametersField } from '../shared/parameters';
import { webAddresses } from '../shared/webAddresses';
import { productDetails, productField } from './productFields';
import { returnPolicy, settingsFields, shippingRates } from './settingsFields';

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Kubek ceramiczny 330 ml biały',
	description:
		'The title: 12 to 75 characters, at least three words. Left empty at creation, it is that of the product.',
	routing: body('name'),
};

const externalId: INodeProperties = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. AH-129834',
	description: 'Your own ID (SKU), up to 100 characters, which orders show',
	routing: body('external.id'),
};

const stock: INodeProperties = {
	displayName: 'Quantity',
	name: 'stock',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 1,
	description: 'How many can be sold. A listed offer needs at least one: with 0, Allegro ends it.',
	routing: body('stock.available', pieces),
};

const images: INodeProperties = {
	displayName: 'Images',
	name: 'images',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://a.allegroimg.com/original/12068b/359d04074521b79df1b2807a6727',
	description:
		'Addresses separated by commas, or a list from an expression, the main one first: those of Image: Upload, or public ones. Left empty at creation, they are those of the product.',
	routing: body('images', webAddresses),
};

const category: INodeProperties = {
	...categoryLocator,
	required: false,
	description: "One of the product's categories. Empty takes its main one.",
	routing: body('category.id'),
};

const PRICE = 'sellingMode.price';

/** What most offers need, and behind it everything else. */
export const createFields: INodeProperties[] = [
	productField,
	category,
	name,
	externalId,
	{
		displayName: 'Price',
		name: 'price',
		type: 'string',
		default: '',
		placeholder: 'e.g. 149.90',
		description: 'The Buy Now price. Only drafts and auctions do without.',
		routing: amountOf(PRICE),
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		options: CURRENCIES,
		default: 'PLN',
		description:
			'The currency of the marketplace on which the account is registered. By itself PLN, for that marketplace is not known here.',
		routing: currencyOf(PRICE),
	},
	{ ...stock, required: true },
	images,
	shippingRates,
	returnPolicy,
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'ACTIVE', description: 'Listed at once. Fees may apply.' },
			{ name: 'Draft', value: 'INACTIVE', description: 'Listed later, with Update or Activate' },
		],
		default: 'INACTIVE',
		description: 'Whether the offer is listed at once',
		routing: body('publication.status'),
	},
	{
		...parametersField,
		description:
			'What Allegro asks for in the category, or in that of the product. A field takes a value or its ID; several values are separated by |. Map Automatically takes fields of the input that are called like parameters.',
		typeOptions: {
			loadOptionsDependsOn: ['categoryId.value', 'productId.mode', 'productId.value'],
			resourceMapper: MAPPER,
		},
	},
	{
		displayName: 'Product Details',
		name: 'productDetails',
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		description: 'GPSR data, what a new product is, and further products in a set',
		options: byName(productDetails),
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: byName([...offerFields, ...settingsFields]),
	},
];

export const updateFields: INodeProperties[] = [
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		required: true,
		description: 'What to change. To clear a field, send null for it in Additional JSON.',
		options: byName([
			...offerFields,
			...settingsFields,
			category,
			externalId,
			images,
			name,
			{
				displayName: 'Price',
				name: 'price',
				type: 'fixedCollection',
				placeholder: 'Add Price',
				default: {},
				description: 'The Buy Now price on the base marketplace',
				options: [{ displayName: 'Price', name: 'money', values: moneyValues(PRICE) }],
			},
			returnPolicy,
			shippingRates,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Active', value: 'ACTIVE', description: 'List a draft, or an ended offer again' },
					{ name: 'Ended', value: 'ENDED', description: 'Take the offer off the site' },
				],
				default: 'ACTIVE',
				description: 'Whether the offer is listed. A listed one cannot become a draft again.',
				routing: body('publication.status'),
			},
			stock,
		]),
	},
	{
		...parametersField,
		description:
			'Parameters to change, of the offer or its product; the others stay. For the product, Allegro takes what its catalogue does not say otherwise. A field takes a value or its ID; several values are separated by |.',
		typeOptions: {
			loadOptionsDependsOn: ['offerId.value'],
			resourceMapper: { ...MAPPER, mode: 'map' },
		},
	},
	{
		displayName: 'Product Details',
		name: 'productDetails',
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		description:
			'The product, its GPSR data, and further products in a set. What is not filled in stays: this node reads the offer first. A product that is named takes the place of all.',
		options: byName([productField, ...productDetails]),
	},
];
