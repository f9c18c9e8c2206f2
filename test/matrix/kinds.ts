import { DateTime } from 'luxon';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Place } from './places';

/**
 * What expressions give where a field wants a value of its type: rows of sheets, answers of web hooks and
 * models, parts of other nodes' items. `same` is what it means; what has no meaning is refused.
 */
export interface Kind {
	name: string;
	value: unknown;
	/** Gives the same request as this. */
	same?: unknown;
	/** Is an error that names the field. */
	refused?: true;
}

/** What failed expressions leave, and what no field of one value can take. */
const NO_VALUES: Kind[] = [
	...['undefined', 'null', 'NaN', '[object Object]', 'Invalid DateTime'].map((value) => ({
		name: `the text ${value}`,
		value,
		refused: true as const,
	})),
	{ name: 'NaN', value: NaN, refused: true },
	{ name: 'Infinity', value: Infinity, refused: true },
];

const NOTHING: Kind[] = [
	{ name: 'null', value: null, same: '' },
	{ name: 'undefined', value: undefined, same: '' },
];

const OBJECT: Kind = { name: 'an object', value: { name: 'x', nested: { a: 1 } }, refused: true };
const LISTS: Kind[] = [
	{ name: 'a list of objects', value: [{ name: 'x' }, { name: 'y' }], refused: true },
];
const LOST: Kind[] = [
	{ name: 'a number that lost digits', value: 2 ** 53 * 100, refused: true },
	{ name: 'a number with an exponent', value: 6.209996822138031e23, refused: true },
];

/** @param right what the field holds in a panel that is filled in well */
export function kindsOf({ field, within }: Place, right: unknown): Kind[] {
	switch (field.type) {
		case 'boolean':
			return switches();
		case 'number':
			return numbers(Number(right));
		case 'options':
			return choices(field, right);
		case 'multiOptions':
			return multiple(right as string[]);
		case 'dateTime':
			return DATES;
		case 'json':
			return jsons(right);
		case 'resourceLocator':
			return ids(String((right as { value: unknown }).value));
		case 'string':
			return texts(field, String(right));
		case 'collection':
		case 'fixedCollection':
			return within
				? wholeWithin(within)
				: [
						{ name: 'all of it', value: right, same: right },
						{ name: 'all of it as JSON', value: JSON.stringify(right), same: right },
						{ name: 'null', value: null, same: {} },
						{ name: 'undefined', value: undefined, same: {} },
						{ name: 'an empty text', value: '', same: {} },
						{ name: 'a text', value: 'abc', refused: true },
						{ name: 'a number', value: 7, refused: true },
						{ name: 'other fields', value: { somethingElse: 1 }, refused: true },
						{ name: 'the text [object Object]', value: '[object Object]', refused: true },
					];
		default:
			return [];
	}
}

/**
 * n8n makes an empty collection of an expression in place of a whole one. In a row, it cannot be told from
 * one that nobody has filled in.
 */
const wholeWithin = (around: Place['within']): Kind[] =>
	around === 'collection' ? [{ name: 'an expression', value: {}, refused: true }] : [];

function switches(): Kind[] {
	const says = (value: unknown, same: boolean) => ({ name: JSON.stringify(value), value, same });
	return [
		...['true', 'TRUE', ' true ', 1, '1', 'yes', 'tak'].map((value) => says(value, true)),
		...['false', 'False', 'false\n', 0, '0', 'no', 'nie'].map((value) => says(value, false)),
		{ name: 'null', value: null, same: undefined },
		{ name: 'an empty text', value: '', same: undefined },
		...['perhaps', 2, {}, ['x', 'y']].map((value) => ({
			name: JSON.stringify(value),
			value,
			refused: true as const,
		})),
		...NO_VALUES,
	];
}

function numbers(right: number): Kind[] {
	return [
		{ name: 'as text', value: String(right), same: right },
		{ name: 'with blanks', value: ` ${right}\n`, same: right },
		{ name: 'with a comma', value: '12,5', same: 12.5 },
		...NOTHING,
		OBJECT,
		{ name: 'a list', value: [1, 2], refused: true },
		{ name: 'true', value: true, refused: true },
		{ name: 'a word', value: 'abc', refused: true },
		{ name: 'two readings', value: '1,500', refused: true },
		...NO_VALUES,
	];
}

