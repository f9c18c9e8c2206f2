import type {
	IDataObject,
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
	IWorkflowBase,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { loadNodeTypes } from '../engine';

/** Nodes of n8n that the examples use, each in the one version that a whole n8n was seen to run. */
export const KNOWN_NODES: Record<string, number> = {
	'@n8n/n8n-nodes-langchain.agent': 3,
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 1.2,
	'n8n-nodes-base.aggregate': 1,
	'n8n-nodes-base.dataTable': 1,
	'n8n-nodes-base.extractFromFile': 1,
	'n8n-nodes-base.filter': 2.2,
	'n8n-nodes-base.googleSheets': 4.5,
	'n8n-nodes-base.httpRequest': 4.2,
	'n8n-nodes-base.if': 2.2,
	'n8n-nodes-base.merge': 3.1,
	'n8n-nodes-base.scheduleTrigger': 1.2,
	'n8n-nodes-base.set': 3.4,
	'n8n-nodes-base.slack': 2.3,
	'n8n-nodes-base.splitInBatches': 3,
	'n8n-nodes-base.splitOut': 1,
	'n8n-nodes-base.stickyNote': 1,
	'n8n-nodes-base.stopAndError': 1,
	'n8n-nodes-base.switch': 3.2,
	'n8n-nodes-base.webhook': 2,
};

const types = loadNodeTypes();

/** Added by n8n to nodes that are tools of an AI. */
const TOOL_FIELDS = ['descriptionType', 'toolDescription'];

/** What is wrong with a node of this package; nothing is said of others. */
export function faultsOf(node: INode): string[] {
	if (!node.type.startsWith('n8n-nodes-allegro.')) return [];
	const type = types[node.type.replace(/^n8n-nodes-allegro\./, '').replace(/Tool$/, '')];
	return type
		? faultsAgainst(node, type.description)
		: [`${node.name}: there is no node type ${node.type}`];
}

/** Fields that the node does not have or show, values that it does not take, what is missing. */
export function faultsAgainst(node: INode, description: INodeTypeDescription): string[] {
	const parameters = Object.fromEntries(
		Object.entries(node.parameters).filter(
			([name]) => !node.type.endsWith('Tool') || !TOOL_FIELDS.includes(name),
		),
	) as INodeParameters;
	const filled = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	const shown = description.properties.filter((property) =>
		NodeHelpers.displayParameter(filled ?? {}, property, node, description),
	);
	const issues = NodeHelpers.getNodeParametersIssues(
		description.properties,
		{ ...node, parameters: filled ?? {} },
		description,
	);
	return [
		...faults(parameters as IDataObject, shown),
		...Object.values(issues?.parameters ?? {}).flat(),
	].map((fault) => `${node.name}: ${fault}`);
}

function faults(values: IDataObject, properties: INodeProperties[], path = ''): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const property = properties.find((one) => one.name === name);
		if (!property) return [`${path}${name} is not there`];
		return faultsOfValue(value, property, `${path}${name}`);
	});
}

function faultsOfValue(value: unknown, property: INodeProperties, path: string): string[] {
	if (typeof value === 'string' && value.startsWith('=')) return [];
	const { type, typeOptions, options = [], modes = [] } = property;
	switch (type) {
		case 'options':
		case 'multiOptions': {
			if (typeOptions?.loadOptionsMethod) return [];
			const known = (options as INodePropertyOptions[]).map((option) => option.value);
			const unknown = [value].flat().filter((one) => !known.includes(one as string));
			return unknown.map((one) => `${path} cannot be ${String(one)}`);
		}
		case 'collection':
			return faults(value as IDataObject, options as INodeProperties[], `${path}.`);
		case 'fixedCollection':
			return Object.entries(value as IDataObject).flatMap(([group, rows]) => {
				const found = (options as INodePropertyCollection[]).find(({ name }) => name === group);
				if (!found) return [`${path}.${group} is not there`];
				return [rows]
					.flat()
					.flatMap((row) => faults(row as IDataObject, found.values, `${path}.${group}.`));
			});
		case 'resourceLocator': {
			const { mode } = value as { mode: string };
			return modes.some(({ name }) => name === mode) ? [] : [`${path} has no mode ${mode}`];
		}
		case 'boolean':
		case 'number':
			return typeof value === type ? [] : [`${path} is no ${type}`];
		default:
			return [];
	}
}

interface Box {
	name: string;
	x: number;
	y: number;
	width: number;
	height: number;
}

/** How n8n draws a node, with the line or two of its name below. */
function boxOf({ name, type, position: [x, y], parameters }: INode): Box {
	if (type.endsWith('.stickyNote')) {
		return { name, x, y, width: Number(parameters.width), height: Number(parameters.height) };
	}
	const width = type.endsWith('.agent') ? 256 : 96;
	return { name, x, y, width, height: 156 };
}

/** Pairs of nodes and notes that lie upon each other. */
export function overlaps({ nodes }: IWorkflowBase): string[] {
	const boxes = nodes.map(boxOf);
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(other) =>
					one.x < other.x + other.width &&
					other.x < one.x + one.width &&
					one.y < other.y + other.height &&
					other.y < one.y + one.height,
			)
			.map((other) => `${one.name} and ${other.name}`),
	);
}
