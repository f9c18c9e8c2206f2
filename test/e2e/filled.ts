import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** A panel as it is to be seen: what is chosen, what each field holds, and the names of the fields in their order. */
export interface Filled {
	/** What is chosen, `order.getAll`; the node's name where there is nothing to choose. */
	key: string;
	/** The chosen operation. */
	operation?: INodePropertyOptions;
	parameters: INodeParameters;
	labels: string[];
}

/** n8n's own addition to every list of operations. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/**
 * Every panel of a node with all that can be added to it: each optional field, and one row wherever
 * there are rows, all as n8n adds them.
 */
export function filledPanels(type: INodeTypeDescription): Filled[] {
	const resources = optionsOf(type.properties.find(({ name }) => name === 'resource'));
	if (resources.length === 0) return [filled(type, type.displayName, {})];
	return resources.flatMap((resource) =>
		type.properties
			.filter(({ name }) => name === 'operation')
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource.value))
			.flatMap(optionsOf)
			.filter(({ value }) => value !== CUSTOM_API_CALL)
			.map((operation) => ({
				...filled(type, `${resource.value}.${operation.value}`, {
					resource: resource.value,
					operation: operation.value,
				}),
				operation,
			})),
	);
}

function filled(type: INodeTypeDescription, key: string, chosen: INodeParameters): Filled {
	const node = { typeVersion: type.version, parameters: chosen } as unknown as INode;
	const parameters = { ...chosen };
	const shown: INodeProperties[] = [];
	for (const property of type.properties) {
		if (property.isNodeSetting || property.type === 'hidden') continue;
		if (!NodeHelpers.displayParameter(parameters, property, node, type)) continue;
		if (property.type !== 'notice') parameters[property.name] ??= everything(property);
		shown.push(property);
	}
	const labels = shown.flatMap((property) =>
		labelsOf(property, parameters, ({ values, field }) =>
			NodeHelpers.displayParameter(values, field, node, type, parameters),
		),
	);
	return { key, parameters, labels };
}

/** What n8n puts in when the field is added; rows and optional fields with all that is in them. */
function everything(property: INodeProperties): NodeParameterValueType {
	if (property.type === 'collection') return record(property.options as INodeProperties[]);
	if (property.type !== 'fixedCollection') return property.default as NodeParameterValueType;
	const { multipleValues } = property.typeOptions ?? {};
	return Object.fromEntries(
		(property.options as INodePropertyCollection[]).map(({ name, values }) => {
			const row = record(values);
			return [name, multipleValues ? [row] : row];
		}),
	) as INodeParameters;
}

const record = (fields: INodeProperties[]): INodeParameters =>
	Object.fromEntries(fields.map((field) => [field.name, everything(field)]));

/** The names of a field and of all fields in it that are shown. */
function labelsOf(
	property: INodeProperties,
	values: INodeParameters,
	isShown: (at: { values: INodeParameters; field: INodeProperties }) => boolean,
): string[] {
	if (property.type === 'notice' || !isShown({ values, field: property })) return [];
	const value = values[property.name];
	const within = (fields: INodeProperties[], holder: INodeParameters) =>
		fields.flatMap((field) => labelsOf(field, holder, isShown));
	if (property.type === 'collection') {
		const fields = property.options as INodeProperties[];
		return [property.displayName, ...within(fields, value as INodeParameters)];
	}
	if (property.type === 'fixedCollection') {
		const sections = property.options as INodePropertyCollection[];
		return [
			property.displayName,
			...sections.flatMap((section) => {
				const rows = (value as INodeParameters)[section.name];
				return [rows].flat().flatMap((row) => within(section.values, row as INodeParameters));
			}),
		];
	}
	// n8n has a word of its own for it.
	return [property.type === 'resourceMapper' ? 'Mapping Column Mode' : property.displayName];
}

const optionsOf = (property: INodeProperties | undefined) =>
	(property?.options ?? []) as INodePropertyOptions[];
