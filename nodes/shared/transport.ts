import type {
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INode,
} from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';

import { actOnce } from './actOnce';
import { ToldErrors } from './answerRows';
import type { Connection } from './connection';
import { addressOf, CREDENTIAL } from './connection';
import type { AllegroContext, Signing } from './credential';
import { cancelSignal, connect, forget, forSigning } from './credential';
import type { Refusal, Situation } from './errors';
import { connectionError, inputError, problemsOf, refusalError, statusOf } from './errors';
import { BAD_ANSWER, troubleOf } from './trouble';
import type { Pace } from './gate';
import { gateOf } from './gate';
import { unsendable } from './halfCharacters';
import { hintsOf } from './hints';
import { limited } from './limits';
import { oneAhead } from './renewal';

export const PUBLIC_V1 = 'application/vnd.allegro.public.v1+json';
export const BETA_V1 = 'application/vnd.allegro.beta.v1+json';
export const BINARY = 'application/octet-stream';

/** One request, as the operation sees it. */
export interface AllegroRequest extends Situation {
	method: IHttpRequestMethods;
	/** Path with its parameters filled in and encoded. */
	path: string;
	/** The values in the path by field name: an answer without a body repeats them. */
	values?: IDataObject;
	host?: 'api' | 'upload';
	/** Arrays go out as `name=a&name=b`. */
	query?: IDataObject;
	/** An object goes out as JSON, a Buffer as it is. */
	body?: IDataObject | Buffer;
	/** The answer's media type: public.v1 unless the document says otherwise. */
	accept?: string;
	/** The body's media type: public.v1 unless the document says otherwise. */
	contentType?: string;
	headers?: IDataObject;
	/** Whether the answer is a file, kept as bytes. */
	file?: boolean;
	/**
	 * Makes of the body what is wanted of it, as soon as it is read, unless Allegro refuses. What waits for
	 * an answer has often waited for long, and for that V8 would hold the body until it clears up all that
	 * is old: see docs/decisions/0015-answers-made-small-where-they-are-read.md.
	 */
	read?: (body: unknown) => unknown;
	/** Languages the document declares for the method, when it does not know all of them. */
	languages?: string[];
	/** Limits that Allegro sets for this endpoint alone. */
	paces?: Pace[];
	/** How many of what these limits count the request is: a batch command is as many as its offers. */
	weight?: number;
	/**
	 * Whether it may be sent again while it is not known what became of it, when its method does not say:
	 * a POST that carries an ID by which Allegro knows it again may, a PUT that is binding may not.
	 */
	repeatable?: boolean;
	/** Whether it carries an ID by which Allegro knows it again, so that it acts once however often it comes. */
	identified?: boolean;
	/** What tells the request from others of its kind that the same item sends, when that is not their order. */
	act?: string;
	/** Redirects and refusals that are an answer here, such as 404 for what may be gone. */
	tolerated?: number[];
	/** What the user set in n8n: proxy, timeout, certificates, allowed domains. */
	settings?: Partial<IHttpRequestOptions>;
	/** Moment (ms since epoch) after which no wait may end: a trigger's time budget. */
	deadline?: number;
}

/** Allegro's answer; the body is parsed JSON, a Buffer when a file was asked for, or what `read` made. */
export interface Answer extends Refusal {
	headers: IDataObject;
}

/** After a 429, Allegro blocks the Client ID for one minute. Source: https://developer.allegro.pl/faq/ */
const BLOCK_MS = 60_000;
/** Limits are as short as a second: so far apart are two tries of one process. */
const JITTER_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const MOST_429 = 6;
const MOST_5XX = 4;
const FIRST_BACKOFF_MS = 500;
/**
 * A whole answer takes no longer. n8n's own limit begins anew with each byte, so that what comes byte by
 * byte would be waited for without end.
 */
const LONGEST_ANSWER_MS = 10 * 60_000;
/**
 * What is asked for shortly before a deadline gets as long as this: the end of a poll's time that is kept
 * free for it is 9 s where n8n's scheduler gives up a poll after 45 s.
 */
