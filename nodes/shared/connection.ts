import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { scopesIn } from './scopes';

/** Name of the package's only credential type. */
export const CREDENTIAL = 'allegroOAuth2Api';

/** What a request needs to know of a credential: where to send it, and as whom. */
export interface Connection {
	/** Base URL of the REST API, without a slash at the end. */
	api: string;
	/** Base URL of the upload host. Source: "servers" of the three upload operations in Allegro's OpenAPI document. */
	upload: string;
	/** The mandatory header, `Name/Version (+https://...)`. */
	userAgent: string;
	/** The default Accept-Language. */
	language: string;
	/** Allegro counts requests per Client ID: what shares one, shares a gate. */
	clientId: string;
	/** How many n8n processes use the credential at once, and so share its limits. */
	processes: number;
	/** Moment (ms since epoch) at which the access token is known to be over, if it is known. */
	expiresAt: number | undefined;
	/** The permissions that the access token has, without `allegro:api:`, as far as it tells. */
	scopes: string[] | undefined;
	/** Tells the token from all others, and so one seller from another; the token cannot be read from it. */
	tokenMark: string;
}

const ENVIRONMENTS: Record<string, { api: string; upload: string }> = {
	production: { api: 'https://api.allegro.pl', upload: 'https://upload.allegro.pl' },
	sandbox: {
		api: 'https://api.allegro.pl.allegrosandbox.pl',
		upload: 'https://upload.allegro.pl.allegrosandbox.pl',
	},
};

/** More would leave none of them a request. */
const MOST_PROCESSES = 1_000;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Reads a decrypted Allegro credential.
 *
 * @throws Error with a sentence for the user when the app's name, version or URL are unfit for the
 * User-Agent header, or a custom URL is not https (plain http is allowed on loopback only).
 */
export function connectionOf(credential: ICredentialDataDecryptedObject): Connection {
	const environment = text(credential.environment) || 'production';
	return {
		...(Object.hasOwn(ENVIRONMENTS, environment)
			? ENVIRONMENTS[environment]
			: {
					api: customUrl('API URL', credential.apiUrl),
					upload: customUrl('Upload URL', credential.uploadUrl || credential.apiUrl),
				}),
		userAgent: userAgentOf(credential),
		language: text(credential.language) || 'en-US',
		clientId: text(credential.clientId),
		processes: processesOf(credential.processes),
		expiresAt: expiryOf(credential.oauthTokenData),
		scopes: scopesIn(claimsOf(credential.oauthTokenData)) ?? scopesIn(credential.oauthTokenData),
		tokenMark: markOf(credential.oauthTokenData),
	};
}

function processesOf(value: unknown): number {
	const count = ['number', 'string'].includes(typeof value) ? Math.floor(Number(value)) : 1;
	return Math.min(MOST_PROCESSES, Math.max(1, count || 1));
}

/**
 * Where a URL leads that Allegro returned: to one of the credential's own hosts, or (undefined)
 * somewhere else, where no token must go.
 */
export function addressOf(
	connection: Connection,
	url: string,
): { host: 'api' | 'upload'; path: string } | undefined {
	const hosts = ['api', 'upload'] as const;
	const target = URL.canParse(url, connection.api) ? new URL(url, connection.api) : undefined;
	const leadsTo = (part: 'host' | 'hostname') =>
		hosts.find((host) => new URL(connection[host])[part] === target?.[part]);
	// Allegro has been seen to name inner ports; the request goes to the credential's own port.
	const host = leadsTo('host') ?? leadsTo('hostname');
	if (!target || !host || !/^https?:$/.test(target.protocol)) return undefined;
	const base = new URL(connection[host]).pathname.replace(/\/$/, '');
	const path = target.pathname.startsWith(`${base}/`)
		? target.pathname.slice(base.length)
		: target.pathname;
	// Two slashes at its beginning would be taken for those before a host.
	return { host, path: path.replace(/^\/+/, '/') + target.search };
}

/**
 * Builds the User-Agent that Allegro requires on each API request since mid-2026:
 * `Name/Version (+URL)`, the name as registered, with hyphens for spaces.
 * Source: https://developer.allegro.pl/tutorials/informacje-podstawowe-b21569boAI1#user-agent
 *
 * @throws Error with a sentence for the user when a part is missing or cannot stand in a header.
 */
export function userAgentOf(credential: ICredentialDataDecryptedObject): string {
	const name = text(credential.appName).replace(/\s+/g, '-');
	const version = text(credential.appVersion);
	const url = text(credential.appUrl);
	if (!PRINTABLE_ASCII.test(name) || /[/()]/.test(name)) {
		throw new Error(
			name
				? `The App Name "${name}" cannot be sent to Allegro: use the name the app is registered with, in letters without accents, digits and hyphens`
				: 'The App Name is empty. Allegro refuses requests without it: enter the name of your registered app in the credential',
		);
	}
	if (!/^[\w.+-]+$/.test(version)) {
		throw new Error(
			`The App Version "${version}" is not a version: enter something like 1.0.0 in the credential`,
		);
	}
	if (!/^https?:\/\/[\x21-\x27\x2a-\x7e]+$/.test(url)) {
		throw new Error(
			`The App URL "${url}" is not a web address: enter the page that tells about your app, like https://example.com/allegro, in the credential`,
		);
	}
	return `${name}/${version} (+${url})`;
}

function customUrl(label: string, value: unknown): string {
	const url = text(value).replace(/\/+$/, '');
	if (/^https:\/\/[^/?#\s]+/.test(url) && URL.canParse(url)) return url;
	if (
		URL.canParse(url) &&
		/^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/.test(url)
	)
		return url;
	throw new Error(
		`The ${label} "${url}" in the credential must start with https:// (http:// is accepted for this machine only)`,
	);
}

function markOf(tokens: unknown): string {
	const token = text((tokens as { access_token?: unknown } | undefined | null)?.access_token);
	return createHash('sha256').update(token).digest('hex');
}

/** Newer n8n notes the end of a token's life; for older ones it stands in the token itself, a JWT. */
function expiryOf(tokens: unknown): number | undefined {
	if (typeof tokens !== 'object' || tokens === null) return undefined;
	const { n8n_expires_at: noted } = tokens as Record<string, unknown>;
	if (Number(noted) > 0) return Number(noted);
	const seconds = Number(claimsOf(tokens)?.exp);
	return seconds > 0 ? seconds * 1000 : undefined;
}

/** What an access token of Allegro's says of itself: it is a JSON Web Token. */
function claimsOf(tokens: unknown): { exp?: unknown; scope?: unknown } | undefined {
	const { access_token: token } = (tokens ?? {}) as Record<string, unknown>;
	try {
		const payload = Buffer.from(text(token).split('.')[1] ?? '', 'base64url').toString('utf8');
		return JSON.parse(payload) as { exp?: unknown; scope?: unknown };
	} catch {
		return undefined;
	}
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
