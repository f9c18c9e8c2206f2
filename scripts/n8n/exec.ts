import { spawn } from 'node:child_process';

/** How one command is run. */
export interface ExecOptions {
	cwd: string;
	/** Added to the environment of this process. */
	env?: NodeJS.ProcessEnv;
	/** When it is killed, in ms: a download that stands still does not end by itself. */
	timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 15 * 60_000;

/** As much of a failed command's output as helps, and no more. */
const OUTPUT_KEPT = 8_000;

/**
 * Runs a command to its end, quietly.
 *
 * @param command the program, found on PATH
 * @param args its arguments, passed as they are (no shell)
 * @returns what it wrote to standard output and standard error, the end of it if it was long
 * @throws Error with the command line and its last output when it fails or takes too long
 */
export async function exec(command: string, args: string[], options: ExecOptions): Promise<string> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: options.cwd,
			env: { ...process.env, ...options.env },
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
			killSignal: 'SIGKILL',
		});
		let output = '';
		const keep = (chunk: Buffer) => {
			output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) resolve(output);
			else
				reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}\n${output}`));
		});
	});
}

/**
 * Runs something that depends on a network, once more if it fails.
 *
 * @param what named in the message about the second try
 * @throws whatever the second try throws
 */
export async function withOneRetry<T>(what: string, run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		console.log(`${what} failed, trying once more: ${reason}`);
		return await run();
	}
}