const LAST_CHANCE_MS = 8_000;
/** Undefined stands for a connection that broke. */
const BUSY: Array<number | undefined> = [429, 503, 504, undefined];
/** A repeated POST or PATCH could create something twice, unless it is known as `repeatable`. */
const REPEATABLE = ['GET', 'PUT', 'DELETE'];
/** What some servers put before a text. JSON does not begin with it. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Sends one request through the credential's gate, with the headers that Allegro demands, and waits
 * out limits. Redirects are never followed, for n8n would send the token along to another host.
 *
 * 429 is always repeated after the wait; 5xx and broken connections only for GET, PUT and DELETE, unless
 * `repeatable` says otherwise.
 *
 * @throws NodeApiError, worded for the user, for any other answer (unless `tolerated`) and when the
 * connection fails.
 */
export async function send(context: AllegroContext, request: AllegroRequest): Promise<Answer> {
	checkTexts(context, request);
	return await actOnce(
		context,
		request,
		(error) => error instanceof NodeApiError && LOST.has(error),
		async () => await sendNow(context, request),
	);
}

/** Errors that leave open what Allegro did. */
const LOST = new WeakSet<object>();

async function sendNow(context: AllegroContext, request: AllegroRequest): Promise<Answer> {
	const connection = await connect(context, request);
	if (connection.expiresAt === undefined || connection.expiresAt > Date.now()) {
		return await sendWithRetries(context, request, connection);
	}
	const signal = cancelSignal(context);
	return await oneAhead(connection.tokenMark, signal, async () => {
		try {
			return await sendWithRetries(context, request, connection);
		} finally {
			forget(context);
		}
	});
}

/** What `send` would send, without the token. Nothing goes out. */
export async function preview(
	context: AllegroContext,
	request: AllegroRequest,
): Promise<IDataObject> {
	checkTexts(context, request);
	const options = httpOptions(request, await connect(context, request));
	const { body } = request;
	return {
		method: request.method,
		url: `${options.baseURL}${request.path}`,
		query: request.query ?? {},
		headers: options.headers,
		body: Buffer.isBuffer(body) ? `${body.length} bytes` : (body ?? null),
	};
}

/** @throws NodeOperationError when a text of the request cannot be sent. */
function checkTexts(context: AllegroContext, request: AllegroRequest): void {
	const found = unsendable(request);
	if (!found) return;
	throw inputError(
		context.getNode(),
		`The value for "${found.field}" ${found.problem}`,
		`${found.field} is Allegro's name of the field. To cut a text between characters, use Array.from(text).slice(0, 50).join(''). Nothing was sent to Allegro.`,
		request.itemIndex,
	);
}

async function sendWithRetries(
	context: AllegroContext,
	request: AllegroRequest,
	connection: Connection,
): Promise<Answer> {
	const gate = gateOf(connection);
	const signal = cancelSignal(context);
	const options = httpOptions(request, connection);
	for (let attempt = 1; ; attempt++) {
		const answer = conflictAs409(
			request,
			await gate.pass(
				async () => await exchange(context, request, options, connection),
				// What is tolerated is an answer, such as a limit of one order: the others need not slow down.
				(ended) =>
					!signal?.aborted &&
					BUSY.includes(ended?.status) &&
					!(ended && isAnswer(ended.status, request)),
				{
					kind: request.endpoint,
					paces: request.paces,
					weight: request.weight,
					signal,
					deadline: request.deadline,
				},
			),
		);
		signal?.throwIfAborted();
		const { status } = answer;
		if (answer.unread) throw unreadError(context.getNode(), answer, request, connection);
		if (isAnswer(status, request)) return { ...answer, status };
		const wait = waitBefore(attempt + 1, request, answer, connection);
		if (wait === undefined || Date.now() + wait > (request.deadline ?? Infinity)) {
			throw failure(context.getNode(), answer, { ...request, granted: connection.scopes });
		}
		if (answer.status === 429) {
			hintsOf(context)?.waited(Date.now(), Date.now() + wait);
			gate.pause(wait, request.paces);
		} else await sleep(wait, signal);
	}
}

