import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	ISourceData,
} from 'n8n-workflow';
import { deepCopy, NodeOperationError, validateFieldType } from 'n8n-workflow';

import {
	CONDITION_OPTIONS,
	conditions,
	plain,
	standIn,
	standInForEach,
	standInTrigger,
	valueAt,
} from './standIn';

/** Stand-ins for nodes that move items about, as far as the examples use them. */
export const flowNodes: Record<string, INodeType> = {
	stickyNote: standIn([], (items) => [items]),
	scheduleTrigger: standInTrigger(),
	webhook: standInTrigger(),
	if: standIn(
		[conditions, ...CONDITION_OPTIONS],
		function (items) {
			const passed = items.map((_, index) => passes(this, 'conditions', index));
			const branch = (wanted: boolean) => linked(items, (_, index) => passed[index] === wanted);
			return [branch(true), branch(false)];
		},
		{ outputs: ['main', 'main'] },
	),
	filter: standIn([conditions, ...CONDITION_OPTIONS], function (items) {
		return [linked(items, (_, index) => passes(this, 'conditions', index))];
	}),
	stopAndError: standIn([plain('errorMessage')], function () {
		const message = this.getNodeParameter('errorMessage', 0) as string;
		throw new NodeOperationError(this.getNode(), message);
	}),
	switch: standIn(
		[
			{
				displayName: 'Rules',
				name: 'rules',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				options: [
					{
						displayName: 'Values',
						name: 'values',
						values: [conditions, plain('renameOutput', false), plain('outputKey')],
					},
				],
			},
			...CONDITION_OPTIONS,
		],
		function (items) {
			const rules = this.getNodeParameter('rules.values', 0) as unknown[];
			const first = items.map((_, index) =>
				rules.findIndex((_rule, rule) => passes(this, `rules.values[${rule}].conditions`, index)),
			);
			return rules.map((_, rule) => linked(items, (_item, index) => first[index] === rule));
		},
		{ outputs: ['main', 'main', 'main'] },
	),
	set: standInForEach(
		[
			{
				displayName: 'Assignments',
				name: 'assignments',
				type: 'assignmentCollection',
				default: {},
			},
			plain('includeOtherFields', false),
			plain('options', {}),
		],
		function ({ json }, index) {
			const { assignments } = this.getNodeParameter('assignments', index) as {
				assignments: Array<{ name: string; type: 'string'; value: unknown }>;
			};
			const set = assignments.map(({ name, type, value }) => {
				if (value === null || value === undefined) return [name, null];
				const result = validateFieldType(name, value, type);
				if (!result.valid) throw new Error(result.errorMessage);
				return [name, result.newValue];
			});
			const others = this.getNodeParameter('includeOtherFields', index) ? json : {};
			return [{ json: { ...others, ...Object.fromEntries(set) } }];
		},
	),
	merge: standIn(
		[
			...['mode', 'joinMode', 'outputDataFrom'].map((name) => plain(name)),
			...['mergeByFields', 'options'].map((name) => plain(name, {})),
			plain('advanced', false),
		],
		function () {
			const [one, two] = [0, 1].map((input) =>
				this.getInputData(input).map((item, index) => ({
					json: item.json,
					pairedItem: { item: index, input },
				})),
			);
			if (this.getNodeParameter('mode', 0) !== 'combine') return [[...one, ...two]];
			const [{ field1, field2 }] = this.getNodeParameter('mergeByFields.values', 0) as Array<
				Record<string, string>
			>;
			const fuzzy = this.getNodeParameter('options.fuzzyCompare', 0, false) as boolean;
			const key = ({ json }: INodeExecutionData, field: string) => {
				const value = valueAt(json, field);
				return fuzzy && typeof value === 'number' ? String(value) : value;
			};
			const others = (item: INodeExecutionData) =>
				two.filter((each) => {
					const value = key(item, field1);
					return value !== undefined && key(each, field2) === value;
				});
			if (this.getNodeParameter('joinMode', 0) === 'keepNonMatches') {
				return [one.filter((item) => others(item).length === 0)];
			}
			return [
				one.flatMap((item) =>
					others(item).map((match) => ({
						json: { ...item.json, ...match.json },
						pairedItem: [item.pairedItem, match.pairedItem],
					})),
				),
			];
		},
		{ inputs: ['main', 'main'], requiredInputs: 1 },
	),
	splitInBatches: standIn(
		[plain('batchSize', 1), plain('options', {})],
		function (items) {
			return nextBatch(this, items, Number(this.getNodeParameter('batchSize', 0)));
		},
		{ outputs: ['main', 'main'] },
	),
	splitOut: standInForEach(
		[...['fieldToSplitOut', 'include'].map((name) => plain(name)), plain('options', {})],
		function ({ json }, index) {
			const field = this.getNodeParameter('fieldToSplitOut', index) as string;
			const { [field]: list, ...others } = json;
			if (this.getNodeParameter('include', index) !== 'allOtherFields') {
				return (list as IDataObject[]).map((each) => ({ json: each }));
			}
			return (list as IDataObject[]).map((each) => ({ json: { ...others, [field]: each } }));
		},
	),
	aggregate: standIn([plain('fieldsToAggregate', {}), plain('options', {})], function (items) {
		const fields = this.getNodeParameter('fieldsToAggregate.fieldToAggregate', 0) as Array<
			Record<string, string>
		>;
		const keepMissing = this.getNodeParameter('options.keepMissing', 0, false) as boolean;
		const json = fields.map(({ fieldToAggregate, outputFieldName }) => [
			outputFieldName || fieldToAggregate,
			items
				.map((item) => valueAt(item.json, fieldToAggregate))
				.filter((value) => keepMissing || (value !== undefined && value !== null)),
		]);
		const pairedItem = items.map((_, item) => ({ item }));
		return [[{ json: Object.fromEntries(json) as IDataObject, pairedItem }]];
	}),
	extractFromFile: standInForEach(
		[...['operation', 'binaryPropertyName', 'destinationKey'].map((name) => plain(name))],
		async function (_, index) {
			const name = (this.getNodeParameter('binaryPropertyName', index) as string) || 'data';
			const bytes = await this.helpers.getBinaryDataBuffer(index, name);
			const key = this.getNodeParameter('destinationKey', index) as string;
			return [{ json: { [key]: bytes.toString('base64') } }];
		},
	),
};

