import { resolve, type OpenApiDocument, type Schema } from '../contract/document';

/** How an answer is made. */
export interface Making {
	/** Null where the document allows it. */
	nulls?: boolean;
	/** Down to this depth, all objects and lists are there, and nothing else that the document does not require. */
	least?: number;
	/** Which of several kinds a value is made of, in turns. */
	kind?: number;
	/** Something went wrong, in what can tell of it. */
	fails?: boolean;
}

/**
 * What no object of Allegro's is without, whether the document requires it or not; and what has to be there
 * for a command to come to its end.
 */
const ALWAYS = [
	...['id', 'status', 'commandId', 'output', 'taskCount', 'total', 'success', 'failed'],
	...['offer', 'payment', 'order', 'checkoutForm', 'subject', 'offerId', 'fulfillment'],
];

/** Stands for any name in what the document has as a map. */
export const ANY_NAME = '*';

/** Texts that what reads them wants to understand. */
const BY_FORMAT: Record<string, string> = {
	'date-time': '2026-11-23T12:00:00.000Z',
	'ISO 8601': '2026-11-23T12:00:00.000Z',
	'ISO 6801': '2026-11-23T12:00:00.000Z',
	date: '2026-11-23',
	decimal: '1.00',
};

/** Of several states, the one in which all went well: what is waited for comes to an end. */
const ENDED = [
	'SUCCESS',
	'READY_FOR_PROCESSING',
	'SENT',
	'ALL',
	'ONLINE',
	'SUCCESSFUL',
	'COMPLETED',
	'PROCESSED',
	'FINISHED',
	'DELIVERED',
	'ACTIVE',
];

/** And those in which something went wrong. */
const FAILED = ['FAIL', 'FAILED', 'ERROR', 'REJECTED'];

const MAX_DEPTH = 14;

/** Makes answers of all kinds that the schemas of a document allow. No two of their IDs are the same. */
export class Answers {
	/** The most kinds that anything came in. */
	kinds = 1;
	private made = 0;

	/** Whether an object or a list was left out, which could be there without the rest. */
	isCut = false;

	/** @param rows names of lists that are rows, without which an answer is none. */
	constructor(
		private readonly document: OpenApiDocument,
		private readonly rows: ReadonlySet<string>,
		readonly making: Making = {},
	) {}

	/** A value of a schema; undefined where it would contain itself. */
	of(schema: Schema, name = '', path: readonly string[] = []): unknown {
		const ref = schema.$ref;
		// Once again, so that a category has a parent.
		const isAgain = ref && path.filter((each) => each === ref).length > 1;
		if (path.length > MAX_DEPTH || isAgain) return undefined;
		const found = resolve<Schema>(this.document, schema);
		const inside = [...path, ref ?? name];
		const kinds = this.kindsOf(found);
		if (kinds.length > 0)
			return this.ofKind(found, kinds[(this.making.kind ?? 0) % kinds.length], inside);
		if (found.allOf || found.properties || found.type === 'object')
			return this.object(found, inside);
		if (found.type === 'array' || found.items) return this.list(found.items ?? {}, name, inside);
		return this.simple(found, name);
	}

	/** The kinds that a thing can come in; none when it comes in one. */
	private kindsOf({ discriminator, oneOf, anyOf }: Schema): Array<[string, Schema]> {
		const mapped = Object.entries(discriminator?.mapping ?? {}).map(
			([value, $ref]): [string, Schema] => [value, { $ref }],
		);
		const kinds =
			mapped.length > 0 ? mapped : (oneOf ?? anyOf ?? []).map((one): [string, Schema] => ['', one]);
		this.kinds = Math.max(this.kinds, kinds.length);
		return kinds.sort(([a], [b]) => Number(ENDED.includes(b)) - Number(ENDED.includes(a)));
	}

	private ofKind(
		schema: Schema,
		[value, kind]: [string, Schema],
		path: readonly string[],
	): unknown {
		const named =
			schema.discriminator && value ? { [schema.discriminator.propertyName]: value } : {};
		// A kind may be built upon what it is a kind of.
		const { discriminator: _, oneOf: _one, anyOf: _any, ...rest } = schema;
		const common = rest.properties || rest.allOf ? this.object(rest, path) : {};
		const own = kind.$ref && path.includes(kind.$ref) ? {} : this.of(this.without(kind), '', path);
		if (typeof own !== 'object' || own === null || Array.isArray(own)) return own;
		return { ...common, ...own, ...named };
	}

