import { getEventListeners } from 'node:events';

import { limited } from '../../nodes/shared/limits';

const forEver = async (signal: AbortSignal) =>
	await new Promise<never>((_, reject) =>
		signal.addEventListener('abort', () => reject(signal.reason as Error)),
	);
const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

let timers: AbortController[];
beforeEach(() => {
	timers = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		timers.push(new AbortController());
		return timers[timers.length - 1].signal;
	});
});
afterEach(() => jest.restoreAllMocks());

test('what ends in time gives its result', async () => {
	expect(await limited(1_000, undefined, async () => await Promise.resolve(7))).toBe(7);
	expect(AbortSignal.timeout).toHaveBeenCalledWith(1_000);
});

test('ends when the time is over, with the reason', async () => {
	const running = limited(1_000, new AbortController().signal, forEver);
	timers[0].abort(new Error('late'));
	await expect(running).rejects.toThrow('late');
});

test('ends when the execution is stopped, with the reason', async () => {
	const execution = new AbortController();
	const running = limited(1_000, execution.signal, forEver);
	execution.abort(new Error('stopped'));
	await expect(running).rejects.toThrow('stopped');
});

test('what begins after the stop is ended at once', async () => {
	const seen: unknown[] = [];
	const stopped = AbortSignal.abort(new Error('stopped'));
	await limited(1_000, stopped, async (signal) => {
		seen.push(signal.aborted, (signal.reason as Error).message);
		await Promise.resolve();
	});
	expect(seen).toEqual([true, 'stopped']);
});

test.each([
	['an end', async () => await Promise.resolve()],
	['an error', async () => await Promise.reject(new Error('no'))],
])('nothing is left behind after %s', async (_, run: () => Promise<void>) => {
	const execution = new AbortController();
	let during = 0;
	await limited(1_000, execution.signal, async () => {
		during = listeners(execution.signal);
		await run();
	}).catch(() => undefined);
	expect([during, listeners(execution.signal), listeners(timers[0].signal)]).toEqual([1, 0, 0]);
});
