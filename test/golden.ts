import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RecordedRequest } from './contract';

/** The requests of a node's operations, by `resource.operation`. */
export type Golden = Record<string, Record<'minimal' | 'full', RecordedRequest[]>>;

/** Where the requests of a node are kept. */
export function goldenPath(node: string): string {
	return join(__dirname, 'golden', `${node}.json`);
}

/** The kept requests of a node; none when it is new. */
export function golden(node: string): Golden {
	const path = goldenPath(node);
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Golden) : {};
}
