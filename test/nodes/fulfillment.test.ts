import type { IDataObject } from 'n8n-workflow';

import { byId } from '../shop';
import type { Stub } from '../stub';
import { openStub } from '../stub';

const NOTICE = '71529ad2-2265-11e8-b76b-c17025d848f7';
const PRODUCT = 'a1520fab-7801-11e8-9ccd-fb068c707a74';
const COMMAND = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';

let stub: Stub;

afterEach(async () => await stub.close());

async function run(resource: string, operation: string, parameters: IDataObject = {}) {
	return await stub.engine.node('allegroFulfillment', {
		resource,
		operation,
		...parameters,
	} as never);
}

const onNotice = { advanceShipNoticeId: byId(NOTICE) };
const notice = {
	id: NOTICE,
	displayNumber: 'A-210310-0000002',
	status: 'DRAFT',
	createdAt: '2026-03-10T12:00:00Z',
	updatedAt: '2026-03-10T12:00:00Z',
	items: [
		{ product: { id: PRODUCT }, quantity: 3 },
		{ product: { id: NOTICE }, quantity: 4 },
	],
};
const items = { item: [{ productId: byId(PRODUCT), quantity: 3 }] };

describe('the version of an advance ship notice', () => {
	test('is in the item that Get gives, simple or not', async () => {
		stub = await openStub(() => ({ headers: { etag: '"7"' }, body: notice }));
		const simple = await run('advanceShipNotice', 'get', { ...onNotice, simplify: true });
		expect(simple.items[0].json).toEqual({
			id: NOTICE,
			displayNumber: 'A-210310-0000002',
			status: 'DRAFT',
			createdAt: '2026-03-10T12:00:00Z',
			unitType: null,
			units: null,
			shippingMethod: null,
			estimatedTimeOfArrival: null,
			pieces: 7,
			etag: '"7"',
		});
		const whole = await run('advanceShipNotice', 'get', { ...onNotice, simplify: false });
		expect(whole.items[0].json).toEqual({ ...notice, etag: '"7"' });
	});

	test('goes along with an update, and the new one comes back', async () => {
		stub = await openStub(() => ({ headers: { etag: '"8"' }, body: notice }));
		const out = await run('advanceShipNotice', 'update', { ...onNotice, etag: '"7"', items });
		expect(stub.requests[0].headers['if-match']).toBe('"7"');
		expect(out.items[0].json.etag).toBe('"8"');
	});

	test('that is old leads to an error that says what to do', async () => {
		stub = await openStub(() => ({ status: 412 }));
		const { error } = await run('advanceShipNotice', 'updateSubmitted', {
			...onNotice,
			etag: '6',
		});
		expect(stub.requests[0].body).toEqual({});
		expect(error?.message).toBe('Someone changed this in the meantime');
		expect(error?.description).toContain('Read it again');
	});
});

describe('shipping', () => {
	const common = {
		estimatedTimeOfArrival: '2026-03-15T08:00:00',
		countryCode: 'CZ',
		courierId: 'DPD',
		courierName: 'Kurier Express',
		trackingNumbers: '1, 2',
		truckLicencePlate: 'FZ12453',
		thirdPartyName: 'Hurtownia',
		thirdPartyOrderNumber: '42',
	};
	const sent = { estimatedTimeOfArrival: '2026-03-15T07:00:00.000Z', countryCode: 'CZ' };

	test.each([
		[
			'COURIER_BY_SELLER',
			{ courierId: 'OTHER' },
			{ courier: { id: 'OTHER', name: 'Kurier Express', trackingNumbers: ['1', '2'] } },
		],
		['COURIER_BY_SELLER', {}, { courier: { id: 'DPD', trackingNumbers: ['1', '2'] } }],
		['OWN_TRANSPORT', {}, { truckLicencePlate: 'FZ12453' }],
		['THIRD_PARTY_DELIVERY', {}, { thirdParty: { name: 'Hurtownia', orderNumber: '42' } }],
	])('by %s %j has what belongs to it, and nothing else', async (method, more, own) => {
		stub = await openStub(() => ({ status: 201, body: notice }));
		await run('advanceShipNotice', 'create', {
			items,
			shipping: { details: { method, ...common, ...more } },
		});
		expect(stub.requests[0].body).toEqual({
			items: [{ product: { id: PRODUCT }, quantity: 3 }],
			shipping: { method, ...sent, ...own },
		});
	});
});

describe('a submission', () => {
	const options = { timeoutSeconds: 30, commandId: COMMAND };
	const submit = { ...onNotice, waitForCompletion: true, options };
	const command = (status: string, more: IDataObject = {}) => ({
		id: COMMAND,
		input: { advanceShipNoticeId: NOTICE },
		output: { status, ...more },
	});

	test('is waited for', async () => {
		const states = ['RUNNING', 'RUNNING', 'SUCCESSFUL'];
		stub = await openStub((_request, earlier) => ({ body: command(states[earlier.length]) }));
		const { items: out } = await run('advanceShipNotice', 'submit', submit);
		expect(out.map(({ json }) => json)).toEqual([command('SUCCESSFUL')]);
		expect(stub.requests.map(({ target }) => target)).toEqual([
			`PUT /fulfillment/submit-commands/${COMMAND}`,
			`GET /fulfillment/submit-commands/${COMMAND}`,
			`GET /fulfillment/submit-commands/${COMMAND}`,
		]);
	});

	test('that failed is an error, in the words of Allegro', async () => {
		const errors = [{ code: 'INVALID_ASN_STATE', message: 'The ASN has no shipping' }];
		stub = await openStub(() => ({ body: command('FAILED', { errors }) }));
		const { error } = await run('advanceShipNotice', 'submit', submit);
		expect(error?.message).toBe('The ASN has no shipping');
	});
});

