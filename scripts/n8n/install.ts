import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { exec, withOneRetry } from './exec';
import { N8N_HOME, N8N_NODE_MAJOR, N8N_VERSION } from './paths';

/** An n8n that can be started. */
export interface Installation {
	/** The Node.js program that runs it. */
	node: string;
	/** n8n's command line script, to be run by `node`. */
	cli: string;
	/** An environment whose PATH has this Node.js first, for npm and for n8n's own children. */
	env: NodeJS.ProcessEnv;
}

const APP = join(N8N_HOME, 'app');
const NODE = join(N8N_HOME, 'node');
const QUIET = ['--no-fund', '--no-audit', '--loglevel=error'];

/**
 * Puts the full n8n, and the Node.js it asks for, under `.n8n/`. Does nothing when they are there.
 * Takes some 3 GB of disk and a few minutes the first time.
 *
 * @param log gets a line for each step
 * @throws Error with npm's last output when a package cannot be installed in two tries
 */
export async function install(log: (line: string) => void = console.log): Promise<Installation> {
	const node = await installNode(log);
	const env = { PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
	const cli = await installApp(env, log);
	return { node, cli, env };
}

/** The Node.js program to run n8n with: this one if it is new enough, else one from npm. */
async function installNode(log: (line: string) => void): Promise<string> {
	const running = Number(process.versions.node.split('.')[0]);
	if (running >= N8N_NODE_MAJOR) return process.execPath;

	const program = join(NODE, 'node_modules', 'node', 'bin', 'node');
	if (existsSync(program)) return program;

	log(`Node.js ${N8N_NODE_MAJOR}: installing (this is Node.js ${process.versions.node})`);
	// The package is an installer: its one script fetches the program for this platform from npm.
	await writePackage(NODE, { allowScripts: { node: true } });
	await withOneRetry('Installing Node.js', async () => {
		await exec('npm', ['install', `node@${N8N_NODE_MAJOR}`, '--ignore-scripts=false', ...QUIET], {
			cwd: NODE,
		});
	});
	return program;
}

/** n8n's command line script, installed if need be. */
async function installApp(env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<string> {
	const cli = join(APP, 'node_modules', 'n8n', 'bin', 'n8n');
	// Written last, so that an install that was cut short is made again.
	const mark = join(APP, 'installed');
	if (existsSync(mark) && (await readFile(mark, 'utf8')) === N8N_VERSION) return cli;

	const started = Date.now();
	log(`n8n ${N8N_VERSION}: installing, about 3 GB and a few minutes`);
	await rm(mark, { force: true });
	await writePackage(APP, { allowScripts: { sqlite3: true } });
	await withOneRetry('Installing n8n', async () => {
		await exec('npm', ['install', `n8n@${N8N_VERSION}`, '--ignore-scripts', ...QUIET], {
			cwd: APP,
			env,
		});
	});
	log('n8n: preparing its database driver');
	// The only dependency whose install script n8n cannot do without.
	await withOneRetry('Preparing sqlite3', async () => {
		await exec('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', ...QUIET], {
			cwd: APP,
			env,
		});
	});
	await writeFile(mark, N8N_VERSION);
	log(`n8n: installed in ${Math.round((Date.now() - started) / 1000)} s`);
	return cli;
}

/** Makes a folder an npm project of its own, so that npm does not look further up. */
async function writePackage(folder: string, fields: object): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, ...fields }));
}
