import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { refusalError } from '../shared/errors';
import {
	additionalJson,
	fieldsFor,
	LANGUAGES,
	outputFields,
	pick,
	pickEach,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import { categoryLocator, productLocator } from '../shared/locators';
import { pageToken } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, query, route } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { descriptions, parametersById, productBody, productName } from './productFields';
import { addParameters } from './productParameters';

interface Parameter {
	name?: string;
	values?: string[];
	valuesLabels?: string[];
	options?: { isGTIN?: boolean };
}

const categoryNames = pickEach('category.path', ({ name }) => name);
const parametersOf = ({ parameters }: IDataObject) => (parameters ?? []) as Parameter[];
const label = ({ valuesLabels, values }: Parameter) => (valuesLabels ?? values ?? []).join(', ');

const simplify = pick({
	id: 'id',
	name: 'name',
	categoryId: 'category.id',
	status: 'publication.status',
	hasProtectedBrand: 'hasProtectedBrand',
	categoryPath: (product) => categoryNames(product).join(' > ') || null,
	gtins: (product) =>
		parametersOf(product)
			.filter(({ options }) => options?.isGTIN)
			.flatMap(({ values = [] }) => values),
	imageUrl: 'images.0.url',
	parameters: (product) =>
		Object.fromEntries(parametersOf(product).map((each) => [String(each.name), label(each)])),
});

/** The names of these filters are IDs, so that no field can stand for one of them. */
function addProductFilters({ field, request }: Call): void {
	const { productFilters } = field<IDataObject>('filters', {});
	const { filter = [] } = (productFilters ?? {}) as { filter?: IDataObject[] };
	const added: Record<string, string[]> = {};
	for (const { id, value } of filter) {
		if (id && value) (added[String(id)] ??= []).push(String(value));
	}
	request.query = { ...request.query, ...added };
}

const search = { scope: 'sale:offers:read', before: addProductFilters };

async function propose(call: Call): Promise<void> {
	call.request.tolerated = [409];
	await addParameters(call);
}

/** A product that is in the catalog already is named by a header only. */
async function proposed(call: Call, answer: Answer): Promise<INodeExecutionData[]> {
	if (answer.status !== 409) return [{ json: answer.body as IDataObject }];
	const [, id] = /\/products\/([^/?#]+)/.exec(String(answer.headers.location ?? '')) ?? [];
	if (!id) throw refusalError(call.context.getNode(), answer, call.request);
	return [{ json: { id, alreadyExists: true } }];
}

const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: LANGUAGES,
	default: 'pl-PL',
	routing: query('language'),
};

export const productResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['product'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a product',
				description: 'Get a product with its category, parameters, images and description',
				routing: route('GET /sale/products/{productId}', { scope: 'sale:offers:read', simplify }),
			},
			{
				name: 'Get Filters',
				value: 'getFilters',
				action: 'Get the filters for products',
				description: 'Get the filters that a search for products can be narrowed with',
				routing: route('GET /sale/products', { ...search, rows: 'filters' }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many products',
				description: 'Search the catalog by EAN, number of the manufacturer, or words',
				routing: route('GET /sale/products', {
					...search,
					rows: 'products',
					pages: pageToken(),
					simplify,
				}),
			},
			{
				name: 'Propose',
				value: 'propose',
				action: 'Propose a product',
				description:
					'Add a product that the catalog lacks, up to 20,000 a month. If it has it already, its ID comes with "alreadyExists".',
				routing: route('POST /sale/product-proposals', {
					scope: 'sale:offers:write',
					before: propose,
					after: proposed,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('product', ['get'], [productLocator]),
	...fieldsFor(
		'product',
		['get'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						...languageField,
						description: 'The language of the data. Without it, the language of the product.',
					},
					{
						...categoryLocator,
						displayName: 'Similar Category',
						required: false,
						description:
							'A similar category of the product: only the parameters for it are returned',
						routing: query('category.id'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'product',
		['getAll', 'getFilters'],
		[
			{
				displayName: 'Phrase',
				name: 'phrase',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 5702017156248',
				description: 'An EAN, a number of the manufacturer, or words of the name',
				routing: query('phrase'),
			},
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						...categoryLocator,
						required: false,
						description: 'Only products of this category',
						routing: query('category.id'),
					},
					{
						displayName: 'Include Similar Categories',
						name: 'searchFeatures',
						type: 'boolean',
						default: false,
						description:
							'Whether to search the categories that are similar to Category too, which must be one without others below it',
						routing: query('searchFeatures', (value) =>
							value === true ? 'SIMILAR_CATEGORIES' : undefined,
						),
					},
					{ ...languageField, description: 'The language of the phrase' },
					{
						displayName: 'Product Filters',
						name: 'productFilters',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add Product Filter',
						default: {},
						description: 'Filters that Get Filters lists, such as the color',
						options: [
							{
								displayName: 'Filter',
								name: 'filter',
								values: [
									{
										displayName: 'Filter ID',
										name: 'id',
										type: 'string',
										default: '',
										placeholder: 'e.g. 127448',
										description:
											'The ID of the filter; for numbers with the suffix of the value, such as 17448.from',
									},
									{
										displayName: 'Value',
										name: 'value',
										type: 'string',
										default: '',
										placeholder: 'e.g. 127448_2',
										description: 'The value, as Get Filters gives it, or a number',
									},
								],
							},
						],
					},
					{
						displayName: 'Search In',
						name: 'mode',
						type: 'options',
						options: [
							{
								name: 'EAN and Other GTIN',
								value: 'GTIN',
								description: 'EAN, ISBN or UPC',
							},
							{ name: 'Manufacturer Part Number', value: 'MPN' },
						],
						default: 'GTIN',
						description: 'Where to look for the phrase. Without it, everywhere.',
						routing: query('mode'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'product',
		['propose'],
		[
			{
				...productName,
				description: 'The name of the product, up to 75 characters',
				routing: body('name', textUpTo(75)),
			},
			...productBody,
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [...descriptions, parametersById],
			},
			additionalJson,
		],
	),
	...fieldsFor('product', ['get', 'getAll'], outputFields),
];
