import { generator } from '../random';
import { refusal } from './errors';
import { type Answer, type Call, html, type Host } from './router';
import { notFoundPage } from './traits';

/** What goes wrong. */
export type Fault =
	/** The request waits, by a fixed time plus a random one. */
	| { kind: 'latency'; ms: number; randomMs?: number }
	/** The request waits for what it is given; in-process only. So many can be let go in the same instant. */
	| { kind: 'hold'; until: (call: Call) => Promise<void> }
	/** Any answer instead of the real one, for example a 503; nothing is done. */
	| { kind: 'answer'; status: number; body?: unknown; headers?: Record<string, string> }
	/** 429 for one endpoint; Allegro sends no Retry-After, so it is only sent when given (seconds). */
	| { kind: 'tooManyRequests'; retryAfter?: number }
	/** What Allegro's Envoy gateway answers when the service behind it is too slow: no `errors[]`. */
	| { kind: 'gatewayTimeout' }
	/** A page of HTML with status 404. */
	| { kind: 'notFoundPage' }
	/** A page of HTML with status 200. */
	| { kind: 'nonJson' }
	/** The work is done, but the answer's body is cut in half; its length is honest about that. */
	| { kind: 'truncate' }
	/**
	 * The connection breaks: before anything is done, after the work but without an answer, or in the
	 * middle of the answer's body.
	 */
	| { kind: 'drop'; at: 'before' | 'after' | 'midBody' };

/** Which requests a fault meets, and how often. */
export interface FaultMatch {
	host?: Host;
	method?: string;
	/** A path, where `*` stands for anything; in-process also a regular expression. */
	path?: string | RegExp;
	/** How many matching requests pass before the first one is hit. */
	skip?: number;
	/** How many requests are hit before the fault is over. Default: all. */
	times?: number;
	/** Chance of each request to be hit, from 0 to 1; the same requests for the same seed. */
	probability?: number;
	seed?: number;
}

export type FaultRule = Fault & FaultMatch;

/** What the faults make of one request. */
export interface Mishap {
	delayMs: number;
	/** What it waits for besides. */
	until?: Promise<void>;
	answer?: Answer;
	drop?: 'before' | 'after' | 'midBody';
	truncate?: boolean;
}

interface Armed {
	id: number;
	rule: FaultRule;
	seen: number;
	hits: number;
	random: () => number;
}

/** Faults on demand. */
export class Faults {
	private armed: Armed[] = [];
	private count = 0;

	/** Arms a fault; gives the id to remove it by. */
	add(rule: FaultRule): number {
		const id = ++this.count;
		this.armed.push({ id, rule, seen: 0, hits: 0, random: generator(rule.seed ?? id) });
		return id;
	}

	remove(id: number): void {
		this.armed = this.armed.filter((fault) => fault.id !== id);
	}

	clear(): void {
		this.armed = [];
	}

	/** The armed faults with how often they have struck. */
	get list(): Array<{ id: number; hits: number; rule: FaultRule }> {
		return this.armed.map(({ id, hits, rule }) => ({ id, hits, rule }));
	}

	/**
	 * What happens to this request: all latencies add up, the last hold counts, the first other fault
	 * decides the rest.
	 */
	meet(call: Call): Mishap {
		const mishap: Mishap = { delayMs: 0 };
		for (const fault of this.armed) {
			const { rule } = fault;
			const decided = mishap.answer ?? mishap.drop ?? mishap.truncate;
			const waits = rule.kind === 'latency' || rule.kind === 'hold';
			if ((decided && !waits) || !strikes(fault, call)) continue;
			if (rule.kind === 'latency') {
				mishap.delayMs += rule.ms + fault.random() * (rule.randomMs ?? 0);
			} else if (rule.kind === 'hold') mishap.until = rule.until(call);
			else if (rule.kind === 'drop') mishap.drop = rule.at;
			else if (rule.kind === 'truncate') mishap.truncate = true;
			else mishap.answer = answerOf(rule);
		}
		return mishap;
	}
}

function answerOf(
	fault: Exclude<Fault, { kind: 'latency' | 'hold' | 'drop' | 'truncate' }>,
): Answer {
	switch (fault.kind) {
		case 'answer':
			return { status: fault.status, body: fault.body, headers: fault.headers };
		case 'notFoundPage':
			return notFoundPage();
		case 'nonJson':
			return html(200, '<!doctype html><title>Maintenance</title><p>We will be right back.</p>');
		case 'gatewayTimeout':
			return {
				status: 504,
				body: {
					destination: {},
					message: 'stream timeout',
					code: 'SI',
					details: { connectionId: '0' },
				},
				headers: { 'content-type': 'application/json' },
			};
		case 'tooManyRequests': {
			const { retryAfter } = fault;
			return {
				status: 429,
				body: refusal(429, 'TOO_MANY_REQUESTS', 'Too many requests').body(),
				headers: retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` },
			};
		}
	}
}

function strikes(fault: Armed, call: Call): boolean {
	const { host, method, path, skip = 0, times = Infinity, probability = 1 } = fault.rule;
	if (host && host !== call.host) return false;
	if (method && method !== call.method) return false;
	if (path && !pattern(path).test(call.path)) return false;
	if (fault.seen++ < skip || fault.hits >= times) return false;
	if (probability < 1 && fault.random() >= probability) return false;
	fault.hits++;
	return true;
}

function pattern(path: string | RegExp): RegExp {
	if (path instanceof RegExp) return path;
	const literal = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${literal.join('.*')}$`);
}
