import { gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';

import type { NodeRun } from '../engine';
import { expectClean, expectClear } from '../fuzz/outcome';
import { type Acts, actsOn, PDF } from './acts';
import { answer, head, JSON_TYPE, openWire, type Reply, type Wire } from './server';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/**
 * A host that breaks HTTP, or answers with what Allegro never would, met by operations, searches and a
 * trigger through n8n's engine.
 */
let reply: Reply;
let wire: Wire;
let acts: Acts;

beforeAll(async () => {
	wire = await openWire((socket, request) => reply(socket, request));
	acts = await actsOn(`http://127.0.0.1:${wire.port}`);
});
afterAll(async () => await wire.close());
beforeEach(() => {
	wire.requests.length = 0;
});

const ATTEMPTS = 4;
const typed = { 'content-type': JSON_TYPE };
/** What each of the requests below takes for a good answer. */
const GOOD = '{"checkoutForms":[],"events":[],"id":"1"}';
const NOT_ALL = "Allegro's answer could not be read";
const NONE = 'Allegro could not be reached';
const UNKNOWN = 'Allegro did not say what became of this';
const LEADS_AWAY = 'Allegro leads this request to another address';

type Act = keyof Omit<Acts, 'engine'>;
const READING: Act[] = ['list', 'search', 'poll', 'download'];
const REPEATED: Act[] = ['put', 'delete'];
const ONCE: Act[] = ['post', 'patch', 'upload'];
const ALL = [...READING, ...REPEATED, ...ONCE];

async function run(act: Act): Promise<NodeRun> {
	wire.requests.length = 0;
	return await (acts[act] as () => Promise<NodeRun>)();
}

/** An error in words, with what to do; a write that may have been done says so. */
function expectTold({ error }: NodeRun, act: Act, title: string): void {
	expect(error).toBeDefined();
	expectClear(error!, act);
	// The panel shows nothing but the message: there it holds the description too.
	expect(error!.message).toMatch(new RegExp(`^(${title})`));
	const told = `${error!.message} ${String(error!.description)}`;
	expect(told).toMatch(READING.includes(act) ? /Try again|Check the/ : /look in Allegro/);
	if (!READING.includes(act)) expect(told).toContain('may be done all the same');
	expect(told).not.toContain('Nothing was sent');
}

const text = (body: string | Buffer, status?: string, headers?: object): Reply => {
	return (socket) => socket.write(answer(body, status, headers));
};
const html = { 'content-type': 'text/html' };
const chunked = head('200 OK', { ...typed, 'transfer-encoding': 'chunked' });
const promising = head('200 OK', { ...typed, 'content-length': 500 });

/** Answers that are none, and how the error is called. */
const BROKEN: Record<string, [Reply, string]> = {
	'shorter than its Content-Length': [(socket) => socket.end(promising + GOOD), NOT_ALL],
	'longer than its Content-Length': [
		(socket) => socket.end(head('200 OK', { ...typed, 'content-length': 5 }) + GOOD),
		NOT_ALL,
	],
	'with two lengths': [
		(socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 9\r\n\r\n{}`),
		NOT_ALL,
	],
	'cut off in a chunk': [(socket) => socket.end(`${chunked}ff\r\n${GOOD}`), NOT_ALL],
	'that is no gzip': [text(GOOD, '200 OK', { 'content-encoding': 'gzip' }), NOT_ALL],
	'with 100 KB of headers': [text(GOOD, '200 OK', { 'x-much': 'x'.repeat(100_000) }), NOT_ALL],
	'with a status of 0': [text(GOOD, '000 Odd'), NOT_ALL],
	'with a status of 99': [text(GOOD, '099 Odd'), NOT_ALL],
	'that is an interim one': [text(GOOD, '199 Odd'), NOT_ALL],
	'that switches protocols': [(socket) => socket.write(head('101 Switching Protocols')), NOT_ALL],
	'that is no HTTP': [(socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), NOT_ALL],
	'that breaks off after its headers': [
		(socket) => socket.write(promising, () => socket.resetAndDestroy()),
		// Node.js may hear of the reset before it has read the headers.
		`${NOT_ALL}|${NONE}`,
	],
	'that breaks off before it': [(socket) => void socket.resetAndDestroy(), NONE],
	'that is the end of the connection': [(socket) => void socket.end(), NONE],
};

describe.each(Object.entries(BROKEN))('an answer %s', (_, [broken, title]) => {
	test.each([...READING, ...REPEATED])('%s: is asked for again, then told', async (act) => {
		reply = broken;
		expectTold(await run(act), act, title);
		expect(wire.requests).toHaveLength(ATTEMPTS);
	});

	test.each(ONCE)('%s: is not asked for again', async (act) => {
		reply = broken;
		expectTold(await run(act), act, title);
		expect(wire.requests).toHaveLength(1);
	});

	test('once: the next attempt has it, and nothing is lost', async () => {
		for (const act of ['list', 'search', 'poll', 'put'] as const) {
			reply = (socket, request) =>
				wire.requests.length === 1 ? broken(socket, request) : socket.write(answer(GOOD));
			const { error } = await run(act);
			expect(error).toBeUndefined();
			expect(wire.requests).toHaveLength(2);
		}
	});
});

/** Whole answers with status 200 that are not the JSON which was asked for. */
const NO_JSON: Record<string, string> = {
	'a page': '<!doctype html><title>Maintenance</title>',
	'a page after white space': '\n\t <html>Maintenance</html>',
	'half of an object': '{"id":"1","na',
	'half of a list': '[{"id":"1"},',
};

describe.each(Object.entries(NO_JSON))('%s with status 200', (_, body) => {
	test.each<Act>(['list', 'search', 'poll', 'put', 'post', 'patch', 'delete'])(
		'%s: is no success',
		async (act) => {
			reply = text(body, '200 OK', html);
			expectTold(await run(act), act, NOT_ALL);
			expect(wire.requests).toHaveLength(ONCE.includes(act) ? 1 : ATTEMPTS);
		},
	);
});

test.each<Act>(['list', 'search', 'poll'])(
	'nothing with status 200: %s: is no empty list',
	async (act) => {
		reply = text('');
		expectTold(await run(act), act, NOT_ALL);
		expect(wire.requests).toHaveLength(ATTEMPTS);
	},
);

test.each(['{"checkoutForms":"many"}', '{"checkoutForms":[null]}'])(
	'a list that holds no rows is told at once: %s',
	async (body) => {
		reply = text(body);
		const { items, error } = await run('list');
		expect(items).toEqual([]);
		expectClear(error!, 'list');
		// It is no trouble of the connection: nothing is asked for again.
		expect(wire.requests).toHaveLength(1);
	},
);

test('a page instead of a file is no file', async () => {
	reply = text('<html>Maintenance</html>', '200 OK', html);
	const { items, error } = await run('download');
	expect(items).toEqual([]);
	expect(error?.message).toBe('Allegro sent a page of text instead of the file');
});

describe.each([
	['503 Service Unavailable', ATTEMPTS, 'Allegro is not available now'],
	['599 Odd', ATTEMPTS, 'Allegro is not available now'],
	['499 Odd', 1, 'Allegro refuses this request'],
	['399 Odd', 1, LEADS_AWAY],
	['300 Multiple Choices', 1, LEADS_AWAY],
])('a page with status %s', (status, attempts, title) => {
	test.each(ALL)('%s: is no title', async (act) => {
		reply = text('<html><body><h1>Sorry</h1>We are back soon</body></html>', status, html);
		const { error } = await run(act);
		expectClear(error!, act);
		const open = status.startsWith('5') && !READING.includes(act);
		expect(error!.message).toMatch(new RegExp(`^${open ? UNKNOWN : title}`));
		expect(`${error!.message} ${String(error!.description)}`).toContain('Sorry We are back soon');
		expect(error!.message).not.toContain('<');
		expect(wire.requests).toHaveLength(ONCE.includes(act) ? 1 : attempts);
	});
});

test.each(['list', 'search', 'poll', 'put', 'post', 'patch', 'delete'] as Act[])(
	'a status of 299 is a yes: %s',
	async (act) => {
		reply = text(GOOD, '299 Odd');
		const { items, error } = await run(act);
		expect(error).toBeUndefined();
		expectClean(
			items.map((item) => ({ pairedItem: 0, ...item })),
			act,
		);
	},
);

test('headers that come twice do no harm', async () => {
	const twice = ['content-type: text/html', 'trace-id: a', 'retry-after: 1'];
	const lines = [...twice, 'content-type: application/json', 'trace-id: b', 'retry-after: soon'];
	const write = (status: string, body: string): Reply => {
		const headers = [...lines, `content-length: ${body.length}`].join('\r\n');
		return (socket) => socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
	};
	reply = write('200 OK', GOOD);
	expect((await run('list')).error).toBeUndefined();
	reply = write('422 Unprocessable Entity', '{"errors":[{"message":"The name is too long"}]}');
	const { error } = await run('post');
	expect(error?.message).toBe('The name is too long');
	expect(error?.description).toContain("Allegro's trace-id: a, b");
});

test('a connection that the host closes though it said keep-alive costs no attempt', async () => {
	reply = (socket) => socket.end(answer(GOOD, '200 OK', { connection: 'keep-alive' }));
	for (let count = 0; count < 3; count++) expect((await run('list')).error).toBeUndefined();
	expect((await run('post')).error).toBeUndefined();
	expect(wire.requests).toHaveLength(1);
});

test('a host that closes its half of the connection with the answer is understood', async () => {
	reply = (socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-type: ${JSON_TYPE}\r\n\r\n${GOOD}`);
	expect((await run('list')).error).toBeUndefined();
	expect((await run('post')).items[0].json).toMatchObject({ id: '1' });
});

describe('a poll that meets a broken answer', () => {
	test.each([
		...Object.entries(BROKEN).map(([name, [broken]]) => [name, broken] as const),
		...Object.entries(NO_JSON).map(([name, body]) => [name, text(body)] as const),
		['nothing', text('')] as const,
	])('%s: keeps its position', async (_, broken) => {
		reply = broken;
		const state: IDataObject = { cursor: '7', readAt: Date.now(), seen: '' };
		const before = JSON.stringify(state);
		expect((await acts.poll(state)).error).toBeDefined();
		expect(JSON.stringify(state)).toBe(before);
	});
});

/** What stands where something else belongs. */
const WRONG = [
	'7',
	'"text"',
	'true',
	'[]',
	'[null]',
	'{"events":7}',
	'{"events":"ab"}',
	'{"events":[7]}',
];

test.each(WRONG)('a journal that is %s: tells it, and keeps the position', async (body) => {
	reply = text(body);
	const state: IDataObject = { cursor: '7', readAt: Date.now(), seen: '' };
	const before = JSON.stringify(state);
	const { error } = await acts.poll(state);
	expectClear(error!, body);
	expect(JSON.stringify(state)).toBe(before);
});

test('half of a file is no file, from a host that packs where it may', async () => {
	const packed = gzipSync(PDF);
	reply = (socket, { headers }) =>
		/^accept-encoding: identity$/im.test(headers)
			? socket.end(answer(PDF).subarray(0, -10))
			: // A host that packs on the way knows no more of the file than it has.
				socket.end(answer(packed.subarray(0, -10), '200 OK', { 'content-encoding': 'gzip' }));
	expectTold(await run('download'), 'download', NOT_ALL);
	expect(wire.requests).toHaveLength(ATTEMPTS);
});

test('what is packed as gzip is unpacked', async () => {
	reply = text(gzipSync(GOOD), '200 OK', { 'content-encoding': 'gzip' });
	expect((await run('post')).items[0].json).toMatchObject({ id: '1' });
});
