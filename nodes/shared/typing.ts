import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { toCount, toDecimal } from './numbers';
import { isPlain } from './values';
import { bounded, shown } from './words';

/**
 * What stands in a field, as the type that Allegro's reference gives it. The panel makes sure of the type
 * itself; an expression can make anything of a field: Sheets give numbers for texts, models and web hooks
 * texts for everything. What can be read in one way is read so, and everything else is refused by the name
 * of its field. See docs/decisions/0020-values-typed-in-one-place.md.
 */

/** A value that its field cannot take: what is wrong in words for the user, and what to do about it. */
export class ValueError extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** What a converter takes: a text, a list, or (unless it says otherwise) all that an expression can give. */
export type Takes = 'text' | 'list' | 'anything';

const takenBy = new WeakMap<object, Takes>();

/** Says of a converter what it takes. */
export function taking<C extends object>(takes: Takes, convert: C): C {
	takenBy.set(convert, takes);
	return convert;
}

/** What a converter takes. */
export const takes = (convert: object): Takes => takenBy.get(convert) ?? 'anything';

/** Whether a value says that nothing is filled in. */
export const isNothing = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || value === '';

/** What expressions leave in a text when they find nothing: no name or ID is spelled so. */
const NOT_FOUND = /^\s*(undefined|null|NaN|Infinity|Invalid DateTime|Invalid Date)\s*$/;
const OBJECT = /\[object \w+\]/;
/** Beyond, a number in JavaScript has lost digits. */
const LOST = 'Make it a text in the node before, so that no digit is lost.';
const YES = ['true', '1', 'yes', 'tak', 'prawda', 'on'];
const NO = ['false', '0', 'no', 'nie', 'fałsz', 'falsz', 'off'];

/** What the value is called in an error: the field as the panel shows it. */
const quoted = (value: unknown) => `"${bounded(shown(value), 100)}"`;

/**
 * A text, from a text, a number or a switch; '' for nothing. Blanks around it go unless it is one of many
 * lines, where they are the user's.
 *
 * @throws ValueError for objects and lists, for what a failed expression leaves, and for numbers that have
 * lost digits.
 */
export function toText(value: unknown, label: string, { keepBlanks = false } = {}): string {
	if (isNothing(value)) return '';
	if (typeof value === 'number') {
		const text = String(value);
		if (!Number.isFinite(value) || NOT_FOUND.test(text)) throw notFound(label, value);
		if (/e/.test(text) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
			throw new ValueError(`${label} is a number that has lost digits: ${text}`, LOST);
		}
		return text;
	}
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	// Luxon's moments and JavaScript's say in text what they are.
	if (value instanceof Date) return value.toISOString();
	if (typeof value !== 'string') {
		throw new ValueError(
			`${label} takes a text, not ${Array.isArray(value) ? 'a list' : 'an object'}: ${quoted(value)}`,
			'Name the part of it that is meant, such as {{ $json.offer.id }}.',
		);
	}
	if (NOT_FOUND.test(value) || OBJECT.test(value)) throw notFound(label, value);
	return keepBlanks ? value : value.trim();
}

const notFound = (label: string, value: unknown) =>
	new ValueError(
		`${label} holds ${quoted(typeof value === 'number' ? String(value) : value)}, which is no value`,
		'An expression has found nothing there, or an object: look at what it gives for this item.',
	);

/**
 * An ID: a text; of an object that has one, its `id`; of a list with one entry, that.
 *
 * @throws ValueError as `toText`.
 */
export function toId(value: unknown, label: string): string {
	const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	const id = isPlain(one) ? (one as IDataObject).id : one;
	if (isPlain(one) && (isNothing(id) || typeof id === 'object')) {
		throw new ValueError(
			`${label} takes an ID, not an object: ${quoted(value)}`,
			'Name the ID in it, such as {{ $json.offer.id }}.',
		);
	}
	return toText(id, label);
}

/**
 * A number, also from text such as " 5 " or "12,5"; undefined for nothing.
 *
 * @param rules of the panel: least and most, and how many decimals
 * @throws ValueError for what is no number, can be read in two ways ("1,500"), or breaks a rule.
 */
