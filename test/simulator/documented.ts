import { resolve, type Schema } from '../contract/document';
import { operationFacts, readExtract } from '../contract/extract';
import { isJson } from '../contract/media';
import { hasFreeNames } from '../contract/prepare';
import type { ErrorEntry } from './errors';
import { ApiError } from './errors';
import type { Call } from './router';

/** What a schema says of a single value, beside the parts that contract/document.ts names. */
interface Facts extends Schema {
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	minItems?: number;
	maxItems?: number;
}

/** Faults that a program of Allegro's cannot even read (400), and those that it refuses (422). */
type Fault = ErrorEntry & { isUnreadable: boolean };

const DATE = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Formats that are checked; the others of the document are names for people. */
const FORMATS: Record<string, RegExp> = {
	date: DATE,
	'date-time': MOMENT,
	uuid: UUID,
	UUID,
	'BCP-47 language code': /^[a-z]{2}-[A-Z]{2}$/,
	'ISO 4217': /^[A-Z]{3}$/,
};

/**
 * Refuses what Allegro's document does not have: wrong JSON types, values outside an enum, wrong formats, what
 * is missing, too long, too much. Says so as Allegro does: what cannot be read is a 400 with the field in
 * `path` (allegro-api #12696, #8109), what breaks a rule a 422.
 *
 * @param key the endpoint; one that the document does not have (any more) is let pass.
 * @throws ApiError with all that is wrong
 */
export function requireDocumented(key: string, call: Call): void {
	const facts = factsOf(key);
	if (!facts) return;
	const faults = facts.parameters
		.filter((one) => one.in === 'query' && !hasFreeNames(one))
		.flatMap(({ name, required, schema }) => {
			const values = call.query.getAll(name);
			if (values.length === 0) return required ? [lacking(name)] : [];
			const item = schema.type === 'array' ? of(schema.items ?? {}) : schema;
			return values.flatMap((value) => check(item, readAs(item, value), name));
		});
	const hasJson = call.body.length > 0 && isJson(call.headers['content-type'] ?? '');
	if (facts.body && hasJson) faults.push(...check(facts.body, call.data, ''));
	if (faults.length === 0) return;
	const unreadable = faults.filter(({ isUnreadable }) => isUnreadable);
	const told = unreadable.length > 0 ? unreadable : faults;
	const [fit, other] = unreadable.length > 0 ? [400, 422] : [422, 400];
	// Some operations have only one of them.
	const isOther = !facts.statuses.includes(`${fit}`) && facts.statuses.includes(`${other}`);
	throw new ApiError(
		isOther ? other : fit,
		told.map(({ isUnreadable: _, ...entry }) => entry),
	);
}

type Documented = ReturnType<typeof operationFacts> & { statuses: string[] };

const known = new Map<string, Documented | undefined>();

function factsOf(key: string): Documented | undefined {
	if (!known.has(key)) {
		const [method, path] = key.split(' ');
		const isThere = readExtract().paths[path]?.[method.toLowerCase()];
		known.set(key, isThere && { ...operationFacts(key), statuses: Object.keys(isThere.responses) });
	}
	return known.get(key);
}

const of = (schema: Schema): Facts => resolve<Schema>(readExtract(), schema);

/** Faults of a value, each with its path as Allegro writes it: `productSet[0].product.id`. */
function check(given: Schema, value: unknown, path: string): Fault[] {
	const schema = of(given);
	if (value === null) return allowsNull(schema) ? [] : [unreadable(path, 'must not be null')];
	const variant = variantOf(schema, value, path);
	const own = [
		...ofType(schema, value, path),
		...(schema.allOf ?? []).flatMap((part) => check(withoutVariants(part), value, path)),
		...(variant?.faults ?? []),
	];
	if (own.length > 0 || variant) return own;
	const either = schema.oneOf ?? schema.anyOf;
	if (!either) return [];
	const all = either.map((one) => check(one, value, path));
	return all.some((faults) => faults.length === 0) ? [] : all[0];
}

/** A variant includes its base, whose discriminator leads back to the variant. */
const withoutVariants = (part: Schema): Schema => ({ ...of(part), discriminator: undefined });

