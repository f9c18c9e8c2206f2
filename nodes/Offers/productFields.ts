import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { json, rowsOf, idObjects } from '../shared/fields';
import {
	categoryLocator,
	productLocator,
	responsiblePersonLocator,
	responsibleProducerLocator,
} from '../shared/locators';
import { pieces, toCount } from '../shared/numbers';
import { parameterById } from '../shared/parameters';
import { asList, body } from '../shared/routing';
import { withoutEmpty } from '../shared/values';
import { webAddresses } from '../shared/webAddresses';
import { compositionField, compositionOf, ingredientsField, toComposition } from './composition';
import { EXAMPLES } from './examples';
import { parameterValues } from './parameterFields';
import { setting } from './settingsFields';
import { idOrName, typedIdOrName } from './values';

/** The first product of the offer. Further ones are put behind it by `completeOffer`. */
const FIRST = 'productSet.0';

/** What it is named by goes along: `completeOffer` sees to it. */
export const productField: INodeProperties = {
	...productLocator,
	default: { mode: 'gtin', value: '' },
	required: false,
	modes: [
		...(productLocator.modes ?? []),
		{ displayName: 'By EAN', name: 'gtin', type: 'string', placeholder: 'e.g. 5902719471797' },
		{ displayName: 'By MPN', name: 'mpn', type: 'string', placeholder: 'e.g. 42143' },
	],
	description:
		"By EAN (ISBN, UPC), manufacturer's code (MPN), ID or page in the catalogue. Parameters, images and description come from it. Empty for a new one, which Product Details describe.",
	routing: body(`${FIRST}.product.id`),
};

const responsiblePerson: INodeProperties = {
	displayName: 'Responsible Person',
	name: 'responsiblePerson',
	type: 'string',
	default: '',
	placeholder: 'e.g. 33960380-98fe-11eb-b69e-b261526f2730',
	description: 'Their ID or name (GPSR)',
};

const responsibleProducer: INodeProperties = {
	displayName: 'Responsible Producer',
	name: 'responsibleProducer',
	type: 'string',
	default: '',
	placeholder: 'e.g. 12345678-9abc-1ef1-8345-6789abcdef12',
	description: 'ID or name of the producer (GPSR)',
};

const safetyAttachments: INodeProperties = {
	displayName: 'Safety Attachment IDs',
	name: 'safetyAttachmentIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 11a2df7f-8237-11e5-baa2-cb7541f39946',
	description: 'Up to 20 (Safety Information Manual), separated by commas, instead of Safety Text',
	routing: asList(),
};

const safetyText: INodeProperties = {
	displayName: 'Safety Text',
	name: 'safetyText',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Contains small parts, not for children under 3 years',
	description: 'Warnings and safety information (GPSR), up to 5000 characters',
};

const marketedBefore: INodeProperties = {
	displayName: 'Sold Before GPSR',
	name: 'marketedBeforeGPSRObligation',
	type: 'boolean',
	default: false,
	description:
		'Whether it needs no GPSR data: on the market before 13 December 2024, with some values of Condition only',
};

const quantity: INodeProperties = {
	displayName: 'Pieces in the Set',
	name: 'quantity',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'How many of it one buyer gets for the price',
};

function toElement(row: IDataObject): IDataObject {
	const { productIdType, productId: id, responsiblePerson: person } = row;
	return withoutEmpty({
		product: { id, idType: productIdType },
		quantity: { value: row.quantity && toCount(row.quantity) },
		responsiblePerson: person ? (idOrName(person, '') as IDataObject) : {},
		responsibleProducer: row.responsibleProducer
			? (typedIdOrName(row.responsibleProducer, '') as IDataObject)
			: {},
		safetyInformation: {
			attachments: idObjects(row.safetyAttachmentIds ?? '', '') as IDataObject[],
			description: row.safetyText,
		},
		marketedBeforeGPSRObligation: row.marketedBeforeGPSRObligation || undefined,
		composition: compositionOf(row.ingredients),
	});
}

const moreProducts: INodeProperties = {
	displayName: 'More Products',
	name: 'moreProducts',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Product',
	default: {},
	description: 'What is sold together with it, as a set',
	options: [
		{
			displayName: 'Product',
			name: 'product',
			values: [
				{
					displayName: 'Find Product By',
					name: 'productIdType',
					type: 'options',
					options: [
						{ name: 'Allegro Product ID', value: 'ID' },
						{ name: 'GTIN', value: 'GTIN' },
						{ name: 'MPN', value: 'MPN' },
					],
					default: 'GTIN',
					description: 'What Product holds',
				},
				{
					displayName: 'Product',
					name: 'productId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5901234123457',
					description: 'Its EAN, or what Find Product By says',
				},
				ingredientsField,
				quantity,
				responsibleProducer,
				responsiblePerson,
				safetyText,
				safetyAttachments,
				marketedBefore,
			],
		},
	],
	routing: body('productSet.1', rowsOf('product', toElement)),
};

/** Properties of the first product beyond its ID, and the products that come with it. */
export const productDetails: INodeProperties[] = [
	{ ...compositionField, routing: body(`${FIRST}.composition`, toComposition) },
	{
		displayName: 'Deposits (JSON)',
		name: 'deposits',
		type: 'json',
		default: '[]',
		placeholder: EXAMPLES.deposits,
		description: 'Deposits on bottles and cans: a list with the ID and the quantity of each',
		routing: body(`${FIRST}.deposits`, json),
	},
	moreProducts,
	{
		...categoryLocator,
		displayName: 'Product Category',
		name: 'productCategoryId',
		required: false,
		description:
			'For a new product: a category without others below it. Empty takes that of the offer.',
		routing: body(`${FIRST}.product.category.id`),
	},
	{
		displayName: 'Product Images',
		name: 'productImages',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://a.allegroimg.com/original/12068b/359d04074521b79df1b2807a6727',
		description: 'For a new product: addresses of its images, separated by commas',
		routing: body(`${FIRST}.product.images`, webAddresses),
	},
	{
		displayName: 'Product Name',
		name: 'productName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kubek ceramiczny 330 ml',
		description: 'For a new product: its name, up to 75 characters',
		routing: body(`${FIRST}.product.name`),
	},
	{
		displayName: 'Product Parameters by ID',
		name: 'productParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description:
			'Those of the product, where the catalogue lacks them. They go over Parameters; in an update they replace all.',
		options: [{ displayName: 'Parameter', name: 'parameter', values: parameterValues }],
		routing: body(`${FIRST}.product.parameters`, rowsOf('parameter', parameterById)),
	},
	{ ...marketedBefore, routing: body(`${FIRST}.marketedBeforeGPSRObligation`) },
	{ ...quantity, routing: body(`${FIRST}.quantity.value`, pieces) },
	{
		...setting(responsiblePersonLocator, 'e.g. Biuro w Berlinie'),
		name: 'responsiblePerson',
		routing: body(`${FIRST}.responsiblePerson`, idOrName),
	},
	{
		...setting(responsibleProducerLocator, 'e.g. Fabryka kubków'),
		name: 'responsibleProducer',
		routing: body(`${FIRST}.responsibleProducer`, typedIdOrName),
	},
	{ ...safetyAttachments, routing: body(`${FIRST}.safetyInformation.attachments`, idObjects) },
	{ ...safetyText, routing: body(`${FIRST}.safetyInformation.description`) },
];
