import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadNodeTypes } from '../test/engine';
import { INDEX, readExample } from '../test/examples';
import { galleryPage } from '../test/examples/page';
import { nodePages } from '../test/operations/table';

/** Renews docs/operations.md and the tables of docs/nodes/ from the built nodes, docs/workflows.md from the examples. */
const docs = join(__dirname, '..', 'docs');
const written = (path: string) =>
	existsSync(join(docs, path)) ? readFileSync(join(docs, path), 'utf8') : undefined;
for (const { path, text } of nodePages(loadNodeTypes(), written)) {
	writeFileSync(join(docs, path), text);
}
writeFileSync(join(docs, 'workflows.md'), galleryPage(INDEX, readExample));