/** Whether an item meets conditions: n8n's core says so. */
function passes(context: IExecuteFunctions, parameter: string, index: number): boolean {
	return context.getNodeParameter(parameter, index, false, { extractValue: true }) as boolean;
}

function linked(
	items: INodeExecutionData[],
	wanted: (item: INodeExecutionData, index: number) => boolean,
): INodeExecutionData[] {
	return items
		.map((item, index) => ({ ...item, pairedItem: { item: index } }))
		.filter((item, index) => wanted(item, index));
}

/** Loop Over Items: "done" is its first output, "loop" its second. */
function nextBatch(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	size: number,
): INodeExecutionData[][] {
	const memory = context.getContext('node') as {
		waiting?: INodeExecutionData[];
		done: INodeExecutionData[];
		source: ISourceData;
	};
	const source = (context as unknown as { getInputSourceData(): ISourceData }).getInputSourceData();
	if (memory.waiting === undefined) {
		const all = items.map((item, index) => ({ ...item, pairedItem: { item: index } }));
		const first = all.splice(0, size);
		Object.assign(memory, { waiting: all, done: [], source: deepCopy(source) });
		return [[], first];
	}
	memory.done.push(
		...items.map((item, index) => ({
			...item,
			pairedItem: { item: index, sourceOverwrite: source },
		})),
	);
	const batch = memory.waiting.splice(0, size).map((item) => ({
		...item,
		pairedItem: { ...(item.pairedItem as { item: number }), sourceOverwrite: memory.source },
	}));
	return batch.length > 0 ? [[], batch] : [memory.done, []];
}
