import { bodyProblems } from './bodies';
import { walkFields } from './fields';
import { essence, isDeclared, isJson } from './media';
import { responseContent } from './operations';
import { lowerCaseNames } from './request';
import { isBinaryBody, type Operation, type RecordedResponse } from './types';
import type { Content, OpenApiDocument } from './document';
import type { Prism } from './prism';

/** Holds a response to what its operation declares; each problem starts with its place. */
export function responseProblems(
	document: OpenApiDocument,
	prism: Prism,
	operation: Operation,
	response: RecordedResponse,
): string[] {
	const declared = document.paths[operation.path][operation.method.toLowerCase()];
	const status = operation.statuses.includes(String(response.status))
		? String(response.status)
		: 'default';
	const content = responseContent(document, declared, status);
	const isError = response.status >= 400;
	if (!content) {
		if (isError) return errorProblems(document, prism, response);
		return [`status: is ${response.status}, but must be ${operation.statuses.join(' or ')}`];
	}
	const headers = lowerCaseNames(response.headers);
	const type = headers['content-type'] && essence(headers['content-type']);
	if (isEmpty(response.body)) {
		// The document is unsure of the bodies of errors, and some gateways send none.
		const missing = Object.keys(content).length > 0 && !isError;
		return [
			...(missing ? [`body: is missing from the answer ${response.status}`] : []),
			...prism.checkResponse(operation.method, operation.path, { status, headers }),
		];
	}
	if (Object.keys(content).length === 0)
		return isError
			? errorProblems(document, prism, response)
			: [`body: the answer ${response.status} has none`];
	if (!type) return ['header.content-type: is missing'];
	const chosen = chooseType(content, type, isError);
	if (!chosen)
		return [`header.content-type: is ${type}, but must be ${Object.keys(content).join(' or ')}`];
	if (!isJson(type))
		return isPlainObject(response.body) && !isBinaryBody(response.body)
			? [`body: is JSON, but its content type is ${type}`]
			: [];
	const fromPrism = prism.checkResponse(operation.method, operation.path, {
		status,
		headers,
		bodyType: essence(chosen),
		body: response.body,
	});
	return bodyProblems(document, prism, content[chosen].schema, response.body, fromPrism);
}

/** Errors come as whatever JSON the gateway in front of an operation speaks. */
function chooseType(content: Content, type: string, isError: boolean): string | undefined {
	const types = Object.keys(content);
	return (
		types.find((one) => essence(one) === type) ??
		types.find((one) => isDeclared(type, [one])) ??
		(isError && isJson(type) ? types.find((one) => isJson(one)) : undefined)
	);
}

/** Errors that an operation does not declare have one of Allegro's two shapes, or no body. */
function errorProblems(
	document: OpenApiDocument,
	prism: Prism,
	{ body, status }: RecordedResponse,
): string[] {
	if (isEmpty(body)) return [];
	// The limit of all requests and the gateways answer in plain words.
	if (typeof body === 'string') return status === 429 || status >= 500 ? [] : [wrongError(status)];
	if (!isPlainObject(body)) return [wrongError(status)];
	const name = 'errors' in body ? 'ErrorsHolder' : 'error' in body ? 'AuthError' : undefined;
	// Allegro's gateway has a shape of its own when what lies behind it is too slow.
	if (!name) return status >= 500 ? [] : [wrongError(status)];
	return [
		...prism.checkSchema(name, body, 'body'),
		...walkFields(document, { $ref: `#/components/schemas/${name}` }, body).problems,
	];
}

function wrongError(status: number): string {
	return `body: the answer ${status} has neither errors[] nor error`;
}

function isEmpty(body: unknown): boolean {
	return body === undefined || body === null || body === '';
}

function isPlainObject(body: unknown): body is Record<string, unknown> {
	return (
		typeof body === 'object' && body !== null && !Array.isArray(body) && !Buffer.isBuffer(body)
	);
}
