import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Recorder } from './recorder';

/** A credential that leads to a recorder. */
export function connectedTo({
	apiUrl,
	uploadUrl,
}: Pick<Recorder, 'apiUrl' | 'uploadUrl'>): ICredentialDataDecryptedObject {
	return {
		environment: 'custom',
		appName: 'Sample App',
		appVersion: '1.2.3',
		appUrl: 'https://example.com/app',
		apiUrl,
		uploadUrl,
		authorizationUrl: apiUrl,
		language: 'pl-PL',
		clientId: 'sample',
		clientSecret: 'sample-client-secret',
		oauthTokenData: { access_token: 'sample-token', refresh_token: 'sample-refresh-token' },
	};
}
