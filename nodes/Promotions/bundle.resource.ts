import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dryRunField,
	fieldsFor,
	MARKETPLACE_CURRENCIES,
	MARKETPLACES,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { currencyFor } from '../shared/currencies';
import { toAmount } from '../shared/numbers';
import { pageToken } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, route } from '../shared/routing';
import { offerFilter } from './idFields';
import { bundleLocator } from './locators';

/** No discounts at all is something to say, too. */
function withDiscounts({ request }: Call): void {
	request.body = { discounts: [], ...(request.body as IDataObject | undefined) };
}

export const bundleResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['bundle'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a bundle',
				description: 'Delete a bundle for good. Flexible Bundle replaces this resource.',
				routing: route('DELETE /sale/bundles/{bundleId}', {
					scope: 'sale:offers:write',
					deprecated: 'use Flexible Bundle',
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a bundle',
				description:
					'Get a bundle with its offers and discounts. Flexible Bundle replaces this resource.',
				routing: route('GET /sale/bundles/{bundleId}', {
					scope: 'sale:offers:read',
					deprecated: 'use Flexible Bundle',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many bundles',
				description: 'Get your bundles of the old kind. Flexible Bundle replaces this resource.',
				routing: route('GET /sale/bundles', {
					scope: 'sale:offers:read',
					rows: 'bundles',
					pages: pageToken({ max: 5000 }),
					deprecated: 'use Flexible Bundle',
				}),
			},
			{
				name: 'Update Discount',
				value: 'updateDiscount',
				action: 'Update the discount of a bundle',
				description:
					'Replace the discounts of a bundle on all marketplaces. Flexible Bundle replaces this resource.',
				routing: route('PUT /sale/bundles/{bundleId}/discount', {
					scope: 'sale:offers:write',
					before: withDiscounts,
					deprecated: 'use Flexible Bundle',
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('bundle', ['delete', 'get', 'updateDiscount'], [bundleLocator]),
	...fieldsFor(
		'bundle',
		['updateDiscount'],
		[
			{
				displayName: 'Discounts',
				name: 'discounts',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Discount',
				default: {},
				description:
					'All discounts of the bundle: those that are not here are deleted, and with none here the bundle has none',
				options: [
					{
						displayName: 'Discount',
						name: 'discount',
						values: [
							{
								displayName: 'Marketplace',
								name: 'marketplaceId',
								type: 'options',
								options: MARKETPLACES,
								default: 'allegro-pl',
								description: 'Where the discount applies',
							},
							{
								displayName: 'Amount',
								name: 'amount',
								type: 'string',
								default: '',
								required: true,
								placeholder: 'e.g. 10.15',
								description: 'By how much the bundle is cheaper than its offers',
							},
							{
								displayName: 'Currency',
								name: 'currency',
								type: 'options',
								options: MARKETPLACE_CURRENCIES,
								default: '',
								description: 'The currency of the marketplace',
							},
						],
					},
				],
				routing: body(
					'discounts',
					rowsOf('discount', ({ marketplaceId, amount, currency }) => ({
						marketplace: { id: marketplaceId },
						amount: toAmount(amount),
						currency: currencyFor(marketplaceId, currency),
					})),
				),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'bundle',
		['getAll'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [{ ...offerFilter, description: 'Only bundles with the offer of this number' }],
			},
		],
	),
	...fieldsFor('bundle', ['delete'], [dryRunField]),
];
