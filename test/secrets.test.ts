import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INodeType,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { createEngine } from './engine';
import { connectedTo } from './operations/credential';
import { expectNoSecret, noteSecrets, type Secrets } from './secrets';
import { byId, openShop } from './shop';

/**
 * Every run of every test is searched for the secrets of its credential (test/engine.ts). These tests
 * show that the search can find something.
 */
const credential: ICredentialDataDecryptedObject = {
	...connectedTo({ apiUrl: 'http://127.0.0.1:1', uploadUrl: 'http://127.0.0.1:1' }),
	clientSecret: 'client "secret" +/ of a test',
};
const { access_token: accessToken, refresh_token: refreshToken } =
	credential.oauthTokenData as Record<string, string>;
const basic = Buffer.from(
	`${String(credential.clientId)}:${String(credential.clientSecret)}`,
).toString('base64');

/** Characters that encodings change. */
const SPECIAL = String(credential.clientSecret);

/** A node that tells what it should not, in a way that a test chooses. */
function leaking(leak: (this: IExecuteFunctions) => unknown) {
	const type: INodeType = {
		description: {
			displayName: 'Leak',
			name: 'leak',
			group: ['transform'],
			version: 1,
			description: 'Tells what it should not',
			defaults: { name: 'Leak' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return [[{ json: { told: leak.call(this as never) as IDataObject } }]];
		},
	};
	return type;
}

async function run(type: INodeType) {
	const engine = await createEngine(credential, { 'test.leak': type });
	const node = { id: '1', name: 'Leak', type: 'test.leak', typeVersion: 1, position: [0, 0] };
	const workflow = { nodes: [{ ...node, parameters: {} }], connections: {}, settings: {} };
	return await engine.workflow(workflow as never, 'Leak', [{ json: {} }]);
}

test.each<[string, string, Parameters<typeof leaking>[0]]>([
	['an item', 'access token', () => ({ deep: [{ header: `Bearer ${accessToken}` }] })],
	['the name of a property', 'client secret', () => ({ [String(credential.clientSecret)]: 1 })],
	['an encoded header', 'client secret', () => `Basic ${basic}`],
	[
		'a property of an error',
		'refresh token',
		() => {
			throw Object.assign(new Error('Refused'), { request: { body: refreshToken } });
		},
	],
	[
		'the log',
		'access token',
		function () {
			this.logger.warn('Refused', { headers: { authorization: accessToken } });
		},
	],
	['an address', 'client secret', () => `?secret=${encodeURIComponent(SPECIAL)}&a`],
	['a form', 'client secret', () => new URLSearchParams({ a: SPECIAL })],
	['base64', 'access token', () => Buffer.from(`x: ${accessToken}`).toString('base64')],
	[
		'base64 of an address',
		'client secret',
		() => Buffer.from(`ab${SPECIAL}`).toString('base64url'),
	],
	['hexadecimal digits', 'refresh token', () => Buffer.from(refreshToken).toString('hex')],
	['JSON in JSON', 'client secret', () => JSON.stringify({ body: JSON.stringify({ a: SPECIAL }) })],
	[
		'a stack trace',
		'access token',
		() => {
			const error = new Error('Refused');
			error.stack = `Error: Refused\n at send (${accessToken})`;
			throw error;
		},
	],
	[
		'the response of an error of n8n',
		'refresh token',
		function () {
			const response = { status: 400, data: { error: 'x', sent: refreshToken } };
			throw new NodeApiError(this.getNode(), { message: 'Refused', response } as never);
		},
	],
	[
		'static data',
		'access token',
		function () {
			this.getWorkflowStaticData('node').known = { token: accessToken };
			return 'nothing';
		},
	],
])('a secret in %s fails the test', async (_place, secret, leak) => {
	await expect(run(leaking(leak))).rejects.toThrow(
		new RegExp(`The ${secret}(, encoded,)? shows in `),
	);
});

test.each([
	['the name of a file', { data: '', mimeType: 'a/b', fileName: `${accessToken}.pdf` }],
	[
		'the bytes of a file',
		{ data: Buffer.from(`%PDF ${accessToken}`).toString('base64'), mimeType: 'a/b' },
	],
	['the type of a file', { data: '', mimeType: `a/${accessToken}` }],
])('a secret in %s fails the test', async (_, data) => {
	const type = leaking(() => 'nothing');
	type.execute = async () => [[{ json: {}, binary: { data } }]];
	await expect(run(type)).rejects.toThrow(/The access token.* shows in /);
});

test.each<[string, unknown]>([
	['the cause of an error', new Error('a', { cause: new Error(`Bearer ${accessToken}`) })],
	[
		'what axios keeps of a request',
		Object.assign(new Error('a'), { config: { headers: { Authorization: accessToken } } }),
	],
	['a set', new Set([accessToken])],
	['a map', new Map([[{ a: accessToken }, 1]])],
	['headers', new Headers({ authorization: `Bearer ${accessToken}` })],
	['an address', new URL(`http://a/?t=${accessToken}`)],
	['bytes', new Uint8Array(Buffer.from(`x${accessToken}`))],
	['what has a symbol for a name', { [Symbol('kept')]: accessToken }],
	['what a function holds', Object.assign(() => 1, { token: accessToken })],
	['what is not listed', Object.defineProperty({}, 'hidden', { value: accessToken })],
])('%s is looked into', (_, value) => {
	const secrets: Secrets = new Map();
	noteSecrets(credential, secrets);
	expect(() => expectNoSecret({ value }, 'it', secrets)).toThrow(
		'The access token shows in it.value',
	);
});

test('a secret in the static data of a single node fails the test', async () => {
	const type = leaking(function () {
		this.getWorkflowStaticData('global').known = accessToken;
		return 'nothing';
	});
	const engine = await createEngine(credential, { 'n8n-nodes-allegro.leak': type });
	await expect(engine.node('leak', {})).rejects.toThrow('The access token shows in static data.');
});

test("a secret in a trigger's static data fails the test", async () => {
	const engine = await createEngine(credential);
	const state = { cursor: '1', seen: { note: refreshToken } };
	await expect(engine.poll('allegroOrdersTrigger', {}, { state })).rejects.toThrow(
		'The refresh token shows in static data.seen.note',
	);
});

test('a run without secrets passes', async () => {
	await expect(run(leaking(() => 'nothing'))).resolves.toBeDefined();
});

test('a token that was renewed meanwhile is looked for too', async () => {
	const shop = await openShop();
	const { id } = shop.simulator.createOrder();
	shop.simulator.expireTokens();
	const get = { resource: 'order', operation: 'get', orderId: byId(id) };
	await shop.engine.node('allegroOrders', get);
	const { access_token: renewed } = shop.engine.credential.oauthTokenData as IDataObject;
	const leak = { ...get, orderId: byId(`={{ "${String(renewed)}" }}`) };
	await expect(shop.engine.node('allegroOrders', leak)).rejects.toThrow(
		'The access token shows in ',
	);
	await shop.close();
});
