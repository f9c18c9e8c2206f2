import fc from 'fast-check';

import { addressOf, connectionOf, userAgentOf } from '../../nodes/shared/connection';

const app = { appName: 'My Shop', appVersion: '1.2.2.0', appUrl: 'https://shop.example/allegro' };
/** What Allegro's validator accepts, as facts of integrators tell. */
const ACCEPTED = /^\S+\/\S+\s+\(\+https?:\/\/\S+\)$/;

test('production and sandbox have their hosts', () => {
	expect(connectionOf(app)).toMatchObject({
		api: 'https://api.allegro.pl',
		upload: 'https://upload.allegro.pl',
		userAgent: 'My-Shop/1.2.2.0 (+https://shop.example/allegro)',
	});
	expect(connectionOf({ ...app, environment: 'sandbox' })).toMatchObject({
		api: 'https://api.allegro.pl.allegrosandbox.pl',
		upload: 'https://upload.allegro.pl.allegrosandbox.pl',
	});
});

test.each([
	[undefined, 1],
	['', 1],
	[0, 1],
	[4, 4],
	['3', 3],
])('n8n Processes: %p', (processes, expected) => {
	expect(connectionOf({ ...app, processes } as never).processes).toBe(expected);
});

test.each([
	['https://proxy.example/allegro/', 'https://proxy.example/allegro'],
	['http://127.0.0.1:18080', 'http://127.0.0.1:18080'],
	['http://localhost:18080/', 'http://localhost:18080'],
	['http://[::1]:18080', 'http://[::1]:18080'],
])('custom: %s', (apiUrl, api) => {
	expect(connectionOf({ ...app, environment: 'custom', apiUrl })).toMatchObject({
		api,
		upload: api,
	});
});

test.each([
	'http://example.com',
	'http://127.0.0.1.example.com',
	'http://localhost.example',
	'ftp://x',
	'',
])('custom: %s is refused', (apiUrl) => {
	expect(() => connectionOf({ ...app, environment: 'custom', apiUrl })).toThrow(
		'must start with https',
	);
});

test('a User-Agent is one that Allegro accepts, or none is made', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.webUrl(), (appName, appVersion, appUrl) => {
			try {
				expect(userAgentOf({ appName, appVersion, appUrl })).toMatch(ACCEPTED);
			} catch (error) {
				expect((error as Error).message).toMatch(/^The App (Name|Version|URL)|^expect/);
				expect((error as Error).message).not.toMatch(/^expect/);
			}
		}),
	);
});

test('the end of a token is read from what n8n noted, else from the token', () => {
	const payload = Buffer.from(JSON.stringify({ exp: 1_900_000_000 })).toString('base64url');
	const token = { access_token: `x.${payload}.y` };
	expect(connectionOf({ ...app, oauthTokenData: token }).expiresAt).toBe(1_900_000_000_000);
	const noted = { ...token, n8n_expires_at: '1800000000000' };
	expect(connectionOf({ ...app, oauthTokenData: noted }).expiresAt).toBe(1_800_000_000_000);
	expect(
		connectionOf({ ...app, oauthTokenData: { access_token: 'opaque' } }).expiresAt,
	).toBeUndefined();
	expect(connectionOf(app).expiresAt).toBeUndefined();
});

describe('a URL that Allegro returned', () => {
	const production = connectionOf(app);
	const custom = connectionOf({
		...app,
		environment: 'custom',
		apiUrl: 'https://proxy.example/allegro',
		uploadUrl: 'https://upload.example',
	});

	test.each([
		[production, 'https://upload.allegro.pl/sale/a/1?once=2', 'upload', '/sale/a/1?once=2'],
		[production, 'https://api.allegro.pl:42974/sale/a/1', 'api', '/sale/a/1'],
		[production, '/sale/a/1', 'api', '/sale/a/1'],
		[custom, 'https://proxy.example/allegro/sale/a/1', 'api', '/sale/a/1'],
		[custom, 'https://upload.example/sale/a/1', 'upload', '/sale/a/1'],
	])('%#: leads to a host of the credential', (connection, url, host, path) => {
		expect(addressOf(connection, url)).toEqual({ host, path });
	});

	test.each([
		'https://upload.allegro.pl.example/sale/a/1',
		'https://api.allegro.pl@elsewhere.example/sale/a/1',
		'//elsewhere.example/sale/a/1',
		'https://upload.allegro.pl.allegrosandbox.pl/sale/a/1',
		'javascript:alert(1)',
		'https://',
	])('%s leads elsewhere', (url) => {
		expect(addressOf(production, url)).toBeUndefined();
	});
});
