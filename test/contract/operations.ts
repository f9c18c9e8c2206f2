import { hasFreeNames } from './prepare';
import {
	operationsOf,
	resolve,
	type Content,
	type OpenApiDocument,
	type OperationObject,
	type ParameterObject,
} from './document';
import type { Operation } from './types';

/** Lists the operations of a document, in its order. */
export function listOperations(document: OpenApiDocument): Operation[] {
	return [...operationsOf(document)].map(({ method, path, operation }) => {
		const query = (operation.parameters ?? [])
			.map((parameter) => resolve<ParameterObject>(document, parameter))
			.filter((parameter) => parameter.in === 'query');
		const security = operation.security ?? document.security ?? [];
		return {
			method,
			path,
			operationId: operation.operationId ?? '',
			tag: operation.tags?.[0] ?? '',
			deprecated: operation.deprecated ?? false,
			scopes: [
				...new Set(
					security
						.flatMap((requirement) => Object.values(requirement).flat())
						.map((scope) => scope.replace(/^allegro:api:/, '')),
				),
			],
			appTokenOk: security.some((requirement) => 'bearer-token-for-application' in requirement),
			host: (operation.servers ?? document.servers)[0].url.includes('//upload.') ? 'upload' : 'api',
			query: query
				.filter((parameter) => !hasFreeNames(parameter))
				.map(({ name, required, schema }) => ({
					name,
					required: required ?? false,
					repeated: resolve(document, schema).type === 'array',
				})),
			freeQueryNames: query.some(hasFreeNames),
			requestMedia: Object.keys(requestContent(document, operation)),
			successMedia: [
				...new Set(
					Object.keys(operation.responses)
						.filter((status) => status.startsWith('2'))
						.flatMap((status) => Object.keys(responseContent(document, operation, status) ?? {})),
				),
			],
			statuses: Object.keys(operation.responses),
		};
	});
}

/** The bodies that an operation takes, by media type. */
export function requestContent(document: OpenApiDocument, operation: OperationObject): Content {
	return resolve<{ content?: Content }>(document, operation.requestBody ?? {}).content ?? {};
}

/** The bodies that an operation answers a status with; undefined when the status is not declared. */
export function responseContent(
	document: OpenApiDocument,
	operation: OperationObject,
	status: string,
): Content | undefined {
	const response = operation.responses[status] ?? operation.responses.default;
	return response && (resolve<{ content?: Content }>(document, response).content ?? {});
}

/** Splits a path as sent into the path and the query string. */
export function splitPath(sent: string): { path: string; query: string } {
	const at = sent.indexOf('?');
	return at < 0
		? { path: sent, query: '' }
		: { path: sent.slice(0, at), query: sent.slice(at + 1) };
}

/** Whether a path fits a template; a parameter takes one segment that is not empty. */
export function fitsTemplate(template: string, path: string): boolean {
	const wanted = template.split('/');
	const given = path.split('/');
	return (
		wanted.length === given.length &&
		wanted.every((segment, index) =>
			isParameter(segment) ? given[index] !== '' : segment === given[index],
		)
	);
}

/** The best of the templates that a path fits: the one whose first difference is literal. */
export function bestTemplate<T extends { path: string }>(
	candidates: T[],
	path: string,
): T | undefined {
	const rank = (template: string) =>
		template
			.split('/')
			.map((segment) => (isParameter(segment) ? '1' : '0'))
			.join('');
	return candidates
		.filter((candidate) => fitsTemplate(candidate.path, path))
		.sort((a, b) => rank(a.path).localeCompare(rank(b.path)))[0];
}

/** Names and values of the parameters in a path. */
export function pathParameters(template: string, path: string): Array<[string, string]> {
	const given = path.split('/');
	return template
		.split('/')
		.flatMap(
			(segment, index): Array<[string, string]> =>
				isParameter(segment) ? [[segment.slice(1, -1), given[index]]] : [],
		);
}

function isParameter(segment: string): boolean {
	return segment.startsWith('{');
}
