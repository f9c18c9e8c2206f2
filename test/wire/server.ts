import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';

/** A request as bytes came in. */
export interface WireRequest {
	/** `METHOD /path?query` */
	line: string;
	/** All headers, as text. */
	headers: string;
	body: Buffer;
	/** How many requests came before it on its connection. */
	earlier: number;
}

/** A host that answers with whatever bytes a test writes. */
export interface Wire {
	port: number;
	requests: WireRequest[];
	/** Connections that are open now. */
	readonly open: number;
	close(): Promise<void>;
}

/** What a test does with a connection once a whole request is in. */
export type Reply = (socket: Socket, request: WireRequest) => void;

export interface WireOptions {
	/** The host speaks TLS. */
	tls?: TlsOptions;
	/** The host takes connections and never says a word, not even to greet with TLS. */
	isMute?: boolean;
	/** Called for each connection, also for one that comes to nothing. */
	onConnection?: () => void;
}

/** Opens a host of bytes. */
export async function openWire(
	reply: Reply,
	{ tls, isMute = false, onConnection = () => undefined }: WireOptions = {},
): Promise<Wire> {
	const requests: WireRequest[] = [];
	const sockets = new Set<Socket>();
	const serve = (socket: Socket) => {
		let received = Buffer.alloc(0);
		let earlier = 0;
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// What the client thinks of the answer is seen in the client.
		socket.on('error', () => socket.destroy());
		socket.on('data', (chunk: Buffer) => {
			if (isMute) return;
			received = Buffer.concat([received, chunk]);
			// The first byte of TLS: a host without it does not understand, and says so.
			if (received[0] === 0x16) return void socket.end(head('400 Bad Request'));
			for (let end = received.indexOf('\r\n\r\n'); end >= 0; ) {
				const head = received.toString('latin1', 0, end);
				const [, length = '0'] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
				const whole = end + 4 + Number(length);
				if (received.length < whole) return;
				const [line, ...headers] = head.split('\r\n');
				const request = {
					line: line.replace(/ HTTP\/1\.1$/, ''),
					headers: headers.join('\n'),
					body: received.subarray(end + 4, whole),
					earlier: earlier++,
				};
				received = received.subarray(whole);
				end = received.indexOf('\r\n\r\n');
				requests.push(request);
				reply(socket, request);
			}
		});
	};
	const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve);
	server.on('connection', onConnection);
	server.on('tlsClientError', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, resolve));
	return {
		port: (server.address() as AddressInfo).port,
		requests,
		get open() {
			return sockets.size;
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A head of an answer. */
export const head = (status: string, headers: Record<string, string | number> = {}) =>
	`HTTP/1.1 ${status}\r\n${Object.entries(headers)
		.map(([name, value]) => `${name}: ${value}\r\n`)
		.join('')}\r\n`;

export const JSON_TYPE = 'application/vnd.allegro.public.v1+json';

/** A whole, well-formed answer. */
export function answer(body: string | Buffer, status = '200 OK', headers = {}): Buffer {
	const bytes = Buffer.from(body as string);
	const all = { 'content-type': JSON_TYPE, 'content-length': bytes.length, ...headers };
	return Buffer.concat([Buffer.from(head(status, all)), bytes]);
}
