import { sleep } from 'n8n-workflow';

/** At most `limit` requests in any `perMs` milliseconds. */
export interface Pace {
	/** Requests that share a name share the allowance. */
	name: string;
	limit: number;
	perMs: number;
}

/** Time, exchangeable in tests. */
export interface Clock {
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface PassOptions {
	/** What the latency is compared with: the same kind of request. */
	kind?: string;
	paces?: Pace[];
	/** The execution's cancel signal. Executions that wait take turns. */
	signal?: AbortSignal;
}

/** What shares a gate. */
export interface GateKey {
	/** Base URL of the API. */
	api: string;
	clientId: string;
	/** How many n8n processes use the Client ID at once. */
	processes: number;
}

interface Waiter {
	quotas: Quota[];
	enter: () => void;
	cancel: (reason: unknown) => void;
}

/** The waiting requests of one execution. */
interface Lane {
	waiters: Waiter[];
	close: () => void;
}

/**
 * Allegro's global limit is 9,000 requests a minute per Client ID, and going over it blocks the
 * Client ID for a minute. Source: https://developer.allegro.pl/faq/
 * The hundred below it is room for what the user does elsewhere with the same key.
 */
const GLOBAL: Pace = { name: 'global', limit: 8_900, perMs: 60_000 };
const FIRST_WINDOW = 8;
const WIDEST_WINDOW = 32;
/** A kind of request that takes this many times its best latency no longer speaks for more at once. */
const SLOW = 2;
/** Below this, differences in latency (ms) are noise. */
const NOISE = 25;
/** How much of the shortest latency the next request takes at least, and how many tell the shortest. */
const ON_ITS_WAY = 0.5;
const ENOUGH_MEASURED = 100;
/** How long a limit stays lower after Allegro has refused what it documents, and the room below it. */
const LOWERED_MS = 10 * 60_000;
const JUST_BELOW = 0.98;

const systemClock: Clock = { now: () => Date.now(), sleep };

/**
 * The one way out to Allegro for all that share a Client ID: nodes, triggers and searches of all
 * executions in this process. It holds the requests in flight (8 at first, growing to 32 while
 * Allegro keeps up, halved on trouble), the global limit, the paces of single endpoints, and the
 * standstill that a 429 asks for.
 */
export class Gate {
	private readonly lanes = new Map<AbortSignal | undefined, Lane>();
	private readonly quotas = new Map<string, Quota>();
	private readonly latencies = new Map<string, Latency>();
	private window = FIRST_WINDOW;
	private inFlight = 0;
	private pausedUntil = 0;
	/** Trouble with requests sent before this moment was answered already. */
	private halvedAt = -Infinity;
	private alarm: AbortController | undefined;
	/** Set while one request goes ahead of all others to renew the token. */
	renewal: Promise<void> | undefined;

	/** @param processes how many gates, in as many processes, share Allegro's limits. */
	constructor(
		private readonly clock: Clock = systemClock,
		private readonly processes = 1,
	) {}

	/** What the gate is doing now, for tests and benchmarks. */
	get state(): { inFlight: number; waiting: number; window: number; pausedUntil: number } {
		let waiting = 0;
		for (const lane of this.lanes.values()) waiting += lane.waiters.length;
		return {
			inFlight: this.inFlight,
			waiting,
			window: Math.floor(this.window),
			pausedUntil: this.pausedUntil,
		};
	}

	/**
	 * Runs `send` when its turn has come.
	 *
	 * @param isBusy tells from the answer (undefined when `send` threw) whether Allegro is in trouble.
	 * @throws what `send` throws, or the signal's reason when the execution is cancelled while waiting.
	 */
	async pass<T>(
		send: () => Promise<T>,
		isBusy: (answer: T | undefined) => boolean,
		{ kind = '', paces = [], signal }: PassOptions = {},
	): Promise<T> {
		const quotas = [GLOBAL, ...paces].map((pace) => this.quota(pace));
		await this.turn(quotas, signal);
		const sentAt = this.clock.now();
		let answer: T | undefined;
		try {
			answer = await send();
			return answer;
		} finally {
			const now = this.clock.now();
			this.inFlight--;
			quotas.forEach((quota) => quota.give(sentAt, now));
			this.adapt(kind, sentAt, now, isBusy(answer));
			this.admit();
		}
	}

