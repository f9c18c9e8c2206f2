import { randomUUID } from 'node:crypto';
import { once, setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { ApiError, OAuthError, refusal } from './errors';
import { type ExchangeLog, plainQuery } from './exchanges';
import type { Faults, Mishap } from './faults';
import { type Answer, type Call, type Host, PUBLIC, type Route } from './router';

const MAX_BODY = 64 * 1024 * 1024;

/** One of the simulator's hosts: what it answers, and what a request must pass before. */
export interface Site {
	host: Host;
	routes: Route[];
	/** Lets the request in, or throws; also says no to a path without a route. */
	admit(call: Call, route: Route | undefined): asserts route is Route;
	/** Where exchanges are kept and faults come from; the control host has neither. */
	watch?: { log: ExchangeLog; faults: Faults };
}

/** The HTTP side: four listeners on loopback that can be closed at once. */
export class Server {
	private readonly apps: FastifyInstance[] = [];
	private readonly closing = new AbortController();

	constructor() {
		// Each request that is held listens to it.
		setMaxListeners(0, this.closing.signal);
	}

	/**
	 * Starts one host on a port of 127.0.0.1 (0: any) and gives its URL.
	 * @throws Error when the port is taken
	 */
	async listen(site: Site, port: number): Promise<string> {
		const app = fastify({
			forceCloseConnections: true,
			bodyLimit: MAX_BODY,
			routerOptions: { maxParamLength: 500 },
			exposeHeadRoutes: false,
		});
		this.apps.push(app);
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
			done(null, body),
		);
		for (const route of site.routes) {
			app.route({
				method: route.method,
				url: route.path.replace(/\{(\w+)\}/g, ':$1'),
				handler: (request, reply) => this.serve(site, route, request, reply),
			});
		}
		app.setNotFoundHandler((request, reply) => this.serve(site, undefined, request, reply));
		return await app.listen({ host: '127.0.0.1', port });
	}

	/** Ends all hosts, also connections kept alive and requests held by a latency. */
	async close(): Promise<void> {
		this.closing.abort();
		await Promise.all(this.apps.map(async (app) => await app.close()));
	}

	private async serve(
		site: Site,
		route: Route | undefined,
		request: FastifyRequest,
		reply: FastifyReply,
	): Promise<void> {
		const call = toCall(site.host, request);
		const startedAt = Date.now();
		site.watch?.log.arrive(route?.key);
		const mishap = site.watch?.faults.meet(call) ?? { delayMs: 0 };
		let sent: Sent = { status: 0, headers: {}, body: Buffer.alloc(0) };
		if (await this.hold(mishap)) {
			if (mishap.drop !== 'before') {
				sent = encode(call, mishap.answer ?? (await answer(site, route, call)));
			}
		} else {
			mishap.drop = 'before';
		}
		const delivered = deliver(reply, sent, mishap);
		site.watch?.log.leave({
			host: call.host,
			method: call.method,
			path: call.path,
			route: route?.key,
			query: plainQuery(call.query),
			headers: call.headers,
			body: call.body,
			status: delivered.status,
			responseHeaders: delivered.headers,
			responseBody: delivered.body,
			startedAt,
			finishedAt: Date.now(),
		});
	}

	/** Waits; false when the simulator was closed meanwhile. */
	private async hold({ delayMs, until }: Mishap): Promise<boolean> {
		if (until && !this.closing.signal.aborted) {
			await Promise.race([until, once(this.closing.signal, 'abort')]);
		}
		if (delayMs > 0) await sleep(delayMs, undefined, this.closing).catch(() => undefined);
		return !this.closing.signal.aborted;
	}
}

interface Sent {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

function toCall(host: Host, { raw, method, params, body }: FastifyRequest): Call {
	const url = new URL(raw.url!, 'http://host');
	return {
		host,
		method,
		path: url.pathname,
		query: url.searchParams,
		headers: raw.headers,
		params: params as Record<string, string>,
		body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
		data: {},
	};
}

async function answer(site: Site, route: Route | undefined, call: Call): Promise<Answer> {
	try {
		site.admit(call, route);
		return await route.handler(call);
	} catch (error) {
		if (error instanceof OAuthError) return { status: error.status, body: error.body() };
		const known =
			error instanceof ApiError ? error : refusal(500, 'INTERNAL_SERVER_ERROR', String(error));
		return {
			status: known.status,
			body: known.body(call.headers['accept-language']),
			headers: known.headers,
		};
	}
}

/** Headers and bytes of an answer; every answer of Allegro's carries a trace id. */
function encode(call: Call, { status, headers, body }: Answer): Sent {
	const allegro = call.host === 'api' || call.host === 'upload';
	const json = allegro ? jsonType(call, status) : 'application/json';
	const plain = body === undefined || Buffer.isBuffer(body) || typeof body === 'string';
	const bytes = plain ? body : JSON.stringify(body);
	return {
		status,
		headers: {
			...(body === undefined ? {} : { 'content-type': `${json};charset=UTF-8` }),
			'trace-id': randomUUID(),
			...headers,
		},
		body: Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes ?? ''),
	};
}

const jsonType = ({ accept }: Call, status: number) =>
	status < 400 && accept?.endsWith('json') ? accept : PUBLIC;

/** Sends the answer, whole or as the mishap wants it, and gives back what really went out. */
function deliver(reply: FastifyReply, sent: Sent, { drop, truncate }: Mishap): Sent {
	const half = sent.body.subarray(0, sent.body.length / 2);
	if (!drop) {
		const body = truncate ? half : sent.body;
		void reply
			.code(sent.status)
			.headers(sent.headers)
			.send(body.length > 0 ? body : undefined);
		return { ...sent, body };
	}
	reply.hijack();
	const { raw } = reply;
	if (drop !== 'midBody') {
		raw.destroy();
		return { status: 0, headers: {}, body: Buffer.alloc(0) };
	}
	raw.writeHead(sent.status, { ...sent.headers, 'content-length': sent.body.length });
	raw.write(half, () => raw.destroy());
	return { ...sent, body: half };
}
