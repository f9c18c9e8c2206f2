import { DELIVERY_METHODS } from '../catalogue';
import type { Collection, Row } from '../collections';
import { perSecond } from '../limits';
import { illegal } from '../router';
import type { World } from '../state';

const settings = { read: 'sale:settings:read', write: 'sale:settings:write' };
const offers = { read: 'sale:offers:read', write: 'sale:offers:write' };
const AFTER_SALES = '/after-sales-service-conditions';

/** After-sales conditions are few: sixty at most, which one page holds. */
const SIXTY = { fallback: 60, max: 60, maxOffset: 59 };

const bySeller = ({ seller }: World) => ({ seller: { id: seller.id } });
const nameOnly = ({ id, name }: Row) => ({ id, name });

const ADDRESS = {
	name: 'Fikcyjna Pracownia sp. z o.o.',
	street: 'Lipowa 1',
	postCode: '60-166',
	city: 'Poznań',
	countryCode: 'PL',
};
const GPSR_ADDRESS = {
	countryCode: 'PL',
	street: 'Lipowa 1',
	postalCode: '60-166',
	city: 'Poznań',
};
const GPSR_CONTACT = { email: 'gpsr@pomelo.example', phoneNumber: '600000100' };

const rate = (id: string) => ({
	deliveryMethod: { id },
	maxQuantityPerPackage: 1,
	firstItemRate: { amount: '9.99', currency: 'PLN' },
	// Announced to go away, but the document still requires it.
	nextItemRate: { amount: '0.00', currency: 'PLN' },
	shippingTime: { from: 'PT24H', to: 'P2D' },
});

/** All that sellers define once and name in their offers. */
export const COLLECTIONS = [
	{
		name: 'returnPolicies',
		path: `${AFTER_SALES}/return-policies`,
		item: `${AFTER_SALES}/return-policies/{returnPolicyId}`,
		rows: 'returnPolicies',
		...settings,
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
		...settings,
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
		...settings,
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
		...settings,
		can: ['create', 'read', 'replace'],
		required: ['name', 'rates'],
		complete: ({ clock }) => ({ lastModified: clock.iso() }),
		brief: ({ id, name }) => ({
			id,
			name,
			features: { managedByAllegro: false, isFulfillment: false },
			marketplaces: [{ id: 'allegro-pl' }],
		}),
		visible: (_, { query }) => (query.get('marketplace') ?? 'allegro-pl') === 'allegro-pl',
		seed: [
			{ name: 'Standard', rates: DELIVERY_METHODS.slice(0, 2).map(({ id }) => rate(id)) },
			{ name: 'Gabaryt', rates: [rate(DELIVERY_METHODS[1].id)] },
		],
	},
	{
		name: 'contacts',
		path: '/sale/offer-contacts',
		item: '/sale/offer-contacts/{id}',
		rows: 'contacts',
		...settings,
		can: ['create', 'read', 'replace'],
		seed: [
			{
				name: 'Biuro',
				emails: [{ address: 'biuro@pomelo.example' }],
				phones: [{ number: '600000100' }],
			},
		],
	},
	{
		name: 'pointsOfService',
		path: '/points-of-service',
		item: '/points-of-service/{id}',
		rows: 'posList',
		...settings,
		can: ['create', 'read', 'replace', 'delete'],
		uniqueNames: true,
		required: ['name', 'address', 'openHours', 'type', 'status', 'confirmationType'],
		complete: (world, _, created) => ({
			...bySeller(world),
			...(created ? { createdAt: world.clock.iso() } : {}),
			updatedAt: world.clock.iso(),
		}),
		visible(row, { query }) {
			const seller = query.get('seller.id');
			if (!seller) throw illegal('seller.id', 'Is missing');
			return (row.seller as { id: string }).id === seller;
		},
		seed: [
			{
				name: 'Sklep przy Lipowej',
				type: 'PICKUP_POINT',
				address: {
					street: 'Lipowa 1',
					zipCode: '60-166',
					city: 'Poznań',
					state: 'WIELKOPOLSKIE',
					countryCode: 'PL',
					coordinates: { lat: 52.4, lon: 16.9 },
				},
				openHours: [{ dayOfWeek: 'MONDAY', from: '08:00', to: '16:00' }],
				confirmationType: 'CALL_US',
				status: 'ACTIVE',
			},
		],
	},
	{
		name: 'responsiblePersons',
		path: '/sale/responsible-persons',
		item: '/sale/responsible-persons/{id}',
		rows: 'responsiblePersons',
		...settings,
		can: ['create', 'replace'],
		createdStatus: 200,
		bounds: { fallback: 1_000, max: 1_000, maxOffset: 16_000 },
		counts: ['count', 'totalCount'],
		required: ['name', 'personalData'],
		seed: [
			{
				name: 'Osoba odpowiedzialna',
				personalData: { name: 'Pomelo Home', address: GPSR_ADDRESS, contact: GPSR_CONTACT },
			},
		],
	},
	{
		name: 'responsibleProducers',
		path: '/sale/responsible-producers',
		item: '/sale/responsible-producers/{id}',
		rows: 'responsibleProducers',
		...settings,
		can: ['create', 'read', 'replace'],
		bounds: { fallback: 1_000, max: 1_000, maxOffset: 50_000 },
		counts: ['count', 'totalCount'],
		required: ['name', 'producerData'],
		seed: [
			{
				name: 'Pomelo',
				producerData: { tradeName: 'Pomelo Home', address: GPSR_ADDRESS, contact: GPSR_CONTACT },
			},
		],
	},
	{
		name: 'sizeTables',
		path: '/sale/size-tables',
		item: '/sale/size-tables/{tableId}',
		rows: 'tables',
		...settings,
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
		...settings,
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
		...offers,
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
		...offers,
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
		...settings,
		can: ['create', 'read', 'replace'],
		bounds: { fallback: 100, max: 1_000 },
		complete: (world, _, created) => ({
			...bySeller(world),
			...(created ? { createdAt: world.clock.iso() } : {}),
			updatedAt: world.clock.iso(),
		}),
		seed: [{ name: 'Usługi', language: 'pl-PL', additionalServices: [] }],
	},
	{
		name: 'additionalEmails',
		path: '/account/additional-emails',
		item: '/account/additional-emails/{emailId}',
		rows: 'additional-emails',
		read: 'profile:read',
		write: 'profile:write',
		can: ['create', 'read', 'delete'],
		required: ['email'],
		complete: ({ clock }) => ({ createdAt: clock.iso() }),
		seed: [{ email: 'biuro@pomelo.example' }],
	},
] as const satisfies ReadonlyArray<Collection>;

const PROMOTIONS: Record<string, string> = {
	MULTIPACK: 'UNIT_PERCENTAGE_DISCOUNT',
	CROSS_MULTIPACK: 'UNIT_PERCENTAGE_DISCOUNT',
	LARGE_ORDER_DISCOUNT: 'LARGE_ORDER_DISCOUNT',
	WHOLESALE_PRICE_LIST: 'WHOLESALE_PRICE_LIST',
};

export type CollectionName = (typeof COLLECTIONS)[number]['name'];
