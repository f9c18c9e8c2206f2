/**
 * Runs a command until it ends or until nobody listens any more: when standard input closes,
 * because whoever started this asked for the end or died, the command and all that it started
 * are ended. A test run that is killed thus leaves no n8n behind.
 *
 * Run by the Node.js that runs n8n, which reads TypeScript: node keeper.ts PROGRAM ARGUMENT...
 */
import { spawn } from 'node:child_process';

const PATIENCE_MS = 15_000;

const [program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error('No program given');

// A group of its own, so that its task runners can be ended with it.
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
child.on('exit', (code) => {
	signal('SIGKILL');
	process.exit(code ?? 1);
});

process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('error', end);
process.on('SIGINT', end);
process.on('SIGTERM', end);
// What a power cut does; the end of the child then ends this.
process.on('SIGUSR2', () => signal('SIGKILL'));

/** Asks the group to end, and makes it end if it does not. */
function end(): void {
	signal('SIGTERM');
	setTimeout(() => signal('SIGKILL'), PATIENCE_MS);
}

/** Sends a signal to the whole group; that nothing of it is left is no error. */
function signal(name: NodeJS.Signals): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, name);
	} catch {
		// The group is gone.
	}
}
