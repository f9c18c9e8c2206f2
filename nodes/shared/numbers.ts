import type { Convert } from './routing';
import { bounded, shown } from './words';

/**
 * Reads what stands for an amount, a count or a measure: numbers as JavaScript and JSON have them, and
 * texts as people and sheets write them. What leaves open which number is meant is refused with both
 * readings, for a price that is a thousand times too low is a sale. Works on the digits, never on a float.
 */

/** Longer than any amount. What anyone can send to a web hook may be longer. */
const MOST_CHARACTERS = 40;
/** Blanks that people and programs put between thousands: plain, no-break, thin, narrow no-break. */
const BLANK = '[ \\u00a0\\u2009\\u202f]';
const PLAIN = /^([+-]?)(\d+)(?:([.,])(\d*))?$/;
/** "1 500" and "1 500,00": the mark that follows can only be that of the decimals. */
const BLANKS = new RegExp(`^([+-]?)([1-9]\\d{0,2}(?:${BLANK}\\d{3})+)(?:([.,])(\\d*))?$`);
/** "1.500,00" and "1,500.00": of two different marks the last one is that of the decimals. */
const TWO_MARKS = /^([+-]?)([1-9]\d{0,2}(?:([.,])\d{3})(?:\3\d{3})*)(?!\3)([.,])(\d*)$/;
/** "1.500.000": no number has two marks of decimals. */
const ONE_MARK_OFTEN = /^([+-]?)([1-9]\d{0,2}([.,])\d{3}(?:\3\d{3})+)$/;

/** A number in its digits: without zeros before the whole ones, and with the decimals as they came. */
interface Digits {
	sign: '' | '-';
	whole: string;
	decimals: string;
}

/** What is asked for, in the words of an error. */
interface Wanted {
	/** Of the field, where the error has to say it. */
	name?: string;
	/** With its article: "an amount". */
	what: string;
	/** What to give instead: "one like 12.50". */
	use: string;
	/** Whether thousands can be marked: not where a number that large cannot be. */
	thousands?: boolean;
}

/** @throws Error when it is not a number, or leaves open which. */
function digitsOf(value: unknown, wanted: Wanted): Digits {
	const given = textOf(value);
	const text = given ?? '';
	if (text.length > MOST_CHARACTERS) return notOne(value, wanted, 'It is too long');
	const plain = PLAIN.exec(text);
	if (plain) {
		const [, sign, whole, mark, decimals = ''] = plain;
		const digits = inDigits(sign, whole, decimals);
		const open = typeof value === 'string' && mark && decimals.length === 3 && digits.whole !== '0';
		if (open && wanted.thousands !== false) return openTo(text, digits, wanted);
		return digits;
	}
	if (wanted.thousands !== false) {
		const [, sign = '', whole, , decimals = ''] = BLANKS.exec(text) ?? [];
		if (whole) return inDigits(sign, whole, decimals);
		const [, before = '', grouped, , , rest = ''] = TWO_MARKS.exec(text) ?? [];
		if (grouped) return inDigits(before, grouped, rest);
		const [, minus = '', often] = ONE_MARK_OFTEN.exec(text) ?? [];
		if (often) return inDigits(minus, often, '');
	}
	return notOne(value, wanted);
}

/** Undefined for what is neither text nor a number that kept its digits. */
function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'number' || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
	return String(value);
}

function inDigits(sign: string, whole: string, decimals: string): Digits {
	const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
	return { sign: sign === '-' ? '-' : '', whole: digits, decimals };
}

function openTo(text: string, { sign, whole, decimals }: Digits, { name }: Wanted): never {
	const grouped = `${sign}${whole}${decimals}`;
	const cents = withoutZeros(decimals).padEnd(2, '0');
	// With a fourth decimal it is read in one way only.
	const plainly = cents.length > 2 ? `${cents}0` : cents;
	throw new Error(
		`${name ? `${name}: ` : ''}"${text}" leaves open what is meant: ${grouped} or ${sign}${whole}.${cents}? Write ${grouped} or ${sign}${whole}.${plainly}, or give a number instead of a text`,
	);
}

