import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { loadNodeTypes } from '../engine';
import { discover } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { byId } from '../shop';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';

/**
 * Updates that read first keep what they do not name, to the byte: also what Allegro may add one day. All
 * others that replace say so in the panel.
 */

const ID = '7600012345';
const ORDER = '29738e61-7f6a-11e8-ac45-09db60ede9d6';
const LATER = { inventedLater: { list: ['', 'a', 0, false], text: '' } };

const RATE = {
	deliveryMethod: { id: 'b' },
	maxQuantityPerPackage: 99,
	maxPackageWeight: { value: '31.500', unit: 'KILOGRAM' },
	firstItemRate: { amount: '9.00', currency: 'EUR', ...LATER },
	shippingTime: { from: 'P2D', to: 'P4D' },
	...LATER,
};
const OTHER_RATE = {
	deliveryMethod: { id: 'a' },
	firstItemRate: { amount: '1.00', currency: 'PLN' },
	...LATER,
};
const PRICE_LIST = { id: ID, name: 'Cennik', type: 'PHYSICAL', dispatchCountry: 'PL' };

const PRODUCT = {
	product: {
		id: 'c9e39cae-9cb6-11e9-a2a3-2a2ae2dbcce4',
		images: [],
		parameters: [{ id: '225693', values: ['5902719471797'] }],
		...LATER,
	},
	quantity: { value: 2 },
	responsiblePerson: null,
	responsibleProducer: { type: 'ID', id: '85d562be-2415-4687-8d38-16590d50725a' },
	safetyInformation: { type: 'TEXT', description: 'Nie dla dzieci' },
	marketedBeforeGPSRObligation: false,
	deposits: [],
	...LATER,
};
const CONTENT = {
	images: ['https://a.allegroimg.com/original/1/2'],
	description: { sections: [{ items: [{ type: 'TEXT', content: '<p>Opis</p>' }], ...LATER }] },
};
const PARAMETER = { id: '11323', valuesIds: ['11323_2'] };

/** Of a suggestion, what is empty is left out: Allegro takes an empty text for a value. */
const FILLED = { inventedLater: { list: ['a', 0, false], flag: false } };
const ADDRESS = {
	name: 'Jan Kowalski',
	street: 'Lipowa 1',
	postalCode: '60-166',
	city: 'Poznań',
	countryCode: 'DE',
	email: 'a@example.com',
	phone: '+48500600700',
	...FILLED,
};
const SUGGESTED = {
	deliveryMethodId: 'm',
	sender: ADDRESS,
	receiver: { ...ADDRESS, point: 'POZ08A' },
	packages: [{ type: 'PACKAGE', weight: { value: 1, unit: 'KILOGRAMS' }, ...FILLED }],
	cashOnDelivery: { amount: '100.00', currency: 'CZK', ownerName: 'Jan' },
	additionalProperties: { a: 'b' },
	labelFormat: 'PDF',
	...FILLED,
};
const withSuggestion = (input: object) => ({ input: { ...SUGGESTED, ...input } });
const rates = (row: object) => ({ rates: { rate: [row] } });
const mapped = (value: object) => ({ categoryParameters: { mappingMode: 'defineBelow', value } });

/** What is read, by its path; the change; and what is sent. */
type Case = [operation: string, changes: object, body: unknown];

const READ: Record<string, unknown> = {
	[`/sale/shipping-rates/${ID}`]: { ...PRICE_LIST, rates: [RATE, OTHER_RATE], lastModified: 'x' },
	[`/sale/product-offers/${ID}`]: {
		id: ID,
		category: { id: '258066' },
		productSet: [{ ...PRODUCT, responsibleProducer: { id: PRODUCT.responsibleProducer.id } }],
		parameters: [PARAMETER, { id: '7', values: ['x'] }],
		...CONTENT,
	},
	'/sale/categories/258066/parameters': {
		parameters: [
			{ id: '11323', name: 'Stan', type: 'string' },
			{ id: '224017', name: 'Kod', type: 'string', options: { describesProduct: true } },
		],
	},
	[`/sale/offers/${ID}/tags`]: { tags: [{ id: 'a' }, { id: 'b' }] },
	[`/shipment-management/delivery-proposals/${ORDER}`]: { suggestedInput: SUGGESTED },
};

const shipment = (additionalFields: object) => ({ orderId: byId(ORDER), additionalFields });
const priceList = (...list: object[]) => ({ ...PRICE_LIST, rates: list });

