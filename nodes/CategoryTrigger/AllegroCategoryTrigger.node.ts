import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { pollJournal } from '../shared/journal';
import { afterGapOption, maxEventsOption, pollOptions, startField } from '../shared/triggerFields';
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
				options: [
					{ name: 'Created', value: 'CATEGORY_CREATED', description: 'A category is new' },
					{
						name: 'Deleted',
						value: 'CATEGORY_DELETED',
						description: 'A category is gone; the event tells which one to use instead',
					},
					{ name: 'Moved', value: 'CATEGORY_MOVED', description: 'A category has another parent' },
					{
						name: 'Renamed',
						value: 'CATEGORY_RENAMED',
						description: 'A category has another name',
					},
				],
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
				options: [afterGapOption, maxEventsOption],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = this.getNodeParameter('events', []) as string[];
		return await pollJournal(this, categoryJournal(this, types), pollOptions(this));
	}
}
