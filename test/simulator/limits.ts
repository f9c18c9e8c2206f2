import type { Clock } from './clock';
import { ApiError } from './errors';
import type { Route } from './router';

/** An endpoint's own limit: so many requests in so many seconds, counted per client or per user. */
export interface Pace {
	limit: number;
	seconds: number;
	per: 'client' | 'user';
}

export const perSecond = (limit: number, per: Pace['per'] = 'client'): Pace => ({
	limit,
	seconds: 1,
	per,
});

/** Counts the requests of the last so many milliseconds; refused ones are not counted. */
class SlidingWindow {
	private times: number[] = [];
	private first = 0;

	admits(now: number, limit: number, lengthMs: number): boolean {
		while (this.first < this.times.length && this.times[this.first] <= now - lengthMs) this.first++;
		if (this.first > 10_000) {
			this.times = this.times.slice(this.first);
			this.first = 0;
		}
		if (this.times.length - this.first >= limit) return false;
		this.times.push(now);
		return true;
	}
}

/** Allegro's request limits. All fields may be changed by tests. */
export class Limits {
	/** Requests per minute and client ID; the same on production and sandbox. */
	perMinute!: number;
	/** How long a client that went over it is blocked. */
	blockSeconds!: number;
	/** Allegro documents no Retry-After on 429; a number of seconds here makes the simulator send one. */
	retryAfter?: number;
	/** Limits of single endpoints, by route key; declared beside each route. */
	paces!: Record<string, Pace>;

	private windows!: Map<string, SlidingWindow>;
	private blockedUntil!: Map<string, number>;

	constructor(
		private readonly clock: Clock,
		private readonly routes: Route[],
	) {
		this.reset();
	}

	/** Back to Allegro's numbers, with nothing counted. */
	reset(): void {
		this.perMinute = 9_000;
		this.blockSeconds = 60;
		this.retryAfter = undefined;
		this.paces = Object.fromEntries(
			this.routes.flatMap(({ key, gate }) => (gate.pace ? [[key, { ...gate.pace }]] : [])),
		);
		this.windows = new Map();
		this.blockedUntil = new Map();
	}

	/**
	 * The limit of the whole client ID. Going over it blocks the client for a minute, and asking
	 * during the block prolongs it.
	 * @throws ApiError 429
	 */
	admitClient(clientId: string): void {
		const now = this.clock.now();
		const blocked = now < (this.blockedUntil.get(clientId) ?? 0);
		if (!blocked && this.window(clientId).admits(now, this.perMinute, 60_000)) return;
		this.blockedUntil.set(clientId, now + this.blockSeconds * 1_000);
		throw this.tooMany('429 Too Many Requests');
	}

	/**
	 * The limit of one endpoint.
	 * @throws ApiError 429
	 */
	admitEndpoint(key: string, clientId: string, user?: string): void {
		const pace = this.paces[key];
		if (!pace) return;
		const who = pace.per === 'user' && user ? user : clientId;
		const window = this.window(`${key} ${who}`);
		if (window.admits(this.clock.now(), pace.limit, pace.seconds * 1_000)) return;
		throw this.tooMany(`More than ${pace.limit} requests in ${pace.seconds} s`);
	}

	private tooMany(message: string): ApiError {
		const headers: Record<string, string> = {};
		if (this.retryAfter !== undefined) headers['retry-after'] = `${this.retryAfter}`;
		return new ApiError(429, [{ code: 'TOO_MANY_REQUESTS', message }], headers);
	}

	private window(key: string): SlidingWindow {
		let window = this.windows.get(key);
		if (!window) this.windows.set(key, (window = new SlidingWindow()));
		return window;
	}
}
