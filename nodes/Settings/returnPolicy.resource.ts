import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { additionalJson, dryRunField, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { returnPolicyLocator } from '../shared/locators';
import type { Convert } from '../shared/routing';
import { body, route } from '../shared/routing';
import { afterSalesAddress, afterSalesPages, plainText, termsName } from './afterSalesFields';
import { period } from './periods';

const OPTIONS = [
	{ name: 'Buyers Must Return Free Accessories', value: 'freeAccessoriesReturnRequired' },
	{ name: 'Companies Can Return Too', value: 'businessReturnAllowed' },
	{ name: 'No Parcels With Cash on Delivery', value: 'cashOnDeliveryNotAllowed' },
	{ name: 'Refund Is Lowered by Discounts', value: 'refundLoweredByReceivedDiscount' },
	{ name: 'You Collect the Items Yourself', value: 'collectBySellerOnly' },
];

/** Allegro wants to hear of each option, also of those that are off. */
const switches: Convert = (value) =>
	Object.fromEntries(
		OPTIONS.map((option) => [option.value, [value].flat().includes(option.value)]),
	);

const WITH_RETURNS = { hide: { range: ['DISABLED'] } };
const LIMITED_RETURNS = { show: { range: ['DISABLED', 'RESTRICTED'] } };

/** Allegro may answer with what it deleted. */
async function deleted(): Promise<INodeExecutionData[]> {
	return [{ json: { deleted: true } }];
}

export const returnPolicyResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['returnPolicy'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a return policy',
				description: 'Create terms of return that offers can use',
				routing: route('POST /after-sales-service-conditions/return-policies', {
					scope: 'sale:settings:write',
				}),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a return policy',
				description: 'Delete terms of return. This cannot be undone.',
				routing: route('DELETE /after-sales-service-conditions/return-policies/{returnPolicyId}', {
					scope: 'sale:settings:write',
					after: deleted,
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a return policy',
				description: 'Get terms of return with period, costs, address and options',
				routing: route('GET /after-sales-service-conditions/return-policies/{returnPolicyId}', {
					scope: 'sale:settings:read',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many return policies',
				description: 'Get the terms of return of the account',
				routing: route('GET /after-sales-service-conditions/return-policies', {
					scope: 'sale:settings:read',
					rows: 'returnPolicies',
					pages: afterSalesPages,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a return policy',
				description:
					'Replace terms of return in all offers that use them. What is not filled in is gone afterwards.',
				routing: route('PUT /after-sales-service-conditions/return-policies/{returnPolicyId}', {
					scope: 'sale:settings:write',
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('returnPolicy', ['delete', 'get', 'update'], [returnPolicyLocator]),
	...fieldsFor(
		'returnPolicy',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 14 days, buyer pays',
				description: 'What you call the terms, up to 200 characters',
				routing: termsName,
			},
		],
	),
	...fieldsFor(
		'returnPolicy',
		['create'],
		[
			{
				displayName: 'For Allegro Warehouse',
				name: 'isFulfillment',
				type: 'boolean',
				default: false,
				description:
					'Whether the terms are for offers of One Fulfillment. This cannot be changed later.',
				routing: body('isFulfillment'),
			},
		],
	),
	...fieldsFor(
		'returnPolicy',
		['create', 'update'],
		[
			{
				displayName: 'Returns',
				name: 'range',
				type: 'options',
				options: [
					{ name: 'Allowed', value: 'FULL' },
					{ name: 'Allowed with Restrictions', value: 'RESTRICTED' },
					{ name: 'Not Allowed', value: 'DISABLED' },
				],
				default: 'FULL',
				required: true,
				description: 'Whether buyers can send items back',
				routing: body('availability.range'),
			},
			{
				displayName: 'Reason for Restriction',
				name: 'restrictionCause',
				type: 'options',
				options: [
					{ name: 'Alcohol (Deprecated)', value: 'ALCOHOL' },
					{ name: 'Booked Service (Deprecated)', value: 'BOOKED_SERVICE' },
					{ name: 'Digital Content Without a Medium', value: 'NOT_RECORDED_DIGITAL_CONTENT' },
					{
						name: 'Fully Implemented Service (Deprecated)',
						value: 'FULLY_IMPLEMENTED_SERVICE',
					},
					{ name: 'Inseparably Joined with Other Items', value: 'INSEPARABLY_LINKED' },
					{ name: 'Made to Order', value: 'CUSTOM_ITEM' },
					{ name: 'Medicinal Product', value: 'MEDICINAL_PRODUCT' },
					{ name: 'Newspapers and Magazines', value: 'PRESS' },
					{
						name: 'Price Depends on the Financial Market',
						value: 'VALUE_DEPENDENT_ON_FINANCIAL_MARKET',
					},
					{ name: 'Sealed Audio, Video or Software', value: 'SEALED_MEDIA' },
					{
						name: 'Sealed for Health or Hygiene',
						value: 'SEALED_ITEM_NO_RETURN_DUE_HEALTH_OR_HYGIENE',
					},
					{ name: 'Short Shelf Life', value: 'SHORT_SHELF_LIFE' },
				],
				default: 'SEALED_MEDIA',
				description: 'Why the law lets you restrict returns. Which reasons fit depends on Returns.',
				displayOptions: LIMITED_RETURNS,
				routing: body('availability.restrictionCause.name'),
			},
			{
				displayName: 'Restriction Note',
				name: 'restrictionDescription',
				type: 'string',
				default: '',
				placeholder: 'e.g. Unopened boxes only',
				description: 'More about the restriction, for the buyer',
				displayOptions: LIMITED_RETURNS,
				routing: body('availability.restrictionCause.description', plainText),
			},
			{
				displayName: 'Withdrawal Period (Days)',
				name: 'withdrawalDays',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 14,
				required: true,
				description: 'How long buyers can change their minds. The law demands 14 days at least.',
				displayOptions: WITH_RETURNS,
				routing: body('withdrawalPeriod', period('P#D')),
			},
			{
				displayName: 'Return Paid By',
				name: 'returnCostCoveredBy',
				type: 'options',
				options: [
					{ name: 'Buyer', value: 'BUYER' },
					{ name: 'Seller', value: 'SELLER' },
				],
				default: 'BUYER',
				required: true,
				description: 'Who pays for sending items back',
				displayOptions: WITH_RETURNS,
				routing: body('returnCost.coveredBy'),
			},
			{
				...afterSalesAddress,
				description: 'Where buyers send items back',
				displayOptions: WITH_RETURNS,
			},
			{
				displayName: 'Conditions',
				name: 'conditions',
				type: 'multiOptions',
				options: OPTIONS,
				default: [],
				description: 'What else you demand or allow. What is not selected is off.',
				displayOptions: WITH_RETURNS,
				routing: body('options', switches),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Email',
						name: 'email',
						type: 'string',
						default: '',
						placeholder: 'e.g. returns@example.com',
						description: 'Where buyers can write to about returns',
						routing: body('contact.email'),
					},
					{
						displayName: 'Phone',
						name: 'phoneNumber',
						type: 'string',
						default: '',
						placeholder: 'e.g. 500600700',
						description: 'Where buyers can call about returns',
						routing: body('contact.phoneNumber'),
					},
				],
			},
			additionalJson,
		],
	),
	...fieldsFor('returnPolicy', ['getAll'], returnAllAndLimit),
	...fieldsFor('returnPolicy', ['delete'], [dryRunField]),
];
