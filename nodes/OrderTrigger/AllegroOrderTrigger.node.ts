import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { FULFILLMENT_STATUSES } from '../Orders/statuses';
import { ORDER_EVENT_TYPES } from '../Orders/eventTypes';
import { MARKETPLACES } from '../shared/fields';
import { pollJournal } from '../shared/journal';
import { orderJournal } from './orderJournal';

export class AllegroOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Order Trigger',
		name: 'allegroOrderTrigger',
		icon: { light: 'file:../../icons/orders.svg', dark: 'file:../../icons/orders.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when orders are bought, paid, changed or cancelled',
		defaults: { name: 'Allegro Order Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: ORDER_EVENT_TYPES,
				default: ['READY_FOR_PROCESSING'],
				description: 'What starts the workflow. None selected means all.',
			},
			{
				displayName: 'Start From',
				name: 'start',
				type: 'options',
				options: [
					{ name: 'Now', value: 'now', description: 'Only events from the activation on' },
					{
						name: 'Oldest Kept',
						value: 'oldest',
						description: 'Also the events of the last 60 days',
					},
				],
				default: 'now',
				description: 'Where to begin when the trigger is activated for the first time',
			},
			{
				displayName: 'Include Full Order',
				name: 'includeOrder',
				type: 'boolean',
				default: true,
				description:
					'Whether to read each order and put it into the field "order". If the order is gone, the field is empty.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'After a Gap',
						name: 'afterGap',
						type: 'options',
						options: [
							{
								name: 'Continue',
								value: 'continue',
								description: 'Go on with the oldest event kept, and note the gap in the log',
							},
							{ name: 'Stop', value: 'stop', description: 'Fail, so that someone looks into it' },
						],
						default: 'stop',
						description:
							'What to do when the trigger was off for more than the 60 days Allegro keeps',
					},
					{
						displayName: 'Fulfillment Status',
						name: 'fulfillmentStatus',
						type: 'multiOptions',
						options: FULFILLMENT_STATUSES,
						default: [],
						description:
							'Only orders whose seller-side status is one of these now. Each order is read for this.',
					},
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'multiOptions',
						options: MARKETPLACES,
						default: [],
						description: 'Only orders bought on these marketplaces',
					},
					{
						displayName: 'Max Events per Run',
						name: 'maxEvents',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1000,
						description: 'More than that wait for the next poll, so that executions stay small',
					},
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const options = this.getNodeParameter('options', {}) as {
			afterGap?: 'stop' | 'continue';
			fulfillmentStatus?: string[];
			marketplace?: string[];
			maxEvents?: number;
		};
		const journal = orderJournal(this, {
			types: this.getNodeParameter('events', []) as string[],
			includeOrder: this.getNodeParameter('includeOrder', true) as boolean,
			fulfillmentStatus: options.fulfillmentStatus ?? [],
			marketplace: options.marketplace ?? [],
		});
		return await pollJournal(this, journal, {
			start: this.getNodeParameter('start', 'now') as 'now' | 'oldest',
			afterGap: options.afterGap ?? 'stop',
			maxEvents: options.maxEvents ?? 1000,
		});
	}
}
