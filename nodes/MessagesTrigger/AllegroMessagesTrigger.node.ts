import type {
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import {
	chosen,
	eventsOf,
	maxEventsOption,
	numberIn,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { pollWatch } from '../shared/watch';
import { messageWatch } from './messageWatch';

const lateOption: INodeProperties = {
	displayName: 'Late Messages (Hours)',
	name: 'lateHours',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 168 },
	default: 3,
	description:
		'Allegro checks some messages before it shows them, with their old date: threads of the last so many hours are read again each time',
};

const threadTypesOption: INodeProperties = {
	displayName: 'Thread Types',
	name: 'threadTypes',
	type: 'multiOptions',
	options: [
		{ name: 'Message', value: 'COMMON', description: 'Ordinary messages' },
		{
			name: 'Purchase Problem',
			value: 'POST_PURCHASE_ISSUE',
			description: 'What is written about a problem with a purchase',
		},
	],
	default: [],
	description: 'Only messages of these threads. None selected means all.',
};

export class AllegroMessagesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Messages Trigger',
		name: 'allegroMessagesTrigger',
		icon: {
			light: 'file:../../icons/messagesTrigger.svg',
			dark: 'file:../../icons/messagesTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when buyers write to you. Actions of Allegro Messages read and answer them.',
		defaults: { name: 'Allegro Messages Trigger' },
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
						name: 'From Buyer',
						value: 'RECEIVED',
						action: 'On message from buyer',
						description: 'Someone wrote to you',
					},
					{
						name: 'From You',
						value: 'SENT',
						action: 'On message from you',
						description: 'You, or someone for you, wrote',
					},
				],
				default: ['RECEIVED'],
				description: 'What starts the workflow. None selected means all.',
			},
			startField,
			{
				displayName: 'Download Attachments',
				name: 'downloadAttachments',
				type: 'boolean',
				default: false,
				description:
					'Whether to download the files of each message into the binary fields attachment_0, attachment_1 and so on, up to 100 MB in a run. The field "files" says of each file where it is, or why it is missing.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [lateOption, maxEventsOption, outputOption, threadTypesOption],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events', eventsOf(new AllegroMessagesTrigger()));
		const lateHours = numberIn(this, lateOption, this.getNodeParameter('options.lateHours', ''), 0);
		const threadTypes = chosen(
			this,
			'options.threadTypes',
			threadTypesOption.options as INodePropertyOptions[],
		);
		const withFiles = this.getNodeParameter('downloadAttachments', false) as boolean;
		const watch = messageWatch(this, { types, threadTypes, lateHours, withFiles });
		return await pollWatch(this, watch, { ...pollOptions(this), types });
	}
}
