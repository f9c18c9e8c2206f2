import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createEngine, type Engine } from '../engine';
import { connectedTo } from '../operations/credential';
import { byId } from '../shop';

/** What Allegro Settings does beyond sending its fields, against a scripted host. */
const ID = '5c7bbf8b-b294-1737-bbda-894320c413b8';

let server: Server;
let engine: Engine;
let sent: Array<{ line: string; body: unknown }>;
let answers: Record<string, { status?: number; headers?: IDataObject; body?: unknown }>;

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString('utf8');
			const body: unknown = text.startsWith('{') ? JSON.parse(text) : text;
			const line = `${request.method} ${request.url}`;
			sent.push({ line, body });
			const answer = answers[line] ?? answers[line.split('?')[0]] ?? { body: {} };
			response.writeHead(answer.status ?? 200, {
				'content-type': 'application/json',
				...(answer.headers as Record<string, string>),
			});
			response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	engine = await createEngine(connectedTo({ apiUrl: url, uploadUrl: `${url}/upload` }));
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

beforeEach(() => {
	sent = [];
	answers = {};
});

const run = async (parameters: INodeParameters, binary = {}) =>
	await engine.node('allegroSettings', parameters, { items: [{ json: {}, binary }] });
const lines = () => sent.map(({ line }) => line);
const last = () => sent[sent.length - 1].body as IDataObject;

describe('Shipping Rate Set: Update', () => {
	const rate = (id: string, amount: string) => ({
		deliveryMethod: { id },
		firstItemRate: { amount, currency: 'PLN' },
		maxQuantityPerPackage: 1,
	});
	const row = (deliveryMethodId: string, amount: string) => ({
		deliveryMethodId,
		amount,
		currency: 'PLN',
		maxQuantityPerPackage: 1,
		maxPackageWeight: 0,
		shippingTimeFrom: 0,
		shippingTimeTo: 0,
	});
	const update = (more: INodeParameters) => ({
		resource: 'shippingRates',
		operation: 'update',
		shippingRatesId: byId(ID),
		...more,
	});

	beforeEach(() => {
		const shippingTime = { from: 'P2D', to: 'P4D' };
		const old = { nextItemRate: { amount: '0.00', currency: 'PLN' }, maxPackageWeight: null };
		answers[`GET /sale/shipping-rates/${ID}`] = {
			body: {
				id: ID,
				name: 'Small',
				type: 'PHYSICAL',
				dispatchCountry: 'PL',
				rates: [rate('a', '9.99'), { ...rate('b', '12.99'), ...old, shippingTime }],
				features: { managedByAllegro: false },
				lastModified: '2026-09-01T10:00:00.000Z',
			},
		};
	});

	test('keeps what is not changed: other rates, the name and the type', async () => {
		const { error } = await run(update({ rates: { rate: [row('a', '8'), row('c', '15,5')] } }));
		expect(error).toBeUndefined();
		expect(last()).toEqual({
			id: ID,
			name: 'Small',
			type: 'PHYSICAL',
			dispatchCountry: 'PL',
			rates: [
				rate('a', '8.00'),
				{ ...rate('b', '12.99'), shippingTime: { from: 'P2D', to: 'P4D' } },
				rate('c', '15.50'),
			],
		});
	});

	test('drops other rates when it shall', async () => {
		const rates = { rate: [row('c', '15.5')] };
		await run(update({ rates, keepOtherRates: false, additionalFields: { name: 'New' } }));
		expect(last()).toMatchObject({ name: 'New', rates: [rate('c', '15.50')] });
	});

	test('takes rates from Additional JSON too', async () => {
		await run(
			update({ options: { additionalJson: JSON.stringify({ rates: [rate('b', '1.00')] }) } }),
		);
		const shippingTime = { from: 'P2D', to: 'P4D' };
		expect(last().rates).toEqual([rate('a', '9.99'), { ...rate('b', '1.00'), shippingTime }]);
	});
});

