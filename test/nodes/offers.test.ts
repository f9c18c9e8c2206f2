import type { IBinaryKeyData, INodeParameters, INodeProperties } from 'n8n-workflow';

import { byId } from '../shop';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

const OFFER = '7600012345';
const OPERATION = 'b2a4c036-bee6-12a0-94fb-8d461d5fd5a1';
const PNG = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
const WEBP = Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 ', 'latin1');
const WAV = Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1');
const PDF = Buffer.from('%PDF-1.4\n');

const offerWith = (more: object = {}) => ({
	id: OFFER,
	name: 'Kubek ceramiczny 330 ml',
	productSet: [{ product: { id: 'c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4' } }],
	sellingMode: { price: { amount: '12.00', currency: 'PLN' } },
	stock: { available: 3 },
	publication: { status: 'ACTIVE' },
	...more,
});

let stub: Stub;
let answer: (request: StubRequest) => StubAnswer | undefined;
beforeAll(async () => {
	stub = await openStub((request) => answer(request) ?? { status: 404 });
});
beforeEach(() => {
	stub.requests.length = 0;
});
afterAll(async () => await stub.close());

async function run(parameters: object, binary?: Buffer) {
	const files: IBinaryKeyData | undefined = binary && {
		data: { data: binary.toString('base64'), mimeType: 'any/thing', fileName: 'kubek.bin' },
	};
	return await stub.engine.node('allegroOffers', parameters as INodeParameters, {
		items: [{ json: {}, ...(files ? { binary: files } : {}) }],
	});
}

const create = (more: object = {}) => ({ resource: 'offer', operation: 'create', ...more });
const update = (more: object = {}) => ({
	resource: 'offer',
	operation: 'update',
	offerId: byId(OFFER),
	...more,
});
const lines = () => stub.requests.map(({ target }) => target);

/** Allegro goes on working after its answer: the operation answers what is given, one after the other. */
function works(...looks: Array<{ status: number; body?: object }>) {
	const operation = `/sale/product-offers/${OFFER}/operations/${OPERATION}`;
	answer = ({ target: line }) => {
		if (/^(POST|PATCH) /.test(line)) {
			const location = `https://api.allegro.pl:42974${operation}`;
			return {
				status: 202,
				headers: { location, 'retry-after': '0' },
				body: offerWith({ publication: { status: 'INACTIVE' } }),
			};
		}
		if (line === `GET ${operation}`) {
			const look = looks.shift() ?? { status: 404 };
			return { ...look, headers: { location: `${stub.uploadUrl}/followed` } };
		}
		return line === `GET /sale/product-offers/${OFFER}` ? { body: offerWith() } : undefined;
	};
	return `GET ${operation}`;
}

