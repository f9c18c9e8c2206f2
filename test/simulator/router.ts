import type { IncomingHttpHeaders } from 'node:http';

import { refusal } from './errors';
import type { Pace } from './limits';
import type { Identity } from './oauth';

export const PUBLIC = 'application/vnd.allegro.public.v1+json';
export const BETA = 'application/vnd.allegro.beta.v1+json';
export const BINARY = 'application/octet-stream';
export const PDF = 'application/pdf';

/** The hosts that Allegro has, and the one through which tests drive the simulator. */
export const HOSTS = ['api', 'upload', 'auth', 'control'] as const;

export type Host = (typeof HOSTS)[number];

/** One request as the handlers see it. */
export interface Call {
	host: Host;
	method: string;
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	params: Record<string, string>;
	body: Buffer;
	/** The parsed JSON body, of routes that take JSON. */
	data: Record<string, unknown>;
	/** Who is calling; set by the gate. */
	identity?: Identity;
	/** The media type that the answer will have; set by the gate. */
	accept?: string;
}

/** What a handler gives back. An object body goes out as JSON, a Buffer or string as it is. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** What stands before a handler. The defaults fit most of Allegro's operations. */
export interface Gate {
	host?: 'api' | 'upload';
	/** Scope without its `allegro:api:` prefix; none means any user token. */
	scope?: string;
	/** An application token (client_credentials) will do. */
	app?: boolean;
	/**
	 * The media type of the answer (or the choice of them), which the Accept header must name; null
	 * when there is no body.
	 */
	accept?: string | string[] | null;
	/** Media types that the request body may have; none means there is no body. */
	body?: string[];
	/** Its answers are made up: what it is asked with does not matter. */
	made?: boolean;
	/** The endpoint's own limit. */
	pace?: Pace;
}

export interface Route {
	/** Method and path as Allegro's reference spells them, for example `GET /order/events`. */
	key: string;
	method: string;
	path: string;
	gate: Gate;
	handler: Handler;
}

/** One row of an area's table: the endpoint as documented, its gatekeeping, its behaviour. */
export function route(key: string, gate: Gate, handler: Handler): Route {
	const [method, path] = key.split(' ');
	return { key, method, path, gate, handler };
}

export const ok = (body: unknown, headers?: Record<string, string>): Answer => ({
	status: 200,
	body,
	headers,
});

export const created = (body?: unknown, headers?: Record<string, string>): Answer => ({
	status: 201,
	body,
	headers,
});

export const noContent = (): Answer => ({ status: 204 });

export const file = (bytes: Buffer, type: string): Answer => ({
	status: 200,
	body: bytes,
	headers: { 'content-type': type },
});

export const html = (status: number, page: string): Answer => ({
	status,
	body: page,
	headers: { 'content-type': 'text/html;charset=UTF-8' },
});

export const redirect = (location: string): Answer => ({ status: 302, headers: { location } });

/**
 * A whole number of the query within its bounds.
 * @throws ApiError 400 when it is no number, 422 when it is out of bounds
 */
export function integer(
	query: URLSearchParams,
	name: string,
	{ min, max, fallback }: { min: number; max: number; fallback: number },
): number {
	const text = query.get(name);
	if (text === null) return fallback;
	if (!/^-?\d+$/.test(text)) throw illegal(name, `${text} is not a number`);
	const value = Number(text);
	if (value < min || value > max) {
		throw refusal(422, 'VALIDATION_ERROR', `${name} must be between ${min} and ${max}`, {
			path: name,
		});
	}
	return value;
}

/**
 * A moment of the query in milliseconds, or undefined.
 * @throws ApiError 400 when it is no ISO 8601 date-time
 */
export function moment(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	const value = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(value)) throw illegal(name, `${text} is not an ISO 8601 date-time`);
	return value;
}

/**
 * A query value out of a fixed set, or undefined.
 * @throws ApiError 400 when it is outside the set
 */
export function choice<T extends string>(
	query: URLSearchParams,
	name: string,
	allowed: readonly T[],
): T | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	if (!allowed.includes(text as T)) throw illegal(name, `${text} is not one of ${allowed.join()}`);
	return text as T;
}

export const illegal = (path: string, message: string) =>
	refusal(400, 'IllegalArgumentException', message, { path });