describe('Point of Service', () => {
	const list = { resource: 'pointOfService', operation: 'getAll', returnAll: true };
	const address = {
		street: 'Lipowa 1',
		zipCode: '60-166',
		city: 'Poznań',
		state: 'WIELKOPOLSKIE',
		countryCode: 'PL',
	};

	test('is listed for the own account, whose number is looked up', async () => {
		answers['GET /me'] = { body: { id: '44300444' } };
		answers['GET /points-of-service'] = { body: { posList: [{ id: 'p', address: {} }] } };
		const { items } = await run({ ...list, simplify: true });
		expect(lines()).toEqual(['GET /me', 'GET /points-of-service?seller.id=44300444']);
		expect(items[0].json).toMatchObject({ id: 'p', city: null });
	});

	test('asks for the number when it may not be looked up', async () => {
		answers['GET /me'] = { status: 403, body: { errors: [] } };
		const { error } = await run(list);
		expect(error?.message).toBe('The Seller ID is missing');
		expect(lines()).toEqual(['GET /me']);
	});

	test('has a row of hours for each day', async () => {
		answers['GET /me'] = { status: 403, body: { errors: [] } };
		const { error } = await run({
			resource: 'pointOfService',
			operation: 'create',
			name: 'Shop',
			address: { address: { ...address, latitude: 52.3995, longitude: 16.8974 } },
			openHours: {
				hours: [
					{ days: ['MONDAY', 'TUESDAY'], from: '8:30', to: '17:00' },
					{ days: ['SATURDAY'], from: '10:00', to: '14:00:30' },
				],
			},
		});
		expect(error).toBeUndefined();
		expect(last()).toMatchObject({
			address,
			openHours: [
				{ dayOfWeek: 'MONDAY', from: '08:30:00.000', to: '17:00:00.000' },
				{ dayOfWeek: 'TUESDAY', from: '08:30:00.000', to: '17:00:00.000' },
				{ dayOfWeek: 'SATURDAY', from: '10:00:00.000', to: '14:00:30.000' },
			],
		});
		expect(last().address).toEqual({ ...address, coordinates: { lat: 52.3995, lon: 16.8974 } });
		expect(last().seller).toBeUndefined();
	});

	const at = async (latitude: unknown, longitude: unknown) => {
		answers['GET /me'] = { status: 403, body: { errors: [] } };
		return await run({
			resource: 'pointOfService',
			operation: 'create',
			name: 'Shop',
			address: { address: { ...address, latitude, longitude } } as never,
		});
	};

	test.each([
		['52.3995', '16.8974', { lat: 52.3995, lon: 16.8974 }],
		['52,3995', 16.8974, { lat: 52.3995, lon: 16.8974 }],
		[-33.9, '-70.1', { lat: -33.9, lon: -70.1 }],
		// Greenwich lies at 0.
		[51.48, 0, { lat: 51.48, lon: 0 }],
		[90, -180, { lat: 90, lon: -180 }],
	])('lies at %s, %s', async (latitude, longitude, coordinates) => {
		expect((await at(latitude, longitude)).error).toBeUndefined();
		expect(last().address).toMatchObject({ coordinates });
	});

	test.each([
		[91, 0, '91'],
		['52.4', 180.5, '180.5'],
		['N 52', 16.9, 'N 52'],
	])('does not lie at %s, %s: nothing is sent', async (latitude, longitude, told) => {
		const { error } = await at(latitude, longitude);
		expect(`${error?.message} ${error?.description}`).toContain(
			`"${told}" is not a place on the map. Use degrees like 52.3995`,
		);
		expect(lines().filter((line) => line.startsWith('POST'))).toEqual([]);
	});
});

describe('Point of Service: what Allegro demands and its document does not', () => {
	test.each([
		['the place', { latitude: '={{ "" }}', longitude: '={{ "" }}' }, 'latitude'],
		['the street', { street: '={{ "" }}', latitude: 52, longitude: 16 }, 'street'],
	])('%s', async (_, values, told) => {
		const address = {
			zipCode: '60-166',
			city: 'Poznań',
			state: 'WIELKOPOLSKIE',
			countryCode: 'PL',
		};
		const { error } = await run({
			resource: 'pointOfService',
			operation: 'create',
			name: 'Shop',
			address: { address: { street: 'Lipowa 1', ...address, ...values } },
		});
		expect(`${error?.message} ${error?.description}`).toMatch(
			new RegExp(`${told}.*(missing|required)`, 'i'),
		);
		expect(lines().filter((line) => line.startsWith('POST'))).toEqual([]);
	});
});

