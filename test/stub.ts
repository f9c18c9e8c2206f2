import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { createEngine, type Engine } from './engine';
import { connectedTo } from './operations/credential';

/** A request as a stub got it. */
export interface StubRequest {
	host: 'api' | 'upload';
	/** `METHOD /path?query`, as sent. */
	target: string;
	method: string;
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	/** The body, where it is JSON; else empty. */
	body: IDataObject;
	bytes: Buffer;
}

export interface StubAnswer {
	status?: number;
	headers?: OutgoingHttpHeaders;
	/** An object or list goes out as JSON, text and bytes as they are. */
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

/** For what needs no state. @param answer called with each request, and those before it. */
export async function openStub(
	answer: (request: StubRequest, earlier: StubRequest[]) => StubAnswer,
): Promise<Stub> {
	const requests: StubRequest[] = [];
	const listen = async (host: StubRequest['host']) => {
		const server = createServer((message, response) => {
			void bytesOf(message).then((bytes) => {
				const request = read(host, message, bytes);
				const { status = 200, headers, body } = answer(request, [...requests]);
				requests.push(request);
				const type = String(message.headers.accept);
				response.writeHead(status, { 'content-type': type, ...headers });
				const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
				response.end(isRaw ? body : body && JSON.stringify(body));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return server;
	};
	const servers = [await listen('api'), await listen('upload')];
	const [apiUrl, uploadUrl] = servers.map(
		(server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
	);
	const engine = await createEngine({
		...connectedTo({ apiUrl, uploadUrl }),
		// What shares a Client ID shares a gate, and its waits.
		clientId: apiUrl,
	});
	return {
		engine,
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

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
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
		target: `${method} ${url}`,
		method,
		path,
		query,
		headers: headers as Record<string, string>,
		body: (isJson ? JSON.parse(bytes.toString('utf8')) : {}) as IDataObject,
		bytes,
	};
}
