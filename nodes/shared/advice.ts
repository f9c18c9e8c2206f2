import type { Refusal, Situation } from './errors';
import { findingOf } from './codeWords';
import { saysNothing } from './emptyWords';
import type { AllegroProblem } from './problems';
import { scopeName } from './scopes';
import { isActing, unknownEnd } from './unknownEnd';
import { isMarkup, shown } from './words';

/** The title of an error, and what to do. */
export interface Explanation {
	title: string;
	advice: string;
}

/** What is to be said of one of Allegro's codes. */
interface KnownCode {
	code: RegExp;
	/** Of these endpoints only. */
	at?: RegExp;
	/** Takes the place of words that say nothing. */
	title?: string;
	/** Whether Allegro's own words, or its status, would lead the user astray. */
	misleads?: boolean;
	advice: string;
}

/** What one of Allegro's codes means, where its words do not tell; docs/troubleshooting.md has them too. */
export const BY_CODE: KnownCode[] = [
	{
		// allegro-api #12626, #7704
		code: /^NO_RESCISSION$/,
		title: 'Allegro has no such return',
		misleads: true,
		advice:
			'Check the Return ID: it is the ID of Customer Return: Get Many, not the reference number. A return that buyers withdraw is no longer there.',
	},
	{
		// allegro-api #11969, #12269, #12538, #12381: with 403, 404 and 422, and of some accounts only
		code: /^DATA_FETCHING_ERROR$/,
		title: 'Allegro cannot read its own data now',
		misleads: true,
		advice:
			'The fault is on the side of Allegro, mostly with the data of one account. Try again in a while; if it stays so, write to Allegro with the trace-id.',
	},
	{
		code: /^(ImpliedWarrantyNotDefinedException|ReturnPolicyNotDefinedException|DefaultShippingRatesNotFoundException)$/,
		title: 'The offer lacks what the account has no default for',
		advice:
			'Choose return policy, complaint terms (implied warranty) and shipping rates in the offer. If the account has none yet, make them with Allegro Settings first.',
	},
	{
		// Allegro wants the whole structure, or none when returns are switched off: allegro-api #5112, #7621
		code: /^AVAILABILITY_ENABLED_RETURN_OPTIONS_INVALID$/,
		title: 'A policy that allows returns needs all return options',
		advice: 'Set each of the five options, and leave them out where returns are not possible.',
	},
	{
		// allegro-api #12559, #12168
		code: /^ATTACHMENT_ERROR$/,
		title: 'Allegro has no such attachment for this',
		advice:
			'The attachment belongs to the Message Center, which has attachments of its own, or Allegro has not scanned it yet: try again in a minute, with the resource that the message belongs to.',
	},
	{
		// allegro-api #11908, #3652, #3434
		code: /^SellerOrdersStoreUnprocessableEntityException$/,
		title: 'Allegro does not change this order',
		advice:
			'The status of an order can be changed a hundred times at most, and orders of another account not at all.',
	},
	{
		// allegro-api #9729, #2829
		code: /^CheckoutFormNotFoundException$/,
		advice:
			'Check the ID, and that the order belongs to the connected account. Allegro gives orders of the last 365 days, and one that was paid together with another only under the ID of that one.',
	},
	{
		// allegro-api #9075, #10264, #10759
		code: /^(SHIPMENT_NOT_FOUND|ERROR)$/,
		at: /\/shipment-management\/(label|protocol|shipments)/,
		advice:
			'Use the ID that Shipment: Create gave, of the same account. The IDs of Tracking Number: Get Many are others.',
	},
	{
		code: /^COMMAND_NOT_FOUND$/,
		advice: 'The ID belongs to another kind of command or account, or Allegro has forgotten it.',
	},
	{ code: /^THREAD_CLOSED$/, advice: 'The thread is closed: nobody can write in it any more.' },
];

/** Title and advice for an answer with a status of 300 or more, or with errors inside a 200. */
export function explain(
	{ status, body }: Refusal,
	said: string,
	problem: AllegroProblem | undefined,
	situation: Situation,
): Explanation {
	const { retired } = situation;
	if (retired && [403, 404, 405, 410].includes(status)) {
		return {
			title: `Allegro switched this method off (${retired.since})`,
			advice: `Instead: ${retired.instead}.`,
		};
	}
	// What says nothing is told below the title, with its code.
	const telling = saysNothing(said) ? '' : said;
	const known = BY_CODE.find(
		({ code, at }) => code.test(problem?.code ?? '') && (!at || at.test(situation.endpoint)),
	);
	if (known?.misleads && known.title && !(status >= 500 && isActing(situation))) {
		return { title: known.title, advice: known.advice };
	}
	const general = byStatus(status, telling, findingOf(problem), body, situation);
	if (!known || status === 401 || status === 403 || status >= 500) return general;
	return { title: telling || (known.title ?? general.title), advice: known.advice };
}

