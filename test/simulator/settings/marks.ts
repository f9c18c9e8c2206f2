import type { Collection } from '../collections';
import { perSecond } from '../limits';
import { illegal } from '../router';
import { bySeller, OFFERS, SETTINGS } from './shared';

/** What offers are marked and made attractive with. */
export const MARKS = [
	{
		name: 'sizeTables',
		path: '/sale/size-tables',
		item: '/sale/size-tables/{tableId}',
		rows: 'tables',
		...SETTINGS,
		can: ['create', 'read', 'replace'],
		required: ['name', 'headers', 'values'],
		requiredStatus: 400,
		seed: [
			{
				name: 'Poduszki',
				template: { id: '2' },
				headers: [{ name: 'Rozmiar' }, { name: 'Szerokość' }],
				values: [{ cells: ['S', '40'] }, { cells: ['M', '45'] }],
			},
		],
	},
	{
		name: 'tags',
		path: '/sale/offer-tags',
		item: '/sale/offer-tags/{tagId}',
		rows: 'tags',
		...SETTINGS,
		can: ['create', 'replace', 'delete'],
		bounds: { fallback: 1_000, max: 1_000 },
		createdStatus: 200,
		complete: (_, given) => ({ hidden: (given.hidden as boolean | undefined) ?? false }),
		terse: true,
		seed: [{ name: 'nowości' }, { name: 'wyprzedaż' }],
	},
	{
		name: 'priceRules',
		path: '/sale/price-automation/rules',
		item: '/sale/price-automation/rules/{ruleId}',
		rows: 'rules',
		...OFFERS,
		can: ['create', 'read', 'replace', 'delete'],
		pace: perSecond(5),
		uniqueNames: true,
		required: ['name'],
		requiredStatus: 400,
		complete: ({ clock }, given) => ({
			default: (given.default as boolean | undefined) ?? false,
			updatedAt: clock.iso(),
		}),
		seed: [
			{ name: 'Allegro domyślna', type: 'EXCHANGE_RATE', default: true },
			{ name: 'Najniższa cena', type: 'FOLLOW_BY_ALLEGRO_MIN_PRICE' },
		],
	},
	{
		name: 'promotions',
		path: '/sale/loyalty/promotions',
		item: '/sale/loyalty/promotions/{promotionId}',
		rows: 'promotions',
		...OFFERS,
		can: ['create', 'read', 'replace', 'delete'],
		bounds: { fallback: 50, max: 5_000, maxOffset: 49_999 },
		counts: ['totalCount'],
		required: ['benefits', 'offerCriteria'],
		complete: ({ clock }) => ({ status: 'ACTIVE', createdAt: clock.iso() }),
		visible(row, { query }) {
			const wanted = query.get('promotionType');
			if (!wanted) throw illegal('promotionType', 'Is missing');
			const type = PROMOTIONS[wanted];
			return (row.benefits as Array<{ specification: { type: string } }>).some(
				({ specification }) => !type || specification.type === type,
			);
		},
		seed: [
			{
				benefits: [
					{
						specification: {
							type: 'UNIT_PERCENTAGE_DISCOUNT',
							configuration: { percentage: 50 },
							trigger: { forEachQuantity: 2, discountedNumber: 1 },
						},
					},
				],
				offerCriteria: [{ type: 'CONTAINS_OFFERS', offers: [] }],
			},
		],
	},
	{
		name: 'additionalServices',
		path: '/sale/offer-additional-services/groups',
		item: '/sale/offer-additional-services/groups/{groupId}',
		rows: 'additionalServicesGroups',
		...SETTINGS,
		can: ['create', 'read', 'replace'],
		bounds: { fallback: 100, max: 1_000 },
		complete: (world, _, created) => ({
			...bySeller(world),
			...(created ? { createdAt: world.clock.iso() } : {}),
			updatedAt: world.clock.iso(),
		}),
		seed: [{ name: 'Usługi', language: 'pl-PL', additionalServices: [] }],
	},
] as const satisfies readonly Collection[];

const PROMOTIONS: Record<string, string> = {
	MULTIPACK: 'UNIT_PERCENTAGE_DISCOUNT',
	CROSS_MULTIPACK: 'UNIT_PERCENTAGE_DISCOUNT',
	LARGE_ORDER_DISCOUNT: 'LARGE_ORDER_DISCOUNT',
	WHOLESALE_PRICE_LIST: 'WHOLESALE_PRICE_LIST',
};
