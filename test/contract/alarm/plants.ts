import type { OpenApiDocument, OperationObject, ParameterObject, Schema } from '../document';
import { componentName, operationsOf } from '../document';
import type { Change } from './change';

type Facts = Record<string, unknown>;

/** A change that a test makes of a document, and how it must be told. */
export interface Plant {
	/** Where, for the name of a test. */
	at: string;
	/** Makes it. */
	make: () => void;
	/** Whether a change tells of it. */
	isTold: (change: Change) => boolean;
}

/** A schema of a document that operations use, with where it begins. */
interface Site {
	schema: Schema & Facts;
	origin: string;
}

/** All schemas of the components that a document has, those inside them included. */
function sitesOf(document: OpenApiDocument): Site[] {
	const found: Site[] = [];
	const visit = (schema: Schema & Facts, origin: string): void => {
		found.push({ schema, origin });
		for (const [name, one] of Object.entries(schema.properties ?? {}))
			visit(one as Schema & Facts, `${origin}.${name}`);
		if (schema.items) visit(schema.items as Schema & Facts, `${origin}[]`);
		for (const one of schema.allOf ?? []) visit(one as Schema & Facts, origin);
	};
	for (const [name, one] of Object.entries(document.components.schemas))
		visit(one as Schema & Facts, name);
	return found;
}

/** Those that have properties. */
const withProperties = (document: OpenApiDocument) =>
	sitesOf(document).filter(({ schema }) => Object.keys(schema.properties ?? {}).length > 0);

/** Their properties that are no references, one each. */
function propertiesOf(document: OpenApiDocument, fits: (one: Schema & Facts) => boolean) {
	return withProperties(document).flatMap(({ schema, origin }) =>
		Object.entries(schema.properties ?? {})
			.filter(([, one]) => !one.$ref && fits(one as Schema & Facts))
			.slice(0, 1)
			.map(([name, one]) => ({
				...{ owner: schema, name, property: one as Schema & Facts },
				at: `${origin}.${name}`,
			})),
	);
}

const any = () => true;
const isText = ({ type, enum: values }: Schema) => type === 'string' && !values;

const operationSites = (document: OpenApiDocument) =>
	[...operationsOf(document)].map((each) => ({ ...each, at: `${each.method} ${each.path}` }));

/** Parameters that stand in their operations. */
function parametersOf(document: OpenApiDocument, fits: (one: ParameterObject) => boolean) {
	return operationSites(document).flatMap(({ operation, at }) =>
		((operation.parameters ?? []) as ParameterObject[])
			.filter((one) => one.name !== undefined && one.in !== 'path' && fits(one))
			.slice(0, 1)
			.map((parameter) => ({ operation, parameter, endpoint: at, at: `${at} ${parameter.name}` })),
	);
}

const contentsOf = (document: OpenApiDocument) =>
	operationSites(document).flatMap(({ operation, at }) =>
		Object.entries(operation.responses)
			.map(([status, one]) => ({ status, content: (one as { content?: Facts }).content }))
			.filter(({ content }) => content && Object.keys(content).length > 0)
			.slice(0, 1)
			.map(({ status, content }) => ({
				...{ endpoint: at, at: `${at} ${status}`, status, content: content as Facts },
			})),
	);

/** A change of one fact of a property. */
const fact =
	(name: string, fits: (one: Schema & Facts) => boolean, change: (property: Facts) => void) =>
	(document: OpenApiDocument): Plant[] =>
		propertiesOf(document, fits).map(({ property, at }) => ({
			at,
			make: () => change(property),
			isTold: (told) => told.fact === name && isOf(told, at),
		}));

/**
 * Whether a change is told of a property: of the schema that was changed, or of another one that speaks of the
 * same place and is told in its stead.
 */
const isOf = ({ origin }: Change, at: string) =>
	origin === at || origin.split('.').at(-1) === at.split('.').at(-1);

const flip = (name: string) => (given: Facts) =>
	void (given[name] = given[name] ? undefined : true);

/** A change of one fact of an operation. */
const operationFact =
	(name: string, change: (operation: OperationObject & Facts) => void) =>
	(document: OpenApiDocument): Plant[] =>
		operationSites(document).map(({ operation, at }) => ({
			at,
			make: () => change(operation as OperationObject & Facts),
			isTold: (told) => told.fact === name && told.origin === at,
		}));

/** A change of one fact of a parameter. */
const parameterFact =
	(
		name: string,
		fits: (one: ParameterObject) => boolean,
		change: (parameter: ParameterObject & Facts) => void,
	) =>
	(document: OpenApiDocument): Plant[] =>
		parametersOf(document, fits).map(({ parameter, endpoint, at }) => ({
			at,
			make: () => change(parameter as ParameterObject & Facts),
			isTold: (told) =>
				told.fact === name &&
				told.origin.startsWith(endpoint) &&
				told.origin.includes(
					parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name,
				),
		}));

