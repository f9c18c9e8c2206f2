import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { exec } from './exec';
import { N8N_HOME, ROOT } from './paths';

const FOLDER = join(N8N_HOME, 'pack');

/**
 * Packs the project as for a release. It must be built.
 *
 * @param log gets a line for each step
 * @returns the tarball's path
 * @throws Error with npm's last output when it fails
 */
export async function pack(log: (line: string) => void = console.log): Promise<string> {
	log('package: packing');
	await rm(FOLDER, { recursive: true, force: true });
	await mkdir(FOLDER, { recursive: true });
	await exec('npm', ['pack', '--ignore-scripts', '--pack-destination', FOLDER], { cwd: ROOT });
	return await packed();
}

/**
 * The tarball that `pack` made.
 *
 * @throws Error when there is none: it is made by `scripts/n8n.ts --prepare`
 */
export async function packed(): Promise<string> {
	const files = await readdir(FOLDER).catch(() => []);
	const tarball = files.find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error(`No packed package in ${FOLDER}`);
	return join(FOLDER, tarball);
}

/**
 * Installs a packed package as n8n installs a community package: in its own project inside the
 * user folder, without install scripts and without peer dependencies.
 *
 * @param userFolder n8n's user folder (N8N_USER_FOLDER)
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	// Made anew each time: npm takes a tarball of the same version for the one it already has.
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	await exec('npm', ['install', tarball, '--ignore-scripts', '--legacy-peer-deps', '--no-audit'], {
		cwd: folder,
	});
}
