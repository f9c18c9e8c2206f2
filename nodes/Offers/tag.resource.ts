import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dryRunField,
	fieldsFor,
	idObjects,
	list,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import { offerLocator, tagLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import type { Call, Convert } from '../shared/routing';
import { body, route } from '../shared/routing';
import type { Answer } from '../shared/transport';

/** Source: `name` of a tag in Allegro's OpenAPI document. */
const MOST_CHARACTERS = 25;

/** An empty list would take all tags off, which an expression that finds nothing must not do. */
const someTags: Convert = (value, timezone) => {
	const tags = idObjects(value, timezone) as IDataObject[];
	if (tags.length > 0) return tags;
	throw new Error('No tag is chosen. To take tags off the offer, use Unassign');
};

/** Allegro only replaces all tags at once: those that stay are assigned again. */
async function keepOthers(call: Call, { body: assigned }: Answer): Promise<INodeExecutionData[]> {
	const unwanted = list(call.field('tagIds'), '') as string[];
	const all = ((assigned as IDataObject).tags ?? []) as Array<{ id: string }>;
	const tags = all.filter(({ id }) => !unwanted.includes(id));
	const { offerId } = call.request.values ?? {};
	await call.send(
		'POST /sale/offers/{offerId}/tags',
		{ offerId },
		{ scope: 'sale:offers:write', body: { tags: tags.map(({ id }) => ({ id })) } },
	);
	return [{ json: { success: true, offerId, tags } }];
}

export const tagResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['tag'] } },
		options: [
			{
				name: 'Assign',
				value: 'assign',
				action: 'Assign tags to an offer',
				description:
					'Put tags on an active offer, in place of all it had. Buyers may see it an hour later.',
				routing: route('POST /sale/offers/{offerId}/tags', { scope: 'sale:offers:write' }),
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create a tag',
				description:
					'Create a tag for offers, up to 100. Allegro has them in paid subscriptions only.',
				routing: route('POST /sale/offer-tags', { scope: 'sale:settings:write' }),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a tag',
				description: 'Delete a tag, also from the offers that have it. This cannot be undone.',
				routing: route('DELETE /sale/offer-tags/{tagId}', {
					scope: 'sale:settings:write',
					dryRun: true,
				}),
			},
			{
				name: 'Get Assigned',
				value: 'getAssigned',
				action: 'Get the tags of an offer',
				description: 'Get the tags that an offer has',
				routing: route('GET /sale/offers/{offerId}/tags', {
					scope: 'sale:offers:read',
					rows: 'tags',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many tags',
				description: 'Get the tags that you have created',
				routing: route('GET /sale/offer-tags', {
					scope: 'sale:settings:read',
					rows: 'tags',
					pages: offset({ max: 1000 }),
				}),
			},
			{
				name: 'Unassign',
				value: 'unassign',
				action: 'Unassign tags from an offer',
				description: 'Take tags off an offer, and leave its other tags. The tags themselves stay.',
				routing: route('GET /sale/offers/{offerId}/tags', {
					scope: 'sale:offers:read',
					after: keepOthers,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a tag',
				description:
					'Replace the name of a tag, and whether it is hidden, in all offers that have it',
				routing: route('PUT /sale/offer-tags/{tagId}', { scope: 'sale:settings:write' }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('tag', ['assign', 'getAssigned', 'unassign'], [offerLocator]),
	...fieldsFor('tag', ['delete', 'update'], [tagLocator]),
	...fieldsFor(
		'tag',
		['assign'],
		[
			{
				displayName: 'Tag Names or IDs',
				name: 'tagIds',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getOfferTags' },
				default: [],
				required: true,
				description:
					'All tags that the offer shall have. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				routing: body('tags', someTags),
			},
		],
	),
	...fieldsFor(
		'tag',
		['unassign'],
		[
			{
				displayName: 'Tag Names or IDs',
				name: 'tagIds',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getOfferTags' },
				default: [],
				required: true,
				description:
					'The tags to take off. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
		],
	),
	...fieldsFor(
		'tag',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Spring sale',
				description: 'What buyers read, up to 25 characters',
				routing: body('name', textUpTo(MOST_CHARACTERS)),
			},
			{
				displayName: 'Hidden',
				name: 'hidden',
				type: 'boolean',
				default: false,
				description: 'Whether to hide the tag from buyers',
				routing: body('hidden'),
			},
		],
	),
	...fieldsFor('tag', ['assign', 'create', 'update'], [additionalJson]),
	...fieldsFor('tag', ['getAll', 'getAssigned'], returnAllAndLimit),
	...fieldsFor('tag', ['delete'], [dryRunField]),
];
