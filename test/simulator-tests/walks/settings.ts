import type { Simulator } from '../../simulator';
import { COLLECTIONS } from '../../simulator/settings/collections';
import { type Send, UUID } from '../client';

/** Parameters without which a list gives nothing. */
const QUERIES: Record<string, string> = {
	pointsOfService: '?seller.id=44300127',
	promotions: '?promotionType=MULTIPACK',
};

/** Properties that Allegro adds, and does not take. */
const ADDED = ['id', 'seller', 'createdAt', 'updatedAt', 'lastModified', 'status', 'default'];
const TAKEN: Record<string, string[]> = { pointsOfService: ['status', 'seller'] };

/** Properties that are fixed at the creation. */
const FIXED = ['isFulfillment', 'template'];

/** Reads the account and every collection, and creates, replaces and deletes a copy of its first row. */
export async function walkSettings({ state }: Simulator, send: Send): Promise<void> {
	await send('GET', '/me');
	await send('GET', '/marketplaces');
	await send('GET', '/sale/delivery-methods');
	await send('GET', '/sale/size-tables-templates');
	await send('GET', '/sale/delivery-settings');
	await send('PUT', '/sale/delivery-settings', {
		body: { marketplace: { id: 'allegro-pl' }, joinPolicy: { strategy: 'MIN' } },
	});
	for (const { name, path, can, ...collection } of COLLECTIONS) {
		const item = 'item' in collection ? collection.item : path;
		await send('GET', path + (QUERIES[name] ?? ''));
		const [row] = state.collections[name].values();
		const given = Object.fromEntries(
			Object.entries(row).filter(([key]) => !ADDED.includes(key) || TAKEN[name]?.includes(key)),
		);
		if (given.name) given.name = 'A copy';
		const able = can as readonly string[];
		if (able.includes('create')) await send('POST', path, { body: given });
		const [id] = [...state.collections[name].keys()].slice(-1);
		const one = item.replace(/\{\w+\}/, id);
		if (able.includes('read')) await send('GET', one);
		const body: Record<string, unknown> = { ...given };
		for (const key of FIXED) delete body[key];
		if (name === 'priceRules') delete body.type;
		if (name.startsWith('responsible')) body.id = id;
		if (able.includes('replace')) await send('PUT', one, { body });
		if (able.includes('delete')) await send('DELETE', one);
	}
}

export async function stumbleOverSettings(_: Simulator, send: Send): Promise<void> {
	for (const { path, can, ...collection } of COLLECTIONS) {
		const able = can as readonly string[];
		if (able.includes('create')) await send('POST', path, { body: {} });
		const item = 'item' in collection ? collection.item : path;
		if (able.includes('read')) await send('GET', item.replace(/\{\w+\}/, UUID));
	}
	await send('GET', '/points-of-service');
	await send('GET', '/sale/loyalty/promotions');
	const body = { name: 'Najniższa cena', type: 'FOLLOW_BY_ALLEGRO_MIN_PRICE' };
	await send('POST', '/sale/price-automation/rules', { body });
}
