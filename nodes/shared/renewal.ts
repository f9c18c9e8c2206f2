import { limited } from './limits';

/** Tokens that are being renewed right now: the request that goes ahead with each of them. */
const renewals = new Map<string, Promise<void>>();
/** So long the others wait for it. n8n takes care of those that come without a new token. */
const PATIENCE_MS = 5_000;

/**
 * Sends a request whose token is over. It is renewed by the first request that meets a 401, and Allegro's
 * refresh tokens work once: so one request goes ahead, and the others with the same token follow. Tokens
 * of other sellers are another matter, though they share the Client ID.
 *
 * @param token which one it is: `Connection.tokenMark`
 * @param signal the execution's cancel signal, which ends the waiting
 * @throws what `send` throws, or the signal's reason
 */
export async function oneAhead<T>(
	token: string,
	signal: AbortSignal | undefined,
	send: () => Promise<T>,
	patienceMs = PATIENCE_MS,
): Promise<T> {
	const ahead = renewals.get(token);
	if (ahead) {
		await limited(patienceMs, signal, async (over) => {
			if (over.aborted) return;
			const end = new Promise((resolve) => over.addEventListener('abort', resolve));
			await Promise.race([ahead, end]);
		});
		signal?.throwIfAborted();
		return await send();
	}
	const first = send();
	renewals.set(
		token,
		first.then(
			() => undefined,
			() => undefined,
		),
	);
	try {
		return await first;
	} finally {
		renewals.delete(token);
	}
}
