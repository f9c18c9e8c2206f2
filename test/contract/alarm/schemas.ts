import { componentName, resolve, type OpenApiDocument, type Schema } from '../document';
import type { Difference } from './change';
import { shapeOf } from './shape';

/** A schema, and where it begins: a component, or a path in one. */
export interface Part {
	schema: Schema;
	origin: string;
}

/** What is said differently about a pair of schemas, and the pairs below it. */
export interface SchemaPair {
	own: Array<Difference & { step: string }>;
	below: Array<{
		step: string;
		pair: SchemaPair;
		/** The schema whose alternatives this is one of. */
		owner?: string;
	}>;
}

type Facts = Record<string, unknown>;
interface Fragment {
	facts: Facts;
	origin: string;
}
interface Property {
	parts: Part[];
	required: boolean;
	/** By how many schemas. */
	requiredBy: number;
	origin: string;
}
interface Alternative {
	label: string;
	/** Whether a discriminator chooses it by the label. */
	isChosen: boolean;
	part: Part;
	owner: string;
}

/** What is compared in a way of its own, and no fact. That a field is ignored, Allegro says in a sentence only. */
const STRUCTURE = [
	...['properties', 'required', 'items', 'additionalProperties', 'not', 'oneOf', 'anyOf'],
	...['discriminator', 'x-ignored'],
];
/** The fact that something is said elsewhere too. */
export const REPEATED = 'said elsewhere too';
/** The schemas of what is in it, each with the way to it. */
const INNER = [
	['items', '[]'],
	['additionalProperties', '.*'],
	['not', '!'],
] as const;
/** What says nothing: the same as not to say it. */
const NOTHING: Record<string, unknown> = {
	...{ nullable: false, deprecated: false, readOnly: false, writeOnly: false, uniqueItems: false },
	...{ exclusiveMinimum: false, exclusiveMaximum: false },
	...{ minLength: 0, minItems: 0, minProperties: 0 },
};

/**
 * Compares schemas of two documents pair by pair, each pair once, however often it is used. What
 * `$ref` and `allOf` bring together is one schema, so that moving a part into a component, or out of
 * it, is no change; nor is another order.
 */
export class SchemaPairs {
	private readonly pairs = new Map<string, SchemaPair>();
	private readonly ids = new WeakMap<object, number>();
	private count = 0;

	constructor(
		private readonly before: OpenApiDocument,
		private readonly after: OpenApiDocument,
	) {}

	/** The pair of what stands at one place in both documents. */
	of(before: Part[], after: Part[]): SchemaPair {
		const key = `${this.keyOf(before)}|${this.keyOf(after)}`;
		const known = this.pairs.get(key);
		if (known) return known;
		const pair: SchemaPair = { own: [], below: [] };
		this.pairs.set(key, pair);
		if (before.length === 1 && after.length === 1) {
			const [one, other] = [before[0].schema, after[0].schema];
			const old = resolve<Schema>(this.before, one as never);
			const now = resolve<Schema>(this.after, other as never);
			const isAlike = one.$ref === other.$ref && !hasMore(one) && !hasMore(other);
			const origin = one.$ref ? componentName(one.$ref) : after[0].origin;
			if (isAlike && (old === now || textOf(old) === textOf(now)) && this.follow(pair, old, origin))
				return pair;
		}
		const old = fragmentsOf(this.before, before);
		const now = fragmentsOf(this.after, after);
		const origin = (now[0] ?? old[0])?.origin ?? '';
		this.compareFacts(pair, old, now, origin);
		this.compareProperties(pair, old, now);
		for (const [name, step] of INNER)
			this.compareInner(pair, partsAt(old, name, step), partsAt(now, name, step), step);
		this.compareAlternatives(pair, alternativesOf(old), alternativesOf(now));
		return pair;
	}

	/** Whether nothing is said differently in a pair and below it. */
	isSame(pair: SchemaPair): boolean {
		const seen = new Set<SchemaPair>();
		const visit = (one: SchemaPair): boolean => {
			if (seen.has(one)) return true;
			seen.add(one);
			return one.own.length === 0 && one.below.every((each) => visit(each.pair));
		};
		return visit(pair);
	}

	/**
	 * The same is said on both sides: a difference can only be in the components that it leads to. False
	 * when it has to be looked at all the same.
	 */
	private follow(pair: SchemaPair, schema: Schema, origin: string): boolean {
		const references = referencesIn(schema, origin);
		if (!references) return false;
		for (const { step, $ref, owner } of references) {
			const part = [{ schema: { $ref }, origin }];
			pair.below.push({ step, pair: this.of(part, part), owner });
		}
		return true;
	}

