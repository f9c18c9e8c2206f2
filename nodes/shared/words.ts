/** Texts of others, made fit for an error that a user reads. */

/** Anything as text: what is no text is shown as JSON. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return value;
	try {
		// Not String(): an object can hold something else than a function under "toString".
		return JSON.stringify(value) ?? '';
	} catch {
		// Cyclic, or nested too deeply.
		return 'something that cannot be shown';
	}
}

/**
 * A text of at most so many characters, without what gives access: half of a token is not known for one
 * any more. No character is cut in half.
 */
export function told(given: string, most: number): string {
	return bounded(withoutTokens(given.slice(0, LONGEST_TEXT)), most);
}

/** More of a text says no more. */
const LONGEST_TEXT = 10_000;

/** A text of at most so many characters. No character is cut in half. */
export function bounded(text: string, most: number): string {
	if (text.length <= most) return text;
	return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Whether a text is a page, and not words. */
export const isMarkup = (text: string) => /^\s*<[!?a-z]/i.test(text);

/** The words of a page. */
export function withoutMarkup(page: string): string {
	return (
		page
			.slice(0, LONGEST_TEXT)
			.replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
			.replace(/<[^>]*(>|$)/g, ' ')
			.replace(/\s+/g, ' ')
			.trim()
			// Its title is mostly its heading too.
			.replace(/^(.{3,200}?) \1(?= |$)/, '$1')
	);
}

/** Credentials in headers and forms, and JSON Web Tokens, which Allegro's are. */
const TOKENS = [
	/\b(Bearer|Basic)(\s+|%20|\+)[\w.~+/=%-]{8,}/gi,
	/\b((?:access|refresh)_token|client_secret)([\\"']*\s*[=:]\s*[\\"']*)[^\s\\"'&,}]+/gi,
	/\b(eyJ)()[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g,
];

/** A text without what gives access: a proxy's page can repeat the request that it got. */
export function withoutTokens(text: string): string {
	return TOKENS.reduce((rest, token) => rest.replace(token, '$1$2***'), text);
}
