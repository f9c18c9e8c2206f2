import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { at } from '../../nodes/shared/values';
import { loadNodeTypes } from '../engine';
import { byId } from '../shop';
import { openStub, type Stub } from '../stub';

/** In which currency an amount goes out, where its marketplace is known and where it is not. */

const CURRENCY: Record<string, string> = {
	'allegro-pl': 'PLN',
	'allegro-cz': 'CZK',
	'allegro-sk': 'EUR',
	'allegro-hu': 'HUF',
	'allegro-business-pl': 'PLN',
	'allegro-business-cz': 'CZK',
};

let stub: Stub;
beforeAll(async () => {
	stub = await openStub(({ method, path }) =>
		method === 'GET' && path.startsWith('/sale/product-offers/')
			? { body: { id: '7600012345', name: 'Kubek', category: { id: '258066' } } }
			: { body: { id: 'a', taskCount: { total: 1, success: 1, failed: 0 }, tasks: [] } },
	);
});
beforeEach(() => {
	stub.requests.length = 0;
});
afterAll(async () => await stub.close());

interface Place {
	node: string;
	/** Where the currency stands in the request. */
	path: string | ((marketplace: string) => string);
	/** Allegro Business has no settings of its own there. */
	noBusiness?: boolean;
	parameters(marketplace: string, currency: string): IDataObject;
}

const bulk = (resource: string, operation: string, more: IDataObject): IDataObject => ({
	resource,
	operation,
	offerIds: '7600012345',
	waitForCompletion: false,
	...more,
});

const modification =
	(changeType: string): Place['parameters'] =>
	(marketplace, currency) =>
		bulk('priceAndStock', 'update', {
			modifications: {
				price: [{ offerId: byId('7600012345'), marketplace, changeType, amount: '12', currency }],
			},
		});

const settings =
	(field: string): Place['parameters'] =>
	(marketplace, currency) => ({
		resource: 'deliverySettings',
		operation: 'update',
		marketplace,
		joinPolicy: 'MAX',
		[field]: { money: { amount: '12', currency } },
	});

const preview =
	(field: string): Place['parameters'] =>
	(marketplaceId, currency) => ({
		resource: 'fee',
		operation: 'preview',
		categoryId: byId('258066'),
		price: '12',
		...(field === 'price' ? { currency } : {}),
		additionalFields: {
			marketplaceId,
			...(field === 'price' ? {} : { [field]: { money: { amount: '12', currency } } }),
		},
	});

const assigned: Place['parameters'] = (marketplaceId, currency) =>
	bulk('priceRuleAssignment', 'create', {
		rules: {
			rule: [
				{
					...{ marketplaceId, ruleId: '641c73feaef0a8281a3d11f8', minPrice: '1', maxPrice: '12' },
					...{ currency, currencyOf: 'MARKETPLACE_CURRENCY' },
				},
			],
		},
	});
const RANGE = 'modification.set.0.configuration.priceRange';

const KNOWN: Record<string, Place> = {
	'Price: Update, new price': {
		node: 'allegroBulkOffers',
		path: 'modification.price.currency',
		parameters: (marketplaceId, priceCurrency) =>
			bulk('price', 'update', {
				...{ changeType: 'FIXED_PRICE', price: '12', priceCurrency },
				additionalFields: { marketplaceId },
			}),
	},
	'Price: Update, amount': {
		node: 'allegroBulkOffers',
		path: 'modification.value.currency',
		parameters: (marketplaceId, amountCurrency) =>
			bulk('price', 'update', {
				...{ changeType: 'INCREASE_PRICE', amount: '12', amountCurrency },
				additionalFields: { marketplaceId },
			}),
	},
	'Item Offer: Update Prices': {
		node: 'allegroBulkOffers',
		path: 'modification.price.currency',
		parameters: (marketplaceId, currency) => ({
			...{ resource: 'itemOffer', operation: 'updatePrices', offerId: '7600012345' },
			...{ price: '12', currency, marketplaceId },
		}),
	},
	'changes, new price': {
		node: 'allegroBulkOffers',
		path: (marketplace) => `modifications.0.prices.${marketplace}.value.currency`,
		parameters: modification('FIXED'),
	},
	'changes, added amount': {
		node: 'allegroBulkOffers',
		path: (marketplace) => `modifications.0.prices.${marketplace}.value.currency`,
		parameters: modification('GAIN'),
	},
	'lowest price of a rule': {
		node: 'allegroBulkOffers',
		path: `${RANGE}.minPrice.currency`,
		parameters: assigned,
	},
	'highest price of a rule': {
		node: 'allegroBulkOffers',
		path: `${RANGE}.maxPrice.currency`,
		parameters: assigned,
	},
	'free delivery': {
		...{ node: 'allegroSettings', noBusiness: true, path: 'freeDelivery.currency' },
		parameters: settings('freeDelivery'),
	},
	'free delivery abroad': {
		...{ node: 'allegroSettings', noBusiness: true, path: 'abroadFreeDelivery.currency' },
		parameters: settings('abroadFreeDelivery'),
	},
	'offers on other marketplaces': {
		node: 'allegroOffers',
		path: (marketplace) => `additionalMarketplaces.${marketplace}.sellingMode.price.currency`,
		parameters: (marketplaceId, currency) => ({
			...{ resource: 'offer', operation: 'update', offerId: byId('7600012345') },
			waitForCompletion: false,
			updateFields: {
				additionalMarketplaces: { marketplace: [{ marketplaceId, price: '12', currency }] },
			},
		}),
	},
	'discount of a bundle': {
		node: 'allegroPromotions',
		path: 'discounts.0.currency',
		parameters: (marketplaceId, currency) => ({
			...{ resource: 'bundle', operation: 'updateDiscount', bundleId: byId('b') },
			discounts: { discount: [{ marketplaceId, amount: '12', currency }] },
		}),
	},
	...Object.fromEntries(
		['price', 'minimalPrice', 'netPrice', 'startingPrice'].map((field) => [
			`fee preview, ${field}`,
			{
				node: 'allegroOffers',
				path: `offer.sellingMode.${field}.currency`,
				parameters: preview(field),
			},
		]),
	),
};

