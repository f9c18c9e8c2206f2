import type { INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dateFilter,
	dryRunField,
	fieldsFor,
	outputFields,
	pick,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import { ratingLocator } from '../shared/locators';
import { ratingPages } from '../shared/longLists';
import type { Convert } from '../shared/routing';
import { body, header, query, route } from '../shared/routing';
import { at } from '../shared/values';

const scope = 'ratings';
const upTo500 = textUpTo(500);

/** Allegro refuses carriage returns. Source: https://github.com/allegro/allegro-api/issues/10801 */
const message: Convert = (value, timezone) =>
	upTo500(String(value).replace(/\r\n?/g, '\n'), timezone);

/** The public and the beta version of a rating have the same thing in different places. */
const simplify = pick({
	id: 'id',
	createdAt: 'createdAt',
	buyerLogin: 'buyer.login',
	recommended: 'recommended',
	comment: ({ comment }) => (typeof comment === 'string' ? comment : at(comment, 'text')),
	answer: (rating) => at(rating, 'answer.message') ?? at(rating, 'answer.text'),
	orderId: 'order.id',
	lastChangedAt: 'lastChangedAt',
	removalPossibleTo: 'removal.possibleTo',
	excluded: ({ excludedFromAverageRates, exclusion }) =>
		excludedFromAverageRates === true || Boolean(exclusion),
});

const version: INodeProperties = {
	displayName: 'Version',
	name: 'version',
	type: 'options',
	options: [
		{
			name: 'Beta',
			value: 'application/vnd.allegro.beta.v1+json',
			description:
				'With the reasons that the buyer ticked, the language of the comment and whether it is the first negative rating in 30 days. Allegro may change it.',
		},
		{
			name: 'Public',
			value: 'application/vnd.allegro.public.v1+json',
			description: 'With the stars of ratings from before 2025',
		},
	],
	default: 'application/vnd.allegro.beta.v1+json',
	description: 'What the ratings hold when Simplify is off. Without this option it is Public.',
	routing: header('Accept'),
};

export const ratingResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['rating'] } },
		options: [
			{
				name: 'Answer',
				value: 'answer',
				action: 'Answer a rating',
				description: 'Answer what a buyer wrote; everyone who sees the rating sees the answer',
				routing: route('PUT /sale/user-ratings/{ratingId}/answer', { scope }),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a rating',
				description: 'Get a rating with comment, order and answer',
				routing: route('GET /sale/user-ratings/{ratingId}', { scope, simplify }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many ratings',
				description:
					'Get the ratings that buyers gave you, the last changed first. More than the 20,100 that Allegro lists at once are read by the dates of their last changes.',
				routing: route('GET /sale/user-ratings', {
					scope,
					rows: 'ratings',
					pages: ratingPages,
					simplify,
				}),
			},
			{
				name: 'Request Removal',
				value: 'requestRemoval',
				action: 'Request the removal of a rating',
				description:
					'Ask for the removal of a rating, as long as its removalPossibleTo lies ahead. The API has no way to take the request back.',
				routing: route('PUT /sale/user-ratings/{ratingId}/removal', { scope, dryRun: true }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('rating', ['answer', 'get', 'requestRemoval'], [ratingLocator]),
	...fieldsFor(
		'rating',
		['answer'],
		[
			{
				displayName: 'Message',
				name: 'message',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				required: true,
				placeholder: 'e.g. Thank you! Enjoy your new lamp.',
				description: 'Your answer, up to 500 characters',
				routing: body('message', message),
			},
		],
	),
	...fieldsFor(
		'rating',
		['requestRemoval'],
		[
			{
				displayName: 'Message',
				name: 'message',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				required: true,
				placeholder: 'e.g. The parcel was delayed by the carrier, and we refunded the delivery.',
				description: 'Why the rating should be removed, up to 500 characters',
				routing: body('request.message', message),
			},
		],
	),
	...fieldsFor(
		'rating',
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
						displayName: 'Changed After',
						name: 'changedAfter',
						type: 'dateTime',
						default: '',
						description: 'Only ratings written or edited at this moment or later',
						routing: dateFilter('lastChangedAt.gte'),
					},
					{
						displayName: 'Changed Before',
						name: 'changedBefore',
						type: 'dateTime',
						default: '',
						description: 'Only ratings last written or edited at this moment or earlier',
						routing: dateFilter('lastChangedAt.lte'),
					},
					{
						displayName: 'Recommended',
						name: 'recommended',
						type: 'options',
						options: [
							{ name: 'No', value: 'false', description: 'The buyer does not recommend you' },
							{ name: 'Yes', value: 'true', description: 'The buyer recommends you' },
						],
						default: 'false',
						description: 'Only ratings with this verdict',
						routing: query('recommended'),
					},
				],
			},
		],
	),
	...fieldsFor(
		'rating',
		['get', 'getAll'],
		[
			...outputFields,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [version],
			},
		],
	),
	...fieldsFor('rating', ['requestRemoval'], [dryRunField]),
	...fieldsFor('rating', ['answer', 'requestRemoval'], [additionalJson]),
];
