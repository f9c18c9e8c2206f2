import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { createEngine, type Engine } from './engine';
import { connectedTo } from './operations/credential';

/** A request as a stub got it. */
export interface StubRequest {
	/** `METHOD /path?query`. */
	target: string;
	method: string;
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	/** Empty when there was none. */
	body: IDataObject;
}

export interface StubAnswer {
	status?: number;
	headers?: Record<string, string>;
	/** An object or list goes out as JSON, text as it is. */
	body?: unknown;
}

/** An Allegro that answers what a test says, for what needs no state; and an engine for it. */
export interface Stub {
	engine: Engine;
	requests: StubRequest[];
	close(): Promise<void>;
}

/** @param answer called with each request, and those before it. */
export async function openStub(
	answer: (request: StubRequest, earlier: StubRequest[]) => StubAnswer,
): Promise<Stub> {
	const requests: StubRequest[] = [];
	const server = createServer((message, response) => {
		void read(message).then((text) => {
			const url = new URL(message.url ?? '', 'http://allegro');
			const request: StubRequest = {
				target: `${message.method} ${message.url}`,
				method: message.method ?? '',
				path: url.pathname,
				query: url.searchParams,
				headers: message.headers as Record<string, string>,
				body: (text ? JSON.parse(text) : {}) as IDataObject,
			};
			const { status = 200, headers, body } = answer(request, [...requests]);
			requests.push(request);
			const type = String(message.headers.accept);
			response.writeHead(status, { 'content-type': type, ...headers });
			response.end(typeof body === 'string' ? body : body && JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const engine = await createEngine({
		...connectedTo({ apiUrl: url, uploadUrl: url }),
		// What shares a Client ID shares a gate, and its waits.
		clientId: url,
	});
	return {
		engine,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function read(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
