import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { descriptionHtml } from '../shared/descriptions';
import { inputError } from '../shared/errors';
import {
	additionalJson,
	dryRunField,
	fieldsFor,
	LANGUAGES,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { offerLocator, pickedId, productLocator, withoutUrl } from '../shared/locators';
import type { Call } from '../shared/routing';
import { body, query, route } from '../shared/routing';
import { webAddresses } from '../shared/webAddresses';

/** A section of a description: a text, an image, or both beside each other. */
function toSection({ text, imageUrl, imageSide }: IDataObject): IDataObject {
	const items: IDataObject[] = [];
	const content = descriptionHtml(text);
	if (content) items.push({ type: 'TEXT', content });
	for (const url of webAddresses(imageUrl, '') as string[]) items.push({ type: 'IMAGE', url });
	if (items.length === 0) throw new Error('A section needs a text or an image');
	return { items: imageSide === 'right' ? items : items.reverse() };
}

function refuseNothing({ context, request }: Call): void {
	if (request.body !== undefined) return;
	throw inputError(
		context.getNode(),
		'There is nothing to translate',
		'Choose at least one of the Elements and fill it in. Nothing was sent to Allegro.',
		context.getItemIndex(),
	);
}

export const translationResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['translation'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a translation',
				description:
					"Delete your own translation of an offer, or a part of it, for good. Allegro's automatic one takes its place.",
				routing: route('DELETE /sale/offers/{offerId}/translations/{language}', {
					scope: 'sale:offers:write',
					dryRun: true,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many translations',
				description:
					'Get the translations of an offer and its original, with who made each: Allegro (AUTO) or you (MANUAL)',
				routing: route('GET /sale/offers/{offerId}/translations', {
					scope: 'sale:offers:read',
					rows: 'translations',
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a translation',
				description:
					'Translate parts of an offer yourself. Allegro no longer translates those parts, also when the original changes.',
				routing: route('PATCH /sale/offers/{offerId}/translations/{language}', {
					scope: 'sale:offers:write',
					before: refuseNothing,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('translation', ['delete', 'getAll', 'update'], [offerLocator]),
	...fieldsFor(
		'translation',
		['delete', 'update'],
		[
			{
				displayName: 'Language',
				name: 'language',
				type: 'options',
				options: LANGUAGES,
				default: 'en-US',
				required: true,
				description: 'The language of the translation',
			},
		],
	),
	...fieldsFor(
		'translation',
		['update'],
		[
			{
				displayName: 'Elements',
				name: 'elements',
				type: 'multiOptions',
				options: [
					{ name: 'Description', value: 'description' },
					{ name: 'Safety Information', value: 'safetyInformation' },
					{ name: 'Title', value: 'title' },
				],
				default: ['title'],
				description: 'What of the offer to translate. The rest stays as it is.',
			},
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Shoes size 42 black',
				description: 'The title of the offer in this language',
				displayOptions: { show: { elements: ['title'] } },
				routing: body('title.translation'),
			},
			{
				displayName: 'Description',
				name: 'description',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, sortable: true },
				placeholder: 'Add Section',
				default: {},
				required: true,
				description:
					'The whole description of the offer in this language, section by section, up to 40,000 bytes',
				displayOptions: { show: { elements: ['description'] } },
				options: [
					{
						displayName: 'Section',
						name: 'section',
						values: [
							{
								displayName: 'Text',
								name: 'text',
								type: 'string',
								typeOptions: { rows: 4 },
								default: '',
								placeholder: 'e.g. <h2>Light and warm</h2><p>For <b>winter</b>.</p>',
								description:
									'Plain text, whose lines become paragraphs, or HTML, which is made into what Allegro takes: h1, h2, p, ul, ol, li and b',
							},
							{
								displayName: 'Image URL',
								name: 'imageUrl',
								type: 'string',
								default: '',
								placeholder:
									'e.g. https://a.allegroimg.com/original/00e0c9/1d7c95614fd6a7c713b075d0251a',
								description: 'The address that Allegro gave an uploaded image',
							},
							{
								displayName: 'Image Side',
								name: 'imageSide',
								type: 'options',
								options: [
									{ name: 'Left', value: 'left' },
									{ name: 'Right', value: 'right' },
								],
								default: 'left',
								description: 'On which side of the text the image is',
							},
						],
					},
				],
				routing: body('description.translation.sections', rowsOf('section', toSection)),
			},
			{
				displayName: 'Safety Information',
				name: 'safetyInformation',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Product',
				default: {},
				required: true,
				description:
					'The safety information of the products in this language. It replaces what was there: enter all products of the offer.',
				displayOptions: { show: { elements: ['safetyInformation'] } },
				options: [
					{
						displayName: 'Product',
						name: 'product',
						values: [
							{
								...withoutUrl(productLocator),
								required: false,
								description: 'The product in the catalogue, from productSet of the offer',
							},
							{
								displayName: 'Translation',
								name: 'translation',
								type: 'string',
								typeOptions: { rows: 3 },
								default: '',
								placeholder: 'e.g. Keep away from fire.',
								description: 'The safety information of this product',
							},
						],
					},
				],
				routing: body(
					'safetyInformation.products',
					rowsOf('product', ({ productId, translation }) => ({
						id: pickedId(productId),
						translation,
					})),
				),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'translation',
		['delete'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Element',
						name: 'element',
						type: 'options',
						options: [
							{ name: 'Description', value: 'description' },
							{ name: 'Safety Information', value: 'safety_information' },
							{ name: 'Title', value: 'title' },
						],
						default: 'title',
						description: 'Delete this part only. Without it, the whole translation goes.',
						routing: query('element'),
					},
					{
						...productLocator,
						required: false,
						description:
							'Delete the safety information of this product only. Without it, that of all products of the offer goes.',
						routing: query('products.id'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'translation',
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
						displayName: 'Language',
						name: 'language',
						type: 'options',
						options: LANGUAGES,
						default: 'en-US',
						description: 'Only the translation into this language',
						routing: query('language'),
					},
				],
			},
		],
	),
	...fieldsFor('translation', ['delete'], [dryRunField]),
];
