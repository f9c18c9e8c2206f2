import type {
	IDataObject,
	IExecutePaginationFunctions,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodePropertyRouting,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { inputError } from './errors';
import type { Takes } from './typing';
import { checkTexts, isNothing, takes, toId, typed, ValueError } from './typing';
import { at, isPlain, setAt } from './values';
import { shown } from './words';

/**
 * What an item's fields hold: which of them belong to it, and their values with the types that the fields
 * have. All that an operation sends or decides by comes from here, whichever of n8n's engines runs it.
 */

/** Converts what the user entered into what Allegro takes. Throws with a sentence for the user. */
export type Convert = (value: unknown, timezone: string) => unknown;

/** Stands for what the user entered in a field. */
export const VALUE = '={{ $value }}';

/** Where a routing keeps the converter of its field; n8n, which reads the routing too, does not see it. */
const CONVERT = Symbol('convert');
/** Where a field keeps that it must be filled in where it is shown; see `fieldsFor`. */
export const REQUIRED_WHERE_SHOWN = Symbol.for('n8n-nodes-allegro required where shown');

type Converting = INodePropertyRouting & { [CONVERT]?: Convert };
type Field = INodeProperties & { [REQUIRED_WHERE_SHOWN]?: boolean };

/** A routing whose field goes through a converter. */
export const converted = (
	routing: INodePropertyRouting,
	convert: Convert | undefined,
): INodePropertyRouting => Object.assign(routing, convert && { [CONVERT]: convert });

/** The parts of a request that fields fill. */
export interface Filled {
	query: IDataObject;
	headers: IDataObject;
	body: IDataObject;
}

/** What was filled in in a locator, and how, such as `url`. */
export interface Located {
	mode: string;
	value: string;
}

/** Fields that stay what the panel says: nothing else tells which fields there are. */
const FIXED = ['resource', 'operation'];

/** The fields of a resource's operation, by whether the panel could show them. */
function candidatesOf({ properties }: INodeTypeDescription, parameters: INodeParameters): Field[] {
	const fits = (rule: unknown, name: string) =>
		!Array.isArray(rule) || rule.includes(parameters[name]);
	return properties.filter(
		({ type, displayOptions: { show } = {} }) =>
			type !== 'hidden' && FIXED.every((name) => fits(show?.[name], name)),
	);
}

/** The candidates of a run: its items have them in common. */
const candidates = new WeakMap<INodeParameters, Field[]>();

/** An item's fields and their values. Values are worked out when they are asked for, once. */
export class Inputs {
	private readonly parameters: INodeParameters;
	private readonly fields: Field[];
	private readonly known = new Map<Field, unknown>();
	private readonly shown = new Map<Field, boolean>();

	constructor(
		private readonly context: IExecutePaginationFunctions,
		private readonly description: INodeTypeDescription,
	) {
		this.parameters = context.getNode().parameters;
		let fields = candidates.get(this.parameters);
		if (!fields) {
			fields = candidatesOf(description, this.parameters);
			candidates.set(this.parameters, fields);
		}
		this.fields = fields;
	}

	/**
	 * The value of a field by its name, with dots into collections.
	 *
	 * @param fallback what it is when the item has no such field, or nothing is filled in that has a value
	 * of its own, such as a number
	 */
	value(name: string, fallback?: unknown): unknown {
		const [first, ...rest] = name.split('.');
		const field = this.fields.find((each) => each.name === first && this.isShown(each));
		if (!field) return fallback;
		const value = this.of(field);
		const inner = rest.length > 0 ? at(value, rest.join('.')) : value;
		if (inner !== undefined) return inner;
		return rest.length === 0 && field.type === 'boolean' ? field.default : fallback;
	}

	/** Whether the operation has such a field, for this item. */
	has(name: string): boolean {
		return this.fields.some((field) => field.name === name && this.isShown(field));
	}

	/** A locator as it was filled in, with its mode; undefined when it has none, as with an expression for all of it. */
	locator(name: string): Located | undefined {
		if (at(this.parameters, name) === undefined) return undefined;
		const entered = this.context.getNodeParameter(name, '') as unknown;
		if (!isPlain(entered) || typeof entered.mode !== 'string') return undefined;
		return { mode: entered.mode, value: toId(entered.value, 'The address') };
	}

	/**
	 * The parts of the item's request, from the fields that are shown for it.
	 *
	 * @throws NodeOperationError for the item, when a field cannot be read or is missing
	 */
	fill(): Filled {
		const filled: Filled = { query: {}, headers: {}, body: {} };
		for (const field of this.fields) {
			if (FIXED.includes(field.name) || field.type === 'notice' || !this.isShown(field)) continue;
			// Also what steps read after the request: then it would be too late to refuse it.
			const value = this.of(field);
			if (reachesRequest(field)) this.put(filled, field, value);
		}
		return filled;
	}

	private isShown(field: Field): boolean {
		let shown = this.shown.get(field);
		if (shown === undefined) {
			shown = this.fits(field);
			this.shown.set(field, shown);
		}
		return shown;
	}

	/** As in the panel, but by what the deciding fields hold for this item. */
	private fits(field: Field, siblings?: IDataObject): boolean {
		const { show = {}, hide = {} } = field.displayOptions ?? {};
		const names = [...Object.keys(show), ...Object.keys(hide)];
		const deciding = names.filter((name) => !FIXED.includes(name) && !name.startsWith('@'));
		if (deciding.length === 0) return true;
		const root: IDataObject = {};
		for (const name of FIXED) root[name] = this.parameters[name] as string;
		for (const name of deciding) {
			if (siblings && !name.startsWith('/')) continue;
			const path = name.replace('/', '');
			setAt(root, path, this.value(path));
		}
		return NodeHelpers.displayParameter(
			(siblings ?? root) as INodeParameters,
			field,
			this.context.getNode(),
			this.description,
			root as INodeParameters,
		);
	}

	private of(field: Field): unknown {
		if (!this.known.has(field)) {
			try {
				this.known.set(field, this.read(field, field.name, at(this.parameters, field.name)));
			} catch (error) {
				throw this.worded(error);
			}
		}
		return this.known.get(field);
	}

	private worded(error: unknown): unknown {
		if (!(error instanceof ValueError)) return error;
		return inputError(
			this.context.getNode(),
			error.message,
			`${error.advice} Nothing was sent to Allegro.`,
			this.context.getItemIndex(),
		);
	}

	/**
	 * @param entered what stands at the place in the panel; undefined where nothing does
	 * @param canBeEmpty whether the panel has it only where the user added it
	 */
	private read(field: Field, place: string, entered: unknown, canBeEmpty = false): unknown {
		switch (field.type) {
			case 'collection':
			case 'fixedCollection': {
				const values =
					typeof entered === 'string'
						? given(field, this.context.getNodeParameter(place, ''))
						: field.type === 'collection'
							? this.collection(field, place, entered)
							: this.sections(field, place, entered);
				// Of a collection, others can take the place, such as the fields of a category.
				const isRows = field.type === 'fixedCollection';
				if (isRows && isRequired(field) && Object.keys(values).length === 0) throw missing(field);
				return values;
			}
			case 'resourceLocator':
				return checked(field, entered === undefined ? '' : this.leadsTo(field, place));
			default: {
				const value: unknown =
					entered === undefined ? field.default : this.context.getNodeParameter(place, '');
				if (!canBeEmpty && isNothing(value) && mustBeChosen(field)) throw missing(field);
				return checked(field, value);
			}
		}
	}

	/** What a locator leads to: of an address, the ID in it. */
	private leadsTo({ displayName, modes = [] }: Field, place: string): unknown {
		const value = this.context.getNodeParameter(place, '') as unknown;
		if (!isPlain(value) || !('mode' in value && 'value' in value)) return value;
		const rule = modes.find(({ name }) => name === value.mode)?.extractValue;
		if (rule?.type !== 'regex' || typeof value.value !== 'string') return value.value;
		if (value.value.trim() === '') return '';
		const [, id] = new RegExp(rule.regex as string).exec(value.value) ?? [];
		if (id !== undefined) return id;
		throw new ValueError(
			`"${displayName}" is not an address that leads to one: "${value.value.slice(0, 200)}"`,
			'Copy the address from the browser, or give the ID.',
		);
	}

	private collection(field: Field, place: string, entered: unknown): IDataObject {
		const values: IDataObject = {};
		for (const each of field.options as Field[]) {
			if (!Object.hasOwn(Object(entered), each.name)) continue;
			if (!this.fits(each, values)) continue;
			const inner = at(entered, each.name);
			if (each.type === 'fixedCollection' && isEmptyObject(inner)) throw addedEmpty(each);
			const value = this.read(each, `${place}.${each.name}`, inner, true);
			if (value !== undefined) values[each.name] = value as IDataObject;
		}
		return values;
	}

	private sections(field: Field, place: string, entered: unknown): IDataObject {
		const values: IDataObject = {};
		for (const section of field.options as INodePropertyCollection[]) {
			const { name } = section;
			const rows = at(entered, name);
			if (rows === undefined) continue;
			if (!Array.isArray(rows)) {
				values[name] = this.row(section, `${place}.${name}`, rows);
				continue;
			}
			if (isTornText(section, rows as IDataObject[])) throw torn(field, section);
			values[name] = rows.map((row, index) =>
				this.row(section, `${place}.${name}[${index}]`, row),
			) as IDataObject[];
		}
		return values;
	}

	private row({ values: fields }: INodePropertyCollection, place: string, entered: unknown) {
		const values: IDataObject = {};
		for (const each of fields as Field[]) {
			if (!this.fits(each, values)) continue;
			const raw = at(entered, each.name);
			const value = this.read(each, `${place}.${each.name}`, raw);
			values[each.name] = (value === undefined ? unfilled(each) : value) as IDataObject;
		}
		return values;
	}

	/** Puts a field's value where its routing says, and those of the fields in it. */
	private put(filled: Filled, field: Field, value: unknown): void {
		if (field.routing) this.apply(filled, field.routing, value, field);
		if (field.type === 'options') {
			const option = (field.options as INodePropertyOptions[] | undefined)?.find(
				(each) => each.value === value,
			);
			if (option?.routing) this.apply(filled, option.routing, undefined, field);
		} else if (field.type === 'collection') {
			for (const each of field.options as Field[]) {
				if (Object.hasOwn(Object(value), each.name)) this.put(filled, each, at(value, each.name));
			}
		} else if (field.type === 'fixedCollection') {
			for (const { name, values } of field.options as INodePropertyCollection[]) {
				for (const row of [at(value, name) ?? []].flat() as IDataObject[]) {
					for (const each of values) {
						if (Object.hasOwn(row, each.name)) this.put(filled, each, row[each.name]);
					}
				}
			}
		}
	}

	private apply(filled: Filled, routing: Converting, entered: unknown, field: Field): void {
		const { request, send } = routing;
		const headers = Object.entries(request?.headers ?? {});
		const convert = (value: unknown, name: string) => {
			if (isNothing(value)) return undefined;
			try {
				if (!routing[CONVERT]) return value;
				const made = routing[CONVERT](value, this.context.getTimezone());
				checkTexts(made, `"${field.displayName}"`);
				return made;
			} catch (error) {
				throw this.worded(
					new ValueError(
						named((error as Error).message, field, entered),
						error instanceof ValueError ? error.advice : `This is for Allegro's field "${name}".`,
					),
				);
			}
		};
		for (const [name, fixed] of headers) {
			const value = convert(fixed === VALUE ? entered : fixed, name);
			if (value !== undefined) filled.headers[name] = value as string;
		}
		if (send?.property === undefined) return;
		const value = convert(send.value ?? entered, send.property);
		if (value === undefined) return;
		if (send.type === 'query') filled.query[send.property] = value as IDataObject[string];
		else setAt(filled.body, send.property, value);
	}
}

/** Whether a field, or one in it, has a part in the request. */
function reachesRequest(field: Field): boolean {
	const inner = (field.options ?? []) as Array<Partial<Field & INodePropertyCollection>>;
	return (
		field.routing !== undefined ||
		inner.some(
			(each) =>
				each.routing !== undefined ||
				(each.values ?? []).some((value) => reachesRequest(value)) ||
				(each.type !== undefined && reachesRequest(each as Field)),
		)
	);
}

const isRequired = (field: Field) => field.required ?? field[REQUIRED_WHERE_SHOWN] ?? false;

/**
 * The error of a converter, with the name of its field in the panel. Of a collection, which is converted as
 * a whole, it is the field whose value the error repeats.
 */
function named(message: string, field: Field, entered: unknown): string {
	const names = [
		field.displayName,
		...valuesIn(field, entered)
			.filter(([, value]) => !isNothing(value) && message.includes(`"${shown(value)}"`))
			.map(([{ displayName }]) => displayName),
	];
	const labels = [...new Set(names)].slice(0, 2).map((name) => `"${name}"`);
	const missing = labels.filter((label) => !message.startsWith(label));
	return missing.length > 0 ? `${missing.join(', ')}: ${message}` : message;
}

/** The fields in a collection that are filled in, with their values. */
function valuesIn(field: Field, value: unknown): Array<[Field, unknown]> {
	if (field.type === 'collection') {
		return (field.options as Field[]).flatMap((each) => leavesIn(each, at(value, each.name)));
	}
	if (field.type !== 'fixedCollection') return [];
	return (field.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
		[at(value, name) ?? []]
			.flat()
			.flatMap((row) => values.flatMap((each) => leavesIn(each, at(row, each.name)))),
	);
}

const leavesIn = (field: Field, value: unknown): Array<[Field, unknown]> =>
	['collection', 'fixedCollection'].includes(field.type)
		? valuesIn(field, value)
		: [[field, value]];

/** What the field's converter takes; what has none is text, or the operation's steps would say so (`asList`). */
function takenBy({ routing }: Field): Takes {
	const convert = (routing as Converting | undefined)?.[CONVERT];
	return convert ? takes(convert) : 'text';
}

/** A field's value in its type. @throws ValueError when it has none, and must */
function checked(field: Field, value: unknown): unknown {
	const hasConverter = (field.routing as Converting | undefined)?.[CONVERT] !== undefined;
	const made = typed(value, field, takenBy(field), hasConverter);
	const isEmpty = isNothing(made) || (Array.isArray(made) && made.length === 0);
	if (isEmpty && isRequired(field)) throw missing(field);
	return made;
}

/** Whether a select has no choice for "none": the panel always has one of the others. */
function mustBeChosen({ type, options = [], default: usual }: Field): boolean {
	if (type !== 'options' || options.length === 0 || usual === '') return false;
	return !(options as INodePropertyOptions[]).some(({ value }) => value === '');
}

/** What must be filled in is not, in n8n's words. */
const missing = ({ type, displayName }: Field) =>
	type === 'resourceLocator'
		? new ValueError('An ID is missing', `"${displayName}" needs one, and this item gives none.`)
		: new ValueError(
				`Parameter "${displayName}" is required`,
				'It is empty for this item: look at what its expression gives.',
			);

/** What a field of a row holds when an expression gives it nothing: a switch stays as the panel has it. */
const unfilled = (field: Field): unknown =>
	field.type === 'boolean' ? field.default : field.type === 'number' ? undefined : '';

/**
 * What an expression gives in place of a whole collection, as if it had been filled in.
 *
 * @throws ValueError when it has another shape, or fields that the collection has not: a part of it must
 * not be sent for the whole
 */
function given(field: Field, value: unknown): IDataObject {
	const label = `"${field.displayName}"`;
	const whole = parsed(value, label);
	if (isNothing(whole)) return {};
	if (field.type === 'collection') {
		return fieldsGiven(field.options as Field[], whole, label, false);
	}
	const sections = field.options as INodePropertyCollection[];
	const [only] = sections;
	const names = sections.map(({ name }) => name);
	const bySection =
		isPlain(whole) && Object.keys(whole).every((name) => names.includes(name))
			? whole
			: sections.length === 1
				? { [only.name]: whole }
				: undefined;
	if (!isPlain(bySection)) throw shapeless(label, whole, names);
	const many = field.typeOptions?.multipleValues === true;
	const values: IDataObject = {};
	for (const { name, values: fields } of sections) {
		const rows = bySection[name] as unknown;
		if (isNothing(rows)) continue;
		if (!many && Array.isArray(rows) && rows.length > 1) throw shapeless(label, whole, names);
		const made = [rows].flat().map((row) => fieldsGiven(fields, row, label, true));
		values[name] = many ? made : made[0];
	}
	return values;
}

function parsed(value: unknown, label: string): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value === '' ? undefined : value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw shapeless(label, value, []);
	}
}

