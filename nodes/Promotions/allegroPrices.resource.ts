import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Progress } from '../shared/commands';
import { completion, hasEnded, hasFailed, refuse, withRepeatableCommand } from '../shared/commands';
import { refusalError } from '../shared/errors';
import {
	additionalJson,
	additionalJsonOption,
	commandIdOption,
	fieldsFor,
	list,
	optionsOf,
	outputFields,
	pick,
	reportFields,
	returnAllAndLimit,
	timeoutOption,
	waitField,
} from '../shared/fields';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { at } from '../shared/values';
import {
	excludedOffersField,
	participationsField,
	submittedOffersField,
} from './allegroPricesFields';
import { PRICE_MARKETPLACES } from './campaigns';
import { startedCommandField } from './idFields';

const simplifyOffer = pick({
	id: 'id',
	name: 'name',
	marketplace: 'marketplace.id',
	basePrice: 'basePrice.amount',
	finalPrice: 'actualPriceReduction.finalPriceForTheBuyer.amount',
	currency: 'basePrice.currency',
	declaredPercentage: 'declaredPriceReduction.sellerMaxDeclaredPercentage',
	recommendedPercentage: 'recommendedPriceReduction.sellerMaxDeclaredPercentage',
	discountedAt: 'discountedAt',
	excludedAt: 'excludedAt',
});

/** Source: Allegro's answer in its sandbox; by its document they may be left out. */
const MOST_OFFERS = 1000;

function checkOfferIds(call: Call): void {
	const ids = (at(call.request.body, 'offer.ids') ?? []) as unknown[];
	if (ids.length === 0) {
		refuse(
			call,
			'No offer is named',
			'Allegro wants to know of which offers: fill in Offer IDs. Allegro Offers, Offer: Get Many gives them.',
		);
	}
	if (ids.length > MOST_OFFERS) {
		refuse(
			call,
			`${ids.length} offers are too many for one question`,
			`Allegro takes at most ${MOST_OFFERS}. Split them, for example with the node Loop Over Items.`,
		);
	}
}

/** These commands stand as their offers do: each is finished for itself. */
const statusesOf = ({ offers }: IDataObject) =>
	((offers ?? []) as Array<{ status?: string }>).map(({ status }) => status);

function progress(answer: IDataObject): Progress {
	return { running: !answer.offers || !statusesOf(answer).every(hasEnded) };
}

/** How many of the offers are done, beside what Allegro answers. */
function withTaskCount(command: IDataObject): IDataObject {
	const { offers, ...rest } = command;
	const statuses = statusesOf(command);
	const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
	const taskCount = {
		total: statuses.length,
		success: count('SUCCESS'),
		failed: count('FAILED'),
	};
	return { ...rest, taskCount, offers };
}

async function summary(_call: Call, { body: command }: Answer): Promise<INodeExecutionData[]> {
	return [{ json: withTaskCount(command as IDataObject) }];
}

/** One item for each marketplace, as Get Participations gives them. */
async function participationRows(_call: Call, answer: Answer): Promise<INodeExecutionData[]> {
	const { marketplaces } = answer.body as { marketplaces?: IDataObject[] };
	return (marketplaces ?? []).map((json) => ({ json }));
}

function finishedSummary(what: string, askWith: string, kind: 'submit-offer' | 'exclusion') {
	const finished = completion({
		status: `GET /sale/allegro-prices/offers/${kind}-commands/{commandId}`,
		progress,
		askWith,
		what,
	});
	return async (call: Call, started: Answer): Promise<INodeExecutionData[]> => {
		const items = await finished(call, started);
		if (!call.field('waitForCompletion', false)) return items;
		const [{ json: command }] = items;
		if (call.field('onFailedOffers') === 'fail') checkOffers(call, command);
		if (call.field('report') === 'summary') return [{ json: withTaskCount(command) }];
		const { commandId, offers } = command as { offers: IDataObject[] } & IDataObject;
		return offers.map((offer) => ({ json: { commandId, ...offer } }));
	};
}

/** @throws NodeApiError with a finding for each offer that failed. */
function checkOffers({ context, request }: Call, { offers }: IDataObject): void {
	const failed = (offers as Array<{ status: string; errors?: IDataObject[] } & IDataObject>)
		.filter(({ status }) => hasFailed(status))
		.map(({ id, errors }) => ({
			path: `offer ${id as string}`,
			message: errors?.map(({ message }) => message as string).join('; ') || 'Allegro refused it',
		}));
	if (failed.length === 0) return;
	const body = { errors: failed };
	throw refusalError(context.getNode(), { status: 200, headers: {}, body }, request);
}

