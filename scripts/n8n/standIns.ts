import type { CredentialRef, N8nApi } from './rest';

/** The credential types of other services in the examples, with data that leads nowhere. */
const STAND_INS: Record<string, Record<string, unknown>> = {
	slackApi: { accessToken: 'xoxb-stand-in' },
	googleSheetsOAuth2Api: {
		clientId: 'stand-in',
		clientSecret: 'stand-in',
		oauthTokenData: { access_token: 'stand-in' },
	},
	httpQueryAuth: { name: 'api_token', value: 'stand-in' },
	httpBasicAuth: { user: 'stand-in', password: '' },
	httpHeaderAuth: { name: 'X-Token', value: 'stand-in' },
	openAiApi: { apiKey: 'stand-in' },
};

/** Which of them a node takes, by its type without the prefix. */
const BY_NODE: Record<string, string> = {
	slack: 'slackApi',
	googleSheets: 'googleSheetsOAuth2Api',
	webhook: 'httpHeaderAuth',
	lmChatOpenAi: 'openAiApi',
};

/** Credentials by their type, as nodes refer to them. */
export type Credentials = Record<string, CredentialRef>;

/**
 * Makes credentials for the other services of the examples, so that n8n finds nothing missing. They
 * give access to nothing.
 */
export async function putStandInCredentials(api: N8nApi): Promise<Credentials> {
	const made: Credentials = {};
	for (const [type, data] of Object.entries(STAND_INS)) {
		made[type] = await api.putCredential(`${type} (stand-in)`, type, data);
	}
	return made;
}

/** The type of the credential that a node of another service takes, if any. */
export function credentialTypeOf(type: string, parameters: Record<string, unknown>): string {
	return String(parameters.genericAuthType ?? BY_NODE[type.replace(/^.*\./, '')] ?? '');
}
