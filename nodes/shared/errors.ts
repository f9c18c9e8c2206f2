import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { troubleOf } from './trouble';
import { objectOf } from './values';
import { isMarkup, shown, told, withoutMarkup, withoutTokens } from './words';

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
}

/** Allegro's answer, with the body parsed where it was JSON. */
export interface Refusal {
	status: number;
	headers: IDataObject;
	body: unknown;
}

interface AllegroProblem {
	code?: string;
	message?: string;
	userMessage?: string;
	path?: string;
	details?: string;
	/** More about it, such as the products that an EAN fits. */
	metadata?: Record<string, unknown> | null;
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
	const { title, advice } = explain(refusal.status, said, situation);
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
		path: first?.path ? label(first.path) : null,
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
	if (statusOf(thrown) === 401) {
		return refusalError(
			node,
			{ status: 401, headers: traceOf(thrown), body: undefined },
			situation,
		);
	}
	const { title, what, advice, isSent } = troubleOf(thrown);
	const { endpoint, itemIndex } = situation;
	const acted = endpoint.startsWith('GET ') ? '' : UNKNOWN_END;
	return apiError(
		node,
		title,
		[`${what}.`, advice, isSent ? acted : 'Nothing was sent to Allegro.', `This was ${endpoint}.`]
			.filter(Boolean)
			.join(' '),
		{ itemIndex },
	);
}

/** What is told of a request that may have arrived, unless it only reads. */
const UNKNOWN_END =
	'What was asked for may be done all the same: look in Allegro before you repeat it.';

/** What Allegro names at most in an error: bodies can be as long as they like. */
const MOST_FINDINGS = 20;
const LONGEST_TITLE = 300;
const LONGEST_FINDING = 1_000;

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
	{ endpoint, itemIndex }: Situation,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	const { name, message } = thrown instanceof Error ? thrown : new Error(shown(thrown));
	const said = label(shown(message));
	if (BUILT_IN.test(name)) return oddAnswerError(node, said, { endpoint, itemIndex });
	return inputError(
		node,
		said.trim() || 'Something went wrong',
		`This happened in ${endpoint}.`,
		itemIndex,
	);
}

const BUILT_IN = /^(Type|Range|URI|Syntax|Reference)Error$/;

function oddAnswerError(
	node: INode,
	found: string,
	{ endpoint, itemIndex }: Situation,
): NodeApiError {
	const message = "Allegro's answer is not what its reference says";
	const done = endpoint.startsWith('GET ') ? '' : `${UNKNOWN_END} `;
	return apiError(
		node,
		message,
		`${done}If it stays so, update this package: Allegro may have changed the method. This happened in ${endpoint}: ${found}.`,
		{ itemIndex },
	);
}

/**
 * The HTTP status inside what n8n's request helper threw; undefined when there was no answer. A token
 * that n8n could not renew counts as 401, which is what started the attempt.
 */
export function statusOf(thrown: unknown): number | undefined {
	const { httpCode, message, description } = (thrown ?? {}) as Record<string, unknown>;
	const said = [message, description].filter((part) => typeof part === 'string').join(' ');
	if (/reconnect|invalid_grant|not connected|revoked/i.test(said)) return 401;
	const code = Number(typeof httpCode === 'string' ? httpCode : NaN);
	// What breaks off after "200 OK" is no answer either.
	return code >= 400 && code < 1000 ? Math.floor(code) : undefined;
}

/** The findings in a body of any of Allegro's error shapes. */
export function problemsOf(body: unknown): AllegroProblem[] {
	if (typeof body === 'string') return textProblem(body.trim());
	if (typeof body !== 'object' || body === null) return [];
	const { errors, error, error_description, message, code } = body as Record<string, unknown>;
	if (Array.isArray(errors)) return errors.flatMap(problemOf);
	if (typeof error === 'string') {
		return [{ code: error, message: text(error_description) || error }];
	}
	if (message || code) return [{ code: text(code), message: text(message) }];
	const rest = shown(body);
	return ['{}', '[]', ''].includes(rest) ? [] : [{ details: told(rest, LONGEST_TITLE) }];
}

