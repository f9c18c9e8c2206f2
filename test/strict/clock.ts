/**
 * A clock for tests of patience: who sleeps is woken at once, and it is later by as much. In a test:
 * `jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./clock')>('./clock').sleepless())`.
 */
let now = 0;

/** What was slept, in milliseconds, one after the other. */
export const sleeps: number[] = [];

/** n8n-workflow whose `sleep` takes no time. */
export function sleepless(): object {
	return {
		...jest.requireActual<object>('n8n-workflow'),
		async sleep(ms: number, signal?: AbortSignal): Promise<void> {
			if (!(ms >= 0)) throw new Error(`Nobody can sleep ${ms} ms`);
			sleeps.push(ms);
			now += ms;
			await new Promise((resolve) => setImmediate(resolve));
			signal?.throwIfAborted();
		},
	};
}

/** From now on, time passes by sleeping only, however slow the machine is. */
export function startClock(): void {
	sleeps.length = 0;
	now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now);
}

export function stopClock(): void {
	jest.restoreAllMocks();
}

/** Milliseconds that have passed by sleeping. */
export const slept = () => sleeps.reduce((sum, ms) => sum + ms, 0);