function texts(field: INodeProperties, right: string): Kind[] {
	const isLong = field.typeOptions?.rows !== undefined;
	return [
		...(isLong ? [] : [{ name: 'with blanks', value: ` ${right}\n`, same: right }]),
		...(String(Number(right)) === right
			? [{ name: 'as a number', value: Number(right), same: right }]
			: [{ name: 'a number', value: 620000000001, same: '620000000001' }]),
		{ name: 'zero', value: 0, same: '0' },
		{ name: 'true', value: true, same: 'true' },
		...NOTHING,
		OBJECT,
		...LISTS,
		...LOST,
		...NO_VALUES,
	];
}

function ids(right: string): Kind[] {
	return [
		{ name: 'with blanks', value: ` ${right}\n`, same: right },
		{ name: 'a number', value: 7600012345, same: '7600012345' },
		{ name: 'an object with it', value: { id: right, name: 'x' }, same: right },
		{ name: 'a list with it', value: [right], same: right },
		...NOTHING,
		OBJECT,
		{ name: 'a list of two', value: [right, right], refused: true },
		...LISTS,
		...LOST,
		...NO_VALUES,
	];
}

function choices({ options = [] }: INodeProperties, right: unknown): Kind[] {
	const values = (options as INodePropertyOptions[]).map(({ value }) => value);
	const isText = typeof right === 'string' && right !== '';
	const alike = values.filter(
		(value) => String(value).toLowerCase() === String(right).toLowerCase(),
	);
	return [
		...(isText ? [{ name: 'with blanks', value: ` ${right}\n`, same: right }] : []),
		...(isText && alike.length === 1
			? [{ name: 'in lower case', value: right.toLowerCase(), same: right }]
			: []),
		{ name: 'a list with it', value: [right], same: right },
		...NOTHING,
		OBJECT,
		{ name: 'a list of two', value: ['a', 'b'], refused: true },
		...NO_VALUES,
	];
}

function multiple(right: string[]): Kind[] {
	return [
		{ name: 'with commas', value: right.join(','), same: right },
		{ name: 'with commas and blanks', value: `${right.join(', ')} `, same: right },
		{ name: 'as JSON', value: JSON.stringify(right), same: right },
		{ name: 'one text', value: right[0], same: [right[0]] },
		{ name: 'blanks in the list', value: right.map((one) => ` ${one} `), same: right },
		{ name: 'null', value: null, same: [] },
		{ name: 'undefined', value: undefined, same: [] },
		{ name: 'an empty text', value: '', same: [] },
		OBJECT,
		...LISTS,
		...NO_VALUES.filter(({ name }) => name !== 'Infinity'),
	];
}

const MOMENT = '2026-01-31T12:00:00.000Z';
const DATES: Kind[] = [
	{ name: 'with its zone', value: '2026-01-31T13:00:00+01:00', same: MOMENT },
	{ name: 'local', value: '2026-01-31T13:00:00', same: MOMENT },
	{ name: 'with blanks', value: ` ${MOMENT}\n`, same: MOMENT },
	{ name: 'of Luxon', value: DateTime.fromISO(MOMENT), same: MOMENT },
	{ name: 'a Date', value: new Date(MOMENT), same: MOMENT },
	{ name: 'milliseconds', value: Date.parse(MOMENT), same: MOMENT },
	{ name: 'milliseconds as text', value: String(Date.parse(MOMENT)), same: MOMENT },
	...NOTHING,
	{ name: 'seconds', value: 1769860800, refused: true },
	{ name: 'a Polish date', value: '31.01.2026', refused: true },
	{ name: 'an invalid Date', value: new Date(NaN), refused: true },
	{ name: 'true', value: true, refused: true },
	OBJECT,
	...LISTS,
	...NO_VALUES,
];

function jsons(right: unknown): Kind[] {
	const text = String(right || '{}');
	return [
		{ name: 'as it is', value: JSON.parse(text), same: text },
		{ name: 'with blanks', value: ` ${text}\n`, same: text },
		...NOTHING,
		{ name: 'broken', value: '{"a": ', refused: true },
		{ name: 'the text undefined', value: 'undefined', refused: true },
		{ name: 'the text [object Object]', value: '[object Object]', refused: true },
	];
}
