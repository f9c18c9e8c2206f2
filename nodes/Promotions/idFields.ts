import type { INodeProperties } from 'n8n-workflow';

import { query } from '../shared/routing';
import { offerLocator } from '../shared/locators';

/** A filter by an offer, for lists that call the parameter `offer.id`. */
export const offerFilter: INodeProperties = {
	...offerLocator,
	required: false,
	description: 'Only what belongs to the offer',
	routing: query('offer.id'),
};

/** The command to ask about: what an operation returns when it does not wait. */
export const startedCommandField: INodeProperties = {
	displayName: 'Command ID',
	name: 'commandId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d',
	description: 'The ID of a command that was not waited for',
};