	/** A kind, without going round through what it is a kind of. */
	private without(kind: Schema): Schema {
		const found = resolve<Schema>(this.document, kind);
		if (!found.allOf) return kind;
		const parts = found.allOf.map((part) => {
			const { discriminator: _, ...rest } = resolve<Schema>(this.document, part);
			return rest;
		});
		return { ...found, allOf: parts };
	}

	private object(schema: Schema, path: readonly string[]): Record<string, unknown> | undefined {
		const parts = (schema.allOf ?? []).map((part) => this.of(part, '', path));
		if (parts.some((part) => part !== undefined && typeof part !== 'object'))
			return parts[0] as never;
		const made: Record<string, unknown> = Object.assign({}, ...(parts as object[]));
		const required = this.requiredOf(schema);
		for (const [name, property] of Object.entries(this.propertiesOf(schema))) {
			// A next page would never end.
			if (name === 'nextPage') continue;
			if (!required.includes(name) && this.isLeftOut(property, name, path.length)) continue;
			const value = this.valueOf(property, name, path);
			if (value !== undefined) made[name] = value;
		}
		const { additionalProperties: more } = schema;
		if (typeof more === 'object' && !schema.properties && this.making.least === undefined) {
			const value = this.of(more, '', path);
			if (value !== undefined) made[ANY_NAME] = value;
		}
		return made;
	}

	private isLeftOut(property: Schema, name: string, depth: number): boolean {
		const { least } = this.making;
		const isAsked = this.rows.has(name) || (name === 'errors' && this.making.fails);
		if (least === undefined || ALWAYS.includes(name) || isAsked) return false;
		const { type, items, properties, allOf, oneOf } = resolve<Schema>(this.document, property);
		const isOpen = type === 'array' || type === 'object' || items || properties || allOf || oneOf;
		if (isOpen && depth <= least) return false;
		if (isOpen) this.isCut = true;
		return true;
	}

	private requiredOf({ required = [], allOf = [] }: Schema): string[] {
		const inParts = allOf.flatMap((part) => this.requiredOf(resolve(this.document, part)));
		return [...required, ...inParts];
	}

	private propertiesOf({ properties = {} }: Schema): Record<string, Schema> {
		return properties;
	}

	private valueOf(property: Schema, name: string, path: readonly string[]): unknown {
		const { nullable } = resolve<Schema>(this.document, property);
		const isNull = this.making.nulls && (nullable || property.nullable);
		return isNull ? null : this.of(property, name, path);
	}

	/** A list has something of each kind. Errors end what they are given to: only who wants them gets any. */
	private list(items: Schema, name: string, path: readonly string[]): unknown[] {
		if (name === 'errors' && !this.making.fails) return [];
		const kinds = this.kindsOf(resolve(this.document, items)).length || 1;
		return Array.from({ length: kinds }, (_, kind) =>
			kinds === 1 ? this.of(items, name, path) : this.sub(kind).of(items, name, path),
		).filter((value) => value !== undefined);
	}

	private sub(kind: number): Answers {
		const sub = new Answers(this.document, this.rows, { ...this.making, kind });
		sub.made = this.made += 1_000;
		return sub;
	}

	private simple(schema: Schema, name: string): unknown {
		const { type, enum: values = [], format = '' } = schema;
		const wanted = this.making.fails ? FAILED : ENDED;
		const ended = wanted.find((value) => values.includes(value));
		const first = ended ?? values.find((value) => value !== null);
		if (first !== undefined) return first;
		if (type === 'boolean') return true;
		// Of the tasks of a command, all have ended alike.
		const isNone = name === (this.making.fails ? 'success' : 'failed');
		if (type === 'integer' || type === 'number') return isNone ? 0 : 1;
		if (type !== 'string') return {};
		if (name === 'status') return wanted[0];
		if (BY_FORMAT[format]) return BY_FORMAT[format];
		if (/At$|Date$|DateTime$/.test(name)) return BY_FORMAT['date-time'];
		if (name === 'amount') return '1.00';
		if (name === 'currency') return 'PLN';
		if (/phone/i.test(name)) return '+48500600700';
		const id = ++this.made;
		if (/uuid/i.test(format)) return `9e5b3b8e-0d5e-1a5f-8f0a-${String(id).padStart(12, '0')}`;
		return /^id$|Id$/.test(name) ? String(7_000_000_000 + id) : `text ${id}`;
	}
}
