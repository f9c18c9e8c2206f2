import { limited } from './limits';

/** What is under way, by what it is about. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Does what is about the same thing one after the other, in the order in which it came, whichever
 * execution it belongs to.
 *
 * @param key what it is about; it must name the seller too
 * @param signal ends the waiting of an execution that is stopped
 * @param longestMs so long another one's work is waited for at most
 * @throws what `work` throws, the signal's reason, or a TimeoutError when the time is over
 */
export async function oneByOne<T>(
	key: string,
	signal: AbortSignal | undefined,
	longestMs: number,
	work: () => Promise<T>,
): Promise<T> {
	const earlier = underWay.get(key);
	const turn = earlier ? waitedFor(earlier, signal, longestMs) : Promise.resolve();
	const done = turn.then(work);
	// Who comes later waits for this one and, when it gave up, still for those before it.
	const settled = Promise.allSettled([earlier, done]);
	underWay.set(key, settled);
	try {
		return await done;
	} finally {
		void settled.then(() => {
			if (underWay.get(key) === settled) underWay.delete(key);
		});
	}
}

async function waitedFor(
	earlier: Promise<unknown>,
	signal: AbortSignal | undefined,
	longestMs: number,
): Promise<void> {
	await limited(longestMs, signal, async (over) => {
		over.throwIfAborted();
		const end = new Promise((_, reject) => {
			over.addEventListener('abort', () => reject(over.reason as Error));
		});
		await Promise.race([earlier, end]);
	});
}
