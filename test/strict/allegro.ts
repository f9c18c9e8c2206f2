import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IRun,
	IWorkflowBase,
} from 'n8n-workflow';

import type { NodeRun } from '../engine';
import type { Stub, StubAnswer, StubRequest } from '../stub';
import { openStub } from '../stub';

/** How Allegro answers, and what it has got before. */
export type Script = (request: StubRequest, earlier: StubRequest[]) => StubAnswer;

/**
 * Two hosts of Allegro that forgive nothing, and one of somebody else: a request without the valid
 * token is a 401, one without the demanded headers a violation, and nothing may reach the third.
 */
export interface StrictAllegro {
	apiUrl: string;
	uploadUrl: string;
	/** Somebody else's host, such as `localhost:1234`. */
	elsewhere: string;
	/** What reached the third host. */
	strayed: string[];
	/** What was wrong with requests. */
	violations: string[];
	/** All requests but those for tokens. */
	requests: StubRequest[];
	refreshes: number;
	/** The next request finds the token expired. */
	expireToken(): void;
	answer(script: Script): void;
	/** `host METHOD /path?query` of each request. */
	lines(): string[];
	/** Runs a node on one item with files. */
	run(node: string, parameters: object, files?: Record<string, InputBytes>): Promise<NodeRun>;
	/** Runs a workflow from one of its nodes. */
	workflow(workflow: object, start: string, items: INodeExecutionData[]): Promise<IRun>;
	close(): Promise<void>;
}

export interface InputBytes {
	bytes: Buffer;
	fileName?: string;
}

const USER_AGENT = /^[^\s/]+\/\S+ \(\+https?:\/\/\S+\)$/;

export async function openStrict(): Promise<StrictAllegro> {
	let script: Script = () => ({ status: 404, body: { errors: [] } });
	let valid = 'sample-token';
	const strayed: string[] = [];
	const violations: string[] = [];
	const requests: StubRequest[] = [];

	const check = ({ host, target, headers }: StubRequest) => {
		const { hostname } = new URL(`http://${headers.host}`);
		if (hostname !== '127.0.0.1') violations.push(`${target} names the host ${headers.host}`);
		if (!USER_AGENT.test(headers['user-agent'])) violations.push(`${host} ${target}: User-Agent`);
		if (!headers.accept) violations.push(`${host} ${target}: Accept`);
	};

	const stub: Stub = await openStub((request) => {
		if (request.path === '/auth/oauth/token') {
			strict.refreshes++;
			valid = `renewed-token-${strict.refreshes}`;
			const tokens = { access_token: valid, refresh_token: `renewed-refresh-${strict.refreshes}` };
			const json = { 'content-type': 'application/json' };
			return { headers: json, body: { ...tokens, token_type: 'bearer', expires_in: 43199 } };
		}
		check(request);
		const earlier = [...requests];
		requests.push(request);
		if (request.headers.authorization !== `Bearer ${valid}`) {
			return { status: 401, body: { error: 'invalid_token', error_description: 'expired' } };
		}
		return script(request, earlier);
	});
	const other = createServer((request, response) => {
		strayed.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
		response.end('{}');
	});
	await new Promise<void>((resolve) => other.listen(0, resolve));

	const strict: StrictAllegro = {
		apiUrl: stub.apiUrl,
		uploadUrl: stub.uploadUrl,
		elsewhere: `localhost:${(other.address() as AddressInfo).port}`,
		strayed,
		violations,
		requests,
		refreshes: 0,
		expireToken() {
			valid = 'nobody has it';
		},
		answer(next) {
			script = next;
		},
		lines: () => requests.map(({ host, target }) => `${host} ${target}`),
		async run(node, parameters, files = {}) {
			const binary: IBinaryKeyData = {};
			for (const [name, { bytes, fileName }] of Object.entries(files)) {
				binary[name] = { data: bytes.toString('base64'), mimeType: 'any/thing', fileName };
			}
			const items = [{ json: {}, binary }];
			return await stub.engine.node(node, parameters as INodeParameters, { items });
		},
		async workflow(workflow, start, items) {
			return await stub.engine.workflow(workflow as IWorkflowBase, start, items);
		},
		async close() {
			other.closeAllConnections();
			await new Promise((resolve) => other.close(resolve));
			await stub.close();
		},
	};
	return strict;
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The bytes of a file that a node gave out. */
export function bytesOf({ items }: NodeRun, index = 0, property = 'data'): Buffer {
	return Buffer.from(items[index].binary?.[property].data ?? '', 'base64');
}

/** Bytes that no text decoder leaves alone, after a beginning. */
export function bytesAfter(start: string, length: number): Buffer {
	const bytes = Buffer.alloc(length);
	for (let index = 0; index < length; index++) bytes[index] = (index * 7919 + (index >> 8)) % 256;
	bytes.write(start, 'latin1');
	return bytes;
}

/** What a body of Allegro's errors looks like. */
export const errorsWith = (code: string, userMessage: string): IDataObject => ({
	errors: [{ code, message: userMessage, userMessage, details: null, path: null }],
});
