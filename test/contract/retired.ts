import { readFileSync } from 'node:fs';
import { essence } from './media';
import { bestTemplate, splitPath } from './operations';
import { lowerCaseNames } from './request';
import { findShared } from './sources';
import { isBinaryBody, type RecordedRequest } from './types';

/** An operation that Allegro has switched off, with what is remembered of it. */
export interface RetiredEndpoint {
	method: string;
	path: string;
	headers?: Record<string, string>;
	/** Names of query parameters, repeated ones more than once. */
	query?: string[];
	bodyExample?: unknown;
	/** `file` when the body is bytes. */
	bodyMode?: string;
}

/** What the examples hold where their generator gave up; nothing is known below it. */
const CUT_OFF = 'Too many levels of nesting';

/** A name that the examples' generator made up for a filter with a free name. */
const MADE_UP_NAME = /^[a-z]+_[0-9a-f]+$/;

/** Methods of each retired path; told apart from living ones also where the list is not here. */
const RETIRED: Record<string, string> = {
	'/offers/listing': 'GET',
	'/parcel-management/delivery-services': 'GET',
	'/parcel-management/parcel-cancel-commands/{commandId}': 'GET PUT',
	'/parcel-management/parcel-create-commands/{commandId}': 'GET PUT',
	'/parcel-management/parcel-pickup-request-commands/{commandId}': 'GET PUT',
	'/parcel-management/parcels/label': 'GET',
	'/parcel-management/parcels/protocol': 'GET',
	'/parcel-management/parcels/{parcelId}': 'GET',
	'/parcel-management/pickup-date-proposals': 'GET',
	'/sale/allegro-prices-account-consent': 'PUT',
	'/sale/allegro-prices-account-eligibility': 'GET',
	'/sale/allegro-prices-offer-consents/{offerId}': 'GET PUT',
	'/sale/blacklisted-users': 'POST',
	'/sale/blacklisted-users/{excludedUserId}': 'DELETE',
	'/sale/dispute-attachments': 'POST',
	'/sale/dispute-attachments/{attachmentId}': 'GET PUT',
	'/sale/disputes': 'GET',
	'/sale/disputes/{disputeId}': 'GET',
	'/sale/disputes/{disputeId}/messages': 'GET POST',
	'/sale/loyalty/promotion-campaign-applications/{applicationId}': 'DELETE GET',
	'/sale/loyalty/promotion-campaigns': 'DELETE GET POST',
	'/sale/offer-additional-services/definitions': 'GET',
	'/sale/offer-variants': 'GET POST',
	'/sale/offer-variants/{setId}': 'DELETE GET PUT',
	'/sale/offers': 'POST',
	'/sale/offers/{offerId}': 'GET PUT',
	'/sale/offers/{offerId}/shipping-rates': 'GET',
};

/** Living paths that look like a retired one. */
const LIVING = ['/sale/offers/promo-options', '/sale/offers/unfilled-parameters'];

let endpoints: RetiredEndpoint[] | undefined;

/** The operations that Allegro has switched off; undefined when the list is not here. */
export function readRetired(): RetiredEndpoint[] | undefined {
	const file = findShared('retired-endpoints.json');
	if (!endpoints && file) endpoints = JSON.parse(readFileSync(file, 'utf8')) as RetiredEndpoint[];
	return endpoints;
}

/** Whether a request goes to an operation that Allegro has switched off. */
export function isRetired(request: Pick<RecordedRequest, 'method' | 'path'>): boolean {
	const candidates = Object.entries(RETIRED)
		.filter(([, methods]) => methods.split(' ').includes(request.method.toUpperCase()))
		.map(([path]) => ({ path }));
	const { path } = splitPath(request.path);
	return !LIVING.includes(path) && bestTemplate(candidates, path) !== undefined;
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
	const sameMethod = (readRetired() ?? []).filter(
		(endpoint) => endpoint.method === method.toUpperCase(),
	);
	return bestTemplate(sameMethod, splitPath(path).path);
}

function queryProblems({ query = [] }: RetiredEndpoint, sent: string): string[] {
	const free = query.some((name) => MADE_UP_NAME.test(name));
	const known = query.filter((name) => !MADE_UP_NAME.test(name));
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

function bodyProblems({ bodyExample, bodyMode }: RetiredEndpoint, body: unknown): string[] {
	if (bodyMode === 'file') return isBinaryBody(body) ? [] : ['body: must be bytes'];
	if (bodyExample === undefined)
		return body === undefined ? [] : ['body: sent, but this operation takes none'];
	if (body === undefined) return ['body: is missing'];
	return compare(bodyExample, body, 'body');
}

/** Problems of a body that has other properties than its example, as deep as the example goes. */
function compare(example: unknown, body: unknown, path: string): string[] {
	if (isCutOff(example)) return [];
	if (body === null) return [`${path}: must not be null`];
	if (Array.isArray(example)) {
		if (!Array.isArray(body)) return [`${path}: must be an array`];
		return body.flatMap((item, index) => compare(example[0], item, `${path}[${index}]`));
	}
	if (!isObject(example)) return [];
	if (!isObject(body)) return [`${path}: must be an object`];
	return Object.entries(body).flatMap(([name, part]) =>
		name in example
			? compare(example[name], part, `${path}.${name}`)
			: [`${path}.${name}: unknown property (known: ${Object.keys(example).join(', ')})`],
	);
}

function isCutOff(example: unknown): boolean {
	if (!isObject(example)) return example === undefined;
	return typeof example.value === 'string' && example.value.includes(CUT_OFF);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
