import type { INodePropertyOptions, INodeType } from 'n8n-workflow';

import { discover, type Discovered } from './discover';

/** Between these lines of a page stands what is made from the built nodes. */
const BEGIN = '<!-- made by `npm run docs` -->';
const END = '<!-- end -->';

/** A page of docs/: where it lies, and what it says. */
export interface DocsPage {
	/** Relative to docs/. */
	path: string;
	text: string;
}

/**
 * The pages about the nodes: the index, a page for each action node, and one for the triggers. Their
 * tables are made from the built nodes, so that they cannot say anything else than these do. What people
 * wrote on a page stays.
 *
 * @param written the page as it is; undefined when there is none.
 */
export function nodePages(
	nodeTypes: Record<string, INodeType>,
	written: (path: string) => string | undefined,
): DocsPage[] {
	const operations = discover(nodeTypes);
	const nodes = [...new Set(operations.map(({ node }) => node))];
	const pages = nodes.map((node) => {
		const own = operations.filter((each) => each.node === node);
		const { displayName, description } = nodeTypes[node].description;
		const path = `nodes/${slug(node)}.md`;
		const page = written(path) ?? `# ${displayName}\n\n${description}.\n\n${BEGIN}\n${END}\n`;
		return { path, own, displayName, description, text: filled(page, path, operationsTable(own)) };
	});
	const endpoints = new Set(operations.map(({ endpoint }) => endpoint));
	const index = [
		'# Operations',
		'',
		`${operations.length} operations for ${endpoints.size} methods of the Allegro API, in ${nodes.length} nodes. Each node has a`,
		'page with its operations, what they are for, and what to look out for.',
		'',
		'| Node | What it is for | Operations |',
		'| --- | --- | ---: |',
		...pages.map(
			({ path, displayName, description, own }) =>
				`| [${displayName}](${path}) | ${description} | ${own.length} |`,
		),
		'',
		'The triggers have [a page of their own](triggers.md). This page and the tables of the others are made by',
		'`npm run docs`; a test fails when they are out of date.',
		'',
	].join('\n');
	const triggers = written('triggers.md') ?? `# Triggers\n\n${BEGIN}\n${END}\n`;
	return [
		{ path: 'operations.md', text: index },
		{ path: 'triggers.md', text: filled(triggers, 'triggers.md', triggerTables(nodeTypes)) },
		...pages.map(({ path, text }) => ({ path, text })),
	];
}

/** `allegroBulkOffers` → `bulk-offers`. */
function slug(node: string): string {
	return node
		.replace(/^allegro/, '')
		.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`)
		.toLowerCase();
}

/** The page with what is made anew in it. */
function filled(page: string, path: string, made: string): string {
	const begin = page.indexOf(BEGIN);
	const end = page.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`docs/${path} lacks the lines around its tables`);
	return `${page.slice(0, begin + BEGIN.length)}\n\n${made}\n\n${page.slice(end)}`;
}

function operationsTable(operations: Discovered[]): string {
	return [
		'| Resource | Operation | What it does | Method of the Allegro API | Permission |',
		'| --- | --- | --- | --- | --- |',
		...operations.map(row),
	].join('\n');
}

/** Each trigger with its events, and what can be chosen. */
function triggerTables(nodeTypes: Record<string, INodeType>): string {
	return Object.values(nodeTypes)
		.filter(({ description }) => description.polling)
		.map(({ description: { displayName, description, properties } }) => {
			const events = properties.find(({ name }) => name === 'events');
			const types = (events?.options ?? []) as INodePropertyOptions[];
			const table = [
				`| ${events?.displayName} | |`,
				'| --- | --- |',
				...types.map(({ name, description: meaning }) => `| ${name} | ${meaning ?? ''} |`),
			];
			const rest = types.length === 0 ? [`${events?.displayName}: ${events?.description}`] : table;
			return [
				`### ${displayName.replace('Allegro ', '')}`,
				'',
				sentence(description),
				'',
				...rest,
			].join('\n');
		})
		.join('\n\n');
}

function row({ resource, operation, endpoint, route }: Discovered): string {
	const lifecycle = route.retired
		? `. Switched off ${route.retired.since}; instead: ${route.retired.instead}`
		: route.deprecated
			? '. Deprecated by Allegro'
			: '';
	const cells = [
		resource.name,
		operation.name,
		`${operation.description ?? ''}${lifecycle}`,
		`\`${endpoint}\``,
		route.scope ? `\`${route.scope}\`` : '',
	];
	return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

/** A description as a sentence: those of more than one end with a period already. */
const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`);
