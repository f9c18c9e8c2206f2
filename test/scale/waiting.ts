import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than anything takes here but the orders. */
const PATIENCE_MS = 3 * 60_000;
/** What did not come true. What comes after it would be waited for in vain too, and for hours. */
let vain: string | undefined;

/**
 * Waits until something holds.
 *
 * @throws Error that names it when it does not come true in time: a test that waits for ever tells nothing
 */
export async function until(
	holds: () => boolean | Promise<boolean>,
	everyMs = 250,
	patienceMs = PATIENCE_MS,
): Promise<void> {
	for (const end = Date.now() + patienceMs; !(await holds()); ) {
		if (vain) throw new Error(`Not waited for ${String(holds)}, after ${vain}`);
		if (Date.now() > end) {
			vain = String(holds);
			throw new Error(`In vain was waited for ${vain}`);
		}
		await sleep(everyMs);
	}
}

/**
 * Waits until a number has not changed for so long, or something holds.
 *
 * @returns whether the number stood still
 */
export async function still(
	count: () => Promise<number>,
	ms: number,
	holds: () => boolean,
): Promise<boolean> {
	let last = await count();
	let since = Date.now();
	while (Date.now() - since < ms) {
		if (holds()) return false;
		await sleep(500);
		const now = await count();
		if (now !== last) since = Date.now();
		last = now;
	}
	return true;
}
