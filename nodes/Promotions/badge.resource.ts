import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { completion } from '../shared/commands';
import {
	additionalJsonOption,
	amountOf,
	CURRENCIES,
	currencyOf,
	dryRunField,
	fieldsFor,
	MARKETPLACES,
	optionsOf,
	outputFields,
	pick,
	returnAllAndLimit,
	timeoutOption,
	waitField,
} from '../shared/fields';
import { pieces } from '../shared/numbers';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, query, route } from '../shared/routing';
import { at, merge } from '../shared/values';
import { badgeProgress, rejectionText } from './campaigns';
import { offerFilter } from './idFields';
import { badgeCampaignLocator } from './locators';
import { offerLocator } from '../shared/locators';

const simplify = pick({
	offerId: 'offer.id',
	campaignId: 'campaign.id',
	campaignName: 'campaign.name',
	status: 'process.status',
	bargainPrice: 'prices.bargain.amount',
	currency: 'prices.bargain.currency',
	campaignStock: 'campaignStock.quantity',
	from: 'publication.from',
	to: 'publication.to',
	rejection: (badge) => rejectionText(at(badge, 'process.rejectionReasons')),
});

/** A change of a badge is a job of its own, whose ID Allegro makes. */
const changed = completion({
	status: 'GET /sale/badge-operations/{operationId}',
	idProperty: 'id',
	progress: badgeProgress,
	askWith: 'Get Operation',
	what: 'change of the badge',
});

function withFinish({ request }: Call): void {
	const finished = { process: { status: 'FINISHED' } };
	request.body = merge(finished, (request.body ?? {}) as IDataObject);
}

export const badgeResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['badge'] } },
		options: [
			{
				name: 'Apply',
				value: 'apply',
				action: 'Apply for a badge',
				description:
					'Submit an offer to a campaign. Most campaigns cost a fee, and whoever applies accepts the terms that the campaign links to.',
				routing: route('POST /sale/badges', {
					scope: 'campaigns',
					after: completion({
						status: 'GET /sale/badge-applications/{applicationId}',
						idProperty: 'id',
						progress: badgeProgress,
						askWith: 'Badge Application: Get',
						what: 'application',
					}),
				}),
			},
			{
				name: 'Finish',
				value: 'finish',
				action: 'Finish a badge',
				description: 'Take an offer out of a campaign. Getting it back takes a new application.',
				routing: route('PATCH /sale/badges/offers/{offerId}/campaigns/{campaignId}', {
					scope: 'campaigns',
					before: withFinish,
					after: changed,
					dryRun: true,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many badges',
				description:
					'Get the badges of your offers on a marketplace. Allegro Prices is not among them: it has a resource of its own.',
				routing: route('GET /sale/badges', {
					scope: 'campaigns',
					rows: 'badges',
					pages: offset({ max: 1000 }),
					simplify,
				}),
			},
			{
				name: 'Get Operation',
				value: 'getOperation',
				action: 'Get the operation of a badge',
				description: 'Ask how a Finish or an Update Price that was started without waiting stands',
				routing: route('GET /sale/badge-operations/{operationId}', {
					scope: 'campaigns',
				}),
			},
			{
				name: 'Update Price',
				value: 'updatePrice',
				action: 'Update the price of a badge',
				description: 'Change the price of an offer in a campaign',
				routing: route('PATCH /sale/badges/offers/{offerId}/campaigns/{campaignId}', {
					scope: 'campaigns',
					after: changed,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'badge',
		['apply'],
		[
			{ ...badgeCampaignLocator, routing: body('campaign.id') },
			{ ...offerLocator, routing: body('offer.id') },
			{
				displayName: 'Bargain Price',
				name: 'bargainPrice',
				type: 'fixedCollection',
				placeholder: 'Add Price',
				default: {},
				description:
					'The price during the campaign. Campaigns of the types DISCOUNT and SOURCING need it.',
				options: [
					{
						displayName: 'Price',
						name: 'money',
						values: [
							{
								displayName: 'Amount',
								name: 'amount',
								type: 'string',
								default: '',
								placeholder: 'e.g. 9.99',
								description: 'What a piece costs during the campaign',
								routing: amountOf('prices.bargain'),
							},
							{
								displayName: 'Currency',
								name: 'currency',
								type: 'options',
								options: CURRENCIES,
								default: 'PLN',
								description:
									"The currency of the campaign's marketplace. By itself PLN, for that marketplace is not known here.",
								routing: currencyOf('prices.bargain'),
							},
						],
					},
				],
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Declared Stock',
						name: 'declaredStock',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: 1,
						description:
							'How many pieces to keep for the campaign. Only campaigns with stockReservationIsRequired need it.',
						routing: body('declaredStock.quantity', pieces),
					},
					{
						displayName: 'Max Items per Buyer',
						name: 'maxItems',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: 1,
						description:
							'How many pieces one buyer can get during the campaign, for the types DISCOUNT and SOURCING',
						routing: body('purchaseConstraints.limit.perUser.maxItems', pieces),
					},
				],
			},
		],
	),
	...fieldsFor('badge', ['finish', 'updatePrice'], [offerLocator, badgeCampaignLocator]),
	...fieldsFor(
		'badge',
		['updatePrice'],
		[
			{
				displayName: 'New Price',
				name: 'newPrice',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 9.99',
				description: 'The new price during the campaign',
				routing: amountOf('prices.bargain.value'),
			},
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'options',
				options: CURRENCIES,
				default: 'PLN',
				description:
					"The currency of the campaign's marketplace. By itself PLN, for that marketplace is not known here.",
				routing: currencyOf('prices.bargain.value'),
			},
		],
	),
	...fieldsFor('badge', ['apply', 'finish', 'updatePrice'], [waitField]),
	...fieldsFor(
		'badge',
		['getOperation'],
		[
			{
				displayName: 'Operation ID',
				name: 'operationId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 154179f0-ed4c-1b84-9260-302d2dec3801',
				description: 'The ID that Finish or Update Price gave',
			},
		],
	),
	...fieldsFor(
		'badge',
		['getAll'],
		[
			{
				displayName: 'Marketplace',
				name: 'marketplaceId',
				type: 'options',
				options: MARKETPLACES,
				default: 'allegro-pl',
				required: true,
				description: 'The marketplace whose badges are meant',
				routing: query('marketplace.id'),
			},
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [offerFilter],
			},
			...outputFields,
		],
	),
	...fieldsFor('badge', ['finish'], [dryRunField]),
	...fieldsFor(
		'badge',
		['apply', 'finish', 'updatePrice'],
		[optionsOf(timeoutOption, additionalJsonOption)],
	),
];
