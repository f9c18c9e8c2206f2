import type { IDataObject } from 'n8n-workflow';

import { decimalsOf, toDecimal } from '../numbers';
import { withoutEmpty } from '../values';
import type { DictionaryValue, Parameter } from './definitions';
import { CUSTOM, FROM, TO, told } from './mapperFields';

/** What was filled in for one parameter. */
interface Given {
	value?: unknown;
	from?: unknown;
	to?: unknown;
	custom?: unknown;
}

const PARTS: Array<[string, keyof Given]> = [
	[FROM, 'from'],
	[TO, 'to'],
	[CUSTOM, 'custom'],
];

/**
 * The parameters of a request, `{ id, values, valuesIds, rangeValue }` each, from the fields of the
 * mapper. A value of a dictionary may be given by its ID, by its name, or by one it had earlier.
 *
 * @param fields values by the fields' IDs; empty ones are left out.
 * @param byName whether the fields may be called like parameters, and others are ignored.
 * @throws Error with a sentence for the user when a value cannot be right.
 */
export function toParameters(
	parameters: Parameter[],
	fields: IDataObject,
	byName = false,
): IDataObject[] {
	const given = new Map<Parameter, Given>();
	for (const [key, value] of Object.entries(fields)) {
		if (isEmpty(value)) continue;
		const [suffix, part] = PARTS.find(([end]) => key.endsWith(end)) ?? ['', 'value' as const];
		const name = key.slice(0, key.length - suffix.length);
		const found = parameters.filter((parameter) => isCalled(parameter, name, byName));
		if (found.length === 0 && !byName) {
			throw new Error(
				`The category has no parameter ${name}: refresh the list of parameters, or remove it`,
			);
		}
		for (const parameter of found) {
			checkIsText(parameter, value);
			given.set(parameter, { ...given.get(parameter), [part]: value });
		}
	}
	const made = [...given].map(([parameter, values]) => toParameter(parameter, values));
	checkDependencies([...given.keys()], made);
	return made;
}

/** The filled fields that are called like no parameter. */
export function unmatched(parameters: Parameter[], fields: IDataObject): string[] {
	return Object.entries(fields)
		.filter(([key, value]) => !isEmpty(value) && !parameters.some((each) => isField(each, key)))
		.map(([key]) => key);
}

const isField = (parameter: Parameter, key: string) =>
	[
		key,
		...PARTS.filter(([end]) => key.endsWith(end)).map(([end]) => key.slice(0, -end.length)),
	].some((name) => isCalled(parameter, name, true));

/** Parameters that are also called as in another language, and their values too. */
export function alsoCalled(parameters: Parameter[], others: Parameter[] = []): Parameter[] {
	const byId = new Map(others.map((other) => [other.id, other]));
	return parameters.map((parameter) => {
		const other = byId.get(parameter.id);
		if (!other) return parameter;
		const values = new Map((other.dictionary ?? []).map(({ id, value }) => [id, value]));
		return {
			...parameter,
			formerData: {
				...parameter.formerData,
				names: [other.name, ...(parameter.formerData?.names ?? [])],
			},
			dictionary: parameter.dictionary?.map((each) => ({
				...each,
				formerData: {
					...each.formerData,
					values: [values.get(each.id) ?? each.value, ...(each.formerData?.values ?? [])],
				},
			})),
		};
	});
}

const isEmpty = (value: unknown) =>
	value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);

/** An object would be sent as what JavaScript calls it. */
function checkIsText({ name }: Parameter, value: unknown): void {
	const isObject = [value].flat().some((part) => typeof part === 'object' && part !== null);
	if (isObject) throw new Error(`${name} takes text, numbers or a list of them, not an object`);
}

function isCalled({ id, name, formerData }: Parameter, called: string, byName: boolean): boolean {
	if (id === called || formerData?.ids?.includes(called)) return true;
	return byName && [name, ...(formerData?.names ?? [])].some((each) => same(each, called));
}

const same = (one: string, other: string) =>
	one.trim().toLowerCase() === other.trim().toLowerCase();

function toParameter(parameter: Parameter, { value, from, to, custom }: Given): IDataObject {
	const { id, name, type, restrictions = {} } = parameter;
	if (restrictions.range) {
		if (isEmpty(from) || isEmpty(to)) throw new Error(`${name} is a range and needs both ends`);
		const [low, high] = [toNumber(parameter, from), toNumber(parameter, to)];
		if (Number(low) > Number(high)) throw new Error(`${name}: ${low} is more than ${high}`);
		return { id, rangeValue: { from: low, to: high } };
	}
	if (type === 'dictionary') return toChoice(parameter, value, custom);
	const values = type === 'string' ? texts(parameter, value) : [toNumber(parameter, value)];
	return { id, values };
}

/** A number as text, within the limits. */
function toNumber({ name, type, unit, restrictions = {} }: Parameter, value: unknown): string {
	const what = type === 'integer' ? 'a whole number' : 'a number';
	const text = toDecimal(value, {
		name,
		what,
		use: `one like ${type === 'integer' ? '12' : '12.5'}`,
	});
	const digits = decimalsOf(text);
	if (type === 'integer' && digits > 0) {
		throw new Error(`${name}: "${String(value)}" is not ${what}`);
	}
	const { min, max, precision } = restrictions;
	if (precision !== undefined && precision !== null && digits > precision) {
		throw new Error(`${name}: ${text} has more than ${precision} decimals`);
	}
	const ends = [min, max].map((end) => (end === undefined || end === null ? '' : String(end)));
	if ((ends[0] && Number(text) < Number(min)) || (ends[1] && Number(text) > Number(max))) {
		const limits = [ends[0] && `at least ${ends[0]}`, ends[1] && `at most ${ends[1]}`];
		throw new Error(
			`${name}: ${text} is out of range, which is ${limits.filter(Boolean).join(' and ')}${unit ? ` ${unit}` : ''}`,
		);
	}
	return text;
}

