import { PRODUCTS } from './categories/catalogue';
import { page } from './query';
import { BETA, illegal, ok, route, type Route } from './router';

const SERVICES = [
	{ id: 'GIFT_WRAP', name: 'Pakowanie na prezent' },
	{ id: 'CARRY_IN', name: 'Wniesienie' },
];

const VEHICLES = {
	categoryId: '620',
	name: 'Części samochodowe',
	itemsType: 'CAR',
	inputType: 'ID',
	validationRules: { maxRows: 200, maxCharactersPerLine: 150 },
};

const PACKAGES = {
	marketplaceId: 'allegro-pl',
	basePackages: [{ id: 'emphasized10d', name: 'Wyróżnienie na 10 dni', cycleDuration: 'PT240H' }],
	extraPackages: [{ id: 'departmentPage', name: 'Strona działu', cycleDuration: 'PT240H' }],
	additionalMarketplaces: [],
};

const CAMPAIGNS = [
	{
		id: 'e2307b4f-6903-11e6-85e6-19e8ea303760',
		name: 'Szpital dla dzieci',
		organization: { name: 'Fundacja Fikcyjna' },
	},
	{
		id: 'b5a9a1f0-7d3c-11e7-9d0a-246e9677f638',
		name: 'Schronisko na zimę',
		organization: { name: 'Azyl Zmyślony' },
	},
];

/** What Allegro offers to every seller to pick from, and what else only lists are made of here. */
export const pickRoutes = (): Route[] => [
	route('GET /charity/fundraising-campaigns', { accept: BETA }, ({ query }) => {
		const phrase = query.get('phrase')?.toLowerCase();
		if (!phrase) throw illegal('phrase', 'Is missing');
		if (!query.has('limit')) throw illegal('limit', 'Is missing');
		const campaigns = CAMPAIGNS.filter(({ name, organization }) =>
			[name, organization.name].some((text) => text.toLowerCase().startsWith(phrase)),
		);
		return ok({ campaigns: campaigns.slice(0, Number(query.get('limit'))) });
	}),

	route('GET /fulfillment/available-products', { scope: 'fulfillment:read' }, ({ query }) => {
		const all = PRODUCTS.map(({ id, name }) => ({ id, name, gtins: [] }));
		const { rows } = page(query, all, { fallback: 50, max: 100 });
		return ok({ products: rows, count: rows.length, totalCount: all.length });
	}),

	...['bundles', 'flexible-bundles'].map((kind) =>
		route(`GET /sale/${kind}`, { scope: 'sale:offers:read' }, () => ok({ bundles: [] })),
	),

	route('GET /sale/compatibility-list/supported-categories', { scope: 'sale:offers:read' }, () =>
		ok({ supportedCategories: [VEHICLES] }),
	),

	route('GET /sale/offer-additional-services/categories', { scope: 'sale:settings:read' }, () =>
		ok({ categories: [{ name: 'Inne', definitions: SERVICES }] }),
	),

	route('GET /sale/offer-promotion-packages', { app: true }, () => ok(PACKAGES)),
];
