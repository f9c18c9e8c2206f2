import {
	componentName,
	operationsOf,
	resolve,
	type Content,
	type OpenApiDocument,
	type OperationObject,
	type ParameterObject,
	type Schema,
} from '../document';
import { Changes, told, type Change, type Difference, type Place } from './change';
import { ordered, SchemaPairs, type Part, type SchemaPair } from './schemas';
import { shapeOf } from './shape';

/** Two sides of a comparison. */
type Both<T> = readonly [before: T, after: T];
type Facts = Record<string, unknown>;

interface Given {
	document: OpenApiDocument;
	path: string;
	method: string;
	operation: OperationObject;
}

interface Body {
	required?: boolean;
	content?: Content;
	headers?: Record<string, Facts & { schema?: Schema }>;
}

/** A place with a schema on both sides, gone through when all pairs are known. */
interface Root {
	endpoint: string;
	place: Place;
	pair: SchemaPair;
}

/**
 * Compares two documents (or extracts of facts) whole. Equal facts give no change, whatever their
 * texts, their order, and the components that they are written in.
 */
export function compareContracts(before: OpenApiDocument, after: OpenApiDocument): Change[] {
	return new Comparison(before, after).changes();
}

class Comparison {
	private readonly found = new Changes();
	private readonly pairs: SchemaPairs;
	private readonly roots: Root[] = [];

	constructor(
		private readonly before: OpenApiDocument,
		private readonly after: OpenApiDocument,
	) {
		this.pairs = new SchemaPairs(before, after);
	}

	changes(): Change[] {
		this.compareFacts('document', { side: 'operation', part: '', path: '' }, 'document', [
			{ login: loginOf(this.before) },
			{ login: loginOf(this.after) },
		]);
		const [old, now] = [operationsIn(this.before), operationsIn(this.after)];
		for (const key of new Set([...old.keys(), ...now.keys()])) {
			const [one, other] = [old.get(key), now.get(key)];
			if (one && other) this.compareOperation([one, other]);
			else if (one) this.noteOperation(one, now);
			else if (other) this.noteOperation(other, old);
		}
		this.compareUnused();
		collect(this.roots, this.found);
		return this.found.all();
	}

	/** An operation that is on one side only. */
	private noteOperation(given: Given, others: Map<string, Given>): void {
		const { method, path, operation, document } = given;
		const endpoint = `${method} ${path}`;
		const place: Place = { side: 'operation', part: '', path: '' };
		const { operationId } = operation;
		const twin =
			operationId === undefined
				? undefined
				: [...others.values()].find((each) => each.operation.operationId === operationId);
		const isGone = document === this.before;
		const moved = twin && `${twin.method} ${twin.path}`;
		this.found.add(endpoint, place, {
			...{ kind: isGone ? 'removed' : 'added', origin: endpoint },
			shape: [moved ? `${isGone ? 'now' : 'was'} ${moved}` : '', shapeOfOperation(given)]
				.filter(Boolean)
				.join('; '),
		});
	}

	private compareOperation(both: Both<Given>): void {
		const [one, other] = both;
		const endpoint = `${other.method} ${other.path}`;
		const whole: Place = { side: 'operation', part: '', path: '' };
		const factsOf = ({ operation, document }: Given): Facts => ({
			operationId: operation.operationId,
			tags: [...(operation.tags ?? [])].sort(),
			deprecated: operation.deprecated || undefined,
			security: securityOf(operation.security ?? document.security),
			servers: serversOf(operation.servers ?? document.servers),
			...otherFacts(operation),
		});
		this.compareFacts(endpoint, whole, endpoint, [factsOf(one), factsOf(other)]);
		const renamed = new Map<string, string>();
		const names = templateNames(one.path);
		templateNames(other.path).forEach((after, index) => {
			const before = names[index];
			renamed.set(before, after);
			if (before === after) return;
			const place: Place = { side: 'request', part: `path.${after}`, path: '' };
			const origin = `${endpoint} path.${before}`;
			this.found.add(endpoint, place, { kind: 'renamed', origin, before, after });
		});
		this.compareParameters(endpoint, both, renamed);
		this.compareBodies(endpoint, both);
		this.compareAnswers(endpoint, both);
	}

