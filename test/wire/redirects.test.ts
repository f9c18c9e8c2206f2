import type { NodeRun } from '../engine';
import { expectClear } from '../fuzz/outcome';
import { type Acts, actsOn } from './acts';
import { selfSigned } from './certificates';
import { answer, openWire, type Reply, type Wire } from './server';

/**
 * A redirect is not followed, wherever it leads: n8n would take the token along. Three other hosts note
 * all that reaches them.
 */
let reply: Reply;
let allegro: Wire;
let others: Wire[];
let acts: Acts;
let strayed = 0;

beforeAll(async () => {
	const good: Reply = (socket) => socket.write(answer('{"checkoutForms":[],"events":[],"id":"1"}'));
	const noted = { onConnection: () => strayed++ };
	allegro = await openWire((socket, request) => reply(socket, request));
	others = [
		await openWire(good, noted),
		await openWire(good, { ...noted, tls: selfSigned({ host: 'localhost' }) }),
	];
	acts = await actsOn(`http://127.0.0.1:${allegro.port}`);
});
afterAll(async () => {
	for (const each of [allegro, ...others]) await each.close();
});
beforeEach(() => {
	allegro.requests.length = 0;
	strayed = 0;
});

const LOCATIONS: Record<string, () => string> = {
	'another port': () => `http://127.0.0.1:${others[0].port}/order/checkout-forms`,
	'another host': () => `http://localhost:${others[0].port}/`,
	'another scheme': () => `https://localhost:${others[1].port}/`,
	'another host, without a scheme': () => `//localhost:${others[0].port}/`,
	'another host, with backslashes': () => `\\\\localhost:${others[0].port}\\`,
	'another host, with Allegro as its user': () => `http://127.0.0.1@localhost:${others[0].port}/`,
	'another path of the same host': () => '/me',
	'the same host, in full': () => `http://127.0.0.1:${allegro.port}/me`,
	'what is no address': () => 'http://',
	nowhere: () => '',
};

const STATUSES = [301, 302, 303, 307, 308];
const ACTS = [
	'list',
	'post',
	'search',
	'poll',
	'download',
	'put',
	'delete',
	'patch',
	'upload',
] as const;

/** Each act and location with a status of its own; the first acts with all of them. */
const cases = ACTS.flatMap((act, first) =>
	Object.entries(LOCATIONS).map(([name, location], second) => {
		const statuses = first < 2 ? STATUSES : [STATUSES[(first + second) % STATUSES.length]];
		return [act, name, statuses, location] as const;
	}),
);

test.each(cases)('%s is not led to %s', async (act, _, statuses, location) => {
	for (const status of statuses) {
		allegro.requests.length = 0;
		reply = (socket) => socket.write(answer('', `${status} Elsewhere`, { location: location() }));
		const { items, error } = await (acts[act] as () => Promise<NodeRun>)();
		expect(items).toEqual([]);
		expectClear(error!, `${act} ${status}`);
		expect(error!.message).toMatch(/^Allegro leads this request to another address/);
		expect(allegro.requests).toHaveLength(1);
		expect(allegro.requests[0].headers).toContain('Bearer sample-token');
	}
	expect(strayed).toBe(0);
	expect(others.flatMap(({ requests }) => requests)).toEqual([]);
});

test('the second step of an upload is not led away either, and the file does not follow', async () => {
	for (const status of STATUSES) {
		allegro.requests.length = 0;
		reply = (socket, { line }) =>
			socket.write(
				line.startsWith('POST')
					? answer('{"id":"1"}', '201 Created')
					: answer('', `${status} Elsewhere`, { location: LOCATIONS['another port']() }),
			);
		expect((await acts.upload()).error?.message).toMatch(/^Allegro leads this request/);
		expect(allegro.requests).toHaveLength(2);
	}
	expect(strayed).toBe(0);
});

test('a host that is not Allegro notes what reaches it', async () => {
	const other = await actsOn(`http://localhost:${others[0].port}`);
	expect((await other.list()).error).toBeUndefined();
	expect(strayed).toBe(1);
	expect(others[0].requests.pop()?.headers).toContain('Authorization: Bearer sample-token');
});
