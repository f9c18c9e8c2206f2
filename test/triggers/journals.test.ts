import { openShop, type Shop } from '../shop';
import { Trigger } from './polling';

let shop: Shop;
beforeEach(async () => {
	shop = await openShop();
});
afterEach(async () => await shop.close());

const DAY = 24 * 3_600_000;

describe('Offers Trigger', () => {
	const offerEvents = () => shop.simulator.state.offerEvents;

	test('tells what happens from now on, in order, repeats once', async () => {
		offerEvents().emit({ type: 'OFFER_CHANGED' });
		const trigger = new Trigger(shop, 'allegroOffersTrigger');
		expect(await trigger.poll()).toEqual([]);
		const occurredAt = new Date();
		offerEvents().emit({ type: 'OFFER_STOCK_CHANGED', occurredAt });
		offerEvents().emit({ type: 'OFFER_STOCK_CHANGED', occurredAt });
		offerEvents().emit({ type: 'OFFER_ENDED' });
		const events = await trigger.poll();
		expect(events.map(({ type }) => type)).toEqual(['OFFER_STOCK_CHANGED', 'OFFER_ENDED']);
		expect(events[0]).toMatchObject({ offerId: expect.any(String), eventId: expect.any(String) });
		expect(await trigger.poll()).toEqual([]);
	});

	test('only the chosen events are asked for', async () => {
		const trigger = new Trigger(shop, 'allegroOffersTrigger', { events: ['OFFER_PRICE_CHANGED'] });
		await trigger.poll();
		offerEvents().emit({ type: 'OFFER_ENDED' });
		offerEvents().emit({ type: 'OFFER_PRICE_CHANGED' });
		expect((await trigger.poll()).map(({ type }) => type)).toEqual(['OFFER_PRICE_CHANGED']);
		const [{ query }] = shop.simulator.exchanges.slice(-1);
		expect(query).toMatchObject({ type: 'OFFER_PRICE_CHANGED' });
	});

	test('a day and more without reading is a gap: it stops, or goes on and says so', async () => {
		const strict = new Trigger(shop, 'allegroOffersTrigger', { options: { afterGap: 'stop' } });
		const easy = new Trigger(shop, 'allegroOffersTrigger');
		await strict.poll();
		await easy.poll();
		strict.state.readAt = easy.state.readAt = Date.now() - 2 * DAY;
		offerEvents().emit({ type: 'OFFER_ENDED' });
		await expect(strict.poll()).rejects.toThrow('Events may have been missed');
		await expect(strict.poll()).rejects.toThrow('Events may have been missed');
		expect(await easy.poll()).toMatchObject([{ type: 'OFFER_ENDED' }]);
	});

	test('when nothing happened for so long that Allegro refuses the position, it goes on', async () => {
		const { clock, settings } = shop.simulator;
		settings.staleCursorRefused = true;
		offerEvents().emit({ type: 'OFFER_CHANGED' });
		const trigger = new Trigger(shop, 'allegroOffersTrigger', { options: { afterGap: 'stop' } });
		await trigger.poll();
		clock.advance(2 * DAY);
		expect(await trigger.poll()).toEqual([]);
		offerEvents().emit({ type: 'OFFER_ENDED' });
		expect(await trigger.poll()).toMatchObject([{ type: 'OFFER_ENDED' }]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a quiet time is no gap: n8n was running, or the journal still has what was told', async () => {
		const trigger = new Trigger(shop, 'allegroOffersTrigger', { options: { afterGap: 'stop' } });
		await trigger.poll();
		offerEvents().emit({ type: 'OFFER_ENDED' });
		await trigger.poll();
		// While n8n runs, each poll moves this on, whether there is something new or not.
		trigger.state.readAt = Date.now() - DAY / 2;
		expect(await trigger.poll()).toEqual([]);
		expect(Number(trigger.state.readAt)).toBeGreaterThan(Date.now() - DAY / 4);
		// After a restart it is what was saved last.
		trigger.state.readAt = Date.now() - 2 * DAY;
		offerEvents().emit({ type: 'OFFER_CHANGED' });
		expect(await trigger.poll()).toMatchObject([{ type: 'OFFER_CHANGED' }]);
	});

	test('in the editor: the newest event', async () => {
		offerEvents().emit({ type: 'OFFER_CHANGED' });
		offerEvents().emit({ type: 'OFFER_ARCHIVED' });
		const trigger = new Trigger(shop, 'allegroOffersTrigger');
		expect(await trigger.poll({ mode: 'manual' })).toMatchObject([{ type: 'OFFER_ARCHIVED' }]);
		expect(trigger.state).toEqual({});
	});
});

describe('Catalog Trigger', () => {
	test('tells of changes, with the category to use instead of a deleted one', async () => {
		const { categoryEvents } = shop.simulator.state;
		const trigger = new Trigger(shop, 'allegroCatalogTrigger');
		await trigger.poll();
		categoryEvents.emit({ type: 'CATEGORY_RENAMED' });
		categoryEvents.emit({ type: 'CATEGORY_DELETED' });
		const events = await trigger.poll();
		expect(events.map(({ type }) => type)).toEqual(['CATEGORY_RENAMED', 'CATEGORY_DELETED']);
		expect(events[1]).toHaveProperty('redirectCategory.id');
		expect(await trigger.poll()).toEqual([]);
	});
});
