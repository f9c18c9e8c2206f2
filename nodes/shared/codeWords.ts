import { saysNothing } from './emptyWords';
import type { AllegroProblem } from './problems';
import { fieldOf } from './problems';
import { withoutTokens } from './words';

/** Codes that tell how a program found out, and not what is wrong. */
const TECHNICAL =
	/^(json|http|illegal|constraint|validation|unprocessable|not readable|unsupported|not acceptable|argument)\b/;

/** The words of a code, such as "implied warranty not defined"; '' when they say nothing to a user. */
function wordsOfCode(code: string): string {
	// Whatever else stands there is no code; a token would not be known for one in small letters.
	if (!/^[A-Za-z][\w.-]{0,99}$/.test(withoutTokens(code))) return '';
	const words = code
		.replace(/Exception\b.*$/, '')
		.replace(/(?<=[a-z])(?=[A-Z])|[_.\-\s]+/g, ' ')
		.trim()
		.toLowerCase();
	return !words.includes(' ') || TECHNICAL.test(words) || saysNothing(words) ? '' : words;
}

/**
 * What can be said of a finding whose sentences say nothing: its field and the words of its code; '' without
 * both.
 */
export function findingOf(problem: AllegroProblem = {}): string {
	const field = fieldOf(problem);
	const words = wordsOfCode(problem.code ?? '');
	return [field && `the field ${field}`, words].filter(Boolean).join(': ');
}
