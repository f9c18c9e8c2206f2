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
	/** How many of what its paces count this is: a batch command counts as many as it names offers. */
	weight?: number;
	/** The execution's cancel signal. Executions that wait take turns. */
	signal?: AbortSignal;
	/** Moment (ms since epoch) after which it must not wait any more. */
	deadline?: number;
}

/** What was to be sent has waited for its turn until its time was over: it was not sent. */
export class OutOfTime extends Error {
	constructor() {
		super(
			"The time of this poll was over before Allegro could be asked: the limit of the app's requests is used up, or Allegro is slow. The next poll goes on",
		);
	}
}

/** What a request takes of an allowance. */
interface Toll {
	quota: Quota;
	count: number;
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
	tolls: Toll[];
	enter: () => void;
	cancel: (reason: unknown) => void;
}

/** The waiting requests of one execution with the same paces: what waits for a pace holds up no other. */
interface Lane {
	pacesKey: string;
	signal: AbortSignal | undefined;
	/** As it was asked for, and by the gate's clock; Infinity when there is none. */
	deadline: number;
	endsAt: number;
	waiters: Waiter[];
	close: () => void;
}

/**
 * Allegro's global limit is 9,000 requests a minute per Client ID, and going over it blocks the
 * Client ID for a minute. Source: https://developer.allegro.pl/faq/
 * The hundred below it is room for what the user does elsewhere with the same key.
 */
const GLOBAL: Pace = { name: 'global', limit: 8_900, perMs: 60_000 };
/** So long even who comes at a deadline may wait for a place. */
const GRACE_MS = 1_000;
const FIRST_WINDOW = 16;
const WIDEST_WINDOW = 32;
/** A kind of request that takes this many times its best latency no longer speaks for more at once. */
const SLOW = 2;
/** Of how many latest answers the fastest one speaks for all. */
const LATEST = 8;
/** Below this, differences in latency (ms) are noise. */
const NOISE = 100;
/** How long a limit stays lower after Allegro has refused what it documents, and the room below it. */
const LOWERED_MS = 10 * 60_000;
const JUST_BELOW = 0.98;
/** The part of a limit below which a refusal does not speak of it. */
const HARDLY_USED = 0.25;

/** Time that only passes: a computer's clock can be set back, and nobody must wait until it catches up. */
const systemClock: Clock = { now: () => performance.now(), sleep };

/**
 * The one way out to Allegro for all that share a Client ID: nodes, triggers and searches of all
 * executions in this process. It holds the requests in flight (16 at first, growing to 32 while
 * Allegro keeps up, halved on trouble), the global limit, the paces of single endpoints, and the
 * standstill that a 429 asks for.
 */
export class Gate {
	/** Those in which somebody waits, in the order of their turns. */
	private readonly lanes: Lane[] = [];
	private readonly quotas = new Map<string, Quota>();
	private readonly latencies = new Map<string, Latency>();
	private window = FIRST_WINDOW;
	private inFlight = 0;
	private pausedUntil = 0;
	/** How much an answer widens the window: fast until the first trouble, as TCP's slow start does it. */
	private growth = 1;
	/** Trouble with requests sent before this moment was answered already. */
	private halvedAt = -Infinity;
	private alarm: AbortController | undefined;

	/** @param processes how many gates, in as many processes, share Allegro's limits. */
	constructor(
		private readonly clock: Clock = systemClock,
		private readonly processes = 1,
	) {}

