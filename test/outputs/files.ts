import { join } from 'node:path';

import packageJson from '../../package.json';
import type { Output } from './collect';

const WIDTH = 110;

/** Where n8n looks for the schemas of version 1 of a node. */
const VERSION = join('__schema__', 'v1.0.0');

/** The folders of the nodes below nodes/, by the short names of their types. */
const FOLDERS = new Map(
	packageJson.n8n.nodes.map((file) => {
		const [, , folder, name] = file.split('/');
		const [first, ...rest] = name.replace('.node.js', '');
		return [`${first.toLowerCase()}${rest.join('')}`, folder];
	}),
);

/** The file of an output, relative to nodes/, and what stands in it. */
export function schemaFile({ node, place, schema }: Output): { path: string; text: string } {
	const path = join(FOLDERS.get(node) as string, VERSION, `${place}.json`);
	return { path, text: `${printed(schema)}\n` };
}

/** What fits a line stands on one. The names keep their order: it is that of the table. */
function printed(value: unknown, indent = '', lead = 0): string {
	const flat = JSON.stringify(value).replace(/([{:,])(?=["[{])|(?=\})/g, '$1 ');
	if (typeof value !== 'object' || value === null || indent.length + lead + flat.length <= WIDTH) {
		return flat;
	}
	const deeper = `${indent}\t`;
	if (Array.isArray(value)) {
		return `[\n${value.map((one) => deeper + printed(one, deeper)).join(',\n')}\n${indent}]`;
	}
	const lines = Object.entries(value).map(([name, one]) => {
		const key = `${JSON.stringify(name)}: `;
		return `${deeper}${key}${printed(one, deeper, key.length)}`;
	});
	return `{\n${lines.join(',\n')}\n${indent}}`;
}
