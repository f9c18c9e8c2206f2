/**
 * What Allegro takes as the text of a description, read from its refusals; written apart from what makes
 * such texts.
 * Sources: allegro-api #846 (bare &), #1269, #3205 and #8848 (names of characters), #5872 (what stands on
 * its own), #6559 (b on its own), #8230 and #10541 (bare <), #8576 and #10656 (a list in a list), #11145
 * (text on its own)
 */
const ALLOWED: Record<string, string[]> = {
	'': ['h1', 'h2', 'p', 'ul', 'ol'],
	h1: [],
	h2: [],
	p: ['b'],
	ul: ['li'],
	ol: ['li'],
	li: ['b', 'p'],
	b: [],
};
const SUBSET = 'Invalid HTML subset';
const PART = /<(\/?)([a-z][a-z0-9]*)>|([^<]+)|</g;
const HOLDS_NO_TEXT = ['', 'ul', 'ol'];

/** Why Allegro refuses a text; undefined when it takes it. */
export function refusalOf(html: string): string | undefined {
	const open: string[] = [];
	for (const [, slash, tag, text] of html.matchAll(PART)) {
		const within = open[open.length - 1] ?? '';
		if (text !== undefined) {
			if (/[<>]|&(?!amp;|lt;|gt;|quot;|apos;|nbsp;|#\d+;|#x[\da-f]+;)/i.test(text)) return SUBSET;
			if (HOLDS_NO_TEXT.includes(within) && text.trim() !== '') return SUBSET;
		} else if (tag === undefined) {
			return SUBSET;
		} else if (slash) {
			if (open.pop() !== tag) return SUBSET;
		} else {
			const allowed = ALLOWED[within];
			if (!allowed.includes(tag)) {
				return `Invalid tag: "${tag}", allowed tags: {${allowed.join(', ')}}`;
			}
			open.push(tag);
		}
	}
	return open.length > 0 ? SUBSET : undefined;
}