/** A page says little to a user, and half of a JSON object less: neither is a title. */
function textProblem(body: string): AllegroProblem[] {
	if (body === '') return [];
	if (/^[{[]/.test(body)) return [{ details: told(body, LONGEST_TITLE) }];
	if (!isMarkup(body)) return [{ message: told(body, LONGEST_TITLE) }];
	const details = told(withoutMarkup(body), LONGEST_TITLE);
	return details ? [{ details }] : [];
}

/** A finding whose parts are texts, whatever they are in the answer. */
function problemOf(finding: unknown): AllegroProblem[] {
	if (typeof finding !== 'object' || finding === null) return [];
	const { code, message, userMessage, path, details, metadata } = finding as IDataObject;
	return [
		{
			code: text(code),
			message: text(message),
			userMessage: text(userMessage),
			path: text(path),
			details: text(details),
			metadata: objectOf(metadata) ?? null,
		},
	];
}

/**
 * What Allegro tells users where it has nothing to tell them.
 * Source: the example of Error.userMessage in Allegro's OpenAPI document, and its Polish form.
 */
const EMPTY_WORDS =
	/^(The request contains incorrect data|Żądanie zawiera (nieprawidłowe|niepoprawne) dane)\./;

/** A finding's words for the user, or else those for developers. */
function wordsOf({ userMessage = '', message = '' }: AllegroProblem): string {
	return (EMPTY_WORDS.test(userMessage) ? message || userMessage : userMessage || message) || '';
}

/** One finding in a sentence; what the title says already is not said again. */
function describe(problem: AllegroProblem, title: string): string {
	const what = [wordsOf(problem), problem.details]
		.filter((part, index, parts) => part && part !== title && parts.indexOf(part) === index)
		.map((part) => text(part).replace(/[.\s]+$/, ''))
		.join(': ');
	const more = Object.entries(problem.metadata ?? {})
		.filter(([, value]) => value !== null && value !== '')
		.map(([name, value]) => `${name} ${shown(value)}`)
		.join(', ');
	const said = [
		problem.path && `Field ${problem.path}`,
		what,
		problem.code && `code ${problem.code}`,
		more,
	]
		.filter(Boolean)
		.join(': ');
	// A capital at its beginning would hide a token.
	const sentence = told(said, LONGEST_FINDING);
	return sentence && `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

function explain(
	status: number,
	said: string,
	{ scope, retired }: Situation,
): { title: string; advice: string } {
	if (retired && [403, 404, 405, 410].includes(status)) {
		return {
			title: `Allegro switched this method off (${retired.since})`,
			advice: `Instead: ${retired.instead}.`,
		};
	}
	if (status >= 300 && status < 400) {
		return {
			title: 'Allegro leads this request to another address',
			advice: 'It was not followed, for the token must not go there. Try again in a while.',
		};
	}
	switch (status) {
		case 401:
			return {
				title: 'Allegro no longer accepts this connection',
				advice:
					'Open the Allegro credential and connect it again. Access ends when it was withdrawn, after a change of password, and after three months without use.',
			};
		case 403:
			return {
				title: said || 'Allegro refuses access',
				advice: scope
					? `The app needs the permission allegro:api:${scope}: tick it at apps.developer.allegro.pl and in the credential, then connect the credential again. If it has it, what was asked for belongs to another account.`
					: 'Check that the account owns what was asked for and that the app has the permission.',
			};
		case 404:
			return {
				title: said || 'Allegro does not have what was asked for',
				advice: 'Check the ID, and that it belongs to the connected account.',
			};
		case 406:
		case 415:
			return {
				title: 'Allegro refuses the format of this request',
				advice: 'Update this package: Allegro may have changed the method.',
			};
		case 409:
			return {
				title: said || 'Allegro has a newer state',
				advice: 'Read it again, then repeat with what you read.',
			};
		case 412:
			return {
				title: said || 'Someone changed this in the meantime',
				advice: 'Read it again, then repeat with the new version.',
			};
		case 413:
			return { title: said || 'The file is too large for Allegro', advice: 'Send a smaller one.' };
		case 429:
			return {
				title: 'Allegro asks for fewer requests',
				advice:
					'The limit was reached and several waits did not help. Run fewer workflows at once with this app, or try later.',
			};
		default:
			return status >= 500
				? { title: said || 'Allegro is not available now', advice: 'Try again in a while.' }
				: { title: said || 'Allegro refuses this request', advice: '' };
	}
}

/** The trace-id survives in the headers of the answer that n8n's error wraps. */
function traceOf(thrown: unknown): IDataObject {
	const cause = (thrown as { cause?: { response?: { headers?: IDataObject } } }).cause;
	return { 'trace-id': cause?.response?.headers?.['trace-id'] ?? '' };
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
