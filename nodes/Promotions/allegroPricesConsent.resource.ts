import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor } from '../shared/fields';
import { body, route } from '../shared/routing';
import { offerLocator } from '../shared/locators';

const retired = (operation: string) => ({
	since: '2026',
	instead: `use Allegro Prices Program: ${operation}`,
});

export const allegroPricesConsentResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['allegroPricesConsent'] } },
		options: [
			{
				name: 'Get Account Eligibility',
				value: 'getAccountEligibility',
				action: 'Get the account eligibility for allegro prices by a retired method',
				description: 'Get whether your account can take part, and your consent',
				routing: route('GET /sale/allegro-prices-account-eligibility', {
					retired: retired('Get Participations'),
				}),
			},
			{
				name: 'Get Offer Consent',
				value: 'getOfferConsent',
				action: 'Get the offer consent for allegro prices by a retired method',
				description: 'Get whether Allegro may lower the price of an offer',
				routing: route('GET /sale/allegro-prices-offer-consents/{offerId}', {
					retired: retired('Get Offers'),
				}),
			},
			{
				name: 'Update Account Consent',
				value: 'updateAccountConsent',
				action: 'Update the account consent for allegro prices by a retired method',
				description: 'Set whether your account takes part',
				routing: route('PUT /sale/allegro-prices-account-consent', {
					contentType: 'application/json',
					retired: retired('Update Participations'),
				}),
			},
			{
				name: 'Update Offer Consent',
				value: 'updateOfferConsent',
				action: 'Update the offer consent for allegro prices by a retired method',
				description: 'Set whether Allegro may lower the price of an offer',
				routing: route('PUT /sale/allegro-prices-offer-consents/{offerId}', {
					retired: retired('Submit Offers or Exclude Offers'),
				}),
			},
		],
		default: 'getAccountEligibility',
	},
	...fieldsFor(
		'allegroPricesConsent',
		['getAccountEligibility', 'getOfferConsent', 'updateAccountConsent', 'updateOfferConsent'],
		[
			{
				displayName:
					'Allegro switched this off in 2026. Use the resource Allegro Prices Program instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor('allegroPricesConsent', ['getOfferConsent', 'updateOfferConsent'], [offerLocator]),
	...fieldsFor(
		'allegroPricesConsent',
		['updateAccountConsent', 'updateOfferConsent'],
		[
			{
				displayName: 'Consent',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Allowed', value: 'ALLOWED' },
					{ name: 'Denied', value: 'DENIED' },
				],
				default: 'ALLOWED',
				required: true,
				description: 'Whether Allegro may lower prices',
				routing: body('status'),
			},
			additionalJson,
		],
	),
];
