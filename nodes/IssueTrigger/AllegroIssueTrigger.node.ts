import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import {
	chosen,
	eventsOf,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import type { Source } from '../shared/polling';
import { runPoll } from '../shared/polling';
import { watchSource } from '../shared/watch';
import { issueWatch } from './issueWatch';
import { PROBLEM_EVENTS, problemWatch } from './problemWatch';

export class AllegroIssueTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Issue Trigger',
		name: 'allegroIssueTrigger',
		icon: {
			light: 'file:../../icons/issueTrigger.svg',
			dark: 'file:../../icons/issueTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when buyers open purchase problems, disputes or claims, write in them, and when they end',
		defaults: { name: 'Allegro Issue Trigger' },
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
					{
						name: 'Claim Decided',
						value: 'CLAIM_DECIDED',
						description: 'A claim was accepted or rejected; the status tells which',
					},
					{
						name: 'New Claim',
						value: 'CLAIM_OPENED',
						description: 'A buyer has filed a claim, or a dispute has become one',
					},
					{
						name: 'New Dispute',
						value: 'DISPUTE_OPENED',
						description: 'A buyer has opened a dispute, or opened it again',
					},
					{
						name: 'New Message',
						value: 'MESSAGE',
						description: 'The buyer or Allegro wrote in an open dispute or claim',
					},
					{
						name: 'New Message in a Purchase Problem',
						value: 'PROBLEM_MESSAGE',
						description: 'The buyer, a consultant or Allegro wrote in a purchase problem',
					},
					{
						name: 'New Purchase Problem',
						value: 'PROBLEM_OPENED',
						description: 'A buyer has a problem with a purchase: what took the place of disputes',
					},
					{
						name: 'Own Message',
						value: 'MESSAGE_SENT',
						description: 'You, or someone for you, wrote in an open dispute or claim',
					},
					{
						name: 'Own Message in a Purchase Problem',
						value: 'PROBLEM_MESSAGE_SENT',
						description: 'You, or someone for you, wrote in a purchase problem',
					},
					{
						name: 'Purchase Problem Closed',
						value: 'PROBLEM_CLOSED',
						description: 'Nobody can write in a purchase problem any more',
					},
					{
						name: 'Return Decided',
						value: 'RETURN_DECIDED',
						description: 'For a claim it was decided whether the goods must come back',
					},
					{
						name: 'Status Changed',
						value: 'STATUS_CHANGED',
						description: 'A dispute was closed, is unresolved, or goes on',
					},
				],
				default: ['CLAIM_OPENED', 'DISPUTE_OPENED', 'MESSAGE', 'PROBLEM_MESSAGE', 'PROBLEM_OPENED'],
				description: 'What starts the workflow. None selected means all.',
			},
			startField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [maxEventsOption, outputOption],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events', eventsOf(new AllegroIssueTrigger()));
		const options = pollOptions(this);
		const ofProblems = types.filter((type) => PROBLEM_EVENTS.includes(type));
		const ofIssues = types.filter((type) => !PROBLEM_EVENTS.includes(type));
		const sources: Source[] = [];
		if (types.length === 0 || ofIssues.length > 0) {
			const watch = issueWatch(this, ofIssues);
			sources.push(watchSource(this, watch, { ...options, types: ofIssues }));
		}
		if (types.length === 0 || ofProblems.length > 0) {
			const watch = problemWatch(this, ofProblems);
			sources.push(watchSource(this, watch, { ...options, types: ofProblems }, 'problems'));
		}
		return await runPoll(this, sources, options);
	}
}