	/**
	 * Lets no request out for `ms` milliseconds from now: Allegro said 429. Afterwards it is asked for
	 * less: of the endpoint, where the request has paces, otherwise of everything.
	 */
	pause(ms: number, paces: Pace[] = []): void {
		const now = this.clock.now();
		const refused = paces.length > 0 ? paces : [GLOBAL];
		// The requests that were under way with the first one are refused for the same reason.
		if (now >= this.pausedUntil) refused.forEach((pace) => this.quota(pace).lower(now));
		this.pausedUntil = Math.max(this.pausedUntil, now + ms);
	}

	private async turn(quotas: Quota[], signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		await new Promise<void>((enter, cancel) => {
			this.lane(signal).waiters.push({ quotas, enter, cancel });
			this.admit();
		});
	}

	/** One listener for each execution, however many requests of it are waiting. */
	private lane(signal?: AbortSignal): Lane {
		const open = this.lanes.get(signal);
		if (open) return open;
		const waiters: Waiter[] = [];
		const abort = () => {
			this.lanes.delete(signal);
			waiters.forEach((waiter) => waiter.cancel(signal?.reason));
			this.admit();
		};
		const close = () => {
			this.lanes.delete(signal);
			signal?.removeEventListener('abort', abort);
		};
		signal?.addEventListener('abort', abort, { once: true });
		const lane = { waiters, close };
		this.lanes.set(signal, lane);
		return lane;
	}

	/** Lets in who may go now, lane by lane, and sets the alarm for the next who may go later. */
	private admit(): void {
		this.alarm?.abort();
		this.alarm = undefined;
		let next = Infinity;
		let admitted = true;
		while (admitted) {
			admitted = false;
			next = Infinity;
			for (const lane of [...this.lanes.values()]) {
				if (this.inFlight >= Math.floor(this.window)) return;
				const now = this.clock.now();
				const readyAt = Math.max(
					this.pausedUntil,
					...lane.waiters[0].quotas.map((quota) => quota.readyAt(now)),
				);
				if (readyAt > now) {
					next = Math.min(next, readyAt);
					continue;
				}
				const [waiter] = lane.waiters.splice(0, 1);
				if (lane.waiters.length === 0) lane.close();
				waiter.quotas.forEach((quota) => quota.take());
				this.inFlight++;
				waiter.enter();
				admitted = true;
			}
		}
		if (next !== Infinity) void this.wakeAt(next);
	}

	private async wakeAt(moment: number): Promise<void> {
		const alarm = new AbortController();
		this.alarm = alarm;
		await this.clock
			.sleep(Math.max(1, moment - this.clock.now()), alarm.signal)
			.catch(() => undefined);
		if (this.alarm === alarm) this.admit();
	}

	private adapt(kind: string, sentAt: number, now: number, busy: boolean): void {
		if (busy) {
			if (sentAt <= this.halvedAt) return;
			this.window = Math.max(1, this.window / 2);
			this.halvedAt = now;
			return;
		}
		let latency = this.latencies.get(kind);
		if (!latency) this.latencies.set(kind, (latency = new Latency()));
		if (latency.holds(now - sentAt)) this.window = Math.min(WIDEST_WINDOW, this.window + 0.25);
	}

