import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { fieldsFor, outputFields, pick } from '../shared/fields';
import { offerLocator } from '../shared/locators';
import { route } from '../shared/routing';

const head = pick({ averageScore: 'averageScore', totalResponses: 'totalResponses' });

/** One field for each score and each feedback on the size, instead of lists of `{ name, count }`. */
function simplify(rating: IDataObject): IDataObject {
	const counts = (list: unknown, names: Record<string, string>) =>
		Object.fromEntries(
			Object.entries(names).map(([field, wanted]) => {
				const entry = ((list ?? []) as IDataObject[]).find(({ name }) => String(name) === wanted);
				return [field, entry?.count ?? null];
			}),
		);
	return {
		...head(rating),
		...counts(rating.scoreDistribution, {
			score5: '5',
			score4: '4',
			score3: '3',
			score2: '2',
			score1: '1',
		}),
		...counts(rating.sizeFeedback, {
			sizeBigger: 'BIGGER',
			sizeFits: 'FIT',
			sizeSmaller: 'SMALLER',
		}),
	};
}

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
