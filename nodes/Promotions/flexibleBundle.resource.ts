import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dryRunField,
	fieldsFor,
	outputFields,
	pick,
	returnAllAndLimit,
} from '../shared/fields';
import { pageToken } from '../shared/pagination';
import { route } from '../shared/routing';
import { at } from '../shared/values';
import { discountFields, newSlots, replacedSlots } from './flexibleBundleFields';
import { offerFilter } from './idFields';
import { flexibleBundleLocator } from './locators';

/** A list gives one offer for each slot, a single bundle gives them all. */
function slotsOf({ slots, slotsRepresentatives = [] }: IDataObject): unknown {
	if (!slots) return slotsRepresentatives;
	return (slots as Array<{ id?: string; offers?: Array<{ id: string }> }>).map(
		({ id, offers }) => ({ id, offerIds: (offers ?? []).map((offer) => offer.id) }),
	);
}

const simplify = pick({
	id: 'id',
	createdBy: 'createdBy',
	createdAt: 'createdAt',
	discountType: 'discount.type',
	minimumBoughtOffers: 'discount.bundle.minimumBoughtOffers',
	discounts: (bundle) =>
		at(bundle, 'discount.bundle.discounts') ?? at(bundle, 'discount.slot.slots') ?? [],
	slots: slotsOf,
});

export const flexibleBundleResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['flexibleBundle'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a flexible bundle',
				description:
					'Create a bundle of 2 to 6 slots, from each of which buyers pick one of up to 30 offers',
				routing: route('POST /sale/flexible-bundles', {
					scope: 'sale:offers:write',
					simplify,
				}),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a flexible bundle',
				description: 'Delete a bundle for good. Its offers stay.',
				routing: route('DELETE /sale/flexible-bundles/{bundleId}', {
					scope: 'sale:offers:write',
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a flexible bundle',
				description: 'Get a bundle with its slots, discount and the availability of its offers',
				routing: route('GET /sale/flexible-bundles/{bundleId}', {
					scope: 'sale:offers:read',
					simplify,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many flexible bundles',
				description:
					'Get your bundles with one offer for each slot: the offers of a single bundle come with Get',
				routing: route('GET /sale/flexible-bundles', {
					scope: 'sale:offers:read',
					rows: 'bundles',
					pages: pageToken({ max: 1000 }),
					simplify,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a flexible bundle',
				description:
					'Replace the whole content of a bundle: slots and discounts that are not here are deleted',
				routing: route('PUT /sale/flexible-bundles/{bundleId}', {
					scope: 'sale:offers:write',
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('flexibleBundle', ['delete', 'get', 'update'], [flexibleBundleLocator]),
	...fieldsFor('flexibleBundle', ['create'], [newSlots]),
	...fieldsFor('flexibleBundle', ['update'], [replacedSlots]),
	...fieldsFor('flexibleBundle', ['create', 'update'], discountFields),
	...fieldsFor(
		'flexibleBundle',
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
	...fieldsFor('flexibleBundle', ['create', 'get', 'getAll', 'update'], outputFields),
	...fieldsFor('flexibleBundle', ['delete'], [dryRunField]),
	...fieldsFor('flexibleBundle', ['create', 'update'], [additionalJson]),
];
