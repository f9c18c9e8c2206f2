import { walkFields } from './fields';
import type { OpenApiDocument, Schema } from './document';
import type { Prism } from './prism';

/**
 * Problems of a JSON body that its main schema does not tell: unknown properties, nulls, and
 * values whose discriminator names a schema of their own.
 */
export function bodyProblems(
	document: OpenApiDocument,
	prism: Prism,
	schema: Schema | undefined,
	body: unknown,
	fromPrism: string[],
): string[] {
	if (!schema) return fromPrism;
	const report = walkFields(document, schema, body);
	const fromSchemas = [
		...fromPrism,
		...report.variants.flatMap((one) => prism.checkSchema(one.schema, one.value, one.path)),
	];
	// Prism sees "nullable" only beside a type, while the document often writes it beside `allOf`:
	// what it says about nulls is left out in favour of what the walk says.
	const nulls = [...report.allowedNulls, ...report.wrongNulls];
	const problems = [
		...fromSchemas.filter((problem) => !nulls.includes(problem.slice(0, problem.indexOf(': ')))),
		...report.problems,
		...report.wrongNulls.map((place) => `${place}: must not be null`),
	];
	return [...new Set(problems)];
}
