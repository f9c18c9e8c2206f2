import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import packageJson from '../package.json';

/** The checklist of docs/publishing.md, as far as a test can walk it. */

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const sources = (folder: string, ending: string) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name));

const CHECKS: Record<string, () => void> = {
	'The name begins with n8n-nodes- and the keyword n8n-community-node-package is there': () => {
		expect(packageJson.name).toMatch(/^n8n-nodes-/);
		expect(packageJson.keywords).toContain('n8n-community-node-package');
	},
	'The licence is MIT, in package.json and as a file': () => {
		expect(packageJson.license).toBe('MIT');
		expect(read('LICENSE.md')).toMatch(/MIT License/);
	},
	'Nothing is installed with it: no dependencies, no overrides, no bundled ones': () => {
		const installing = ['dependencies', 'optionalDependencies', 'bundledDependencies', 'overrides'];
		expect(Object.keys(packageJson).filter((key) => installing.includes(key))).toEqual([]);
	},
	'The only peer is n8n-workflow in any version': () => {
		expect(packageJson.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	},
	"No script runs at the user's installation": () => {
		const lifecycle = /^(pre|post)?(install|prepare|publish|pack|uninstall)(only)?$/i;
		expect(Object.keys(packageJson.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	},
	'The n8n block is strict and names every node and credential that is built': () => {
		const { n8nNodesApiVersion, strict, nodes, credentials } = packageJson.n8n;
		expect({ n8nNodesApiVersion, strict }).toEqual({ n8nNodesApiVersion: 1, strict: true });
		const built = (paths: string[]) =>
			paths.map((path) => join('dist', path.replace(/\.ts$/, '.js'))).sort();
		expect([...nodes].sort()).toEqual(built(sources('nodes', '.node.ts')));
		expect(credentials).toEqual(built(sources('credentials', '.credentials.ts')));
	},
	'Only built files are packed, with README, licence and package.json': () => {
		const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: ROOT,
			encoding: 'utf8',
		});
		const [{ files }] = JSON.parse(stdout) as [{ files: Array<{ path: string }> }];
		const paths = files.map(({ path }) => path);
		const others = paths.filter((path) => !/^dist\/(nodes|credentials|icons)\//.test(path));
		expect(others.sort()).toEqual(['LICENSE.md', 'README.md', 'package.json']);
		for (const path of [...packageJson.n8n.nodes, ...packageJson.n8n.credentials]) {
			expect(paths).toContain(path);
		}
	},
	'Each node has a codex file with a category, documentation, and aliases in English and Polish':
		() => {
			for (const node of sources('nodes', '.node.ts')) {
				const codex = JSON.parse(read(node.replace(/\.ts$/, '.json'))) as {
					categories: string[];
					alias: string[];
					resources: { primaryDocumentation: Array<{ url: string }> };
				};
				expect(codex.categories).toEqual(['Sales']);
				expect(codex.alias.length).toBeGreaterThan(3);
				// Whoever searches in Polish may leave the accents out: where there is one, both stand there.
				const accented = codex.alias.filter((alias) => /[ąćęłńóśźż]/.test(alias));
				const plain = (word: string) =>
					word
						.normalize('NFD')
						.replace(/[\u0300-\u036f]/g, '')
						.replace(/ł/g, 'l');
				expect(codex.alias).toEqual(expect.arrayContaining(accented.map(plain)));
				const [{ url }] = codex.resources.primaryDocumentation;
				const page = /\/blob\/main\/(docs\/[^#]+)/.exec(url)?.[1];
				expect(page && existsSync(join(ROOT, page))).toBe(true);
			}
		},
	"The README has the sections of n8n's template": () => {
		const headings = [...read('README.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
		expect(headings).toEqual(
			expect.arrayContaining([
				'Installation',
				'Operations',
				'Credentials',
				'Compatibility',
				'Usage',
				'Resources',
				'Version history',
			]),
		);
	},
	'The release workflow publishes with provenance, from a tag, after lint, scan and tests': () => {
		const workflow = read('.github/workflows/release.yml');
		expect(workflow).toMatch(/tags: \['\*\.\*\.\*'\]/);
		expect(workflow).toMatch(/id-token: write/);
		const [checks, publish] = [/run: \.ci\/run/, /npm publish --provenance/].map((step) =>
			workflow.search(step),
		);
		expect(checks).toBeGreaterThan(0);
		expect(publish).toBeGreaterThan(checks);
		for (const step of ['npm run lint', 'npm run scan', 'npm test']) {
			expect(read('.ci/run')).toContain(step);
		}
	},
	'The changelog has a section for what comes': () => {
		expect(read('CHANGELOG.md')).toMatch(/^## Unreleased$/m);
	},
};

test.each(Object.entries(CHECKS))('%s', (_, check) => check());

test('docs/publishing.md lists these checks, and no others', () => {
	const [, list] = /## Held by a test\n([^#]*)/.exec(read('docs/publishing.md')) ?? [];
	const lines = [...(list ?? '').matchAll(/^- (.+)$/gm)].map(([, line]) => line);
	expect(lines).toEqual(Object.keys(CHECKS));
});