const EXISTS = 'COMMAND_EXISTS';

/**
 * Ship with Allegro says 400 where other methods say 409: that it has the command already, from an attempt
 * whose answer was lost. Source: allegro-api #7793, #9602, #8573
 */
function conflictAs409({ tolerated }: AllegroRequest, answer: Exchange): Exchange {
	if (answer.status !== 400 || !tolerated?.includes(409)) return answer;
	const { body } = answer;
	// An answer that is cut off in its middle stays a text.
	const isKnown =
		typeof body === 'string'
			? body.includes(`"${EXISTS}"`)
			: problemsOf(body).some(({ code }) => code === EXISTS);
	return isKnown ? { ...answer, status: 409 } : answer;
}

function isAnswer(status: number | undefined, { tolerated }: AllegroRequest): status is number {
	if (status === undefined) return false;
	return status < 300 || status === 304 || Boolean(tolerated?.includes(status));
}

/** An answer, or (without status) what kept it from coming. */
interface Exchange {
	status: number | undefined;
	headers: IDataObject;
	body: unknown;
	thrown?: unknown;
	/** Why `read` could make nothing of it: that is no trouble with the connection. */
	unread?: { reason: unknown };
}

async function exchange(
	context: AllegroContext,
	request: AllegroRequest,
	options: IHttpRequestOptions,
	connection: Connection,
): Promise<Exchange> {
	const { file = false, deadline = Infinity } = request;
	const limitMs = Math.min(LONGEST_ANSWER_MS, Math.max(LAST_CHANCE_MS, deadline - Date.now()));
	let signing: Signing | undefined;
	try {
		const response = await limited(limitMs, cancelSignal(context), async (abortSignal) => {
			// n8n asks its context for the signal, whatever the request has, and for the token.
			const stoppable = Object.create(context, {
				getExecutionCancelSignal: { value: () => abortSignal },
				getCredentials: {
					value: async () => (signing = await forSigning(context, connection)).credential,
				},
			}) as AllegroContext;
			// n8n adds the token to the object it is given: each attempt has its own.
			return (await context.helpers.httpRequestWithAuthentication.call(stoppable, CREDENTIAL, {
				...options,
				abortSignal,
				headers: { ...options.headers },
			})) as IN8nHttpFullResponse;
		});
		const { statusCode } = response;
		const isFile = file && statusCode < 300;
		const body = isFile ? response.body : parsed(response.body);
		if (statusCode < 200 || (!isFile && isBroken(options, statusCode, body))) {
			const thrown = Object.assign(new Error('No answer'), { code: BAD_ANSWER, answer: body });
			return { status: undefined, headers: {}, body: undefined, thrown };
		}
		const headers = response.headers as IDataObject;
		return { status: statusCode, headers, ...wanted(request, statusCode, body) };
	} catch (thrown) {
		return { status: statusOf(thrown), headers: {}, body: undefined, thrown };
	} finally {
		const isRenewed = signing && signing.credential.oauthTokenData !== signing.tokens;
		if (isRenewed) forget(context);
	}
}

/** What is wanted of an answer. A refusal, tolerated or not, stays what Allegro said. */
function wanted(request: AllegroRequest, status: number, body: unknown) {
	const { read } = request;
	if (!read || status >= 400 || !isAnswer(status, request)) return { body };
	try {
		return { body: read(body) };
	} catch (reason) {
		return { body: undefined, unread: { reason } };
	}
}

/**
 * Whether something was read that is not what was asked for, such as a page of HTML with status 200 in
 * a maintenance, or half of an answer: what is no JSON stays a text. Taken for an empty list, it would
 * end a list early; taken for a success, it would hide that nothing was done.
 */