	private keyOf(parts: Part[]): string {
		return parts
			.map(({ schema }) => {
				if (schema.$ref && Object.keys(schema).length === 1) return schema.$ref;
				let id = this.ids.get(schema);
				if (id === undefined) this.ids.set(schema, (id = this.count++));
				return id;
			})
			.join('+');
	}

	private compareFacts(pair: SchemaPair, old: Fragment[], now: Fragment[], origin: string): void {
		const [was, is] = [factsIn(old), factsIn(now)];
		for (const fact of new Set([...was.keys(), ...is.keys()])) {
			const [one, other] = [was.get(fact), is.get(fact)];
			const [before, after] = [valueOf(one), valueOf(other)];
			if (JSON.stringify(before) === JSON.stringify(after)) continue;
			const from = (other ?? one)?.origin ?? origin;
			pair.own.push({ step: '', kind: 'changed', origin: from, fact, before, after });
		}
	}

	private compareProperties(pair: SchemaPair, old: Fragment[], now: Fragment[]): void {
		const [was, is] = [propertiesOf(old), propertiesOf(now)];
		const gone = new Map<string, Property>();
		for (const [name, one] of was) {
			const other = is.get(name);
			const step = `.${name}`;
			if (one.parts.length > 0 && !other?.parts.length) {
				gone.set(name, one);
				continue;
			}
			if (one.parts.length > 0 && other)
				pair.below.push({ step, pair: this.of(one.parts, other.parts) });
			// What is required and not declared comes and goes with its declaration.
			const isDeclared = one.parts.length > 0 || !other?.parts.length;
			if (isDeclared && one.required !== (other?.required ?? false))
				pair.own.push(requiredChange(step, other ?? one, one.required));
		}
		this.noteRepeats(pair, was, is);
		const come = new Map<string, Property>();
		for (const [name, one] of is) {
			if (one.parts.length > 0 && !was.get(name)?.parts.length) come.set(name, one);
			else if (!was.has(name)) pair.own.push(requiredChange(`.${name}`, one, false));
		}
		const twinsOf = (property: Property, others: Map<string, Property>, turned: boolean) =>
			[...others.entries()].filter(([, other]) => {
				const [first, second] = turned ? [other, property] : [property, other];
				return (
					first.parts.length > 0 &&
					second.parts.length > 0 &&
					this.isSame(this.of(first.parts, second.parts))
				);
			});
		for (const [name, property] of gone) {
			const twins = twinsOf(property, come, false);
			const [[twin, found]] = twins.length === 1 ? twins : [['', undefined]];
			const base = { step: `.${name}`, origin: property.origin };
			if (found && twinsOf(found, gone, true).length === 1) {
				come.delete(twin);
				const required = found.required && !property.required;
				pair.own.push({ ...base, kind: 'renamed', before: name, after: twin, required });
			} else
				pair.own.push({ ...base, kind: 'removed', shape: shapeOf(this.before, property.parts) });
		}
		for (const [name, { required, parts, origin }] of come)
			pair.own.push({
				...{ step: `.${name}`, kind: 'added', origin, required },
				shape: shapeOf(this.after, parts),
			});
	}

	/** What is said by several schemas of one place, and by more or fewer of them now: nothing else shows it. */
	private noteRepeats(
		pair: SchemaPair,
		was: Map<string, Property>,
		is: Map<string, Property>,
	): void {
		for (const [name, one] of was) {
			const other = is.get(name);
			if (!other || one.parts.length === 0 || other.parts.length === 0) continue;
			const note = (before: number, after: number, origins: string[], fact: string) => {
				if (before === after || before === 0 || after === 0) return;
				const kind = before > after ? ('removed' as const) : ('added' as const);
				pair.own.push({ step: `.${name}`, kind, origin: origins[0] ?? one.origin, fact });
			};
			const origins = (property: Property) => property.parts.map(({ origin }) => origin);
			const differing = [
				...origins(one).filter((origin) => !origins(other).includes(origin)),
				...origins(other).filter((origin) => !origins(one).includes(origin)),
			];
			note(one.parts.length, other.parts.length, differing, REPEATED);
			note(one.requiredBy, other.requiredBy, [], `required, ${REPEATED}`);
		}
	}

	private compareInner(pair: SchemaPair, old: Part[], now: Part[], step: string): void {
		if (old.length > 0 && now.length > 0) pair.below.push({ step, pair: this.of(old, now) });
		else if (old.length > 0) pair.own.push({ step, kind: 'removed', origin: old[0].origin });
		else if (now.length > 0) {
			const shape = shapeOf(this.after, now);
			pair.own.push({ step, kind: 'added', origin: now[0].origin, shape });
		}
	}

