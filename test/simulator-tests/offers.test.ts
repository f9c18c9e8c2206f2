import { BETA, UUID } from './client';
import { useSimulator } from './setup';

const shop = useSimulator();
const get = async (path: string) => (await shop.ask('GET', path)).data;
const events = async () =>
	(await get('/sale/offer-events')).offerEvents.map(({ type }: { type: string }) => type);
const uuid = (number: number) => UUID.slice(0, -1) + number;
const contains = (...ids: string[]) => [
	{ type: 'CONTAINS_OFFERS', offers: ids.map((id) => ({ id })) },
];

describe('the list', () => {
	it('filters and sorts, up to a thousand at a time', async () => {
		const { offers } = shop.simulator.state;
		offers.seed({ offers: 30 });
		const { id } = offers.create({ name: 'Świecznik', stock: 3, status: 'ENDED', price: '7.50' });
		expect(await get('/sale/offers')).toMatchObject({ count: 20, totalCount: 31 });
		expect((await get('/sale/offers?limit=1000')).offers[0].id).toBe(id);
		for (const query of [
			'name=świecz',
			'publication.status=ENDED&publication.status=INACTIVE',
			'external.id=PML-1031',
			'sort=stock.available&limit=1',
			'sellingMode.price.amount.lte=8',
		]) {
			const { offers: found } = await get(`/sale/offers?${encodeURI(query)}`);
			expect(found.map((offer: { id: string }) => offer.id)).toEqual([id]);
		}
	});
});

describe('an offer', () => {
	const draft = {
		productSet: [{ product: { id: '5900000001010', idType: 'GTIN' } }],
		sellingMode: { price: { amount: '99.00', currency: 'PLN' } },
		stock: { available: 5 },
	};

	it('takes name, category and images from its product, and is a draft until published', async () => {
		const { status, data } = await shop.ask('POST', '/sale/product-offers', { body: draft });
		expect(status).toBe(201);
		expect(data).toMatchObject({
			name: 'Lampa biurkowa LED Pomelo, biała',
			category: { id: '319159' },
			publication: { status: 'INACTIVE' },
		});
		expect(await events()).toEqual([]);
		expect((await shop.ask('DELETE', `/sale/offers/${data.id}`)).status).toBe(204);
		expect((await shop.ask('GET', `/sale/product-offers/${data.id}`)).status).toBe(404);
	});

	it('is activated, changed and ended, and the journal tells of it', async () => {
		shop.simulator.settings.activationMs = 60_000;
		const body = { ...draft, publication: { status: 'ACTIVE' } };
		const { id } = (await shop.ask('POST', '/sale/product-offers', { body })).data;
		const path = `/sale/product-offers/${id}`;
		expect((await get(path)).publication.status).toBe('ACTIVATING');
		shop.simulator.clock.advance(60_000);
		expect((await get(path)).publication.status).toBe('ACTIVE');
		const price = { amount: '89.00', currency: 'PLN' };
		await shop.ask('PATCH', path, { body: { sellingMode: { price }, stock: { available: 0 } } });
		expect(await get(`${path}/parts?include=price`)).toEqual({ id, sellingMode: { price } });
		expect((await get(path)).publication).toMatchObject({
			status: 'ENDED',
			endedBy: 'EMPTY_STOCK',
		});
		expect(await events()).toEqual([
			'OFFER_ACTIVATED',
			'OFFER_PRICE_CHANGED',
			'OFFER_STOCK_CHANGED',
			'OFFER_ENDED',
		]);
		expect((await shop.ask('DELETE', `/sale/offers/${id}`)).status).toBe(403);
	});

	it('may take its time: 202, then 303', async () => {
		const { settings, state, clock } = shop.simulator;
		settings.offerMs = 120_000;
		const slow = await shop.ask('POST', '/sale/product-offers', { body: draft });
		expect(slow).toMatchObject({ status: 202, headers: { 'retry-after': '120' } });
		const { location } = slow.headers;
		expect(await shop.ask('GET', location)).toMatchObject({
			status: 202,
			data: { operation: { status: 'IN_PROGRESS' } },
		});
		clock.advance(120_000);
		const done = await shop.ask('GET', location);
		expect(done.status).toBe(303);
		expect(done.headers.location).toBe(
			`${shop.simulator.apiUrl}/sale/product-offers/${slow.data.id}`,
		);

		state.offers.failNext();
		const body = { name: 'Another name for the lamp' };
		const failing = await shop.ask('PATCH', done.headers.location, { body });
		expect(failing.status).toBe(202);
		clock.advance(120_000);
		expect((await shop.ask('GET', failing.headers.location)).status).toBe(422);
		expect((await shop.ask('GET', done.headers.location)).data.name).not.toBe(body.name);
	});
});

