import { enumDelta, type Difference } from './change';

/** Pairs of formats of which the second takes all that the first does. */
const WIDER: Record<string, string> = { int32: 'int64', float: 'double' };

/**
 * Whether a difference of a fact lets Allegro refuse what it took before: a lower maximum, a new
 * pattern, fewer values. Said of what is sent; of answers, it says that there is less to expect.
 */
export function isNarrower(difference: Difference): boolean {
	const { fact = '', before, after } = difference;
	if (/^(exclusiveM|m)ax/.test(fact)) return isTighter(before, after, Math.min);
	if (/^(exclusiveM|m)in/.test(fact)) return isTighter(before, after, Math.max);
	switch (fact) {
		case 'enum':
			return before === undefined || enumDelta(difference).removed.length > 0;
		case 'format':
			return after !== undefined && WIDER[String(before)] !== after;
		case 'type':
			return after !== undefined && !(before === 'integer' && after === 'number');
		case 'nullable':
			return after === undefined;
		case 'choice':
			return after === 'oneOf';
		case 'required':
			return after === true;
		case 'pattern':
		case 'multipleOf':
		case 'uniqueItems':
		case 'additionalProperties':
		case 'readOnly':
			return after !== undefined;
		case 'discriminator':
		case 'style':
		case 'explode':
		case 'encoding':
			return true;
		default:
			return false;
	}
}

/** Whether a bound became tighter. What several schemas say together is as tight as the tightest. */
function isTighter(
	before: unknown,
	after: unknown,
	tightest: (...values: number[]) => number,
): boolean {
	if (after === undefined) return false;
	if (before === undefined || typeof after === 'boolean') return true;
	const bound = (value: unknown) => tightest(...[value].flat().map(Number));
	return bound(before) !== bound(after) && tightest(bound(before), bound(after)) === bound(after);
}
