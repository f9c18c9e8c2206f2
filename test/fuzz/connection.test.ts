import fc from 'fast-check';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Connection } from '../../nodes/shared/connection';
import { addressOf, connectionOf } from '../../nodes/shared/connection';
import { anyJson } from './json';
import { times } from './runs';

/** Credentials that the user or another version has filled in, and addresses that Allegro names. */
const app = { appName: 'Shop', appVersion: '1.0.0', appUrl: 'https://shop.example' };
const url = fc.oneof(
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	fc.string(),
	fc.constantFrom(
		...['https://', 'https://[', 'https://a:b@c', 'https://a:99999', 'http://localhost:x'],
		...[
			'http://127.0.0.1.example',
			'https://\\\\a',
			'http://[::1',
			'https://a%00b',
			'https://ł.pl',
		],
	),
);

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

test('a credential leads to hosts over TLS or to this machine, or is refused in words', () => {
	const credential = fc.record(
		{
			environment: fc.constantFrom('production', 'sandbox', 'custom', '__proto__', 'constructor'),
			apiUrl: fc.oneof(url, anyJson),
			uploadUrl: fc.oneof(url, anyJson),
			clientId: anyJson,
			language: anyJson,
			processes: anyJson,
			oauthTokenData: anyJson,
		},
		{ requiredKeys: ['environment'] },
	);
	fc.assert(
		fc.property(credential, (given) => {
			let connection: Connection;
			try {
				connection = connectionOf({ ...app, ...given } as ICredentialDataDecryptedObject);
			} catch (error) {
				expect((error as Error).message).toMatch(
					/^The (API|Upload) URL ".*" in the credential must/s,
				);
				return;
			}
			for (const base of [connection.api, connection.upload]) {
				const { protocol, hostname } = new URL(base);
				expect(protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))).toBe(true);
			}
			expect(Number.isInteger(connection.processes) && connection.processes >= 1).toBe(true);
			expect(connection.expiresAt === undefined || connection.expiresAt > 0).toBe(true);
			expect([typeof connection.clientId, typeof connection.language]).toEqual([
				'string',
				'string',
			]);
		}),
		times(400),
	);
});

test('the end of a token is that of its payload, whatever else is in there', () => {
	const seconds = fc.integer({ min: 1, max: 4_000_000_000 });
	fc.assert(
		fc.property(seconds, anyJson, (exp, more) => {
			const payload = { ...(typeof more === 'object' ? more : {}), exp };
			const encoded = Buffer.from(JSON.stringify(payload)).toString('base64url');
			const oauthTokenData = { access_token: `eyJh.${encoded}.sig` };
			expect(connectionOf({ ...app, oauthTokenData }).expiresAt).toBe(exp * 1000);
		}),
		times(100),
	);
});

test('an address that Allegro names stays on the hosts of the credential, or is none', () => {
	const connections = [
		connectionOf(app),
		connectionOf({ ...app, environment: 'custom', apiUrl: 'https://proxy.example/allegro' }),
	];
	const host = fc.constantFrom(
		...['api.allegro.pl', 'upload.allegro.pl', 'proxy.example', 'evil.example', 'allegro.pl'],
		...['api.allegro.pl.evil.example', 'api.allegro.pl@evil.example', 'API.ALLEGRO.PL:8443'],
	);
	const start = fc.constantFrom(
		'https://',
		'http://',
		'//',
		'\\\\',
		'/\\',
		'ftp://',
		'https:',
		'///',
	);
	const rest = fc.oneof(
		fc.string(),
		fc.webPath(),
		fc.constantFrom('//evil.example', '/../..', '?a=/'),
	);
	const made = fc.tuple(start, host, rest).map((parts) => parts.join(''));
	fc.assert(
		fc.property(fc.constantFrom(...connections), fc.oneof(url, made), (connection, address) => {
			const found = addressOf(connection, address);
			if (!found) return;
			const base = connection[found.host];
			const target = new URL(base + found.path);
			expect(target.host).toBe(new URL(base).host);
			expect(found.path).toMatch(/^\/(?![/\\])/);
			// axios takes two slashes at the beginning for a host of their own.
			expect(new URL(found.path, base).host).toBe(new URL(base).host);
		}),
		times(600),
	);
});
