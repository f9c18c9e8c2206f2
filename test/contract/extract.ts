import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	resolve,
	type OpenApiDocument,
	type OperationObject,
	type ParameterObject,
	type Schema,
} from './document';
import { isJson } from './media';
import { requestContent, responseContent } from './operations';

/** Where the facts that the project keeps of Allegro's API stand; `npm run contract` writes them. */
export const EXTRACT = path.join(__dirname, 'extract');

let kept: OpenApiDocument | undefined;

/** The facts of Allegro's API that the project keeps, as an OpenAPI document; read once. */
export function readExtract(folder = EXTRACT): OpenApiDocument {
	if (folder !== EXTRACT) return readFacts(folder);
	return (kept ??= readFacts(folder));
}

function readFacts(folder: string): OpenApiDocument {
	const read = (name: string) =>
		JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Partial<OpenApiDocument>;
	return { ...read('operations'), ...read('schemas') } as OpenApiDocument;
}

/** The parts of an extract by file name. */
export function extractFiles({ components, ...rest }: OpenApiDocument): Record<string, unknown> {
	return { 'operations.json': rest, 'schemas.json': { components } };
}

/**
 * What an operation asks for and answers, for tests of values.
 * @param endpoint method and path template, such as `GET /order/events`
 */
export function operationFacts(endpoint: string): {
	/** All parameters with their schemas, references followed. */
	parameters: ParameterObject[];
	/** The schema of a JSON body (references into {@link readExtract}); undefined without one. */
	body: Schema | undefined;
	/** The schema of the JSON answer of a status, the first 2xx when none is given. */
	answer: (status?: string) => Schema | undefined;
} {
	const document = readExtract();
	const [method, template] = endpoint.split(' ');
	const operation = document.paths[template]?.[method.toLowerCase()] as OperationObject | undefined;
	if (!operation) throw new Error(`Allegro has no ${endpoint}`);
	const json = (content: Record<string, { schema?: Schema }> | undefined) =>
		Object.entries(content ?? {}).find(([type]) => isJson(type))?.[1].schema;
	return {
		parameters: (operation.parameters ?? []).map((one) => {
			const found = resolve<ParameterObject>(document, one);
			return { ...found, schema: resolve<Schema>(document, found.schema as never) };
		}),
		body: json(requestContent(document, operation)),
		answer: (status = Object.keys(operation.responses).find((one) => one.startsWith('2'))) =>
			status === undefined ? undefined : json(responseContent(document, operation, status)),
	};
}
