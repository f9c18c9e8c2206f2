import { openShop, type Shop } from '../shop';
import {
	BULK,
	column,
	expectInOrder,
	MODIFICATION,
	offerOf,
	offersIn,
	PRICE,
	PUBLICATION,
	runItems,
	statusOf,
	STOCK,
} from '../itemOffers';

jest.setTimeout(300_000);

let shop: Shop;

/** A shop of its own for each test: what shares an app shares Allegro's limits, and their waits. */
beforeEach(async () => {
	shop = await openShop({ simulator: { settings: { commandPolls: 0 } } });
});
afterEach(async () => await shop.close());

describe('5,000 items', () => {
	const MANY = 5_000;

	test('with as many prices are 200 commands', async () => {
		const ids = offersIn(shop, MANY);
		const rows = ids.map((offerId, at) => ({ offerId, price: (10 + at / 100).toFixed(2) }));
		const { items, error } = await runItems(shop, 'updatePrices', rows);
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		expect(new Set(column(items, 'status'))).toEqual(new Set(['SUCCESS']));
		expect(shop.simulator.requests.byRoute).toEqual({ [BULK]: 200, [statusOf(BULK)]: 200 });
		expect(ids.map((id) => offerOf(shop, id).sellingMode.price?.amount)).toEqual(
			column(
				rows.map((json) => ({ json })),
				'price',
			),
		);
	});

	test('with equal and different prices share commands as far as they can', async () => {
		const ids = offersIn(shop, MANY);
		// 3,010 of one price, 40 prices of 40 offers each, 10 of 30, 90 of one.
		const priceOf = (at: number) =>
			at < 3010 ? 5 : at < 4610 ? 100 + (at % 40) : at < 4910 ? 200 + (at % 10) : 1000 + at;
		const rows = ids.map((offerId, at) => ({ offerId, price: priceOf(at) }));
		const { items, error } = await runItems(shop, 'updatePrices', rows);
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		// 3 full commands, 40 and 10 of one price each; 10 + 90 offers that are left in commands of 25.
		expect(shop.simulator.requests.byRoute).toEqual({
			[PRICE]: 53,
			[statusOf(PRICE)]: 53,
			[BULK]: 4,
			[statusOf(BULK)]: 4,
		});
		expect(ids.map((id) => Number(offerOf(shop, id).sellingMode.price?.amount))).toEqual(
			rows.map(({ price }) => price),
		);
	});

	test('with five quantities are five commands', async () => {
		const ids = offersIn(shop, MANY);
		const rows = ids.map((offerId, at) => ({ offerId, quantity: 1 + (at % 5) }));
		const { items, error } = await runItems(shop, 'updateStock', rows);
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		expect(shop.simulator.requests.byRoute).toEqual({ [STOCK]: 5, [statusOf(STOCK)]: 5 });
		expect(ids.map((id) => offerOf(shop, id).stock.available)).toEqual(
			rows.map(({ quantity }) => quantity),
		);
	});

	test.each([
		['publish', 'ENDED', 'ACTIVE'],
		['end', 'ACTIVE', 'ENDED'],
	])('%s with five commands', async (operation, before, after) => {
		const ids = offersIn(shop, MANY, { status: before });
		const { items, error } = await runItems(
			shop,

			operation,
			ids.map((offerId) => ({ offerId })),
		);
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		expect(shop.simulator.requests.byRoute).toEqual({
			[PUBLICATION]: 5,
			[statusOf(PUBLICATION)]: 5,
		});
		expect(new Set(ids.map((id) => offerOf(shop, id).publication.status))).toEqual(
			new Set([after]),
		);
	});

	test('are modified with a command for each setting and each thousand', async () => {
		const ids = offersIn(shop, MANY);
		const rows = ids.map((offerId) => ({ offerId }));
		const changes = { handlingTime: 'PT48H', invoice: 'VAT' };
		const { items, error } = await runItems(shop, 'modify', rows, { parameters: { changes } });
		expect(error).toBeUndefined();
		expectInOrder(items, ids);
		expect(new Set(column(items, 'status'))).toEqual(new Set(['SUCCESS']));
		// A command has one setting and a thousand offers; that all are done tells its summary.
		expect(shop.simulator.requests.byRoute).toEqual({
			[MODIFICATION]: 10,
			[statusOf(MODIFICATION)]: 10,
		});
		expect(new Set(ids.map((id) => offerOf(shop, id).delivery?.handlingTime))).toEqual(
			new Set(['PT48H']),
		);
	});
});
