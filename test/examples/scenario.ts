import type { IDataObject, IWorkflowBase } from 'n8n-workflow';

import type { Surroundings } from '../otherNodes';
import type { Simulator } from '../simulator';
import type { Outside } from './outside';

/** Where an example is run: in n8n's engine, or in a whole n8n. */
export interface Stage {
	simulator: Simulator;
	around: Surroundings;
	outside: Outside;
	/**
	 * Runs the workflow from a trigger. One of Allegro's tells what happens meanwhile, each other one
	 * gives an item with what is passed here.
	 * @throws what the workflow failed with
	 */
	fire(trigger: string, meanwhile?: () => void, given?: IDataObject): Promise<void>;
}

/** A story in which an example does its job. */
export interface Scenario {
	/** The example's name in `examples/`. */
	file: string;
	/** What is told, for the test's name. */
	title: string;
	/** Why it is told in n8n's engine alone. */
	inEngineAlone?: string;
	/** Runs the example, and checks in Allegro's books what came of it. */
	story(stage: Stage): Promise<void>;
	/** What people and other services got; only where they are stood in for. */
	told?(stage: Stage): void;
}

/** The example with its HTTP Request nodes led to the local server. */
export function ledTo(outside: Outside, workflow: IWorkflowBase): IWorkflowBase {
	const nodes = workflow.nodes.map((node) => {
		const { url } = node.parameters;
		if (typeof url !== 'string' || !node.type.endsWith('.httpRequest')) return node;
		const local = url.replace(/^(=?)https?:\/\//, `$1${outside.url}/`);
		return { ...node, parameters: { ...node.parameters, url: local } };
	});
	return { ...workflow, nodes };
}
