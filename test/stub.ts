import type { IDataObject } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createEngine, type Engine } from './engine';
import { connectedTo } from './operations/credential';

/** A request as a stub got it. */
export interface StubRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	body: IDataObject | undefined;
}

export interface StubAnswer {
	status?: number;
	headers?: Record<string, string>;
	body?: unknown;
}

/** A host that answers as a test says, and n8n's engine with a credential that leads to it. */
export interface Stub {
	engine: Engine;
	requests: StubRequest[];
	close(): Promise<void>;
}

/** For what the simulator does not know. @param answer called with each request. */
export async function openStub(answer: (request: StubRequest) => StubAnswer): Promise<Stub> {
	const requests: StubRequest[] = [];
	const server = createServer((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const url = new URL(incoming.url ?? '', 'http://allegro');
			const text = Buffer.concat(chunks).toString('utf8');
			const request: StubRequest = {
				method: incoming.method ?? '',
				path: url.pathname,
				query: url.searchParams,
				headers: incoming.headers as Record<string, string>,
				body: text ? (JSON.parse(text) as IDataObject) : undefined,
			};
			requests.push(request);
			const { status = 200, headers = {}, body } = answer(request);
			const type = { 'content-type': 'application/vnd.allegro.public.v1+json' };
			response
				.writeHead(status, { ...type, ...headers })
				.end(body === undefined ? undefined : JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const engine = await createEngine(connectedTo({ apiUrl: url, uploadUrl: url }));
	return {
		engine,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
