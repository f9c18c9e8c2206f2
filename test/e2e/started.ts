import type { IDataObject } from 'n8n-workflow';

import { CREDENTIAL_TYPE, NODE_PREFIX } from '../../scripts/n8n/examples';
import { connected } from '../shop';
import { Canvas } from './pages/canvas';
import type { Stage } from './stage';

/** A node of the package, as it is found in the workflow. */
interface Found {
	name: string;
	/** Its type, without the package's name. */
	type: string;
	parameters: IDataObject;
}

/**
 * Shows a workflow that a person starts by hand, with these nodes side by side behind its start.
 *
 * @param height what a person scrolls through stands in the window at once
 */
export async function showStarted(
	{ api, simulator, window, n8n }: Stage,
	name: string,
	nodes: Found[],
	height: number,
): Promise<Canvas> {
	const credential = await api.putCredential('Allegro', CREDENTIAL_TYPE, connected(simulator));
	const { id } = await api.createWorkflow({
		name,
		nodes: [
			{
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			...nodes.map((node, index) => ({
				...node,
				type: `${NODE_PREFIX}${node.type}`,
				typeVersion: 1,
				position: [220, index * 200] as [number, number],
				credentials: { [CREDENTIAL_TYPE]: credential },
			})),
		],
		connections: {
			Start: { main: [nodes.map((node) => ({ node: node.name, type: 'main', index: 0 }))] },
		},
	});
	await window.page.setViewportSize({ width: 1440, height });
	const canvas = new Canvas(window.page, n8n.url);
	await canvas.show(id);
	return canvas;
}
