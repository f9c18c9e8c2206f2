/** How numbers are dialled: the country's prefix, and the forms of a number without it that can be nothing else. */
interface Dialling {
	prefix: string;
	/** A number within the country; what is in the first group follows the prefix. */
	national: RegExp;
}

/** Sources: the numbering plans of the countries in which Allegro has a marketplace (ITU-T E.164). */
const COUNTRIES: Record<string, Dialling> = {
	PL: { prefix: '+48', national: /^([1-9]\d{8})$/ },
	CZ: { prefix: '+420', national: /^([2-9]\d{8})$/ },
	SK: { prefix: '+421', national: /^0?([2-9]\d{8})$/ },
	HU: { prefix: '+36', national: /^(?:06)?((?:20|21|30|31|50|70)\d{7})$/ },
};

/** What people write between digits. */
const BETWEEN = /[\s\u00a0\u2007\u202f().\-/\u2010-\u2015]/g;

/**
 * A phone number with the prefix of its country, as Allegro wants it for shipments and pickups since
 * 2026-10-01 (allegro-api #13890): `+48500600700`. Blanks, hyphens and brackets go (#9294). A number
 * without prefix gets that of the address's country where it can be nothing else.
 *
 * @param whose in the user's words: "sender".
 * @throws Error with a sentence for the user.
 */
export function phoneWithPrefix(given: unknown, countryCode: unknown, whose: string): string {
	const written = String(given).trim();
	// The zero in +44 (0) 20 is not dialled after a prefix.
	const digits = written
		.replace(/^((?:\+|00)[\s\d]*)\(0\)/, '$1')
		.replace(BETWEEN, '')
		.replace(/^00(?=[1-9])/, '+');
	if (/^\+[1-9]\d{7,14}$/.test(digits)) return digits;
	const country = String(countryCode ?? '').toUpperCase();
	const dialling = Object.hasOwn(COUNTRIES, country) ? COUNTRIES[country] : undefined;
	if (dialling) {
		const { prefix, national } = dialling;
		const bare = digits.startsWith(prefix.slice(1)) ? digits.slice(prefix.length - 1) : '';
		const [, number] = national.exec(digits) ?? national.exec(bare) ?? [];
		if (number) return prefix + number;
	}
	throw new Error(
		`The phone "${written}" of the ${whose} has no country prefix, or is no phone number: write it like +48500600700`,
	);
}