describe('Offer: Create and Update', () => {
	test('wait until Allegro has finished, and give the finished offer', async () => {
		const ask = works({ status: 202, body: {} }, { status: 202, body: {} }, { status: 303 });
		const { items, error } = await run(create({ productId: '5902719471797', price: '12' }));
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({
			id: OFFER,
			name: 'Kubek ceramiczny 330 ml',
			status: 'ACTIVE',
			price: '12.00',
			currency: 'PLN',
			available: 3,
			externalId: null,
			categoryId: null,
			productId: 'c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4',
			problems: [],
		});
		// The redirect is an answer: it is not followed, with the token, to wherever it leads.
		expect(lines()).toEqual([
			'POST /sale/product-offers',
			ask,
			ask,
			ask,
			`GET /sale/product-offers/${OFFER}`,
		]);
		expect(stub.requests.every(({ host }) => host === 'api')).toBe(true);
	});

	test('what Allegro refuses while it works comes with the ID of the offer that exists', async () => {
		const metadata = { foundProductsIds: 'one, two' };
		const body = {
			errors: [
				{
					code: 'MultipleProductsFoundException',
					path: 'productSet',
					userMessage: 'More than one product fits',
					metadata,
				},
			],
		};
		works({ status: 422, body });
		const { error } = await run(create({ productId: '5902719471797' }));
		expect(error?.message).toBe('More than one product fits');
		expect(error?.description).toContain('Field productSet');
		expect(error?.description).toContain('foundProductsIds one, two');
		expect(error?.description).toContain(`The offer ${OFFER} exists`);
	});

	test('an operation that Allegro has forgotten has ended', async () => {
		works({ status: 404 });
		const { items, error } = await run(update({ updateFields: { name: 'Nowy kubek 330 ml' } }));
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: OFFER, status: 'ACTIVE' });
	});

	test('a timeout names the offer and the operation to go on with', async () => {
		works(...Array.from({ length: 50 }, () => ({ status: 202, body: {} })));
		const { error } = await run(create({ options: { timeoutSeconds: 1 } }));
		expect(error?.message).toContain('after 1 seconds');
		expect(error?.description).toContain(OFFER);
		expect(error?.description).toContain(OPERATION);
	});

	test('without waiting, give the operation, which can be asked about', async () => {
		const report = { offer: { id: OFFER }, operation: { id: OPERATION, status: 'IN_PROGRESS' } };
		works({ status: 202, body: report }, { status: 303 });
		const { items } = await run(create({ waitForCompletion: false }));
		expect(items[0].json).toMatchObject({ id: OFFER, operationId: OPERATION });
		const ask = {
			resource: 'offer',
			operation: 'getOperationStatus',
			offerId: byId(OFFER),
			operationId: items[0].json.operationId,
		};
		expect((await run(ask)).items[0].json).toEqual(report);
		expect((await run(ask)).items[0].json).toEqual({
			offer: { id: OFFER },
			operation: { id: OPERATION, status: 'COMPLETED' },
		});
	});

	test('a draft says what keeps it from being listed', async () => {
		const errors = [{ message: 'Missing', userMessage: 'Missing mandatory parameters: Cut' }];
		answer = () => ({ status: 201, body: offerWith({ validation: { errors } }) });
		const { items } = await run(create());
		expect(items[0].json.problems).toEqual(['Missing mandatory parameters: Cut']);
	});

	test('send nothing of what was left empty', async () => {
		answer = () => ({ body: offerWith() });
		await run(
			create({
				name: '',
				stock: 2,
				shippingRates: { __rl: true, mode: 'list', value: '' },
				productDetails: { responsiblePerson: '' },
				additionalFields: { description: '' },
			}),
		);
		expect(stub.requests[0].body).toEqual({
			stock: { available: 2 },
			publication: { status: 'INACTIVE' },
		});
	});

	test.each([
		['5902719471797', { id: '5902719471797', idType: 'GTIN' }],
		['c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4', { id: 'c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4' }],
	])('the product %s is found by what it is', async (productId, product) => {
		answer = () => ({ body: offerWith() });
		await run(create({ productId }));
		expect(stub.requests[0].body).toMatchObject({ productSet: [{ product }] });
	});

	test('take settings by ID or by name, texts and attachments as safety information', async () => {
		answer = () => ({ body: offerWith() });
		await run(
			create({
				productId: '5902719471797',
				shippingRates: { __rl: true, mode: 'name', value: 'Cennik 1' },
				returnPolicy: byId('09f0b4cc-7880-11e9-8f9e-2a86e4085a59'),
				productDetails: {
					responsibleProducer: { __rl: true, mode: 'name', value: 'Fabryka kubków' },
					safetyText: 'Gorące!',
					moreProducts: { product: [{ productId: '5901234123457', productIdType: 'MPN' }] },
				},
				additionalFields: { description: 'Kubek & spodek\n2 sztuki' },
			}),
		);
		expect(stub.requests[0].body).toMatchObject({
			delivery: { shippingRates: { name: 'Cennik 1' } },
			afterSalesServices: { returnPolicy: { id: '09f0b4cc-7880-11e9-8f9e-2a86e4085a59' } },
			productSet: [
				{
					responsibleProducer: { type: 'NAME', name: 'Fabryka kubków' },
					safetyInformation: { type: 'TEXT', description: 'Gorące!' },
				},
				{ product: { id: '5901234123457', idType: 'MPN' } },
			],
			description: {
				sections: [
					{ items: [{ type: 'TEXT', content: '<p>Kubek &amp; spodek</p><p>2 sztuki</p>' }] },
				],
			},
		});
	});

	test('Additional JSON can clear a field, and says the last word', async () => {
		answer = () => ({ body: offerWith() });
		const productSet = [{ product: { id: 'x' }, responsiblePerson: null, safetyInformation: null }];
		const additionalJson = JSON.stringify({ sizeTable: null, productSet });
		await run(update({ updateFields: { stock: 0 }, options: { additionalJson } }));
		expect(stub.requests[0].body).toEqual({ stock: { available: 0 }, sizeTable: null, productSet });
	});

	test('an update that changes nothing is not sent', async () => {
		const { error } = await run(update());
		expect(error?.message).toBe('There is nothing to change');
		expect(stub.requests).toEqual([]);
	});
});