function variantOf({ discriminator }: Schema, value: unknown, path: string) {
	if (!discriminator || typeof value !== 'object' || Array.isArray(value)) return undefined;
	const { propertyName, mapping } = discriminator;
	const named = (value as Record<string, unknown>)[propertyName];
	const at = inside(path, propertyName);
	if (named === undefined) return { faults: [lacking(at)] };
	const ref = typeof named === 'string' ? mapping[named] : undefined;
	const choices = Object.keys(mapping).join(', ');
	if (!ref) return { faults: [unreadable(at, `must be one of ${choices}`)] };
	return { faults: check({ $ref: ref }, value, path) };
}

function ofType(schema: Facts, value: unknown, path: string): Fault[] {
	const { enum: choices, format = '', pattern } = schema;
	const type = schema.type ?? (schema.properties ? 'object' : undefined);
	if (type && !isOf(type, value)) return [unreadable(path, `must be of the type ${type}`)];
	if (choices && !choices.includes(value)) {
		return [unreadable(path, `must be one of ${choices.join(', ')}`)];
	}
	if (typeof value === 'string') {
		if (FORMATS[format] && !FORMATS[format].test(value)) {
			return [unreadable(path, `must have the format ${format}`)];
		}
		return [
			...bounds(path, value.length, schema.minLength, schema.maxLength, 'characters'),
			...(pattern && !new RegExp(pattern).test(value)
				? [wrong(path, `must match ${pattern}`)]
				: []),
		];
	}
	if (typeof value === 'number') return bounds(path, value, schema.minimum, schema.maximum, '');
	if (Array.isArray(value)) {
		return [
			...bounds(path, value.length, schema.minItems, schema.maxItems, 'entries'),
			...value.flatMap((item, index) => check(schema.items ?? {}, item, `${path}[${index}]`)),
		];
	}
	return typeof value === 'object' ? ofObject(schema, value as Record<string, unknown>, path) : [];
}

function ofObject(schema: Facts, value: Record<string, unknown>, path: string): Fault[] {
	const { properties = {}, required = [], additionalProperties } = schema;
	// Two schemas require what they do not have, and one what it declares deprecated: see contract/prepare.ts.
	const missing = required.filter(
		(name) => properties[name] && !of(properties[name]).deprecated && value[name] === undefined,
	);
	const faults = Object.entries(value).flatMap(([name, part]) => {
		const known = properties[name] ?? additionalProperties;
		return typeof known === 'object' ? check(known, part, inside(path, name)) : [];
	});
	return [...missing.map((name) => lacking(inside(path, name))), ...faults];
}

function isOf(type: string, value: unknown): boolean {
	switch (type) {
		case 'integer':
			return Number.isInteger(value);
		case 'array':
			return Array.isArray(value);
		case 'object':
			return typeof value === 'object' && !Array.isArray(value);
		default:
			return typeof value === type;
	}
}

/** A query has texts only: what they stand for. */
function readAs({ type }: Schema, text: string): unknown {
	if (type === 'integer' || type === 'number') return text.trim() === '' ? text : Number(text);
	if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
	// Lists of keys in one value, by their description.
	return type === 'object' ? {} : text;
}

function allowsNull(schema: Schema): boolean {
	const parts = schema.allOf ?? [];
	const saysNothing = !(schema.type ?? schema.properties ?? schema.oneOf ?? schema.anyOf);
	return (
		schema.nullable ?? (parts.length > 0 ? parts.some((part) => allowsNull(of(part))) : saysNothing)
	);
}

function bounds(path: string, size: number, least = -Infinity, most = Infinity, what: string) {
	if (size >= least && size <= most) return [];
	const range = [least > -Infinity && `at least ${least}`, most < Infinity && `at most ${most}`];
	return [wrong(path, `must be ${range.filter(Boolean).join(' and ')} ${what}`.trim())];
}

const inside = (path: string, name: string) => (path ? `${path}.${name}` : name);

const lacking = (path: string) => wrong(path, 'is required');

const wrong = (path: string, text: string): Fault => ({
	code: 'VALIDATION_ERROR',
	message: `${path} ${text}`,
	// Shipments' errors always have them.
	details: text,
	userMessage: `${path} ${text}`,
	path,
	isUnreadable: false,
});

/** Allegro's sentences about these say nothing but the field. */
const unreadable = (path: string, text: string): Fault => ({
	code: 'JsonMappingException',
	message: 'Request contains invalid data',
	details: text,
	path: path || 'request.body',
	isUnreadable: true,
});
