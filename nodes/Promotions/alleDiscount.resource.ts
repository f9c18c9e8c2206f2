import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Progress } from '../shared/commands';
import { completion, hasEnded, hasFailed, withRepeatableCommand } from '../shared/commands';
import {
	additionalJsonOption,
	commandIdOption,
	dryRunField,
	fieldsFor,
	optionsOf,
	outputFields,
	pick,
	pickEach,
	returnAllAndLimit,
	timeoutOption,
	waitField,
} from '../shared/fields';
import { offset } from '../shared/pagination';
import { body, route } from '../shared/routing';
import {
	campaignFilters,
	eligibleFilters,
	participationIdField,
	proposedPriceFields,
	submittedFilters,
} from './alleDiscountFields';
import { ALLE_DISCOUNT_LANGUAGES as languages } from './campaigns';
import { startedCommandField } from './idFields';
import { alleDiscountCampaignLocator } from './locators';
import { offerLocator } from '../shared/locators';

const simplifyCampaign = pick({
	id: 'id',
	name: 'name',
	type: 'type',
	marketplace: 'marketplace.id',
	applicationFrom: 'application.from',
	applicationTo: 'application.to',
	publicationFrom: 'publication.from',
	publicationTo: 'publication.to',
});

const simplifyEligible = pick({
	id: 'id',
	productId: 'product.id',
	basePrice: 'basePrice.amount',
	requiredMerchantPrice: 'alleDiscount.requiredMerchantPrice.amount',
	currency: 'alleDiscount.requiredMerchantPrice.currency',
	minimumGuaranteedDiscount: 'alleDiscount.minimumGuaranteedDiscount.percentage',
	meetsConditions: 'alleDiscount.campaignConditions.meetsConditions',
	violations: pickEach('alleDiscount.campaignConditions.violations', ({ code }) => code),
});

const simplifySubmitted = pick({
	participationId: 'participationId',
	offerId: 'offer.id',
	campaignId: 'campaign.id',
	status: 'process.status',
	proposedPrice: 'prices.proposedPrice.amount',
	minimalPriceReduction: 'prices.minimalPriceReduction.amount',
	maximumSellingPrice: 'prices.maximumSellingPrice.amount',
	currency: 'prices.proposedPrice.currency',
	purchaseLimit: 'purchaseLimit',
	errors: pickEach('process.errors', ({ code }) => code),
});

/** These commands tell how they stand in `output`, and wrap each error into a list of its own. */
function progress({ output }: IDataObject): Progress {
	const { status, errors } = (output ?? {}) as {
		status?: string;
		errors?: Array<{ errors?: IDataObject[] }>;
	};
	return {
		running: !hasEnded(status),
		refusal: hasFailed(status)
			? { errors: (errors ?? []).flatMap((holder) => holder.errors ?? []) }
			: undefined,
	};
}

