import type { IDataObject } from 'n8n-workflow';

import { toDecimal } from '../numbers';
import { isPlain, withoutEmpty } from '../values';

/** A parameter as a row of the panel has it, for categories that the panel cannot know. */
interface Row extends IDataObject {
	id?: IDataObject[string];
	name?: IDataObject[string];
	values?: IDataObject[string];
	valuesIds?: IDataObject[string];
	from?: IDataObject[string];
	to?: IDataObject[string];
}

/**
 * A parameter of a request out of a row: numbers become text, ranges get points for commas and must have
 * both ends, and the same value does not come twice, which makes a draft that cannot be listed.
 * Sources: allegro-api #4822, #5886
 *
 * @throws Error when it names no parameter, an object stands for a text, or a range is none
 */
export function parameterById({ id, name, values, valuesIds, from, to }: Row): IDataObject {
	const label = String(id || name || '').trim();
	if (label === '') throw new Error('A parameter has no ID ("Parameter ID")');
	const isRange = isFilled(from) || isFilled(to);
	if (isRange && !(isFilled(from) && isFilled(to))) {
		throw new Error(
			`The range of the parameter ${label} needs both ends ("Range From" and "Range To")`,
		);
	}
	return withoutEmpty({
		id: textOf(label, id),
		name: textOf(label, name),
		values: each(label, values, /\r?\n/),
		valuesIds: each(label, valuesIds, /[\s,]+/),
		rangeValue: isRange ? { from: numberOf(label, from), to: numberOf(label, to) } : undefined,
	});
}

const isFilled = (value: unknown) => (value ?? '') !== '';

function each(label: string, value: unknown, between: RegExp): string[] {
	const parts = Array.isArray(value) ? (value as unknown[]) : textOf(label, value).split(between);
	const texts = parts.map((part) => textOf(label, part)).filter(Boolean);
	return [...new Set(texts)];
}

function textOf(label: string, value: unknown): string {
	if (isPlain(value) || Array.isArray(value)) {
		throw new Error(`The parameter ${label} takes text, numbers or a list of them, not an object`);
	}
	return String(value ?? '').trim();
}

function numberOf(label: string, value: unknown): string {
	textOf(label, value);
	return toDecimal(value, { what: `a number for the parameter ${label}`, use: 'one like 0.5' });
}