function texts({ name, restrictions = {} }: Parameter, value: unknown): string[] {
	const { minLength, maxLength, allowedNumberOfValues } = restrictions;
	const most = allowedNumberOfValues ?? 1;
	const values = most > 1 || Array.isArray(value) ? split(value) : [String(value).trim()];
	if (values.length > most) {
		throw new Error(`${name} takes at most ${most} values, and these are ${values.length}`);
	}
	for (const { length } of values) {
		if (maxLength && length > maxLength) {
			throw new Error(`${name}: the text has ${length} characters, and at most ${maxLength} fit`);
		}
		if (minLength && length < minLength) {
			throw new Error(`${name}: the text has ${length} characters, and needs ${minLength}`);
		}
	}
	return values;
}

const split = (value: unknown): string[] =>
	(Array.isArray(value) ? value : String(value).split(/[|\n]/))
		.map((part: unknown) => String(part).trim())
		.filter(Boolean);

/**
 * A choice from a dictionary. What is not in it goes as a custom value beside the ambiguous one
 * ("other"), where the category takes such.
 * Source: https://github.com/allegro/allegro-api/issues/3278
 */
function toChoice(parameter: Parameter, value: unknown, custom: unknown): IDataObject {
	const { id, name, options = {}, restrictions = {} } = parameter;
	const other = options.customValuesEnabled ? options.ambiguousValueId : undefined;
	const wanted = isEmpty(value) ? [] : find(parameter, value) ? [value] : split(value);
	const found = wanted.map((each) => [each, find(parameter, each)] as const);
	const own = [...found.filter(([, known]) => !known).map(([each]) => each), custom]
		.filter((each) => !isEmpty(each))
		.map((each) => String(each).trim());
	if (own.length > 0 && !other) throw unknownValue(parameter, own[0]);
	const known = found.flatMap(([, each]) => (each ? [each.id] : []));
	const valuesIds = [...new Set(own.length > 0 ? [...known, String(other)] : known)];
	const isOther = !other && valuesIds.includes(options.ambiguousValueId ?? '');
	if (isOther && options.describesProduct) throw otherAlone(parameter);
	if (valuesIds.length > 1 && !restrictions.multipleChoices) {
		throw new Error(`${name} takes one value, and these are ${valuesIds.length}`);
	}
	return withoutEmpty({ id, valuesIds, values: own });
}

function find({ dictionary = [] }: Parameter, value: unknown): DictionaryValue | undefined {
	const text = String(value).trim();
	return (
		dictionary.find(({ id }) => id === text) ??
		dictionary.find((each) => same(each.value, text)) ??
		dictionary.find(
			({ formerData }) =>
				formerData?.ids?.includes(text) || formerData?.values?.some((each) => same(each, text)),
		)
	);
}

/**
 * "Other" says nothing of a product: where the category takes no own values, Allegro refuses it.
 * Source: allegro-api #8837
 */
function otherAlone(parameter: Parameter): Error {
	const { name, options, dictionary = [] } = parameter;
	const other = dictionary.find(({ id }) => id === options?.ambiguousValueId)?.value ?? 'other';
	return new Error(
		`${name}: Allegro does not take "${other}" for a product. Take one of: ${told(namesOf(parameter), 10)}`,
	);
}

/** The values to choose from, without the one that stands for all others. */
const namesOf = ({ options, dictionary = [] }: Parameter) =>
	dictionary.filter(({ id }) => id !== options?.ambiguousValueId).map(({ value }) => value);

function unknownValue(parameter: Parameter, value: string): Error {
	const { name } = parameter;
	const names = namesOf(parameter);
	return new Error(`${name} has no value "${value}". Take one of: ${told(names, 10)}`);
}

/** Some values of dictionaries go with some values of another parameter only. */
function checkDependencies(parameters: Parameter[], made: IDataObject[]): void {
	const chosen = new Map(made.map(({ id, valuesIds }) => [id as string, valuesIds as string[]]));
	for (const { id, name, options, dictionary = [] } of parameters) {
		const parentId = options?.dependsOnParameterId ?? '';
		const parent = parameters.find((each) => each.id === parentId);
		const above = chosen.get(parentId);
		if (!parent || !above) continue;
		for (const { id: valueId, value, dependsOnValueIds = [] } of dictionary) {
			if (!chosen.get(id)?.includes(valueId) || dependsOnValueIds.length === 0) continue;
			if (dependsOnValueIds.some((each) => above.includes(each))) continue;
			const fitting = (parent.dictionary ?? []).filter((each) =>
				dependsOnValueIds.includes(each.id),
			);
			throw new Error(
				`${name} "${value}" goes only with ${parent.name}: ${told(
					fitting.map((each) => each.value),
					10,
				)}`,
			);
		}
	}
}
