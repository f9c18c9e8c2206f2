import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Installation } from './install';

/** How a program is run. */
export interface KeptOptions {
	cwd: string;
	/** Added to the environment of this process. */
	env?: NodeJS.ProcessEnv;
	/** Gets everything that it prints. */
	logFile: string;
}

/** A program that runs until it is ended, or until this process ends. */
export interface Kept {
	/** Ends it and all that it started; may be called again. */
	stop(): Promise<void>;
	/** Ends it and all that it started as a power cut does (SIGKILL). */
	kill(): Promise<void>;
}

/** The keeper is a module in a project that does not say so, which Node.js remarks on. */
const NO_TYPELESS_WARNING = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

const START_TIMEOUT_MS = 180_000;
/** A program that takes a question and never answers is not ready. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Starts a program and waits until it is ready.
 *
 * @param ready asked twice a second
 * @throws Error with the end of the log when it ends or is not ready in three minutes
 */
export async function startKept(
	{ node }: Installation,
	[program, ...args]: [string, ...string[]],
	{ cwd, env, logFile }: KeptOptions,
	ready: () => Promise<boolean>,
): Promise<Kept> {
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'w');
	const keeper = join(__dirname, 'keeper.ts');
	const child = spawn(node, [NO_TYPELESS_WARNING, keeper, program, ...args], {
		cwd,
		env: { ...process.env, ...env },
		stdio: ['pipe', log, log],
	});
	closeSync(log);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const kept: Kept = {
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
		await until(ready, child);
	} catch (error) {
		await kept.stop();
		const tail = (await readFile(logFile, 'utf8')).slice(-4_000);
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`${program} ${args.join(' ')}: ${reason}\n${tail}`);
	}
	return kept;
}

async function until(ready: () => Promise<boolean>, child: ChildProcess): Promise<void> {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}`);
		const silence = sleep(ANSWER_TIMEOUT_MS, false, { ref: false });
		if (await Promise.race([ready().catch(() => false), silence])) return;
		await sleep(500);
	}
	throw new Error('was not ready in time');
}
