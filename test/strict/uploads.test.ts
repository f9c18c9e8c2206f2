import { byId } from '../shop';
import type { StubAnswer, StubRequest } from '../stub';
import type { StrictAllegro } from './allegro';
import { bytesAfter, errorsWith, openStrict, sha256 } from './allegro';

/** Every file that goes to Allegro, against hosts that forgive nothing. */

const PDF = bytesAfter('%PDF-1.7\n', 300_000);
const PNG = bytesAfter('\x89PNG\r\n\x1a\n', 300_000);
const WEBP = bytesAfter('RIFF\x24\x00\x00\x00WEBPVP8 ', 5000);
const ID = '97dc0b60-2da4-11f0-92ba-b748630ba0f6';
const ORDER = '29738e61-7f6a-11e8-ac45-09db60ede9d6';
const MEGABYTE = 1024 * 1024;

let allegro: StrictAllegro;
beforeEach(async () => {
	allegro = await openStrict();
});
afterEach(async () => {
	expect(allegro.strayed).toEqual([]);
	expect(allegro.violations).toEqual([]);
	await allegro.close();
});

interface Upload {
	node: string;
	parameters: object;
	bytes: Buffer;
	/** The requests: where the file is declared, and where it goes when Allegro names no address. */
	declare: string;
	send: string;
	declaration: object;
	type: string;
	/** The largest size that Allegro takes. */
	most?: number;
}

const offerAttachment = (type: string) => ({
	node: 'allegroOffers',
	parameters: { resource: 'attachment', operation: 'upload', type },
	declare: 'api POST /sale/offer-attachments',
	send: `upload PUT /sale/offer-attachments/${ID}`,
	declaration: { type, file: { name: 'plik.bin' } },
});

const UPLOADS: Record<string, Upload> = {
	'a manual of an offer': {
		...offerAttachment('USER_MANUAL'),
		bytes: PDF,
		type: 'application/pdf',
		most: 20 * MEGABYTE,
	},
	'an energy label of an offer': {
		...offerAttachment('ENERGY_LABEL'),
		bytes: PNG,
		type: 'image/png',
	},
	'a text of a warranty': {
		node: 'allegroSettings',
		parameters: { resource: 'warrantyAttachment', operation: 'upload' },
		bytes: PDF,
		declare: 'api POST /after-sales-service-conditions/attachments',
		send: `upload PUT /after-sales-service-conditions/attachments/${ID}`,
		declaration: { name: 'plik.bin' },
		type: 'application/pdf',
	},
	'a file for a message': {
		node: 'allegroMessages',
		parameters: { resource: 'attachment', operation: 'upload' },
		bytes: PNG,
		declare: 'api POST /messaging/message-attachments',
		send: `api PUT /messaging/message-attachments/${ID}`,
		declaration: { filename: 'plik.bin', size: PNG.length },
		type: 'image/png',
		most: 5 * MEGABYTE,
	},
	'a file for an issue': {
		node: 'allegroAfterSales',
		parameters: { resource: 'issueAttachment', operation: 'upload' },
		bytes: PNG,
		declare: 'api POST /sale/issues/attachments',
		send: `api PUT /sale/issues/attachments/${ID}`,
		declaration: { fileName: 'plik.bin', size: PNG.length },
		type: 'image/png',
		most: 2 * MEGABYTE,
	},
	'an invoice': {
		node: 'allegroOrders',
		parameters: { resource: 'invoice', operation: 'upload', orderId: byId(ORDER) },
		bytes: PDF,
		declare: `api POST /order/checkout-forms/${ORDER}/invoices`,
		send: `api PUT /order/checkout-forms/${ORDER}/invoices/${ID}/file`,
		declaration: { file: { name: 'plik.bin' } },
		type: 'application/pdf',
		most: 3 * MEGABYTE,
	},
};

const uploads = Object.entries(UPLOADS);
/** Those whose file goes to the address that the declaration's answer names. */
const addressed = uploads.filter(([name]) => name !== 'an invoice');