describe('Offer: Change Price', () => {
	test('errors inside of an answer with the status 200 are errors', async () => {
		const errors = [{ code: 'PRICE_TOO_LOW', userMessage: 'The price is too low' }];
		answer = () => ({ body: { id: 'x', output: { status: 'ERROR', errors } } });
		const parameters = { resource: 'offer', operation: 'changePrice', offerId: byId(OFFER) };
		const { error } = await run({ ...parameters, price: '0.01' });
		expect(error?.message).toBe('The price is too low');
		const [, , , , commandId] = stub.requests[0].target.split(/[ /]/).slice(1);
		expect(stub.requests[0].body).toMatchObject({ id: commandId });
	});
});

describe('Image', () => {
	const upload = { resource: 'image', operation: 'upload' };

	test.each([
		['PNG', PNG, 'image/png'],
		['WebP', WEBP, 'image/webp'],
	])('a %s goes to the upload host under its own type', async (_, bytes, type) => {
		const body = { location: 'https://a.allegroimg.com/original/1', expiresAt: 'later' };
		answer = () => ({ status: 201, body });
		const { items } = await run(upload, bytes);
		expect(items[0].json).toEqual(body);
		const [{ host, target: line, headers, bytes: sent }] = stub.requests;
		expect([host, line, headers['content-type']]).toEqual(['upload', 'POST /sale/images', type]);
		expect(sent).toEqual(bytes);
	});

	test.each([
		['a PDF', PDF],
		['a sound in the same container as WebP', WAV],
	])('%s is refused before it is sent', async (_, bytes) => {
		const { error } = await run(upload, bytes);
		expect(error?.message).toContain('is not a JPG or PNG or WEBP');
		expect(stub.requests).toEqual([]);
	});
});

describe('Attachment', () => {
	const upload = (type: string) => ({ resource: 'attachment', operation: 'upload', type });
	const declaredAt = (location: string) => {
		answer = ({ target: line }) =>
			line.startsWith('POST ')
				? { status: 201, headers: { location }, body: { id: 'a1' } }
				: { body: { id: 'a1' } };
	};

	test('goes to the address that Allegro names', async () => {
		declaredAt(`${stub.uploadUrl}/sale/offer-attachments/a1?once=yes`);
		const { items } = await run(upload('USER_MANUAL'), PDF);
		expect(items[0].json).toMatchObject({ attachmentId: 'a1', type: 'USER_MANUAL' });
		expect(stub.requests[1]).toMatchObject({
			host: 'upload',
			target: 'PUT /sale/offer-attachments/a1?once=yes',
			headers: { 'content-type': 'application/pdf' },
		});
	});

	test('never goes to an address on another host', async () => {
		declaredAt('https://upload.allegro.example/sale/offer-attachments/a1');
		const { error } = await run(upload('USER_MANUAL'), PDF);
		expect(error).toBeDefined();
		expect(lines()).toEqual(['POST /sale/offer-attachments']);
	});

	test('of a type that takes no PDF is refused before it is declared', async () => {
		const { error } = await run(upload('ENERGY_LABEL'), PDF);
		expect(error?.message).toContain('is not a JPG or PNG');
		expect(stub.requests).toEqual([]);
	});

	test('is sent in two steps too', async () => {
		declaredAt(`${stub.uploadUrl}/sale/offer-attachments/a1?once=yes`);
		const declare = { resource: 'attachment', operation: 'create', type: 'TIRE_LABEL' };
		const { items } = await run({ ...declare, fileName: 'opona.png' });
		const { uploadUrl: attachmentId } = items[0].json;
		await run({ resource: 'attachment', operation: 'sendFile', attachmentId }, PNG);
		expect(stub.requests[1]).toMatchObject({
			host: 'upload',
			target: 'PUT /sale/offer-attachments/a1?once=yes',
			bytes: PNG,
		});
	});
});

