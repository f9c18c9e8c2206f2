import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CATEGORY_EVENT_TYPES } from '../Catalog/eventTypes';
import { journalSource } from '../shared/journal';
import type { Source } from '../shared/polling';
import { runPoll } from '../shared/polling';
import {
	afterGapOption,
	chosen,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { watchSource } from '../shared/watch';
import { categoryDetails, categoryJournal } from './categoryJournal';
import { PLANNED, plannedChanges } from './plannedChanges';

export class AllegroCatalogTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Catalog Trigger',
		name: 'allegroCatalogTrigger',
		icon: {
			light: 'file:../../icons/catalogTrigger.svg',
			dark: 'file:../../icons/catalogTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when Allegro changes its categories, or plans to. Actions of Allegro Catalog find categories, their parameters and products.',
		defaults: { name: 'Allegro Catalog Trigger' },
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
					...CATEGORY_EVENT_TYPES,
					{
						name: 'Requirement Planned',
						value: 'REQUIREMENT_CHANGE',
						action: 'On requirement planned',
						description:
							'A parameter of the category is planned to be required; Allegro may still drop the plan',
					},
				],
				default: ['CATEGORY_DELETED', 'CATEGORY_MOVED'],
				description: 'What starts the workflow. None selected means all.',
			},
			startField,
			{
				displayName: 'Include Full Category',
				name: 'includeCategory',
				type: 'boolean',
				default: false,
				description:
					'Whether to read each category and put it into the field "category". If the category is gone, what the event says of it stays there.',
			},
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
		const types = chosen(this, 'events');
		const options = pollOptions(this);
		const isFull = this.getNodeParameter('includeCategory', false) as boolean;
		const full = isFull ? categoryDetails(this) : undefined;
		const journaled = types.filter((type) => type !== PLANNED);
		const sources: Source[] = [];
		if (types.length === 0 || journaled.length > 0) {
			const journal = categoryJournal(this, journaled, full);
			sources.push(journalSource(this, journal, options, 'journal'));
		}
		if (types.length === 0 || types.includes(PLANNED)) {
			const watch = plannedChanges(this, full);
			sources.push(watchSource(this, watch, { ...options, types: [] }, 'planned'));
		}
		return await runPoll(this, sources, options);
	}
}
