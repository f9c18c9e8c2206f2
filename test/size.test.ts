import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { loadNodeTypes } from './engine';

/** What everybody who installs the package pays for it. The bounds leave room, but not for a mistake. */
const ROOT = join(__dirname, '..');
const KB = 1024;
const types = Object.values(loadNodeTypes());
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

test('the descriptions that n8n sends to every browser are small', () => {
	const all = types.map(({ description }) => bytes(description));
	// Sixty KB of it are what AI builders read of each operation.
	expect(all.reduce((sum, size) => sum + size, 0)).toBeLessThan(960 * KB);
	expect(Math.max(...all)).toBeLessThan(200 * KB);
});

test('no node has so many fields that n8n works long on each item', () => {
	const counts = types.map(
		({ description }) => (description.properties as INodeProperties[]).length,
	);
	expect(Math.max(...counts)).toBeLessThan(200);
});

test('the package is small, and nothing is installed with it', () => {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: ROOT,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as Array<{ size: number; unpackedSize: number; entryCount: number; files: unknown[] }>;
	expect(packed.files.length).toBeGreaterThan(100);
	expect(packed.size).toBeLessThan(450 * KB);
	// A tenth of it are the schemas of what the nodes give, one for each operation.
	expect(packed.unpackedSize).toBeLessThan(1_900 * KB);
	const { dependencies } = jest.requireActual<{ dependencies?: object }>('../package.json');
	expect(dependencies).toBeUndefined();
});
