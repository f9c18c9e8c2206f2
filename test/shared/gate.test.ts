import type { Clock } from '../../nodes/shared/gate';
import { Gate, gateOf } from '../../nodes/shared/gate';

/** Time that goes on only when a test says so. */
class TestClock implements Clock {
	private time = 1_000_000;
	private sleepers: Array<{ at: number; wake: () => void }> = [];

	now = () => this.time;

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((wake, cancel) => {
			this.sleepers.push({ at: this.time + ms, wake });
			signal?.addEventListener('abort', () => cancel(new Error('woken early')));
		});
	}

	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		for (;;) {
			await settle();
			const next = Math.min(...this.sleepers.map(({ at }) => at));
			if (next > end) break;
			this.time = next;
			const due = this.sleepers.filter(({ at }) => at <= next);
			this.sleepers = this.sleepers.filter(({ at }) => at > next);
			due.forEach(({ wake }) => wake());
		}
		this.time = end;
		await settle();
	}
}

async function settle(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

type Answer = 'ok' | 'busy';
const isBusy = (answer: Answer | undefined) => answer !== 'ok';

/** A gate whose requests take `latency` ms, and a note of when each was sent. */
function open(latency = 20, processes = 1) {
	const clock = new TestClock();
	const gate = new Gate(clock, processes);
	const sent: number[] = [];
	let most = 0;
	const request = async (
		options: Parameters<Gate['pass']>[2] = {},
		answer: Answer | (() => Answer) = 'ok',
	) =>
		await gate.pass<Answer>(
			async () => {
				sent.push(clock.now());
				most = Math.max(most, gate.state.inFlight);
				await clock.sleep(latency);
				return typeof answer === 'function' ? answer() : answer;
			},
			isBusy,
			options,
		);
	return { clock, gate, sent, request, mostInFlight: () => most };
}

const many = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

/** The most entries in any stretch of `ms`. */
function mostWithin(times: number[], ms: number): number {
	return Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + ms).length));
}

test('starts with 16 in flight and grows to 32 while Allegro keeps up', async () => {
	const { clock, gate, sent, request, mostInFlight } = open();
	const all = Promise.all(many(600, () => request()));
	await settle();
	expect(sent).toHaveLength(16);
	await clock.advance(10_000);
	await all;
	expect(mostInFlight()).toBe(32);
	expect(gate.state).toMatchObject({ inFlight: 0, waiting: 0 });
});

test('does not grow any more when answers have become slow', async () => {
	const clock = new TestClock();
	const gate = new Gate(clock);
	let answers = 0;
	const request = async () =>
		await gate.pass<Answer>(
			async () => {
				await clock.sleep(answers++ < 4 ? 20 : 500);
				return 'ok';
			},
			isBusy,
			{ kind: 'GET /slow' },
		);
	const all = Promise.all(many(300, request));
	await clock.advance(10 * 60_000);
	await all;
	// It takes eight answers to tell that Allegro is slow, and not this computer.
	expect(gate.state.window).toBeLessThanOrEqual(16 + 4 + 8);
});

test('halves on trouble, once for all requests that were under way', async () => {
	const { clock, gate, request } = open();
	const warm = Promise.all(many(300, () => request()));
	await clock.advance(10_000);
	await warm;
	expect(gate.state.window).toBe(32);
	const trouble = Promise.all(many(32, () => request({}, 'busy')));
	await clock.advance(1000);
	await trouble;
	expect(gate.state.window).toBe(16);
});

test('never sends more than 9,000 in any minute, and comes close to it', async () => {
	const { clock, sent, request } = open(1);
	const all = Promise.all(many(20_000, () => request()));
	await clock.advance(4 * 60_000);
	await all;
	// The request that comes 9,000 after another one is a minute later or more.
	for (let index = 9_000; index < sent.length; index++) {
		expect(sent[index] - sent[index - 9_000]).toBeGreaterThanOrEqual(60_000);
	}
	expect(sent[sent.length - 1] - sent[0]).toBeLessThan(150_000);
});

test('keeps the pace of an endpoint without holding up others', async () => {
	const { clock, sent, request } = open();
	const pace = { name: 'messages', limit: 1, perMs: 1000 };
	const slow = new AbortController().signal;
	const paced = Promise.all(many(5, () => request({ paces: [pace], signal: slow })));
	await settle();
	const others = Promise.all(many(5, () => request()));
	await settle();
	expect(sent).toHaveLength(6);
	await clock.advance(10_000);
	await Promise.all([paced, others]);
	expect(mostWithin(sent.slice(6), 1000)).toBe(1);
});

