import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';

import { oneAhead } from '../../nodes/shared/renewal';
import { createEngine } from '../engine';
import { connectedTo } from '../operations/credential';
import { byId } from '../shop';

/** Two sellers in one n8n, often with the same registered app: what is remembered of one is not the other's. */

interface Seen {
	port: number;
	path: string;
	token: string;
	body: string;
}

let servers: Server[];
let seen: Seen[];
/** Ends the answers that hang. */
let held: Array<() => void>;
let hang: (request: Seen) => boolean;

beforeEach(() => {
	[servers, seen, held] = [[], [], []];
	hang = () => false;
});
afterEach(async () => {
	held.forEach((release) => release());
	for (const server of servers) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

/** An Allegro that notes who asks. */
async function host(): Promise<string> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { port } = server.address() as { port: number };
			const one: Seen = {
				port,
				path: String(request.url),
				token: String(request.headers.authorization).replace('Bearer ', ''),
				body: Buffer.concat(chunks).toString(),
			};
			seen.push(one);
			const answer = () => {
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(
					JSON.stringify({ id: 'x', status: 'SUCCESS', carriers: [{ id: 'DPD', name: 'DPD' }] }),
				);
			};
			if (hang(one)) held.push(once(answer));
			else answer();
		});
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

function seller(name: string, url: string, expiresAt?: number): ICredentialDataDecryptedObject {
	const tokens: IDataObject = {
		access_token: `access-token-of-seller-${name}`,
		refresh_token: `refresh-token-of-seller-${name}`,
	};
	if (expiresAt !== undefined) tokens.n8n_expires_at = String(expiresAt);
	const app = connectedTo({ apiUrl: url, uploadUrl: url });
	return { ...app, clientId: servers[0] ? 'one app' : '', oauthTokenData: tokens };
}

const node = (name: string, id: string, credential: string, parameters: IDataObject): INode => ({
	id,
	name,
	type: 'n8n-nodes-allegro.allegroOrders',
	typeVersion: 1,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
	credentials: { allegroOAuth2Api: { id: credential, name: credential } },
});

