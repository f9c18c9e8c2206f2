import { decoded } from './characterReferences';

/** What HTML consists of, as it is read from its beginning to its end. */
export interface HtmlReader {
	text(text: string): void;
	/** A start tag, by its name in small letters. */
	open(name: string): void;
	/** An end tag, by its name in small letters. */
	close(name: string): void;
}

/** Elements whose content nobody sees: it goes with them. */
const UNSEEN = /^(?:iframe|noembed|noframes|noscript|script|style|template|title)$/;
const LETTER = /[a-zA-Z]/;
const BLANK = /[\t\n\f\r ]/;
const END_OF_NAME = /[\t\n\f\r />]/;

/**
 * Reads HTML as browsers do (HTML standard, 13.2.5), in one pass: text with its character references
 * decoded, start and end tags without their attributes, no comments, and nothing of scripts, styles and
 * the like. It differs where a tag or comment never ends: browsers drop all that follows, here it is text.
 */
export function readHtml(html: string, reader: HtmlReader): void {
	const { length } = html;
	let textFrom = 0;
	let place = 0;
	// Where nothing ends any more, the rest is not searched again and again.
	let endless = { tag: false, comment: false, other: false };
	const passed = (to: number, from: number) => {
		if (to > textFrom) reader.text(decoded(html.slice(textFrom, to), true));
		textFrom = place = from;
	};
	while (place < length) {
		const start = html.indexOf('<', place);
		if (start < 0) break;
		const next = html[start + 1] ?? '';
		const isEnd = next === '/' && LETTER.test(html[start + 2] ?? '');
		if (isEnd || LETTER.test(next)) {
			const tag = endless.tag ? undefined : tagAt(html, start + (isEnd ? 2 : 1));
			if (!tag) {
				endless = { ...endless, tag: true };
				place = start + 1;
				continue;
			}
			passed(start, tag.end);
			if (isEnd) reader.close(tag.name);
			else if (UNSEEN.test(tag.name)) textFrom = place = afterUnseen(html, tag.name, tag.end);
			else reader.open(tag.name);
		} else if (html.startsWith('<!--', start)) {
			const end = endless.comment ? -1 : afterComment(html, start + 4);
			if (end < 0) {
				endless = { ...endless, comment: true };
				place = start + 1;
			} else passed(start, end);
		} else if (next === '/' || next === '!' || next === '?') {
			// What browsers take for a comment, such as a doctype, `</>` or `<?xml ?>`.
			const end = endless.other || start + 2 >= length ? -1 : html.indexOf('>', start + 2);
			if (end < 0) {
				endless = { ...endless, other: true };
				place = start + 1;
			} else passed(start, end + 1);
		} else place = start + 1;
	}
	passed(length, length);
}

/** The tag whose name begins at a place; undefined when it never ends. */
function tagAt(html: string, nameFrom: number): { name: string; end: number } | undefined {
	const { length } = html;
	let place = nameFrom;
	while (place < length && !END_OF_NAME.test(html[place])) place++;
	const name = html.slice(nameFrom, place).toLowerCase();
	// `=` comes before a value only behind the name of an attribute, and quotes count only behind it.
	let isNamed = false;
	while (place < length) {
		const character = html[place];
		if (character === '>') return { name, end: place + 1 };
		if (character === '=' && isNamed) {
			place = afterValue(html, place + 1);
			isNamed = false;
			continue;
		}
		// Blanks may stand between the name and its `=`.
		if (character === '/') isNamed = false;
		else if (!BLANK.test(character)) isNamed = true;
		place++;
	}
	return undefined;
}

function afterValue(html: string, from: number): number {
	const { length } = html;
	let place = from;
	while (place < length && BLANK.test(html[place])) place++;
	const quote = html[place];
	if (quote === '"' || quote === "'") {
		const end = html.indexOf(quote, place + 1);
		// Browsers drop all that follows a quote that nothing ends: here it is a character like others.
		if (end >= 0) return end + 1;
		place++;
	}
	while (place < length && html[place] !== '>' && !BLANK.test(html[place])) place++;
	return place;
}

/** Where a comment ends whose `<!--` ended at a place; -1 when it never does. */
function afterComment(html: string, from: number): number {
	if (html[from] === '>') return from + 1;
	if (html.startsWith('->', from)) return from + 2;
	const ends = /--!?>/g;
	ends.lastIndex = from;
	return ends.test(html) ? ends.lastIndex : -1;
}

/** Behind the end tag of an element that nobody sees, or at the end. */
function afterUnseen(html: string, name: string, from: number): number {
	const ends = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])[^>]*>`, 'gi');
	ends.lastIndex = from;
	return ends.test(html) ? ends.lastIndex : html.length;
}
