import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, outputFields, pick } from '../shared/fields';
import { route } from '../shared/routing';

const simplify = pick({
	recommendedPercentage: 'recommendedPercentage',
	recommendedTotal: 'recommended.total',
	recommendedUnique: 'recommended.unique',
	notRecommendedTotal: 'notRecommended.total',
	notRecommendedUnique: 'notRecommended.unique',
	receivedTotal: 'statistics.received.total',
	excludedTotal: 'statistics.excluded.total',
	removedTotal: 'statistics.removed.total',
	accountCreatedAt: 'user.createdAt',
});

export const ratingSummaryResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['ratingSummary'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the rating summary of a seller',
				description: 'Get how many buyers recommend a seller: yourself or any other',
				routing: route('GET /users/{userId}/ratings-summary', {
					scope: 'profile:read',
					simplify,
				}),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'ratingSummary',
		['get'],
		[
			{
				displayName: 'User ID',
				name: 'userId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 41846511',
				description:
					'The account number of the seller. Your own is the ID that Allegro Account gives with User: Get.',
			},
			...outputFields,
		],
	),
];
