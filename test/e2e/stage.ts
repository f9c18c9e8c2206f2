import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { install } from '../../scripts/n8n/install';
import { installPackage, packed } from '../../scripts/n8n/pack';
import { ARTIFACTS, N8N_HOME } from '../../scripts/n8n/paths';
import { N8nApi, OWNER } from '../../scripts/n8n/rest';
import { freePort, startServer, type Server } from '../../scripts/n8n/server';
import { startSimulator } from '../simulator';
import { openWindow, type Window } from './browser';
import { signIn } from './pages/sign-in';

/** All that a browser test needs: Allegro, n8n with the package, and a window with its owner in. */
export interface Stage {
	simulator: Awaited<ReturnType<typeof startSimulator>>;
	n8n: Server;
	api: N8nApi;
	window: Window;
	close(): Promise<void>;
}

/** Starts a new n8n that has the packed package. @param name for its folders and its log */
export async function openN8n(name: string): Promise<Server> {
	const installation = await install();
	const userFolder = join(N8N_HOME, `e2e-${name}`);
	await rm(userFolder, { recursive: true, force: true });
	await installPackage(await packed(), userFolder);
	return await startServer(installation, {
		userFolder,
		port: await freePort(),
		logFile: join(ARTIFACTS, `${name}-n8n.log`),
	});
}

/**
 * Starts a new n8n that has the packed package, a new simulator, and a browser that is signed in.
 *
 * @param name for its folders and its log
 */
export async function openStage(name: string): Promise<Stage> {
	// Ended in the opposite order, whatever failed.
	const closers: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const end of closers.reverse()) await end();
		closers.length = 0;
	};
	try {
		const simulator = await startSimulator();
		closers.push(async () => await simulator.close());
		const n8n = await openN8n(name);
		closers.push(async () => await n8n.stop());
		const api = await N8nApi.open(n8n.url, OWNER);
		const window = await openWindow(name);
		closers.push(async () => await window.close());
		await signIn(window.page, n8n.url, OWNER);
		return { simulator, n8n, api, window, close };
	} catch (error) {
		await close();
		throw error;
	}
}