describe('Publication', () => {
	test('the end of many offers is waited for', async () => {
		const taskCount = { total: 2, success: 1, failed: 1 };
		answer = ({ target: line }) =>
			line.startsWith('PUT ')
				? { status: 201, body: { id: 'x', taskCount: { total: 0, success: 0, failed: 0 } } }
				: { body: { id: 'x', completedAt: '2026-01-31T12:00:00Z', taskCount } };
		const offerIds = `${OFFER}, 7600012346`;
		const { items } = await run({
			resource: 'publication',
			operation: 'end',
			offerIds,
			report: 'summary',
		});
		expect(items[0].json).toMatchObject({ taskCount });
		expect(stub.requests[0].body).toEqual({
			offerCriteria: [{ type: 'CONTAINS_OFFERS', offers: [{ id: OFFER }, { id: '7600012346' }] }],
			publication: { action: 'END' },
		});
	});
});

describe('Fee: Get Quotes', () => {
	test('asks in several requests when the offers are many', async () => {
		answer = ({ query }) => ({
			body: { quotes: query.getAll('offer.id').map((id) => ({ offer: { id } })) },
		});
		const ids = Array.from({ length: 45 }, (_, index) => String(7600000000 + index));
		const parameters = { resource: 'fee', operation: 'getQuotes', offerIds: ids.join(' ') };
		const { items } = await run({ ...parameters, returnAll: true });
		expect(stub.requests).toHaveLength(3);
		expect(items.map(({ json }) => (json.offer as { id: string }).id)).toEqual(ids);
		expect((await run({ ...parameters, returnAll: false, limit: 5 })).items).toHaveLength(5);
	});
});

describe('Promo Option: Update', () => {
	test('groups changes by marketplace', async () => {
		answer = () => ({ body: {} });
		const change = (marketplaceId: string, packageId: string) => ({
			marketplaceId,
			packageId,
			modificationType: 'CHANGE',
			packageType: 'EXTRA',
		});
		const modification = [
			change('allegro-cz', 'a'),
			change('allegro-sk', 'a'),
			change('allegro-cz', 'b'),
		];
		await run({
			resource: 'promoOption',
			operation: 'update',
			offerId: byId(OFFER),
			modifications: {},
			additionalFields: { additionalMarketplaces: { modification } },
		});
		const of = (packageId: string) => ({
			modificationType: 'CHANGE',
			packageType: 'EXTRA',
			packageId,
		});
		expect(stub.requests[0].body).toEqual({
			additionalMarketplaces: [
				{ marketplaceId: 'allegro-cz', modifications: [of('a'), of('b')] },
				{ marketplaceId: 'allegro-sk', modifications: [of('a')] },
			],
		});
	});
});

describe('The picker of offers', () => {
	const urlMode = () => {
		const { properties } = stub.engine.nodeTypes.allegroOffers.description;
		const locator = properties.find(({ type }) => type === 'resourceLocator') as INodeProperties;
		return locator.modes?.find(({ name }) => name === 'url');
	};

	test.each([
		'https://allegro.pl/oferta/kubek-ceramiczny-330-ml-7600012345',
		'https://allegro.pl/oferta/7600012345',
		'https://allegro.pl/oferta/telefon-12345678901-czarny-7600012345?bi_s=ads#reviews',
		'https://business.allegro.pl/oferta/kubek-7600012345',
		'https://allegro.cz/nabidka/hrnek-330-ml-7600012345',
		'https://allegro.sk/ponuka/hrncek-7600012345',
		'https://allegro.hu/ajanlat/bogre-7600012345',
		'https://allegro.pl.allegrosandbox.pl/oferta/kubek-7600012345',
		'https://salescenter.allegro.com/offer/7600012345/restore',
		'https://allegro.pl/produkt/kubek-c9e39cae-9cb6-11e9-a2a3-123456789012?offerId=7600012345',
	])('reads %s', (url) => {
		const { regex } = urlMode()?.extractValue as unknown as { regex: string };
		expect(new RegExp(regex).exec(url)?.slice(1)).toEqual([OFFER]);
		const [{ properties }] = urlMode()?.validation as unknown as Array<{
			properties: { regex: string };
		}>;
		expect(new RegExp(`^${properties.regex}$`).test(url)).toBe(true);
	});

	test.each([
		'https://allegro.pl/kategoria/kubki-257931',
		'https://allegro.pl.example.com/oferta/kubek-7600012345',
		'https://example.com/allegro.pl/oferta/kubek-7600012345',
		'https://allegro.pl/uzytkownik/kubki',
	])('does not take %s for an offer', (url) => {
		const { regex } = urlMode()?.extractValue as unknown as { regex: string };
		expect(new RegExp(regex).exec(url)).toBeNull();
	});

	test('searches titles, then IDs of the shop, and IDs of offers first', async () => {
		answer = ({ target: line }) => ({
			body: {
				offers: /external\.id=SKU-1|name=kubek|offer\.id=7600012345|offset=0$/.test(line)
					? [offerWith({ external: { id: 'SKU-1' }, publication: { status: 'ENDED' } })]
					: [],
			},
		});
		const search = async (filter?: string) =>
			(await stub.engine.search('allegroOffers', 'searchOffers', filter)).results;
		const item = {
			name: 'Kubek cer…ny 330 ml · 12.00 PLN · 3 left · ended · SKU-1',
			value: OFFER,
			description: OFFER,
		};
		for (const filter of [undefined, ' kubek ', 'SKU-1', OFFER]) {
			expect(await search(filter)).toEqual([item]);
		}
		expect(await search('nothing')).toEqual([]);
	});
});