function fieldsGiven(
	fields: Field[],
	row: unknown,
	label: string,
	withDefaults: boolean,
): IDataObject {
	const names = fields.map(({ name }) => name);
	if (!isPlain(row) || !Object.keys(row).every((name) => names.includes(name))) {
		throw shapeless(label, row, names);
	}
	const values: IDataObject = {};
	for (const field of fields) {
		const isGiven = Object.hasOwn(row, field.name);
		if (!isGiven && !withDefaults) continue;
		const entered = isGiven ? row[field.name] : field.default;
		const isNested = ['collection', 'fixedCollection'].includes(field.type);
		const value = isNested ? given(field, entered) : checked(field, located(entered));
		const made = value === undefined && withDefaults ? unfilled(field) : value;
		if (made !== undefined) values[field.name] = made as IDataObject;
	}
	return values;
}

/** What a locator holds, where a row was copied from a panel. */
const located = (value: unknown): unknown =>
	isPlain(value) && value.__rl === true ? value.value : value;

const shapeless = (label: string, value: unknown, names: string[]) =>
	new ValueError(
		`${label} cannot be taken from what its expression gives`,
		`It gives ${JSON.stringify(value)?.slice(0, 200)}${names.length ? `, and what belongs there is: ${names.join(', ')}` : ''}. Fill in its fields one by one, or use Additional JSON.`,
	);

