import { decoded } from './characterReferences';
import type { HtmlReader } from './tokens';
import { readHtml } from './tokens';

/**
 * HTML as Allegro's descriptions take it, out of the HTML of shops or plain text.
 *
 * What Allegro takes: h1, h2, p, ul and ol beside each other, with nothing between them; in h1 and h2 text;
 * in p text and b; in ul and ol li; in li text and b, or p. No attributes, no lists in lists; & and < as
 * `&amp;` and `&lt;`.
 * Sources: allegro-api #1269, #5872, #5927, #6559, #8230, #8576, #8714, #8848, #10541, #10656, #11145
 */

/** Text, and whether it is bold. */
interface Run {
	text: string;
	isBold: boolean;
}

type Block =
	| { tag: 'h1' | 'h2' | 'p'; html: string }
	| { tag: 'ul' | 'ol'; items: string[][]; isImplied: boolean };

const BOLD = /^(?:b|strong)$/;
const HEADING = /^h[1-6]$/;
const LIST = /^(?:ul|ol|menu|dir)$/;
const CELL = /^t[dh]$/;
const ROWS = /^(?:table|tr)$/;
/** Elements that begin on a line of their own. */
const ON_ITS_OWN =
	/^(?:address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|header|hr|html|legend|main|nav|p|pre|search|section|summary|tbody|tfoot|thead)$/;

/**
 * What tells HTML from a text in which a `<` stands: the name of one of its elements, alone or with an
 * attribute that has a value.
 */
const TAG =
	/<\/?(?:a|abbr|address|article|aside|b|big|blockquote|body|br|button|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|menu|meta|nav|nobr|noscript|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr)(?:[\t\n\f\r /]*|[\t\n\f\r /][^<>=]*=[^<>]*)>/i;
/** Without one of these, the ends of lines are what divides it. */
const DIVIDING =
	/<\/?(?:address|article|aside|blockquote|br|center|dd|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|section|table|td|th|tr|ul)(?=[\t\n\f\r />])/i;
/** HTML that was escaped as a whole: its tags come in pairs, or divide lines. */
const ESCAPED = /<\/(?:b|div|em|h[1-6]|i|li|ol|p|span|strong|table|ul)\s*>|<br\s*\/?>/i;

/** A character that can be seen. */
const VISIBLE = /[^\s\u200b-\u200d\u2060\ufeff]/;
/** Control characters, which no HTML can hold; those among them that are blanks stay. */
const CONTROL = /(?![\t\n\f\r])\p{Cc}/gu;
const BLANKS = /[\t\n\f\r ]+/g;
const END_OF_LINE = /\r\n|[\n\r]/;

/**
 * Any text or HTML as HTML that Allegro takes; '' when it has no text. What can be read stays, in its
 * order: other headings become h2, rows of tables and `<br>` paragraphs, entries of inner lists
 * paragraphs of the outer entry. Styles, links, pictures and comments go. Takes time in proportion to the
 * length, and makes of its own result the same again.
 *
 * A text without tags gives a paragraph for each line. One whose characters were escaped for HTML, such as
 * `Tom &amp; Jerry`, is read like that, also when tags come out of it.
 */
export function toAllegroHtml(given: string): string {
	const builder = new Builder();
	if (isHtml(given)) {
		builder.keepsLines = !DIVIDING.test(given);
		readHtml(given, builder);
	} else {
		const text = decoded(given, false);
		// With a tag, this cannot come here again.
		if (text !== given && ESCAPED.test(text) && isHtml(text)) return toAllegroHtml(text);
		builder.keepsLines = true;
		builder.text(text);
	}
	return builder.end();
}

function isHtml(text: string): boolean {
	if (TAG.test(text)) return true;
	const comment = text.indexOf('<!--');
	return comment >= 0 && text.includes('-->', comment);
}

class Builder implements HtmlReader {
	/** Whether the end of a line in the text is one. */
	keepsLines = false;

	private readonly blocks: Block[] = [];
	private runs: Run[] = [];
	private bold = 0;
	private isHeaderCell = false;
	private heading: 'h1' | 'h2' | undefined;
	/** The lists that are open, the outer one first. */
	private depth = 0;
	private isInEntry = false;
	private preformatted = 0;
	/** What comes before the next text: a new paragraph, or a blank, as between the cells of a row. */
	private gap: 'paragraph' | 'blank' | undefined;

	text(given: string): void {
		const text = given.replace(CONTROL, '');
		if (!this.keepsLines && this.preformatted === 0) return this.add(text);
		text.split(END_OF_LINE).forEach((line, place) => {
			if (place > 0) this.gap = 'paragraph';
			this.add(line);
		});
	}

	open(name: string): void {
		if (BOLD.test(name)) this.bold++;
		else if (name === 'br') this.lineEnds();
		else if (HEADING.test(name)) {
			this.divide();
			this.heading = name === 'h1' ? 'h1' : 'h2';
		} else if (LIST.test(name)) {
			this.divide();
			if (this.depth === 0 && !this.isInEntry) this.startList(name === 'ol' ? 'ol' : 'ul');
			this.depth++;
		} else if (name === 'li') this.openEntry();
		else if (ROWS.test(name)) this.divide();
		else if (CELL.test(name)) {
			this.isHeaderCell = name === 'th';
			this.gap = 'blank';
		} else if (ON_ITS_OWN.test(name)) {
			this.newParagraph();
			if (name === 'pre') this.preformatted++;
		}
	}

