import { operationsOf, type OpenApiDocument } from './document';

/** What a schema says besides sentences. */
export const SCHEMA_FACTS = [
	'$ref',
	'type',
	'format',
	'pattern',
	'enum',
	'nullable',
	'deprecated',
	'readOnly',
	'writeOnly',
	'required',
	'minimum',
	'maximum',
	'exclusiveMinimum',
	'exclusiveMaximum',
	'multipleOf',
	'minLength',
	'maxLength',
	'minItems',
	'maxItems',
	'uniqueItems',
	'minProperties',
	'maxProperties',
	'default',
];

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
		const shared = (document.paths[path] as unknown as Node).parameters as unknown[] | undefined;
		const facts = {
			...pick(own, ['operationId', 'tags', 'deprecated']),
			...mapped(
				'parameters',
				shared || own.parameters
					? [...(shared ?? []), ...((own.parameters as unknown[]) ?? [])]
					: undefined,
				parameter,
			),
			...mapped('requestBody', own.requestBody, body),
			responses: each(own.responses, body),
			...pick(own, ['security']),
			...mapped('servers', own.servers, server),
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
					] as const
				)
					.filter(([kind]) => components[kind])
					.map(([kind, facts]) => [kind, each(components[kind], facts)]),
			),
		},
	} as unknown as OpenApiDocument;
}

function schema(given: unknown): unknown {
	const found = given as Node;
	if (typeof found !== 'object' || found === null) return found;
	const free = 'x-additionalPropertiesName' in found;
	return {
		...pick(found, SCHEMA_FACTS),
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
		...pick(found, [
			'$ref',
			'name',
			'in',
			'required',
			'deprecated',
			'explode',
			'style',
			'allowEmptyValue',
		]),
		...mapped('schema', found.schema, schema),
		...mapped('content', found.content, content),
	};
}

function body(given: unknown): unknown {
	const found = given as Node;
	return {
		...pick(found, ['$ref', 'required']),
		...mapped('headers', found.headers, (one) => each(one, parameter)),
		...mapped('content', found.content, content),
	};
}

const content = (given: unknown): unknown =>
	each(given, (one) => mapped('schema', (one as Node).schema, schema));

function server(given: unknown): unknown {
	return pick(given as Node, ['url']);
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
