import type { INodeProperties } from 'n8n-workflow';

import {
	dateFilter,
	fieldsFor,
	list,
	outputFields,
	pick,
	returnAllAndLimit,
} from '../shared/fields';
import { offset } from '../shared/pagination';
import { query, route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';
import { taking } from '../shared/typing';

const simplify = pick({
	id: 'id',
	status: 'status',
	orderCreatedAt: 'orderCreatedAt',
	lastModifiedAt: 'lastModifiedAt',
	marketplaceId: 'marketplace.id',
	offerId: 'offer.id',
	offerName: 'offer.name',
	quantity: 'quantity',
	commission: 'commission.publisher.amount',
	currency: 'commission.publisher.currency',
});

export const conversionResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['conversion'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many affiliate conversions',
				description:
					'Get the purchases for which you earn a commission as a publisher (CPS, cost per sale)',
				routing: route('GET /affiliate/conversions/cps', {
					scope: 'affiliate:read',
					accept: BETA_V1,
					languages: ['en-US'],
					rows: 'conversions',
					pages: offset({ max: 10_000 }),
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'conversion',
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
						displayName: 'Modified After',
						name: 'modifiedAfter',
						type: 'dateTime',
						default: '',
						description: 'Only conversions that last changed at this moment or later',
						routing: dateFilter('lastModifiedAt.gte'),
					},
					{
						displayName: 'Modified Before',
						name: 'modifiedBefore',
						type: 'dateTime',
						default: '',
						description: 'Only conversions that last changed at this moment or earlier',
						routing: dateFilter('lastModifiedAt.lte'),
					},
					{
						displayName: 'Ordered After',
						name: 'orderedAfter',
						type: 'dateTime',
						default: '',
						description: 'Only conversions of orders made at this moment or later',
						routing: dateFilter('orderCreatedAt.gte'),
					},
					{
						displayName: 'Ordered Before',
						name: 'orderedBefore',
						type: 'dateTime',
						default: '',
						description: 'Only conversions of orders made at this moment or earlier',
						routing: dateFilter('orderCreatedAt.lte'),
					},
					{
						displayName: 'Publisher URL Parameters',
						name: 'publisherUrlParameters',
						type: 'string',
						default: '',
						placeholder: 'e.g. utm_source, click_id',
						hint: 'Turn Simplify off to see them',
						description:
							'Names of parameters of your links, separated by commas. Allegro adds the values of these to each conversion, as publisherUrlParameters.',
						routing: query(
							'includePublisherUrlParameters',
							taking('list', (value: unknown, zone: string) =>
								(list(value, zone) as string[]).join(','),
							),
						),
					},
					{
						displayName: 'Status',
						name: 'status',
						type: 'options',
						options: [
							{ name: 'Confirmed', value: 'CONFIRMED' },
							{ name: 'Created', value: 'CREATED' },
							{ name: 'Rejected', value: 'REJECTED' },
						],
						default: 'CONFIRMED',
						description: 'Only conversions with this status',
						routing: query('status'),
					},
				],
			},
			...outputFields,
		],
	),
];