/** Every kind of change, with all places of a document that it can be made in. */
export const PLANTS: Record<string, (document: OpenApiDocument) => Plant[]> = {
	'property added': (document) =>
		withProperties(document).map(({ schema, origin }) => ({
			at: origin,
			make: () => void (schema.properties!.planted = { type: 'string' }),
			isTold: ({ kind, origin: told }) => kind === 'added' && told === `${origin}.planted`,
		})),
	'property added and required': (document) =>
		withProperties(document).map(({ schema, origin }) => ({
			at: origin,
			make: () => {
				schema.properties!.planted = { type: 'string' };
				schema.required = [...(schema.required ?? []), 'planted'];
			},
			isTold: ({ kind, origin: told, required }) =>
				kind === 'added' && told === `${origin}.planted` && required === true,
		})),
	'property removed': (document) =>
		propertiesOf(document, any).map(({ owner, name, at }) => ({
			at,
			make: () => {
				delete owner.properties![name];
				owner.required = owner.required?.filter((one) => one !== name);
			},
			isTold: ({ kind, origin }) => kind === 'removed' && origin === at,
		})),
	'property renamed': (document) =>
		propertiesOf(document, any).map(({ owner, name, at }) => ({
			at,
			make: () => {
				owner.properties!.planted = owner.properties![name];
				delete owner.properties![name];
				owner.required = owner.required?.map((one) => (one === name ? 'planted' : one));
			},
			isTold: ({ kind, origin, after }) =>
				(kind === 'renamed' && origin === at && after === 'planted') ||
				// Under its old name, another schema of the place has it too.
				(kind === 'added' && origin.endsWith('.planted')),
		})),
	type: fact(
		'type',
		any,
		(property) => void (property.type = property.type === 'integer' ? 'string' : 'integer'),
	),
	'enum value added': fact(
		'enum',
		(one) => Boolean(one.enum),
		(property) => void (property.enum = [...(property.enum as string[]), 'PLANTED']),
	),
	'enum value removed': fact(
		'enum',
		(one) => (one.enum?.length ?? 0) > 1,
		(property) => void (property.enum = (property.enum as string[]).slice(1)),
	),
	'enum where there was none': fact(
		'enum',
		isText,
		(property) => void (property.enum = ['PLANTED']),
	),
	required: (document) =>
		propertiesOf(document, any).map(({ owner, name, at }) => ({
			at,
			make: () => {
				const before = owner.required ?? [];
				owner.required = before.includes(name)
					? before.filter((one) => one !== name)
					: [...before, name];
			},
			isTold: (told) => Boolean(told.fact?.startsWith('required')) && isOf(told, at),
		})),
	maxLength: fact('maxLength', isText, (property) => void (property.maxLength = 7919)),
	minLength: fact('minLength', isText, (property) => void (property.minLength = 7919)),
	pattern: fact('pattern', isText, (property) => void (property.pattern = '^planted$')),
	maximum: fact(
		'maximum',
		({ type }) => type === 'integer' || type === 'number',
		(property) => void (property.maximum = 7919),
	),
	maxItems: fact(
		'maxItems',
		({ type }) => type === 'array',
		(property) => void (property.maxItems = 7919),
	),
	format: fact(
		'format',
		isText,
		(property) => void (property.format = property.format === 'uuid' ? 'date-time' : 'uuid'),
	),
	nullable: fact('nullable', any, flip('nullable')),
	default: fact('default', any, (property) => void (property.default = 'planted')),
	'field deprecated': fact('deprecated', any, flip('deprecated')),
	'field read-only': fact('readOnly', any, flip('readOnly')),
	'member of oneOf': (document) =>
		sitesOf(document)
			.filter(({ schema }) => !schema.oneOf && !schema.discriminator && !schema.$ref)
			.map(({ schema, origin }) => ({
				at: origin,
				make: () =>
					void (schema.oneOf = [
						{ properties: { planted: { type: 'string' } } },
						{ properties: { other: { type: 'string' } } },
					]),
				isTold: ({ kind, origin: told }) => kind === 'added' && told.startsWith(`${origin}<#`),
			})),
	'shape of a discriminator': (document) =>
		sitesOf(document)
			.filter(({ schema }) => Object.keys(schema.discriminator?.mapping ?? {}).length > 1)
			.flatMap(({ schema, origin }) =>
				Object.keys(schema.discriminator!.mapping).map((value) => ({
					at: `${origin}<${value}>`,
					make: () => void delete schema.discriminator!.mapping[value],
					isTold: ({ kind, origin: told }: Change) =>
						kind === 'removed' && told === `${origin}<${value}>`,
				})),
			),
	'member of allOf': (document) =>
		withProperties(document).map(({ schema, origin }) => ({
			at: origin,
			make: () =>
				void (schema.allOf = [
					...(schema.allOf ?? []),
					{ properties: { planted: { type: 'string' } }, required: ['planted'] },
				]),
			isTold: ({ kind, origin: told, required }) =>
				kind === 'added' && told === `${origin}.planted` && required === true,
		})),
	'operation removed': (document) =>
		operationSites(document).map(({ method, path, at }) => ({
			at,
			make: () => void delete document.paths[path][method.toLowerCase()],
			isTold: ({ kind, origin }) => kind === 'removed' && origin === at,
		})),
	'operation added': (document) =>
		operationSites(document).map(({ path, operation, at }) => ({
			at,
			make: () => void (document.paths[`${path}/planted`] = { get: structuredClone(operation) }),
			isTold: ({ kind, origin }) => kind === 'added' && origin === `GET ${path}/planted`,
		})),
	'operation deprecated': operationFact('deprecated', (operation) => {
		operation.deprecated = operation.deprecated ? undefined : true;
	}),
	scope: operationFact('security', (operation) => {
		operation.security = [{ 'bearer-token-for-user': ['allegro:api:planted'] }];
	}),
	'login without a user': operationFact('security', (operation) => {
		const before = operation.security ?? [];
		const isThere = before.some((way) => 'bearer-token-for-application' in way);
		operation.security = isThere
			? before.filter((way) => !('bearer-token-for-application' in way))
			: [...before, { 'bearer-token-for-application': [] }];
	}),
	server: operationFact('servers', (operation) => {
		operation.servers = [{ url: 'https://planted.{environment}' }];
	}),
	'parameter added': (document) =>
		operationSites(document).map(({ operation, at }) => ({
			at,
			make: () =>
				void (operation.parameters = [
					...(operation.parameters ?? []),
					{ name: 'planted', in: 'query', required: true, schema: { type: 'string' } },
				]),
			isTold: ({ kind, origin, required }) =>
				kind === 'added' && origin === `${at} query.planted` && required === true,
		})),
	'parameter removed': (document) =>
		parametersOf(document, any).map(({ operation, parameter, endpoint, at }) => ({
			at,
			make: () =>
				void (operation.parameters = operation.parameters?.filter((one) => one !== parameter)),
			isTold: ({ kind, origin }) => kind === 'removed' && origin.startsWith(endpoint),
		})),
	'parameter renamed': (document) =>
		parametersOf(document, any).map(({ parameter, endpoint, at }) => ({
			at,
			make: () => void (parameter.name = 'planted'),
			isTold: ({ kind, origin, after }) =>
				kind === 'renamed' && origin.startsWith(endpoint) && String(after).endsWith('.planted'),
		})),
	'parameter moved': (document) =>
		parametersOf(document, ({ in: kind }) => kind === 'query').map(
			({ parameter, endpoint, at }) => ({
				at,
				make: () => void (parameter.in = 'header'),
				isTold: ({ kind, origin, after }) =>
					kind === 'moved' && origin.startsWith(endpoint) && String(after).startsWith('header.'),
			}),
		),
	'parameter required': parameterFact('required', any, (parameter) => {
		parameter.required = !parameter.required;
	}),
	'parameter limited': parameterFact(
		'maxLength',
		({ schema }) => Boolean(schema) && !schema.$ref && schema.type === 'string',
		({ schema }) => void Object.assign(schema, { maxLength: 7919 }),
	),
	'lists of a parameter': parameterFact(
		'explode',
		({ in: kind }) => kind === 'query',
		(parameter) => void (parameter.explode = parameter.explode === false),
	),
	'media type of an answer': (document) =>
		contentsOf(document).map(({ content, endpoint, at }) => ({
			at,
			make: () =>
				void (content['application/vnd.allegro.planted.v1+json'] = Object.values(content)[0]),
			isTold: ({ kind, fact: told, origin }) =>
				kind === 'added' && told === 'media type' && origin.startsWith(endpoint),
		})),
	'media type of a body': (document) =>
		operationSites(document)
			.map((each) => ({ ...each, body: each.operation.requestBody as { content?: Facts } }))
			.filter(({ body }) => Object.keys(body?.content ?? {}).length > 0)
			.map(({ body, at }) => ({
				at,
				make: () => {
					const [type] = Object.keys(body.content!);
					body.content!['application/vnd.allegro.planted.v1+json'] = body.content![type];
					delete body.content![type];
				},
				isTold: ({ kind, fact: told, origin }) =>
					kind === 'removed' && told === 'media type' && origin.startsWith(at),
			})),
	'status of an answer': (document) =>
		operationSites(document).map(({ operation, at }) => ({
			at,
			make: () => void (operation.responses['299'] = {}),
			isTold: ({ kind, origin }) => kind === 'added' && origin === `${at} answer 299`,
		})),
	'status of an answer removed': (document) =>
		operationSites(document).map(({ operation, at }) => {
			const [status] = Object.keys(operation.responses);
			return {
				at,
				make: () => void delete operation.responses[status],
				isTold: ({ kind, origin }) => kind === 'removed' && origin === `${at} answer ${status}`,
			};
		}),
	'schema of an answer': (document) =>
		contentsOf(document)
			.filter(({ content }) => (Object.values(content)[0] as { schema?: Schema }).schema)
			.map(({ content, endpoint, at }) => ({
				at,
				make: () =>
					void Object.assign(Object.values(content)[0] as object, { schema: { type: 'boolean' } }),
				isTold: ({ origin, uses }) =>
					origin.startsWith(endpoint) || uses.some((use) => use.endpoint === endpoint),
			})),
};