function isBroken({ method, headers }: IHttpRequestOptions, status: number, body: unknown) {
	if (status >= 300 || typeof body !== 'string') return false;
	if (!String(headers?.Accept).endsWith('json')) return false;
	const text = body.trim();
	// What is not read may be answered with nothing, or with a word.
	if (method !== 'GET') return /^[<{[]/.test(text);
	return text !== '' || status === 200;
}

function failure(node: INode, { status, headers, body, thrown }: Exchange, situation: Situation) {
	const hasAnswer = thrown === undefined && status !== undefined;
	const error = hasAnswer
		? refusalError(node, { status, headers, body }, situation)
		: connectionError(node, thrown, situation);
	const isLost = status === undefined ? troubleOf(thrown).isSent : status >= 500;
	if (isLost) LOST.add(error);
	return error;
}

/** Why nothing can be made of an answer. What tells of errors is a refusal, whatever its status. */
function unreadError(
	node: INode,
	{ status = 200, headers, unread }: Exchange,
	request: AllegroRequest,
	{ scopes }: Connection,
): unknown {
	const reason = unread?.reason;
	if (!(reason instanceof ToldErrors)) return reason;
	const { body } = reason;
	return refusalError(node, { status, headers, body }, { ...request, granted: scopes });
}

/** Milliseconds to wait before the given attempt; undefined when there shall be none. */
function waitBefore(
	attempt: number,
	{ method, repeatable = REPEATABLE.includes(method) }: AllegroRequest,
	answer: Exchange,
	{ processes }: Connection,
): number | undefined {
	if (answer.status === 429) {
		const asked = retryAfter(answer.headers);
		// Processes that were refused together must not come back together.
		const wait = (asked ?? BLOCK_MS) + Math.random() * JITTER_MS * processes;
		return attempt <= MOST_429 && wait <= LONGEST_WAIT_MS ? wait : undefined;
	}
	const passing = answer.status === undefined || answer.status >= 500;
	if (!passing || attempt > MOST_5XX || !repeatable) return undefined;
	return FIRST_BACKOFF_MS * 2 ** (attempt - 2) * (0.5 + Math.random());
}

/** The header Retry-After (seconds or a date) in milliseconds. */
export function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (value === undefined || value === '') return undefined;
	const seconds = Number(value);
	const ms = Number.isNaN(seconds) ? Date.parse(String(value)) - Date.now() : seconds * 1000;
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function httpOptions(request: AllegroRequest, connection: Connection): IHttpRequestOptions {
	const { body, languages, file = false } = request;
	const headers: IDataObject = {
		Accept: request.accept ?? PUBLIC_V1,
		'Accept-Language':
			languages && !languages.includes(connection.language) ? languages[0] : connection.language,
		'User-Agent': connection.userAgent,
		// Of a packed file that is cut, n8n takes what there is. Of one as it is, the number of its bytes tells.
		...(file && { 'Accept-Encoding': 'identity' }),
		...request.headers,
	};
	if (body !== undefined) headers['Content-Type'] = request.contentType ?? PUBLIC_V1;
	return {
		...request.settings,
		method: request.method,
		baseURL: connection[request.host ?? 'api'],
		url: request.path,
		qs: request.query,
		arrayFormat: 'repeat',
		headers,
		body: body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body),
		// Text is read here: as a string that n8n has made, it would stay in memory for longer.
		encoding: 'arraybuffer',
		returnFullResponse: true,
		disableFollowRedirect: true,
		// Errors are read here; 401 is left to n8n, which renews the token and repeats the request.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	};
}

/**
 * The host and path of a URL that Allegro returned, e.g. for an upload.
 *
 * @throws NodeOperationError when it leads away from the credential's hosts: the token stays here.
 */
export async function returnedAddress(
	context: AllegroContext,
	url: string,
	situation: Situation,
): Promise<Pick<AllegroRequest, 'host' | 'path'>> {
	const address = addressOf(await connect(context, situation), url);
	if (address) return address;
	throw inputError(
		context.getNode(),
		"The address to send the file to is none of Allegro's",
		`${url} leads to a host that does not belong to the environment of the credential. Nothing was sent there.`,
		situation.itemIndex,
	);
}

/** What the bytes of an answer say: JSON as what it stands for, anything else as text. */
export function parsed(body: unknown): unknown {
	if (!Buffer.isBuffer(body)) return body;
	const text = body.toString('utf8').replace(BYTE_ORDER_MARK, '');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
