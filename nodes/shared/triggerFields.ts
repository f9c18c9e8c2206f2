import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import type { PollOptions } from './polling';

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
	const options = context.getNodeParameter('options', {}) as {
		afterGap?: 'stop' | 'continue';
		maxEvents?: number;
		output?: 'perEvent' | 'allInOne';
	};
	return {
		start: context.getNodeParameter('start', 'now') as 'now' | 'oldest',
		afterGap: options.afterGap ?? 'continue',
		maxEvents: options.maxEvents ?? 1000,
		output: options.output ?? 'perEvent',
	};
}
