import type { INodeProperties } from 'n8n-workflow';

import {
	additionalJsonOption,
	commandIdOption,
	optionsOf,
	reportFields,
	timeoutOption,
	waitField,
} from '../shared/fields';

/** What every batch command ends with. */
export const commandEnd: INodeProperties[] = [
	waitField,
	...reportFields,
	optionsOf(additionalJsonOption, timeoutOption, {
		...commandIdOption,
		description:
			'A UUID of your own: what Allegro gets twice with the same one, it does once. Empty makes a new one for each item.',
	}),
];
