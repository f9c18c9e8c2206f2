import { sleep } from 'n8n-workflow';

import { inputError } from './errors';
import type { Call } from './routing';
import type { Answer } from './transport';
import { cancelSignal, retryAfter } from './transport';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** What Allegro answered to a question, and what came of it: nothing yet, or the outcome. */
export interface Look<T> {
	answer: Answer;
	outcome?: T;
}

/** What the user is told when the time is over. */
export interface Late {
	/** What Allegro is working on, in the user's words: "shipment". */
	what: string;
	advice: string;
}

/**
 * Looks again and again until Allegro has finished, in growing intervals and no sooner than Allegro
 * asks for, for as long as the field Timeout (Seconds) says.
 *
 * @param started the answer that the wait begins with: it may hold a Retry-After.
 * @throws NodeOperationError when the time is over, and what `look` throws.
 */
export async function waitFor<T>(
	call: Call,
	started: Answer,
	look: () => Promise<Look<T>>,
	{ what, advice }: Late,
): Promise<T> {
	const outcome = await outcomeInTime(call, started, look);
	if (outcome !== undefined) return outcome;
	throw inputError(
		call.context.getNode(),
		`Allegro is still working on the ${what} after ${timeoutOf(call)} seconds`,
		advice,
		call.context.getItemIndex(),
	);
}

const timeoutOf = (call: Call) => call.field('timeoutSeconds', 300);

/** As `waitFor`, for what can be told of without its end: undefined when the time is over. */
export async function outcomeInTime<T>(
	call: Call,
	started: Answer,
	look: () => Promise<Look<T>>,
): Promise<T | undefined> {
	const signal = cancelSignal(call.context);
	const deadline = Date.now() + timeoutOf(call) * 1000;
	let answer = started;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
		const left = deadline - Date.now();
		if (left <= 0) return undefined;
		await sleep(Math.min(left, Math.max(pause, retryAfter(answer.headers) ?? 0)), signal);
		const seen = await look();
		if (seen.outcome !== undefined) return seen.outcome;
		({ answer } = seen);
	}
}
