import { useSimulator } from './setup';

const HOUR = 3_600_000;
const shop = useSimulator();

const read = async (path: string) => (await shop.ask('GET', path)).data;

describe('offer events', () => {
	it('are read by opaque ids, exclusively, in the order of their arrival', async () => {
		const { offerEvents: journal } = shop.simulator.state;
		journal.emit({ type: 'OFFER_CHANGED' });
		journal.emit({ type: 'OFFER_ENDED', endedBy: 'EMPTY_STOCK', occurredAt: '2026-11-23T10:00Z' });
		const { offerEvents: all } = await read('/sale/offer-events');
		expect(all.map(({ type }: { type: string }) => type)).toEqual(['OFFER_CHANGED', 'OFFER_ENDED']);
		expect(all[0].id).toMatch(/^[\w-]+$/);
		expect(all[1].offer.publication).toEqual({ endedBy: 'EMPTY_STOCK' });

		const { offerEvents: rest } = await read(`/sale/offer-events?from=${all[0].id}&limit=1`);
		expect(rest).toEqual([all[1]]);
		expect((await read(`/sale/offer-events?from=${all[1].id}`)).offerEvents).toEqual([]);
	});

	it('can be told twice, with the same time', async () => {
		const { offerEvents: journal } = shop.simulator.state;
		journal.emit({ type: 'OFFER_STOCK_CHANGED', times: 2 });
		shop.simulator.clock.advance(HOUR);
		journal.duplicate();
		const { offerEvents } = await read('/sale/offer-events');
		expect(new Set(offerEvents.map(({ id }: { id: string }) => id)).size).toBe(3);
		const times = offerEvents.map(({ occurredAt }: { occurredAt: string }) => occurredAt);
		expect(new Set(times)).toEqual(new Set(['2026-11-23T12:00:00.000Z']));
	});

	it('are kept for a day; an id from before hides the gap, unless it is to be refused', async () => {
		const { clock, settings, state } = shop.simulator;
		const { id } = state.offerEvents.emit({ type: 'OFFER_CHANGED' });
		state.offerEvents.emit({ type: 'OFFER_ARCHIVED' });
		clock.advance(25 * HOUR);
		state.offerEvents.emit({ type: 'OFFER_ENDED' });
		const path = `/sale/offer-events?from=${id}`;
		expect((await read(path)).offerEvents).toHaveLength(1);
		settings.staleCursorRefused = true;
		expect((await shop.ask('GET', path)).status).toBe(400);
		expect((await shop.ask('GET', '/sale/offer-events?from=nonsense')).status).toBe(400);
	});
});

describe('category events', () => {
	it('are kept for three months and filtered by type', async () => {
		const { categoryEvents: journal } = shop.simulator.state;
		journal.emit({ type: 'CATEGORY_CREATED' });
		shop.simulator.clock.advance(92 * 24 * HOUR);
		journal.emit({ type: 'CATEGORY_RENAMED' });
		journal.emit({ type: 'CATEGORY_DELETED', id: '1', redirectId: '2' });
		expect((await read('/sale/category-events')).events).toHaveLength(2);
		const { events } = await read('/sale/category-events?type=CATEGORY_DELETED');
		expect(events).toMatchObject([{ category: { id: '1' }, redirectCategory: { id: '2' } }]);
	});

	it('tells what is planned as long as it is', async () => {
		const { categoryEvents: journal } = shop.simulator.state;
		journal.schedule({ categoryId: '1', for: '2026-12-01T00:00:00Z' });
		journal.schedule({ categoryId: '2', for: '2026-12-02T00:00:00Z' });
		const path = '/sale/category-parameters-scheduled-changes';
		const window = `${path}?scheduledFor.gte=2026-12-01T12:00:00Z`;
		expect((await read(window)).scheduledChanges).toMatchObject([{ category: { id: '2' } }]);
		journal.unschedule({ categoryId: '2' });
		expect((await read(path)).scheduledChanges).toMatchObject([{ category: { id: '1' } }]);
		shop.simulator.clock.advance(30 * 24 * HOUR);
		expect((await read(path)).scheduledChanges).toEqual([]);
	});
});
