import axios from 'axios';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';

import type { Installation } from './install';
import { type Kept, startKept } from './kept';

/** Where and how n8n runs. */
export interface ServerOptions {
	/** Holds its database, key, files and community packages. */
	userFolder: string;
	/** The port on loopback: the editor's, or that of a webhook process or worker. */
	port: number;
	/** What this n8n does: all of it (`start`), or a part in queue mode. */
	role?: 'start' | 'webhook' | 'worker';
	/** Gets everything that n8n prints. */
	logFile: string;
	/** Further settings, over those of `quietEnvironment`. */
	env?: NodeJS.ProcessEnv;
}

/** A running n8n. */
export interface Server extends Kept {
	/** Its address, without a slash at the end: the editor's, unless it has another role. */
	url: string;
}

/**
 * Starts n8n and waits until it can be used.
 *
 * @throws Error with the end of the log when n8n ends or is not ready in three minutes
 */
export async function startServer(
	installation: Installation,
	{ userFolder, port, logFile, role = 'start', env }: ServerOptions,
): Promise<Server> {
	mkdirSync(userFolder, { recursive: true });
	const url = `http://localhost:${port}`;
	const kept = await startKept(
		installation,
		[installation.node, installation.cli, role],
		{
			cwd: userFolder,
			env: {
				...installation.env,
				...quietEnvironment(port),
				N8N_USER_FOLDER: userFolder,
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				...(role === 'worker' ? healthCheck(port) : {}),
				...env,
			},
			logFile,
		},
		async () => await answers(role === 'start' ? `${url}/rest/settings` : `${url}/healthz`),
	);
	return { url, ...kept };
}

/**
 * A port that nothing listens on.
 *
 * @param preferred taken if it is free
 */
export async function freePort(preferred = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (error: NodeJS.ErrnoException) => {
			if (preferred !== 0 && error.code === 'EADDRINUSE') resolve(freePort());
			else reject(error);
		});
		probe.listen(preferred, '127.0.0.1', () => {
			const address = probe.address();
			const port = typeof address === 'object' && address !== null ? address.port : preferred;
			probe.close(() => resolve(port));
		});
	});
}

/** A worker listens for nothing but this. */
function healthCheck(port: number): NodeJS.ProcessEnv {
	return {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
}

/** Settings with which n8n serves loopback only and calls nobody on its own account. */
function quietEnvironment(port: number): NodeJS.ProcessEnv {
	return {
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://localhost:${port}`,
		N8N_WEBHOOK_URL: `http://localhost:${port}`,
		// The editor is served without TLS here.
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		// It asks n8n's servers for a list at every start.
		N8N_DISABLED_MODULES: 'mcp-registry',
		// As in a default installation: a seller's requests to Allegro are the only way out.
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		NODE_ENV: 'production',
		GENERIC_TIMEZONE: 'Europe/Warsaw',
	};
}

/** Whether n8n answers what it answers once it can be used: an object. */
async function answers(url: string): Promise<boolean> {
	const { data } = await axios.get(url, { timeout: 5_000, proxy: false });
	return typeof data === 'object';
}
