import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from './paths';
import type { CredentialRef, N8nApi, Workflow, WorkflowNode } from './rest';
import { credentialTypeOf, type Credentials } from './standIns';

/** The package's credential type. */
export const CREDENTIAL_TYPE = 'allegroOAuth2Api';

/** What the types of this package's nodes begin with in n8n. */
export const NODE_PREFIX = 'n8n-nodes-allegro.';

/** The folder of the workflows that come with the project. */
export const EXAMPLES = join(ROOT, 'examples');

/** Where the examples expect the invoicing program, for which the simulator's control host stands in. */
const INVOICING = 'http://127.0.0.1:18083';

/**
 * An example as it is imported here.
 *
 * @param file its name in `examples/`
 * @param controlUrl the simulator's control host
 */
export async function readExample(file: string, controlUrl: string): Promise<Workflow> {
	const text = await readFile(join(EXAMPLES, file), 'utf8');
	return JSON.parse(text.replaceAll(INVOICING, controlUrl));
}

/**
 * Brings the example workflows into n8n, with the credential chosen in each of this package's
 * nodes. Those that are there already, by name, stay as they are.
 *
 * @param others credentials for the nodes of other services, by their type
 * @returns all of them
 */
export async function importExamples(
	api: N8nApi,
	credential: CredentialRef,
	controlUrl: string,
	others: Credentials = {},
): Promise<Array<{ id: string; name: string; file: string }>> {
	const known = await api.workflows();
	const credentials = { ...others, [CREDENTIAL_TYPE]: credential };
	const all: Array<{ id: string; name: string; file: string }> = [];
	for (const file of (await readdir(EXAMPLES)).filter((name) => name.endsWith('.json')).sort()) {
		const { name, nodes, connections, settings } = await readExample(file, controlUrl);
		const { id } =
			known.find((one) => one.name === name) ??
			(await api.createWorkflow({
				name,
				nodes: nodes.map((node) => withCredential(node, credentials)),
				connections,
				settings: settings ?? {},
			}));
		all.push({ id, name, file });
	}
	return all;
}

/** The node with its credential, where there is one for it. */
export function withCredential(node: WorkflowNode, credentials: Credentials): WorkflowNode {
	const type = node.type.startsWith(NODE_PREFIX)
		? CREDENTIAL_TYPE
		: credentialTypeOf(node.type, node.parameters);
	const found = credentials[type];
	return found ? { ...node, credentials: { [type]: found } } : node;
}