const run = async ({ node, parameters, bytes }: Upload, file = bytes) =>
	await allegro.run(node, parameters, { data: { bytes: file, fileName: 'plik.bin' } });

/** Declarations get an ID (and more), files a plain yes. */
function declares(more: StubAnswer = {}, sent: StubAnswer = { body: { id: ID } }) {
	allegro.answer(({ method }) =>
		method === 'POST' ? { status: 201, body: { id: ID }, ...more } : sent,
	);
}

const located = (location: string) => declares({ headers: { location } });

describe.each(uploads)('%s', (_, upload) => {
	test('is declared and sent, byte for byte, in two requests', async () => {
		declares();
		const { items, error } = await run(upload);
		expect(error).toBeUndefined();
		expect(allegro.lines()).toEqual([upload.declare, upload.send]);
		const [declared, sent] = allegro.requests;
		expect(declared.body).toEqual(upload.declaration);
		expect(sent.headers['content-type']).toBe(upload.type);
		expect(sent.headers['content-length']).toBe(String(upload.bytes.length));
		expect(sha256(sent.bytes)).toBe(sha256(upload.bytes));
		expect(items[0].json).toMatchObject({ fileName: 'plik.bin', fileSize: upload.bytes.length });
	});

	test('survives the end of the token between the two steps, byte for byte', async () => {
		allegro.answer(({ method }, earlier) => {
			if (method === 'POST' && earlier.length === 0) allegro.expireToken();
			return method === 'POST' ? { status: 201, body: { id: ID } } : { body: { id: ID } };
		});
		const { error } = await run(upload);
		expect(error).toBeUndefined();
		expect(allegro.lines()).toEqual([upload.declare, upload.send, upload.send]);
		const [, refused, sent] = allegro.requests;
		expect(allegro.refreshes).toBe(1);
		expect(sent.headers.authorization).toBe('Bearer renewed-token-1');
		expect(sent.headers['content-type']).toBe(upload.type);
		expect(sha256(refused.bytes)).toBe(sha256(upload.bytes));
		expect(sha256(sent.bytes)).toBe(sha256(upload.bytes));
	});

	test('survives trouble at the second step, byte for byte', async () => {
		const files = [{ id: ID, file: { uploadedAt: '2026-11-29T10:00:00Z' } }];
		allegro.answer(({ method }, earlier) => {
			if (method === 'POST') return { status: 201, body: { id: ID } };
			if (method === 'GET') return { body: { invoices: files, hasExternalInvoices: false } };
			return earlier.length < 2 ? { status: 503 } : { body: { id: ID } };
		});
		expect((await run(upload)).error).toBeUndefined();
		expect(allegro.lines()).toEqual([upload.declare, upload.send, upload.send]);
		expect(sha256(allegro.requests[2].bytes)).toBe(sha256(upload.bytes));
	});

	test.each([
		['that is empty', Buffer.alloc(0), 'is empty'],
		['of another kind', Buffer.from('PK\x03\x04 a zip'), 'is not a'],
		['whose name lies about its kind', Buffer.from('<!doctype html><p>%PDF'), 'is not a'],
		['that is one byte long', upload.bytes.subarray(0, 1), 'is not a'],
	])('one %s is not declared', async (__, bytes, words) => {
		declares();
		const { error } = await run(upload, bytes);
		expect(error?.message).toContain(words);
		expect(error?.description).toContain('Nothing was sent to Allegro');
		expect(allegro.requests).toHaveLength(0);
	});

	const { most } = upload;
	if (most) {
		test('one byte more than Allegro takes is not declared', async () => {
			declares();
			const bytes = Buffer.concat([upload.bytes, Buffer.alloc(most - upload.bytes.length + 1)]);
			const { error } = await run(upload, bytes);
			expect(error?.message).toContain('too large');
			expect(allegro.requests).toHaveLength(0);
			expect((await run(upload, bytes.subarray(1))).error?.message).not.toContain('too large');
			expect((await run(upload, bytes.subarray(0, -1))).error).toBeUndefined();
			expect(allegro.requests).toHaveLength(2);
		});
	}

	test('a declaration that Allegro refuses sends no file', async () => {
		allegro.answer(() => ({ status: 422, body: errorsWith('BAD_NAME', 'The name is bad') }));
		const { error } = await run(upload);
		expect(error?.message).toBe('The name is bad');
		expect(allegro.lines()).toEqual([upload.declare]);
	});

	test('a declaration that names no ID sends no file', async () => {
		declares({ body: undefined });
		const { error } = await run(upload);
		expect(error?.message).toContain('did not say');
		expect(allegro.lines()).toEqual([upload.declare]);
	});
});

