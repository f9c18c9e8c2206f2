import { CredentialDialog } from './pages/credential';
import type { Stage } from './stage';

/** Enters the credential as a seller does, with the simulator in Allegro's place. */
export async function enterCredential({ window, n8n, simulator }: Stage): Promise<void> {
	const dialog = new CredentialDialog(window.page);
	await dialog.create(n8n.url, 'Allegro OAuth2 API');
	await dialog.fill('clientId', simulator.app.clientId);
	await dialog.fill('clientSecret', simulator.app.clientSecret);
	await dialog.choose('environment', 'Custom');
	await dialog.fill('appName', simulator.app.name);
	await dialog.fill('appVersion', '1.4.0');
	await dialog.fill('appUrl', 'https://shop.example/automation');
	await dialog.fill('apiUrl', simulator.apiUrl);
	await dialog.fill('uploadUrl', simulator.uploadUrl);
	await dialog.fill('authorizationUrl', simulator.authUrl);
}

/**
 * Connects the entered credential on the simulator's consent page.
 *
 * @returns what n8n then says
 */
export async function connectCredential({ window }: Stage): Promise<string> {
	const dialog = new CredentialDialog(window.page);
	await dialog.connect('#allow');
	const said = await dialog.connected();
	await window.picture('credential-connected');
	await dialog.close();
	return said;
}
