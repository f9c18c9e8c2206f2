import { createConfig, lint } from '@redocly/openapi-core';
import { readOpenApi, type OpenApiDocument } from './document';

/** A document, and what is wrong with it as an OpenAPI document. */
export interface Reading {
	document: OpenApiDocument;
	/** Each with its place, such as `#/paths/~1me/get: ...`. */
	faults: string[];
}

/**
 * Reads a document that Allegro may have got wrong.
 *
 * @throws Error when it is no OpenAPI document, or a reference in it leads nowhere: of what it leaves out,
 * nothing could be told
 */
export async function readWhole(file: string): Promise<Reading> {
	const document = readOpenApi(file);
	const rules = { struct: 'error', 'no-unresolved-refs': 'error' } as const;
	const problems = await lint({ ref: file, config: await createConfig({ rules }) });
	const told = ({ location, message }: (typeof problems)[number]) =>
		`${location[0]?.pointer ?? '#'}: ${message}`;
	const lost = problems.filter(({ ruleId }) => ruleId === 'no-unresolved-refs');
	if (lost.length > 0)
		throw new Error(['not a whole OpenAPI document:', ...lost.map(told)].join('\n'));
	return { document, faults: problems.map(told) };
}
