import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { explain } from './advice';
import { loginRefusal } from './login';
import { describe, fieldOf, LONGEST_TITLE, problemsOf, wordsOf } from './problems';
import { AGAIN, troubleOf } from './trouble';
import { unknownEnd } from './unknownEnd';
import { shown, told, withoutTokens } from './words';

export { problemsOf } from './problems';

/** A method that Allegro has switched off. */
export interface Retired {
	/** The day (YYYY-MM-DD) or period it went, as far as it is known. */
	since: string;
	/** What does the job now, in the user's words, or that nothing does. */
	instead: string;
}

/** What was being done when Allegro said no. */
export interface Situation {
	/** `METHOD /path` as in Allegro's reference. */
	endpoint: string;
	/** The permission that the operation needs, without the prefix `allegro:api:`. */
	scope?: string;
	retired?: Retired;
	itemIndex?: number;
	/** What was sent, and the values in its path: they may hold the ID of a command. */
	body?: unknown;
	values?: IDataObject;
	/** The permissions that the token has, without `allegro:api:`, as far as it tells. */
	granted?: string[];
}

/** Allegro's answer, with the body parsed where it was JSON. */
export interface Refusal {
	status: number;
	headers: IDataObject;
	body: unknown;
}

/**
 * Turns an answer with a status of 400 or more (or errors inside a 200) into an error for the user:
 * first what happened in Allegro's own words, then each finding with its field and code, what to do,
 * and the trace-id that Allegro's support asks for. Nothing of the request is kept: it holds the token.
 *
 * Shapes: https://developer.allegro.pl/en/about/ (errors), and the OpenAPI document.
 */
export function refusalError(node: INode, refusal: Refusal, situation: Situation): NodeApiError {
	const problems = problemsOf(refusal.body);
	const traceId = label(shown(refusal.headers['trace-id'] ?? ''));
	const [first] = problems;
	const said = first ? told(wordsOf(first), LONGEST_TITLE) : '';
	const { title, advice } = explain(refusal, said, first, situation);
	const findings = problems.slice(0, MOST_FINDINGS).map((problem) => describe(problem, title));
	const rest = problems.length - findings.length;
	const description = [
		...findings,
		rest > 0 && `And ${rest} more.`,
		advice,
		`${situation.endpoint} answered ${refusal.status}.`,
		traceId && `Allegro's trace-id: ${traceId}`,
	]
		.filter(Boolean)
		.join(' ');
	const error = apiError(
		node,
		problems.length > 1 ? `${title} (and ${problems.length - 1} more)` : title,
		description,
		{ httpCode: String(refusal.status), itemIndex: situation.itemIndex },
	);
	error.context.allegro = {
		status: refusal.status,
		code: first?.code ? label(first.code) : null,
		path: first && fieldOf(first) ? label(fieldOf(first)) : null,
		traceId: traceId || null,
		endpoint: situation.endpoint,
	};
	return error;
}

/**
 * Turns what n8n threw instead of an answer (a token that could not be renewed, a broken connection,
 * a refused domain) into an error for the user. The original is not attached: it holds the token.
 */
export function connectionError(node: INode, thrown: unknown, situation: Situation): NodeApiError {
	const { endpoint, itemIndex } = situation;
	const login = loginRefusal(thrown);
	if (login) {
		const said = login.said && `Allegro's login said: ${login.said}.`;
		const description = [said, login.advice, `This was ${endpoint}.`].filter(Boolean).join(' ');
		const { status } = login;
		const error = apiError(node, login.title, description, {
			httpCode: String(status),
			itemIndex,
		});
		error.context.allegro = { status, code: null, path: null, traceId: null, endpoint };
		return error;
	}
	if (statusOf(thrown) === 401) {
		return refusalError(
			node,
			{ status: 401, headers: traceOf(thrown), body: undefined },
			situation,
		);
	}
	const { title, what, advice, isSent } = troubleOf(thrown);
	const acted = unknownEnd(situation);
	return apiError(
		node,
		title,
		[
			`${what}.`,
			// What may be done must not be tried again just so.
			isSent && acted ? advice.replace(AGAIN, '').trim() : advice,
			isSent ? acted : 'Nothing was sent to Allegro.',
			`This was ${endpoint}.`,
		]
			.filter(Boolean)
			.join(' '),
		{ itemIndex },
	);
}

/** What Allegro names at most in an error: bodies can be as long as they like. */
const MOST_FINDINGS = 20;

/** What programs read of an error. */
const label = (said: string) => told(said, LONGEST_TITLE);

/**
 * An error with these words and no others: n8n puts its own in their place when it finds a name like
 * EEXIST in them, and that stands in "preexisting". Texts of Allegro's (or of a proxy's) may repeat the
 * request, so that tokens are taken out of them.
 */
function apiError(
	node: INode,
	title: string,
	description: string,
	more: { httpCode?: string; itemIndex?: number },
): NodeApiError {
	const message = withoutTokens(title);
	const error = new NodeApiError(node, { message } as JsonObject, { message, ...more });
	error.message = message;
	error.messages = [];
	error.description = withoutTokens(description);
	return error;
}

/** An error in what the user filled in, found before anything was sent. */
export function inputError(
	node: INode,
	message: string,
	description: string,
	itemIndex?: number,
): NodeOperationError {
	return new NodeOperationError(node, message, { description, itemIndex });
}

/**
 * An error for the user out of whatever was thrown: what was worded for them already stays as it is.
 * JavaScript's own errors come of an answer that is not what Allegro's reference promises.
 */
export function nodeError(
	node: INode,
	thrown: unknown,
	situation: Situation,
): NodeApiError | NodeOperationError {
	const { endpoint, itemIndex } = situation;
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	const { name, message } = thrown instanceof Error ? thrown : new Error(shown(thrown));
	const said = label(shown(message));
	if (BUILT_IN.test(name)) return oddAnswerError(node, said, situation);
	return inputError(
		node,
		said.trim() || 'Something went wrong',
		`This happened in ${endpoint}.`,
		itemIndex,
	);
}

const BUILT_IN = /^(Type|Range|URI|Syntax|Reference)Error$/;

function oddAnswerError(node: INode, found: string, situation: Situation): NodeApiError {
	const { endpoint, itemIndex } = situation;
	const message = "Allegro's answer is not what its reference says";
	const done = unknownEnd(situation);
	return apiError(
		node,
		message,
		[
			done,
			'If it stays so, update this package: Allegro may have changed the method.',
			`This happened in ${endpoint}: ${found}.`,
		]
			.filter(Boolean)
			.join(' '),
		{ itemIndex },
	);
}

/**
 * The HTTP status inside what n8n's request helper threw; undefined when there was no answer. A token
 * that n8n could not renew counts as 401, which is what started the attempt.
 */
export function statusOf(thrown: unknown): number | undefined {
	const login = loginRefusal(thrown);
	if (login) return login.status;
	const { httpCode, message, description } = (thrown ?? {}) as Record<string, unknown>;
	const said = [message, description].filter((part) => typeof part === 'string').join(' ');
	if (/reconnect|invalid_grant|not connected|revoked/i.test(said)) return 401;
	const code = Number(typeof httpCode === 'string' ? httpCode : NaN);
	// What breaks off after "200 OK" is no answer either.
	return code >= 400 && code < 1000 ? Math.floor(code) : undefined;
}

/** The trace-id survives in the headers of the answer that n8n's error wraps. */
function traceOf(thrown: unknown): IDataObject {
	const cause = (thrown as { cause?: { response?: { headers?: IDataObject } } }).cause;
	return { 'trace-id': cause?.response?.headers?.['trace-id'] ?? '' };
}
