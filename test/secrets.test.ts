import type { IDataObject, INodeType } from 'n8n-workflow';

import { createEngine } from './engine';
import { connectedTo } from './operations/credential';
import { byId, openShop } from './shop';

/**
 * Every run of every test is searched for the secrets of its credential (test/engine.ts). These tests
 * show that the search can find something.
 */
const credential = connectedTo({ apiUrl: 'http://127.0.0.1:1', uploadUrl: 'http://127.0.0.1:1' });
const { access_token: accessToken, refresh_token: refreshToken } =
	credential.oauthTokenData as Record<string, string>;
const basic = Buffer.from(
	`${String(credential.clientId)}:${String(credential.clientSecret)}`,
).toString('base64');

/** A node that tells what it should not, in a way that a test chooses. */
function leaking(
	leak: (this: { logger: { warn: (text: string, more?: object) => void } }) => unknown,
) {
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
	['an encoded header', 'Authorization header', () => `Basic ${basic}`],
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
])('a secret in %s fails the test', async (_place, secret, leak) => {
	await expect(run(leaking(leak))).rejects.toThrow(`The ${secret} shows in `);
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
