import type { IDataObject } from 'n8n-workflow';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createEngine, type Engine } from './engine';
import { connectedTo } from './operations/credential';

/** A request as a stub got it. */
export interface StubRequest {
	host: 'api' | 'upload';
	/** `METHOD /path?query`, as sent. */
	line: string;
	method: string;
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	/** The body, where it is JSON. */
	body: IDataObject | undefined;
	bytes: Buffer;
}

export interface StubAnswer {
	status?: number;
	headers?: OutgoingHttpHeaders;
	body?: unknown;
}

/** Two hosts that answer as a test says, and n8n's engine with a credential that leads to them. */
export interface Stub {
	engine: Engine;
	apiUrl: string;
	uploadUrl: string;
	requests: StubRequest[];
	close(): Promise<void>;
}

/** For what the simulator does not know. @param answer called with each request. */
export async function openStub(answer: (request: StubRequest) => StubAnswer): Promise<Stub> {
	const requests: StubRequest[] = [];
	const listen = async (host: StubRequest['host']) => {
		const server = createServer((incoming, response) => {
			const chunks: Buffer[] = [];
			incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
			incoming.on('end', () => {
				const request = read(host, incoming, Buffer.concat(chunks));
				requests.push(request);
				const { status = 200, headers = {}, body } = answer(request);
				const type = { 'content-type': 'application/vnd.allegro.public.v1+json' };
				response
					.writeHead(status, { ...type, ...headers })
					.end(body === undefined ? undefined : JSON.stringify(body));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return server;
	};
	const servers = [await listen('api'), await listen('upload')];
	const [apiUrl, uploadUrl] = servers.map(
		(server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
	);
	return {
		engine: await createEngine(connectedTo({ apiUrl, uploadUrl })),
		apiUrl,
		uploadUrl,
		requests,
		async close() {
			for (const server of servers) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		},
	};
}

function read(
	host: StubRequest['host'],
	{ method = '', url = '', headers }: IncomingMessage,
	bytes: Buffer,
): StubRequest {
	const { pathname: path, searchParams: query } = new URL(url, 'http://allegro');
	const isJson = bytes.length > 0 && String(headers['content-type']).includes('json');
	return {
		host,
		line: `${method} ${url}`,
		method,
		path,
		query,
		headers: headers as Record<string, string>,
		body: isJson ? (JSON.parse(bytes.toString('utf8')) as IDataObject) : undefined,
		bytes,
	};
}