	private compareParameters(
		endpoint: string,
		[one, other]: Both<Given>,
		renamed: Map<string, string>,
	): void {
		const now = parametersOf(other);
		const old = new Map<string, Named<ParameterObject>>();
		for (const [key, parameter] of parametersOf(one)) {
			const { name, in: kind } = parameter.value;
			old.set(kind === 'path' ? `path.${renamed.get(name) ?? name}` : key, parameter);
		}
		const gone = new Map([...old].filter(([key]) => !now.has(key)));
		const come = new Map([...now].filter(([key]) => !old.has(key)));
		const partsOf = ({ value, name }: Named<ParameterObject>, part: string): Part[] => {
			const origin = name ? `parameter ${name}` : `${endpoint} ${part}`;
			const { content = {} } = value as { content?: Content };
			const schema = (value.schema as Schema | undefined) ?? Object.values(content)[0]?.schema;
			return schema ? [{ schema, origin }] : [];
		};
		const nameOf = (key: string) => key.slice(key.indexOf('.') + 1).toLowerCase();
		const placeOf = (part: string): Place => ({ side: 'request', part, path: '' });
		for (const [key, parameter] of gone) {
			const moved = [...come.keys()].filter((each) => nameOf(each) === nameOf(key));
			const twins = [...come].filter(
				([each, twin]) =>
					twin.value.in === parameter.value.in &&
					this.pairs.isSame(this.pairs.of(partsOf(parameter, key), partsOf(twin, each))),
			);
			const [twin] =
				moved.length === 1
					? moved
					: gone.size === 1 && come.size === 1
						? twins.map(([each]) => each)
						: [];
			const kind = twin === undefined ? 'removed' : moved.length === 1 ? 'moved' : 'renamed';
			const origin = `${endpoint} ${key}`;
			if (twin === undefined) {
				this.found.add(endpoint, placeOf(key), { kind, origin });
				continue;
			}
			const required = come.get(twin)?.value.required && !parameter.value.required;
			come.delete(twin);
			this.found.add(endpoint, placeOf(key), {
				...{ kind, origin, before: key, after: twin, required: required || undefined },
			});
		}
		for (const [key, parameter] of come)
			this.found.add(endpoint, placeOf(key), {
				...{ kind: 'added', origin: `${endpoint} ${key}` },
				required: parameter.value.required || undefined,
				shape: shapeOf(this.after, partsOf(parameter, key)),
			});
		for (const [key, parameter] of old) {
			const twin = now.get(key);
			if (!twin) continue;
			const shared = twin.name !== undefined && twin.name === parameter.name;
			const origin = shared ? `parameter ${twin.name}` : `${endpoint} ${key}`;
			this.compareFacts(endpoint, placeOf(key), origin, [
				parameterFacts(parameter.value),
				parameterFacts(twin.value),
			]);
			this.compareSchemas(endpoint, placeOf(key), [partsOf(parameter, key), partsOf(twin, key)]);
		}
	}

	private compareBodies(endpoint: string, [one, other]: Both<Given>): void {
		const bodyOf = ({ document, operation }: Given) =>
			named<Body>(document, operation.requestBody ?? {});
		const both = [bodyOf(one), bodyOf(other)] as const;
		const place: Place = { side: 'request', part: 'body', path: '' };
		const origin = `${endpoint} body`;
		const [was, is] = both.map(({ value }) => Object.keys(value.content ?? {}).length > 0);
		if (was && is)
			this.compareFacts(endpoint, place, origin, [
				{ required: both[0].value.required || undefined },
				{ required: both[1].value.required || undefined },
			]);
		else if (is && both[1].value.required)
			this.found.add(endpoint, place, { kind: 'added', origin, required: true });
		this.compareContent(endpoint, place, origin, [
			both[0].value.content ?? {},
			both[1].value.content ?? {},
		]);
	}

	private compareAnswers(endpoint: string, [one, other]: Both<Given>): void {
		for (const status of new Set([
			...Object.keys(one.operation.responses),
			...Object.keys(other.operation.responses),
		])) {
			const place: Place = { side: 'answer', part: status, path: '' };
			const origin = `${endpoint} answer ${status}`;
			const [was, is] = [one, other].map(({ document, operation }) => {
				const response = operation.responses[status];
				return response && named<Body>(document, response as Body);
			});
			if (!was || !is) {
				const given = (is ?? was) as Named<Body>;
				const parts = Object.values(given.value.content ?? {}).flatMap(({ schema }) =>
					schema ? [{ schema, origin }] : [],
				);
				const shape = shapeOf(is ? this.after : this.before, parts.slice(0, 1));
				const difference: Difference = { kind: is ? 'added' : 'removed', origin, shape };
				this.found.add(endpoint, place, difference);
				continue;
			}
			this.compareHeaders(endpoint, status, [was.value.headers ?? {}, is.value.headers ?? {}]);
			this.compareContent(endpoint, place, origin, [
				was.value.content ?? {},
				is.value.content ?? {},
			]);
		}
	}

