import { operationsOf, type OpenApiDocument } from './document';

/** What is said in sentences, and is no fact. */
const TEXTS = ['description', 'title', 'summary', 'example', 'examples', 'externalDocs'];

type Node = Record<string, unknown>;

/**
 * The facts of an OpenAPI document: paths, parameters, schemas, limits, media types, scopes. All
 * sentences (descriptions, titles, examples) are left out, and what is left is still a document.
 * Two things that Allegro says in sentences only are kept as facts: that a field is ignored, and
 * that a parameter has a free name.
 * @param date the day of the document, which does not name it itself
 */
export function factsOf(document: OpenApiDocument, date: string): OpenApiDocument {
	const paths: OpenApiDocument['paths'] = {};
	for (const { method, path, operation } of operationsOf(document)) {
		const own = operation as unknown as Node;
		const ofPath = document.paths[path] as unknown as Node;
		const shared = ofPath.parameters as unknown[] | undefined;
		const facts = {
			...plain(own, ['parameters', 'requestBody', 'responses', 'servers']),
			...mapped(
				'parameters',
				shared || own.parameters
					? [...(shared ?? []), ...((own.parameters as unknown[]) ?? [])]
					: undefined,
				parameter,
			),
			...mapped('requestBody', own.requestBody, body),
			responses: each(own.responses, body),
			...mapped('servers', own.servers ?? ofPath.servers, server),
		};
		(paths[path] ??= {})[method.toLowerCase()] = facts as never;
	}
	const { components } = document;
	return {
		openapi: document.openapi,
		info: { title: 'Facts of the Allegro REST API', version: date },
		servers: document.servers.map(server) as never,
		...mapped('security', document.security, (each: unknown) => each),
		paths,
		components: {
			...Object.fromEntries(
				(
					[
						['parameters', parameter],
						['requestBodies', body],
						['responses', body],
						['headers', parameter],
						['schemas', schema],
						['securitySchemes', login],
					] as const
				)
					.filter(([kind]) => components[kind])
					.map(([kind, facts]) => [kind, each(components[kind], facts)]),
			),
		},
	} as unknown as OpenApiDocument;
}

/** What is gone through: it may hold sentences, or properties that have their names. */
const STRUCTURE = [
	...['properties', 'additionalProperties', 'items', 'not', 'allOf', 'oneOf', 'anyOf'],
	'discriminator',
];

function schema(given: unknown): unknown {
	const found = given as Node;
	if (typeof found !== 'object' || found === null) return found;
	const free = 'x-additionalPropertiesName' in found;
	return {
		...plain(found, STRUCTURE),
		...mapped('properties', found.properties, (one) => each(one, schema)),
		...mapped('additionalProperties', found.additionalProperties, schema),
		...mapped('items', found.items, schema),
		...mapped('not', found.not, schema),
		...mapped('allOf', found.allOf, schema),
		...mapped('oneOf', found.oneOf, schema),
		...mapped('anyOf', found.anyOf, schema),
		...mapped('discriminator', found.discriminator, (one) =>
			pick(one as Node, ['propertyName', 'mapping']),
		),
		...(free ? { 'x-additionalPropertiesName': 'id' } : {}),
		...(/\bfield is ignored\b/.test(String(found.description ?? '')) || found['x-ignored']
			? { 'x-ignored': true }
			: {}),
	};
}

function parameter(given: unknown): unknown {
	const found = given as Node;
	return {
		...plain(found, ['schema', 'content']),
		...mapped('schema', found.schema, schema),
		...mapped('content', found.content, content),
	};
}

function body(given: unknown): unknown {
	const found = given as Node;
	return {
		...plain(found, ['headers', 'content']),
		...mapped('headers', found.headers, (one) => each(one, parameter)),
		...mapped('content', found.content, content),
	};
}

const content = (given: unknown): unknown =>
	each(given, (one) => ({
		...plain(one as Node, ['schema']),
		...mapped('schema', (one as Node).schema, schema),
	}));

const server = (given: unknown): unknown => withoutTexts(given);

/** A way to log in; of the permissions, their names. */
function login(given: unknown): unknown {
	const { flows = {}, ...rest } = given as { flows?: Node } & Node;
	return {
		...(withoutTexts(rest) as Node),
		...mapped('flows', withoutTexts(flows), (kinds) =>
			each(kinds, (flow) => ({
				...(flow as Node),
				...mapped('scopes', (flow as Node).scopes, (scopes) => each(scopes, () => '')),
			})),
		),
	};
}

/** All that is said besides sentences, and besides what is gone through by itself. */
function plain(found: Node, besides: string[]): Node {
	return Object.fromEntries(
		Object.entries(found)
			.filter(
				([name]) => !TEXTS.includes(name) && !name.startsWith('x-') && !besides.includes(name),
			)
			.map(([name, one]) => [name, one]),
	);
}

/** A value without the sentences in it. */
function withoutTexts(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutTexts);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(plain(value as Node, [])).map(([name, one]) => [name, withoutTexts(one)]),
	);
}

function pick(found: Node, names: string[]): Node {
	return Object.fromEntries(
		names.filter((name) => found[name] !== undefined).map((name) => [name, found[name]]),
	);
}

/** A property with its facts, or none; lists are gone through. */
function mapped(name: string, value: unknown, facts: (one: unknown) => unknown): Node {
	if (value === undefined) return {};
	return { [name]: Array.isArray(value) ? value.map(facts) : facts(value) };
}

/** The facts of each value of a map. */
function each(map: unknown, facts: (one: unknown) => unknown): Node {
	return Object.fromEntries(
		Object.entries((map as Node | undefined) ?? {}).map(([name, one]) => [name, facts(one)]),
	);
}
