import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { FULFILLMENT_STATUSES, ORDER_STATUSES } from '../Orders/statuses';
import { ORDER_EVENT_TYPES } from '../Orders/eventTypes';
import { MARKETPLACES } from '../shared/fields';
import { pollJournal } from '../shared/journal';
import {
	afterGapOption,
	chosen,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { orderJournal } from './orderJournal';

export class AllegroOrdersTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Orders Trigger',
		name: 'allegroOrdersTrigger',
		icon: { light: 'file:../../icons/orders.svg', dark: 'file:../../icons/orders.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when orders are bought, paid, changed or cancelled. Actions of Allegro Orders read and update them.',
		defaults: { name: 'Allegro Orders Trigger' },
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
					'Whether to read each order and put it into the field "order". If it cannot be had, the field is null and the field "problem" says why.',
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
						displayName: 'Each Order Once',
						name: 'oncePerOrder',
						type: 'boolean',
						default: false,
						description:
							'Whether an order that is paid again, such as after a surcharge, is not told a second time as Paid (Ready for Processing). The latest 8,000 orders are remembered.',
					},
					{
						displayName: 'Fulfillment Status',
						name: 'fulfillmentStatus',
						type: 'multiOptions',
						options: FULFILLMENT_STATUSES,
						default: [],
						description:
							'Only orders whose seller-side status is one of these now. Each order is read for this; one that cannot be read is told, with the field "problem".',
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
					{
						displayName: 'Order Status',
						name: 'orderStatus',
						type: 'multiOptions',
						options: ORDER_STATUSES,
						default: [],
						description:
							'Only orders that have one of these statuses now. Each order is read for this. None selected means all, but without the event Paid (Ready for Processing) of orders that are cancelled by now.',
					},
					outputOption,
					{
						displayName: 'Skip Gone Orders',
						name: 'skipGone',
						type: 'boolean',
						default: false,
						description:
							'Whether to leave out events of orders that Allegro does not have any more, such as those that were paid together with another one',
					},
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const options = (this.getNodeParameter('options', {}) ?? {}) as {
			oncePerOrder?: boolean;
			skipGone?: boolean;
		};
		const journal = orderJournal(this, {
			types: chosen(this, 'events'),
			includeOrder: this.getNodeParameter('includeOrder', true) as boolean,
			orderStatus: chosen(this, 'options.orderStatus', ORDER_STATUSES),
			fulfillmentStatus: chosen(this, 'options.fulfillmentStatus', FULFILLMENT_STATUSES),
			marketplace: chosen(this, 'options.marketplace'),
			oncePerOrder: options.oncePerOrder ?? false,
			skipGone: options.skipGone ?? false,
		});
		return await pollJournal(this, journal, pollOptions(this));
	}
}
