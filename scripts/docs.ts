import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadNodeTypes } from '../test/engine';
import { operationsTable } from '../test/operations/table';

/** Writes docs/operations.md from the built nodes. */
writeFileSync(join(__dirname, '..', 'docs', 'operations.md'), operationsTable(loadNodeTypes()));
