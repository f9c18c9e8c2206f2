import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { createEngine, type Engine } from '../engine';
import { byId } from '../shop';

/** Files that go with messages and issues, and what pickers find, against two scripted hosts. */
interface Sent {
	host: 'api' | 'upload';
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

const ID = '97dc0b60-2da4-11f0-92ba-b748630ba0f6';
const PNG = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
const TIFF = Buffer.from('MM\0*rest', 'latin1');

let engine: Engine;
let servers: Server[];
let sent: Sent[];
let answer: (request: Sent, response: ServerResponse) => void;

beforeAll(async () => {
	const listen = async (host: Sent['host']) => {
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { method = '', url = '', headers } = request;
				sent.push({ host, method, url, headers, body: Buffer.concat(chunks) });
				answer(sent[sent.length - 1], response);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return server;
	};
	servers = [await listen('api'), await listen('upload')];
	engine = await createEngine({
		environment: 'custom',
		appName: 'Sample App',
		appVersion: '1.0.0',
		appUrl: 'https://example.com/app',
		apiUrl: urlOf(0),
		uploadUrl: urlOf(1),
		authorizationUrl: urlOf(0),
		clientId: 'attachments',
		clientSecret: 'sample-client-secret',
		oauthTokenData: { access_token: 'sample-token', refresh_token: 'sample-refresh-token' },
	});
});

afterAll(() => {
	for (const server of servers) {
		server.closeAllConnections();
		server.close();
	}
});

let credentials = 0;
beforeEach(() => {
	sent = [];
	// What a panel has read is kept for a minute, for each credential.
	engine.credentialId = `credential ${++credentials}`;
	answer = (_, response) => json(response, { id: ID });
});

const urlOf = (index: number) =>
	`http://127.0.0.1:${(servers[index].address() as AddressInfo).port}`;

function json(response: ServerResponse, body: object, headers: Record<string, string> = {}) {
	response.writeHead(200, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

const file = (bytes: Buffer, fileName: string) => ({
	data: bytes.toString('base64'),
	mimeType: 'application/octet-stream',
	fileName,
});

async function run(node: string, parameters: INodeParameters, binary = {}) {
	return await engine.node(node, parameters, { items: [{ json: {}, binary }] });
}

const lines = () => sent.map(({ host, method, url }) => `${host} ${method} ${url}`);

describe('upload', () => {
	const upload = { resource: 'issueAttachment', operation: 'upload', binaryPropertyName: 'data' };
	const png = { data: file(PNG, 'zdjęcie.png') };

	function located(location: string) {
		answer = ({ method }, response) =>
			json(response, { id: ID }, method === 'POST' ? { location } : {});
	}

	test('goes to the URL that Allegro names', async () => {
		located(`${urlOf(1)}/sale/issues/attachments/${ID}?once=1`);
		const { items, error } = await run('allegroAfterSales', upload, png);
		expect(error).toBeUndefined();
		expect(lines()).toEqual([
			'api POST /sale/issues/attachments',
			`upload PUT /sale/issues/attachments/${ID}?once=1`,
		]);
		expect(JSON.parse(String(sent[0].body))).toEqual({ fileName: 'zdjęcie.png', size: PNG.length });
		expect(sent[1].headers['content-type']).toBe('image/png');
		expect(sent[1].body).toEqual(PNG);
		expect(items[0].json).toEqual({
			attachmentId: ID,
			fileName: 'zdjęcie.png',
			mimeType: 'image/png',
			fileSize: PNG.length,
		});
	});

	test('takes no token to another host', async () => {
		located(`http://elsewhere.example/sale/issues/attachments/${ID}`);
		const { error } = await run('allegroAfterSales', upload, png);
		expect(error?.message).toBe("The address to send the file to is none of Allegro's");
		expect(error?.description).toContain('elsewhere.example');
		expect(lines()).toEqual(['api POST /sale/issues/attachments']);
	});

	test.each([
		['text', Buffer.from('hello'), 'is not a'],
		['a file that is too large', Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]), 'too large'],
	])('%s is refused before it is declared', async (_, bytes, message) => {
		const { error } = await run('allegroAfterSales', upload, { data: file(bytes, 'a.png') });
		expect(error?.message).toContain(message);
		expect(sent).toEqual([]);
	});

	test.each(['0', '-1', '1.5', 'big', '2097153', '1e9'])(
		'a file of %s bytes is not declared',
		async (size) => {
			const declare = { ...upload, operation: 'create', fileName: 'a.png', size };
			const { error } = await run('allegroAfterSales', declare);
			expect(`${error?.message} ${error?.description}`).toContain(
				`"${size}" is not a size. Use a whole number from 1 to 2097152`,
			);
			expect(sent).toEqual([]);
		},
	);

	test('in two steps: what Declare gives is what Send File takes', async () => {
		located(`${urlOf(1)}/sale/issues/attachments/${ID}`);
		const declare = { ...upload, operation: 'create', fileName: 'a.png', size: PNG.length };
		const { items } = await run('allegroAfterSales', declare);
		const { uploadUrl } = items[0].json;
		expect(uploadUrl).toBe(`${urlOf(1)}/sale/issues/attachments/${ID}`);
		const attachmentId = { __rl: true, mode: 'url', value: uploadUrl } as never;
		const send = { ...upload, operation: 'sendFile', attachmentId };
		const { error } = await run('allegroAfterSales', send, png);
		expect(error).toBeUndefined();
		expect(lines()[1]).toBe(`upload PUT /sale/issues/attachments/${ID}`);
	});
});

describe('a message with files', () => {
	const reply = {
		resource: 'message',
		operation: 'reply',
		threadId: byId('thread-1') as never,
		text: 'Hello',
	};

	test('uploads them first and names them in the message', async () => {
		const additionalFields = { attachmentIds: 'known', binaryPropertyNames: 'one, two' };
		const binary = { one: file(PNG, 'one.png'), two: file(TIFF, 'two.tiff') };
		const parameters = { ...reply, additionalFields, simplify: false };
		const { error } = await run('allegroMessages', parameters, binary);
		expect(error).toBeUndefined();
		expect(lines()).toEqual([
			'api POST /messaging/message-attachments',
			`api PUT /messaging/message-attachments/${ID}`,
			'api POST /messaging/message-attachments',
			`api PUT /messaging/message-attachments/${ID}`,
			'api POST /messaging/threads/thread-1/messages',
		]);
		expect(sent[3].headers['content-type']).toBe('image/tiff');
		expect(JSON.parse(String(sent[4].body))).toEqual({
			text: 'Hello',
			attachments: [{ id: 'known' }, { id: ID }, { id: ID }],
		});
	});

	test('sends nothing when one of them is wrong', async () => {
		const additionalFields = { binaryPropertyNames: 'one, two' };
		const { error } = await run(
			'allegroMessages',
			{ ...reply, additionalFields },
			{ one: file(PNG, 'one.png') },
		);
		expect(error?.message).toContain('no file in the field "two"');
		expect(sent).toEqual([]);
	});

	test('sends nothing when the text is too long', async () => {
		const additionalFields = { binaryPropertyNames: 'one' };
		const { error } = await run(
			'allegroMessages',
			{ ...reply, text: 'x'.repeat(2001), additionalFields },
			{ one: file(PNG, 'one.png') },
		);
		expect(error?.message).toContain('2001 characters');
		expect(sent).toEqual([]);
	});
});

describe('download', () => {
	const download = {
		resource: 'attachment',
		operation: 'download',
		binaryPropertyName: 'data',
		attachmentId: {
			__rl: true,
			mode: 'url',
			value: `https://upload.allegro.pl/message-center/message-attachments/${ID}`,
		} as never,
	};

	test.each([
		['attachment; filename="zdj\u00c4\u0099cie 1.png"', 'image/png', 'zdjęcie 1.png', 'image/png'],
		["attachment; filename*=UTF-8''zdj%C4%99cie.png", 'image/png', 'zdjęcie.png', 'image/png'],
		['attachment; filename=../../etc/a.png', 'image/png', 'a.png', 'image/png'],
		['attachment; filename=..', 'application/octet-stream', `attachment-${ID}.png`, 'image/png'],
		['', 'image/x-own; charset=binary', `attachment-${ID}.png`, 'image/x-own'],
	])('%s, %s', async (disposition, type, fileName, mimeType) => {
		answer = (_, response) => {
			response.setHeader('content-type', type);
			if (disposition) response.setHeader('content-disposition', disposition);
			response.write(PNG);
			response.end();
		};
		const { items, error } = await run('allegroMessages', download);
		expect(error).toBeUndefined();
		expect(lines()).toEqual([`api GET /messaging/message-attachments/${ID}`]);
		const known = { attachmentId: ID, fileName, mimeType, fileSize: PNG.length };
		expect(items[0].json).toEqual(known);
		expect(items[0].binary?.data).toMatchObject({ fileName, mimeType });
	});
});

describe('pickers', () => {
	test('threads: looks through the pages until one has the buyer', async () => {
		answer = ({ url }, response) => {
			if (url === '/me') return json(response, { login: 'shop' });
			const from = Number(new URL(url, urlOf(0)).searchParams.get('page.id') ?? 0);
			const threads = Array.from({ length: 20 }, (_, index) => ({
				id: `thread-${from + index}`,
				read: false,
				type: 'POST_PURCHASE_ISSUE',
				status: 'CLOSED',
				lastMessageDateTime: '2026-11-20T10:30:00Z',
				participants: [
					{ role: 'SELLER', login: 'Shop' },
					{ role: 'BUYER', login: from + index === 47 ? 'anna' : `buyer-${from + index}` },
				],
			}));
			json(response, { threads, nextPage: { id: String(from + 20) } });
		};
		const { results, paginationToken } = await engine.search(
			'allegroMessages',
			'searchThreads',
			'anna',
		);
		expect(results).toMatchObject([
			{ name: 'anna · closed problem · 2026-11-20 10:30 · unread', value: 'thread-47' },
		]);
		expect(paginationToken).toBe('60');
	});

	test('returns: newest first, and older ones by their number', async () => {
		const row = (id: string, referenceNumber: string) => ({
			id,
			referenceNumber,
			createdAt: '2026-11-20T10:30:00Z',
			status: 'CREATED',
		});
		answer = ({ url }, response) => {
			const number = new URL(url, urlOf(0)).searchParams.get('referenceNumber');
			const recent = [row('a', '1/A'), row('b', '2/B')];
			json(response, { customerReturns: number ? [row('old', number)] : recent });
		};
		const values = async (filter?: string) =>
			(await engine.search('allegroAfterSales', 'searchReturns', filter)).results.map(
				({ value }) => value,
			);
		expect(await values()).toEqual(['b', 'a']);
		expect(await values('0/OLD')).toEqual(['old']);
		expect(sent[0].headers.accept).toBe('application/vnd.allegro.beta.v1+json');
	});

	test('returns: none is left out while some come and go', async () => {
		const all = Array.from({ length: 2_500 }, (_, place) => ({
			id: `r${place}`,
			createdAt: '2026-11-20T10:30:00Z',
		}));
		let asked = 0;
		answer = ({ url }, response) => {
			// The first of them leaves the window of 30 days.
			if (asked++ === 1) all.splice(0, 1);
			const { searchParams } = new URL(url, urlOf(0));
			const from = Number(searchParams.get('offset'));
			const page = all.slice(from, from + Number(searchParams.get('limit')));
			json(response, { customerReturns: page });
		};
		const { results } = await engine.search('allegroAfterSales', 'searchReturns');
		const found = results.map(({ value }) => String(value)).filter((value) => value !== 'r0');
		expect(found).toEqual(all.map(({ id }) => id).reverse());
	});

	test('a text is looked for in many pages, though rows move between them', async () => {
		const all = Array.from({ length: 350 }, (_, place) => ({
			id: `i${place}`,
			subject: `Subject ${place}.`,
		}));
		let asked = 0;
		answer = ({ url }, response) => {
			if (asked++ === 2) all.splice(0, 1);
			const { searchParams } = new URL(url, urlOf(0));
			const from = Number(searchParams.get('offset'));
			json(response, { issues: all.slice(from, from + Number(searchParams.get('limit'))) });
		};
		for (const wanted of ['i5', 'i199', 'i200', 'i298', 'i349']) {
			const subject = `Subject ${wanted.slice(1)}.`;
			const { results } = await engine.search('allegroAfterSales', 'searchIssues', subject);
			expect(results.map(({ value }) => value)).toEqual([wanted]);
		}
	});

	test('issues: by number, buyer or subject', async () => {
		const issues = [
			{ id: 'a', type: 'CLAIM', referenceNumber: '1/2026', buyer: { login: 'anna' } },
			{ id: 'b', type: 'DISPUTE', subject: 'not received', openedDate: '2026-11-20T10:30:00Z' },
			{ id: 'c' },
		];
		answer = (_, response) => json(response, { issues });
		const { results } = await engine.search('allegroAfterSales', 'searchIssues', 'not rec');
		expect(results).toEqual([
			{
				name: 'Dispute · not received · 2026-11-20',
				value: 'b',
				url: 'https://salescenter.allegro.com/discussions-with-buyers/b',
				description: undefined,
			},
		]);
	});
});
