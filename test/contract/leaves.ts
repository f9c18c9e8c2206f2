import { isJson } from './media';
import { resolve, type OpenApiDocument, type OperationObject, type Schema } from './document';
import { requestContent } from './operations';

/** What the body of a request can hold. */
export interface BodyShape {
	/** Properties that must be there whatever else is sent: dotted paths, `[]` for a list's items. */
	required: string[];
	/** The names at the first level. Read-only and deprecated ones, and those Allegro ignores, are left out. */
	firstLevel: string[];
}

/** The shape of an operation's JSON body; undefined when it has none. */
export function bodyShape(
	document: OpenApiDocument,
	operation: OperationObject,
): BodyShape | undefined {
	const content = requestContent(document, operation);
	const schema = Object.entries(content).find(([type]) => isJson(type))?.[1].schema;
	if (!schema) return undefined;
	const { properties } = flat(document, schema);
	return {
		required: [...new Set(requiredLeaves(document, schema, '', 0))].filter(Boolean),
		firstLevel: Object.entries(properties)
			.filter(([, property]) => !isIdle(document, property))
			.map(([name]) => name),
	};
}

/** Every path that a body has: `a`, `a.b`, `a.list[]`, `a.list[].c`. */
export function pathsIn(body: unknown, path = ''): string[] {
	if (Array.isArray(body))
		return [`${path}[]`, ...body.flatMap((item) => pathsIn(item, `${path}[]`))];
	if (typeof body !== 'object' || body === null) return [];
	return Object.entries(body).flatMap(([name, value]) => {
		const inner = path ? `${path}.${name}` : name;
		return [inner, ...pathsIn(value, inner)];
	});
}

function requiredLeaves(
	document: OpenApiDocument,
	schema: Schema,
	path: string,
	depth: number,
): string[] {
	const { properties, required, items } = flat(document, schema);
	if (items) return requiredLeaves(document, items, `${path}[]`, depth + 1);
	const inner = required.filter((name) => properties[name]);
	// Schemas can hold themselves.
	if (inner.length === 0 || depth > 8) return [path];
	return inner.flatMap((name) =>
		requiredLeaves(document, properties[name], path ? `${path}.${name}` : name, depth + 1),
	);
}

interface FlatSchema {
	properties: Record<string, Schema>;
	required: string[];
	items: Schema | undefined;
}

/** A schema with what its `allOf` adds. Of alternatives, none is required. */
function flat(document: OpenApiDocument, given: Schema): FlatSchema {
	const schema = resolve<Schema>(document, given as never);
	const parts = (schema.allOf ?? []).map((part) => flat(document, part));
	return {
		properties: Object.assign(
			{},
			...parts.map((part) => part.properties),
			schema.properties,
		) as FlatSchema['properties'],
		required: [...parts.flatMap((part) => part.required), ...(schema.required ?? [])],
		items: schema.items ?? parts.find((part) => part.items)?.items,
	};
}

function isIdle(document: OpenApiDocument, given: Schema): boolean {
	const found = resolve<Schema & { readOnly?: boolean; 'x-ignored'?: boolean }>(
		document,
		given as never,
	);
	return Boolean(found.readOnly ?? found.deprecated ?? found['x-ignored']);
}
