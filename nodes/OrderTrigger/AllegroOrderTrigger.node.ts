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
import {
	afterGapOption,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
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
			startField,
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
					afterGapOption,
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
					maxEventsOption,
					outputOption,
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const options = this.getNodeParameter('options', {}) as {
			fulfillmentStatus?: string[];
			marketplace?: string[];
		};
		const journal = orderJournal(this, {
			types: this.getNodeParameter('events', []) as string[],
			includeOrder: this.getNodeParameter('includeOrder', true) as boolean,
			fulfillmentStatus: options.fulfillmentStatus ?? [],
			marketplace: options.marketplace ?? [],
		});
		return await pollJournal(this, journal, pollOptions(this));
	}
}