test('counts a request as many times as it weighs, for its paces alone', async () => {
	const { clock, sent, request } = open(0);
	const pace = { name: 'offers', limit: 9_000, perMs: 60_000 };
	const start = clock.now();
	const all = Promise.all(many(20, () => request({ paces: [pace], weight: 1_000 })));
	await clock.advance(5 * 60_000);
	await all;
	expect(sent.map((at) => Math.floor((at - start) / 60_000))).toEqual([
		...many(9, () => 0),
		...many(9, () => 1),
		...many(2, () => 2),
	]);
});

test('does not hold up an execution for those of its requests that wait for a pace', async () => {
	const { clock, sent, request } = open();
	const pace = { name: 'offers', limit: 1, perMs: 60_000 };
	const { signal } = new AbortController();
	const paced = Promise.all(many(3, () => request({ paces: [pace], signal })));
	const others = Promise.all(many(3, () => request({ signal })));
	await clock.advance(1000);
	expect(sent).toHaveLength(4);
	await clock.advance(3 * 60_000);
	await Promise.all([paced, others]);
	expect(sent).toHaveLength(6);
});

test('lets through what weighs more than the share of one process, alone', async () => {
	const { clock, sent, request } = open(0, 10);
	const pace = { name: 'offers', limit: 9_000, perMs: 60_000 };
	const all = Promise.all(many(2, () => request({ paces: [pace], weight: 1_000 })));
	await clock.advance(2 * 60_000);
	await all;
	expect(sent[1] - sent[0]).toBeGreaterThanOrEqual(60_000);
});

/** Counts arrivals as Allegro does: refuses those above the limit, and then all for a minute. */
class Counter {
	refused = 0;
	private readonly arrivals: number[] = [];
	private first = 0;
	private blockedUntil = 0;

	constructor(
		public limit: number,
		private readonly perMs: number,
		private readonly blockMs = 0,
	) {}

	arrive(now: number): Answer {
		while (this.arrivals[this.first] <= now - this.perMs) this.first++;
		if (now >= this.blockedUntil && this.arrivals.length - this.first < this.limit) {
			this.arrivals.push(now);
			return 'ok';
		}
		this.refused++;
		this.blockedUntil = now + this.blockMs;
		return 'busy';
	}
}

test.each([
	['a message a second', 1, 1000, 600],
	['price rules', 5, 1000, 1_500],
	['product offers', 3_500, 60_000, 8_000],
])(
	'uses at least 95 %% of a limit and never exceeds it, whenever Allegro counts: %s',
	async (name, limit, perMs, count) => {
		for (const counting of ['when it is sent', 'when it is answered']) {
			const clock = new TestClock();
			const gate = new Gate(clock);
			const counter = new Counter(limit, perMs);
			let turn = 0;
			const request = async () =>
				await gate.pass<Answer>(
					async () => {
						// Latencies of 20 to 50 ms, in no particular order.
						const latency = 20 + ((turn++ * 37) % 31);
						const early = counting === 'when it is sent' ? counter.arrive(clock.now()) : undefined;
						await clock.sleep(latency);
						return early ?? counter.arrive(clock.now());
					},
					isBusy,
					{ paces: [{ name, limit, perMs }] },
				);
			const startedAt = clock.now();
			let endedAt = 0;
			const all = Promise.all(many(count, request)).then(() => (endedAt = clock.now()));
			await clock.advance(12 * 60_000);
			await all;
			expect(counter.refused).toBe(0);
			// The first `limit` requests are allowed at once.
			expect(endedAt - startedAt).toBeLessThan((count / limit / 0.95) * perMs);
		}
	},
);

test('recovers by itself when a limit is halved, and comes back when it is not any more', async () => {
	const clock = new TestClock();
	const gate = new Gate(clock);
	const counter = new Counter(9_000, 60_000, 60_000);
	let done = 0;
	let isOver = false;
	const keepAsking = async (): Promise<void> => {
		while (!isOver) {
			const answer = await gate.pass<Answer>(
				async () => {
					await clock.sleep(20);
					return counter.arrive(clock.now());
				},
				isBusy,
				{},
			);
			if (answer === 'ok') done++;
			else gate.pause(60_000);
		}
	};
	const perMinute = async (minutes: number) => {
		const before = done;
		await clock.advance(minutes * 60_000);
		return (done - before) / minutes;
	};
	const all = Promise.all(many(64, keepAsking));
	expect(await perMinute(2)).toBeGreaterThan(0.95 * 9_000);
	counter.limit = 4_500;
	await perMinute(4);
	const refused = counter.refused;
	expect(await perMinute(3)).toBeGreaterThan(0.95 * 4_500);
	expect(counter.refused).toBe(refused);
	counter.limit = 9_000;
	await perMinute(6);
	expect(await perMinute(2)).toBeGreaterThan(0.95 * 9_000);
	expect(counter.refused).toBe(refused);
	isOver = true;
	await clock.advance(60_000);
	await all;
});

