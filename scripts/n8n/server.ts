import axios from 'axios';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Installation } from './install';

/** Where and how n8n runs. */
export interface ServerOptions {
	/** Holds its database, key, files and community packages. */
	userFolder: string;
	/** The editor's port on loopback. */
	port: number;
	/** Gets everything that n8n prints. */
	logFile: string;
	/** Further settings, over those of `quietEnvironment`. */
	env?: NodeJS.ProcessEnv;
}

/** A running n8n. */
export interface Server {
	/** The editor's address, without a slash at the end. */
	url: string;
	/** Ends n8n and all that it started; may be called again. */
	stop(): Promise<void>;
	/** Ends n8n and all that it started as a power cut does (SIGKILL). */
	kill(): Promise<void>;
}

/** The keeper is a module in a project that does not say so, which Node.js remarks on. */
const NO_TYPELESS_WARNING = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

const START_TIMEOUT_MS = 180_000;

/**
 * Starts n8n and waits until its editor can be used.
 *
 * @throws Error with the end of the log when n8n ends or is not ready in three minutes
 */
export async function startServer(
	installation: Installation,
	options: ServerOptions,
): Promise<Server> {
	mkdirSync(options.userFolder, { recursive: true });
	mkdirSync(dirname(options.logFile), { recursive: true });
	const log = openSync(options.logFile, 'w');
	const keeper = join(__dirname, 'keeper.ts');
	const child = spawn(
		installation.node,
		[NO_TYPELESS_WARNING, keeper, installation.node, installation.cli, 'start'],
		{
			cwd: options.userFolder,
			env: {
				...process.env,
				...installation.env,
				...quietEnvironment(options.port),
				N8N_USER_FOLDER: options.userFolder,
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				...options.env,
			},
			stdio: ['pipe', log, log],
		},
	);
	closeSync(log);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

	const server: Server = {
		url: `http://localhost:${options.port}`,
		stop: async () => {
			child.stdin?.end();
			await ended;
		},
		kill: async () => {
			child.kill('SIGUSR2');
			await ended;
		},
	};
	try {
		await ready(child, server.url);
	} catch (error) {
		await server.stop();
		const tail = (await readFile(options.logFile, 'utf8')).slice(-4_000);
		throw new Error(`${error instanceof Error ? error.message : String(error)}\n${tail}`);
	}
	return server;
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

/** Waits until n8n answers its editor's first question; fails when it ends before. */
async function ready(child: ChildProcess, url: string): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`n8n ended with ${child.exitCode}`);
		const settings = await axios
			.get(`${url}/rest/settings`, { timeout: 5_000, proxy: false })
			.catch(() => undefined);
		if (typeof settings?.data === 'object') return;
		await sleep(500);
	}
	throw new Error('n8n was not ready in time');
}
