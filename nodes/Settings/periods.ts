import { toCount } from '../shared/numbers';
import type { Convert } from '../shared/routing';

const ISO_PERIOD = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/**
 * A period as Allegro wants it (ISO 8601), from a number of days, months ... A text that is one
 * already, as Allegro's answers have them, stays.
 *
 * @param form the period with `#` for the number: `P#D` for days.
 */
export function period(form: 'P#D' | 'P#M' | 'P#Y' | 'PT#H'): Convert {
	return (value) => {
		const text = String(value).trim().toUpperCase();
		if (ISO_PERIOD.test(text)) return text;
		const count = toCount(value, { what: 'a period', use: 'a whole number above 0' });
		if (count > 0) return form.replace('#', String(count));
		throw new Error(`"${String(value)}" is not a period. Use a whole number above 0`);
	};
}
