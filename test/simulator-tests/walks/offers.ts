import type { Simulator } from '../../simulator';
import { BETA, type Send, UUID } from '../client';

const uuid = (number: number) => `9e5b3b8e-0d5e-4a5f-8f0a-${`${number}`.padStart(12, '0')}`;

/** Offers from the search for a product to the report of a command. */
export async function walkOffers(simulator: Simulator, send: Send): Promise<void> {
	const { state, settings } = simulator;
	await walkCatalogue(send);
	const { products } = await send('GET', '/sale/products?phrase=5900000001010&mode=GTIN');
	const draft = {
		productSet: [{ product: { id: products[0].id }, quantity: { value: 1 } }],
		sellingMode: { price: { amount: '99.00', currency: 'PLN' } },
		stock: { available: 5 },
		external: { id: 'NEW-1' },
		publication: { status: 'ACTIVE' },
	};
	const { id } = await send('POST', '/sale/product-offers', { body: draft });
	const path = `/sale/product-offers/${id}`;
	await send('GET', path);
	await send('GET', `${path}/parts?include=stock&include=price`);
	await send('PATCH', path, { body: { stock: { available: 4 }, name: 'A lamp for every desk' } });

	settings.offerMs = 2_000;
	await send('PATCH', path, { body: { publication: { status: 'ENDED' } } });
	const bare = { ...draft, sellingMode: undefined, publication: undefined };
	const slow = await send('POST', '/sale/product-offers', { body: bare });
	const operation = [...state.operations.values()].at(-1)!;
	const operations = `/sale/product-offers/${slow.id}/operations/${operation.id}`;
	await send('GET', operations);
	simulator.clock.advance(3_000);
	await send('GET', operations);
	settings.offerMs = 0;
	await send('DELETE', `/sale/offers/${slow.id}`);

	state.offers.seed({ offers: 3 });
	state.offers.create({ status: 'ENDED', sold: 3 });
	await send('GET', '/sale/offers?publication.status=ACTIVE&sort=-stock.sold&limit=1000');
	await send('GET', '/sale/offers?name=lampa&external.id=PML-1001&external.id=PML-1002');
	await send('GET', '/sale/offers');
	await send('GET', '/sale/offers/unfilled-parameters');
	await send('GET', `/pricing/offer-quotes?offer.id=${id}`);
	const priced = { sellingMode: draft.sellingMode, category: { id: '319159' } };
	await send('POST', '/pricing/offer-fee-preview', { body: { offer: priced } });
	await walkCommands(simulator, send, [...state.offers.byId.keys()]);
	await walkFiles(send);

	const [tag] = state.collections.tags.keys();
	await send('POST', `/sale/offers/${id}/tags`, { body: { tags: [{ id: tag }] } });
	await send('GET', `/sale/offers/${id}/tags`);
	await send('GET', `/sale/price-automation/offers/${id}/rules`);
	await send('GET', '/sale/offer-events');
}

async function walkCatalogue(send: Send): Promise<void> {
	await send('GET', '/sale/categories');
	await send('GET', '/sale/categories?parent.id=5317');
	await send('GET', '/sale/categories/319159');
	await send('GET', '/sale/categories/319159/parameters');
	await send('GET', '/sale/categories/319159/product-parameters');
	await send('GET', '/sale/matching-categories?name=lampa%20biurkowa');
	const { products, nextPage } = await send('GET', '/sale/products?category.id=5');
	await send('GET', `/sale/products?category.id=5&page.id=${nextPage.id}`);
	await send('GET', `/sale/products/${products[0].id}`);
}

