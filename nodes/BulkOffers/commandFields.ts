import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, commandIdField, reportFields, waitFields } from '../shared/fields';

/** What every batch command ends with. */
export const commandEnd: INodeProperties[] = [
	...waitFields,
	...reportFields,
	{
		...commandIdField,
		description:
			'A UUID of your own: when Allegro gets the same one twice, it acts once, and the result of the first time comes with "repeated". Empty makes a new one for each item.',
	},
	additionalJson,
];
