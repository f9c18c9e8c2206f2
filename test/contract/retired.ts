import { readFileSync } from 'node:fs';
import path from 'node:path';
import { essence } from './media';
import { bestTemplate, splitPath } from './operations';
import { lowerCaseNames } from './request';
import { EXTRACT } from './extract';
import { isBinaryBody, type RecordedRequest } from './types';

/** An operation that Allegro has switched off, with what is remembered of it. */
export interface RetiredEndpoint {
	method: string;
	path: string;
	headers?: Record<string, string>;
	/** Names of query parameters, repeated ones more than once. */
	query?: string[];
	/** The properties of a body; a leaf is the name of its type, `any` where nothing is known. */
	bodyShape?: unknown;
	/** `file` when the body is bytes. */
	bodyMode?: string;
}

/** Stands among the names of query parameters for filters with free names. */
const FREE_NAMES = '*';

/** Living paths that look like a retired one. */
const LIVING = ['/sale/offers/promo-options', '/sale/offers/unfilled-parameters'];

let endpoints: RetiredEndpoint[] | undefined;

/** The operations that Allegro has switched off. */
export function readRetired(): RetiredEndpoint[] {
	const file = path.join(EXTRACT, 'retired.json');
	return (endpoints ??= JSON.parse(readFileSync(file, 'utf8')) as RetiredEndpoint[]);
}

/** Whether a request goes to an operation that Allegro has switched off. */
export function isRetired(request: Pick<RecordedRequest, 'method' | 'path'>): boolean {
	return !LIVING.includes(splitPath(request.path).path) && findRetired(request) !== undefined;
}

/** Holds a request to what is remembered of a retired operation. */
export function checkRetired(request: RecordedRequest): string[] {
	const endpoint = findRetired(request);
	if (!endpoint) return [`path: no retired operation ${request.method} ${request.path}`];
	return [
		...(request.host === 'api' ? [] : [`host: is ${request.host}, but must be api`]),
		...queryProblems(endpoint, splitPath(request.path).query),
		...headerProblems(endpoint, lowerCaseNames(request.headers)),
		...bodyProblems(endpoint, request.body),
	];
}

function findRetired({ method, path }: Pick<RecordedRequest, 'method' | 'path'>) {
	const sameMethod = readRetired().filter((endpoint) => endpoint.method === method.toUpperCase());
	return bestTemplate(sameMethod, splitPath(path).path);
}

function queryProblems({ query = [] }: RetiredEndpoint, sent: string): string[] {
	const free = query.includes(FREE_NAMES);
	const known = query.filter((name) => name !== FREE_NAMES);
	return [...new URLSearchParams(sent)].flatMap(([name, value]) => {
		if (!known.includes(name) && !free)
			return [`query.${name}: unknown query parameter (known: ${known.join(', ') || 'none'})`];
		return value === '' ? [`query.${name}: is empty`] : [];
	});
}

function headerProblems(
	{ headers = {}, bodyMode }: RetiredEndpoint,
	sent: Record<string, string>,
): string[] {
	return Object.entries(lowerCaseNames(headers)).flatMap(([name, wanted]) => {
		// An example of an upload shows one of several content types.
		if (wanted === '*/*' || (name === 'content-type' && bodyMode === 'file')) return [];
		if (sent[name] && essence(sent[name]) === essence(wanted)) return [];
		return [`header.${name}: is ${sent[name] ?? 'missing'}, but must be ${wanted}`];
	});
}

function bodyProblems({ bodyShape, bodyMode }: RetiredEndpoint, body: unknown): string[] {
	if (bodyMode === 'file') return isBinaryBody(body) ? [] : ['body: must be bytes'];
	if (bodyShape === undefined)
		return body === undefined ? [] : ['body: sent, but this operation takes none'];
	if (body === undefined) return ['body: is missing'];
	return compare(bodyShape, body, 'body');
}

/** Problems of a body that has other properties than its shape, as deep as the shape goes. */
function compare(shape: unknown, body: unknown, path: string): string[] {
	if (shape === undefined || shape === 'any') return [];
	if (body === null) return [`${path}: must not be null`];
	if (Array.isArray(shape)) {
		if (!Array.isArray(body)) return [`${path}: must be an array`];
		return body.flatMap((item, index) => compare(shape[0], item, `${path}[${index}]`));
	}
	if (!isObject(shape)) return [];
	if (!isObject(body)) return [`${path}: must be an object`];
	return Object.entries(body).flatMap(([name, part]) =>
		name in shape
			? compare(shape[name], part, `${path}.${name}`)
			: [`${path}.${name}: unknown property (known: ${Object.keys(shape).join(', ')})`],
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
