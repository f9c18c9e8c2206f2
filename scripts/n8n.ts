/**
 * The package in a real n8n, with a simulated Allegro to play with. The project must be built.
 *
 *   tsx scripts/n8n.ts             start both and stay until Ctrl-C
 *   tsx scripts/n8n.ts --fresh     the same, and forget what was in n8n before
 *   tsx scripts/n8n.ts --prepare   only install n8n and pack the project, for the browser tests
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startSimulator } from '../test/simulator';
import { CREDENTIAL_TYPE, importExamples } from './n8n/examples';
import { install } from './n8n/install';
import { installPackage, pack } from './n8n/pack';
import { N8N_HOME, N8N_VERSION } from './n8n/paths';
import { N8nApi, OWNER } from './n8n/rest';
import { freePort, startServer } from './n8n/server';

/** Ports of the playground; others are taken where these are in use. */
const PORTS = { n8n: 5678, api: 18080, upload: 18081, auth: 18082, control: 18083 };

/** Starts n8n and the simulator, connects what can be connected, and says how to go on. */
async function play(fresh: boolean): Promise<void> {
	const installation = await install();
	const tarball = await pack();
	const userFolder = join(N8N_HOME, 'user');
	if (fresh) await rm(userFolder, { recursive: true, force: true });
	await installPackage(tarball, userFolder);

	const simulator = await startSimulator({
		ports: {
			api: await freePort(PORTS.api),
			upload: await freePort(PORTS.upload),
			auth: await freePort(PORTS.auth),
			control: await freePort(PORTS.control),
		},
	});
	simulator.createOrder({ status: 'READY_FOR_PROCESSING', invoice: true });

	console.log('n8n: starting');
	const logFile = join(userFolder, 'n8n.log');
	const n8n = await startServer(installation, {
		userFolder,
		port: await freePort(PORTS.n8n),
		logFile,
	});
	const api = await N8nApi.open(n8n.url, OWNER);
	const credential = await api.putCredential('Allegro (simulator)', CREDENTIAL_TYPE, {
		environment: 'custom',
		clientId: simulator.app.clientId,
		clientSecret: simulator.app.clientSecret,
		appName: simulator.app.name,
		appVersion: '1.0.0',
		appUrl: 'https://shop.example/automation',
		apiUrl: simulator.apiUrl,
		uploadUrl: simulator.uploadUrl,
		authorizationUrl: simulator.authUrl,
	});
	const examples = await importExamples(api, credential, simulator.controlUrl);

	console.log(`
n8n ${N8N_VERSION}     ${n8n.url}
Log in      ${OWNER.email}   ${OWNER.password}
Connect     Credentials > ${credential.name} > Connect, then Allow
Examples    ${examples.map(({ name }) => name).join('\n            ')}

Simulated Allegro: what it holds is gone when this ends, so connect again after a restart.
State       ${simulator.controlUrl}/state
Paid order  curl -X POST ${simulator.controlUrl}/orders -H 'content-type: application/json' -d '{"status":"READY_FOR_PROCESSING","invoice":true}'

Log         ${logFile}
Ctrl-C ends both.`);
	await interrupted();
	console.log('\nending');
	await n8n.stop();
	await simulator.close();
}

/** Waits for Ctrl-C or a request to end. */
async function interrupted(): Promise<void> {
	await new Promise<void>((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
}

async function main(options: string[]): Promise<void> {
	const unknown = options.find((option) => !['--fresh', '--prepare'].includes(option));
	if (unknown !== undefined) throw new Error(`Unknown option: ${unknown}`);
	if (options.includes('--prepare')) {
		await install();
		await pack();
	} else {
		await play(options.includes('--fresh'));
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
