import { NodeApiError, sleep } from 'n8n-workflow';

import { inputError } from './errors';
import { hintsOf } from './hints';
import type { Call } from './routing';
import type { Answer } from './transport';
import { cancelSignal } from './credential';
import { retryAfter } from './transport';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A Retry-After beyond this is no help to anyone. */
const LONGEST_ASKED_PAUSE_MS = 5 * 60_000;
const DEFAULT_SECONDS = 300;
/** What Allegro has just begun, not all of it may know yet: so many 404 in a row are waited out. */
const MOST_UNKNOWN = 5;

/** What Allegro answered to a question, and what came of it: nothing yet, or the outcome. */
export interface Look<T> {
	answer: Answer;
	outcome?: T;
}

/** What the user is told when the time is over, or Allegro cannot be asked any more. */
export interface Late {
	/** What Allegro is working on, in the user's words: "shipment". */
	what: string;
	/** How to go on from there. */
	advice: string;
}

/**
 * Looks again and again until Allegro has finished, in growing intervals and no sooner than Allegro
 * asks for, for as long as the option Timeout (Seconds) says. Trouble on the way is no end: Allegro goes
 * on working while it cannot be asked.
 *
 * @param started the answer that the wait begins with: it may hold a Retry-After.
 * @throws NodeOperationError when the time is over, and what `look` throws for good.
 */
export async function waitFor<T>(
	call: Call,
	started: Answer,
	look: () => Promise<Look<T>>,
	{ what, advice }: Late,
): Promise<T> {
	let trouble: string | undefined;
	const began = Date.now();
	const outcome = await outcomeInTime(call, started, look, (error) => {
		const { message, description } = (error ?? {}) as Partial<NodeApiError>;
		trouble = [message, description].filter(Boolean).join('. ');
	}).catch((error: NodeApiError) => {
		error.description = [error.description, advice].filter(Boolean).join(' ');
		throw error;
	});
	if (outcome !== undefined) {
		hintsOf(call.context)?.took(what, Date.now() - began);
		return outcome;
	}
	throw inputError(
		call.context.getNode(),
		`Allegro is still working on the ${what} after ${timeoutOf(call)} seconds`,
		trouble ? `${advice} When it was asked last: ${trouble}` : advice,
		call.context.getItemIndex(),
	);
}

/** The option Timeout (Seconds). */
export function timeoutOf(call: Call): number {
	const seconds = Number(call.field('options.timeoutSeconds', DEFAULT_SECONDS));
	return seconds > 0 ? seconds : DEFAULT_SECONDS;
}

/**
 * As `waitFor`, for what can be told of without its end: undefined when the time is over.
 *
 * @param onLook is told of each look what kept it from seeing anything, if something did.
 */
export async function outcomeInTime<T>(
	call: Call,
	started: Answer,
	look: () => Promise<Look<T>>,
	onLook: (trouble?: Error) => void = () => undefined,
): Promise<T | undefined> {
	const signal = cancelSignal(call.context);
	const deadline = Date.now() + timeoutOf(call) * 1000;
	let { headers } = started;
	let missed: Error[] = [];
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
		const left = deadline - Date.now();
		if (left <= 0) return undefined;
		const asked = Math.min(retryAfter(headers) ?? 0, LONGEST_ASKED_PAUSE_MS);
		await sleep(Math.min(left, Math.max(pause, asked)), signal);
		const seen = await look().catch((error: Error) => {
			missed.push(error);
			if (signal?.aborted || !passes(missed)) throw error;
			return undefined;
		});
		onLook(seen ? undefined : missed[missed.length - 1]);
		if (seen?.outcome !== undefined) return seen.outcome;
		headers = seen?.answer.headers ?? {};
		if (seen) missed = [];
	}
}

/** Whether the last of these errors in a row is one that goes by. */
function passes(missed: Error[]): boolean {
	const last = missed[missed.length - 1];
	if (!(last instanceof NodeApiError)) return false;
	const { status = 0 } = (last.context.allegro ?? {}) as { status?: number };
	if (status === 404) return missed.length <= MOST_UNKNOWN;
	// Without a status, there was no answer.
	return status === 0 || status === 429 || status >= 500;
}
