import { isMarkup, shown, told, withoutMarkup } from './words';

/** What Allegro's login host said instead of giving a token. */
export interface LoginRefusal {
	title: string;
	advice: string;
	/** What it said, in a sentence without its period; '' when that helps nobody. */
	said: string;
	/** The status to go on with: 401 and 403 are final, 429 and 5xx pass. */
	status: number;
}

const NOT_DONE = 'Nothing was done: Allegro had not let the request in.';

const UNKNOWN_APP: Pick<LoginRefusal, 'title' | 'advice'> = {
	title: 'Allegro does not accept the Client ID or secret of this app',
	advice:
		'See at apps.developer.allegro.pl whether the app is still there (Allegro deletes keys that nobody used for 30 days), whether the account still has it among its connected apps, and whether it belongs to this environment: the sandbox has apps of its own. Enter the Client ID and secret in the credential and connect it again.',
};

const BLOCKED: Pick<LoginRefusal, 'title' | 'advice'> = {
	title: 'Allegro blocks logins from this machine for now',
	advice:
		'Its login host asks for a captcha or shows a page for blocked visitors, which has nothing to do with the credential: the tokens stay valid. Wait for some hours without repeating, and write to Allegro with the IP address of the machine that n8n runs on if it stays so.',
};

/**
 * What to tell of a token that n8n asked Allegro's login host for in vain; undefined when something else
 * was thrown. Measured in n8n-core 2.41: NodeApiError over `AuthError` (code EAUTH, `body.error`) or over
 * `ResponseError` (code ESTATUS, `status`, `body`), or over axios' own error of 500 and more. The API's own
 * statuses are never thrown but 401.
 *
 * Sources: allegro-api #11371, #11973 (Unauthorized), #13794 (invalid_request), #6944, #6755, #12463
 * (captcha), #12492 (page for blocked visitors).
 */
export function loginRefusal(thrown: unknown): LoginRefusal | undefined {
	for (let inner: unknown = thrown, depth = 0; depth < DEEPEST; depth++) {
		if (typeof inner !== 'object' || inner === null) return undefined;
		const { code, httpCode, status, body, cause } = inner as Record<string, unknown>;
		if (code === 'EAUTH') return oauthRefusal(body ?? namedIn(inner));
		if (code === 'ESTATUS') return pageRefusal(Number(status), body);
		if (httpCode === 'EAUTH' && !cause) return oauthRefusal(namedIn(inner));
		if (Number(httpCode) >= 500 && Number(httpCode) < 600) return unavailable(Number(httpCode));
		inner = cause;
	}
	return undefined;
}

/** n8n before 2.30 keeps no answer, but says in words that a refresh token is over. */
function namedIn(error: object): { error?: string } {
	const { message, description } = error as Record<string, unknown>;
	const text = `${shown(message ?? '')} ${shown(description ?? '')}`;
	return /reconnect|invalid_grant|not connected|revoked|refresh token|authorization grant/i.test(
		text,
	)
		? { error: 'invalid_grant' }
		: {};
}

/** n8n's error, and what it wraps. */
const DEEPEST = 4;

function oauthRefusal(body: unknown): LoginRefusal {
	const { error, error_description: description } = (body ?? {}) as Record<string, unknown>;
	const name = typeof error === 'string' ? error : '';
	const words = typeof description === 'string' && description !== name ? description : '';
	const said = told([name, words].filter(Boolean).join(': '), 300).replace(/[.\s]+$/, '');
	if (/^(invalid_grant|invalid_token)$/i.test(name)) {
		return {
			title: 'Allegro no longer accepts this connection',
			advice: `Open the Allegro credential and connect it again. Access ends when it was withdrawn, after a change of password, and after three months without use. ${NOT_DONE}`,
			said,
			status: 401,
		};
	}
	if (/^(temporarily_unavailable|server_error)$/i.test(name)) {
		return { ...unavailable(503), said };
	}
	if (/^(invalid_request|unsupported_|invalid_scope)/i.test(name)) {
		return {
			title: 'Allegro refuses to renew this connection',
			advice: `Open the Allegro credential, check its URLs and scopes, and connect it again. ${NOT_DONE}`,
			said,
			status: 401,
		};
	}
	return { ...UNKNOWN_APP, advice: `${UNKNOWN_APP.advice} ${NOT_DONE}`, said, status: 401 };
}

function pageRefusal(status: number, body: unknown): LoginRefusal {
	const page = shown(body ?? '');
	const words = isMarkup(page) ? withoutMarkup(page) : page;
	const said = told(words, 200).replace(/[.\s]+$/, '');
	const asks = /captcha|zablokowan|blocked|block(ed)? (ip|access)/i.test(page);
	if (status === 429 || /too many requests/i.test(words)) {
		return {
			title: 'Allegro asks for fewer logins',
			advice: `Too many tokens were asked for from this machine. Wait for some minutes before you try again. ${NOT_DONE}`,
			said,
			status: 429,
		};
	}
	if (asks || status === 403) {
		return { ...BLOCKED, advice: `${BLOCKED.advice} ${NOT_DONE}`, said, status: 403 };
	}
	if (status === 401) {
		return { ...UNKNOWN_APP, advice: `${UNKNOWN_APP.advice} ${NOT_DONE}`, said, status: 401 };
	}
	return {
		title: "Allegro's login gave no token",
		advice: `A page or something else came instead, as in a maintenance or from a proxy in between. Try again in a while; if it stays so, check the URLs in the credential. ${NOT_DONE}`,
		said: [status ? `status ${status}` : '', said].filter(Boolean).join(': '),
		status: status >= 400 ? status : 403,
	};
}

function unavailable(status: number): LoginRefusal {
	return {
		title: "Allegro's login is not available now",
		advice: `Try again in a while. ${NOT_DONE}`,
		said: `status ${status}`,
		status,
	};
}
