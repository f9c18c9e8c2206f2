import type { Convert } from '../shared/routing';

/**
 * A share of a price as Allegro wants it: text, in percent.
 *
 * @throws Error when it is no percentage.
 */
export const percentage: Convert = (value) => {
	const text = String(value).replace(',', '.').replace('%', '').trim();
	if (!/^[+-]?\d+(\.\d+)?$/.test(text)) {
		throw new Error(`"${String(value)}" is not a percentage. Use one like 12.5`);
	}
	return text.replace('+', '');
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

/**
 * A number of pieces, also from text.
 *
 * @throws Error when it is not a whole number.
 */
export const pieces: Convert = (value) => {
	const number = Number(String(value).trim());
	if (!Number.isInteger(number)) {
		throw new Error(`"${String(value)}" is not a whole number`);
	}
	return number;
};