export function toNumber(
	value: unknown,
	label: string,
	rules: INodeProperties['typeOptions'] = {},
): number | undefined {
	const given = trimmed(value);
	if (isNothing(given)) return undefined;
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = rules;
	const number = read(given, label, numberPrecision === 0);
	if (number < minValue || number > maxValue) {
		const bounds = [
			minValue > -Infinity ? `at least ${minValue}` : '',
			maxValue < Infinity ? `at most ${maxValue}` : '',
		];
		throw new ValueError(
			`${label} takes ${bounds.filter(Boolean).join(' and ')}, not ${number}`,
			'Correct the number.',
		);
	}
	return number;
}

function read(value: unknown, name: string, whole: boolean): number {
	try {
		if (whole) return toCount(value, { name, what: 'a whole number', use: 'one like 12' });
		return Number(toDecimal(value, { name, what: 'a number', use: 'one like 12.5' }));
	} catch (error) {
		return unreadable(error as Error);
	}
}

function unreadable({ message }: Error): never {
	throw new ValueError(message, 'Look at what the expression gives.');
}

/**
 * A switch, also from a text or number that says yes or no; undefined for nothing.
 *
 * @throws ValueError for everything else: a text that is not understood must not switch anything on.
 */
export function toSwitch(value: unknown, label: string): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = ['string', 'number'].includes(typeof value) ? String(value).trim() : value;
	if (isNothing(text)) return undefined;
	if (typeof text === 'string') {
		if (YES.includes(text.toLowerCase())) return true;
		if (NO.includes(text.toLowerCase())) return false;
	}
	throw new ValueError(`${label} takes true or false, not ${quoted(value)}`, 'Use true or false.');
}

/**
 * The last look at what a converter has made.
 *
 * @throws ValueError when an object has become a text in it, or a number is none
 */
export function checkTexts(made: unknown, label: string): void {
	if (typeof made === 'number' && !Number.isFinite(made)) throw notFound(label, made);
	if (typeof made === 'string' && OBJECT.test(made)) throw notFound(label, made);
	if (typeof made !== 'object' || made === null || Buffer.isBuffer(made)) return;
	for (const [name, part] of Object.entries(made)) {
		checkTexts(name, label);
		checkTexts(part, label);
	}
}

