import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run test:versions [version ...]`: the tests of operations, transport, broken and endless answers, and
 * the Orders Trigger in the engines of other versions of n8n. Each is installed once, under `.cache/n8n-core/`.
 *
 * Without arguments: the oldest that the README names.
 */
const OLDEST = '2.11.1';

const TESTS = [
	'test/operations.test.ts',
	'test/transport.test.ts',
	'test/wire',
	'test/triggers/order.test.ts',
];

/** What a test shows that n8n does only from a version on. */
const SINCE: Array<{ test: string; version: string }> = [
	{ test: 'is renewed once when', version: '2.30.0' },
	// Before, such an answer is waited for until the limit of ten minutes ends it.
	{ test: 'that is no gzip', version: '2.41.0' },
];

const ROOT = join(__dirname, '..');
const versions = process.argv.slice(2);
const failed = (versions.length > 0 ? versions : [OLDEST]).filter((version) => !passes(version));
if (failed.length > 0) throw new Error(`Tests fail in n8n-core ${failed.join(', ')}`);

function passes(version: string): boolean {
	const folder = installed(version);
	const missing = SINCE.filter((each) => isOlder(version, each.version));
	for (const { test, version: since } of missing) {
		console.log(`n8n-core ${version}: without "${test}" (n8n ${since} and newer)`);
	}
	const names = missing.map(({ test }) => test).join('|');
	const { status } = spawnSync(
		process.execPath,
		[
			join(ROOT, 'node_modules/jest/bin/jest.js'),
			...TESTS,
			// Older engines keep timers of their own alive.
			'--forceExit',
			...(names ? ['--testNamePattern', `^(?!.*(${names})).*$`] : []),
		],
		{ cwd: ROOT, stdio: 'inherit', env: { ...process.env, N8N_CORE: folder } },
	);
	return status === 0;
}

/** The folder in which this n8n-core is installed, with the n8n-workflow that belongs to it. */
function installed(version: string): string {
	const folder = join(ROOT, '.cache', 'n8n-core', version);
	const done = join(folder, 'installed');
	if (existsSync(done)) return folder;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	const npm = (...args: string[]) => execFileSync('npm', args, { cwd: folder, encoding: 'utf8' });
	const workflow = npm('view', `n8n-core@${version}`, 'dependencies.n8n-workflow').trim();
	npm(
		'install',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		`n8n-core@${version}`,
		`n8n-workflow@${workflow}`,
		'reflect-metadata',
	);
	writeFileSync(done, '');
	return folder;
}

function isOlder(version: string, than: string): boolean {
	return version.localeCompare(than, 'en', { numeric: true }) < 0;
}