	private compareHeaders(
		endpoint: string,
		status: string,
		[old, now]: Both<NonNullable<Body['headers']>>,
	): void {
		const lower = (headers: NonNullable<Body['headers']>) =>
			new Map(Object.entries(headers).map(([name, one]) => [name.toLowerCase(), one]));
		const [was, is] = [lower(old), lower(now)];
		for (const name of new Set([...was.keys(), ...is.keys()])) {
			const place: Place = { side: 'answer', part: `${status} header.${name}`, path: '' };
			const origin = `${endpoint} answer ${status} header.${name}`;
			const [one, other] = [was.get(name), is.get(name)];
			if (!one || !other) {
				this.found.add(endpoint, place, { kind: other ? 'added' : 'removed', origin });
				continue;
			}
			const before = resolve<typeof one>(this.before, one);
			const after = resolve<typeof one>(this.after, other);
			this.compareFacts(endpoint, place, origin, [
				{ required: before.required || undefined, deprecated: before.deprecated || undefined },
				{ required: after.required || undefined, deprecated: after.deprecated || undefined },
			]);
			const parts = ({ schema }: typeof one) => (schema ? [{ schema, origin }] : []);
			this.compareSchemas(endpoint, place, [parts(before), parts(after)]);
		}
	}

	private compareContent(
		endpoint: string,
		place: Place,
		origin: string,
		[old, now]: Both<Content>,
	): void {
		const byType = (content: Content) =>
			new Map(Object.entries(content).map(([type, one]) => [mediaType(type), one]));
		const [was, is] = [byType(old), byType(now)];
		const partsOf = ({ schema }: Content[string]): Part[] =>
			schema ? [{ schema, origin: `${origin} body` }] : [];
		for (const media of new Set([...was.keys(), ...is.keys()])) {
			const [one, other] = [was.get(media), is.get(media)];
			const here = { ...place, media };
			if (one && other) {
				const facts = (given: Facts) => ({ encoding: ordered(given.encoding) });
				this.compareFacts(endpoint, here, origin, [facts(one as Facts), facts(other as Facts)]);
				this.compareSchemas(endpoint, here, [partsOf(one), partsOf(other)]);
				continue;
			}
			const shape =
				other &&
				this.shapeBeside(
					partsOf(other),
					[...was].find(([type]) => is.has(type)),
				);
			const difference: Difference = {
				...{ kind: other ? 'added' : 'removed', origin: `${origin} ${media}` },
				...{ fact: 'media type', shape },
			};
			this.found.add(endpoint, here, difference);
		}
	}

	/** What a new media type holds, and how that differs from what there was before. */
	private shapeBeside(parts: Part[], beside: [string, Content[string]] | undefined) {
		const shape = shapeOf(this.after, parts);
		const schema = beside?.[1].schema;
		if (!beside || !schema || !shape) return shape;
		const pairs = new SchemaPairs(this.before, this.after);
		const found = new Changes();
		const place: Place = { side: 'answer', part: '', path: '' };
		const pair = pairs.of([{ schema, origin: '' }], parts);
		collect([{ endpoint: '', place, pair }], found);
		const signs = found.all().flatMap(({ kind, uses, fact, before, after }) => {
			const name = uses[0].place.path.replace(/^\./, '');
			if (kind === 'renamed') return [`${name} is ${String(after)}`];
			if (fact)
				return fact === 'required' ? [] : [`${name}: ${fact} ${told(before)} -> ${told(after)}`];
			return [`${kind === 'removed' ? '-' : '+'} ${name}`];
		});
		return signs.length > 0 ? `${shape}; beside ${beside[0]}: ${signs.join(', ')}` : shape;
	}

	private compareSchemas(endpoint: string, place: Place, [old, now]: Both<Part[]>): void {
		if (old.length === 0 && now.length === 0) return;
		this.roots.push({ endpoint, place, pair: this.pairs.of(old, now) });
	}