/** The entries of a list, of a list in JSON, or of text with commas between them. */
function entriesOf(value: unknown, label: string): unknown[] {
	if (isNothing(value)) return [];
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	if (!/^\s*\[/.test(value)) return value.split(/[,;\n]/);
	const list = listInJson(value);
	if (list) return list;
	throw new ValueError(
		`${label} begins like a list in JSON, and cannot be read: ${quoted(value)}`,
		'Check brackets, quotes and commas.',
	);
}

function listInJson(text: string): unknown[] | undefined {
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The texts of a multiple choice, also from text such as "A, B" or '["A", "B"]'.
 *
 * @throws ValueError when one of them is no text.
 */
export function toTexts(value: unknown, label: string): string[] {
	return entriesOf(value, label)
		.map((entry) => toId(entry, label))
		.filter((text) => text !== '');
}

/** Whether it is a list, or one in JSON; any other text is the converter's to split. */
const isList = (value: unknown) =>
	Array.isArray(value) || (typeof value === 'string' && /^\s*\[\s*["\d[{]/.test(value));

/** A list for a converter that takes one, of texts or (with objects) of whatever it takes. */
function toList(value: unknown, label: string, withObjects: boolean): unknown[] {
	const entries = entriesOf(value, label);
	// Among others an empty entry holds a place, such as a cell of a table.
	const kept = entries.map((entry) => {
		if (isNothing(entry)) return '';
		return withObjects && typeof entry === 'object' ? entry : toId(entry, label);
	});
	return kept.some((entry) => entry !== '') ? kept : [];
}

/** A moment for a converter to read, or ''. What a failed expression leaves is told here, as everywhere. */
function toMoment(value: unknown, label: string): unknown {
	const given = trimmed(value) ?? '';
	const isNone =
		typeof given === 'number' ? !Number.isFinite(given) : NOT_FOUND.test(String(given));
	if (isNone) throw notFound(label, given);
	return given;
}

/** JSON, or a text with it, or ''. @throws ValueError when the text cannot be read as JSON */
function toJson(value: unknown, label: string): unknown {
	const given = trimmed(value) ?? '';
	if (typeof given !== 'string' || given === '' || isJson(given)) return given;
	throw new ValueError(`${label}: the JSON cannot be read`, 'Check brackets, quotes and commas.');
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

const wholeOnly = ({ typeOptions }: INodeProperties) => ({
	numberPrecision: typeOptions?.numberPrecision,
});

const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);

/**
 * Lists to which Allegro adds as it comes to new countries (marketplaces, currencies, languages, countries),
 * and periods, which can be spelled in more than one way: what is not in ours is Allegro's to judge.
 */
const GROWING =
	/^(allegro(-[a-z]+)*-[a-z]{2}|[A-Z]{3}|[a-z]{2}-[A-Z]{2}|[A-Z]{2}|P[T\d]+[A-Z]\d*[A-Z]?)$/;

/**
 * A choice as the list of its field spells it.
 *
 * @throws ValueError when it is none of a fixed list. A filter's list is not fixed: Allegro names what it
 * does not know, and a new value must be found before this package has it.
 */
function listed(choice: string, field: INodeProperties, label: string): string {
	const { options = [], typeOptions, routing } = field;
	if (typeOptions?.loadOptionsMethod || choice === '') return choice;
	const known = (options as INodePropertyOptions[]).map(({ value }) => String(value));
	if (known.includes(choice)) return choice;
	const alike = known.filter((value) => value.toLowerCase() === choice.toLowerCase());
	if (alike.length === 1) return alike[0];
	if (routing?.send?.type === 'query' || known.length === 0) return choice;
	if (known.every((value) => GROWING.test(value))) return choice;
	throw new ValueError(
		`${label} has no choice "${bounded(choice, 100)}"`,
		`Use one of: ${known.filter(Boolean).join(', ')}.`,
	);
}

/** The one choice of a field, or a list where its converter takes one. */
function toChoice(value: unknown, field: INodeProperties, label: string, many: boolean): unknown {
	if (Array.isArray(value) && many) {
		return toTexts(value, label).map((choice) => listed(choice, field, label));
	}
	const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	return listed(toText(one, label), field, label);
}

/**
 * The value of a field without fields of its own, as its type has it; '' or undefined when nothing is
 * filled in.
 *
 * @param value what the panel or an expression gives; of a locator, what it leads to
 * @param takes what the field's converter takes, or anything when the operation's own steps read it
 * @throws ValueError with the field's name when it cannot be read, or can be in two ways
 */
export function typed(
	value: unknown,
	field: INodeProperties,
	takes: Takes,
	hasConverter = false,
): unknown {
	const label = `"${field.displayName}"`;
	switch (field.type) {
		case 'boolean':
			return toSwitch(value, label);
		case 'number':
			// A converter has its own ways to read a number, and its own words.
			if (hasConverter && ['string', 'number'].includes(typeof value)) return trimmed(value);
			// What is not sent as it is, the operation's steps hold to bounds of their own.
			return toNumber(value, label, field.routing ? field.typeOptions : wholeOnly(field));
		case 'options':
			return toChoice(value, field, label, hasConverter && takes === 'list');
		case 'multiOptions':
			return toTexts(value, label).map((choice) => listed(choice, field, label));
		case 'resourceLocator':
			return toId(value, label);
		case 'dateTime':
			return toMoment(value, label);
		case 'json':
			if (!field.routing) return trimmed(value) ?? '';
			// A converter that takes text makes something of what does not even begin like JSON.
			return takes === 'text' && typeof value === 'string' && !/^\s*[[{]/.test(value)
				? toText(value, label, { keepBlanks: true })
				: toJson(value, label);
		case 'string':
			if (takes === 'anything' && typeof value === 'object') return value ?? '';
			if (takes !== 'text' && isList(value)) return toList(value, label, takes === 'anything');
			return toText(value, label, { keepBlanks: field.typeOptions?.rows !== undefined });
		default:
			return value;
	}
}
