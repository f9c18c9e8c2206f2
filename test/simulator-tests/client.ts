import axios from 'axios';

import type { Simulator } from '../simulator';

export const PUBLIC = 'application/vnd.allegro.public.v1+json';
export const BETA = 'application/vnd.allegro.beta.v1+json';
export const BYTES = 'application/octet-stream';
export const UUID = '9e5b3b8e-0d5e-4a5f-8f0a-1de2ae8e1111';

export interface Options {
	host?: 'api' | 'upload';
	body?: unknown;
	accept?: string;
	type?: string;
	token?: string;
	userAgent?: string;
	headers?: Record<string, string>;
}

/** What came back: the JSON body, if there is one, with what is read of the rest. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read what they expect
	data: any;
}

export type Ask = (method: string, path: string, options?: Options) => Promise<Reply>;

/** A client of the simulator that takes any answer. */
export function client(simulator: Simulator): Ask {
	// Tests move the clock by months.
	const { access_token } = simulator.issueTokens({ lifetimeSeconds: 1e9 });
	return async (method, path, options = {}) => {
		const { body, accept = PUBLIC, type = PUBLIC, token = access_token, host = 'api' } = options;
		const { data, headers, status } = await axios.request<ArrayBuffer>({
			method,
			url: path.startsWith('http') ? path : simulator.urls[host] + path,
			data: Buffer.isBuffer(body) || body === undefined ? body : JSON.stringify(body),
			responseType: 'arraybuffer',
			maxRedirects: 0,
			validateStatus: () => true,
			headers: {
				Authorization: `Bearer ${token}`,
				Accept: accept,
				'User-Agent': options.userAgent ?? simulator.userAgent,
				...(body === undefined ? {} : { 'Content-Type': type }),
				...options.headers,
			},
		});
		const json = /json/.test(String(headers['content-type'] ?? ''));
		const bytes = Buffer.from(data);
		return {
			status,
			headers: headers as Record<string, string>,
			data: json ? JSON.parse(bytes.toString()) : bytes,
		};
	};
}

/** As `client`, but gives only the JSON body. */
export function sender(simulator: Simulator): Send {
	const ask = client(simulator);
	return async (...request) => (await ask(...request)).data;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read what they expect
export type Send = (method: string, path: string, options?: Options) => Promise<any>;
