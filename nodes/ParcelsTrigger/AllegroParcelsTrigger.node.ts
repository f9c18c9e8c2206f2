import type {
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runPoll } from '../shared/polling';
import {
	chosen,
	eventsOf,
	maxEventsOption,
	numberIn,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { CHANGED, STUCK, UNTRACKED } from './parcelChanges';
import { parcelSource } from './parcelSource';

const stuckDaysField: INodeProperties = {
	displayName: 'Stuck After (Days)',
	name: 'stuckDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 59 },
	default: 3,
	description: 'For the event Stuck: how long a parcel stands still before it is told',
};

const orderDaysOption: INodeProperties = {
	displayName: 'Orders of the Last (Days)',
	name: 'orderDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 90 },
	default: 30,
	description:
		'Parcels are looked for on orders that were bought in the last so many days. A parcel that was found is watched until it ends.',
};

const stuckInOption: INodeProperties = {
	displayName: 'Stuck In',
	name: 'stuckIn',
	type: 'multiOptions',
	options: [
		{
			name: 'In Transit',
			value: 'IN_TRANSIT',
			description: 'On its way between two places',
		},
		{ name: 'Issue', value: 'ISSUE', description: 'The carrier has a problem with it' },
		{ name: 'Notice Left', value: 'NOTICE_LEFT', description: 'The buyer was not there' },
		{
			name: 'Out for Delivery',
			value: 'RELEASED_FOR_DELIVERY',
			description: 'The courier has it',
		},
		{
			name: 'Pending',
			value: 'PENDING',
			description: 'It has a number, and was not handed over yet',
		},
		{
			name: 'Ready for Pickup',
			value: 'AVAILABLE_FOR_PICKUP',
			description: 'It waits for the buyer',
		},
	],
	default: ['IN_TRANSIT', 'ISSUE', 'NOTICE_LEFT', 'RELEASED_FOR_DELIVERY'],
	description: 'Statuses in which a parcel counts as stuck. None selected means all of them.',
};

export class AllegroParcelsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Parcels Trigger',
		name: 'allegroParcelsTrigger',
		icon: {
			light: 'file:../../icons/parcelsTrigger.svg',
			dark: 'file:../../icons/parcelsTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when parcels are delivered, come back, are stuck, or change their status. Actions of Allegro Parcels create shipments, download labels and track parcels.',
		defaults: { name: 'Allegro Parcels Trigger' },
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
						name: 'Delivered',
						value: 'DELIVERED',
						action: 'On parcel delivered',
						description: 'The buyer has it',
					},
					{
						name: 'In Transit',
						value: 'IN_TRANSIT',
						action: 'On parcel in transit',
						description: 'It is on its way',
					},
					{
						name: 'Issue',
						value: 'ISSUE',
						action: 'On issue with a parcel',
						description: 'The carrier has a problem with it',
					},
					{
						name: 'Not Tracked',
						value: 'UNTRACKED',
						action: 'On parcel not tracked',
						description:
							'Allegro does not tell where it is, so that it is not watched; the field "problem" says why',
					},
					{
						name: 'Notice Left',
						value: 'NOTICE_LEFT',
						action: 'On notice left',
						description: 'The buyer was not there, and has to fetch it or wait for another try',
					},
					{
						name: 'Out for Delivery',
						value: 'RELEASED_FOR_DELIVERY',
						action: 'On parcel out for delivery',
						description: 'The courier has it',
					},
					{
						name: 'Pending',
						value: 'PENDING',
						action: 'On parcel announced',
						description: 'The carrier knows its number',
					},
					{
						name: 'Ready for Pickup',
						value: 'AVAILABLE_FOR_PICKUP',
						action: 'On parcel ready for pickup',
						description: 'It waits for the buyer in a locker or at a point',
					},
					{
						name: 'Returned',
						value: 'RETURNED',
						action: 'On parcel returned',
						description: 'It was not delivered, and comes back or is back',
					},
					{
						name: 'Status Changed',
						value: 'STATUS_CHANGED',
						action: 'On parcel status changed',
						description: 'It has any other status now; the field "status" says which',
					},
					{
						name: 'Stuck',
						value: 'STUCK',
						action: 'On parcel stuck',
						description: 'It is under way, and nothing has been told of it for some days',
					},
				],
				default: ['DELIVERED', 'RETURNED', 'STUCK'],
				description:
					'What starts the workflow. None selected means all. Status Changed holds all statuses; each event says which in its type.',
			},
			stuckDaysField,
			startField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [maxEventsOption, orderDaysOption, outputOption, stuckInOption],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events', eventsOf(new AllegroParcelsTrigger()));
		const options = pollOptions(this);
		const allStuck = (stuckInOption.options as INodePropertyOptions[]).map(
			({ value }) => `${value}`,
		);
		const { stuckIn } = (this.getNodeParameter('options', {}) ?? {}) as { stuckIn?: unknown };
		const own = stuckIn === undefined ? (stuckInOption.default as string[]) : undefined;
		const chosenStuck =
			own ?? chosen(this, 'options.stuckIn', stuckInOption.options as INodePropertyOptions[]);
		const ofStatus = types.includes(CHANGED);
		const source = parcelSource(this, {
			start: options.start,
			isWanted: (type) =>
				types.length === 0 ||
				types.includes(type) ||
				(ofStatus && type !== STUCK && type !== UNTRACKED),
			stuckDays: numberIn(this, stuckDaysField, this.getNodeParameter('stuckDays', ''), 1),
			stuckIn: chosenStuck.length > 0 ? chosenStuck : allStuck,
			orderDays: numberIn(this, orderDaysOption, this.getNodeParameter('options.orderDays', ''), 1),
		});
		return await runPoll(this, [source], options);
	}
}
