import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import { forPanel, searchOrders, searchThreads } from '../shared/locators';
import { attachmentResource } from './attachment.resource';
import { messageResource } from './message.resource';
import { threadResource } from './thread.resource';

export class AllegroMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Messages',
		name: 'allegroMessages',
		icon: { light: 'file:../../icons/messages.svg', dark: 'file:../../icons/messages.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read and answer what buyers write in the Message Center',
		defaults: { name: 'Allegro Messages' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: {
			searchHint:
				'Write to the buyer of an order: Message: Send. Answer a message that came: Message: Reply.',
			...operationTexts(messageResource, threadResource, attachmentResource),
		},
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Attachment',
						value: 'attachment',
						description: 'Files that come and go with messages',
					},
					{
						name: 'Message',
						value: 'message',
						description: 'What is written with buyers: send for an order, reply in a thread, read',
					},
					{
						name: 'Thread',
						value: 'thread',
						description: 'Conversations with buyers, purchase problems among them',
					},
				],
				default: 'message',
				routing: knownOperation,
			},
			...messageResource,
			...threadResource,
			...attachmentResource,
		],
	};

	methods = forPanel({ listSearch: { searchOrders, searchThreads } });

	customOperations = operationsOf(this.description);
}
