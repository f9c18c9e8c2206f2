import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The parts of an OpenAPI 3.0 schema that the checks look at. */
export interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	pattern?: string;
	enum?: unknown[];
	nullable?: boolean;
	deprecated?: boolean;
	required?: string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	items?: Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	discriminator?: { propertyName: string; mapping: Record<string, string> };
}

export type Content = Record<string, { schema?: Schema }>;

export interface ParameterObject {
	name: string;
	in: 'query' | 'path' | 'header' | 'cookie';
	required?: boolean;
	explode?: boolean;
	allowEmptyValue?: boolean;
	schema: Schema;
}

export interface OperationObject {
	operationId?: string;
	tags?: string[];
	deprecated?: boolean;
	parameters?: Array<ParameterObject | Reference>;
	requestBody?: { required?: boolean; content?: Content } | Reference;
	responses: Record<string, { content?: Content } | Reference>;
	security?: Array<Record<string, string[]>>;
	servers?: Array<{ url: string }>;
}

export interface OpenApiDocument {
	openapi: string;
	info: { version: string };
	servers: Array<{ url: string }>;
	security?: Array<Record<string, string[]>>;
	paths: Record<string, Record<string, OperationObject>>;
	components: { schemas: Record<string, Schema>; [kind: string]: Record<string, unknown> };
}

export interface Reference {
	$ref: string;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** Reads an OpenAPI document from YAML or JSON text; throws when it is something else. */
export function parseOpenApi(text: string): OpenApiDocument {
	const document = parse(text) as Partial<OpenApiDocument> | null;
	if (typeof document !== 'object' || document === null)
		throw new Error('not an OpenAPI document: the file holds no object');
	if (!String(document.openapi ?? '').startsWith('3.'))
		throw new Error(`not an OpenAPI 3 document: "openapi" is ${String(document.openapi)}`);
	if (!document.info || !document.paths || !document.components?.schemas)
		throw new Error('not a whole OpenAPI document: info, paths or components.schemas are missing');
	return document as OpenApiDocument;
}

/** Reads the OpenAPI document in a file. */
export function readOpenApi(file: string): OpenApiDocument {
	return parseOpenApi(readFileSync(file, 'utf8'));
}

/** Follows `$ref` until something that is no reference. */
export function resolve<T extends object>(document: OpenApiDocument, value: T | Reference): T {
	let found: unknown = value;
	while (isReference(found)) {
		const steps = found.$ref.replace(/^#\//, '').split('/');
		found = steps.reduce<unknown>(
			(node, step) => (node as Record<string, unknown> | undefined)?.[step],
			document,
		);
		if (found === undefined) throw new Error(`the document has no ${steps.join('/')}`);
	}
	return found as T;
}

/** The name of a component, from a reference to it. */
export function componentName(ref: string): string {
	return ref.slice(ref.lastIndexOf('/') + 1);
}

/** Every operation of a document with its method (in capitals) and path template. */
export function* operationsOf(
	document: OpenApiDocument,
): Generator<{ method: string; path: string; operation: OperationObject }> {
	for (const [path, item] of Object.entries(document.paths)) {
		for (const method of METHODS) {
			const operation = item[method];
			if (operation) yield { method: method.toUpperCase(), path, operation };
		}
	}
}

function isReference(value: unknown): value is Reference {
	return typeof (value as Partial<Reference> | undefined)?.$ref === 'string';
}