	close(name: string): void {
		if (BOLD.test(name)) this.bold = Math.max(0, this.bold - 1);
		else if (name === 'br') this.lineEnds();
		else if (HEADING.test(name)) {
			this.divide();
			this.heading = undefined;
		} else if (LIST.test(name)) {
			this.divide();
			this.depth = Math.max(0, this.depth - 1);
			if (this.depth === 0) this.isInEntry = false;
		} else if (name === 'li') {
			this.divide();
			if (this.depth <= 1) this.isInEntry = false;
		} else if (ROWS.test(name)) this.divide();
		else if (CELL.test(name)) {
			this.isHeaderCell = false;
			this.gap = 'blank';
		} else if (ON_ITS_OWN.test(name)) {
			this.newParagraph();
			if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
		}
	}

	end(): string {
		this.divide();
		return this.blocks.map(written).join('');
	}

	private add(text: string): void {
		if (text === '') return;
		const isBlank = !/[^\t\n\f\r ]/.test(text);
		if (isBlank && (this.gap || this.runs.length === 0)) return;
		if (this.gap === 'paragraph') this.divide();
		else if (this.gap === 'blank' && this.runs.length > 0) this.append(' ', false);
		this.gap = undefined;
		this.append(text, this.bold > 0 || this.isHeaderCell);
	}

	private append(text: string, isBold: boolean): void {
		const last = this.runs[this.runs.length - 1];
		if (last?.isBold === isBold) last.text += text;
		else this.runs.push({ text, isBold });
	}

	/** The first paragraph of a cell goes on in its row. */
	private newParagraph(): void {
		this.gap ??= 'paragraph';
	}

	/** A heading stays one: its lines are joined. */
	private lineEnds(): void {
		this.gap = this.heading && this.depth === 0 ? 'blank' : 'paragraph';
	}

	private startList(tag: 'ul' | 'ol', isImplied = false): void {
		this.blocks.push({ tag, items: [], isImplied });
	}

	/** An entry that stands in no list makes one, which those behind it go on with. */
	private openEntry(): void {
		this.divide();
		const last = this.blocks[this.blocks.length - 1];
		if (this.depth === 0 && !(last && 'items' in last && last.isImplied)) {
			this.startList('ul', true);
		}
		if (this.depth <= 1) this.startEntry();
	}

	private startEntry(): void {
		const list = this.blocks[this.blocks.length - 1];
		if ('items' in list) list.items.push([]);
		this.isInEntry = true;
	}

	/** Ends the paragraph, heading or entry that the text so far belongs to. */
	private divide(): void {
		const { runs } = this;
		this.runs = [];
		this.gap = undefined;
		if (!runs.some(({ text }) => VISIBLE.test(text))) return;
		if (this.depth > 0 || this.isInEntry) {
			// Text between the entries of a list gets one of its own.
			if (!this.isInEntry) this.startEntry();
			const list = this.blocks[this.blocks.length - 1];
			const paragraph = inline(runs, this.heading !== undefined ? 'bold' : 'as it is');
			if ('items' in list) list.items[list.items.length - 1].push(paragraph);
		} else if (this.heading) {
			this.blocks.push({ tag: this.heading, html: inline(runs, 'plain') });
		} else this.blocks.push({ tag: 'p', html: inline(runs, 'as it is') });
	}
}

/** The runs of a paragraph as HTML: blanks are one each, and none is at its ends. */
function inline(runs: Run[], style: 'bold' | 'plain' | 'as it is'): string {
	const tidy: Run[] = [];
	let endsInBlank = true;
	for (const run of runs) {
		let text = run.text.replace(BLANKS, ' ');
		if (endsInBlank && text.startsWith(' ')) text = text.slice(1);
		if (text === '') continue;
		endsInBlank = text.endsWith(' ');
		const isBold = style === 'bold' || (style === 'as it is' && run.isBold && VISIBLE.test(text));
		const last = tidy[tidy.length - 1];
		if (last?.isBold === isBold) last.text += text;
		else tidy.push({ text, isBold });
	}
	const last = tidy[tidy.length - 1];
	if (last) last.text = last.text.replace(/ $/, '');
	return tidy
		.filter(({ text }) => text !== '')
		.map(({ text, isBold }) => (isBold ? `<b>${escaped(text)}</b>` : escaped(text)))
		.join('');
}

const escaped = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function written(block: Block): string {
	if (!('items' in block)) return `<${block.tag}>${block.html}</${block.tag}>`;
	const entries = block.items
		.filter((paragraphs) => paragraphs.length > 0)
		.map((paragraphs) =>
			paragraphs.length === 1
				? `<li>${paragraphs[0]}</li>`
				: `<li>${paragraphs.map((each) => `<p>${each}</p>`).join('')}</li>`,
		);
	return entries.length > 0 ? `<${block.tag}>${entries.join('')}</${block.tag}>` : '';
}
