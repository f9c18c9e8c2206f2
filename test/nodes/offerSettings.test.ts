import type { INodeParameters } from 'n8n-workflow';

import { openShop, type Shop } from '../shop';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop({ simulator: { settings: { commandPolls: 0 } } });
});
afterEach(async () => await shop.close());

const COMMAND = 'PUT /sale/offer-modification-commands/{commandId}';
const sent = () =>
	shop.simulator.exchanges
		.filter(({ route }) => route === COMMAND)
		.map(({ body }) => Object.keys(JSON.parse(body.toString()).modification as object));

const changes = { delivery: { handlingTime: 'PT24H' }, payments: { invoice: 'VAT' } };
const options = { additionalJson: JSON.stringify({ modification: changes }) };

/** As many offers as are wanted, by their IDs. */
const offers = (count: number) =>
	Array.from({ length: count }, () => shop.simulator.state.offers.create().id);

const update = async (offerIds: string[], more: INodeParameters = {}) =>
	await shop.engine.node('allegroBulkOffers', {
		resource: 'offer',
		operation: 'update',
		offerIds: offerIds.join(),
		changes: {},
		options,
		...more,
	});

describe('a change of several settings', () => {
	test('is a command for each, and one result for each offer', async () => {
		const ids = offers(3);
		const { items, error } = await update(ids);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([['delivery'], ['payments']]);
		expect(items.map(({ json }) => [json.offerId, json.status])).toEqual(
			ids.map((id) => [id, 'SUCCESS']),
		);
	});

	test('is one summary', async () => {
		const { items } = await update(offers(3), { report: 'summary' });
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({ taskCount: { total: 6, success: 6, failed: 0 } });
		expect(new Set(items[0].json.commandIds as string[]).size).toBe(2);
	});

	test('is a failure of the offer that one of them fails for', async () => {
		const [id] = offers(1);
		const { items } = await update([id, '999']);
		expect(items.map(({ json }) => [json.offerId, json.status])).toEqual([
			[id, 'SUCCESS'],
			['999', 'FAIL'],
		]);
		expect(sent()).toHaveLength(2);
	});

	test('says what was sent before, when it ends at one', async () => {
		const path = '/sale/offer-modification-commands/*';
		shop.simulator.faults.add({ kind: 'answer', status: 422, path, skip: 3, times: 1 });
		const { error } = await update(offers(1));
		expect(error?.description).toContain('Sent before that, in commands of their own: delivery');
	});

	test('of the offer of each item: the same', async () => {
		const ids = offers(2);
		const { items, error } = await shop.engine.node(
			'allegroBulkOffers',
			{
				resource: 'itemOffer',
				operation: 'modify',
				offerId: '={{ $json.id }}',
				changes: {},
				options,
			},
			{ items: ids.map((id) => ({ json: { id } })) },
		);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([['delivery'], ['payments']]);
		expect(items.map(({ json }) => [json.offerId, json.status])).toEqual(
			ids.map((id) => [id, 'SUCCESS']),
		);
	});
});