describe('Return Policy', () => {
	const create = { resource: 'returnPolicy', operation: 'create', name: 'None' };

	test('without returns has a reason, and nothing of what returns need', async () => {
		await run({ ...create, range: 'DISABLED', restrictionCause: 'CUSTOM_ITEM' });
		expect(last()).toEqual({
			name: 'None',
			isFulfillment: false,
			availability: { range: 'DISABLED', restrictionCause: { name: 'CUSTOM_ITEM' } },
		});
	});

	test('takes a period as Allegro writes it, and refuses what is none', async () => {
		const address = {
			address: {
				name: 'Kowalski Sp. z o.o.',
				street: 'Grunwaldzka 182',
				postCode: '60-166',
				city: 'Poznań',
				countryCode: 'PL',
			},
		};
		const whole = { ...create, address };
		await run({ ...whole, withdrawalDays: 'P30D', conditions: ['collectBySellerOnly'] });
		expect(last()).toMatchObject({
			withdrawalPeriod: 'P30D',
			options: { collectBySellerOnly: true, businessReturnAllowed: false },
		});
		const { error } = await run({ ...whole, withdrawalDays: 1.5 });
		expect(error?.message).toContain('"1.5" is not a period');
		expect(sent).toHaveLength(1);
	});

	test('is deleted, whatever Allegro answers', async () => {
		answers[`DELETE /after-sales-service-conditions/return-policies/${ID}`] = { body: { id: ID } };
		const policy = { resource: 'returnPolicy', operation: 'delete', returnPolicyId: byId(ID) };
		expect((await run(policy)).items[0].json).toEqual({ deleted: true });
	});
});

describe('Warranty Attachment: Upload', () => {
	const upload = { resource: 'warrantyAttachment', operation: 'upload' };
	const file = (text: string) => ({
		data: {
			data: Buffer.from(text).toString('base64'),
			mimeType: 'application/pdf',
			fileName: 'warranty.pdf',
		},
	});
	const declare = 'POST /after-sales-service-conditions/attachments';

	test('goes to the upload host, or to the address that Allegro names', async () => {
		answers[declare] = { body: { id: ID } };
		const { items } = await run(upload, file('%PDF-1.4'));
		expect(items[0].json).toMatchObject({ attachmentId: ID, fileName: 'warranty.pdf' });
		answers[declare].headers = { location: '/once/7?key=1' };
		await run(upload, file('%PDF-1.4'));
		expect(lines()).toEqual([
			declare,
			`PUT /upload/after-sales-service-conditions/attachments/${ID}`,
			declare,
			'PUT /once/7?key=1',
		]);
		expect(sent[0].body).toEqual({ name: 'warranty.pdf' });
	});

	test('takes PDF files only', async () => {
		const { error } = await run(upload, file('GIF89a'));
		expect(error?.message).toContain('is not a PDF');
		expect(sent).toEqual([]);
	});
});

test('cells of a size table may hold commas', async () => {
	await run({
		resource: 'sizeTable',
		operation: 'update',
		sizeTableId: byId(ID),
		name: 'Shoes',
		columns: 'EU, Foot length',
		rows: { row: [{ cells: '42; 26,5' }, { cells: '43,27' }] },
	});
	expect(last()).toEqual({
		name: 'Shoes',
		headers: [{ name: 'EU' }, { name: 'Foot length' }],
		values: [{ cells: ['42', '26,5'] }, { cells: ['43', '27'] }],
	});
});

describe('pickers', () => {
	test('find what they list by name', async () => {
		const rows = [
			{ id: '1', name: 'Small' },
			{ id: '2', name: 'Large' },
		];
		answers['GET /sale/shipping-rates'] = { body: { shippingRates: rows } };
		const { results } = await engine.search('allegroSettings', 'searchShippingRates', 'larg');
		expect(results).toEqual([{ name: 'Large', value: '2' }]);
	});

	test('tell delivery methods of one name apart, and leave out those not allowed', async () => {
		const method = { name: 'DPD', dispatchCountry: 'PL', destinationCountry: 'CZ' };
		answers['GET /sale/delivery-methods'] = {
			body: {
				deliveryMethods: [
					{ ...method, id: '1', paymentPolicy: 'IN_ADVANCE' },
					{ ...method, id: '2', paymentPolicy: 'CASH_ON_DELIVERY', dispatchCountry: null },
					{ ...method, id: '3', shippingRatesConstraints: { allowed: false } },
				],
			},
		};
		expect(await engine.options('allegroSettings', 'getDeliveryMethods')).toEqual([
			{ name: 'DPD (any country to CZ, cash on delivery)', value: '2' },
			{ name: 'DPD (PL to CZ)', value: '1' },
		]);
	});
});
