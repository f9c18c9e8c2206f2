import { alternativesOf, fragmentsOf, partsAt, propertiesOf, type Part } from './alarm/schemas';
import { resolve, type OpenApiDocument, type ParameterObject, type Schema } from './document';
import { isJson } from './media';
import { requestContent } from './operations';

const DEPTH = 12;

/** The values that a place can have, by the place: `query.status`, `body.offers.type`. */
export type EnumPlaces = Map<string, string[]>;

/** The places of a request that have a list of values. */
export function requestEnums(document: OpenApiDocument, endpoint: string): EnumPlaces {
	const found: EnumPlaces = new Map();
	const [method, template] = endpoint.split(' ');
	const operation = document.paths[template]?.[method.toLowerCase()];
	if (!operation) return found;
	for (const given of operation.parameters ?? []) {
		const { name, in: kind, schema } = resolve<ParameterObject>(document, given);
		if (schema) enumsIn(document, [{ schema, origin: '' }], `${kind}.${name}`, found);
	}
	for (const [type, { schema }] of Object.entries(requestContent(document, operation)))
		if (schema && isJson(type)) enumsIn(document, [{ schema, origin: '' }], 'body', found);
	return found;
}

/** The values of one place of an answer of a list's rows, such as `events.type`; empty without a list of them. */
export function answerEnum(document: OpenApiDocument, schema: Schema, path: string): string[] {
	const found: EnumPlaces = new Map();
	enumsIn(document, [{ schema, origin: '' }], 'body', found);
	return found.get(`body.${path}`) ?? [];
}

function enumsIn(
	document: OpenApiDocument,
	parts: Part[],
	place: string,
	found: EnumPlaces,
	inside: string[] = [],
	owners: string[] = [],
): void {
	const references = parts.flatMap(({ schema }) => schema.$ref ?? []);
	// A schema that holds itself has the same values again.
	if (inside.length > DEPTH || references.some((one) => inside.includes(one))) return;
	const within = [...inside, ...references];
	const fragments = fragmentsOf(document, parts);
	const note = (at: string, values: unknown[]) => {
		const known = found.get(at) ?? [];
		const texts = values.filter((value) => value !== null).map(String);
		if (texts.length > 0) found.set(at, [...new Set([...known, ...texts])]);
	};
	for (const { facts } of fragments) {
		note(place, (facts.enum ?? []) as unknown[]);
		const { propertyName, mapping = {} } = (facts.discriminator ?? {}) as {
			propertyName?: string;
			mapping?: Record<string, string>;
		};
		if (propertyName) note(`${place}.${propertyName}`, Object.keys(mapping));
	}
	const items = partsAt(fragments, 'items', '[]');
	if (items.length > 0) enumsIn(document, items, place, found, within, owners);
	for (const [name, { parts: inner }] of propertiesOf(fragments))
		if (inner.length > 0) enumsIn(document, inner, `${place}.${name}`, found, within, owners);
	// A shape that includes its base leads to the other shapes again.
	for (const { part, owner } of alternativesOf(fragments))
		if (!owners.includes(owner))
			enumsIn(document, [part], place, found, within, [...owners, owner]);
}
