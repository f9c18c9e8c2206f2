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
			'A UUID of your own: when Allegro gets the same one twice, it acts once, and the result of the first time comes with "repeated". Empty makes a new one for each item.',
	}),
];