/** The fewest characters of an expression, of which n8n makes a row each. */
const FEWEST = 8;

/**
 * Whether rows are what n8n makes of an expression that stands in their place: a row of defaults for each
 * of its characters. Source: getNodeParameters in n8n-workflow.
 */
function isTornText({ values }: INodePropertyCollection, rows: IDataObject[]): boolean {
	if (rows.length < FEWEST) return false;
	const first = JSON.stringify(rows[0]);
	return (
		rows.every((row) => JSON.stringify(row) === first) &&
		values.every(
			({ name, default: usual }) =>
				rows[0][name] === undefined || JSON.stringify(rows[0][name]) === JSON.stringify(usual),
		)
	);
}

const isEmptyObject = (value: unknown) => isPlain(value) && Object.keys(value).length === 0;

/** n8n makes the same of an expression that stands in place of all of it. */
const addedEmpty = ({ displayName }: Field) =>
	new ValueError(
		`"${displayName}" was added, and nothing is filled in there`,
		'Fill it in, or remove it. An expression in place of all of it is lost in n8n: give one for the whole collection around it, or fill in the fields one by one.',
	);

const torn = ({ displayName }: Field, { displayName: section }: INodePropertyCollection) =>
	new ValueError(
		`The rows of "${displayName}" cannot come from an expression in place of "${section}"`,
		'n8n tears it into characters. Give the expression for the whole of the field, fill in the rows one by one, or use Additional JSON.',
	);