	/** What the gate is doing now, for tests and benchmarks. */
	get state(): { inFlight: number; waiting: number; window: number; pausedUntil: number } {
		let waiting = 0;
		for (const lane of this.lanes) waiting += lane.waiters.length;
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
	 * @throws what `send` throws, the signal's reason when the execution is cancelled while waiting, or
	 * OutOfTime at the deadline, or before it when it is clear that the turn comes too late.
	 */
	async pass<T>(
		send: () => Promise<T>,
		isBusy: (answer: T | undefined) => boolean,
		{ kind = '', paces = [], weight = 1, signal, deadline = Infinity }: PassOptions = {},
	): Promise<T> {
		const tolls = [
			{ quota: this.quota(GLOBAL), count: 1 },
			...paces.map((pace) => {
				const quota = this.quota(pace);
				// What weighs more than a process may send at all has the whole of it.
				return { quota, count: Math.min(weight, quota.limit) };
			}),
		];
		await this.turn(tolls, paces.map(({ name }) => name).join(), deadline, signal);
		const sentAt = this.clock.now();
		let answer: T | undefined;
		try {
			answer = await send();
			return answer;
		} finally {
			const now = this.clock.now();
			this.inFlight--;
			tolls.forEach(({ quota, count }) => quota.give(now, count));
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

	private async turn(
		tolls: Toll[],
		pacesKey: string,
		deadline: number,
		signal?: AbortSignal,
	): Promise<void> {
		signal?.throwIfAborted();
		await new Promise<void>((enter, cancel) => {
			this.lane(pacesKey, deadline, signal).waiters.push({ tolls, enter, cancel });
			this.admit();
		});
	}

	/** One listener for each lane, however many requests are waiting in it. */
	private lane(pacesKey: string, deadline: number, signal?: AbortSignal): Lane {
		const open = this.lanes.find(
			(lane) => lane.pacesKey === pacesKey && lane.signal === signal && lane.deadline === deadline,
		);
		if (open) return open;
		const lane: Lane = {
			pacesKey,
			signal,
			deadline,
			endsAt: this.clock.now() + Math.max(GRACE_MS, deadline - Date.now()),
			waiters: [],
			close: () => {
				this.lanes.splice(this.lanes.indexOf(lane), 1);
				signal?.removeEventListener('abort', abort);
			},
		};
		const abort = () => {
			lane.close();
			lane.waiters.forEach((waiter) => waiter.cancel(signal?.reason));
			this.admit();
		};
		signal?.addEventListener('abort', abort, { once: true });
		this.lanes.push(lane);
		return lane;
	}

	/** Lets in who may go now, lane after lane, and sets the alarm for the next who may go later. */
	private admit(): void {
		this.alarm?.abort();
		this.alarm = undefined;
		this.dismiss();
		const over = this.lanes.reduce((first, { endsAt }) => Math.min(first, endsAt), Infinity);
		while (this.inFlight < Math.floor(this.window)) {
			const now = this.clock.now();
			let next = over;
			const lane = this.lanes.find(({ waiters: [{ tolls }] }) => {
				const readyAt = tolls.map(({ quota, count }) => quota.readyAt(now, count));
				const mayGoAt = Math.max(this.pausedUntil, ...readyAt);
				next = Math.min(next, mayGoAt);
				return mayGoAt <= now;
			});
			if (!lane) {
				if (next !== Infinity) void this.wakeAt(next);
				return;
			}
			const [waiter] = lane.waiters.splice(0, 1);
			// The place that comes free next is another lane's.
			this.lanes.push(...this.lanes.splice(this.lanes.indexOf(lane), 1));
			if (lane.waiters.length === 0) lane.close();
			waiter.tolls.forEach(({ quota, count }) => quota.take(count));
			this.inFlight++;
			waiter.enter();
		}
		// There is no place, and none may come free in time.
		if (over !== Infinity) void this.wakeAt(over);
	}

	/** Sends away those whose time is over, or will be before anyone may go. */
	private dismiss(): void {
		const from = Math.max(this.clock.now(), this.pausedUntil);
		const late = this.lanes.filter(({ endsAt }) => endsAt < from);
		for (const lane of late) {
			lane.close();
			lane.waiters.forEach((waiter) => waiter.cancel(new OutOfTime()));
		}
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
			this.growth = 0.25;
			this.halvedAt = now;
			return;
		}
		let latency = this.latencies.get(kind);
		if (!latency) this.latencies.set(kind, (latency = new Latency()));
		if (latency.holds(now - sentAt))
			this.window = Math.min(WIDEST_WINDOW, this.window + this.growth);
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
 * Counts what was sent in the last `perMs`. A request counts from its end, when Allegro has certainly
 * counted it: so no delay on the way can squeeze too many into one of Allegro's windows.
 */
class Quota {
	private readonly ends: Float64Array;
	private index = 0;
	private open = 0;
	/** Less than the pace while Allegro lets less through than it documents. */
	private allowed: Pick<Pace, 'limit' | 'perMs'>;
	private loweredUntil = -Infinity;

	constructor(private readonly pace: Pace) {
		this.ends = new Float64Array(pace.limit).fill(-Infinity);
		this.allowed = pace;
	}

	get limit(): number {
		return this.pace.limit;
	}

	/** The moment from which so many more may go; Infinity while that depends on one in flight. */
	readyAt(now: number, count: number): number {
		if (now >= this.loweredUntil) this.allowed = this.pace;
		const { limit, perMs } = this.allowed;
		const beyond = this.open + Math.min(count, limit) - 1 - limit;
		return beyond < 0 ? this.ends[this.place(beyond)] + perMs : Infinity;
	}

	take(count: number): void {
		this.open += count;
	}

	give(now: number, count: number): void {
		this.open -= count;
		for (let given = 0; given < count; given++) {
			this.ends[this.index] = now;
			this.index = this.place(1);
		}
	}

	/**
	 * Allegro refused a request that should have been within the limit: for a while, what it let
	 * through is the limit, though not less than half of the one before. Where hardly anything was
	 * sent, the refusal was about something else.
	 */
	lower(now: number): void {
		const { limit, perMs } = this.allowed;
		// The last one is the one that was refused.
		const passed = this.ends.filter((end) => end > now - perMs).length - 1;
		if (passed < Math.floor(limit * HARDLY_USED)) return;
		this.loweredUntil = now + LOWERED_MS;
		this.allowed =
			limit === 1
				? { limit, perMs: this.pace.perMs * 2 }
				: { limit: Math.max(Math.ceil(limit / 2), Math.floor(passed * JUST_BELOW)), perMs };
	}

	private place(offset: number): number {
		return (this.index + offset + this.ends.length) % this.ends.length;
	}
}

/**
 * The best latency of one kind of request and the best of its latest ones, in ms. A single slow answer says
 * nothing: this computer may have been busy. When Allegro is, even the fastest is slow.
 */
class Latency {
	private best = Infinity;
	private readonly latest: number[] = [];

	holds(ms: number): boolean {
		this.latest.push(ms);
		if (this.latest.length > LATEST) this.latest.shift();
		const current = Math.min(...this.latest);
		this.best = Math.min(this.best * 1.001, current);
		return current <= this.best * SLOW + NOISE;
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
		if (state.inFlight + state.waiting > 0 || state.pausedUntil > systemClock.now()) continue;
		gates.delete(key);
		return;
	}
}
