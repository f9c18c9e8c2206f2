import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { list, MARKETPLACES, rowsOf } from '../shared/fields';
import { pieces, toCount } from '../shared/numbers';
import { asList, body } from '../shared/routing';

const WHOLE_BUNDLE = 'WHOLE_BUNDLE_DISCOUNT';
const SLOT = 'SLOT_DISCOUNT';

const ids = (value: unknown) => list(value ?? '', '') as string[];

/** A slot as Allegro wants it; its order is its place among the rows. */
function toSlot(row: IDataObject, order: number): IDataObject {
	const offerIds = ids(row.offerIds);
	const excluded = ids(row.excludedOfferIds);
	const stranger = excluded.find((id) => !offerIds.includes(id));
	if (stranger) {
		throw new Error(
			`Slot ${order + 1} gives no discount on the offer ${stranger} ("Offer IDs Without Discount"), which is not among its Offer IDs`,
		);
	}
	return {
		...(row.id ? { id: row.id } : {}),
		order,
		entryPoint: row.entryPoint,
		requiredQuantity: toCount(row.requiredQuantity),
		offers: offerIds.map((id) => ({ id, excludedFromDiscount: excluded.includes(id) })),
	};
}

const slotValues: INodeProperties[] = [
	{
		displayName: 'Offer IDs',
		name: 'offerIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 10394822344, 10394822345',
		description:
			'From which offers buyers pick: up to 30 numbers separated by commas, or a list from an expression. All must be of one category, and in no other slot.',
		routing: asList(),
	},
	{
		displayName: 'Entry Point',
		name: 'entryPoint',
		type: 'boolean',
		default: true,
		description:
			"Whether to show the bundle on the pages of this slot's offers. At least one slot must be an entry point.",
	},
	{
		displayName: 'Required Quantity',
		name: 'requiredQuantity',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		required: true,
		description: 'How many pieces of the picked offer the bundle holds',
	},
	{
		displayName: 'Offer IDs Without Discount',
		name: 'excludedOfferIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10394822345',
		description: 'Those of the Offer IDs that keep their price in the bundle',
		routing: asList(),
	},
];

const slotsRouting = body('slots', (value) =>
	((value as IDataObject).slot as IDataObject[] | undefined)?.map(toSlot),
);

export const newSlots: INodeProperties = {
	displayName: 'Slots',
	name: 'slots',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		minRequiredFields: 2,
		maxAllowedFields: 6,
	},
	placeholder: 'Add Slot',
	default: {},
	required: true,
	description: 'What the bundle consists of, in the order in which buyers see it: 2 to 6 slots',
	options: [{ displayName: 'Slot', name: 'slot', values: slotValues }],
	routing: slotsRouting,
};

export const replacedSlots: INodeProperties = {
	displayName: 'Slots',
	name: 'slots',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		minRequiredFields: 2,
		maxAllowedFields: 6,
	},
	placeholder: 'Add Slot',
	default: {},
	required: true,
	description:
		'What the bundle shall consist of, in the order in which buyers see it: 2 to 6 slots. Those that are not here are deleted.',
	options: [
		{
			displayName: 'Slot',
			name: 'slot',
			values: [
				...slotValues,
				{
					displayName: 'Slot ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5c1b9a52-6f3e-1c0a-8b77-2d4e6f8a9b10',
					description: 'The slot that this one replaces, from Get. Empty makes a new slot.',
				},
			],
		},
	],
	routing: slotsRouting,
};

const discountValues: INodeProperties[] = [
	{
		displayName: 'Marketplace',
		name: 'marketplaceId',
		type: 'options',
		options: MARKETPLACES,
		default: 'allegro-pl',
		description: 'Where the discount applies',
	},
	{
		displayName: 'Discount in Percent',
		name: 'percentage',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: 10,
		required: true,
		description: 'How much cheaper the offers are in the bundle, a whole number',
	},
];

const toDiscount = ({ marketplaceId, percentage }: IDataObject): IDataObject => ({
	marketplaceId,
	percentage: toCount(percentage),
});

/** Allegro wants the discounts of a slot together; here each is a row with the slot's number. */
function bySlot(value: unknown): IDataObject[] {
	const slots = new Map<number, IDataObject[]>();
	for (const row of ((value as IDataObject).discount ?? []) as IDataObject[]) {
		const order = toCount(row.slot) - 1;
		slots.set(order, [...(slots.get(order) ?? []), toDiscount(row)]);
	}
	return [...slots].map(([order, discounts]) => ({ order, discounts }));
}

export const discountFields: INodeProperties[] = [
	{
		displayName: 'Discount',
		name: 'discountType',
		type: 'options',
		options: [
			{ name: 'None', value: '', description: 'The bundle costs what its offers cost' },
			{ name: 'On Slots', value: SLOT, description: 'Each slot has discounts of its own, or none' },
			{
				name: 'On the Whole Bundle',
				value: WHOLE_BUNDLE,
				description: 'One discount for all offers together',
			},
		],
		default: WHOLE_BUNDLE,
		description: 'What gets cheaper in the bundle',
		routing: body('discount.type'),
	},
	{
		displayName: 'Minimum Bought Offers',
		name: 'minimumBoughtOffers',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: 6, numberPrecision: 0 },
		default: 2,
		required: true,
		description: 'From how many slots somebody must buy to get the discount',
		displayOptions: { show: { discountType: [WHOLE_BUNDLE] } },
		routing: body('discount.bundle.minimumBoughtOffers', pieces),
	},
	{
		displayName: 'Discounts',
		name: 'bundleDiscounts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Discount',
		default: {},
		required: true,
		description: 'One discount for each marketplace that shall have one',
		displayOptions: { show: { discountType: [WHOLE_BUNDLE] } },
		options: [{ displayName: 'Discount', name: 'discount', values: discountValues }],
		routing: body('discount.bundle.discounts', rowsOf('discount', toDiscount)),
	},
	{
		displayName: 'Discounts',
		name: 'slotDiscounts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Discount',
		default: {},
		required: true,
		description: 'One discount for each slot and marketplace that shall have one',
		displayOptions: { show: { discountType: [SLOT] } },
		options: [
			{
				displayName: 'Discount',
				name: 'discount',
				values: [
					{
						displayName: 'Slot Number',
						name: 'slot',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 6, numberPrecision: 0 },
						default: 1,
						required: true,
						description: 'Which of the slots above, counted from 1',
					},
					...discountValues,
				],
			},
		],
		routing: body('discount.slot.slots', bySlot),
	},
];
