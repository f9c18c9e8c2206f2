import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import { forPanel, searchOffers, searchRatings } from '../shared/locators';
import { offerRatingResource } from './offerRating.resource';
import { ratingResource } from './rating.resource';
import { ratingSummaryResource } from './ratingSummary.resource';

export class AllegroRatings implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Ratings',
		name: 'allegroRatings',
		icon: { light: 'file:../../icons/ratings.svg', dark: 'file:../../icons/ratings.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read what buyers say, answer them and ask for the removal of ratings',
		defaults: { name: 'Allegro Ratings' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: operationTexts(ratingResource, offerRatingResource, ratingSummaryResource),
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Offer Rating',
						value: 'offerRating',
						description: 'How buyers rate the product of an offer',
					},
					{
						name: 'Rating',
						value: 'rating',
						description: 'What buyers wrote about you, and your answers',
					},
					{
						name: 'Rating Summary',
						value: 'ratingSummary',
						description: 'How many buyers recommend a seller',
					},
				],
				default: 'rating',
				routing: knownOperation,
			},
			...ratingResource,
			...offerRatingResource,
			...ratingSummaryResource,
		],
	};

	methods = forPanel({ listSearch: { searchOffers, searchRatings } });

	customOperations = operationsOf(this.description);
}