function byStatus(
	status: number,
	said: string,
	finding: string,
	body: unknown,
	situation: Situation,
): Explanation {
	const { endpoint } = situation;
	if (status >= 500) return broken(said, situation);
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
					'Open the Allegro credential and connect it again. Access ends when it was withdrawn, after a change of password, and after three months without use. Nothing was done.',
			};
		case 403:
			return forbidden(said, body, situation);
		case 404:
			return missing(said, body, endpoint);
		case 406:
		case 415:
			return {
				title: said || 'Allegro refuses the format of this request',
				advice: /\/(images|.*attachments)/.test(endpoint)
					? 'The file must be of a type that Allegro takes here: pictures are JPEG, PNG or WebP. An address must lead to the file itself, not to a page that shows it.'
					: 'Update this package: Allegro may have changed the method.',
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
			// allegro-api #7097: passing trouble at Allegro, for nothing is sent with a GET.
			return endpoint.startsWith('GET ')
				? {
						title: said || 'This is too much for Allegro at once',
						advice: 'Try again in a while, or ask for less: with a lower limit, or with filters.',
					}
				: { title: said || 'The file is too large for Allegro', advice: 'Send a smaller one.' };
		case 429:
			return {
				title: 'Allegro asks for fewer requests',
				advice:
					'The limit was reached and several waits did not help. Run fewer workflows at once with this app, or try later.',
			};
		default:
			return { title: said || refused(status, finding), advice: '' };
	}
}

/** A title where Allegro's sentences say nothing. */
function refused(status: number, finding: string): string {
	if (finding)
		return `Allegro refuses ${finding.startsWith('the field') ? finding : `this: ${finding}`}`;
	// Errors within a 200 are about what Allegro had taken on.
	return status < 300 ? 'Allegro could not do this' : 'Allegro refuses this request';
}

/** Errors of servers: what was asked for may have been done before they broke off (allegro-api #13231, #13278). */
function broken(said: string, situation: Situation): Explanation {
	if (!isActing(situation)) {
		return { title: said || 'Allegro is not available now', advice: 'Try again in a while.' };
	}
	// "Try again" is the wrong advice for what may be done.
	const helps = said && !AGAIN.test(said);
	return {
		title: helps ? said : 'Allegro did not say what became of this',
		advice: unknownEnd(situation),
	};
}

const AGAIN = /try again|retry|time(d|s)?[- ]?out|spróbuj|przekroczono (czas|limit czasu)/i;

function forbidden(
	said: string,
	body: unknown,
	{ endpoint, scope, granted }: Situation,
): Explanation {
	// Pages, and the addresses of captchas, come of what stands before the API (allegro-api #13724, #12463).
	const page = shown(body ?? '');
	if (isMarkup(page) || /captcha|zablokowan/i.test(page)) {
		return {
			title: 'Allegro blocks this machine for now',
			advice:
				'A page came instead of an answer, from Allegro or from a proxy or firewall in between: the app and its permissions are not the reason. Wait for some minutes and run fewer workflows at once. If it stays so, write to Allegro with the IP address of the machine that n8n runs on.',
		};
	}
	const title = said || 'Allegro refuses access';
	if (!scope) {
		return {
			title,
			advice: 'Check that the account owns what was asked for and that the app has the permission.',
		};
	}
	const permission = `${scopeName(scope)} (allegro:api:${scope})`;
	const tick = `tick it at apps.developer.allegro.pl and in the credential, then connect the credential again: a renewed token keeps its old permissions.`;
	const unlock =
		'Allegro has to unlock some new apps and accounts: write to it with the trace-id, at github.com/allegro/allegro-api.';
	if (granted && !granted.includes(scope)) {
		return {
			title: `The connection lacks ${scopeName(scope)}`,
			advice: `The app needs the permission ${permission}: ${tick}`,
		};
	}
	// A list is always that of the connected account.
	const isList = endpoint.startsWith('GET ') && !endpoint.includes('{');
	const owner = isList ? '' : 'What was asked for may belong to another account. If it does not: ';
	return {
		// Without the token's word on it, a list is refused for want of the permission, or because the app is locked.
		title: granted || !isList ? title : `The connection may lack ${scopeName(scope)}`,
		advice: granted
			? `The connection has the permission ${permission}. ${owner}${unlock}`
			: `The app needs the permission ${permission}: ${tick} If it has it: ${owner}${unlock}`,
	};
}

function missing(said: string, body: unknown, endpoint: string): Explanation {
	if (isMarkup(shown(body ?? ''))) {
		// allegro-api #11478
		return {
			title: 'Allegro does not know this address now',
			advice: 'A page came instead of an answer: passing trouble at Allegro. Try again in a while.',
		};
	}
	const title = said || 'Allegro does not have what was asked for';
	if (/\/operations\/\{/.test(endpoint)) {
		// allegro-api #8997
		return {
			title,
			advice:
				'Allegro forgets operations after a week. Read the offer itself to see what became of it.',
		};
	}
	return { title, advice: 'Check the ID, and that it belongs to the connected account.' };
}
