import { DELIVERY_METHODS } from '../catalogue';
import type { Collection, Row } from '../collections';
import { bySeller, SETTINGS } from './shared';

const AFTER_SALES = '/after-sales-service-conditions';

/** After-sales conditions are few: sixty at most, which one page holds. */
const SIXTY = { fallback: 60, max: 60, maxOffset: 59 };

const nameOnly = ({ id, name }: Row) => ({ id, name });

const ADDRESS = {
	name: 'Fikcyjna Pracownia sp. z o.o.',
	street: 'Lipowa 1',
	postCode: '60-166',
	city: 'Poznań',
	countryCode: 'PL',
};

const rate = (id: string) => ({
	deliveryMethod: { id },
	maxQuantityPerPackage: 1,
	firstItemRate: { amount: '9.99', currency: 'PLN' },
	shippingTime: { from: 'PT24H', to: 'P2D' },
});

const PHYSICAL = { type: 'PHYSICAL', dispatchCountry: 'PL' };

/** Under which conditions things are sent, returned and repaired. */
export const CONDITIONS = [
	{
		name: 'returnPolicies',
		path: `${AFTER_SALES}/return-policies`,
		item: `${AFTER_SALES}/return-policies/{returnPolicyId}`,
		rows: 'returnPolicies',
		...SETTINGS,
		can: ['create', 'read', 'replace', 'delete'],
		bounds: SIXTY,
		counts: ['count'],
		required: ['name', 'availability'],
		complete: (world, given) => ({
			isFulfillment: (given.isFulfillment as boolean | undefined) ?? false,
			...bySeller(world),
		}),
		seed: [
			{
				name: 'Zwroty 14 dni',
				availability: { range: 'FULL' },
				withdrawalPeriod: 'P14D',
				returnCost: { coveredBy: 'BUYER' },
				address: ADDRESS,
				options: {
					cashOnDeliveryNotAllowed: false,
					freeAccessoriesReturnRequired: false,
					refundLoweredByReceivedDiscount: false,
					businessReturnAllowed: false,
					collectBySellerOnly: false,
				},
			},
			{ name: 'Bez zwrotów', availability: { range: 'DISABLED' } },
		],
	},
	{
		name: 'impliedWarranties',
		path: `${AFTER_SALES}/implied-warranties`,
		item: `${AFTER_SALES}/implied-warranties/{impliedWarrantyId}`,
		rows: 'impliedWarranties',
		...SETTINGS,
		can: ['create', 'read', 'replace'],
		bounds: SIXTY,
		counts: ['count'],
		brief: nameOnly,
		complete: bySeller,
		seed: [{ name: 'Reklamacje', individual: { period: 'P2Y' }, address: ADDRESS }],
	},
	{
		name: 'warranties',
		path: `${AFTER_SALES}/warranties`,
		item: `${AFTER_SALES}/warranties/{warrantyId}`,
		rows: 'warranties',
		...SETTINGS,
		can: ['create', 'read', 'replace'],
		bounds: SIXTY,
		counts: ['count'],
		brief: nameOnly,
		complete: bySeller,
		seed: [
			{
				name: 'Gwarancja producenta',
				type: 'MANUFACTURER',
				individual: { period: 'P24M', lifetime: false },
			},
		],
	},
	{
		name: 'shippingRates',
		path: '/sale/shipping-rates',
		item: '/sale/shipping-rates/{id}',
		rows: 'shippingRates',
		...SETTINGS,
		can: ['create', 'read', 'replace'],
		// Since 2026-07-22 also the type. https://github.com/allegro/allegro-api/issues/13670
		required: ['name', 'rates', 'type'],
		complete: ({ clock }) => ({ lastModified: clock.iso() }),
		brief: ({ id, name }) => ({
			id,
			name,
			features: { managedByAllegro: false, isFulfillment: false },
			marketplaces: [{ id: 'allegro-pl' }],
		}),
		visible: (_, { query }) => (query.get('marketplace') ?? 'allegro-pl') === 'allegro-pl',
		seed: [
			{
				...PHYSICAL,
				name: 'Standard',
				rates: DELIVERY_METHODS.slice(0, 2).map(({ id }) => rate(id)),
			},
			{ ...PHYSICAL, name: 'Gabaryt', rates: [rate(DELIVERY_METHODS[1].id)] },
		],
	},
] as const satisfies readonly Collection[];
