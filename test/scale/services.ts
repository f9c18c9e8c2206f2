import { execFile as callback, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findProgram } from '../../scripts/n8n/debian';
import type { Installation } from '../../scripts/n8n/install';
import { startKept } from '../../scripts/n8n/kept';
import { ARTIFACTS } from '../../scripts/n8n/paths';
import { freePort } from '../../scripts/n8n/server';

const execFile = promisify(callback);
/** The longest answer of the database. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A server that n8n's queue mode needs, on a free port of loopback, with nothing in it. */
export interface Service {
	port: number;
	/** Ends it and forgets what was in it. */
	stop(): Promise<void>;
}

/** A PostgreSQL that can be asked. */
export interface Database extends Service {
	/** Runs statements; each row that they give is one JSON value. */
	query<Row>(sql: string): Promise<Row[]>;
}

const POSTGRES_HOME = '/usr/lib/postgresql';

/** The user whom Debian's package makes: PostgreSQL does not run as root. */
const POSTGRES_USER = 'postgres';

/**
 * Starts a PostgreSQL with one database `n8n`, for a user of that name without a password.
 *
 * @throws Error when it is not installed and cannot be
 */
export async function startPostgres(installation: Installation): Promise<Database> {
	const initdb = await findProgram({
		name: 'PostgreSQL',
		package: 'postgresql',
		candidates: () =>
			existsSync(POSTGRES_HOME)
				? readdirSync(POSTGRES_HOME).map((version) => join(POSTGRES_HOME, version, 'bin', 'initdb'))
				: [],
	});
	const bin = (program: string) => join(initdb, '..', program);
	const data = mkdtempSync(join(tmpdir(), 'postgres-'));
	const asUser = userPrefix(data);
	const run = ([program, ...args]: string[]) =>
		execFileSync(program, args, { cwd: data, stdio: 'pipe', timeout: 120_000 });
	run([
		...asUser,
		initdb,
		'-D',
		join(data, 'db'),
		'-U',
		'n8n',
		'--auth=trust',
		'-E',
		'UTF8',
		'--no-locale',
	]);

	const port = await freePort();
	const postgres = await startKept(
		installation,
		[
			...asUser,
			...[bin('postgres'), '-D', join(data, 'db'), '-p', String(port), '-k', data],
			...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
			// Nothing in it shall outlive the test: it need not reach the disk.
			...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
		] as [string, ...string[]],
		{ cwd: data, logFile: join(ARTIFACTS, 'scale-postgres.log') },
		async () => await accepts(port),
	);
	const asN8n = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n'];
	run([bin('createdb'), ...asN8n, 'n8n']);
	return {
		port,
		stop: async () => await postgres.stop().then(() => forget(data)),
		query: async <Row>(sql: string) => {
			const options = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', sql, 'n8n'];
			const { stdout } = await execFile(bin('psql'), [...asN8n, ...options], {
				maxBuffer: MOST_BYTES,
				timeout: 120_000,
			});
			const lines = stdout.split('\n').filter((line) => line !== '');
			return lines.map((line) => JSON.parse(line) as Row);
		},
	};
}

/**
 * Starts a Redis.
 *
 * @throws Error when it is not installed and cannot be
 */
export async function startRedis(installation: Installation): Promise<Service> {
	const program = await findProgram({
		name: 'Redis',
		package: 'redis-server',
		candidates: () => ['/usr/bin/redis-server', '/usr/local/bin/redis-server'],
	});
	const data = mkdtempSync(join(tmpdir(), 'redis-'));
	const port = await freePort();
	const redis = await startKept(
		installation,
		[program, '--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--save', ''],
		{ cwd: data, logFile: join(ARTIFACTS, 'scale-redis.log') },
		async () => await accepts(port),
	);
	return { port, stop: async () => await redis.stop().then(() => forget(data)) };
}

/** What a command begins with to run as PostgreSQL's user, to whom the folder is given. */
function userPrefix(folder: string): string[] {
	if (process.getuid?.() !== 0) return [];
	const [uid, gid] = ['-u', '-g'].map((option) =>
		Number(execFileSync('id', [option, POSTGRES_USER], { encoding: 'utf8' })),
	);
	chownSync(folder, uid, gid);
	return ['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

/** Whether something listens on a port. */
async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection({ host: '127.0.0.1', port });
		socket.once('connect', () => socket.end(() => resolve(true)));
		socket.once('error', () => resolve(false));
	});
}

function forget(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}