test('labels are asked for in the format that the user wants', async () => {
	stub = await openStub(() => ({ body: '~DGR:LOGO,1\n^XA^XZ' }));
	const { items: out } = await run('advanceShipNotice', 'downloadLabels', {
		...onNotice,
		format: 'zpl',
		binaryPropertyName: 'labels',
	});
	expect(stub.requests[0].headers.accept).toBe('x-application/zpl');
	expect(out[0].json.fileName).toBe(`labels-${NOTICE}.zpl`);
	expect(Object.keys(out[0].binary ?? {})).toEqual(['labels']);
});

test('the stock is a CSV file with a name', async () => {
	stub = await openStub(() => ({ body: 'name;available\nKubek;7\n' }));
	const { items: out } = await run('stock', 'downloadCsv', { binaryPropertyName: 'data' });
	expect(stub.requests[0]).toMatchObject({
		target: 'GET /fulfillment/stock',
		headers: { accept: 'text/csv' },
	});
	expect(out[0].json.fileName).toMatch(/^stock-\d{4}-\d\d-\d\d\.csv$/);
	expect(Buffer.from(out[0].binary?.data.data ?? '', 'base64').toString()).toBe(
		'name;available\nKubek;7\n',
	);
});

test('returns to the warehouse are read as far as Allegro lets them', async () => {
	stub = await openStub(({ target }) => {
		const [, limit, offset] = /limit=(\d+)&offset=(\d+)/.exec(target) ?? [];
		// Allegro refuses an offset above 1000.
		if (Number(offset) > 1000) return { status: 422 };
		const report = Array.from({ length: Number(limit) }, (_, row) => ({
			orderId: `${Number(offset) + row}`,
		}));
		return { body: { report } };
	});
	const list = { simplify: false, returnAll: false };
	const { items: out } = await run('refundDisposition', 'getAll', { ...list, limit: 2000 });
	expect(new Set(out.map(({ json }) => json.orderId)).size).toBe(2000);
	// Beyond that the list is read by dates, which these do not have.
	const { error } = await run('refundDisposition', 'getAll', { ...list, limit: 2001 });
	expect(error?.message).toContain('More than 2000');
});

test('a picked address without a plus is what the removal preference gets', async () => {
	stub = await openStub(() => ({ status: 201, body: { operation: 'WITHDRAWAL' } }));
	const address = {
		company: 'Kowalski',
		street: 'Wiosenna 22',
		postalCode: '80-244',
		city: 'Gdynia',
		countryCode: 'PL',
		phoneCountryCode: '+48',
		phoneNumber: '600000102',
		additionalInfo: '',
	};
	await run('removalPreference', 'update', { removal: 'WITHDRAWAL', address: { address } });
	await run('removalPreference', 'update', { removal: 'DISPOSAL' });
	expect(stub.requests.map(({ body }) => body)).toEqual([
		{
			operation: 'WITHDRAWAL',
			address: {
				company: 'Kowalski',
				street: 'Wiosenna 22',
				postalCode: '80-244',
				city: 'Gdynia',
				countryCode: 'PL',
				phone: { countryCode: '48', number: '600000102' },
			},
		},
		{ operation: 'DISPOSAL' },
	]);
});

describe('the pickers', () => {
	test('offer notices by number', async () => {
		stub = await openStub(() => ({ body: { advanceShipNotices: [notice], totalCount: 1 } }));
		const { results } = await stub.engine.search(
			'allegroFulfillment',
			'searchAdvanceShipNotices',
			'210310',
		);
		expect(results).toEqual([
			{ name: 'A-210310-0000002 · DRAFT · 2 products · 2026-03-10', value: NOTICE },
		]);
	});

	test('look for a product on further pages', async () => {
		stub = await openStub(({ target }) => {
			const [offset, limit] = ['offset', 'limit'].map((name) =>
				Number(new RegExp(`${name}=(\\d+)`).exec(target)?.[1]),
			);
			const products = Array.from({ length: 105 }, (_, row) => ({
				id: `product-${row}`,
				name: `Kubek ${row}`,
				gtins: ['5901234123457'],
			}));
			return { body: { products: products.slice(offset, offset + limit) } };
		});
		const { results, paginationToken } = await stub.engine.search(
			'allegroFulfillment',
			'searchFulfillmentProducts',
			'kubek 104',
		);
		expect(results.map(({ value }) => value)).toEqual(['product-104']);
		expect(paginationToken).toBeUndefined();
	});
});
