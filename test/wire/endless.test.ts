import type { Socket } from 'node:net';

import { expectClear } from '../fuzz/outcome';
import { type Acts, actsOn } from './acts';
import { answer, head, JSON_TYPE, openWire, type Reply, type Wire } from './server';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/** Answers without an end. The limit for a whole answer is a timer here that the test lets ring. */
let reply: Reply;
let wire: Wire;
let acts: Acts;
/** The limits that were set, in ms, and what lets the last one end. */
let limits: number[];
let ring: () => void;
const dripping = new Set<NodeJS.Timeout>();

beforeAll(async () => {
	wire = await openWire((socket, request) => reply(socket, request));
	acts = await actsOn(`http://127.0.0.1:${wire.port}`);
});
afterAll(async () => await wire.close());
beforeEach(() => {
	wire.requests.length = 0;
	limits = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const timer = new AbortController();
		limits.push(ms);
		ring = () => timer.abort(new DOMException('The time is over', 'TimeoutError'));
		return timer.signal;
	});
});
afterEach(() => {
	jest.restoreAllMocks();
	for (const timer of dripping) clearInterval(timer);
	dripping.clear();
});

/** Sends a byte every few milliseconds: n8n's own limit begins anew with each of them. */
function drip(socket: Socket): void {
	socket.write(head('200 OK', { 'content-type': JSON_TYPE, 'content-length': 1_000_000 }));
	let sent = 0;
	const timer = setInterval(() => {
		socket.write(' ');
		if (++sent === 5) ring();
	}, 2);
	dripping.add(timer);
	socket.on('close', () => clearInterval(timer));
}

const silent = () => void setImmediate(() => ring());

describe.each<[string, Reply]>([
	['comes byte by byte', drip],
	['never comes', silent],
	['never comes after an interim one', (socket) => socket.write(head('100 Continue'), silent)],
	[
		'begins and goes silent',
		(socket) => socket.write(`${head('200 OK', { 'content-length': 9 })}{`, silent),
	],
])('an answer that %s', (_, endless) => {
	test.each(['list', 'search', 'poll', 'download', 'put', 'delete'] as const)(
		'%s: is asked for again, then given up in words',
		async (act) => {
			reply = endless;
			const { error } = await acts[act]();
			expectClear(error!, act);
			expect(error!.message.startsWith('Allegro did not answer in time')).toBe(true);
			expect(wire.requests).toHaveLength(4);
			expect(limits).toHaveLength(4);
			for (const limit of limits) expect(limit).toBeLessThanOrEqual(10 * 60_000);
		},
	);

	test.each(['post', 'patch', 'upload'] as const)('%s: is given up at once', async (act) => {
		reply = endless;
		const { error } = await acts[act]();
		expect(error!.message).toBe('Allegro did not answer in time');
		expect(error!.description).toContain('may be done all the same');
		expect(wire.requests).toHaveLength(1);
	});

	test('the connection is closed, and the next request goes through', async () => {
		reply = endless;
		await acts.post();
		reply = (socket) => socket.write(answer('{"id":"1"}'));
		expect((await acts.post()).items[0].json).toMatchObject({ id: '1' });
		while (wire.open > 0) await new Promise((resolve) => setImmediate(resolve));
	});
});

test.each([
	['list', 4],
	['search', 4],
	['post', 1],
] as const)(
	'a host that falls silent in the TLS handshake, %s: is given up in words',
	async (act, attempts) => {
		let connections = 0;
		const mute = await openWire(() => undefined, {
			isMute: true,
			onConnection: () => {
				connections++;
				silent();
			},
		});
		const quiet = await actsOn(`https://localhost:${mute.port}`);
		const { error } = await quiet[act]();
		expectClear(error!, act);
		expect(error!.message.startsWith('Allegro did not answer in time')).toBe(true);
		expect(connections).toBe(attempts);
		while (mute.open > 0) await new Promise((resolve) => setImmediate(resolve));
		await mute.close();
	},
);

test('a poll does not wait longer for an answer than it has time', async () => {
	reply = (socket) => socket.write(answer('{"events":[]}'));
	const state = { cursor: '7', readAt: Date.now() };
	await acts.engine.poll('allegroOrdersTrigger', {}, { state, budgetMs: 100_000 });
	expect(limits).toHaveLength(1);
	expect(limits[0]).toBeLessThanOrEqual(80_000);
	expect(limits[0]).toBeGreaterThan(30_000);
	await acts.engine.poll('allegroOrdersTrigger', {}, { state, budgetMs: 0 });
	await acts.engine.poll('allegroOrdersTrigger', {}, { state, budgetMs: 1_000 });
	expect(limits.slice(1)).toEqual([8_000]);
});

test('the Stop button ends an answer that never comes', async () => {
	let stop = () => {};
	reply = () => setImmediate(() => stop());
	const { items } = await acts.engine.node(
		'allegroOrders',
		{ resource: 'order', operation: 'getAll' },
		{ onStart: (cancel) => (stop = cancel) },
	);
	expect(items).toEqual([]);
	expect(wire.requests).toHaveLength(1);
	while (wire.open > 0) await new Promise((resolve) => setImmediate(resolve));
});
