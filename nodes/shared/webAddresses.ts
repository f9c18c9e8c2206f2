import type { Convert } from './routing';
import { isPlain } from './values';
import { bounded, shown } from './words';

/** Where objects of Allegro, WooCommerce, WordPress, Shopify and PrestaShop have the address of a picture. */
const PLACES = [
	...['url', 'src', 'href', 'originalSrc', 'source_url', 'location', 'original', 'image'],
	...['node', 'nodes', 'edges', 'images', 'rendered'],
];
/** Where an address may begin, and what may stand before the next one. */
const BEGINNING = /https?:\/\//gi;
const SEPARATOR = /[\s,;|]/;
const AROUND = /[\s,;|"']/;

/**
 * Addresses of pictures: from a list, a text with addresses between which stand commas, semicolons, bars,
 * blanks or ends of lines, JSON in a text, or the objects that shops give, at any depth.
 *
 * @throws Error when something in it is no address of the web
 */
export const webAddresses: Convert = (value) => addressesIn(value);

/** As `webAddresses`, as objects with an address each. */
export const urlObjects: Convert = (value) => addressesIn(value).map((url) => ({ url }));

function addressesIn(value: unknown): string[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value.flatMap(addressesIn);
	if (isPlain(value)) {
		const place = PLACES.find((each) => value[each] !== undefined && value[each] !== null);
		if (place) return addressesIn(value[place]);
		throw new Error(
			`The address of an image is text, or an object with url, src or href. This one has ${Object.keys(value).slice(0, 10).join(', ') || 'nothing'}`,
		);
	}
	const text = shown(value).trim();
	if (/^[[{]/.test(text)) return addressesIn(jsonOf(text));
	return separated(text).map(bare).filter(Boolean).map(webAddress);
}

/** Addresses hold commas, blanks and bars themselves: only what another one follows stands between two. */
function separated(text: string): string[] {
	const starts = [...text.matchAll(BEGINNING)]
		.map(({ index }) => index)
		.filter((start) => {
			const quotes = /["']/.test(text[start - 1] ?? '') ? 1 : 0;
			return SEPARATOR.test(text[start - quotes - 1] ?? '');
		});
	return [0, ...starts].map((start, place) => text.slice(start, starts[place]));
}

/** Without the separators and quotes around it. */
function bare(text: string): string {
	let [from, to] = [0, text.length];
	while (from < to && AROUND.test(text[from])) from++;
	while (to > from && AROUND.test(text[to - 1])) to--;
	return text.slice(from, to);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return unreadable(text);
	}
}

function unreadable(text: string): never {
	throw new Error(`"${bounded(text, 100)}" is not a list of addresses: the JSON cannot be read`);
}

/**
 * One address of the web, as it was given. An address without a protocol, as shops have in their pages
 * (`//cdn.example/a.jpg`), gets https.
 *
 * @throws Error when it is none: a URL of JavaScript takes `http:/www.example.com` and `http:example` too
 * Source: allegro-api #6826
 */
export function webAddress(given: unknown): string {
	const text = shown(given).trim();
	const address = text.startsWith('//') ? `https:${text}` : text;
	if (/^https?:\/\/[^\s/?#]/i.test(address) && URL.canParse(address)) return address;
	throw new Error(
		`"${bounded(text, 100)}" is not the address of an image: it begins with https://`,
	);
}