async function walkCommands({ state }: Simulator, send: Send, ids: string[]): Promise<void> {
	const offerCriteria = [{ type: 'CONTAINS_OFFERS', offers: [...ids, '7'].map((id) => ({ id })) }];
	const price = { amount: '19.99', currency: 'PLN' };
	const [rule] = state.collections.priceRules.keys();
	const commands: Array<[path: string, body: object]> = [
		['offer-publication', { publication: { action: 'END' } }],
		['offer-publication', { publication: { action: 'ACTIVATE' } }],
		['offer-price-change', { modification: { type: 'FIXED_PRICE', price } }],
		['offer-price-change', { modification: { type: 'INCREASE_PERCENTAGE', percentage: '5' } }],
		['offer-quantity-change', { modification: { changeType: 'GAIN', value: 2 } }],
		['offer-modification', { modification: { delivery: { handlingTime: 'P2D' } } }],
	];
	for (const [index, [path, body]] of commands.entries()) {
		const command = `/sale/${path}-commands/${uuid(index)}`;
		await send('PUT', command, { body: { ...body, offerCriteria } });
		await read(command);
	}
	const promo = `/sale/offers/promo-options-commands/${uuid(10)}`;
	const modification = { basePackage: { id: 'emphasized10d' }, modificationTime: 'NOW' };
	await send('PUT', promo, { body: { modification, offerCriteria } });
	await read(promo);

	const set = [{ marketplace: { id: 'allegro-pl' }, rule: { id: rule } }];
	await send('POST', '/sale/offer-price-automation-commands', {
		body: { id: uuid(11), modification: { set }, offerCriteria },
	});
	await read(`/sale/offer-price-automation-commands/${uuid(11)}`);

	const modifications = ids.slice(0, 2).flatMap((offerId) => [
		{ offerId, prices: { 'allegro-pl': { changeType: 'FIXED', value: price } } },
		{ offerId, stock: { changeType: 'FIXED', value: 9 } },
	]);
	await send('POST', '/sale/offer-bulk-modification-commands', {
		body: { commandId: uuid(12), modifications },
		type: BETA,
		accept: BETA,
	});
	await read(`/sale/offer-bulk-modification-commands/${uuid(12)}`);
	await send('PUT', `/offers/${ids[0]}/change-price-commands/${uuid(13)}`, {
		body: { id: uuid(13), input: { buyNowPrice: price } },
	});

	async function read(command: string): Promise<void> {
		await send('GET', command);
		await send('GET', command);
		await send('GET', `${command}/tasks?limit=1000`);
	}
}

async function walkFiles(send: Send): Promise<void> {
	const host = 'upload';
	const png = { type: 'image/png', body: Buffer.from('89504e470d0a1a0a', 'hex') };
	await send('POST', '/sale/images', { host, ...png });
	await send('POST', '/sale/images', { host, body: { url: 'https://pomelo.example/a.jpg' } });
	await send('POST', '/ingredients/parse', {
		body: { products: [{ ingredients: 'flour, salt' }] },
	});
	const { id } = await send('POST', '/sale/offer-attachments', {
		body: { type: 'MANUAL', file: { name: 'manual.pdf' } },
	});
	const pdf = { type: 'application/pdf', body: Buffer.from('%PDF-1.4') };
	await send('PUT', `/sale/offer-attachments/${id}`, { host, ...pdf });
	await send('GET', `/sale/offer-attachments/${id}`);
}

export async function stumbleOverOffers(simulator: Simulator, send: Send): Promise<void> {
	const { id } = simulator.state.offers.create();
	const path = `/sale/product-offers/${id}`;
	await send('GET', '/sale/product-offers/7');
	await send('GET', `${path}/parts`);
	await send('GET', `${path}/operations/${UUID}`);
	await send('PATCH', path, { body: { name: '' } });
	await send('DELETE', `/sale/offers/${id}`);
	await send('POST', '/sale/product-offers', { body: {} });
	await send('POST', '/sale/product-offers', { body: { productSet: [{ product: { id: '7' } }] } });
	await send('GET', '/sale/offers?limit=1001');
	await send('GET', '/sale/offers?publication.status=LOST');
	await send('GET', '/sale/categories/7');
	await send('GET', '/sale/matching-categories');
	await send('GET', '/sale/products');
	await send('GET', `/sale/products/${UUID}`);
	await send('GET', '/pricing/offer-quotes');
	await send('POST', '/pricing/offer-fee-preview', { body: {} });
	await send('POST', `/sale/offers/${id}/tags`, { body: { tags: [{ id: UUID }] } });

	const kinds = ['publication', 'modification', 'price-change', 'quantity-change'];
	for (const kind of kinds) {
		const command = `/sale/offer-${kind}-commands/${uuid(1)}`;
		await send('PUT', command, { body: {} });
		await send('GET', command);
		await send('GET', `${command}/tasks`);
	}
	const offerCriteria = [{ type: 'CONTAINS_OFFERS', offers: [{ id }] }];
	for (const action of ['END', 'ACTIVATE']) {
		const body = { publication: { action }, offerCriteria };
		await send('PUT', `/sale/offer-publication-commands/${uuid(2)}`, { body });
	}
	const beta = { accept: BETA, type: BETA };
	await send('POST', '/sale/offer-bulk-modification-commands', { ...beta, body: {} });

	const png = { type: 'image/png', body: Buffer.from('no image') };
	await send('POST', '/sale/images', { host: 'upload', ...png });
	await send('POST', '/sale/images', { host: 'upload', body: {} });
	await send('POST', '/sale/images', { host: 'upload', ...png, type: 'image/gif' });
	await send('POST', '/sale/offer-attachments', { body: { type: 'LOST' } });
	await send('GET', `/sale/offer-attachments/${UUID}`);
}
