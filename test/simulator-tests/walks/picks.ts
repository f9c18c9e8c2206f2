import type { Simulator } from '../../simulator';
import { BETA, type Send } from '../client';

/** Reads what Allegro offers to every seller to pick from. */
export async function walkPicks(_: Simulator, send: Send): Promise<void> {
	const campaigns = '/charity/fundraising-campaigns';
	await send('GET', `${campaigns}?phrase=szpital&limit=5`, { accept: BETA });
	await send('GET', '/fulfillment/available-products');
	await send('GET', '/sale/bundles');
	await send('GET', '/sale/flexible-bundles');
	await send('GET', '/sale/compatibility-list/supported-categories');
	await send('GET', '/sale/offer-additional-services/categories');
	await send('GET', '/sale/offer-promotion-packages');
}

export async function stumbleOverPicks(_: Simulator, send: Send): Promise<void> {
	await send('GET', '/charity/fundraising-campaigns', { accept: BETA });
}