async function sent({ node, path, parameters }: Place, marketplace: string, currency: string) {
	stub.requests.length = 0;
	const { error } = await stub.engine.node(
		node,
		parameters(marketplace, currency) as INodeParameters,
	);
	const [request] = stub.requests.filter(({ method }) => method !== 'GET');
	const place = typeof path === 'string' ? path : path(marketplace);
	return { error, request, currency: at(request?.body, place) };
}

describe.each(Object.entries(KNOWN))('%s', (_, place) => {
	const marketplaces = Object.entries(CURRENCY).filter(
		([id]) => !place.noBusiness || !id.includes('business'),
	);

	test.each(marketplaces)('on %s it is in %s by itself', async (marketplace, own) => {
		const { error, currency } = await sent(place, marketplace, '');
		expect(error).toBeUndefined();
		expect(currency).toBe(own);
		expect(await sent(place, marketplace, own)).toMatchObject({ currency: own });
	});

	test.each([
		['allegro-cz', 'PLN', 'CZK'],
		['allegro-sk', 'CZK', 'EUR'],
		['allegro-hu', 'PLN', 'HUF'],
		['allegro-pl', 'EUR', 'PLN'],
	])('on %s no amount in %s goes out', async (marketplace, given, own) => {
		const { error, request } = await sent(place, marketplace, given);
		const told = `${error?.message} ${error?.description}`;
		expect(told).toContain(
			`The amount is in ${given}, and ${marketplace} has its amounts in ${own}`,
		);
		expect(request).toBeUndefined();
	});
});

describe('where the marketplace is not known', () => {
	test('an amount without a currency is in PLN, and a given currency stays', async () => {
		for (const [given, currency] of [
			['', 'PLN'],
			['CZK', 'CZK'],
		]) {
			const place = KNOWN['Price: Update, new price'];
			const parameters = { ...place.parameters('', given), additionalFields: {} };
			expect(await sent({ ...place, parameters: () => parameters }, '', '')).toMatchObject({
				error: undefined,
				currency,
			});
		}
	});

	test('the range of a rule may be in the currency of the base marketplace', async () => {
		const place = KNOWN['lowest price of a rule'];
		const parameters = (marketplace: string, currency: string) => {
			const all = place.parameters(marketplace, currency);
			(at(all, 'rules.rule.0') as IDataObject).currencyOf = 'BASE_MARKETPLACE_CURRENCY';
			return all;
		};
		expect(await sent({ ...place, parameters }, 'allegro-cz', 'PLN')).toMatchObject({
			currency: 'PLN',
		});
		expect(await sent({ ...place, parameters }, 'allegro-cz', '')).toMatchObject({
			currency: 'PLN',
		});
	});
});

/** All currency fields, each with the fields beside it. */
function currencies(
	fields: INodeProperties[],
	place: string,
): Array<[place: string, field: INodeProperties, beside: INodeProperties[]]> {
	return fields.flatMap((field) => {
		const here = `${place} ${field.name}`;
		const inner = (field.options ?? []).flatMap((option) =>
			'values' in option ? currencies(option.values, `${here} ${option.name}`) : [],
		);
		const own = (field.options ?? []).filter(
			(option) => 'displayName' in option && 'type' in option,
		);
		return [
			...(/currency$/i.test(field.name) && field.type === 'options'
				? [[here, field, fields] as [string, INodeProperties, INodeProperties[]]]
				: []),
			...inner,
			...currencies(own as INodeProperties[], here),
		];
	});
}

/** Those of amounts: a filter that nobody adds filters nothing. */
const all = Object.values(loadNodeTypes()).flatMap(({ description }) =>
	currencies(description.properties, description.name).filter(
		([place]) => !place.includes(' filters '),
	),
);

test('there are currency fields to look at', () => {
	expect(all.length).toBeGreaterThan(25);
});

test.each(all)('%s is not in PLN without a word', (_, field, beside) => {
	const { resource, operation } = field.displayOptions?.show ?? {};
	const marketplaces = beside.filter(
		({ name, displayOptions }) =>
			/^marketplace(Id)?$/.test(name) &&
			String(displayOptions?.show?.resource) === String(resource) &&
			String(displayOptions?.show?.operation) === String(operation),
	);
	if (field.default === 'PLN') {
		expect(field.description).toContain('By itself PLN');
		expect(marketplaces).toEqual([]);
	}
});
