import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { collectOutputs } from '../test/outputs/collect';
import { schemaFile } from '../test/outputs/files';

/** Renews the schemas of what the nodes give (nodes/<Node>/__schema__), which n8n shows before the first run. */
const NODES = join(__dirname, '..', 'nodes');

async function main(): Promise<void> {
	const outputs = await collectOutputs();
	for (const folder of readdirSync(NODES)) {
		rmSync(join(NODES, folder, '__schema__'), { recursive: true, force: true });
	}
	for (const output of outputs) {
		const { path, text } = schemaFile(output);
		mkdirSync(dirname(join(NODES, path)), { recursive: true });
		writeFileSync(join(NODES, path), text);
		if (output.problem) console.error(`${output.node} ${output.place}: ${output.problem}`);
	}
	console.log(`${outputs.length} schemas`);
}

void main();