	private compareFacts(
		endpoint: string,
		place: Place,
		origin: string,
		[old, now]: Both<Facts>,
	): void {
		for (const fact of new Set([...Object.keys(old), ...Object.keys(now)])) {
			const [before, after] = [old[fact], now[fact]];
			if (JSON.stringify(before) === JSON.stringify(after)) continue;
			// Where it begins is no operation when all of them share it.
			const shared = ['security', 'servers'].includes(fact) && this.isShared(endpoint, fact);
			const from = shared ? 'all operations' : origin;
			this.found.add(endpoint, place, { kind: 'changed', origin: from, fact, before, after });
		}
	}

	private isShared(endpoint: string, fact: string): boolean {
		const [method, path] = endpoint.split(' ');
		const own = this.after.paths[path]?.[method?.toLowerCase()] as unknown as Facts | undefined;
		return own?.[fact] === undefined;
	}

	/** Schemas that no operation uses, by their names. What is used shows in its operations. */
	private compareUnused(): void {
		const [old, now] = [this.before.components.schemas, this.after.components.schemas];
		const place: Place = { side: 'schema', part: '', path: '' };
		const partOf = (name: string) => [
			{ schema: { $ref: `#/components/schemas/${name}` }, origin: name },
		];
		for (const name of Object.keys(old))
			if (name in now && !componentsUsed(this.before).has(name))
				this.compareSchemas(`schema ${name}`, place, [partOf(name), partOf(name)]);
		const alone = (document: OpenApiDocument, others: object) => {
			const only = Object.keys(document.components.schemas).filter((name) => !(name in others));
			const known = only.length > 0 ? componentsNamed(document) : new Set();
			return only.filter((name) => !known.has(name));
		};
		const come = alone(this.after, old);
		for (const name of alone(this.before, now)) {
			const twin = come.findIndex((other) =>
				this.pairs.isSame(this.pairs.of(partOf(name), partOf(other))),
			);
			if (twin >= 0) come.splice(twin, 1);
			else this.found.add(`schema ${name}`, place, { kind: 'removed', origin: `schema ${name}` });
		}
		for (const name of come)
			this.found.add(`schema ${name}`, place, { kind: 'added', origin: `schema ${name}` });
	}
}

/** The names of all components that something in a document leads to. */
function componentsNamed(document: OpenApiDocument): Set<string> {
	const names = JSON.stringify(document).matchAll(/"#\/components\/\w+\/([^"]+)"/g);
	return new Set([...names].map(([, name]) => name));
}

const usedIn = new WeakMap<OpenApiDocument, Set<string>>();

/** The names of all components that the operations of a document lead to. */
function componentsUsed(document: OpenApiDocument): Set<string> {
	const known = usedIn.get(document);
	if (known) return known;
	const found = new Set<string>();
	usedIn.set(document, found);
	const visit = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [name, one] of Object.entries(value)) {
			const isReference = typeof one === 'string' && (name === '$ref' || one.startsWith('#/'));
			if (!isReference) visit(one);
			else if (!found.has(componentName(one))) {
				found.add(componentName(one));
				visit(resolve(document, { $ref: one }));
			}
		}
	};
	visit(document.paths);
	return found;
}

/** Follows all pairs that lead to a difference, and tells each place that it shows in. */
function collect(roots: Root[], found: Changes): void {
	const leading = pairsWithDifferences(roots.map(({ pair }) => pair));
	for (const { endpoint, place, pair } of roots) {
		const walk = (one: SchemaPair, path: string, inside: SchemaPair[], owners: string[]): void => {
			if (!leading.has(one) || inside.includes(one)) return;
			for (const { step, ...difference } of one.own)
				found.add(endpoint, { ...place, path: path + step }, difference);
			for (const { step, pair: next, owner } of one.below) {
				// A shape that includes its base leads to the other shapes again.
				if (owner !== undefined && owners.includes(owner)) continue;
				const known = owner === undefined ? owners : [...owners, owner];
				walk(next, path + step, [...inside, one], known);
			}
		};
		walk(pair, place.path, [], []);
	}
}

function pairsWithDifferences(roots: SchemaPair[]): Set<SchemaPair> {
	const above = new Map<SchemaPair, SchemaPair[]>();
	const open = [...roots];
	const seen = new Set(open);
	const found: SchemaPair[] = [];
	for (let pair = open.pop(); pair; pair = open.pop()) {
		if (pair.own.length > 0) found.push(pair);
		for (const { pair: next } of pair.below) {
			const known = above.get(next);
			if (known) known.push(pair);
			else above.set(next, [pair]);
			if (seen.has(next)) continue;
			seen.add(next);
			open.push(next);
		}
	}
	const leading = new Set(found);
	for (let pair = found.pop(); pair; pair = found.pop())
		for (const one of above.get(pair) ?? []) {
			if (leading.has(one)) continue;
			leading.add(one);
			found.push(one);
		}
	return leading;
}

