import type {
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	IPollFunctions,
} from 'n8n-workflow';

import { inputError } from './errors';
import type { PollOptions } from './polling';
import { bounded } from './words';

/** Where a trigger begins. */
export const startField: INodeProperties = {
	displayName: 'Start From',
	name: 'start',
	type: 'options',
	options: [
		{ name: 'Now', value: 'now', description: 'Only what happens from the activation on' },
		{ name: 'Oldest Kept', value: 'oldest', description: 'Also what Allegro still keeps' },
	],
	default: 'now',
	description: 'Where to begin when the trigger is activated for the first time',
};

/** How many events one execution gets. */
export const maxEventsOption: INodeProperties = {
	displayName: 'Max Events per Run',
	name: 'maxEvents',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1000,
	description: 'More than that wait for the next poll, so that executions stay small',
};

/** Items of a run. */
export const outputOption: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'All Events in One Item',
			value: 'allInOne',
			description: 'One item with the list "events", for a summary',
		},
		{ name: 'One Item per Event', value: 'perEvent', description: 'Each event is an item' },
	],
	default: 'perEvent',
	description: 'How the events of a poll come. n8n starts one execution for all of them.',
};

/** What to do when a journal has forgotten what was not read yet. */
export const afterGapOption: INodeProperties = {
	displayName: 'After a Gap',
	name: 'afterGap',
	type: 'options',
	options: [
		{
			name: 'Continue',
			value: 'continue',
			description: 'Go on with the oldest event kept, and note the gap in the log',
		},
		{ name: 'Stop', value: 'stop', description: 'Fail, so that someone looks into it' },
	],
	default: 'continue',
	description: 'What to do when the trigger was off for longer than Allegro keeps events',
};

/** What the user chose of the fields above. */
export function pollOptions(context: IPollFunctions): PollOptions & {
	afterGap: 'stop' | 'continue';
} {
	const options = (context.getNodeParameter('options', {}) ?? {}) as {
		afterGap?: 'stop' | 'continue';
		maxEvents?: unknown;
		output?: 'perEvent' | 'allInOne';
	};
	return {
		start: context.getNodeParameter('start', 'now') as 'now' | 'oldest',
		afterGap: options.afterGap ?? 'continue',
		maxEvents: Math.floor(numberIn(context, maxEventsOption, options.maxEvents, 1)),
		output: options.output ?? 'perEvent',
	};
}

/**
 * The number in a field, which an expression can give as text; its default where there is none.
 *
 * @throws NodeOperationError when it is no number, or less than it may be.
 */
export function numberIn(
	context: IPollFunctions,
	{ displayName, default: given }: INodeProperties,
	value: unknown,
	least: number,
): number {
	const text = String(value ?? '').trim();
	if (text === '') return Number(given);
	const number = Number(text);
	if (number >= least) return number;
	throw inputError(
		context.getNode(),
		`"${displayName}" must be a number from ${least} on, and is "${bounded(text, 50)}"`,
		'Correct it in the options of this trigger.',
	);
}

/**
 * What was chosen in a field of several choices: a list, or what an expression makes of one, which is text
 * with commas, or JSON.
 *
 * @param name the field, such as `events` or `options.marketplace`.
 * @param allowed the choices, where others make no sense.
 * @throws NodeOperationError when something else was chosen.
 */
export function chosen(
	context: IPollFunctions,
	name: string,
	allowed?: INodePropertyOptions[],
): string[] {
	const values = listOf(context.getNodeParameter(name, []));
	const known = allowed?.map(({ value }) => String(value));
	const unknown = known && values.find((value) => !known.includes(value));
	if (unknown === undefined) return values;
	throw inputError(
		context.getNode(),
		`"${bounded(unknown, 50)}" is none of the choices of "${name.replace('options.', '')}"`,
		`It can be: ${known?.join(', ')}.`,
	);
}

/** The events that a trigger can tell of, for `chosen`. */
export function eventsOf(trigger: INodeType): INodePropertyOptions[] {
	const field = trigger.description.properties.find(({ name }) => name === 'events');
	return (field?.options ?? []) as INodePropertyOptions[];
}

function listOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(listOf);
	const text = String(value ?? '').trim();
	try {
		const parsed: unknown = text.startsWith('[') ? JSON.parse(text) : undefined;
		if (Array.isArray(parsed)) return parsed.flatMap(listOf);
	} catch {
		// No JSON: it is split as any text is.
	}
	return text.split(/[\s,]+/).filter(Boolean);
}