describe.each(addressed)('the address for %s', (_, upload) => {
	test('is used as Allegro gives it, with its query', async () => {
		located(`${allegro.uploadUrl}/once/${ID}?signature=a%2Fb%3D&x=1`);
		const { error } = await run(upload);
		expect(error).toBeUndefined();
		expect(allegro.lines()[1]).toBe(`upload PUT /once/${ID}?signature=a%2Fb%3D&x=1`);
		expect(sha256(allegro.requests[1].bytes)).toBe(sha256(upload.bytes));
	});

	test('tells the ID when the body does not', async () => {
		const location = `${allegro.uploadUrl}/once/${ID}?signature=1`;
		declares({ headers: { location }, body: undefined });
		const { items, error } = await run(upload);
		expect(error).toBeUndefined();
		expect(items[0].json.attachmentId).toBe(ID);
		expect(allegro.lines()).toHaveLength(2);
	});

	test.each([
		['relative', () => `/once/${ID}`, 'api'],
		['of an inner port', () => `http://127.0.0.1:42974/once/${ID}`, 'api'],
		['with somebody before the host', () => withUser('elsewhere.example'), 'upload'],
		[
			'without encryption',
			() => allegro.uploadUrl.replace('https', 'http') + `/once/${ID}`,
			'upload',
		],
		['with a path that looks like a host', () => twoSlashes(allegro.uploadUrl), 'upload'],
	])('%s stays on Allegro', async (kind, location, host) => {
		located(location());
		const { error } = await run(upload);
		expect(error).toBeUndefined();
		const path = kind.includes('looks like') ? `/${allegro.elsewhere}/once/${ID}` : `/once/${ID}`;
		expect(allegro.lines()).toEqual([upload.declare, `${host} PUT ${path}`]);
		expect(allegro.requests[1].headers.authorization).toBe('Bearer sample-token');
	});

	test.each([
		['of another host', () => `http://${allegro.elsewhere}/once/${ID}`],
		['that begins with two slashes', () => `//${allegro.elsewhere}/once/${ID}`],
		['that begins with backslashes', () => `\\\\${allegro.elsewhere}/once/${ID}`],
		['with Allegro as the user', () => `http://127.0.0.1@${allegro.elsewhere}/once/${ID}`],
		['with Allegro and its port as the user', () => `${allegro.uploadUrl}@${allegro.elsewhere}/`],
		['with Allegro as a subdomain', () => `http://127.0.0.1.${allegro.elsewhere}/once/${ID}`],
		['of another scheme', () => `ftp://127.0.0.1/once/${ID}`],
		['that is none', () => 'http://'],
	])('%s gets no file and no token', async (__, location) => {
		located(location());
		const { error } = await run(upload);
		expect(error?.message).toBe("The address to send the file to is none of Allegro's");
		expect(allegro.lines()).toEqual([upload.declare]);
	});

	test('is not followed to another host', async () => {
		const location = `${allegro.uploadUrl}/once/${ID}`;
		const away = { location: `http://${allegro.elsewhere}/once` };
		declares({ headers: { location } }, { status: 307, headers: away });
		const { error } = await run(upload);
		expect(error?.message).toBe('Allegro leads this request to another address');
		expect(allegro.lines()).toHaveLength(2);
	});
});