const CASES: Case[] = [
	[
		'allegroSettings shippingRates.update',
		rates({ deliveryMethodId: 'b', amount: '12' }),
		priceList({ ...RATE, firstItemRate: { ...RATE.firstItemRate, amount: '12.00' } }, OTHER_RATE),
	],
	[
		'allegroSettings shippingRates.update',
		rates({ deliveryMethodId: 'b', maxQuantityPerPackage: 5 }),
		priceList({ ...RATE, maxQuantityPerPackage: 5 }, OTHER_RATE),
	],
	[
		'allegroSettings shippingRates.update',
		rates({ deliveryMethodId: 'b', shippingTimeTo: '7' }),
		priceList({ ...RATE, shippingTime: { from: 'P2D', to: 'P7D' } }, OTHER_RATE),
	],
	[
		'allegroSettings shippingRates.update',
		rates({ deliveryMethodId: 'a', maxPackageWeight: '25' }),
		priceList(RATE, { ...OTHER_RATE, maxPackageWeight: { value: '25.000', unit: 'KILOGRAM' } }),
	],
	[
		'allegroSettings shippingRates.update',
		rates({ deliveryMethodId: 'c', amount: '5' }),
		priceList(RATE, OTHER_RATE, {
			deliveryMethod: { id: 'c' },
			maxQuantityPerPackage: 1,
			firstItemRate: { amount: '5.00', currency: 'PLN' },
		}),
	],
	[
		'allegroSettings shippingRates.update',
		{ additionalFields: { name: 'Nowy' } },
		{ ...priceList(RATE, OTHER_RATE), name: 'Nowy' },
	],
	[
		'allegroOffers offer.update',
		mapped({ '11323': 'Nowy' }),
		{
			parameters: [
				{ id: '7', values: ['x'] },
				{ id: '11323', values: ['Nowy'] },
			],
		},
	],
	[
		'allegroOffers offer.update',
		mapped({ '224017': 'A' }),
		{
			productSet: [
				{
					...PRODUCT,
					product: {
						...PRODUCT.product,
						parameters: [...PRODUCT.product.parameters, { id: '224017', values: ['A'] }],
					},
				},
			],
			...CONTENT,
		},
	],
	[
		'allegroOffers offer.update',
		{ productDetails: { quantity: 3 } },
		{ productSet: [{ ...PRODUCT, quantity: { value: 3 } }], ...CONTENT },
	],
	['allegroOffers tag.unassign', { tagIds: ['a'] }, { tags: [{ id: 'b' }] }],
	[
		'allegroParcels shipment.createForOrder',
		shipment({ sender: { address: { point: 'POP-ZGR1' } } }),
		withSuggestion({ sender: { ...ADDRESS, point: 'POP-ZGR1' } }),
	],
	[
		'allegroParcels shipment.createForOrder',
		shipment({ receiver: { address: { phone: '+48111222333' } } }),
		withSuggestion({ receiver: { ...SUGGESTED.receiver, phone: '+48111222333' } }),
	],
	[
		'allegroParcels shipment.createForOrder',
		shipment({ cashOnDelivery: { money: { amount: '50' } } }),
		withSuggestion({ cashOnDelivery: { ...SUGGESTED.cashOnDelivery, amount: '50.00' } }),
	],
	[
		'allegroParcels shipment.createForOrder',
		shipment({ insurance: { money: { amount: '50' } } }),
		withSuggestion({ insurance: { amount: '50.00', currency: 'PLN' } }),
	],
	[
		'allegroParcels shipment.createForOrder',
		shipment({ referenceNumber: 'R1' }),
		withSuggestion({ referenceNumber: 'R1' }),
	],
];

const operations = discover(loadNodeTypes());
let stub: Stub;
let answer: (request: StubRequest) => StubAnswer;
beforeAll(async () => {
	stub = await openStub((request) => answer(request));
});
beforeEach(() => {
	stub.requests.length = 0;
	answer = ({ method, path }) => ({ body: (method === 'GET' && READ[path]) || { id: ID } });
});
afterAll(async () => await stub.close());

const IDS = { shippingRatesId: byId(ID), offerId: byId(ID), waitForCompletion: false };

async function change(operation: string, parameters: object) {
	const [node, resource, name] = operation.split(/[ .]/);
	const { error } = await stub.engine.node(node, {
		resource,
		operation: name,
		...IDS,
		...parameters,
	} as INodeParameters);
	return { error, write: stub.requests.find(({ method }) => method !== 'GET') };
}

describe('an update that reads first', () => {
	test.each(CASES)('%s with %j changes nothing else', async (operation, changes, expected) => {
		const { error, write } = await change(operation, changes);
		expect(error).toBeUndefined();
		const { commandId: _, ...body } = write!.body as IDataObject;
		expect(body).toEqual(expected);
	});

	test('all of them stand here', async () => {
		answer = ({ method, path }) => ({ body: (method === 'GET' && READ[path]) || { id: ID } });
		const found = new Set<string>();
		for (const operation of operations) {
			if (!/^(PUT|PATCH) /.test(operation.endpoint) || operation.route.retired) continue;
			stub.requests.length = 0;
			await stub.engine.node(
				operation.node,
				{ ...sampleParameters(operation, 'typed'), ...IDS, options: {} },
				{ items: [sampleItem(operation)] },
			);
			const [first] = stub.requests;
			const reads = first?.method === 'GET' && first.path !== '/me';
			if (reads) found.add(`${operation.node} ${operation.key}`);
		}
		// These two name other methods of Allegro's, or have it read by what follows.
		const others = ['allegroOffers tag.unassign', 'allegroParcels shipment.createForOrder'];
		expect([...found, ...others].sort()).toEqual([...new Set(CASES.map(([name]) => name))].sort());
	});
});

