import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds: as long as the test may take. */
export async function until(holds: () => boolean | Promise<boolean>, everyMs = 250): Promise<void> {
	while (!(await holds())) await sleep(everyMs);
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
