/**
 * Runs what can be ended: when the execution is stopped, or when its time is over. Both are listened to
 * only while it runs, so that nothing of a request is left behind in an execution of many thousands
 * (AbortSignal.any keeps a trace of each).
 *
 * @param ms the longest time, in milliseconds
 * @param cancel the execution's signal, if it has one
 * @param run gets the signal that ends it
 */
export async function limited<T>(
	ms: number,
	cancel: AbortSignal | undefined,
	run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const ending = new AbortController();
	const signals = [cancel, AbortSignal.timeout(ms)].filter((signal) => signal !== undefined);
	const end = () => ending.abort(signals.find(({ aborted }) => aborted)?.reason);
	for (const signal of signals) signal.addEventListener('abort', end);
	if (cancel?.aborted) end();
	try {
		return await run(ending.signal);
	} finally {
		for (const signal of signals) signal.removeEventListener('abort', end);
	}
}