describe('other marketplaces', () => {
	test('a price is in the currency of its marketplace by itself', async () => {
		answer = () => ({ body: offerWith() });
		const price = (marketplaceId: string) => ({ marketplaceId, price: '12', currency: '' });
		const marketplace = [
			...['allegro-cz', 'allegro-hu', 'allegro-sk', 'allegro-pl'].map((id) => price(id)),
			...['allegro-business-cz', 'allegro-business-pl'].map((id) => price(id)),
		];
		await run(update({ updateFields: { additionalMarketplaces: { marketplace } } }));
		const sent = stub.requests.at(-1)!.body.additionalMarketplaces as Record<string, unknown>;
		const currencies = Object.values(sent).map(
			(each) => (each as { sellingMode: { price: object } }).sellingMode.price,
		);
		expect(currencies).toEqual(
			['CZK', 'HUF', 'EUR', 'PLN', 'CZK', 'PLN'].map((currency) => ({ amount: '12.00', currency })),
		);
	});

	test('the simple view tells why an offer is not shown there', async () => {
		const refused = {
			state: 'REFUSED',
			refusalReasons: [{ code: 'VQR009', userMessage: 'price difference too big' }],
		};
		answer = () => ({
			body: offerWith({
				additionalMarketplaces: {
					'allegro-cz': { publication: refused },
					'allegro-sk': { publication: { state: 'NOT_REQUESTED', refusalReasons: [] } },
				},
			}),
		});
		const { items } = await run({ resource: 'offer', operation: 'get', offerId: byId(OFFER) });
		expect(items[0].json.problems).toEqual(['allegro-cz REFUSED: price difference too big']);
	});

	test('the simple view tells that a price alone has requested no marketplace', async () => {
		const publication = (state: string) => ({ publication: { state, refusalReasons: [] } });
		const price = { amount: '12.00', currency: 'EUR' };
		answer = () => ({
			body: offerWith({
				additionalMarketplaces: {
					'allegro-cz': { ...publication('NOT_REQUESTED'), sellingMode: null },
					'allegro-sk': { ...publication('NOT_REQUESTED'), sellingMode: { price } },
					'allegro-hu': { ...publication('APPROVED'), sellingMode: { price } },
					'allegro-business-cz': { ...publication('PENDING'), sellingMode: null },
				},
			}),
		});
		const { items } = await run({ resource: 'offer', operation: 'get', offerId: byId(OFFER) });
		expect(items[0].json.problems).toEqual([
			'allegro-sk NOT_REQUESTED: it has a price there, but its shipping rates must deliver there too',
		]);
	});
});

test('an offer that is gone when Allegro has finished is not one to go on with', async () => {
	works({ status: 303 });
	const accepted = answer;
	answer = (request) =>
		request.target === `GET /sale/product-offers/${OFFER}`
			? { status: 404, body: { errors: [{ code: 'NotFound', userMessage: 'Nie znaleziono' }] } }
			: accepted(request);
	const { error } = await run(create({ productId: '5902719471797', price: '12' }));
	expect(error?.description).toContain(`The offer ${OFFER} was made, and is gone`);
	expect(error?.description).not.toContain('go on with Update');
});

test.each([create({ productId: 'x' }), update({ updateFields: { stock: 2 } })])(
	'a language that is null is refused before anything is sent: $operation',
	async (parameters) => {
		const additionalJson = '{"language":null}';
		const { error } = await run({ ...parameters, options: { additionalJson } });
		expect(error?.message).toBe('The language of an offer cannot be empty');
		expect(error?.description).toContain('Nothing was sent to Allegro');
		expect(stub.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	},
);
