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
import { MARKETPLACES } from '../shared/fields';
import { returnWatch } from './returnWatch';

export class AllegroReturnTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Return Trigger',
		name: 'allegroReturnTrigger',
		icon: {
			light: 'file:../../icons/returnTrigger.svg',
			dark: 'file:../../icons/returnTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description: 'Starts the workflow when buyers return goods, and when returns go on',
		defaults: { name: 'Allegro Return Trigger' },
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
					{ name: 'Created', value: 'CREATED', description: 'A buyer has declared a return' },
					{ name: 'Delivered', value: 'DELIVERED', description: 'The parcel has reached you' },
					{ name: 'Finished', value: 'FINISHED', description: 'The buyer got the money back' },
					{ name: 'In Transit', value: 'IN_TRANSIT', description: 'The parcel is on its way' },
					{
						name: 'Other Status',
						value: 'OTHER',
						description: 'The return has any other status now',
					},
					{ name: 'Rejected', value: 'REJECTED', description: 'You refused the refund' },
					{
						name: 'Sent Back',
						value: 'DISPATCHED',
						description: 'The buyer has handed in the parcel',
					},
				],
				default: ['CREATED', 'DELIVERED'],
				description: 'What starts the workflow. None selected means all.',
			},
			startField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description: 'Only returns of this marketplace',
					},
					maxEventsOption,
					outputOption,
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events', eventsOf(new AllegroReturnTrigger()));
		const { marketplace } = this.getNodeParameter('options', {}) as { marketplace?: string };
		return await pollWatch(this, returnWatch(this, marketplace), { ...pollOptions(this), types });
	}
}
