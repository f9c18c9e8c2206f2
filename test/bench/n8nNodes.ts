import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType, VersionedNodeType } from 'n8n-workflow';

import { N8N_HOME } from '../../scripts/n8n/paths';

/** Where `npm run test:n8n` and `npm run n8n` install n8n. */
const NODES = join(N8N_HOME, 'app', 'node_modules', 'n8n-nodes-base', 'dist', 'nodes');

/**
 * n8n's own HTTP Request and Split Out nodes, by their type.
 * @throws Error when n8n is not installed here yet
 */
export function n8nNodes(): Record<string, INodeType> {
	if (!existsSync(NODES)) {
		throw new Error(
			"n8n's own nodes are compared with: run `npx tsx scripts/n8n.ts --prepare` first",
		);
	}
	const load = <T>(path: string, name: string) =>
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		new (require(join(NODES, path)) as Record<string, new () => T>)[name]();
	const http = load<VersionedNodeType>('HttpRequest/HttpRequest.node.js', 'HttpRequest');
	return {
		'n8n-nodes-base.httpRequest': http.getNodeType(4.2),
		'n8n-nodes-base.splitOut': load<INodeType>('Transform/SplitOut/SplitOut.node.js', 'SplitOut'),
	};
}
