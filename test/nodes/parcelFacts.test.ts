import type { IDataObject } from 'n8n-workflow';

import { phoneWithPrefix } from '../../nodes/Parcels/phone';
import { byId } from '../shop';
import { openStub, type Stub, type StubAnswer } from '../stub';

/** What Allegro wants of parcels today, and gives, as people's reports say. */

const ID = '11111111-2222-4333-8444-555555555555';
const OTHER = '99999999-2222-4333-8444-555555555555';

describe('a phone', () => {
	test.each([
		['500600700', 'PL', '+48500600700'],
		['600 000 102', 'PL', '+48600000102'],
		['600-000-102', 'pl', '+48600000102'],
		['(22) 123 45 67', 'PL', '+48221234567'],
		['48500600700', 'PL', '+48500600700'],
		['0048 500 600 700', 'PL', '+48500600700'],
		['+48 500 600 700', 'PL', '+48500600700'],
		[500600700, 'PL', '+48500600700'],
		['500\u00a0600\u00a0700', 'PL', '+48500600700'],
		['+420 777 111 222', 'PL', '+420777111222'],
		['777111222', 'CZ', '+420777111222'],
		['420777111222', 'CZ', '+420777111222'],
		['0905 123 456', 'SK', '+421905123456'],
		['905123456', 'SK', '+421905123456'],
		['06 20 123 4567', 'HU', '+36201234567'],
		['20 123 4567', 'HU', '+36201234567'],
		['+44 (0) 20 7946 0958', 'GB', '+442079460958'],
	])('%p in %s is %s', (given, country, phone) => {
		expect(phoneWithPrefix(given, country, 'sender')).toBe(phone);
	});

	test.each([
		['50060070', 'PL'],
		['5006007000', 'PL'],
		['0500600700', 'PL'],
		['500600700', 'DE'],
		['500600700', undefined],
		['500600700', 'constructor'],
		['tel. 500600700', 'PL'],
		['500600700 ext. 5', 'PL'],
		['+48', 'PL'],
		['+0500600700', 'PL'],
		['500600700, 500600701', 'PL'],
		['06 1 234', 'HU'],
	])('%p in %s is refused', (given, country) => {
		expect(() => phoneWithPrefix(given, country, 'sender')).toThrow(
			`The phone "${given}" of the sender has no country prefix`,
		);
	});
});

let stub: Stub;
let answer: (path: string) => StubAnswer;
beforeEach(async () => {
	answer = () => ({ body: {} });
	stub = await openStub(({ path }) => answer(path));
});
afterEach(async () => await stub.close());

const written = () => stub.requests.filter(({ method }) => method !== 'GET');
const person = {
	name: ' Anna Test ',
	company: ' ',
	street: 'Wiosenna 22 ',
	postalCode: '80-244 ',
	city: 'Gdańsk',
	countryCode: 'pl',
	email: 'shop@example.com',
	phone: '600 000 102',
};
const sent = {
	name: 'Anna Test',
	street: 'Wiosenna 22',
	postalCode: '80-244',
	city: 'Gdańsk',
	countryCode: 'PL',
	email: 'shop@example.com',
	phone: '+48600000102',
};
const nobody = { ...person, name: '', company: ' ' };
const box = { type: 'PACKAGE', length: '30', width: '20', height: '10', weight: '1' };
const wait = { waitForCompletion: false };

/** Each operation that sends addresses, with those that it sends. */
const SENDING: Array<[string, (address: object) => IDataObject, string[]]> = [
	[
		'Shipment: Create',
		(address) => ({
			resource: 'shipment',
			operation: 'create',
			sender: { address },
			receiver: { address },
			packages: { package: [box] },
			...wait,
		}),
		['input.sender', 'input.receiver'],
	],
	[
		'Shipment: Create for Order',
		(address) => ({
			resource: 'shipment',
			operation: 'createForOrder',
			orderId: byId(ID),
			additionalFields: { sender: { address }, receiver: { address } },
			...wait,
		}),
		['input.sender', 'input.receiver'],
	],
	[
		'Shipment: Create with Additional JSON',
		(address) => ({
			resource: 'shipment',
			operation: 'create',
			sender: { address: person },
			receiver: { address: person },
			packages: { package: [box] },
			options: { additionalJson: JSON.stringify({ input: { sender: address } }) },
			...wait,
		}),
		['input.sender', 'input.receiver'],
	],
	[
		'Pickup: Create',
		(address) => ({
			resource: 'pickup',
			operation: 'create',
			shipmentIds: ID,
			pickupDate: '2026-11-30',
			address: { address },
			...wait,
		}),
		['input.address'],
	],
	[
		'Pickup: Get Proposals',
		(address) => ({
			resource: 'pickup',
			operation: 'getProposals',
			shipmentIds: ID,
			address: { address },
		}),
		['address'],
	],
];

