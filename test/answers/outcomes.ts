import type { Outcome } from './replay';
import { TRACE_ID } from './replay';

/** What must not come out of any answer, whatever is in it; a text that the answer itself has may. */
const SLIPS = [
	'[object Object]',
	'undefined',
	'NaN',
	'Invalid Date',
	'Cannot read prop',
	'<html',
	'<h1',
];

/** What is wrong with what came out of an answer. */
export function slipsOf(outcome: Outcome, body: unknown): string[] {
	const said = JSON.stringify(outcome);
	const given = JSON.stringify(body ?? '');
	const slips = SLIPS.filter((slip) => said.includes(slip) && !given.includes(slip));
	if (outcome.error && /<\/?[a-z]+\d?>/i.test(said)) slips.push('markup in an error');
	const texts = new Set(textsIn(body));
	const nulls = textsIn(outcome.items).filter((text) => text === 'null' && !texts.has(text));
	return [...slips, ...nulls.map(() => 'a text "null"')];
}

/** What an error must tell: more than that there is one, Allegro's code and the trace-id. */
export function missingIn(
	{ title, description }: { title: string; description: string },
	code?: string,
) {
	return [
		...(/[a-z]{3}/i.test(title) ? [] : ['a title in words']),
		...(!code || `${title} ${description}`.includes(code) ? [] : [`the code ${code}`]),
		...(description.includes(TRACE_ID) ? [] : ['the trace-id']),
	];
}

/** The code of the first finding in a body. */
export function codeIn(body: unknown): string | undefined {
	const { errors } = (body ?? {}) as { errors?: Array<{ code?: string }> };
	return errors?.[0]?.code;
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}
