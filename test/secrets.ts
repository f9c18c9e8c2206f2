import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

/** What must never leave a credential, and under which name it is reported. */
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
	}
}

/**
 * Looks for secrets in all that hangs on a value: keys, texts, bytes, and what an error keeps out of
 * sight (stack, cause).
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
		if (Buffer.isBuffer(part)) return check(part.toString('latin1'), path);
		if (typeof part !== 'object' || part === null || seen.has(part)) return;
		seen.add(part);
		if (part instanceof Map) return walk([...part], path);
		for (const key of Object.getOwnPropertyNames(part)) {
			check(key, path);
			walk((part as Record<string, unknown>)[key], `${path}.${key}`);
		}
	};
	walk(value, place);
}