describe('commands', () => {
	const start = async (kind: string, number: number, body: object) =>
		await shop.ask('PUT', `/sale/offer-${kind}-commands/${uuid(number)}`, { body });
	const tasks = async (kind: string, number: number) =>
		(await get(`/sale/offer-${kind}-commands/${uuid(number)}/tasks`)).tasks;
	const fixed = (value: number, ...ids: string[]) => ({
		modification: { changeType: 'FIXED', value },
		offerCriteria: contains(...ids),
	});

	it('report at first nothing, then each offer, also partial failures', async () => {
		const { state } = shop.simulator;
		const { id } = state.offers.create();
		const body = { publication: { action: 'END' }, offerCriteria: contains(id, '7') };
		expect((await start('publication', 1, body)).data).toMatchObject({
			completedAt: null,
			taskCount: { total: 0 },
		});
		const path = `/sale/offer-publication-commands/${uuid(1)}`;
		expect(await get(path)).toMatchObject({ completedAt: null, taskCount: { total: 2 } });
		expect(await get(path)).toMatchObject({ taskCount: { total: 2, success: 1, failed: 1 } });
		expect(await tasks('publication', 1)).toMatchObject([
			{ offer: { id }, status: 'SUCCESS' },
			{ offer: { id: '7' }, status: 'FAIL', errors: [{ message: 'The offer does not exist.' }] },
		]);
		expect(await events()).toEqual(['OFFER_ENDED']);
		// An ID of one kind says nothing to another.
		const other = `/sale/offer-price-change-commands/${uuid(1)}`;
		expect((await shop.ask('GET', other)).data.errors[0].code).toBe('COMMAND_NOT_FOUND');
	});

	it('are the same under the same id, and a conflict otherwise', async () => {
		const { id } = shop.simulator.state.offers.create({ stock: 1 });
		const gain = { modification: { changeType: 'GAIN', value: 1 }, offerCriteria: contains(id) };
		expect((await start('quantity-change', 1, gain)).status).toBe(201);
		expect((await start('quantity-change', 1, gain)).status).toBe(201);
		expect((await get(`/sale/product-offers/${id}`)).stock.available).toBe(2);
		expect((await start('quantity-change', 1, fixed(5, id))).status).toBe(409);
		expect((await start('quantity-change', 2, fixed(0, id))).status).toBe(422);
	});

	it('are overtaken by newer ones, and fail when told to', async () => {
		const { settings, state, clock } = shop.simulator;
		settings.commandMs = 60_000;
		const { id } = state.offers.create();
		await start('quantity-change', 1, fixed(5, id));
		await start('quantity-change', 2, fixed(6, id));
		clock.advance(60_000);
		expect(await tasks('quantity-change', 1)).toMatchObject([
			{ status: 'FAIL', errors: [{ code: 'COMMAND_OUTDATED' }] },
		]);
		expect(await tasks('quantity-change', 2)).toMatchObject([{ status: 'SUCCESS' }]);
		expect((await get(`/sale/product-offers/${id}`)).stock.available).toBe(6);
		state.batches.failNext({ kind: 'quantity', offerIds: [id] });
		await start('quantity-change', 3, fixed(7, id));
		clock.advance(60_000);
		expect(await tasks('quantity-change', 3)).toMatchObject([{ status: 'FAIL' }]);
	});

	it('count offers, not requests', async () => {
		const { offers } = shop.simulator.state;
		offers.seed({ offers: 1_000 });
		const ids = [...offers.byId.keys()];
		for (let number = 0; number < 9; number++) {
			expect((await start('quantity-change', number, fixed(number + 1, ...ids))).status).toBe(201);
		}
		expect((await start('quantity-change', 9, fixed(1, ids[0]))).status).toBe(429);
		const many = fixed(1, ...Array.from({ length: 1_001 }, (_, index) => `${index}`));
		expect((await start('quantity-change', 9, many)).status).toBe(422);
	});

	it('change prices and stocks of up to twenty-five offers each in its own way', async () => {
		const { id } = shop.simulator.state.offers.create();
		const price = { amount: '5.55', currency: 'PLN' };
		const prices = { 'allegro-pl': { changeType: 'FIXED', value: price } };
		const stock = { changeType: 'GAIN', value: 1 };
		const one = { offerId: id, prices };
		const send = async (modifications: object[]) =>
			await shop.ask('POST', '/sale/offer-bulk-modification-commands', {
				accept: BETA,
				type: BETA,
				body: { commandId: UUID, modifications },
			});
		expect((await send(Array.from({ length: 26 }, () => one))).status).toBe(422);
		expect((await send([{ ...one, stock }])).status).toBe(400);
		expect((await send([{ offerId: id }])).status).toBe(400);
		expect((await send([one, { offerId: id, stock }])).status).toBe(201);
		expect(await get(`/sale/product-offers/${id}`)).toMatchObject({
			sellingMode: { price },
			stock: { available: 11 },
		});
		const report = `/sale/offer-bulk-modification-commands/${UUID}/tasks`;
		expect((await get(report)).tasks).toMatchObject([
			{ subject: { offerId: id, field: 'prices.allegro-pl' } },
			{ subject: { offerId: id, field: 'stock' } },
		]);
	});
});

