import {
	componentName,
	operationsOf,
	resolve,
	type OpenApiDocument,
	type ParameterObject,
	type Schema,
} from './document';
import { SCHEMA_FACTS } from './facts';
import { responseContent, requestContent } from './operations';

/** What is said of one place of an operation: `{ type: 'string', maxLength: 5 }`. */
export type PlaceFacts = Record<string, unknown>;

/** The places of an operation with their facts, such as `request beta body.offers[].id`. */
export interface Flat {
	places: Map<string, PlaceFacts>;
	/** The schema and the path in it that a place comes from, by which equal changes are joined. */
	origins: Map<string, string>;
}

/** Facts of a schema that are compared as they are: references are followed, and what is required is told of its fields. */
const PLAIN = [
	...SCHEMA_FACTS.filter((fact) => !['$ref', 'required'].includes(fact)),
	'x-ignored',
	'x-additionalPropertiesName',
];

/**
 * All operations of a document, and the component schemas that none of them uses (as `schema X`),
 * with every place of parameters, bodies and answers; references are followed.
 */
export function flattenDocument(document: OpenApiDocument): Map<string, Flat> {
	const used = new Set<string>();
	const flats = new Map<string, Flat>();
	for (const { method, path, operation } of operationsOf(document)) {
		const flat: Flat = { places: new Map(), origins: new Map() };
		const note = (place: string, facts: PlaceFacts) => {
			flat.places.set(place, { ...flat.places.get(place), ...facts });
			if (!flat.origins.has(place)) flat.origins.set(place, `${method} ${path} ${place}`);
		};
		const walk = (schema: Schema | undefined, place: string) => {
			if (schema) flattenSchema(document, schema, place, place, flat, used, []);
		};
		const { operationId, tags, deprecated } = operation;
		note('operation', {
			...{ operationId, tags, deprecated },
			security: operation.security ?? document.security,
			servers: operation.servers,
		});
		for (const given of operation.parameters ?? []) {
			const parameter = resolve<ParameterObject>(document, given);
			const { schema, name, in: kind, ...facts } = parameter;
			note(`${kind}.${name}`, facts as PlaceFacts);
			walk(schema, `${kind}.${name}`);
		}
		const body = resolve<{ required?: boolean }>(document, operation.requestBody ?? {});
		if (operation.requestBody) note('request', { required: body.required });
		for (const [type, { schema }] of Object.entries(requestContent(document, operation))) {
			note(`request ${type}`, {});
			walk(schema, `request ${type} body`);
		}
		for (const [status, response] of Object.entries(operation.responses)) {
			note(`answer ${status}`, {});
			const { headers = {} } = resolve<{ headers?: Record<string, ParameterObject> }>(
				document,
				response as never,
			);
			for (const [name, header] of Object.entries(headers)) {
				note(`answer ${status} header.${name}`, { required: header.required });
				walk(header.schema, `answer ${status} header.${name}`);
			}
			const content = responseContent(document, operation, status) ?? {};
			for (const [type, { schema }] of Object.entries(content)) {
				note(`answer ${status} ${type}`, {});
				walk(schema, `answer ${status} ${type} body`);
			}
		}
		flats.set(`${method} ${path}`, flat);
	}
	for (const [name, schema] of Object.entries(document.components.schemas)) {
		if (used.has(name)) continue;
		const flat: Flat = { places: new Map(), origins: new Map() };
		flattenSchema(document, schema, 'body', name, flat, new Set(), [name]);
		flats.set(`schema ${name}`, flat);
	}
	return flats;
}

function flattenSchema(
	document: OpenApiDocument,
	given: Schema,
	place: string,
	origin: string,
	flat: Flat,
	used: Set<string>,
	inside: string[],
): void {
	const note = (at: string, from: string, facts: PlaceFacts) => {
		flat.places.set(at, { ...flat.places.get(at), ...facts });
		if (!flat.origins.has(at)) flat.origins.set(at, from);
	};
	if (given.$ref) {
		const name = componentName(given.$ref);
		used.add(name);
		// A schema that holds itself goes on as it began.
		if (inside.includes(name)) return note(place, origin, { recursive: true });
		const found = resolve<Schema>(document, given as never);
		return flattenSchema(document, found, place, name, flat, used, [...inside, name]);
	}
	const schema = given as Schema & Record<string, unknown>;
	const facts = Object.fromEntries(
		PLAIN.filter((name) => schema[name] !== undefined).map((name) => [
			name,
			name === 'enum' ? [...(schema.enum ?? [])].map(String).sort() : schema[name],
		]),
	);
	if (Object.keys(facts).length > 0 || !flat.places.has(place)) note(place, origin, facts);
	const deeper = (part: Schema, step: string) =>
		flattenSchema(document, part, place + step, origin + step, flat, used, inside);
	for (const [name, property] of Object.entries(schema.properties ?? {}))
		deeper(property, `.${name}`);
	for (const name of schema.required ?? [])
		note(`${place}.${name}`, `${origin}.${name}`, { required: true });
	if (schema.items) deeper(schema.items, '[]');
	const more = schema.additionalProperties;
	if (typeof more === 'object') deeper(more, '.*');
	else if (more !== undefined) note(place, origin, { additionalProperties: more });
	for (const part of schema.allOf ?? [])
		flattenSchema(document, part, place, origin, flat, used, inside);
	for (const kind of ['oneOf', 'anyOf'] as const) {
		if (schema.discriminator) continue;
		schema[kind]?.forEach((part, index) =>
			deeper(part, `<${part.$ref ? componentName(part.$ref) : index}>`),
		);
	}
	if (schema.discriminator) {
		const { propertyName, mapping = {} } = schema.discriminator;
		note(place, origin, { discriminator: propertyName });
		for (const [value, ref] of Object.entries(mapping)) {
			note(`${place}<${value}>`, `${origin}<${value}>`, { variant: true });
			deeper({ $ref: ref }, `<${value}>`);
		}
	}
}
