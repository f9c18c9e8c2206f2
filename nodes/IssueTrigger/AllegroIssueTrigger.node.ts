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
import { pollWatch } from '../shared/watch';
import { issueWatch } from './issueWatch';

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
			'Starts the workflow when buyers open disputes or claims, write in them, and when they end',
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
						name: 'Own Message',
						value: 'MESSAGE_SENT',
						description: 'You, or someone for you, wrote in an open dispute or claim',
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
				default: ['CLAIM_OPENED', 'DISPUTE_OPENED', 'MESSAGE'],
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
		return await pollWatch(this, issueWatch(this, types), { ...pollOptions(this), types });
	}
}
