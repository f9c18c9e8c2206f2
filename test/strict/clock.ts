/**
 * A clock for tests of patience: who sleeps is woken at once, and it is later by as much. In a test:
 * `jest.mock('n8n-workflow', () => jest.requireActual<typeof import('./clock')>('./clock').sleepless())`.
 */
const systemNow = Date.now.bind(Date);
let ahead = 0;

/** What was slept, in milliseconds, one after the other. */
export const sleeps: number[] = [];

/** n8n-workflow whose `sleep` takes no time. */
export function sleepless(): object {
	return {
		...jest.requireActual<object>('n8n-workflow'),
		async sleep(ms: number, signal?: AbortSignal): Promise<void> {
			if (!(ms >= 0)) throw new Error(`Nobody can sleep ${ms} ms`);
			sleeps.push(ms);
			ahead += ms;
			await new Promise((resolve) => setImmediate(resolve));
			signal?.throwIfAborted();
		},
	};
}

/** Lets `Date.now` keep up with what was slept, from the time of day. */
export function startClock(): void {
	sleeps.length = 0;
	ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => systemNow() + ahead);
}

export function stopClock(): void {
	jest.restoreAllMocks();
}

/** Milliseconds that have passed by sleeping. */
export const slept = () => sleeps.reduce((sum, ms) => sum + ms, 0);