test('is not slowed down by refusals of what was hardly asked for', async () => {
	const { clock, gate, sent, request } = open();
	for (let refusal = 0; refusal < 12; refusal++) {
		const refused = request({}, 'busy');
		await clock.advance(100);
		await refused;
		gate.pause(0);
	}
	sent.length = 0;
	const all = Promise.all(many(5_000, () => request()));
	await clock.advance(60_000);
	expect(sent).toHaveLength(5_000);
	await all;
});

test('keeps to the share of one process where several use the application', async () => {
	const { clock, sent, request } = open(1, 4);
	const all = Promise.all(many(4_450, () => request()));
	await clock.advance(2 * 60_000);
	await all;
	expect(mostWithin(sent, 60_000)).toBe(8_900 / 4);

	const { clock: slow, sent: messages, request: send } = open(1, 4);
	const paced = Promise.all(
		many(3, () => send({ paces: [{ name: 'messages', limit: 1, perMs: 1000 }] })),
	);
	await slow.advance(10_000);
	await paced;
	expect(mostWithin(messages, 4_000)).toBe(1);
	expect(messages).toHaveLength(3);
});

test('a 429 stops everyone until the wait is over', async () => {
	const { clock, gate, sent, request } = open();
	gate.pause(60_000);
	const all = Promise.all(many(10, () => request()));
	await clock.advance(59_999);
	expect(sent).toHaveLength(0);
	await clock.advance(1000);
	await all;
	expect(sent).toHaveLength(10);
});

test('a stopped execution leaves at once, and takes only its own requests along', async () => {
	const { clock, gate, sent, request } = open();
	gate.pause(60_000);
	const stop = new AbortController();
	const stopped = many(20, () => request({ signal: stop.signal }));
	const others = Promise.all(many(3, () => request()));
	await settle();
	stop.abort(new Error('stopped by the user'));
	const ends = await Promise.allSettled(stopped);
	expect(ends.map(({ status }) => status)).toEqual(many(20, () => 'rejected'));
	await expect(stopped[0]).rejects.toThrow('stopped by the user');
	expect(gate.state.waiting).toBe(3);
	await clock.advance(61_000);
	await others;
	expect(sent).toHaveLength(3);
	await expect(request({ signal: stop.signal })).rejects.toThrow('stopped by the user');
});

test('executions that wait take turns', async () => {
	const { clock, gate, request } = open();
	const order: string[] = [];
	const run = (name: string, count: number) => {
		const { signal } = new AbortController();
		const note = (): Answer => {
			order.push(name);
			return 'ok';
		};
		return many(count, async () => await request({ signal }, note));
	};
	gate.pause(1000);
	const all = Promise.all([...run('big', 100), ...run('small', 2)]);
	await clock.advance(60_000);
	await all;
	expect(order.lastIndexOf('small')).toBeLessThan(8);
});

test.each([
	['of the same kind', {}],
	['that keeps a pace', { paces: [{ name: 'messages', limit: 1, perMs: 1000 }] }],
])(
	'what comes while all places are taken gets the next that is free: one %s',
	async (_, options) => {
		const { clock, sent, request } = open();
		const big = new AbortController();
		const all = Promise.all(many(2_000, () => request({ signal: big.signal })));
		await clock.advance(200);
		const before = sent.length;
		let place = Infinity;
		const one = request({ ...options, signal: new AbortController().signal }, () => {
			place = sent.length - before;
			return 'ok';
		});
		await clock.advance(60_000);
		await Promise.all([all, one]);
		// Those that were answered with it, and not the two thousand.
		expect(place).toBeLessThan(100);
	},
);

test('passes on what the request throws, and counts it as trouble', async () => {
	const { clock, gate } = open();
	const broken = gate.pass(async () => await Promise.reject(new Error('connection reset')), isBusy);
	await expect(broken).rejects.toThrow('connection reset');
	expect(gate.state).toMatchObject({ inFlight: 0, window: 8 });
	await clock.advance(0);
});

test('a computer whose clock is set back does not wait until it has caught up', async () => {
	const now = Date.now.bind(Date);
	const clock = jest.spyOn(Date, 'now').mockImplementation(now);
	try {
		const gate = new Gate();
		gate.pause(20);
		clock.mockImplementation(() => now() - 24 * 3_600_000);
		expect(await gate.pass(async () => await Promise.resolve('ok'), isBusy as never)).toBe('ok');
	} finally {
		clock.mockRestore();
	}
}, 10_000);

test('one gate for a Client ID on a host, whatever the execution', () => {
	const one = { api: 'https://a.example', clientId: 'one', processes: 1 };
	expect(gateOf(one)).toBe(gateOf({ ...one }));
	expect(gateOf(one)).not.toBe(gateOf({ ...one, clientId: 'two' }));
	expect(gateOf(one)).not.toBe(gateOf({ ...one, api: 'https://b.example' }));
	expect(gateOf(one)).not.toBe(gateOf({ ...one, processes: 2 }));
});