interface Named<T> {
	value: T;
	/** The name of the component that it stands in, if it does. */
	name?: string;
}

function named<T extends object>(document: OpenApiDocument, given: T | { $ref: string }): Named<T> {
	const { $ref } = given as { $ref?: string };
	const value = resolve<T>(document, given as T);
	return $ref ? { value, name: componentName($ref) } : { value };
}

/** Operations by what tells them apart on the wire: the names of path parameters do not. */
function operationsIn(document: OpenApiDocument): Map<string, Given> {
	return new Map(
		[...operationsOf(document)].map(({ method, path, operation }) => [
			`${method} ${path.replace(/\{[^}]*\}/g, '{}')}`,
			{ document, path, method, operation },
		]),
	);
}

const templateNames = (path: string) => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);

function parametersOf({ document, operation }: Given): Map<string, Named<ParameterObject>> {
	return new Map(
		(operation.parameters ?? []).map((given) => {
			const parameter = named<ParameterObject>(document, given);
			const { in: kind, name } = parameter.value;
			return [`${kind}.${kind === 'header' ? name.toLowerCase() : name}`, parameter];
		}),
	);
}

/** The facts of a parameter, without what goes without saying. */
function parameterFacts(parameter: ParameterObject): Facts {
	const { name, in: kind, schema, content, ...facts } = parameter as ParameterObject & Facts;
	void [name, schema, content];
	const style = facts.style ?? (kind === 'query' || kind === 'cookie' ? 'form' : 'simple');
	return {
		...facts,
		style,
		explode: facts.explode ?? style === 'form',
		required: facts.required || undefined,
		deprecated: facts.deprecated || undefined,
		allowEmptyValue: facts.allowEmptyValue || undefined,
		allowReserved: facts.allowReserved || undefined,
	};
}

/** Facts of an operation that have no place of their own. */
function otherFacts(operation: OperationObject): Facts {
	const { operationId, tags, deprecated, security, servers, ...rest } = operation;
	const { parameters, requestBody, responses, ...others } = rest;
	void [operationId, tags, deprecated, security, servers, parameters, requestBody, responses];
	return ordered(others) as Facts;
}

/** Ways to be let in, whatever their order. */
function securityOf(security: OperationObject['security']): unknown {
	return security
		?.map((way) => ordered(mapValues(way, (scopes) => [...scopes].sort())))
		.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Addresses, with the values that their variables can have in order. */
function serversOf(servers: Facts[]): unknown {
	return servers.map(({ variables = {}, ...server }) =>
		ordered({
			...server,
			variables: mapValues(variables as Record<string, { enum?: string[] }>, (variable) => ({
				...variable,
				enum: [...(variable.enum ?? [])].sort(),
			})),
		}),
	);
}

const mapValues = <T, U>(object: Record<string, T>, change: (value: T) => U) =>
	Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

const loginOf = ({ components }: OpenApiDocument) => ordered(components.securitySchemes);

/** A media type as it is compared: without spaces, in small letters. */
const mediaType = (type: string) => type.replace(/\s+/g, '').toLowerCase();

function shapeOfOperation({ document, operation }: Given): string {
	const scopes = (operation.security ?? document.security ?? []).flatMap((way) =>
		Object.values(way).flat(),
	);
	const parameters = (operation.parameters ?? []).map((each) => {
		const { name, in: kind, required } = resolve<ParameterObject>(document, each);
		return kind === 'path' || kind === 'header' ? '' : `${name}${required ? ' (required)' : ''}`;
	});
	const content = (given: Body | undefined) =>
		Object.values((given && resolve<Body>(document, given).content) ?? {})[0]?.schema;
	const part = (schema: Schema | undefined) =>
		schema ? shapeOf(document, [{ schema, origin: '' }]) : undefined;
	const body = part(content(operation.requestBody as Body | undefined));
	const success = Object.keys(operation.responses).find((status) => status.startsWith('2'));
	const answer = success && part(content(operation.responses[success] as Body));
	return [
		[...new Set(scopes)].map((scope) => scope.replace(/^allegro:api:/, '')).join(' '),
		parameters.some(Boolean) ? `query ${parameters.filter(Boolean).join(', ')}` : '',
		body ? `body ${body}` : '',
		answer ? `answer ${answer}` : '',
	]
		.filter(Boolean)
		.join('; ');
}