export const allegroPricesResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['allegroPrices'] } },
		options: [
			{
				name: 'Exclude Offers',
				value: 'exclude',
				action: 'Exclude offers from allegro prices',
				description: 'Keep Allegro from lowering the prices of up to 1,000 offers',
				routing: route('POST /sale/allegro-prices/offers/exclusion-commands', {
					scope: 'campaigns',
					before: withRepeatableCommand,
					after: finishedSummary('exclusion', 'Get Exclusion Status', 'exclusion'),
				}),
			},
			{
				name: 'Get Exclusion Status',
				value: 'getExcludeStatus',
				action: 'Get the status of an exclusion from allegro prices',
				description: 'Ask how an exclusion that was started without waiting stands as a whole',
				routing: route('GET /sale/allegro-prices/offers/exclusion-commands/{commandId}', {
					scope: 'campaigns',
					after: summary,
				}),
			},
			{
				name: 'Get Exclusion Tasks',
				value: 'getExcludeTasks',
				action: 'Get the tasks of an exclusion from allegro prices',
				description: 'Get one item for each offer of an exclusion, with its status and errors',
				routing: route('GET /sale/allegro-prices/offers/exclusion-commands/{commandId}', {
					scope: 'campaigns',
					rows: 'offers',
				}),
			},
			{
				name: 'Get Offers',
				value: 'getOffers',
				action: 'Get offers in allegro prices',
				description:
					'Get up to 1,000 of your offers on a marketplace with their standing in the program: what you declared, what Allegro recommends and what buyers pay',
				routing: route('POST /sale/allegro-prices/offers-queries', {
					scope: 'campaigns',
					rows: 'offers',
					pages: offset({ max: 1000 }),
					pagesIn: 'body',
					repeatable: true,
					before: checkOfferIds,
					simplify: simplifyOffer,
				}),
			},
			{
				name: 'Get Participations',
				value: 'getParticipations',
				action: 'Get participations in allegro prices',
				description: 'Get whether your account takes part, one item for each marketplace',
				routing: route('GET /sale/allegro-prices/accounts/participations', {
					scope: 'campaigns',
					rows: 'marketplaces',
				}),
			},
			{
				name: 'Get Submission Status',
				value: 'getSubmitStatus',
				action: 'Get the status of a submission to allegro prices',
				description: 'Ask how a submission that was started without waiting stands as a whole',
				routing: route('GET /sale/allegro-prices/offers/submit-offer-commands/{commandId}', {
					scope: 'campaigns',
					after: summary,
				}),
			},
			{
				name: 'Get Submission Tasks',
				value: 'getSubmitTasks',
				action: 'Get the tasks of a submission to allegro prices',
				description: 'Get one item for each offer of a submission, with its status and errors',
				routing: route('GET /sale/allegro-prices/offers/submit-offer-commands/{commandId}', {
					scope: 'campaigns',
					rows: 'offers',
				}),
			},
			{
				name: 'Submit Offers',
				value: 'submit',
				action: 'Submit offers to allegro prices',
				description:
					'Let Allegro lower the prices of up to 1,000 offers, and declare how much of the discount you pay',
				routing: route('POST /sale/allegro-prices/offers/submit-offer-commands', {
					scope: 'campaigns',
					before: withRepeatableCommand,
					after: finishedSummary('submission', 'Get Submission Status', 'submit-offer'),
				}),
			},
			{
				name: 'Update Participations',
				value: 'updateParticipations',
				action: 'Update participations in allegro prices',
				description:
					'Let your account take part or not. Marketplaces that you do not name stay as they are.',
				routing: route('PATCH /sale/allegro-prices/accounts/participations', {
					scope: 'campaigns',
					after: participationRows,
				}),
			},
		],
		default: 'getOffers',
	},
	...fieldsFor(
		'allegroPrices',
		['getExcludeStatus', 'getExcludeTasks', 'getSubmitStatus', 'getSubmitTasks'],
		[startedCommandField],
	),
	...fieldsFor('allegroPrices', ['exclude'], [excludedOffersField]),
	...fieldsFor('allegroPrices', ['submit'], [submittedOffersField]),
	...fieldsFor('allegroPrices', ['exclude', 'submit'], [waitField, ...reportFields]),
	...fieldsFor('allegroPrices', ['updateParticipations'], [participationsField]),
	...fieldsFor(
		'allegroPrices',
		['getOffers'],
		[
			{
				displayName: 'Marketplace',
				name: 'marketplaceId',
				type: 'options',
				options: PRICE_MARKETPLACES,
				default: 'allegro-pl',
				required: true,
				description: 'The marketplace whose prices are meant',
				routing: body('marketplace.id'),
			},
			{
				displayName: 'Offer IDs',
				name: 'offerIds',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 10394822344, 10394822345',
				description:
					'The offers to ask about, 1 to 1,000: their IDs separated by commas, or a list from an expression. Allegro wants them named.',
				routing: body('offer.ids', list),
			},
		],
	),
	...fieldsFor(
		'allegroPrices',
		['getExcludeTasks', 'getOffers', 'getParticipations', 'getSubmitTasks'],
		returnAllAndLimit,
	),
	...fieldsFor(
		'allegroPrices',
		['getOffers'],
		[
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Discount Chance',
						name: 'substatus',
						type: 'options',
						options: [
							{
								name: 'Opportunity',
								value: 'DISCOUNT_OPPORTUNITY',
								description: 'Allegro could lower the price',
							},
							{
								name: 'Recommendation',
								value: 'DISCOUNT_RECOMMENDATION',
								description: 'Allegro recommends how much to declare',
							},
						],
						default: 'DISCOUNT_OPPORTUNITY',
						description: 'Only offers with this chance of a discount',
						routing: body('offer.substatus'),
					},
					{
						displayName: 'Standing',
						name: 'scope',
						type: 'options',
						options: [
							{
								name: 'Declared',
								value: 'WITH_DECLARATION',
								description: 'You declared a discount',
							},
							{ name: 'Discounted', value: 'DISCOUNTED', description: 'The price is lowered now' },
							{ name: 'Excluded', value: 'EXCLUDED', description: 'You excluded the offer' },
						],
						default: 'DISCOUNTED',
						description: 'Only offers with this standing in the program',
						routing: body('offer.scope'),
					},
				],
			},
			...outputFields,
		],
	),
	...fieldsFor(
		'allegroPrices',
		['exclude', 'submit'],
		[optionsOf(timeoutOption, commandIdOption, additionalJsonOption)],
	),
	...fieldsFor('allegroPrices', ['getOffers', 'updateParticipations'], [additionalJson]),
];
