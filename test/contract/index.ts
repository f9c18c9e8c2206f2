import type { OpenApiDocument } from './document';
import { readExtract } from './extract';
import { bestTemplate, fitsTemplate, listOperations, splitPath } from './operations';
import { Prism } from './prism';
import { requestProblems } from './request';
import { responseProblems } from './response';
import type { Contract, Operation } from './types';

export { parseEndpoints, readEndpoints, type Endpoint } from './endpoints';
export { checkRetired, isRetired, readRetired, type RetiredEndpoint } from './retired';
export { operationFacts, readExtract } from './extract';
export { findOpenApi, findShared } from './sources';
export * from './types';

let loading: Promise<Contract> | undefined;

/**
 * What the project keeps of Allegro's API, ready to be asked. The work of about a second is done
 * once for each process.
 */
export async function loadContract(): Promise<Contract> {
	loading ??= buildContract(readExtract());
	return await loading;
}

/** Makes a contract of an OpenAPI document. */
export async function buildContract(document: OpenApiDocument): Promise<Contract> {
	const prism = await Prism.load(document);
	const operations = listOperations(document);
	const version = document.info.version;

	const operationFor = (method: string, path: string): Operation | undefined =>
		bestTemplate(
			operations.filter((operation) => operation.method === method.toUpperCase()),
			splitPath(path).path,
		);

	const unknown = (method: string, path: string): string[] => {
		const others = operations
			.filter((operation) => fitsTemplate(operation.path, splitPath(path).path))
			.map((operation) => operation.method);
		const hint = others.length > 0 ? `, only ${others.join(', ')}` : '';
		return [`path: Allegro's API has no ${method.toUpperCase()} ${splitPath(path).path}${hint}`];
	};

	return {
		version,
		operations,
		operationFor,
		checkRequest: (request) => {
			const operation = operationFor(request.method, request.path);
			return operation
				? requestProblems(document, prism, operation, request)
				: unknown(request.method, request.path);
		},
		checkResponse: (request, response) => {
			const operation = operationFor(request.method, request.path);
			return operation
				? responseProblems(document, prism, operation, response)
				: unknown(request.method, request.path);
		},
	};
}
