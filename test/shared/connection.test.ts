import fc from 'fast-check';

import { connectionOf, userAgentOf } from '../../nodes/shared/connection';

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