export const alleDiscountResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['alleDiscount'] } },
		options: [
			{
				name: 'Get Campaigns',
				value: 'getCampaigns',
				action: 'Get allediscount campaigns',
				description: 'Get the campaigns in which Allegro pays a part of the discount',
				routing: route('GET /sale/alle-discount/campaigns', {
					scope: 'campaigns',
					languages,
					rows: 'alleDiscountCampaigns',
					simplify: simplifyCampaign,
				}),
			},
			{
				name: 'Get Eligible Offers',
				value: 'getEligibleOffers',
				action: 'Get offers eligible for an allediscount campaign',
				description:
					'Get your offers that a campaign takes, with the highest price that it accepts for each',
				routing: route('GET /sale/alle-discount/{campaignId}/eligible-offers', {
					scope: 'campaigns',
					languages,
					rows: 'eligibleOffers',
					pages: offset({ max: 200 }),
					simplify: simplifyEligible,
				}),
			},
			{
				name: 'Get Submission Status',
				value: 'getSubmitStatus',
				action: 'Get the status of a submission to allediscount',
				description: 'Ask how a submission that was started without waiting stands',
				routing: route('GET /sale/alle-discount/submit-offer-commands/{commandId}', {
					scope: 'campaigns',
					languages,
				}),
			},
			{
				name: 'Get Submitted Offers',
				value: 'getSubmittedOffers',
				action: 'Get offers submitted to an allediscount campaign',
				description:
					'Get the participations of your offers in a campaign, past ones too, with their status and prices',
				routing: route('GET /sale/alle-discount/{campaignId}/submitted-offers', {
					scope: 'campaigns',
					languages,
					rows: 'submittedOffers',
					pages: offset({ max: 200 }),
					simplify: simplifySubmitted,
				}),
			},
			{
				name: 'Get Withdrawal Status',
				value: 'getWithdrawStatus',
				action: 'Get the status of a withdrawal from allediscount',
				description: 'Ask how a withdrawal that was started without waiting stands',
				routing: route('GET /sale/alle-discount/withdraw-offer-commands/{commandId}', {
					scope: 'campaigns',
					languages,
				}),
			},
			{
				name: 'Submit Offer',
				value: 'submit',
				action: 'Submit an offer to an allediscount campaign',
				description:
					'Submit an offer to a campaign. Allegro verifies it afterwards: Get Submitted Offers tells whether it takes part.',
				routing: route('POST /sale/alle-discount/submit-offer-commands', {
					scope: 'campaigns',
					languages,
					before: withRepeatableCommand,
					after: completion({
						status: 'GET /sale/alle-discount/submit-offer-commands/{commandId}',
						idProperty: 'id',
						progress,
						askWith: 'Get Submission Status',
						what: 'submission',
					}),
				}),
			},
			{
				name: 'Withdraw Offer',
				value: 'withdraw',
				action: 'Withdraw an offer from an allediscount campaign',
				description:
					'End the participation of an offer in a campaign. To take part again, submit it again.',
				routing: route('POST /sale/alle-discount/withdraw-offer-commands', {
					scope: 'campaigns',
					languages,
					before: withRepeatableCommand,
					after: completion({
						status: 'GET /sale/alle-discount/withdraw-offer-commands/{commandId}',
						idProperty: 'id',
						progress,
						askWith: 'Get Withdrawal Status',
						what: 'withdrawal',
					}),
					dryRun: true,
				}),
			},
		],
		default: 'getCampaigns',
	},
	...fieldsFor(
		'alleDiscount',
		['getEligibleOffers', 'getSubmittedOffers'],
		[alleDiscountCampaignLocator],
	),
	...fieldsFor('alleDiscount', ['getSubmitStatus', 'getWithdrawStatus'], [startedCommandField]),
	...fieldsFor(
		'alleDiscount',
		['submit'],
		[
			{ ...alleDiscountCampaignLocator, routing: body('input.campaign.id') },
			{ ...offerLocator, routing: body('input.offer.id') },
			...proposedPriceFields,
		],
	),
	...fieldsFor(
		'alleDiscount',
		['withdraw'],
		[{ ...participationIdField, required: true, routing: body('input.participationId') }],
	),
	...fieldsFor('alleDiscount', ['submit', 'withdraw'], [waitField]),
	...fieldsFor(
		'alleDiscount',
		['getCampaigns', 'getEligibleOffers', 'getSubmittedOffers'],
		returnAllAndLimit,
	),
	...fieldsFor('alleDiscount', ['getCampaigns'], [campaignFilters]),
	...fieldsFor('alleDiscount', ['getEligibleOffers'], [eligibleFilters]),
	...fieldsFor('alleDiscount', ['getSubmittedOffers'], [submittedFilters]),
	...fieldsFor(
		'alleDiscount',
		['getCampaigns', 'getEligibleOffers', 'getSubmittedOffers'],
		outputFields,
	),
	...fieldsFor('alleDiscount', ['withdraw'], [dryRunField]),
	...fieldsFor(
		'alleDiscount',
		['submit', 'withdraw'],
		[optionsOf(timeoutOption, commandIdOption, additionalJsonOption)],
	),
];