	private compareAlternatives(pair: SchemaPair, old: Alternative[], now: Alternative[]): void {
		const [rest, others] = [new Set(old), new Set(now)];
		const match = (fits: (one: Alternative, other: Alternative) => boolean) => {
			for (const one of rest) {
				const other = [...others].find((each) => fits(one, each));
				if (!other) continue;
				rest.delete(one);
				others.delete(other);
				const { label, owner } = other;
				pair.below.push({ step: `<${label}>`, pair: this.of([one.part], [other.part]), owner });
				if (one.isChosen === other.isChosen) continue;
				// It is still there, but nothing leads to it by this value, or something does now.
				const value = one.isChosen ? one.label : label;
				pair.own.push({
					...{ step: `<${value}>`, kind: one.isChosen ? 'removed' : 'added' },
					origin: `${owner}<${value}>`,
				});
			}
		};
		const named = ({ label }: Alternative) => !label.startsWith('#');
		match((one, other) => named(one) && one.label === other.label);
		match(
			(one, other) =>
				one.part.schema.$ref !== undefined && one.part.schema.$ref === other.part.schema.$ref,
		);
		match((one, other) => this.isSame(this.of([one.part], [other.part])));
		const names = (document: OpenApiDocument, { part }: Alternative) => [
			...propertiesOf(fragmentsOf(document, [part])).keys(),
		];
		match((one, other) => {
			const known = names(this.before, one);
			return (
				(!named(one) || !named(other)) &&
				names(this.after, other).some((name) => known.includes(name))
			);
		});
		for (const { label, owner } of rest)
			pair.own.push({ step: `<${label}>`, kind: 'removed', origin: `${owner}<${label}>` });
		for (const { label, owner, part } of others) {
			const shape = shapeOf(this.after, [part]);
			pair.own.push({ step: `<${label}>`, kind: 'added', origin: `${owner}<${label}>`, shape });
		}
	}
}

/** Whether anything stands beside a reference. */
const hasMore = (schema: Schema) => schema.$ref !== undefined && Object.keys(schema).length > 1;

const texts = new WeakMap<object, string>();
function textOf(schema: Schema): string {
	let text = texts.get(schema);
	if (text === undefined) texts.set(schema, (text = JSON.stringify(schema)));
	return text;
}

interface Reference {
	step: string;
	$ref: string;
	owner?: string;
}
const references = new WeakMap<object, Reference[] | 'mixed'>();

/**
 * The components that a schema leads to, each with the way to it. Undefined when `allOf` mixes a
 * component with more: what is new in one of them may have stood in the other.
 */
function referencesIn(schema: Schema, origin: string): Reference[] | undefined {
	const known = references.get(schema);
	if (known) return known === 'mixed' ? undefined : known;
	const found: Reference[] = [];
	let isMixed = false;
	const visit = (one: Schema, step: string, owner?: string): void => {
		if (one.$ref) found.push({ step, $ref: one.$ref, ...(owner === undefined ? {} : { owner }) });
		isMixed ||= one.allOf !== undefined || hasMore(one) || [one.oneOf, one.anyOf].some(isSingle);
		for (const [name, part] of Object.entries(one.properties ?? {}))
			visit(part, `${step}.${name}`, owner);
		for (const [name, way] of INNER) {
			const part = (one as Facts)[name];
			if (isSchema(part)) visit(part as Schema, step + way, owner);
		}
		for (const { label, part, owner: own } of alternativesOf([
			{ facts: one as Facts, origin: owner ?? `${origin}${step}` },
		]))
			visit(part.schema, `${step}<${label}>`, own);
	};
	visit(schema, '');
	references.set(schema, isMixed ? 'mixed' : found);
	return isMixed ? undefined : found;
}

const requiredChange = (step: string, { origin }: Property, before: boolean) => ({
	...{ step, origin, kind: 'changed' as const, fact: 'required' },
	...{ before, after: !before },
});

/** The schemas that speak about a place, without `$ref` and `allOf`, which only bring them together. */
export function fragmentsOf(document: OpenApiDocument, parts: Part[]): Fragment[] {
	const fragments: Fragment[] = [];
	const seen = new Set<object>();
	const visit = (schema: Schema, origin: string): void => {
		if (seen.has(schema)) return;
		seen.add(schema);
		const { $ref, allOf, ...facts } = schema as Schema & Facts;
		if ($ref) {
			visit(resolve<Schema>(document, { $ref } as never), componentName($ref));
		}
		// A choice of one is none.
		const only: Schema[] = [];
		for (const choice of facts.discriminator ? [] : ['oneOf', 'anyOf']) {
			const list = facts[choice];
			if (!isSingle(list)) continue;
			only.push(...list);
			delete facts[choice];
		}
		const isNew = fragments.every((known) => !isSameText(known.facts, facts));
		if (isNew && (Object.keys(facts).length > 0 || !($ref ?? allOf)))
			fragments.push({ facts, origin });
		for (const part of [...(allOf ?? []), ...only]) visit(part, origin);
	};
	for (const { schema, origin } of parts) visit(schema, origin);
	return fragments;
}

