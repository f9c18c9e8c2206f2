import type {
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { Endpoint, Operation } from '../../nodes/shared/routing';

/** An operation as the built package offers it. */
export interface Discovered {
	/** Short name of the node type. */
	node: string;
	resource: INodePropertyOptions;
	operation: INodePropertyOptions;
	/** `resource.operation`: unique in its node, and for ever. */
	key: string;
	endpoint: Endpoint;
	/** What the route says about it. */
	route: Operation;
	description: INodeTypeDescription;
}

/** Every operation of every node, found by walking the descriptions as the editor does. */
export function discover(nodeTypes: Record<string, INodeType>): Discovered[] {
	return Object.entries(nodeTypes).flatMap(([node, { description }]) =>
		optionsOf(description.properties.find(({ name }) => name === 'resource')).flatMap((resource) =>
			optionsOf(operationSelect(description, resource.value)).map((operation) => ({
				node,
				resource,
				operation,
				key: `${String(resource.value)}.${String(operation.value)}`,
				...routeOf(operation),
				description,
			})),
		),
	);
}

/** The select with the operations of a resource. */
function operationSelect(
	{ properties }: INodeTypeDescription,
	resource: unknown,
): INodeProperties | undefined {
	return properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource as string),
	);
}

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

function routeOf({ value, routing }: INodePropertyOptions) {
	const pagination = routing?.operations?.pagination as
		| { endpoint: Endpoint; operation: Operation }
		| undefined;
	if (!pagination?.endpoint) throw new Error(`The operation ${String(value)} has no route()`);
	return { endpoint: pagination.endpoint, route: pagination.operation };
}
