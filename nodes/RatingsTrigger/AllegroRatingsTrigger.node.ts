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
import { ratingWatch } from './ratingWatch';

export class AllegroRatingsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Ratings Trigger',
		name: 'allegroRatingsTrigger',
		icon: {
			light: 'file:../../icons/ratingsTrigger.svg',
			dark: 'file:../../icons/ratingsTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when buyers rate your sales, or ratings change. Actions of Allegro Ratings read and answer them.',
		defaults: { name: 'Allegro Ratings Trigger' },
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
						name: 'Answered',
						value: 'ANSWERED',
						action: 'On rating answered',
						description: 'You or someone for you answered a rating of the last 30 days',
					},
					{
						name: 'Changed',
						value: 'CHANGED',
						action: 'On rating changed',
						description: 'The buyer changed the rating',
					},
					{
						name: 'Created',
						value: 'CREATED',
						action: 'On rating created',
						description: 'A rating is new',
					},
					{
						name: 'Removal Requested',
						value: 'REMOVAL_REQUESTED',
						action: 'On removal of a rating requested',
						description: 'Its removal was asked for, for a rating of the last 30 days',
					},
				],
				default: ['CREATED'],
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
					maxEventsOption,
					outputOption,
					{
						displayName: 'Recommended',
						name: 'recommended',
						type: 'options',
						options: [
							{ name: 'Not Recommended', value: 'false' },
							{ name: 'Recommended', value: 'true' },
						],
						default: 'false',
						description: 'Only ratings that recommend the purchase, or only those that do not',
					},
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events', eventsOf(new AllegroRatingsTrigger()));
		const { recommended } = this.getNodeParameter('options', {}) as { recommended?: string };
		return await pollWatch(this, ratingWatch(this, recommended), { ...pollOptions(this), types });
	}
}
