import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { fieldsFor, outputFields, pick } from '../shared/fields';
import { offerLocator } from '../shared/locators';
import { route } from '../shared/routing';

/** The count with a name, out of a list of `{ name, count }`. */
const count = (property: string, wanted: string) => (rating: IDataObject) => {
	const counts = (rating[property] ?? []) as IDataObject[];
	return counts.find(({ name }) => String(name) === wanted)?.count;
};

const simplify = pick({
	averageScore: 'averageScore',
	totalResponses: 'totalResponses',
	score5: count('scoreDistribution', '5'),
	score4: count('scoreDistribution', '4'),
	score3: count('scoreDistribution', '3'),
	score2: count('scoreDistribution', '2'),
	score1: count('scoreDistribution', '1'),
	sizeBigger: count('sizeFeedback', 'BIGGER'),
	sizeFits: count('sizeFeedback', 'FIT'),
	sizeSmaller: count('sizeFeedback', 'SMALLER'),
});

export const offerRatingResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['offerRating'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the rating of an offer',
				description:
					'Get the average score of an offer, how often each was given, and how sizes fit',
				routing: route('GET /sale/offers/{offerId}/rating', {
					scope: 'sale:offers:read',
					simplify,
				}),
			},
		],
		default: 'get',
	},
	...fieldsFor('offerRating', ['get'], [offerLocator, ...outputFields]),
];
