import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** A parameter whose value is taken as it is, with its expressions worked out. */
export const plain = (name: string, value: unknown = ''): INodeProperties => ({
	displayName: name,
	name,
	type: 'json',
	default: value as string,
});

/** Conditions, which n8n's core judges: the same as in n8n's own nodes. */
export const conditions: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
	typeOptions: {
		filter: {
			caseSensitive: '={{ !$parameter.options.ignoreCase }}',
			typeValidation: '={{ $parameter.looseTypeValidation ? "loose" : "strict" }}',
			version: 2,
		},
	},
};

export const CONDITION_OPTIONS = [plain('looseTypeValidation', false), plain('options', {})];

type Execute = (
	this: IExecuteFunctions,
	items: INodeExecutionData[],
) => INodeExecutionData[][] | Promise<INodeExecutionData[][]>;

/** A node type that stands in for one of n8n's own. */
export function standIn(
	properties: INodeProperties[],
	execute: Execute,
	more: Partial<INodeTypeDescription> = {},
): INodeType {
	return {
		description: {
			displayName: 'Stand-in',
			name: 'standIn',
			group: ['transform'],
			version: 1,
			description: 'Stands in for a node of n8n',
			defaults: { name: 'Stand-in' },
			inputs: ['main'],
			outputs: ['main'],
			properties,
			...more,
		},
		async execute() {
			return await execute.call(this, this.getInputData());
		},
	};
}

/** As `standIn`, for what is done with each item on its own; what comes of it is linked to it. */
export function standInForEach(
	properties: INodeProperties[],
	each: (
		this: IExecuteFunctions,
		item: INodeExecutionData,
		index: number,
	) => INodeExecutionData[] | Promise<INodeExecutionData[]>,
	more?: Partial<INodeTypeDescription>,
): INodeType {
	return standIn(
		properties,
		async function (items) {
			const out: INodeExecutionData[] = [];
			for (const [index, item] of items.entries()) {
				for (const result of await each.call(this, item, index)) {
					out.push({ ...result, pairedItem: { item: index } });
				}
			}
			return [out];
		},
		more,
	);
}

/** A node that begins a workflow: what it gives is said by the test. */
export function standInTrigger(): INodeType {
	const type = standIn([], (items) => [items], { inputs: [], group: ['trigger'] });
	delete type.execute;
	type.trigger = async () => ({});
	return type;
}

/** The value at a dotted path. */
export function valueAt(json: object, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], json);
}
