import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { inBatches } from '../shared/batches';
import { additionalJson, dateFilter, fieldsFor, list, rowsOf } from '../shared/fields';
import { offerLocator } from '../shared/locators';
import { body, query, route } from '../shared/routing';

/** Offers in one request. Source: `offer.id` in Allegro's OpenAPI document. */
const MOST_OFFERS = 50;

const languages = ['pl-PL'];

export const classifiedAdResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['classifiedAd'] } },
		options: [
			{
				name: 'Assign Packages',
				value: 'assignPackages',
				action: 'Assign packages to a classified ad',
				description:
					'Set the paid packages of a classified ad, in place of all it had. A draft needs them before it can be published.',
				routing: route('PUT /sale/offer-classifieds-packages/{offerId}', {
					scope: 'sale:offers:write',
					languages,
				}),
			},
			{
				name: 'Get Packages',
				value: 'getPackages',
				action: 'Get the packages of a classified ad',
				description: 'Get the packages that a classified ad has now',
				routing: route('GET /sale/offer-classifieds-packages/{offerId}', {
					scope: 'sale:offers:read',
					languages,
				}),
			},
			{
				name: 'Get Seller Statistics',
				value: 'getSellerStatistics',
				action: 'Get the statistics of all classified ads',
				description: 'Get what people did with all your classified ads together, by day',
				routing: route('GET /sale/classified-seller-stats', {
					scope: 'sale:offers:read',
					languages,
				}),
			},
			{
				name: 'Get Statistics',
				value: 'getStatistics',
				action: 'Get the statistics of classified ads',
				description:
					'Get what people did with classified ads by day, such as showing the phone number, one item for each ad',
				routing: route('GET /sale/classified-offers-stats', {
					scope: 'sale:offers:read',
					languages,
					...inBatches(
						'offer.id',
						MOST_OFFERS,
						({ offerStats }) => offerStats as IDataObject[] | undefined,
					),
				}),
			},
		],
		default: 'getPackages',
	},
	...fieldsFor('classifiedAd', ['assignPackages', 'getPackages'], [offerLocator]),
	...fieldsFor(
		'classifiedAd',
		['assignPackages'],
		[
			{
				displayName: 'Base Package ID',
				name: 'basePackageId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. e76d443b-c088-4da5-95f7-cc9aaf73bf7b',
				description: 'A package of the type BASE, from Classified Package: Get Many',
				routing: body('basePackage.id'),
			},
			{
				displayName: 'Extra Packages',
				name: 'extraPackages',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Package',
				default: {},
				description: 'Packages of the type EXTRA, which promote the ad',
				options: [
					{
						displayName: 'Package',
						name: 'package',
						values: [
							{
								displayName: 'Package ID',
								name: 'id',
								type: 'string',
								default: '',
								placeholder: 'e.g. b7b3e9a1-6c5f-4a3d-8a52-0d9f9d1b6c11',
								description: 'The ID from Classified Package: Get Many',
							},
							{
								displayName: 'Republish',
								name: 'republish',
								type: 'boolean',
								default: false,
								description:
									'Whether Allegro buys the package again when the ad is published again',
							},
						],
					},
				],
				routing: body(
					'extraPackages',
					rowsOf('package', ({ id, republish }) => ({ id, republish })),
				),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'classifiedAd',
		['getStatistics'],
		[
			{
				displayName: 'Offer IDs',
				name: 'offerIds',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 12394529345, 12394529346',
				description:
					'The numbers of your classified ads, separated by commas, or a list from an expression. Of more than 50, Allegro is asked in several requests.',
				routing: query('offer.id', list),
			},
		],
	),
	...fieldsFor(
		'classifiedAd',
		['getSellerStatistics', 'getStatistics'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				description: 'Both moments must lie in the past and less than three months apart',
				options: [
					{
						displayName: 'After',
						name: 'after',
						type: 'dateTime',
						default: '',
						description: 'Only what happened at this moment or later',
						routing: dateFilter('date.gte'),
					},
					{
						displayName: 'Before',
						name: 'before',
						type: 'dateTime',
						default: '',
						description: 'Only what happened at this moment or earlier',
						routing: dateFilter('date.lte'),
					},
				],
			},
		],
	),
];
