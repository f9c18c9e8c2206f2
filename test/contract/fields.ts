import { componentName, resolve, type OpenApiDocument, type Schema } from './document';

/** A value that hangs on a discriminator, with the schema that its discriminator names. */
export interface Variant {
	path: string;
	schema: string;
	value: unknown;
}

/** What a walk over a body found. */
export interface FieldReport {
	/** Properties that no schema knows, and discriminators with a wrong value. */
	problems: string[];
	/** Places of nulls that a schema allows. */
	allowedNulls: string[];
	/** Places of nulls that no schema allows. */
	wrongNulls: string[];
	/** Values that still have to be held to the schema of their variant. */
	variants: Variant[];
}

/**
 * Walks a body beside its schema. JSON Schema lets properties pass that a schema does not name,
 * and Allegro's document hardly ever forbids them, so that a misspelled field would go unnoticed.
 */
export function walkFields(
	document: OpenApiDocument,
	schema: Schema,
	value: unknown,
	path = 'body',
): FieldReport {
	const report: FieldReport = { problems: [], allowedNulls: [], wrongNulls: [], variants: [] };
	walkValue(document, [schema], value, path, report);
	return report;
}

function walkValue(
	document: OpenApiDocument,
	schemas: Schema[],
	value: unknown,
	path: string,
	report: FieldReport,
): void {
	const fragments = applicable(document, schemas, value, path, report);
	if (value === null) {
		(allowsNull(fragments) ? report.allowedNulls : report.wrongNulls).push(path);
	} else if (Array.isArray(value)) {
		const items = fragments.flatMap((fragment) => fragment.items ?? []);
		value.forEach((item, index) => walkValue(document, items, item, `${path}[${index}]`, report));
	} else if (typeof value === 'object') {
		walkObject(document, fragments, value as Record<string, unknown>, path, report);
	}
}

function walkObject(
	document: OpenApiDocument,
	fragments: Schema[],
	value: Record<string, unknown>,
	path: string,
	report: FieldReport,
): void {
	const known = new Set(fragments.flatMap((fragment) => Object.keys(fragment.properties ?? {})));
	const maps = fragments.flatMap((fragment) => fragment.additionalProperties || []);
	// An object of which nothing is said may hold anything.
	const free = known.size === 0 && maps.length === 0;
	for (const [name, part] of Object.entries(value)) {
		const place = `${path}.${name}`;
		if (known.has(name)) {
			const schemas = fragments.flatMap((fragment) => fragment.properties?.[name] ?? []);
			walkValue(document, schemas, part, place, report);
		} else if (maps.length > 0) {
			const schemas = maps.filter((map) => typeof map === 'object');
			walkValue(document, schemas, part, place, report);
		} else if (!free) {
			report.problems.push(`${place}: unknown property (known: ${[...known].sort().join(', ')})`);
		}
	}
}

/**
 * All schemas that speak about a value: the given ones and what they consist of. Where a
 * discriminator decides, only the variant that it names.
 */
function applicable(
	document: OpenApiDocument,
	schemas: Schema[],
	value: unknown,
	path: string,
	report: FieldReport,
): Schema[] {
	const found = new Set<Schema>();
	const visit = (given: Schema): void => {
		const schema = resolve(document, given);
		if (found.has(schema)) return;
		found.add(schema);
		schema.allOf?.forEach(visit);
		const { discriminator } = schema;
		if (!discriminator) {
			schema.oneOf?.forEach(visit);
			schema.anyOf?.forEach(visit);
			return;
		}
		if (typeof value !== 'object' || value === null) return;
		const key = (value as Record<string, unknown>)[discriminator.propertyName];
		const ref = typeof key === 'string' ? discriminator.mapping[key] : undefined;
		if (ref) {
			const variant = resolve<Schema>(document, { $ref: ref });
			// A variant includes its base, which leads back to the variant.
			if (!found.has(variant)) {
				report.variants.push({ path, schema: componentName(ref), value });
				visit(variant);
			}
		} else if (key !== undefined) {
			const allowed = Object.keys(discriminator.mapping).join(', ');
			report.problems.push(`${path}.${discriminator.propertyName}: must be one of ${allowed}`);
		}
	};
	schemas.forEach(visit);
	return [...found];
}

function allowsNull(fragments: Schema[]): boolean {
	const saysNothing = (schema: Schema) =>
		!(schema.type ?? schema.properties ?? schema.allOf ?? schema.oneOf ?? schema.anyOf);
	return fragments.some((fragment) => fragment.nullable) || fragments.every(saysNothing);
}