/** Ways to write the same facts otherwise. */
export const SAME: Record<string, (document: OpenApiDocument) => void> = {
	'another order': (document) => void Object.assign(document, turned(document, '')),
	'schemas moved into components': (document) => {
		let count = 0;
		for (const { schema } of withProperties(document).slice(0, 400))
			for (const [name, property] of Object.entries(schema.properties ?? {}).slice(0, 1)) {
				if (property.$ref) continue;
				const moved = `Planted${count++}`;
				document.components.schemas[moved] = property;
				schema.properties![name] = { $ref: `#/components/schemas/${moved}` };
			}
	},
	'components moved into schemas': (document) => {
		for (const { schema } of sitesOf(document).filter((_, index) => index % 7 === 0)) {
			if (!schema.$ref || Object.keys(schema).length > 1) continue;
			const target = document.components.schemas[componentName(schema.$ref)];
			// One that holds itself cannot be written out.
			if (JSON.stringify(target).includes('"$ref"')) continue;
			delete schema.$ref;
			Object.assign(schema, structuredClone(target));
		}
	},
	'components of another name': (document) => {
		const text = JSON.stringify(document).replace(
			/"#\/components\/schemas\/(\w+)"/g,
			'"#/components/schemas/Planted$1"',
		);
		const renamed = JSON.parse(text) as OpenApiDocument;
		renamed.components.schemas = Object.fromEntries(
			Object.entries(renamed.components.schemas).map(([name, one]) => [`Planted${name}`, one]),
		);
		Object.assign(document, renamed);
	},
	'references within allOf': (document) => {
		for (const { schema } of sitesOf(document))
			for (const [name, property] of Object.entries(schema.properties ?? {}))
				if (property.$ref) schema.properties![name] = { allOf: [{ $ref: property.$ref }] };
	},
	'what goes without saying, said': (document) => {
		for (const { schema } of sitesOf(document))
			if (!schema.$ref)
				for (const name of ['nullable', 'deprecated', 'readOnly', 'writeOnly'])
					schema[name] ??= false;
		for (const { operation } of operationsOf(document)) {
			operation.deprecated ??= false;
			for (const one of (operation.parameters ?? []) as ParameterObject[]) {
				if (one.name === undefined) continue;
				one.required ??= false;
				if (one.in === 'query') one.explode ??= true;
			}
		}
	},
	'parameters moved into components': (document) => {
		const moved: Facts = {};
		for (const { operation, method, path } of operationsOf(document))
			operation.parameters = operation.parameters?.map((one, index) => {
				const name = `Planted${method}${path.replace(/\W/g, '')}${index}`;
				if ('$ref' in one) return one;
				moved[name] = one;
				return { $ref: `#/components/parameters/${name}` };
			});
		document.components.parameters = { ...document.components.parameters, ...moved };
	},
};

const LISTS = ['required', 'enum', 'parameters', 'tags', 'security', 'allOf', 'oneOf', 'anyOf'];

/** A document with all its maps, and those of its lists that have no order, turned around. */
function turned(value: unknown, name: string): unknown {
	if (Array.isArray(value)) {
		const list = value.map((one) => turned(one, ''));
		return LISTS.includes(name) || name.includes('bearer') ? list.reverse() : list;
	}
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, one]) => [key, turned(one, key)]),
	);
}
