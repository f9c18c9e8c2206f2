import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { maxEventsOption, outputOption, pollOptions, startField } from '../shared/triggerFields';
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
		subtitle: '={{ $parameter["events"].join(", ") }}',
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
						name: 'New Claim',
						value: 'CLAIM_OPENED',
						description: 'A buyer has filed a claim, or a dispute has become one',
					},
					{
						name: 'New Dispute',
						value: 'DISPUTE_OPENED',
						description: 'A buyer has opened a dispute',
					},
					{
						name: 'New Message',
						value: 'MESSAGE',
						description: 'Something was written; the last message tells by whom',
					},
					{
						name: 'Status Changed',
						value: 'STATUS_CHANGED',
						description: 'A dispute was closed, or a claim accepted or rejected',
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
		const types = this.getNodeParameter('events', []) as string[];
		return await pollWatch(this, issueWatch(this), { ...pollOptions(this), types });
	}
}
