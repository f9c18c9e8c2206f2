import { essence } from './media';
import {
	componentName,
	operationsOf,
	resolve,
	type Content,
	type OpenApiDocument,
	type ParameterObject,
	type Schema,
} from './document';

/** Formats that the document names in its own way, as patterns. */
const PATTERN_OF_FORMAT: Record<string, string> = {
	'BCP-47 language code': '^[a-z]{2}-[A-Z]{2}$',
	'ISO 4217': '^[A-Z]{3}$',
};

const SCHEMA_PATH = '/contract/schemas/';

/** The method and path under which a component schema can be asked for by itself. */
export function schemaOperation(name: string): { method: string; path: string } {
	return { method: 'POST', path: SCHEMA_PATH + name };
}

/** What Allegro takes any number of, though its document says one. Source: allegro-api #3432. */
const REPEATED: Record<string, string[]> = {
	'GET /order/checkout-forms': ['status', 'fulfillment.status'],
};

const severalOf = (parameter: ParameterObject): ParameterObject => ({
	...parameter,
	schema: { type: 'array', items: parameter.schema },
});

/**
 * A copy of the document in which Prism's validators see everything that Allegro declares.
 * Without it they let pass, silently: whole bodies whose schema does not compile, all but the
 * last value of a repeated query parameter, and whatever hangs on a discriminator.
 */
export function prepareForPrism(original: OpenApiDocument): OpenApiDocument {
	const document = structuredClone(original);
	const variants = new Set(['ErrorsHolder', 'AuthError']);
	forEachSchema(document, (schema) => {
		for (const ref of Object.values(schema.discriminator?.mapping ?? {}))
			variants.add(componentName(ref));
		mendSchema(schema);
	});
	for (const { method, path, operation } of operationsOf(document)) {
		const repeated = REPEATED[`${method} ${path}`] ?? [];
		operation.parameters = (operation.parameters ?? [])
			.map((parameter) => resolve<ParameterObject>(document, parameter))
			.map((parameter) => (repeated.includes(parameter.name) ? severalOf(parameter) : parameter))
			.map(mendParameter);
		const bodies = [operation.requestBody ?? {}, ...Object.values(operation.responses)];
		for (const body of bodies.map((one) => resolve<{ content?: Content }>(document, one)))
			body.content &&= mendMediaTypes(body.content);
		// Prism passes over responses that say nothing, and facts have no sentences.
		for (const response of Object.values(operation.responses))
			Object.assign(resolve<object>(document, response), { description: 'facts' });
	}
	for (const name of variants) addSchemaOperation(document, name);
	return document;
}

/** Whether a query parameter stands for any number of filters, each with an id for a name. */
export function hasFreeNames(parameter: ParameterObject): boolean {
	const { type, additionalProperties } = parameter.schema;
	return (
		parameter.in === 'query' &&
		type === 'object' &&
		typeof additionalProperties === 'object' &&
		'x-additionalPropertiesName' in additionalProperties
	);
}

function mendSchema(schema: Schema): void {
	if (schema.discriminator) {
		// Prism knows no discriminators: each variant is checked by itself, see fields.ts.
		schema.type = 'object';
		schema.required = [...new Set([...(schema.required ?? []), schema.discriminator.propertyName])];
		delete schema.discriminator;
		delete schema.oneOf;
	}
	if (schema.oneOf) {
		// As no schema forbids further properties, what fits one of them mostly fits the others too.
		schema.anyOf = schema.oneOf;
		delete schema.oneOf;
	}
	// Properties without a type are meant for objects only; JSON Schema would let anything else pass.
	if (schema.properties) schema.type ??= 'object';
	if (schema.properties && !schema.allOf) {
		// Two schemas require a property that they do not have, such as `attachment` for `attachments`,
		// and one requires what it declares deprecated in favour of another property.
		const known = schema.properties;
		schema.required = schema.required?.filter((name) => name in known && !known[name].deprecated);
	}
	if (schema.nullable && schema.enum) {
		// Prism's conversion adds null itself, and a list with two of them does not compile.
		schema.enum = schema.enum.filter((value) => value !== null);
	}
	if (schema.pattern) schema.pattern = strictPattern(schema.pattern);
	if (schema.format === 'UUID') schema.format = 'uuid';
	if (schema.format && PATTERN_OF_FORMAT[schema.format]) {
		schema.pattern ??= PATTERN_OF_FORMAT[schema.format];
		delete schema.format;
	}
}

/** Drops escapes that a regular expression with the flag `u` does not allow, such as `\%`. */
function strictPattern(pattern: string): string {
	return pattern.replace(/\\([%&#@!<>=:;,'"~`_ ])/g, '$1');
}

function mendParameter(parameter: ParameterObject): ParameterObject {
	if (parameter.in !== 'query') return parameter;
	// OpenAPI explodes arrays of a query by default; Prism wants to be told.
	if (parameter.schema.type === 'array') return { ...parameter, explode: true };
	// What is left of type object is a list of keys in one value, by its description.
	if (parameter.schema.type === 'object' && !hasFreeNames(parameter))
		return { ...parameter, schema: { type: 'string' } };
	return parameter;
}

function mendMediaTypes(content: Content): Content {
	return Object.fromEntries(Object.entries(content).map(([type, body]) => [essence(type), body]));
}

function addSchemaOperation(document: OpenApiDocument, name: string): void {
	const schema = { $ref: `#/components/schemas/${name}` };
	const { method, path } = schemaOperation(name);
	document.paths[path] = {
		[method.toLowerCase()]: {
			requestBody: { required: true, content: { 'application/json': { schema } } },
			responses: { '204': {} },
		},
	};
}

/** Calls back for every schema of the document once. */
function forEachSchema(document: OpenApiDocument, visit: (schema: Schema) => void): void {
	const seen = new Set<object>();
	const walk = (schema: Schema | undefined): void => {
		if (!schema || seen.has(schema)) return;
		seen.add(schema);
		// Parts first: the visit may move them.
		Object.values(schema.properties ?? {}).forEach(walk);
		for (const list of [schema.allOf, schema.oneOf, schema.anyOf]) list?.forEach(walk);
		walk(schema.items);
		if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties);
		visit(schema);
	};
	Object.values(document.components.schemas).forEach(walk);
	for (const body of Object.values(document.components.requestBodies ?? {}))
		for (const { schema } of Object.values((body as { content: Content }).content)) walk(schema);
	for (const { operation } of operationsOf(document)) {
		for (const parameter of operation.parameters ?? [])
			walk(resolve<ParameterObject>(document, parameter).schema);
		const bodies = [operation.requestBody ?? {}, ...Object.values(operation.responses)];
		for (const body of bodies)
			for (const { schema } of Object.values(
				resolve<{ content?: Content }>(document, body).content ?? {},
			))
				walk(schema);
	}
}
