import type { Simulator } from '../../simulator';
import { OFFER_EVENT_TYPES } from '../../simulator/offers/events';
import { CATEGORY_EVENT_TYPES } from '../../simulator/categories/events';
import type { Send } from '../client';

/** Events of all types about offers and categories. */
export async function walkEvents({ state }: Simulator, send: Send): Promise<void> {
	for (const type of OFFER_EVENT_TYPES) state.offerEvents.emit({ type });
	state.offerEvents.emit({ type: 'OFFER_STOCK_CHANGED', offerId: '7', times: 2 });
	state.offerEvents.emit({ type: 'OFFER_PRICE_CHANGED', offerId: '7' });
	const marketplaces = ['allegro-pl', 'allegro-cz'];
	state.offerEvents.emit({ type: 'OFFER_VISIBILITY_CHANGED', marketplaces });
	const { offerEvents } = await send('GET', '/sale/offer-events?limit=3');
	await send('GET', `/sale/offer-events?from=${offerEvents[2].id}`);
	await send('GET', '/sale/offer-events?type=OFFER_ENDED&type=OFFER_CHANGED');

	for (const type of CATEGORY_EVENT_TYPES) state.categoryEvents.emit({ type });
	await send('GET', '/sale/category-events');
	state.categoryEvents.schedule();
	await send('GET', '/sale/category-parameters-scheduled-changes');
}

/** Wrong parameters of the journals. */
export async function stumbleOverEvents(_: Simulator, send: Send): Promise<void> {
	for (const path of ['/sale/offer-events', '/sale/category-events']) {
		await send('GET', `${path}?from=!`);
		await send('GET', `${path}?type=LOST`);
	}
	await send('GET', '/sale/category-parameters-scheduled-changes?scheduledAt.gte=soon');
}
