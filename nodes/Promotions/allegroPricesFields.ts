import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { list, rowsOf } from '../shared/fields';
import { unsignedPercentage } from '../shared/numbers';
import type { Convert } from '../shared/routing';
import { asList, body } from '../shared/routing';
import { withoutEmpty } from '../shared/values';
import { PRICE_MARKETPLACES } from './campaigns';

const MOST_OFFERS = 1000;

/** One row names several offers of a marketplace that are to be treated alike: Allegro wants each for itself. */
const offersOf =
	(terms: (row: IDataObject) => IDataObject): Convert =>
	(value, timeZone) => {
		const groups = rowsOf('group', (row) => ({ ...row }))(value, timeZone) as
			| IDataObject[]
			| undefined;
		const offers = (groups ?? []).flatMap((row) =>
			(list(row.offerIds ?? '', timeZone) as string[]).map((id) =>
				withoutEmpty({ id, marketplace: { id: row.marketplaceId }, ...terms(row) }),
			),
		);
		if (offers.length > MOST_OFFERS) {
			throw new Error(
				`These are ${offers.length} offers, and Allegro takes at most ${MOST_OFFERS} at once. Split them with Loop Over Items`,
			);
		}
		return offers;
	};

const groupValues: INodeProperties[] = [
	{
		displayName: 'Offer IDs',
		name: 'offerIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 10394822344, 10394822345',
		description: 'Numbers of offers separated by commas, or a list from an expression',
		routing: asList(),
	},
	{
		displayName: 'Marketplace',
		name: 'marketplaceId',
		type: 'options',
		options: PRICE_MARKETPLACES,
		default: 'allegro-pl',
		description: 'The marketplace on which this applies to the offers',
	},
];

export const excludedOffersField: INodeProperties = {
	displayName: 'Offers',
	name: 'offers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Offers',
	default: {},
	required: true,
	description: 'The offers to exclude, up to 1,000 in all, each only once for a marketplace',
	options: [{ displayName: 'Offers', name: 'group', values: groupValues }],
	routing: body(
		'offers',
		offersOf(() => ({})),
	),
};

export const submittedOffersField: INodeProperties = {
	displayName: 'Offers',
	name: 'offers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Offers',
	default: {},
	required: true,
	description: 'The offers to submit, up to 1,000 in all, each only once for a marketplace',
	options: [
		{
			displayName: 'Offers',
			name: 'group',
			values: [
				...groupValues,
				{
					displayName: 'Your Discount in Percent',
					name: 'maxContributionPercentage',
					type: 'string',
					default: '',
					placeholder: 'e.g. 10',
					description:
						'The most, from 0 to 100 percent of the price, that you pay of the discount. Empty declares nothing.',
				},
			],
		},
	],
	routing: body(
		'offers',
		offersOf(({ maxContributionPercentage: most }) => ({
			sellerDiscountDeclaration: {
				maxContributionPercentage:
					String(most ?? '').trim() && (unsignedPercentage(most, '') as string),
			},
		})),
	),
};

export const participationsField: INodeProperties = {
	displayName: 'Participations',
	name: 'participations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Marketplace',
	default: {},
	required: true,
	description: 'The marketplaces on which something changes',
	options: [
		{
			displayName: 'Participation',
			name: 'participation',
			values: [
				{
					displayName: 'Marketplace',
					name: 'id',
					type: 'options',
					options: PRICE_MARKETPLACES,
					default: 'allegro-pl',
					description: 'Where your account takes part or not',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Allowed', value: 'ALLOWED', description: 'Allegro may lower your prices' },
						{ name: 'Denied', value: 'DENIED', description: 'Allegro may not lower your prices' },
					],
					default: 'ALLOWED',
					description: 'What Allegro may do there',
				},
			],
		},
	],
	routing: body(
		'marketplaces',
		rowsOf('participation', ({ id, status }) => ({ id, status })),
	),
};
