import { startSimulator, type Simulator } from '../simulator';
import { client, PUBLIC, UUID } from './client';

/** The simulator refuses what Allegro's document does not have, of every kind, whoever sends it. */
let simulator: Simulator;
let send: ReturnType<typeof client>;
beforeAll(async () => {
	simulator = await startSimulator();
	send = client(simulator);
});
afterAll(async () => await simulator.close());

const OFFERS = 'POST /sale/product-offers';
const LABEL = 'POST /shipment-management/label';
const PRICES = `PUT /sale/offer-price-change-commands/${UUID}`;
const criteria = [{ type: 'CONTAINS_OFFERS', offers: [{ id: '1' }] }];
const price = (amount: unknown) => ({
	modification: { type: 'FIXED_PRICE', price: { amount, currency: 'PLN' } },
	offerCriteria: criteria,
});

test.each([
	['a number where a text belongs', OFFERS, { name: 123 }, 400, 'name'],
	['a text where a number belongs', OFFERS, { stock: { available: '5' } }, 400, 'stock.available'],
	[
		'a text where a switch belongs',
		OFFERS,
		{ b2b: { buyableOnlyByBusiness: 'false' } },
		400,
		'b2b.buyableOnlyByBusiness',
	],
	['a text where a list belongs', OFFERS, { images: 'https://a.example/1' }, 400, 'images'],
	['an object where a text belongs', OFFERS, { images: [{ url: 'x' }] }, 400, 'images[0]'],
	[
		'a number deep in lists',
		OFFERS,
		{ productSet: [{ product: { id: 5 } }] },
		400,
		'productSet[0].product.id',
	],
	['null where none is allowed', OFFERS, { language: null }, 400, 'language'],
	[
		'a value outside an enum',
		OFFERS,
		{ sellingMode: { format: 'BARTER' } },
		400,
		'sellingMode.format',
	],
	[
		'a currency of no currency',
		PRICES,
		{
			...price('1.00'),
			modification: { type: 'FIXED_PRICE', price: { amount: 1, currency: 'PLN' } },
		},
		400,
		'modification.price.amount',
	],
	[
		'an unknown variant',
		PRICES,
		{ ...price('1.00'), modification: { type: 'DOUBLE' } },
		400,
		'modification.type',
	],
	[
		'a text that is too long',
		`POST /order/checkout-forms/${UUID}/shipments`,
		{ carrierId: 'DPD', waybill: 'W'.repeat(65) },
		422,
		'waybill',
	],
	['what is required', LABEL, {}, 400, 'shipmentIds'],
	['an empty list', LABEL, { shipmentIds: [] }, 400, 'shipmentIds'],
])('%s', async (_kind, endpoint, body, status, path) => {
	const [method, target] = endpoint.split(' ');
	const accept = endpoint === LABEL ? 'application/octet-stream' : PUBLIC;
	const answer = await send(method, target, { body, accept });
	const [error] = answer.data.errors;
	expect({ status: answer.status, path: error.path }).toEqual({ status, path });
	expect(error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
	expect(error.userMessage).toEqual(expect.any(String));
});

test.each([
	['limit=many', 'limit'],
	['limit=1.5', 'limit'],
	['sort=newest', 'sort'],
	['updatedAt.gte=yesterday', 'updatedAt.gte'],
	['status=LOST', 'status'],
])('a query with %s', async (query, path) => {
	const answer = await send('GET', `/order/checkout-forms?${query}`, { accept: PUBLIC });
	expect(answer.status).toBeGreaterThanOrEqual(400);
	expect(answer.data.errors[0].path).toBe(path);
});
