import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import { type Acts, actsOn } from './acts';
import { answer, openWire, type Reply, type Wire } from './server';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/** Answers larger than any of Allegro's. They are held whole, and do not add up. */
const MB = 1024 * 1024;
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

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is held in memory, without what is only waiting to be thrown away. */
function held(): number {
	collect();
	// What hung on something weakly held goes in a second round.
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

const row = (id: number) => ({
	id: String(id),
	status: 'READY_FOR_PROCESSING',
	filler: 'x'.repeat(5_000),
});
const LIST = Buffer.from(
	JSON.stringify({ checkoutForms: Array.from({ length: 10_000 }, (_, id) => row(id)) }),
);
const FILE = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(50 * MB, 7)]);

test('pages of 50 MB are read, and do not add up in memory', async () => {
	expect(LIST.length).toBeGreaterThan(48 * MB);
	reply = (socket) => socket.write(answer(LIST));
	const before = held();
	for (let count = 0; count < 3; count++) {
		const { items, error } = await acts.list({ simplify: true, limit: 100 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(100);
	}
	// The last one, as text and parsed, may be held by what has just ended.
	expect(held() - before).toBeLessThan(3.5 * LIST.length);
});

test('files of 50 MB come whole, and do not add up in memory', async () => {
	reply = (socket) => socket.write(answer(FILE, '200 OK', { 'content-type': 'application/pdf' }));
	const before = held();
	for (let count = 0; count < 3; count++) expect(await downloaded()).toBe(FILE.length);
	// The last one may be held by what has just ended.
	expect(held() - before).toBeLessThan(1.5 * FILE.length);

	async function downloaded(): Promise<number> {
		const { items, error } = await acts.download();
		expect(error).toBeUndefined();
		expect(items[0].json.fileSize).toBe(FILE.length);
		return Buffer.from(items[0].binary?.data.data ?? '', 'base64').length;
	}
});

/** What a few bytes unpack to is limited by the time for an answer, and by what n8n's process has. */
test('a bomb of 16 MB in 16 KB is told like any other answer that is none', async () => {
	const bomb = gzipSync(Buffer.alloc(16 * MB, ' '));
	expect(bomb.length).toBeLessThan(MB / 32);
	reply = (socket) => socket.write(answer(bomb, '200 OK', { 'content-encoding': 'gzip' }));
	const before = held();
	for (const act of ['list', 'poll'] as const) {
		const { error } = await acts[act]();
		expect(error?.message).toMatch(/^Allegro's answer could not be read/);
	}
	expect(held() - before).toBeLessThan(10 * MB);
});

test('200,000 findings make an error that can be read', async () => {
	const finding = { code: 'X', message: 'The name is too long', path: 'name' };
	const errors = Array.from({ length: 200_000 }, () => finding);
	reply = (socket) => socket.write(answer(JSON.stringify({ errors }), '422 Unprocessable Entity'));
	const { error } = await acts.post();
	expect(error?.message).toBe('The name is too long (and 199999 more)');
	expect(error?.description?.length).toBeLessThan(5_000);
});
