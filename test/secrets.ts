import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

/** What must never leave a credential, in all its forms, and under which name each is reported. */
export type Secrets = Map<string, string>;

/** Short values stand in ordinary texts too, and would be found everywhere. */
const SHORTEST = 12;

/**
 * Notes the secrets that a credential holds now, beside those it held before: the app's secret, the
 * tokens, and both as the header that renews the token has them.
 *
 * @throws Error when one is too short to be told from other text: then nothing would be looked for.
 */
export function noteSecrets(credential: ICredentialDataDecryptedObject, secrets: Secrets): void {
	const { clientId, clientSecret, oauthTokenData } = credential;
	const { access_token: access, refresh_token: refresh } = (oauthTokenData ?? {}) as IDataObject;
	const basic = Buffer.from(`${String(clientId)}:${String(clientSecret)}`).toString('base64');
	const named = {
		'client secret': clientSecret,
		'access token': access,
		'refresh token': refresh,
		'Authorization header': basic,
	};
	for (const [name, value] of Object.entries(named)) {
		if (typeof value !== 'string' || value === '') continue;
		if (value.length < SHORTEST) throw new Error(`The ${name} of a test is too short: ${value}`);
		secrets.set(value, name);
		for (const form of formsOf(value)) {
			if (!secrets.has(form)) secrets.set(form, `${name}, encoded,`);
		}
	}
}

/** How a text looks in addresses, in JSON within JSON, in hexadecimal digits and within base64. */
function formsOf(value: string): string[] {
	const bytes = Buffer.from(value);
	// What comes before it decides how its bytes are cut into characters.
	const base64 = [0, 1, 2].map((before) => {
		const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const whole = Math.floor(((before + bytes.length) * 8) / 6);
		return text.slice(Math.ceil((before * 8) / 6), whole);
	});
	const urlSafe = base64.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_'));
	const inJson = JSON.stringify(value).slice(1, -1);
	const encoded = [encodeURIComponent(value), inJson, JSON.stringify(inJson).slice(1, -1)];
	return [...encoded, bytes.toString('hex'), ...base64, ...urlSafe];
}

/**
 * Looks for secrets in all that hangs on a value: keys, texts, bytes, and what an error keeps out of
 * sight (stack, cause, the request and the response).
 *
 * @throws Error that names the secret and its place.
 */
export function expectNoSecret(value: unknown, place: string, secrets: Secrets): void {
	const seen = new Set<unknown>();
	const check = (text: string, path: string) => {
		for (const [secret, name] of secrets) {
			if (text.includes(secret)) throw new Error(`The ${name} shows in ${path}`);
		}
	};
	const walk = (part: unknown, path: string): void => {
		if (typeof part === 'string') return check(part, path);
		if (ArrayBuffer.isView(part)) {
			const { buffer, byteOffset, byteLength } = part;
			return check(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'), path);
		}
		const holds = typeof part === 'function' || (typeof part === 'object' && part !== null);
		if (!holds || seen.has(part)) return;
		seen.add(part);
		// Maps, sets, headers and query parameters keep what they hold out of sight.
		if (Symbol.iterator in part && !Array.isArray(part))
			walk([...(part as Iterable<unknown>)], path);
		if (part instanceof URL) check(part.href, path);
		for (const key of Reflect.ownKeys(part)) {
			const inner = `${path}.${String(key)}`;
			check(String(key), path);
			walk(valueOf(part, key), inner);
		}
	};
	walk(value, place);
}

/** Some properties of n8n's objects may not be read. */
function valueOf(holder: object, key: PropertyKey): unknown {
	try {
		return (holder as Record<PropertyKey, unknown>)[key];
	} catch {
		return undefined;
	}
}