describe.each(SENDING)('%s', (_, parameters, places) => {
	beforeEach(() => {
		answer = (path) => {
			if (path.includes('proposals/'))
				return { body: { suggestedInput: { packages: [], sender: sent, receiver: sent } } };
			if (path.endsWith('pickup-proposals')) return { body: [] };
			return { body: { commandId: ID } };
		};
	});

	test('sends addresses as Allegro takes them', async () => {
		const { error } = await stub.engine.node('allegroParcels', parameters(person) as never);
		expect(error).toBeUndefined();
		for (const place of places) {
			const at = place
				.split('.')
				.reduce((value, key) => value[key] as IDataObject, written()[0].body);
			expect(at).toEqual(sent);
		}
	});

	test('refuses a phone that could be of any country, before anything is sent', async () => {
		const { error } = await stub.engine.node(
			'allegroParcels',
			parameters({ ...person, countryCode: 'DE' }) as never,
		);
		expect(error?.message).toContain('has no country prefix');
		expect(error?.description).toContain('Nothing was sent');
		expect(written()).toEqual([]);
	});

	test('an address without any name is refused, or has the name that Allegro suggests', async () => {
		const more = _.includes('JSON') ? { ...person, name: ' ', company: ' ' } : nobody;
		const { error } = await stub.engine.node('allegroParcels', parameters(more) as never);
		if (_ === 'Shipment: Create for Order') {
			// What is not filled in is taken from what Allegro suggests.
			expect(error).toBeUndefined();
			expect(written()[0].body.input).toMatchObject({ receiver: { name: sent.name } });
			return;
		}
		expect(error?.message).toMatch(/neither a name nor a company|not complete: Name or Company/);
		expect(written()).toEqual([]);
	});
});

describe('Pickup: Get Proposals', () => {
	const ask = {
		resource: 'pickup',
		operation: 'getProposals',
		shipmentIds: `${ID}, ${OTHER}`,
		address: { address: person },
	};

	test.each([
		['nothing', []],
		['a group without proposals', [{ proposals: null }]],
	])('gives each shipment an item with a reason when Allegro proposes %s', async (__, body) => {
		answer = () => ({ body });
		const { items } = await stub.engine.node('allegroParcels', ask);
		expect(items.map(({ json }) => json)).toEqual([
			{ shipmentId: ID, pickupTimes: [], problem: expect.stringContaining('no pickup') },
			{ shipmentId: OTHER, pickupTimes: [], problem: expect.stringContaining('no pickup') },
		]);
	});

	test('gives an item for the one shipment that has no times', async () => {
		const pickupTimes = [{ date: '2026-11-30', minTime: '10:00', maxTime: '14:00' }];
		answer = () => ({ body: [{ proposals: [{ shipmentId: ID, pickupTimes }], address: {} }] });
		const { items } = await stub.engine.node('allegroParcels', ask);
		expect(items.map(({ json }) => [json.shipmentId, json.problem === undefined])).toEqual([
			[ID, true],
			[OTHER, false],
		]);
	});
});

describe('Shipment: Download Label', () => {
	test.each([
		['PDF', Buffer.from('%PDF-1.7'), 'pdf', 'application/pdf'],
		['ZPL', Buffer.from('^XA^FO^XZ'), 'zpl', 'application/zpl'],
		['ZPL after settings', Buffer.from('\x10CT~~CD,~CC^~CT~\n^XA^XZ'), 'zpl', 'application/zpl'],
		[
			'ZPL after a long set-up',
			Buffer.from(`~SD15\n${'#'.repeat(9000)}^XA`),
			'zpl',
			'application/zpl',
		],
		['EPL', Buffer.from('\nN\nq812\nQ1218,24\n'), 'epl', 'application/epl'],
		['EPL after settings', Buffer.from('I8,B,048\r\nN\r\nA10,10'), 'epl', 'application/epl'],
		['a GIF', Buffer.from('GIF89a....'), 'gif', 'image/gif'],
		['a PNG', Buffer.from('\x89PNG\r\n', 'latin1'), 'png', 'image/png'],
		['a JPEG', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'jpg', 'image/jpeg'],
		['a ZIP', Buffer.from('PK\x03\x04....'), 'zip', 'application/zip'],
		['something else', Buffer.from('hello printer'), 'bin', 'application/octet-stream'],
	])('names %s by its bytes', async (__, body, extension, mime) => {
		answer = () => ({ body });
		const { items, error } = await stub.engine.node('allegroParcels', {
			resource: 'shipment',
			operation: 'downloadLabel',
			shipmentIds: ID,
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ fileName: `label-${ID}.${extension}`, mimeType: mime });
		expect(items[0].binary?.data.mimeType).toBe(mime);
	});
});

test('Shipment: Download Protocol: what there is none of is told at once', async () => {
	answer = () => ({ status: 204 });
	const { error } = await stub.engine.node('allegroParcels', {
		resource: 'shipment',
		operation: 'downloadProtocol',
		shipmentIds: ID,
		waitUntilReady: true,
	});
	expect(error?.message).toBe('Allegro has no protocol for these shipments');
	expect(error?.description).toMatch(/InPost.*UPS/);
	expect(stub.requests).toHaveLength(1);
});

test("Carrier: Get Tracking: Allegro's own parcels can be picked", async () => {
	answer = () => ({ body: { carriers: [{ id: 'DPD', name: 'DPD' }] } });
	const options = await stub.engine.options('allegroParcels', 'getTrackedCarriers');
	expect(options.map(({ value }) => value)).toEqual(['ALLEGRO', 'DPD']);
});

describe('Issue: Add Message', () => {
	const message = {
		resource: 'issue',
		operation: 'addMessage',
		issueId: byId(ID),
		text: '',
		type: 'REGULAR',
	};

	test('without text and file is refused', async () => {
		const { error } = await stub.engine.node('allegroAfterSales', message);
		expect(error?.message).toBe('The message is empty');
		expect(written()).toEqual([]);
	});
});
