import type { INodeProperties } from 'n8n-workflow';

import { messageAttachments } from '../shared/attachments';
import {
	additionalJson,
	dateFilter,
	dryRunField,
	fieldsFor,
	outputFields,
	pick,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import { fromOrder } from '../shared/fromOrder';
import { orderLocator, threadLocator } from '../shared/locators';
import { MESSAGES_PACE } from '../shared/paces';
import { beforeMoment } from '../shared/pagination';
import { body, route } from '../shared/routing';
import { steps } from './attachments';

/** Source: NewMessage and NewMessageInThread in Allegro's OpenAPI document. */
const MAX_CHARACTERS = 2000;

const simplify = pick({
	id: 'id',
	threadId: 'thread.id',
	createdAt: 'createdAt',
	authorLogin: 'author.login',
	isInterlocutor: 'author.isInterlocutor',
	status: 'status',
	text: 'text',
	orderId: 'relatesTo.order.id',
	offerId: 'relatesTo.offer.id',
	attachments: ({ attachments }) => attachments ?? [],
});

const [attachmentIds, inputBinaryFields] = messageAttachments;

const buyerOfOrder = fromOrder({
	property: 'recipient.login',
	source: 'buyer.login',
	missing: {
		message: 'The order does not say who bought',
		advice: 'Add the Buyer Login under Additional Fields.',
	},
});

/** Both ways to write share Allegro's limit of one message a second. */
const writing = {
	scope: 'messaging',
	paces: [MESSAGES_PACE],
	before: steps.attach,
	simplify,
};

export const messageResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a message',
				description:
					'Delete a message from the Message Center, for the API too. This cannot be undone.',
				routing: route('DELETE /messaging/messages/{messageId}', {
					scope: 'messaging',
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a message',
				description: 'Get a message with its author, status and attachments',
				routing: route('GET /messaging/messages/{messageId}', { scope: 'messaging', simplify }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many messages',
				description: 'Get the messages of a thread, newest first',
				routing: route('GET /messaging/threads/{threadId}/messages', {
					scope: 'messaging',
					rows: 'messages',
					pages: beforeMoment({ max: 20, moment: 'createdAt' }),
					simplify,
				}),
			},
			{
				name: 'Reply',
				value: 'reply',
				action: 'Reply in a thread',
				description:
					'Write a message in a thread that exists. Allegro takes one message a second: many are sent one by one.',
				routing: route('POST /messaging/threads/{threadId}/messages', writing),
			},
			{
				name: 'Send',
				value: 'send',
				action: 'Send a message',
				description:
					'Write to the buyer of an order. Allegro takes one message a second: many are sent one by one.',
				routing: route('POST /messaging/messages', {
					...writing,
					before: async (call) => {
						await buyerOfOrder(call);
						await steps.attach(call);
					},
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('message', ['getAll', 'reply'], [threadLocator]),
	...fieldsFor(
		'message',
		['send'],
		[
			{
				...orderLocator,
				description: 'The order that the message is about',
				routing: body('order.id'),
			},
		],
	),
	...fieldsFor(
		'message',
		['delete', 'get'],
		[
			{
				displayName: 'Message ID',
				name: 'messageId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 97dc0b60-2da4-11f0-92ba-b748630ba0f6',
				description: 'The ID of the message, from Get Many',
			},
		],
	),
	...fieldsFor(
		'message',
		['reply', 'send'],
		[
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				required: true,
				placeholder: 'e.g. Dzień dobry, paczka została dziś nadana.',
				description: 'What to write, up to 2,000 characters. Allegro shows it as plain text.',
				routing: body('text', textUpTo(MAX_CHARACTERS)),
			},
		],
	),
	...fieldsFor(
		'message',
		['reply'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: messageAttachments,
			},
		],
	),
	...fieldsFor(
		'message',
		['send'],
		[
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					attachmentIds,
					{
						displayName: 'Buyer Login',
						name: 'buyerLogin',
						type: 'string',
						default: '',
						placeholder: 'e.g. anna_kowalska',
						description:
							'Who receives the message. Without it, that is the buyer of the order, which is read for it.',
						routing: body('recipient.login'),
					},
					inputBinaryFields,
				],
			},
		],
	),
	...fieldsFor(
		'message',
		['getAll'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Written After',
						name: 'after',
						type: 'dateTime',
						default: '',
						hint: 'Messages that Allegro checked first can turn up later with an earlier time',
						description: 'Only messages written after this moment',
						routing: dateFilter('after'),
					},
					{
						displayName: 'Written Before',
						name: 'before',
						type: 'dateTime',
						default: '',
						description: 'Only messages written before this moment',
						routing: dateFilter('before'),
					},
				],
			},
		],
	),
	...fieldsFor('message', ['get', 'getAll', 'reply', 'send'], outputFields),
	...fieldsFor('message', ['delete'], [dryRunField]),
	...fieldsFor('message', ['reply', 'send'], [additionalJson]),
];
