import { resolve, type OpenApiDocument, type Schema } from '../contract/document';

/** What schemas say besides what the checks look at. */
interface SampledSchema extends Schema {
	example?: unknown;
	default?: unknown;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	minItems?: number;
}

const BY_FORMAT: Record<string, string> = {
	'date-time': '2026-11-23T12:00:00.000Z',
	'ISO 8601': '2026-11-23T12:00:00.000Z',
	'ISO 6801': '2026-11-23T12:00:00.000Z',
	date: '2026-11-23',
	uuid: '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e2222',
	UUID: '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e2222',
	uri: 'https://allegro.example/sample',
	url: 'https://allegro.example/sample',
	email: 'sample@allegro.example',
	decimal: '1.00',
	'ISO 4217': 'PLN',
	'BCP-47 language code': 'pl-PL',
};

/** What may stand for patterns without an example. */
const GUESSES = [
	'1',
	'PL',
	'PLN',
	'2026-11-23',
	'P2D',
	'PT24H',
	'12:00',
	'60-166',
	'1.00',
	'pl-PL',
];

const MAX_DEPTH = 12;

/** Makes up values that fit the schemas of a document: examples where they do, the same each time. */
export class Sampler {
	constructor(private readonly document: OpenApiDocument) {}

	/** A value of the schema; undefined where it would contain itself. */
	sample(schema: Schema, name = '', path: readonly string[] = []): unknown {
		const ref = schema.$ref;
		if (path.length > MAX_DEPTH || (ref && path.includes(ref))) return undefined;
		const found = resolve<SampledSchema>(this.document, schema as SampledSchema);
		const inside = [...path, ref ?? name];
		const { discriminator } = found;
		if (discriminator) return this.variant(discriminator, inside) ?? this.whole(found, inside);
		const [choice] = found.oneOf ?? found.anyOf ?? [];
		if (choice) return this.sample(choice, name, inside);
		if (found.allOf || found.properties || found.type === 'object')
			return this.whole(found, inside);
		if (found.type === 'array' || found.items) return this.list(found, name, inside);
		return this.simple(found, name);
	}

	/** The first kind of a thing that comes in several. */
	private variant(
		{ propertyName, mapping }: NonNullable<Schema['discriminator']>,
		path: readonly string[],
	): unknown {
		const [kind, ref] = Object.entries(mapping ?? {})[0] ?? [];
		if (!ref || path.includes(ref)) return undefined;
		const schema = resolve<Schema>(this.document, { $ref: ref });
		return { ...this.whole(schema, [...path, ref]), [propertyName]: kind };
	}

	/** An object with all its properties, also those that it has from elsewhere. */
	private whole(schema: Schema, path: readonly string[]): Record<string, unknown> | undefined {
		const parts = (schema.allOf ?? []).map((part) => this.sample(part, '', path));
		// An allOf may also stand for a single value that is no object.
		if (parts.some((part) => part !== undefined && typeof part !== 'object'))
			return parts[0] as never;
		const merged: Record<string, unknown> = Object.assign({}, ...(parts as object[]));
		for (const [name, property] of Object.entries(schema.properties ?? {})) {
			// A next page would never end.
			if (name === 'nextPage' || (property.deprecated && !schema.required?.includes(name)))
				continue;
			const value = this.sample(property, name, path);
			if (value !== undefined) merged[name] = value;
		}
		const { additionalProperties: more } = schema;
		if (typeof more === 'object' && !schema.properties) {
			const value = this.sample(more, '', path);
			if (value !== undefined) merged['allegro-pl'] = value;
		}
		return merged;
	}

	private list({ items = {}, minItems = 1 }: SampledSchema, name: string, path: readonly string[]) {
		const item = this.sample(items, name, path);
		return item === undefined ? [] : Array.from({ length: minItems || 1 }, () => item);
	}

	private simple(schema: SampledSchema, name: string): unknown {
		if (name === 'count' || name === 'totalCount') return 1;
		const enumerated = schema.enum?.find((value) => value !== null);
		if (enumerated !== undefined) return enumerated;
		const { type, minimum } = schema;
		if (type === 'boolean') return false;
		if (type === 'integer' || type === 'number') {
			const given = [schema.example, schema.default].find((value) => typeof value === 'number');
			return given ?? Math.max(1, minimum ?? 1);
		}
		const [first = 'sample'.padEnd(schema.minLength ?? 0, 's')] = [
			schema.example,
			schema.default,
			BY_FORMAT[schema.format ?? ''],
		]
			.concat(schema.pattern ? GUESSES : [])
			.filter((value): value is string => typeof value === 'string' && fits(schema, value));
		return first;
	}
}

function fits(
	{ pattern, format, minLength = 0, maxLength = Infinity }: SampledSchema,
	text: string,
) {
	if (text.length < minLength || text.length > maxLength) return false;
	if (pattern && !new RegExp(pattern).test(text)) return false;
	switch (format) {
		case 'date-time':
			return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
		case 'date':
			return /^\d{4}-\d\d-\d\d$/.test(text);
		case 'uuid':
		case 'UUID':
			return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
		case 'uri':
		case 'url':
			return URL.canParse(text);
		case 'email':
			return /^\S+@\S+\.\S+$/.test(text);
		default:
			return true;
	}
}
