import type { IncomingHttpHeaders } from 'node:http';

import type { Host } from './router';

/** One request and what came of it. */
export interface Exchange {
	host: Host;
	method: string;
	path: string;
	/** The operation as documented, for example `GET /order/events`; undefined for unknown paths. */
	route?: string;
	query: Record<string, string | string[]>;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** 0 when the connection was dropped without an answer. */
	status: number;
	responseHeaders: Record<string, string>;
	responseBody: Buffer;
	startedAt: number;
	finishedAt: number;
}

/** Counts of requests since the start or the last reset. */
export interface RequestCounts {
	total: number;
	/** By documented operation, for example `GET /order/events`. */
	byRoute: Record<string, number>;
	byStatus: Record<number, number>;
	inFlight: number;
	maxInFlight: number;
}

const MAX_EXCHANGES = 2_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Remembers the latest exchanges, bounded in number and size, and counts them all. */
export class ExchangeLog {
	/** False saves time and memory in benchmarks; counting goes on. */
	recording = true;
	list: Exchange[] = [];
	counts!: RequestCounts;
	private bytes = 0;

	constructor() {
		this.clear();
	}

	clear(): void {
		this.list = [];
		this.bytes = 0;
		const inFlight = this.counts?.inFlight ?? 0;
		this.counts = { total: 0, byRoute: {}, byStatus: {}, inFlight, maxInFlight: inFlight };
	}

	arrive(route: string | undefined): void {
		const { counts } = this;
		const key = route ?? 'unknown';
		counts.total++;
		counts.byRoute[key] = (counts.byRoute[key] ?? 0) + 1;
		counts.maxInFlight = Math.max(counts.maxInFlight, ++counts.inFlight);
	}

	leave(exchange: Exchange): void {
		const { counts } = this;
		counts.inFlight--;
		counts.byStatus[exchange.status] = (counts.byStatus[exchange.status] ?? 0) + 1;
		if (!this.recording) return;
		this.list.push(exchange);
		this.bytes += size(exchange);
		while (this.list.length > MAX_EXCHANGES || this.bytes > MAX_BYTES) {
			this.bytes -= size(this.list.shift()!);
		}
	}
}

const size = ({ body, responseBody }: Exchange) => body.length + responseBody.length;

/** Query parameters as a plain object; repeated ones become arrays. */
export function plainQuery(query: URLSearchParams): Exchange['query'] {
	return Object.fromEntries(
		[...new Set(query.keys())].map((name) => {
			const values = query.getAll(name);
			return [name, values.length > 1 ? values : values[0]];
		}),
	);
}
