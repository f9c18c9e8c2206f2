import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CATEGORY_EVENT_TYPES } from '../Catalog/eventTypes';
import { pollJournal } from '../shared/journal';
import {
	afterGapOption,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { categoryJournal } from './categoryJournal';

export class AllegroCategoryTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Category Trigger',
		name: 'allegroCategoryTrigger',
		icon: {
			light: 'file:../../icons/categoryTrigger.svg',
			dark: 'file:../../icons/categoryTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when Allegro changes its categories',
		defaults: { name: 'Allegro Category Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: CATEGORY_EVENT_TYPES,
				default: ['CATEGORY_DELETED', 'CATEGORY_MOVED'],
				description: 'What starts the workflow. None selected means all.',
			},
			startField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [afterGapOption, maxEventsOption, outputOption],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = this.getNodeParameter('events', []) as string[];
		return await pollJournal(this, categoryJournal(this, types), pollOptions(this));
	}
}
