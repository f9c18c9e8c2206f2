import type { IDataObject } from 'n8n-workflow';

import { toAllegroHtml } from './html/allegroHtml';
import type { Convert } from './routing';
import { isPlain } from './values';

/** What shops and n8n's nodes call the text in an object. */
const TEXTS = [
	...['html', 'rendered', 'body_html', 'bodyHtml', 'descriptionHtml', 'description'],
	...['content', 'text', 'value', 'language'],
];

/**
 * A description as Allegro keeps it: sections with items of text and images.
 *
 * What was read from Allegro goes out as it is: `{ sections }`, the list of sections, one section, or its
 * items, also as JSON in a text. Plain text and the HTML of shops become one section
 * (see `toAllegroHtml`), as do the objects that they come in, such as WordPress' `{ rendered }`, and lists
 * of texts. What has no text at all counts as not filled in.
 *
 * @throws Error when it is neither, or has pictures and no text
 */
export const descriptionSections: Convert = (value) => {
	const kept = sectionsOf(value);
	if (kept) return kept;
	const html = descriptionHtml(value);
	return html === '' ? undefined : [{ items: [{ type: 'TEXT', content: html }] }];
};

/** As `descriptionSections`, for the text of one item. '' when there is none. */
export function descriptionHtml(value: unknown): string {
	const given = textsOf(value).join('\n\n');
	const html = textsOf(value).map(toAllegroHtml).join('');
	if (html === '' && /<img[\t\n\f\r /]/i.test(given)) {
		throw new Error(
			'The description has pictures and no text. Allegro takes pictures as items of their own: give it as { "sections": [{ "items": [{ "type": "IMAGE", "url": "https://..." }] }] }',
		);
	}
	return html;
}

/** Sections that Allegro has made, or that were made for it. */
function sectionsOf(value: unknown): IDataObject[] | undefined {
	const given = parsed(value);
	if (isPlain(given)) {
		if (Array.isArray(given.sections)) return given.sections as IDataObject[];
		return Array.isArray(given.items) ? [given] : undefined;
	}
	if (!Array.isArray(given) || given.length === 0 || !given.every(isPlain)) return undefined;
	const parts = given as IDataObject[];
	if (parts.every(({ items }) => Array.isArray(items))) return parts;
	const isItem = ({ type, content, url }: IDataObject) =>
		(type === 'TEXT' && typeof content === 'string') ||
		(type === 'IMAGE' && typeof url === 'string');
	return parts.every(isItem) ? [{ items: parts }] : undefined;
}

/** A list or an object from JSON; anything else as it is. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}

/** What PrestaShop gives for each language of the shop. */
const isTranslation = (part: unknown) => isPlain(part) && Boolean(part.id ?? part.attrs);

function textsOf(value: unknown): string[] {
	if (value === undefined || value === null) return [];
	const given = parsed(value);
	if (Array.isArray(given)) {
		if (given.length > 1 && given.some(isTranslation)) {
			throw new Error(
				`The description is in several languages (${given.length}): choose one, such as the value of the first`,
			);
		}
		return given.flatMap(textsOf);
	}
	if (!isPlain(given)) return typeof given === 'object' ? [] : [String(given)];
	const name = TEXTS.find((each) => given[each] !== undefined && given[each] !== null);
	if (name) return textsOf(given[name]);
	throw new Error(
		'A description is text, HTML, or what Allegro has: { "sections": [...] }. This is an object with ' +
			(Object.keys(given).slice(0, 10).join(', ') || 'nothing in it'),
	);
}
