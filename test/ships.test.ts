import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

import lock from '../package-lock.json';
import packageJson from '../package.json';

/** What ships needs nothing but n8n and Node.js: so there is nothing in it that an audit could find. */
const ROOT = join(__dirname, '..');
const [{ files }] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	}),
) as [{ files: Array<{ path: string }> }];
const paths = new Set(files.map(({ path }) => path));
const scripts = [...paths].filter((path) => path.endsWith('.js'));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Modules that a built file asks for, in whatever way. */
function required(source: string): string[] {
	const calls = [...source.matchAll(/\b(?:require|import)\s*\(\s*([^)]*?)\s*\)/g)];
	const statements = [
		...source.matchAll(/^\s*(?:import|export)\b[^;]*?\bfrom\s*("[^"]+"|'[^']+')/gm),
	];
	return [...calls, ...statements].map(([, given]) => given.replace(/^["'](.*)["']$/, '$1'));
}

test('each file asks for n8n-workflow, node:crypto and files of the package, and for nothing else', () => {
	expect(scripts.length).toBeGreaterThan(100);
	const others = scripts.flatMap((path) =>
		required(read(path))
			.filter((name) => !['n8n-workflow', 'node:crypto'].includes(name))
			.filter((name) => {
				const target = posix.join(dirname(path), name);
				const found = [target, `${target}.js`, `${target}/index.js`].some((one) => paths.has(one));
				return !(name.startsWith('.') && found);
			})
			.map((name) => `${path}: ${name}`),
	);
	expect(others).toEqual([]);
	expect(scripts.some((path) => required(read(path)).includes('n8n-workflow'))).toBe(true);
});

test('nothing is packed that could bring more: no modules, no native code, no scripts', () => {
	const odd = [...paths].filter(
		(path) => /node_modules|\.(node|gyp|sh|wasm|tgz|map|ts)$/.test(path) || path.startsWith('.'),
	);
	expect(odd).toEqual([]);
	const bringing = ['dependencies', 'optionalDependencies', 'bundleDependencies', 'gypfile', 'bin'];
	expect(Object.keys(packageJson).filter((key) => bringing.includes(key))).toEqual([]);
});

test('of all that is installed for the development, nothing is left without it but the peer', () => {
	type Entry = { dev?: boolean; peer?: boolean; devOptional?: boolean };
	const packages = Object.entries(lock.packages as Record<string, Entry>);
	const production = packages.filter(
		([path, { dev, peer, devOptional }]) => path !== '' && !dev && !devOptional && !peer,
	);
	expect(lock.packages['']).not.toHaveProperty('dependencies');
	expect(packages.length).toBeGreaterThan(500);
	expect(production.map(([path]) => path)).toEqual([]);
});