const isSameText = (one: Facts, other: Facts) => JSON.stringify(one) === JSON.stringify(other);

const isSingle = (list: unknown): list is Schema[] => Array.isArray(list) && list.length === 1;

interface FactValues {
	values: unknown[];
	origin: string;
}

/** The facts of all fragments; what several of them say stands side by side. */
function factsIn(fragments: Fragment[]): Map<string, FactValues> {
	const found = new Map<string, FactValues>();
	const add = (fact: string, value: unknown, origin: string) => {
		const known = found.get(fact) ?? { values: [], origin };
		found.set(fact, known);
		const text = JSON.stringify(value);
		if (!known.values.some((one) => JSON.stringify(one) === text)) known.values.push(value);
	};
	for (const { facts, origin } of fragments) {
		for (const [fact, value] of Object.entries(facts)) {
			if (STRUCTURE.includes(fact) || fact === 'type' || NOTHING[fact] === value) continue;
			add(fact, fact === 'enum' ? sorted(value as unknown[]) : ordered(value), origin);
		}
		const type = typeOf(facts);
		if (type !== undefined) add('type', type, origin);
		const { discriminator, additionalProperties } = facts;
		const { propertyName } = (discriminator ?? {}) as { propertyName?: string };
		if (propertyName !== undefined) add('discriminator', propertyName, origin);
		if (additionalProperties === false) add('additionalProperties', false, origin);
		for (const choice of ['oneOf', 'anyOf'])
			if (facts[choice] && !discriminator) add('choice', choice, origin);
	}
	return found;
}

function valueOf(found: FactValues | undefined): unknown {
	if (!found) return undefined;
	return found.values.length === 1 ? found.values[0] : sorted(found.values);
}

/** What a schema is of, where it goes without saying too. */
function typeOf(facts: Facts): unknown {
	const { type, properties, items, additionalProperties, enum: values } = facts;
	if (type !== undefined) return Array.isArray(type) ? sorted(type) : type;
	if (properties ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined))
		return 'object';
	if (items) return 'array';
	const types = new Set(((values ?? []) as unknown[]).map((value) => typeof value));
	return types.size === 1 && types.has('string') ? 'string' : undefined;
}

const sorted = (values: unknown[]) =>
	[...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** A value with its names in order. */
export function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(ordered);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, one]) => [name, ordered(one)]),
	);
}

/** The properties that fragments have together, those that are only required included. */
export function propertiesOf(fragments: Fragment[]): Map<string, Property> {
	const found = new Map<string, Property>();
	const at = (name: string, origin: string) => {
		const known = found.get(name) ?? {
			...{ parts: [], required: false, requiredBy: 0 },
			origin: `${origin}.${name}`,
		};
		found.set(name, known);
		return known;
	};
	for (const { facts, origin } of fragments)
		for (const [name, schema] of Object.entries((facts.properties ?? {}) as Record<string, Schema>))
			at(name, origin).parts.push({ schema, origin: `${origin}.${name}` });
	for (const { facts, origin } of fragments)
		for (const name of (facts.required ?? []) as string[]) {
			const property = at(name, origin);
			property.required = true;
			property.requiredBy++;
		}
	return found;
}

export function partsAt(fragments: Fragment[], name: string, step: string): Part[] {
	return fragments
		.filter(({ facts }) => isSchema(facts[name]))
		.map(({ facts, origin }) => ({ schema: facts[name] as Schema, origin: `${origin}${step}` }));
}

/** Whether it is a schema that says anything: `true` and `{}` do not. */
const isSchema = (value: unknown) =>
	typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** The shapes that one of has to fit; with a discriminator, by the value that chooses. */
export function alternativesOf(fragments: Fragment[]): Alternative[] {
	return fragments.flatMap(({ facts, origin }) => {
		const { mapping = {} } = (facts.discriminator ?? {}) as { mapping?: Record<string, string> };
		const mapped = Object.entries(mapping).map(([label, target]) => {
			const $ref = target.startsWith('#') ? target : `#/components/schemas/${target}`;
			return { label, isChosen: true, part: { schema: { $ref }, origin }, owner: origin };
		});
		const known = new Set(mapped.map(({ part }) => part.schema.$ref));
		const listed = [facts.oneOf, facts.anyOf].flatMap((list) => (list ?? []) as Schema[]);
		const others = listed
			.filter(({ $ref }) => !$ref || !known.has($ref))
			.map((schema, index) => {
				const label = schema.$ref ? componentName(schema.$ref) : `#${index}`;
				const part = { schema, origin: `${origin}<${label}>` };
				return { label, isChosen: false, part, owner: origin };
			});
		return [...mapped, ...others];
	});
}