const withUser = (user: string) => allegro.uploadUrl.replace('//', `//${user}@`) + `/once/${ID}`;
const twoSlashes = (url: string) => `${url}//${allegro.elsewhere}/once/${ID}`;

describe('an image', () => {
	const location = 'https://a.allegroimg.com/original/1';
	const made: StubAnswer = { status: 201, body: { location, expiresAt: '2026-11-24T00:00:00Z' } };
	const fromBinary = { resource: 'image', operation: 'upload' };
	const fromUrl = { resource: 'image', operation: 'uploadFromUrl' };
	const url = 'https://shop.example.com/kubek.jpg';

	test('from a file takes one request to the upload host, byte for byte', async () => {
		allegro.answer((_request, earlier) => {
			if (earlier.length === 0) allegro.expireToken();
			return made;
		});
		for (const bytes of [PNG, WEBP]) {
			const { items, error } = await allegro.run('allegroOffers', fromBinary, { data: { bytes } });
			expect(error).toBeUndefined();
			expect(items[0].json).toEqual(made.body);
		}
		expect(allegro.lines()).toEqual(Array(3).fill('upload POST /sale/images'));
		expect(allegro.refreshes).toBe(1);
		const sums = allegro.requests.map(({ bytes }) => sha256(bytes));
		expect(sums).toEqual([sha256(PNG), sha256(WEBP), sha256(WEBP)]);
		expect(allegro.requests[2].headers['content-type']).toBe('image/webp');
	});

	test('from a URL takes one request with JSON', async () => {
		allegro.answer(() => made);
		const { items } = await allegro.run('allegroOffers', { ...fromUrl, url });
		expect(items[0].json).toEqual(made.body);
		expect(allegro.lines()).toEqual(['upload POST /sale/images']);
		expect(allegro.requests[0].body).toEqual({ url });
	});

	test.each([
		['a PDF', PDF, 'is not a JPG or PNG or WEBP'],
		['an empty file', Buffer.alloc(0), 'is empty'],
		['white space before an image', Buffer.concat([Buffer.from(' \n'), PNG]), 'is not a JPG'],
		['more than 25 MB', Buffer.concat([PNG, Buffer.alloc(25 * MEGABYTE)]), 'too large'],
	])('%s is not sent', async (_, bytes, words) => {
		const { error } = await allegro.run('allegroOffers', fromBinary, { data: { bytes } });
		expect(error?.message).toContain(words);
		expect(allegro.requests).toHaveLength(0);
	});

	test.each([
		'/home/kubek.jpg',
		'kubek.jpg',
		'ftp://shop.example.com/a.jpg',
		'http://10.0.0.1/a.jpg',
	])('from %s is not asked for', async (wrong) => {
		const { error } = await allegro.run('allegroOffers', { ...fromUrl, url: wrong });
		expect(error?.description).toContain('Nothing was sent to Allegro');
		expect(allegro.requests).toHaveLength(0);
	});
});

describe('an invoice', () => {
	const upload = UPLOADS['an invoice'];

	test('whose file is refused names the ID to go on with', async () => {
		declares({}, { status: 422, body: errorsWith('FILE-CONTENT-INVALID', 'The file is no PDF') });
		const { error } = await run(upload);
		expect(error?.message).toBe('The file is no PDF');
		expect(error?.description).toContain(`Send File and the Invoice ID ${ID}`);
	});

	test('whose first answer was lost is not taken for refused', async () => {
		const files = [{ id: ID, file: { uploadedAt: '2026-11-29T10:00:00Z' } }];
		allegro.answer(({ method }, earlier) => {
			if (method === 'POST') return { status: 201, body: { id: ID } };
			if (method === 'GET') return { body: { invoices: files, hasExternalInvoices: false } };
			return earlier.length < 2
				? { status: 504 }
				: { status: 409, body: errorsWith('FILE-ALREADY-EXISTS', 'The invoice has its file') };
		});
		const { items, error } = await run(upload);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ orderId: ORDER, invoiceId: ID });
		// What is listed tells that the file is there.
		expect(allegro.requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT', 'GET']);
	});
});