test.each([
	[
		{ deliveryMethodId: 'c' },
		'The delivery method c is new in this price list: its rate needs an amount ("Amount")',
	],
])('a rate that cannot be right is refused: %j', async (row, message) => {
	const { error, write } = await change('allegroSettings shippingRates.update', rates(row));
	expect(error?.message).toBe(message);
	expect(write).toBeUndefined();
});

test.each(['0', 0])('%j takes away what a rate had', async (none) => {
	const { write } = await change(
		'allegroSettings shippingRates.update',
		rates({
			deliveryMethodId: 'b',
			maxPackageWeight: none,
			shippingTimeFrom: none,
			shippingTimeTo: none,
		}),
	);
	const { maxPackageWeight: _, shippingTime: __, ...rest } = RATE;
	expect(write!.body.rates).toEqual([rest, OTHER_RATE]);
});

describe('addresses of a shipment', () => {
	test('another name does not keep the company that was suggested', async () => {
		const sender = { address: { name: 'Ola Nowak' } };
		answer = ({ method }) => ({
			body:
				method === 'GET'
					? { suggestedInput: { ...SUGGESTED, sender: { ...ADDRESS, name: '', company: 'Stara' } } }
					: { id: ID },
		});
		const { write } = await change('allegroParcels shipment.createForOrder', shipment({ sender }));
		expect(write!.body).toHaveProperty('input.sender', { ...ADDRESS, name: 'Ola Nowak' });
	});

	test('that lack something are refused before anything is created', async () => {
		const { phone: _, ...rest } = ADDRESS;
		answer = () => ({ body: { suggestedInput: { ...SUGGESTED, sender: { ...rest, name: '' } } } });
		const { error, write } = await change('allegroParcels shipment.createForOrder', shipment({}));
		expect(error?.message).toBe(
			'The address of the sender is not complete: Name or Company, Phone',
		);
		expect(write).toBeUndefined();
	});
});

test.each([
	['42; ; 26,5', ['42', '', '26,5']],
	['; 8; ', ['', '8', '']],
	['42,,26.5', ['42', '', '26.5']],
	['={{ ["42", "", 26.5] }}', ['42', '', '26.5']],
	['={{ ["42", null, 26.5] }}', ['42', '', '26.5']],
])('an empty cell of a size table keeps its place: %s', async (cells, made) => {
	for (const operation of ['create', 'update']) {
		stub.requests.length = 0;
		const { error, write } = await change(`allegroSettings sizeTable.${operation}`, {
			templateId: '1',
			sizeTableId: byId(ID),
			name: 'Buty',
			columns: 'EU; UK; cm',
			rows: { row: [{ cells }] },
		});
		expect(error).toBeUndefined();
		expect(write!.body.values).toEqual([{ cells: made }]);
	}
});

test('a column without a heading is refused', async () => {
	const { error, write } = await change('allegroSettings sizeTable.update', {
		sizeTableId: byId(ID),
		name: 'Buty',
		columns: 'EU; ; cm',
		rows: { row: [{ cells: '1;2;3' }] },
	});
	expect(error?.message).toContain('Column 2 has no heading: give each of them one');
	expect(write).toBeUndefined();
});

test.each([
	[
		'allegroOffers offer.update',
		{ updateFields: { location: { place: { city: 'Kraków' } } } },
		{ location: { city: 'Kraków' } },
	],
	[
		'allegroBulkOffers offer.update',
		{ offerIds: ID, changes: { location: { address: { city: 'Kraków' } } } },
		{ modification: { location: { city: 'Kraków' } } },
	],
])('%s changes no part of a place that is not named', async (operation, changes, expected) => {
	const { error, write } = await change(operation, changes);
	expect(error).toBeUndefined();
	const { offerCriteria: _, ...body } = write!.body as IDataObject;
	expect(body).toEqual(expected);
});

test('what replaces without reading says so', () => {
	const silent = operations
		.filter(
			({ endpoint, operation, route }) =>
				endpoint.startsWith('PUT ') &&
				operation.value === 'update' &&
				!route.instead &&
				!endpoint.includes('{commandId}'),
		)
		.filter(({ operation }) => !/replace|keeps what/i.test(String(operation.description)))
		.map(({ node, key }) => `${node} ${key}`);
	expect(silent).toEqual([]);
});
