import type { INodeProperties, ResourceMapperField } from 'n8n-workflow';

import type { Conditions, DictionaryValue, Parameter } from './definitions';

/** How n8n shows parameters: the required ones, and the others by Add. */
export const MAPPER = {
	resourceMapperMethod: 'getCategoryParameters',
	mode: 'add' as 'add' | 'map',
	valuesLabel: 'Parameters',
	fieldWords: { singular: 'parameter', plural: 'parameters' },
	addAllFields: false,
	// The notice that comes with no fields says why there are none.
	hideNoDataError: true,
};

/** The parameters of a category as fields. */
export const parametersField: INodeProperties = {
	displayName: 'Parameters',
	name: 'categoryParameters',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'What Allegro asks for in the category. A field takes a value or its ID; several values are separated by |. Map Automatically takes fields of the input that are called like parameters.',
	typeOptions: { loadOptionsDependsOn: ['categoryId.value'], resourceMapper: MAPPER },
};

/** The editor keeps the options in the workflow: longer dictionaries are typed, by name or ID. */
const MOST_OPTIONS = 200;
/** How many names a label tells. */
const MOST_TOLD = 3;

/** What follows the ID of a parameter in the IDs of its fields. */
export const FROM = '.from';
export const TO = '.to';
export const CUSTOM = '.custom';

/**
 * The fields of n8n's resource mapper for parameters, required ones first. n8n shows nothing but a
 * label with each, so that the unit, the limits and what it depends on stand there.
 *
 * @param isRequired whether the panel demands it.
 */
export function mapperFields(
	parameters: Parameter[],
	isRequired: (parameter: Parameter) => boolean,
): ResourceMapperField[] {
	const nameOf = namesIn(parameters);
	const fields = parameters.flatMap((parameter) =>
		fieldsOf(parameter, isRequired(parameter), nameOf),
	);
	return [...fields.filter(({ required }) => required), ...fields.filter((each) => !each.required)];
}

type NameOf = (id: string, valueId?: string) => string;

function namesIn(parameters: Parameter[]): NameOf {
	const byId = new Map(parameters.map((parameter) => [parameter.id, parameter]));
	return (id, valueId) => {
		const parameter = byId.get(id);
		if (valueId === undefined) return parameter?.name ?? id;
		return parameter?.dictionary?.find((value) => value.id === valueId)?.value ?? valueId;
	};
}

function fieldsOf(parameter: Parameter, required: boolean, nameOf: NameOf): ResourceMapperField[] {
	const { id, name, type, options = {}, restrictions = {} } = parameter;
	const about = remarks(parameter, nameOf);
	const field = (more: Partial<ResourceMapperField>, what = ''): ResourceMapperField => ({
		id,
		displayName: label(name + what, about),
		defaultMatch: false,
		canBeUsedToMatch: false,
		required,
		display: true,
		type: 'string',
		...more,
	});
	if (restrictions.range) {
		return [
			field({ id: id + FROM, type: 'number' }, ', from'),
			field({ id: id + TO, type: 'number' }, ', to'),
		];
	}
	if (type === 'integer' || type === 'float') return [field({ type: 'number' })];
	if (type !== 'dictionary') return [field({})];
	const { dictionary = [] } = parameter;
	const isPicked = !restrictions.multipleChoices && dictionary.length <= MOST_OPTIONS;
	const picked = isPicked
		? field({ type: 'options', options: choices(parameter, dictionary, nameOf) })
		: field({});
	const { ambiguousValueId: other, customValuesEnabled } = options;
	if (!other || !customValuesEnabled) return [picked];
	const own = { id: id + CUSTOM, displayName: `${name}: own value (instead of the list)` };
	return [picked, { ...field({}), ...own, required: false }];
}

function choices(
	{ options }: Parameter,
	dictionary: DictionaryValue[],
	nameOf: NameOf,
): Array<{ name: string; value: string }> {
	const parent = options?.dependsOnParameterId;
	return dictionary.map(({ id, value, dependsOnValueIds = [] }) => {
		const only = parent ? dependsOnValueIds.map((each) => nameOf(parent, each)) : [];
		return { name: only.length ? `${value} (only with ${told(only)})` : value, value: id };
	});
}

function remarks(parameter: Parameter, nameOf: NameOf): string[] {
	const { type, unit, options = {}, restrictions = {}, requiredIf, displayedIf } = parameter;
	const { min, max, precision, multipleChoices, allowedNumberOfValues = 1 } = restrictions;
	const limits = [min ?? '', max ?? ''].some((end) => end !== '') && `${min ?? ''} to ${max ?? ''}`;
	const isLong = (parameter.dictionary ?? []).length > MOST_OPTIONS;
	const parent = options.dependsOnParameterId;
	return [
		unit,
		type !== 'string' && type !== 'dictionary' && limits && limits.trim(),
		type === 'float' && precision && `up to ${precision} decimals`,
		type === 'string' && restrictions.maxLength && `up to ${restrictions.maxLength} characters`,
		(multipleChoices || Number(allowedNumberOfValues) > 1) && 'several: separate with |',
		multipleChoices && !isLong && `such as ${told((parameter.dictionary ?? []).map(valueOf))}`,
		isLong && 'a value of its list',
		parent && `depends on ${nameOf(parent)}`,
		conditions('only if', displayedIf, nameOf),
		conditions('required if', requiredIf, nameOf),
		options.describesProduct && 'of the product',
	].filter((remark): remark is string => typeof remark === 'string' && remark !== '');
}

function conditions(word: string, given: Conditions | null | undefined, nameOf: NameOf): string {
	const { parametersWithValue = [], parametersWithoutValue = [] } = given ?? {};
	const all = [
		...parametersWithValue.map(
			({ id, oneOfValueIds }) =>
				`${nameOf(id)} is ${told(oneOfValueIds.map((value) => nameOf(id, value)))}`,
		),
		...parametersWithoutValue.map(({ id }) => `${nameOf(id)} is empty`),
	];
	return all.length > 0 ? `${word} ${all.join(' and ')}` : '';
}

const valueOf = ({ value }: DictionaryValue) => value;

/** Some names: the first of them, when there are many. */
export function told(names: string[], most = MOST_TOLD): string {
	const first = names.slice(0, most).join(', ');
	return names.length > most ? `${first} ...` : first;
}

const label = (name: string, about: string[]) =>
	about.length > 0 ? `${name} (${about.join(', ')})` : name;
