import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, CURRENCIES, fieldsFor, returnAllAndLimit, rowsOf } from '../shared/fields';
import { percentage, toAmount } from '../shared/numbers';
import { body, query, route } from '../shared/routing';

/** Source: allegro-api #13935 */
const retired = {
	since: '2026-11-02',
	instead:
		'use Promotion for other discounts; Allegro ended turnover discounts with nothing in their place',
};

export const turnoverDiscountResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['turnoverDiscount'] } },
		options: [
			{
				name: 'Deactivate',
				value: 'deactivate',
				action: 'Deactivate a turnover discount by a retired method',
				description:
					'End the discount: turnover counts until the end of this month, and is rewarded until the end of the next. One that has not begun ends at once. To have it again, use Set.',
				routing: route('PUT /sale/turnover-discount/{marketplaceId}/deactivate', {
					retired,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many turnover discounts by a retired method',
				description: 'Get the discounts that companies earn with what they buy in a month',
				routing: route('GET /sale/turnover-discount', {
					rows: '',
					retired,
				}),
			},
			{
				name: 'Set',
				value: 'set',
				action: 'Set a turnover discount by a retired method',
				description:
					'Create the discount, or replace all its thresholds. They apply from the first day of the next month, and can be changed until then.',
				routing: route('PUT /sale/turnover-discount/{marketplaceId}', {
					retired,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'turnoverDiscount',
		['deactivate', 'getAll', 'set'],
		[
			{
				displayName:
					'Allegro switched this off on 2 November 2026: turnover discounts have ended, with nothing in their place.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'turnoverDiscount',
		['deactivate', 'set'],
		[
			{
				displayName: 'Marketplace',
				name: 'marketplaceId',
				type: 'options',
				options: [{ name: 'Allegro Business (Czechia)', value: 'allegro-business-cz' }],
				default: 'allegro-business-cz',
				required: true,
				description: 'The marketplace of the discount. So far Allegro has it on this one only.',
			},
		],
	),
	...fieldsFor(
		'turnoverDiscount',
		['set'],
		[
			{
				displayName: 'Thresholds',
				name: 'thresholds',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Threshold',
				default: {},
				required: true,
				description: 'From what turnover in a month which discount applies in the next',
				options: [
					{
						displayName: 'Threshold',
						name: 'threshold',
						values: [
							{
								displayName: 'From Turnover',
								name: 'amount',
								type: 'string',
								default: '',
								required: true,
								placeholder: 'e.g. 10000',
								description: 'What a buyer must spend in a month, without decimals',
							},
							{
								displayName: 'Currency',
								name: 'currency',
								type: 'options',
								options: CURRENCIES,
								default: 'CZK',
								description: 'The currency of the marketplace',
							},
							{
								displayName: 'Discount in Percent',
								name: 'percentage',
								type: 'number',
								typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
								default: 5,
								required: true,
								description: 'The discount on all orders of the next month, a whole number',
							},
						],
					},
				],
				routing: body(
					'thresholds',
					rowsOf('threshold', ({ amount, currency, percentage: discount }) => ({
						minimumTurnover: { amount: toAmount(amount), currency },
						discount: { percentage: percentage(discount, '') as string },
					})),
				),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'turnoverDiscount',
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
						displayName: 'Marketplaces',
						name: 'marketplaceIds',
						type: 'multiOptions',
						options: [{ name: 'Allegro Business (Czechia)', value: 'allegro-business-cz' }],
						default: ['allegro-business-cz'],
						description: 'Only discounts on these marketplaces',
						routing: query('marketplaceId'),
					},
				],
			},
		],
	),
];
