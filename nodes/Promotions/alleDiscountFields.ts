import type { INodeProperties } from 'n8n-workflow';

import { amountOf, CURRENCIES, currencyOf } from '../shared/fields';
import { query } from '../shared/routing';
import { offerLocator } from '../shared/locators';
import { alleDiscountCampaignLocator } from './locators';

export const proposedPriceFields: INodeProperties[] = [
	{
		displayName: 'Proposed Price',
		name: 'proposedPrice',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 19.99',
		description:
			'The price that you lower yours to. Allegro refuses one above the requiredMerchantPrice that Get Eligible Offers gives.',
		routing: amountOf('input.proposedPrice'),
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'options',
		options: CURRENCIES,
		default: 'PLN',
		description:
			"The currency of the campaign's marketplace. By itself PLN, for that marketplace is not known here.",
		routing: currencyOf('input.proposedPrice'),
	},
];

/** An offer in a campaign. */
export const participationIdField: INodeProperties = {
	displayName: 'Participation ID',
	name: 'participationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. f9a4a70c-6db9-1473-976c-90f8df9f74e8',
	description: 'The participation of an offer, from Submit Offer or Get Submitted Offers',
};

export const campaignFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			...alleDiscountCampaignLocator,
			required: false,
			description: 'Only this campaign',
			routing: query('campaignId'),
		},
	],
};

export const eligibleFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Meets Conditions',
			name: 'meetsConditions',
			type: 'boolean',
			default: true,
			description: 'Whether to get only offers that meet all conditions of the campaign',
			routing: query('meetsConditions'),
		},
		{
			...offerLocator,
			required: false,
			description: 'Only the offer with this number',
			routing: query('offerId'),
		},
	],
};

export const submittedFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			...offerLocator,
			required: false,
			description: 'Only the participation of the offer with this number',
			routing: query('offerId'),
		},
		{
			...participationIdField,
			description: 'Only the participation with this ID',
			routing: query('participationId'),
		},
	],
};
