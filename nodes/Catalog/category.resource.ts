import type { INodeProperties } from 'n8n-workflow';

import {
	dateFilter,
	fieldsFor,
	outputFields,
	pick,
	pickEach,
	returnAllAndLimit,
} from '../shared/fields';
import { categoryLocator, categoryPath } from '../shared/locators';
import { MATCHING_CATEGORIES_PACE } from '../shared/paces';
import { offset } from '../shared/pagination';
import { query, route } from '../shared/routing';

const simplify = pick({
	id: 'id',
	name: 'name',
	parentId: 'parent.id',
	leaf: 'leaf',
	productCreationEnabled: 'options.productCreationEnabled',
	offersWithProductPublicationEnabled: 'options.offersWithProductPublicationEnabled',
	advertisement: 'options.advertisement',
	sellerCanRequirePurchaseComments: 'options.sellerCanRequirePurchaseComments',
});

const simplifySuggestion = pick({
	id: 'id',
	name: 'name',
	parentId: 'parent.id',
	path: (category) => categoryPath(category as never),
});

const simplifyParameter = pick({
	id: 'id',
	name: 'name',
	type: 'type',
	unit: 'unit',
	required: 'required',
	requiredForProduct: 'requiredForProduct',
	describesProduct: 'options.describesProduct',
	customValuesEnabled: 'options.customValuesEnabled',
	multipleChoices: 'restrictions.multipleChoices',
	values: pickEach('dictionary', ({ id, value }) => ({ id, value })),
});

export const categoryResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['category'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a category',
				description: 'Get a category and what can be sold in it',
				routing: route('GET /sale/categories/{categoryId}', { simplify }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many categories',
				description: 'Get the main categories, or those directly below another',
				routing: route('GET /sale/categories', { rows: 'categories', simplify }),
			},
			{
				name: 'Get Parameters',
				value: 'getParameters',
				action: 'Get the parameters of a category',
				description: 'Get the parameters that offers of a category have, with their values',
				routing: route('GET /sale/categories/{categoryId}/parameters', {
					rows: 'parameters',
					simplify: simplifyParameter,
				}),
			},
			{
				name: 'Get Product Parameters',
				value: 'getProductParameters',
				action: 'Get the product parameters of a category',
				description: 'Get the parameters that new products of a category have, with their values',
				routing: route('GET /sale/categories/{categoryId}/product-parameters', {
					rows: 'parameters',
					simplify: simplifyParameter,
				}),
			},
			{
				name: 'Get Scheduled Changes',
				value: 'getScheduledChanges',
				action: 'Get scheduled changes of category parameters',
				description:
					'Get which parameters become required in the next three months. Some of it may not happen.',
				routing: route('GET /sale/category-parameters-scheduled-changes', {
					languages: ['pl-PL'],
					rows: 'scheduledChanges',
					pages: offset({ max: 1000 }),
				}),
			},
			{
				name: 'Suggest',
				value: 'suggest',
				action: 'Suggest categories',
				description: 'Get the categories that Allegro suggests for the name of a product',
				routing: route('GET /sale/matching-categories', {
					rows: 'matchingCategories',
					paces: [MATCHING_CATEGORIES_PACE],
					simplify: simplifySuggestion,
				}),
			},
		],
		default: 'suggest',
	},
	...fieldsFor('category', ['get', 'getParameters', 'getProductParameters'], [categoryLocator]),
	...fieldsFor(
		'category',
		['suggest'],
		[
			{
				displayName: 'Product Name',
				name: 'phrase',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. LEGO Technic 42143',
				description: 'The name of what you sell, as buyers would search for it',
				routing: query('name'),
			},
		],
	),
	...fieldsFor(
		'category',
		['getAll', 'getParameters', 'getProductParameters', 'getScheduledChanges', 'suggest'],
		returnAllAndLimit,
	),
	...fieldsFor(
		'category',
		['getAll'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						...categoryLocator,
						displayName: 'Parent Category',
						required: false,
						description: 'Only the categories directly below this one',
						routing: query('parent.id'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'category',
		['getScheduledChanges'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Effective After',
						name: 'scheduledForAfter',
						type: 'dateTime',
						default: '',
						description:
							'Only changes that take effect at this moment or later: a moment to come, at most three months from now',
						routing: dateFilter('scheduledFor.gte'),
					},
					{
						displayName: 'Effective Before',
						name: 'scheduledForBefore',
						type: 'dateTime',
						default: '',
						description:
							'Only changes that take effect at this moment or earlier: a moment to come, at most three months from now',
						routing: dateFilter('scheduledFor.lte'),
					},
					{
						displayName: 'Scheduled After',
						name: 'scheduledAfter',
						type: 'dateTime',
						default: '',
						description: 'Only changes that Allegro planned at this moment or later',
						routing: dateFilter('scheduledAt.gte'),
					},
					{
						displayName: 'Scheduled Before',
						name: 'scheduledBefore',
						type: 'dateTime',
						default: '',
						description: 'Only changes that Allegro planned at this moment or earlier',
						routing: dateFilter('scheduledAt.lte'),
					},
					{
						displayName: 'Types',
						name: 'type',
						type: 'multiOptions',
						options: [{ name: 'Becomes Required', value: 'REQUIREMENT_CHANGE' }],
						default: [],
						description: 'Only changes of these types. None selected means all.',
						routing: query('type'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'category',
		['get', 'getAll', 'getParameters', 'getProductParameters', 'suggest'],
		outputFields,
	),
];
