import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

import { loadNodeTypes } from './engine';
import { nodePages } from './operations/table';
import { SETTINGS } from './scale/cluster';

const ROOT = join(__dirname, '..');

const docs = (path: string) => {
	const file = join(ROOT, 'docs', path);
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

test.each(nodePages(loadNodeTypes(), docs))(
	'docs/$path says what the nodes do; `npm run docs` renews it',
	({ path, text }) => {
		expect(docs(path)).toBe(text);
	},
);

const pages = [
	...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
	join('examples', 'README.md'),
];

describe.each(pages)('%s', (page) => {
	const text = readFileSync(join(ROOT, page), 'utf8');

	test('links within the project lead somewhere', () => {
		const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link);
		const local = links.filter((link) => !/^[a-z]+:/.test(link));
		const dead = local.filter((link) => !existsSync(join(ROOT, dirname(page), link)));
		expect(dead).toEqual([]);
	});

	test('anchors lead to headings', () => {
		const anchors = [...text.matchAll(/\]\(([^)\s]*)#([^)\s]+)\)/g)]
			.filter(([, path]) => !/^[a-z]+:/.test(path))
			.map(([, path, anchor]) => [path ? join(dirname(page), path) : page, anchor] as const);
		const dead = anchors.filter(([path, anchor]) => !headings(path).includes(anchor));
		expect(dead).toEqual([]);
	});
});

/** The anchors that GitHub gives the headings of a page. */
function headings(page: string): string[] {
	const text = readFileSync(join(ROOT, page), 'utf8');
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
		title
			.toLowerCase()
			.replace(/[^\w\s-]/g, '')
			.replace(/\s/g, '-'),
	);
}

test('docs/queue-mode sets what was tried: `npm run test:scale`', () => {
	const file = readFileSync(join(ROOT, 'docs', 'queue-mode', 'docker-compose.yml'), 'utf8');
	const { services } = parse(file, { merge: true }) as {
		services: Record<string, { environment: Record<string, string> }>;
	};
	for (const process of ['main', 'webhook', 'worker']) {
		expect(services[process].environment).toMatchObject(SETTINGS);
	}
});