describe('files', () => {
	it('of images are checked and go to the upload host only', async () => {
		const png = Buffer.from('89504e470d0a1a0a', 'hex');
		const send = async (body: Buffer, type: string, host: 'api' | 'upload' = 'upload') =>
			(await shop.ask('POST', '/sale/images', { host, body, type })).status;
		expect(await send(png, 'image/png')).toBe(201);
		expect(await send(png, 'image/png', 'api')).toBe(404);
		expect(await send(png, 'image/jpeg')).toBe(422);
		expect(await send(png, 'image/gif')).toBe(415);
		expect(await send(Buffer.concat([png, Buffer.alloc(26_214_400)]), 'image/png')).toBe(413);
	});

	it('of offers are sent to the address in Location', async () => {
		const { headers, data } = await shop.ask('POST', '/sale/offer-attachments', {
			body: { type: 'MANUAL', file: { name: 'manual.pdf' } },
		});
		expect(headers.location).toContain(shop.simulator.uploadUrl);
		const pdf = { type: 'application/pdf', body: Buffer.from('%PDF-1.4') };
		expect((await shop.ask('PUT', headers.location, pdf)).status).toBe(200);
		expect((await shop.ask('PUT', headers.location, pdf)).status).toBe(400);
		const { file } = await get(`/sale/offer-attachments/${data.id}`);
		expect(file).toMatchObject({ name: 'manual.pdf', url: expect.any(String) });
	});
});

describe('the catalogue', () => {
	it('is a tree with parameters in its leaves', async () => {
		const { categories } = await get('/sale/categories');
		const children = await get(`/sale/categories?parent.id=${categories[0].id}`);
		expect(children.categories.length).toBeGreaterThan(1);
		expect((await get(`/sale/categories/${categories[0].id}/parameters`)).parameters).toEqual([]);
		const { parameters } = await get('/sale/categories/319159/parameters');
		expect(parameters.filter(({ required }: { required: boolean }) => required)).toHaveLength(1);
	});

	it('pages products by token, and finds one by its GTIN', async () => {
		const first = await get('/sale/products?category.id=5');
		const second = await get(`/sale/products?category.id=5&page.id=${first.nextPage.id}`);
		expect(first.products.length + second.products.length).toBe(8);
		expect(second.nextPage).toBeUndefined();
		const { products } = await get('/sale/products?phrase=5900000001011&mode=GTIN');
		expect(products).toMatchObject([{ name: 'Kubek ceramiczny 400 ml, granatowy' }]);
	});
});