const getOrder = {
	resource: 'order',
	operation: 'get',
	orderId: byId('29738e61-7f6a-11e8-ac45-09db60ede9d6'),
	simplify: false,
};
const once = (work: () => void) => {
	let done = false;
	return () => {
		if (!done) work();
		done = true;
	};
};
const wait = async (until: () => boolean) => {
	while (!until()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Runs seller A's node and then seller B's, in one execution. */
async function bothIn(one: string, other: string, ids: [string, string], expiresAt?: number) {
	const a = seller('a', one, expiresAt);
	const engine = await createEngine(a, {}, { others: { a, b: seller('b', other, expiresAt) } });
	const nodes = [node('A', ids[0], 'a', getOrder), node('B', ids[1], 'b', getOrder)];
	const start = { ...node('Start', 'start', '', {}), type: 'test.start', credentials: undefined };
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	const connections = { Start: { main: [[to('A')]] }, A: { main: [[to('B')]] } };
	const workflow = { id: 'w', name: 'w', nodes: [start, ...nodes], connections };
	const { data } = await engine.workflow(workflow as never, 'Start', [{ json: {} }]);
	expect(data.resultData.error).toBeUndefined();
	return seen;
}

describe.each([
	['nodes of their own', ['id-a', 'id-b'] as [string, string]],
	['nodes with the same ID, as n8n took them', ['same', 'same'] as [string, string]],
])('two sellers in one execution, %s', (_title, ids) => {
	test.each([
		['whose token is fresh', 3_600_000],
		['whose token ends nobody knows when', undefined],
	])('are asked for with their own tokens, %s', async (_case, lifetime) => {
		const url = await host();
		await bothIn(url, url, ids, lifetime && Date.now() + lifetime);
		expect(seen.map(({ token }) => token)).toEqual([
			'access-token-of-seller-a',
			'access-token-of-seller-b',
		]);
	});

	test('are asked for at their own hosts', async () => {
		const [one, other] = [await host(), await host()];
		await bothIn(one, other, ids, Date.now() + 3_600_000);
		expect(seen.map(({ port, token }) => `http://127.0.0.1:${port} ${token}`)).toEqual([
			`${one} access-token-of-seller-a`,
			`${other} access-token-of-seller-b`,
		]);
	});
});

test('a panel shows nothing of a seller after the credential was connected to another one', async () => {
	const url = await host();
	const credential = seller('a', url);
	const engine = await createEngine(credential);
	await engine.options('allegroOrders', 'getCarriers');
	Object.assign(credential, seller('b', url));
	await engine.options('allegroOrders', 'getCarriers');
	expect(seen.map(({ token }) => token)).toEqual([
		'access-token-of-seller-a',
		'access-token-of-seller-b',
	]);
});

describe('a token that is over', () => {
	const over = () => Date.now() - 1_000;

	test('of one seller, with a request that hangs, holds up no other seller of the app', async () => {
		const url = await host();
		hang = ({ token }) => token === 'access-token-of-seller-a';
		const [a, b] = [
			await createEngine(seller('a', url, over())),
			await createEngine(seller('b', url, over())),
		];
		const slow = a.node('allegroOrders', getOrder);
		await wait(() => held.length > 0);
		const { items, error } = await b.node('allegroOrders', getOrder);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		held.forEach((release) => release());
		expect((await slow).error).toBeUndefined();
	});

	test('holds up nobody who stops', async () => {
		const url = await host();
		hang = () => true;
		const engine = await createEngine(seller('c', url, over()));
		const slow = engine.node('allegroOrders', getOrder);
		await wait(() => held.length > 0);
		const before = seen.length;
		await engine.node('allegroOrders', getOrder, { onStart: (stop) => setTimeout(stop, 20) });
		expect(seen).toHaveLength(before);
		hang = () => false;
		held.forEach((release) => release());
		expect((await slow).error).toBeUndefined();
	});

	test('is waited for by those who have the same, and for a few seconds only', async () => {
		let renewed!: (value: string) => void;
		const order: string[] = [];
		const hanging = oneAhead(
			't',
			undefined,
			async () => await new Promise<string>((done) => (renewed = done)),
		);
		await oneAhead('t', undefined, async () => void order.push('went on'), 1);
		const follower = oneAhead('t', undefined, async () => void order.push('followed'));
		await oneAhead('other', undefined, async () => void order.push('another token'));
		renewed('done');
		await Promise.all([hanging, follower]);
		expect(order).toEqual(['went on', 'another token', 'followed']);
	});

	test('is left to the next when the first one fails', async () => {
		const first = oneAhead('f', undefined, async () => await Promise.reject(new Error('no')));
		const next = oneAhead('f', undefined, async () => await Promise.resolve('yes'));
		await expect(first).rejects.toThrow('no');
		expect(await next).toBe('yes');
	});

	test('whoever waits for it ends with his execution', async () => {
		let end!: () => void;
		const hanging = oneAhead(
			's',
			undefined,
			async () => await new Promise<void>((done) => (end = done)),
		);
		const stop = new AbortController();
		const sent = jest.fn(async () => await Promise.resolve());
		const waiting = oneAhead('s', stop.signal, sent);
		stop.abort(new Error('stopped'));
		await expect(waiting).rejects.toThrow('stopped');
		expect(sent).not.toHaveBeenCalled();
		end();
		await hanging;
	});
});

/** What outlives an execution or is shared by several, and what keeps sellers apart in it. */
const REMEMBERED: Record<string, string> = {
	'BulkOffers/settings.ts waiting': 'by the item of a run',
	'Payments/refundSteps.ts paying': 'by call',
	'Payments/refundSteps.ts sent': 'by execution, credential, node, item and order',
	'shared/actOnce.ts counts': 'by the item of a run',
	'shared/actOnce.ts fates': 'by execution, credential, node and item',
	'shared/batchRest.ts left':
		'by execution and the ID of a command, which is made of credential and node',
	'shared/batchRest.ts own':
		'by execution and the ID of a command, which is made of credential and node',
	'shared/batchRest.ts partly': 'by the result of an offer',
	'shared/collector.ts runs': 'by the item of a run',
	'shared/credential.ts connectionsOf': 'by what was read of a credential',
	'shared/credential.ts readingsOf': 'by execution, credential and node',
	'shared/gate.ts gates': 'by Client ID, as Allegro counts; holds numbers only',
	'shared/inputs.ts candidates': 'by the parameters of a run; holds fields of the description',
	'shared/items.ts offered': 'by type of node; holds its operations',
	'shared/locators/lookUp.ts kept': 'by credential and token',
	'shared/oneByOne.ts underWay': 'by credential and what it is about; holds no answers',
	'shared/polling.ts handedOver': 'by workflow, credential and node; holds digests only',
	'shared/polling.ts polling': 'by workflow, credential and node',
	'shared/refusedCommands.ts refused': 'IDs made of execution, credential, node and item',
	'shared/renewal.ts renewals': 'by token',
	'shared/routing.ts descriptions': 'by operation; holds descriptions',
	'shared/routing.ts selections': 'by call',
	'shared/transport.ts LOST': 'errors of a request; holds nothing else',
	'shared/typing.ts takenBy': 'by converter; holds what it takes',
};

test('all that is remembered for longer than a call is known here', () => {
	const nodes = join(__dirname, '..', '..', 'nodes');
	const found = readdirSync(nodes, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const text = readFileSync(join(nodes, file), 'utf8');
			const empty = /^(?:export )?(?:const|let) (\w+).*= new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\);/gm;
			const changed = /^let (\w+)/gm;
			return [...text.matchAll(empty), ...text.matchAll(changed)].map(
				([, name]) => `${file} ${name}`,
			);
		});
	expect(found.sort()).toEqual(Object.keys(REMEMBERED));
});
