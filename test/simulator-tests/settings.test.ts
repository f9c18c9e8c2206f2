import { UUID } from './client';
import { useSimulator } from './setup';

const shop = useSimulator();
const get = async (path: string) => (await shop.ask('GET', path)).data;

describe('a collection', () => {
	const path = '/sale/shipping-rates';

	it('lists in brief what its items tell in full', async () => {
		const { shippingRates } = await get(path);
		expect(shippingRates).toMatchObject([{ name: 'Standard' }, { name: 'Gabaryt' }]);
		expect(shippingRates[0]).not.toHaveProperty('rates');
		expect((await get(`${path}/${shippingRates[0].id}`)).rates).toHaveLength(2);
		expect((await shop.ask('GET', `${path}/${UUID}`)).status).toBe(404);
	});

	it('replaces the whole', async () => {
		const { shippingRates } = await get(path);
		const item = `${path}/${shippingRates[0].id}`;
		const { rates } = await get(item);
		const body = { name: 'New', type: 'PHYSICAL', dispatchCountry: 'PL', rates: rates.slice(1) };
		expect((await shop.ask('PUT', item, { body })).data).toMatchObject({ name: 'New' });
		expect((await get(item)).rates).toHaveLength(1);
		expect((await shop.ask('PUT', item, { body: { name: 'New' } })).status).toBe(422);
	});

	it('takes new rows, keeps names apart where Allegro does, and deletes', async () => {
		const rules = '/sale/price-automation/rules';
		const body = { name: 'Mine', type: 'FOLLOW_BY_TOP_OFFER_PRICE' };
		const { status, data } = await shop.ask('POST', rules, { body });
		expect({ status, data }).toMatchObject({ status: 201, data: { default: false } });
		expect((await shop.ask('POST', rules, { body })).status).toBe(409);
		const renamed = { body: { name: 'Renamed' } };
		expect((await shop.ask('PUT', `${rules}/${data.id}`, renamed)).data).toMatchObject({
			name: 'Renamed',
			type: body.type,
		});
		shop.simulator.clock.advance(1_000);
		expect((await shop.ask('DELETE', `${rules}/${data.id}`)).status).toBe(204);
		expect((await get(rules)).rules).toHaveLength(2);
	});

	it('starts anew after a reset', async () => {
		const tag = { body: { name: 'mine' } };
		expect((await shop.ask('POST', '/sale/offer-tags', tag)).status).toBe(200);
		expect((await get('/sale/offer-tags')).tags).toHaveLength(3);
		shop.simulator.reset();
		expect(shop.simulator.state.collections.tags.size).toBe(2);
	});
});

it('marks offers with tags and price rules', async () => {
	const { state } = shop.simulator;
	const { id } = state.offers.create();
	const [tag] = state.collections.tags.values();
	const [rule] = state.collections.priceRules.values();
	await shop.ask('POST', `/sale/offers/${id}/tags`, { body: { tags: [{ id: tag.id }] } });
	expect((await get(`/sale/offers/${id}/tags`)).tags).toEqual([tag]);
	const set = [{ marketplace: { id: 'allegro-pl' }, rule: { id: rule.id } }];
	const offerCriteria = [{ type: 'CONTAINS_OFFERS', offers: [{ id }] }];
	const body = { modification: { set }, offerCriteria };
	await shop.ask('POST', '/sale/offer-price-automation-commands', { body });
	expect((await get(`/sale/price-automation/offers/${id}/rules`)).rules).toMatchObject(set);
	const query = `sellingMode.priceAutomation.rule.id=${rule.id}`;
	expect((await get(`/sale/offers?${query}`)).totalCount).toBe(1);
});

it('tells who the seller is', async () => {
	expect(await get('/me')).toMatchObject({ ...shop.simulator.seller });
	const { marketplaces } = await get('/marketplaces');
	expect(marketplaces).toHaveLength(5);
	const { deliveryMethods } = await get('/sale/delivery-methods?marketplace=allegro-hu');
	expect(deliveryMethods).toMatchObject([{ marketplaces: ['allegro-hu'] }]);
});
