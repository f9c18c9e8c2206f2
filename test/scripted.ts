import type { IncomingHttpHeaders, OutgoingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createEngine, type Engine } from './engine';
import { connectedTo } from './operations/credential';

/** A request as a scripted Allegro got it. */
export interface Sent {
	host: 'api' | 'upload';
	/** `METHOD /path?query`. */
	line: string;
	headers: IncomingHttpHeaders;
	bytes: Buffer;
	/** The body, where it is JSON. */
	json: unknown;
}

/** What a scripted Allegro answers. */
export interface Scripted {
	status?: number;
	headers?: OutgoingHttpHeaders;
	body?: unknown;
}

/** Two hosts that answer what a test says, and n8n's engine with a credential that leads to them. */
export interface ScriptedAllegro {
	engine: Engine;
	apiUrl: string;
	uploadUrl: string;
	/** The requests so far. */
	sent: Sent[];
	/** Answers from now on; an unknown request is answered 404. */
	answer: (request: Sent) => Scripted | undefined;
	close(): Promise<void>;
}

export async function openScripted(): Promise<ScriptedAllegro> {
	const sent: Sent[] = [];
	const allegro = { sent, answer: () => undefined } as unknown as ScriptedAllegro;
	const listen = async (host: Sent['host']) => {
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const bytes = Buffer.concat(chunks);
				const { method, url, headers } = request;
				const isJson = String(headers['content-type']).includes('json');
				const json: unknown = isJson ? JSON.parse(bytes.toString('utf8')) : undefined;
				const got = { host, line: `${method} ${url}`, headers, bytes, json };
				sent.push(got);
				const { status = 200, headers: more, body } = allegro.answer(got) ?? { status: 404 };
				response.writeHead(status, { 'content-type': 'application/json', ...more });
				response.end(body === undefined ? '' : JSON.stringify(body));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return server;
	};
	const servers = [await listen('api'), await listen('upload')];
	const [apiUrl, uploadUrl] = servers.map(urlOf);
	return Object.assign(allegro, {
		apiUrl,
		uploadUrl,
		engine: await createEngine(connectedTo({ apiUrl, uploadUrl })),
		async close() {
			for (const server of servers) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		},
	});
}

function urlOf(server: Server): string {
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
