import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import type { Engine } from './engine';
import { createEngine } from './engine';
import type { Simulator, SimulatorOptions } from './simulator';
import { startSimulator } from './simulator';

/** A local Allegro, and n8n's engine with a credential that is connected to it. */
export interface Shop {
	simulator: Simulator;
	engine: Engine;
	close(): Promise<void>;
}

export interface ShopOptions {
	simulator?: SimulatorOptions;
	scopes?: string[];
	lifetimeSeconds?: number;
	/** Node types of other packages, for workflows that use them. */
	extraTypes?: Record<string, INodeType>;
	credential?: ICredentialDataDecryptedObject;
}

/** The credential as n8n stores it after the seller has connected it to the simulator. */
export function connected(
	simulator: Simulator,
	options: Pick<ShopOptions, 'scopes' | 'lifetimeSeconds'> = {},
): ICredentialDataDecryptedObject {
	return {
		environment: 'custom',
		appName: simulator.app.name,
		appVersion: '1.0.0',
		appUrl: 'https://pomelo.example/sync',
		apiUrl: simulator.apiUrl,
		uploadUrl: simulator.uploadUrl,
		authorizationUrl: simulator.authUrl,
		clientId: simulator.app.clientId,
		clientSecret: simulator.app.clientSecret,
		oauthTokenData: { ...simulator.issueTokens(options) },
	};
}

/** Opens a shop; `close()` it when done. */
export async function openShop(options: ShopOptions = {}): Promise<Shop> {
	const simulator = await startSimulator(options.simulator);
	const credential = { ...connected(simulator, options), ...options.credential };
	const engine = await createEngine(credential, options.extraTypes);
	return { simulator, engine, close: async () => await simulator.close() };
}

/** A field of type resource locator, filled by ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