/** So that the order is not read for it. Claims do not have the field. */
const BUYER = { buyerLogin: 'anna' };

describe('a message with files', () => {
	const messages: Array<[string, string, object, (id: number) => string, string]> = [
		[
			'Send',
			'allegroMessages',
			{ resource: 'message', operation: 'send', orderId: byId(ORDER) },
			(id) => `api PUT /messaging/message-attachments/${id}`,
			'api POST /messaging/messages',
		],
		[
			'Reply',
			'allegroMessages',
			{ resource: 'message', operation: 'reply', threadId: byId('t1') },
			(id) => `api PUT /messaging/message-attachments/${id}`,
			'api POST /messaging/threads/t1/messages',
		],
		[
			'Add Message to Issue',
			'allegroAfterSales',
			{ resource: 'issue', operation: 'addMessage', issueId: byId(ID) },
			(id) => `api PUT /sale/issues/attachments/${id}`,
			`api POST /sale/issues/${ID}/message`,
		],
	];
	const isDeclaration = ({ target }: StubRequest) => /POST .*attachments$/.test(target);
	const FILES = {
		'skan 1': { bytes: PNG, fileName: 'skan 1.png' },
		data: { bytes: PDF, fileName: 'faktura.pdf' },
		zwrot: { bytes: bytesAfter('GIF89a', 999), fileName: 'zwrot.gif' },
	};

	describe.each(messages)('%s', (_, node, parameters, put, post) => {
		test.each([
			['named with commas', 'skan 1, data,zwrot,'],
			['given as a list', '={{ Object.keys($binary) }}'],
		])('%s: each goes up byte for byte, then the message', async (__, binaryPropertyNames) => {
			let id = 0;
			allegro.answer((request) => {
				if (isDeclaration(request)) return { status: 201, body: { id: String(++id) } };
				if (id === 2 && request.method === 'PUT' && allegro.refreshes === 0) allegro.expireToken();
				return { status: 201, body: { id: 'm1' } };
			});
			const additionalFields = { ...BUYER, binaryPropertyNames };
			const { error } = await allegro.run(
				node,
				{ ...parameters, text: 'Hello', additionalFields },
				FILES,
			);
			expect(error).toBeUndefined();
			const puts = allegro.requests.filter(({ method }) => method === 'PUT');
			const sums = [PNG, PDF, FILES.zwrot.bytes].map(sha256);
			expect(allegro.lines().filter((line) => line.includes(' PUT '))).toEqual([
				put(1),
				put(2),
				put(3),
			]);
			expect(puts.map(({ bytes }) => sha256(bytes))).toEqual(sums);
			const sent = allegro.lines().lastIndexOf(post);
			expect(allegro.lines()[sent - 1]).toBe(put(3));
			expect(allegro.requests[sent].body.attachments).toEqual([
				{ id: '1' },
				{ id: '2' },
				{ id: '3' },
			]);
		});

		test('a wrong file among them: nothing is sent', async () => {
			const additionalFields = { ...BUYER, binaryPropertyNames: 'data,zwrot' };
			const files = { ...FILES, zwrot: { bytes: Buffer.from('no gif') } };
			const { error } = await allegro.run(
				node,
				{ ...parameters, text: 'Hello', additionalFields },
				files,
			);
			expect(error?.message).toContain('is not a');
			expect(allegro.requests).toHaveLength(0);
		});

		test('one that cannot be sent: no message goes without it', async () => {
			allegro.answer((request) => {
				if (isDeclaration(request)) return { status: 201, body: { id: '1' } };
				return request.method === 'PUT' ? { status: 415 } : { status: 201, body: {} };
			});
			const additionalFields = { ...BUYER, binaryPropertyNames: 'data,zwrot' };
			const run = { ...parameters, text: 'Hello', additionalFields };
			expect((await allegro.run(node, run, FILES)).error).toBeDefined();
			expect(allegro.lines()).not.toContain(post);
			expect(allegro.requests).toHaveLength(2);
		});
	});
});
