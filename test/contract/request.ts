import { bodyProblems } from './bodies';
import { acceptedTypes, essence, isDeclared, isJson } from './media';
import { pathParameters, requestContent, splitPath } from './operations';
import { isBinaryBody, type Operation, type RecordedRequest } from './types';
import type { OpenApiDocument } from './document';
import type { Prism } from './prism';

/** Values that a template leaves in a path when nobody filled it in. */
const NOT_A_VALUE = /^(undefined|null|NaN|\{.*\}|\[object \w+\])$/;

/** What a query parameter with a free name looks like: the id of a filter. */
const FILTER_ID = /^[\w.-]*\d[\w.-]*$/;

/** Holds a request to its operation; each problem starts with its place. */
export function requestProblems(
	document: OpenApiDocument,
	prism: Prism,
	operation: Operation,
	request: RecordedRequest,
): string[] {
	const headers = lowerCaseNames(request.headers);
	const { path, query } = splitPath(request.path);
	if (!isEncoded(path)) return [`path: is not encoded: ${path}`];
	const contentType = headers['content-type'] && essence(headers['content-type']);
	const content = requestContent(
		document,
		document.paths[operation.path][operation.method.toLowerCase()],
	);
	const jsonType =
		contentType && isJson(contentType) && request.body !== undefined && !isBinaryBody(request.body)
			? Object.keys(content).find((type) => essence(type) === contentType)
			: undefined;
	const fromPrism = prism.checkRequest(operation.method, operation.path, {
		path,
		query: groupQuery(query),
		headers,
		bodyType: jsonType && essence(jsonType),
		body: request.body,
	});
	return [
		...hostProblems(operation, request),
		...pathProblems(operation, path),
		...queryProblems(operation, query),
		...acceptProblems(operation, headers.accept),
		...carrierProblems(operation, request, contentType),
		...(jsonType
			? bodyProblems(document, prism, content[jsonType].schema, request.body, fromPrism)
			: fromPrism),
	];
}

/** Header names in lower case, as HTTP does not tell them apart. */
export function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function hostProblems(operation: Operation, request: RecordedRequest): string[] {
	if (request.host === operation.host) return [];
	return [`host: is ${request.host}, but this operation lives on ${operation.host}`];
}

function pathProblems(operation: Operation, path: string): string[] {
	return pathParameters(operation.path, path)
		.map(([name, value]) => [name, decodeURIComponent(value)])
		.filter(([, value]) => NOT_A_VALUE.test(value))
		.map(([name, value]) => `path.${name}: is ${value}, which is no value`);
}

function isEncoded(path: string): boolean {
	try {
		return decodeURIComponent(path) !== '';
	} catch {
		return false;
	}
}

/** Prism knows nothing of names that are not declared, and takes an empty value for none. */
function queryProblems(operation: Operation, query: string): string[] {
	const known = operation.query.map((parameter) => parameter.name);
	return [...new URLSearchParams(query)].flatMap(([name, value]) => {
		const place = `query.${name}`;
		const free = operation.freeQueryNames && FILTER_ID.test(name);
		if (!known.includes(name) && !free)
			return [`${place}: unknown query parameter (known: ${known.join(', ') || 'none'})`];
		return value === '' ? [`${place}: is empty`] : [];
	});
}

function acceptProblems(operation: Operation, accept: string | undefined): string[] {
	const { successMedia, method } = operation;
	if (accept === undefined) {
		// Allegro exempts DELETE, and an answer without a body leaves nothing to choose.
		return method === 'DELETE' || successMedia.length === 0 ? [] : ['header.accept: is missing'];
	}
	const accepted = acceptedTypes(accept);
	const fits =
		successMedia.length > 0
			? accepted.some((type) => isDeclared(type, successMedia))
			: accepted.some((type) => isJson(type) || type === '*/*');
	if (fits) return [];
	return [
		`header.accept: is ${accept}, but the answer is ${successMedia.join(' or ') || 'empty, with JSON errors'}`,
	];
}

/** Whether there is a body where one belongs, of a type that the operation takes. */
function carrierProblems(
	operation: Operation,
	{ body }: RecordedRequest,
	contentType: string | undefined,
): string[] {
	const { requestMedia } = operation;
	if (requestMedia.length === 0)
		return body === undefined ? [] : ['body: sent, but this operation takes none'];
	// The document calls many bodies optional of which the operation makes no sense without them.
	if (body === undefined) return ['body: is missing'];
	if (!contentType) return ['header.content-type: is missing'];
	if (!isDeclared(contentType, requestMedia))
		return [`header.content-type: is ${contentType}, but must be ${requestMedia.join(' or ')}`];
	if (isBinaryBody(body)) {
		if (isJson(contentType)) return [`body: is bytes, but its content type is ${contentType}`];
		if (essence(body.$binary) !== contentType)
			return [`body: is ${body.$binary}, but its content type is ${contentType}`];
		return body.size > 0 ? [] : ['body: has no bytes'];
	}
	return isJson(contentType) ? [] : [`body: is JSON, but its content type is ${contentType}`];
}

function groupQuery(query: string): Record<string, string | string[]> {
	const search = new URLSearchParams(query);
	return Object.fromEntries(
		[...new Set(search.keys())].map((name) => {
			const values = search.getAll(name);
			return [name, values.length > 1 ? values : values[0]];
		}),
	);
}
