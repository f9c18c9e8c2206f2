import type { IBuilderHint, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Route } from './routing';

/**
 * What each operation does, for n8n's AI builder and its MCP server: both put the description of the
 * resource above an operation, and without one that of the first operation with the same value in the node,
 * whatever its resource. Source: n8n 2.41, generateNodeTypeFile of @n8n/workflow-sdk.
 *
 * @param resources the fields of all resources of the node
 */
export function operationTexts(...resources: INodeProperties[][]): IBuilderHint {
	const selects = resources.flat().filter(({ name }) => name === 'operation');
	const extraTypeDefContent = selects.flatMap((select) => {
		const resource = select.displayOptions?.show?.resource;
		return (select.options as INodePropertyOptions[]).map((option) => ({
			content: textOf(option),
			displayOptions: { show: { resource, operation: [option.value] } },
		}));
	});
	return { extraTypeDefContent };
}

/** The description of the resource says what takes the place of what is retired. */
function textOf({ description = '', routing }: INodePropertyOptions): string {
	const { retired } = (routing?.operations?.pagination as Route).operation;
	return retired ? `Retired. ${description}` : description;
}
