import type { INodeType } from 'n8n-workflow';

import { flowNodes } from './flow';
import { emptySurroundings, serviceNodes, type Surroundings } from './services';

export { emptySurroundings, type Surroundings };

/**
 * Stand-ins for the nodes of n8n itself that the example workflows use, as far as they use them. n8n's
 * own come with the whole of n8n; the tests in a real n8n run the examples with those.
 *
 * @param around what sheets hold, what people answer, and where messages go.
 */
export function otherNodes(around = emptySurroundings()): Record<string, INodeType> {
	const flow = Object.entries(flowNodes).map(([name, type]) => [`n8n-nodes-base.${name}`, type]);
	return { ...Object.fromEntries(flow), ...serviceNodes(around) };
}