	private quota(pace: Pace): Quota {
		let quota = this.quotas.get(pace.name);
		if (!quota) this.quotas.set(pace.name, (quota = new Quota(shareOf(pace, this.processes))));
		return quota;
	}
}

/** What one of several processes may send: a part of the requests or, of few, one in a longer time. */
function shareOf({ name, limit, perMs }: Pace, processes: number): Pace {
	return limit >= processes
		? { name, limit: Math.floor(limit / processes), perMs }
		: { name, limit: 1, perMs: (perMs * processes) / limit };
}

/**
 * Counts what was sent in the last `perMs`. A request counts from the moment when Allegro has certainly
 * counted it: its end, less a part of the shortest time that any request took, for so long the next
 * one will be on its way at least. So no delay can squeeze too many into one of Allegro's windows, and
 * one in a second is one in a second at any latency.
 */
class Quota {
	private readonly counted: Float64Array;
	private index = 0;
	private open = 0;
	private latest = -Infinity;
	private shortest = Infinity;
	private measured = 0;
	/** Less than the pace while Allegro lets less through than it documents. */
	private limit: number;
	private perMs: number;
	private loweredUntil = -Infinity;

	constructor(private readonly pace: Pace) {
		this.counted = new Float64Array(pace.limit).fill(-Infinity);
		this.limit = pace.limit;
		this.perMs = pace.perMs;
	}

	/** The moment from which one more may go; Infinity while that depends on a request in flight. */
	readyAt(now: number): number {
		if (now >= this.loweredUntil) this.allow(this.pace.limit, this.pace.perMs);
		if (this.open >= this.limit) return Infinity;
		return this.counted[this.place(this.open - this.limit)] + this.perMs;
	}

	take(): void {
		this.open++;
	}

	give(sentAt: number, now: number): void {
		this.open--;
		this.shortest = Math.min(this.shortest, now - sentAt);
		const known = ++this.measured >= ENOUGH_MEASURED;
		this.latest = Math.max(this.latest, known ? now - this.shortest * ON_ITS_WAY : now);
		this.counted[this.index] = this.latest;
		this.index = this.place(1);
	}

	/**
	 * Allegro refused a request that should have been within the limit: for a while, what it let
	 * through is the limit, though not less than half of the one before.
	 */
	lower(now: number): void {
		this.loweredUntil = now + LOWERED_MS;
		if (this.limit === 1) {
			this.allow(1, this.perMs * 2);
			return;
		}
		// The last one is the one that was refused.
		const passed = this.counted.filter((moment) => moment > now - this.perMs).length - 1;
		const less = Math.min(this.limit - 1, Math.floor(passed * JUST_BELOW));
		this.allow(Math.max(Math.ceil(this.limit / 2), less), this.perMs);
	}

	private allow(limit: number, perMs: number): void {
		this.limit = limit;
		this.perMs = perMs;
	}

	private place(offset: number): number {
		return (this.index + offset + this.counted.length) % this.counted.length;
	}
}

/** The best and the current latency of one kind of request, in ms. */
class Latency {
	private best = Infinity;
	private current: number | undefined;

	holds(ms: number): boolean {
		this.current = this.current === undefined ? ms : this.current * 0.8 + ms * 0.2;
		this.best = Math.min(this.best * 1.001, this.current);
		return this.current <= this.best * SLOW + NOISE;
	}
}

const gates = new Map<string, Gate>();
/** Enough for the credentials of a large installation; beyond it an idle gate makes room. */
const MOST_GATES = 500;

/** The gate of a Client ID on an API host: one for the whole process, and its share for each process. */
export function gateOf({ api, clientId, processes }: GateKey): Gate {
	const key = `${api}|${clientId}|${processes}`;
	let gate = gates.get(key);
	if (!gate) {
		gate = new Gate(systemClock, processes);
		if (gates.size >= MOST_GATES) dropIdle();
		gates.set(key, gate);
	}
	return gate;
}

function dropIdle(): void {
	for (const [key, { state }] of gates) {
		if (state.inFlight + state.waiting > 0 || state.pausedUntil > Date.now()) continue;
		gates.delete(key);
		return;
	}
}
