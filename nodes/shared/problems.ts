import type { IDataObject } from 'n8n-workflow';

import { saysNothing } from './emptyWords';
import { objectOf } from './values';
import { isMarkup, shown, told, withoutMarkup } from './words';

/** One finding of Allegro's, whose parts are texts. */
export interface AllegroProblem {
	code?: string;
	message?: string;
	userMessage?: string;
	path?: string;
	details?: string;
	/** More about it, such as the products that an EAN fits. */
	metadata?: Record<string, unknown> | null;
}

export const LONGEST_TITLE = 300;
const LONGEST_FINDING = 1_000;

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
	const fault = xmlProblem(body);
	if (fault) return [fault];
	const details = told(withoutMarkup(body), LONGEST_TITLE);
	return details ? [{ details }] : [];
}

/** Some services behind Allegro answer in XML: `<error><code>100003</code><message/></error>` (allegro-api #4710). */
function xmlProblem(body: string): AllegroProblem | undefined {
	const [, fault = ''] = /<error>([\s\S]{0,5000}?)<\/error>/i.exec(body) ?? [];
	const [, code = ''] = /<code>([^<]{1,200})<\/code>/i.exec(fault) ?? [];
	const [, message = ''] = /<message>([^<]{0,2000})<\/message>/i.exec(fault) ?? [];
	return code || message ? { code: text(code), message: text(message) } : undefined;
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

/** The field that a finding is about. Some name the method's path instead, which is none (allegro-api #3652). */
export const fieldOf = ({ path = '' }: AllegroProblem) => (path.startsWith('/') ? '' : path);

/**
 * A finding's words for a title: those for users, unless they say nothing and those for developers, or
 * the details, do.
 */
export function wordsOf({ userMessage = '', message = '', details = '' }: AllegroProblem): string {
	const [saying] = [userMessage, message].filter((words) => !saysNothing(words));
	if (saying) return saying;
	// Details are long, or a code: they are for the text below a title, unless nothing else is said.
	const isWords = /\s/.test(details) && !saysNothing(details);
	return (userMessage || message) && isWords ? details : userMessage || message;
}

/** One finding in a sentence; what the title says already is not said again. */
export function describe(problem: AllegroProblem, title: string): string {
	const { userMessage = '', message = '', details = '', code = '' } = problem;
	const words = wordsOf(problem);
	// What developers are told stands beside it, unless that says nothing.
	const more = [userMessage, message].filter((each) => each === words || !saysNothing(each));
	const heard = [title, code].map(bare);
	const what = [words, ...more, userMessage, details]
		.map((part) => part.replace(/[.\s]+$/, ''))
		.filter((part) => {
			if (!part || heard.includes(bare(part))) return false;
			heard.push(bare(part));
			return true;
		})
		.join(': ');
	const metadata = Object.entries(problem.metadata ?? {})
		.filter(([, value]) => value !== null && value !== '')
		.map(([name, value]) => `${name} ${shown(value)}`)
		.join(', ');
	const field = fieldOf(problem);
	const said = [field && `Field ${field}`, what, code && `code ${code}`, metadata]
		.filter(Boolean)
		.join(': ');
	// A capital at its beginning would hide a token.
	const sentence = told(said, LONGEST_FINDING);
	return sentence && `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

const bare = (words: string) => words.replace(/[.\s]+$/, '').toLowerCase();

/** Allegro has been seen to write "null" where there is nothing (allegro-api #7193). */
function text(value: unknown): string {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return '';
	// A carrier's page can stand where its words should (allegro-api #10396).
	const words = isMarkup(value) ? withoutMarkup(value) : value.trim();
	return /^(null|undefined)$/.test(words) ? '' : words;
}
