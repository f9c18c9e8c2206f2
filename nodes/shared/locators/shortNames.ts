/** So many characters of a choice can be read in the panel's list, which cuts off the rest. */
export const MOST_CHARACTERS = 56;
const SEPARATOR = ' · ';
const CUT = '…';
/** What a part keeps at least. */
const LEAST = 12;

/**
 * A name that the panel's list shows whole: the longest part is cut in its middle, so that names can be told apart
 * by their ends, and what stands after them (a price, a date) is seen.
 *
 * @param name of parts with a middle dot in between, as `labelOf` makes it
 */
export function shortName(name: string): string {
	const parts = name.split(SEPARATOR);
	for (;;) {
		const excess = [...parts.join(SEPARATOR)].length - MOST_CHARACTERS;
		if (excess <= 0) return parts.join(SEPARATOR);
		const [longest] = [...parts.keys()].sort((a, b) => parts[b].length - parts[a].length);
		const shorter = cutMiddle(parts[longest], excess);
		if (shorter === parts[longest]) return parts.join(SEPARATOR);
		parts[longest] = shorter;
	}
}

function cutMiddle(part: string, excess: number): string {
	const characters = [...part];
	const kept = Math.max(LEAST, characters.length - excess - CUT.length);
	if (kept + CUT.length >= characters.length) return part;
	const atEnd = Math.floor(kept / 2);
	const start = characters
		.slice(0, kept - atEnd)
		.join('')
		.trimEnd();
	return `${start}${CUT}${characters
		.slice(characters.length - atEnd)
		.join('')
		.trimStart()}`;
}