function notOne(value: unknown, { name, what, use }: Wanted, why?: string): never {
	const advice = `${why ? `${why}. ` : ''}Use ${use}`;
	// As JSON, NaN would be null.
	const given = bounded(typeof value === 'number' ? String(value) : shown(value), 100);
	throw new Error(`${name ? `${name}: ` : ''}"${given}" is not ${what}. ${advice}`);
}

const withoutZeros = (decimals: string) => decimals.replace(/0+$/, '');

/**
 * An amount as Allegro wants it: text with two decimals, "12.50".
 *
 * @throws Error when it is not an amount, leaves open which, or has more than two decimals: rounding is
 * for the user to do.
 */
export function toAmount(value: unknown): string {
	const { sign, whole, decimals } = digitsOf(value, { what: 'an amount', use: 'one like 12.50' });
	const cents = withoutZeros(decimals);
	if (cents.length <= 2) return `${sign}${whole}.${cents.padEnd(2, '0')}`;
	throw new Error(
		`"${shown(value)}" is not an amount. It has more than two decimals: round it, for example with .toFixed(2)`,
	);
}

/**
 * A whole number, such as pieces or days.
 *
 * @throws Error when it is none, or leaves open which.
 */
export function toCount(
	value: unknown,
	wanted: Wanted = { what: 'a whole number', use: 'one like 12' },
): number {
	const { sign, whole, decimals } = digitsOf(value, wanted);
	const count = Number(sign + whole);
	if (withoutZeros(decimals) !== '' || !Number.isSafeInteger(count)) return notOne(value, wanted);
	return count === 0 ? 0 : count;
}

/**
 * A number with as many decimals as it came with, as text with a point: a measure, a percentage.
 *
 * @param wanted what it is, with its article, and what to give instead; `thousands: false` where one that large
 * cannot be, so that "52.399" has one reading.
 * @throws Error when it is none, or leaves open which.
 */
export function toDecimal(
	value: unknown,
	wanted: Wanted = { what: 'a number', use: 'one like 12.5' },
): string {
	const { sign, whole, decimals } = digitsOf(value, wanted);
	return `${sign}${whole}${decimals && `.${decimals}`}`;
}

/**
 * A share of a price as Allegro wants it: text, in percent.
 *
 * @throws Error when it is no percentage, or leaves open which.
 */
export const percentage: Convert = (value) => {
	const bare = typeof value === 'string' ? value.trim().replace(/ ?%$/, '') : value;
	return toDecimal(bare, { what: 'a percentage', use: 'one like 12.5' });
};

/**
 * A percentage whose direction stands elsewhere.
 *
 * @throws Error when it has one of its own.
 */
export const unsignedPercentage: Convert = (value, timezone) => {
	const text = String(percentage(value, timezone));
	if (text.startsWith('-')) {
		throw new Error(
			`"${String(value)}" is below 0. Give the percentage alone, and choose above whether to add or subtract it`,
		);
	}
	return text;
};

/** A number of pieces, also from text. */
export const pieces: Convert = (value) => toCount(value);

/** A number with decimals, also from text. */
export const decimal: Convert = (value) => toDecimal(value);

/** How many decimals of a number that `toDecimal` gave say something. */
export const decimalsOf = (text: string) => withoutZeros(text.split('.')[1] ?? '').length;

const centsOf = (amount: string) => BigInt(amount.replace('.', ''));

function amountOf(cents: bigint): string {
	const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
	return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * The sum of two amounts that `toAmount` gave, to the cent.
 *
 * @returns text with two decimals
 */
export const sumOf = (one: string, other: string) => amountOf(centsOf(one) + centsOf(other));

/** As `sumOf`: what one is above the other. */
export const differenceOf = (one: string, other: string) => amountOf(centsOf(one) - centsOf(other));

/** As `sumOf`: an amount for each of so many whole pieces. */
export const timesOf = (amount: string, count: number) => amountOf(centsOf(amount) * BigInt(count));
