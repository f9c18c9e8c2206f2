import { existsSync } from 'node:fs';

import { exec } from './exec';
import { ROOT } from './paths';

/** Another apt may be at work on the same machine: so many seconds are waited for it. */
const WAIT_FOR_OTHERS = ['-o', 'DPkg::Lock::Timeout=300'];

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
	await exec('apt-get', ['update'], { cwd: ROOT, env });
	await exec(
		'apt-get',
		['install', ...WAIT_FOR_OTHERS, '-y', '--no-install-recommends', program.package],
		{
			cwd: ROOT,
			env,
		},
	);
	const installed = found();
	if (installed === undefined) throw new Error(`${program.package} brought no ${program.name}`);
	return installed;
}
