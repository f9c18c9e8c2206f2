import { existsSync } from 'node:fs';

import { exec, withOneRetry } from './exec';
import { ROOT } from './paths';

/**
 * Another apt may be at work on the same machine: so many seconds are waited for it. A mirror that stands
 * still is left for another try.
 */
const OPTIONS = [
	'DPkg::Lock::Timeout=300',
	'Acquire::http::Timeout=30',
	'Acquire::https::Timeout=30',
	'Acquire::Retries=3',
].flatMap((option) => ['-o', option]);

/** A program that a test needs and npm does not have. */
export interface Program {
	/** For messages. */
	name: string;
	/** Where it may be. */
	candidates: () => string[];
	/** Debian's package that has it. */
	package: string;
}

/**
 * Where a program is. Where it is missing and this user may install packages, Debian's is installed.
 *
 * @throws Error that says how to get it
 */
export async function findProgram(program: Program): Promise<string> {
	const found = () => program.candidates().find((path) => existsSync(path));
	const there = found();
	if (there !== undefined) return there;

	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Error(`No ${program.name} found: install it (Debian: ${program.package})`);
	}
	console.log(`${program.name}: installing`);
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	const apt = async (args: string[], timeoutMs: number) =>
		await withOneRetry(
			`apt-get ${args[0]}`,
			async () => await exec('apt-get', [...args, ...OPTIONS], { cwd: ROOT, env, timeoutMs }),
		);
	await apt(['update'], 2 * 60_000);
	await apt(['install', '-y', '--no-install-recommends', program.package], 8 * 60_000);
	const installed = found();
	if (installed === undefined) throw new Error(`${program.package} brought no ${program.name}`);
	return installed;
}
