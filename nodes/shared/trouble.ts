import { problemsOf } from './problems';
import { shown, told } from './words';

/** Why there is no answer, and what the user can do. */
export interface Trouble {
	title: string;
	/** What happened, in a sentence without its period. */
	what: string;
	advice: string;
	/** Whether the request may have reached Allegro. */
	isSent: boolean;
}

/** The code for an answer that came whole, and is none. */
export const BAD_ANSWER = 'ERR_BAD_ANSWER';

const UNREACHABLE = 'Allegro could not be reached';
const INSECURE = 'The connection to Allegro is not secure';
const BROKEN = "Allegro's answer could not be read";
const LATE = 'Allegro did not answer in time';
const CHECK_URLS =
	'Check the network of the machine that n8n runs on, and the URLs in the credential.';
const CHECK_CERTIFICATES =
	'Check the URLs in the credential, and whether a proxy in between has a certificate of its own: n8n must be told to trust it (NODE_EXTRA_CA_CERTS).';
export const AGAIN = 'Try again in a while.';

/** By the code that Node.js, its TLS and zlib, and axios give. Sources: their documentation. */
const TROUBLES: Array<[RegExp, Trouble]> = [
	[
		/^(ENOTFOUND|EAI_\w+)$/,
		{
			title: UNREACHABLE,
			what: 'The name of the host is not known',
			advice: CHECK_URLS,
			isSent: false,
		},
	],
	[
		/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
		{
			title: UNREACHABLE,
			what: 'Nothing answers at the address',
			advice: CHECK_URLS,
			isSent: false,
		},
	],
	[
		/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
		{
			title: INSECURE,
			what: 'The certificate of the host is not valid at present',
			advice: `Check the clock of the machine that n8n runs on. ${CHECK_CERTIFICATES}`,
			isSent: false,
		},
	],
	[
		/^ERR_TLS_CERT_ALTNAME_INVALID$/,
		{
			title: INSECURE,
			what: 'The certificate is that of another host',
			advice: CHECK_CERTIFICATES,
			isSent: false,
		},
	],
	[
		/CERT|SELF_SIGNED|UNABLE_TO_/,
		{
			title: INSECURE,
			what: 'The certificate of the host is not trusted',
			advice: CHECK_CERTIFICATES,
			isSent: false,
		},
	],
	[
		/^(EPROTO|ERR_(SSL|TLS)_\w+)$/,
		{
			title: INSECURE,
			what: 'The host does not speak TLS as it should',
			advice: 'Check the URLs in the credential, with their ports.',
			isSent: false,
		},
	],
	[
		/^(ETIMEDOUT|ESOCKETTIMEDOUT|ECONNABORTED|ERR_CANCELED)$/,
		{ title: LATE, what: 'The answer was waited for in vain', advice: AGAIN, isSent: true },
	],
	[
		/^(HPE_\w+|Z_\w+|ERR_STREAM_PREMATURE_CLOSE|ERR_BAD_RESPONSE|ERR_STRING_TOO_LONG|ERR_BUFFER_TOO_LARGE|ERR_BAD_ANSWER)$/,
		{
			title: BROKEN,
			what: 'It broke off, or is not what it says it is',
			advice: AGAIN,
			isSent: true,
		},
	],
	[
		/^(ECONNRESET|EPIPE|ERR_SOCKET_CLOSED)$/,
		{ title: UNREACHABLE, what: 'The connection broke off', advice: AGAIN, isSent: true },
	],
];

/** What is to be said of what n8n threw instead of an answer. */
export function troubleOf(thrown: unknown): Trouble {
	const code = codeOf(thrown);
	const [, known] = TROUBLES.find(([codes]) => codes.test(code)) ?? [];
	const { message, answer } = (thrown ?? {}) as { message?: unknown; answer?: unknown };
	if (known) {
		const said = answer === undefined ? '' : wordsIn(answer);
		return { ...known, what: `${known.what} (${code})${said && `: ${said}`}` };
	}
	const said = told(shown(message ?? ''), 300).replace(/[.\s]+$/, '');
	return {
		title: UNREACHABLE,
		what: said || 'There is no answer',
		advice: `${CHECK_URLS} ${AGAIN}`,
		isSent: true,
	};
}

/** What an answer that is none says, such as the page of a proxy or an error in XML. */
function wordsIn(answer: unknown): string {
	const [problem] = problemsOf(answer);
	const { code, message, details } = problem ?? {};
	const said = [code && `code ${code}`, message, details].filter(Boolean).join(': ');
	return told(said, 300).replace(/[.\s]+$/, '');
}

/** The name of the error in what was thrown, which may wrap what n8n caught; else ''. */
export function codeOf(thrown: unknown): string {
	let inner: unknown = thrown;
	for (let depth = 0; depth < DEEPEST; depth++) {
		if (typeof inner !== 'object' || inner === null) break;
		const { httpCode, code, cause } = inner as Record<string, unknown>;
		// A status of 200 is no reason: the answer broke off after it.
		const found = [httpCode, code].find((each) => typeof each === 'string' && /^[A-Z]/.test(each));
		if (found) return found as string;
		inner = cause;
	}
	return '';
}

/** n8n's error, axios' and that of Node.js: one more would be new. */
const DEEPEST = 4;
