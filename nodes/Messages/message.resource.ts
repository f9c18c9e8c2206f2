import type { IDataObject, INodeProperties } from 'n8n-workflow';

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
import {
	foundMessage,
	MESSAGE_CENTER,
	messageOf,
	messagesWithin,
	ownLogin,
} from '../shared/messageCenter';
import { MESSAGES_PACE } from '../shared/paces';
import type { Call } from '../shared/routing';
import { body, route, shapeOf } from '../shared/routing';
import type { Answer } from '../shared/transport';
import { steps } from './attachments';

/** Source: NewMessage and NewMessageInThread in Allegro's OpenAPI document. */
const MAX_CHARACTERS = 2000;

const simplify = pick({
	id: 'id',
	createdAt: 'createdAt',
	authorLogin: 'author.login',
	text: 'text',
	isInterlocutor: 'author.isInterlocutor',
	threadId: 'thread.id',
	orderId: 'relatesTo.order.id',
	offerId: 'relatesTo.offer.id',
	attachments: ({ attachments }) => attachments ?? [],
	details: pick({
		type: 'type',
		subject: 'subject',
		authorRole: 'author.role',
		status: 'status',
		hasAdditionalAttachments: 'hasAdditionalAttachments',
	}),
});

/** In which thread it is, and whether the other one wrote it, stands in public.v1 only. */
async function complete({ context, request }: Call) {
	const own = await ownLogin(context);
	return (message: IDataObject) => messageOf(message, threadIdOf(request), own);
}

/** As `complete`, for what the user has just written in the thread. */
const completeSent =
	async ({ request }: Call) =>
	(message: IDataObject) => {
		const author = { ...(message.author as IDataObject), isInterlocutor: false };
		return messageOf({ ...message, author }, threadIdOf(request), '');
	};

const threadIdOf = ({ values }: Call['request']) => (values?.threadId ?? null) as string | null;

/** For a message whose thread is not known beforehand. */
const found = (sent: boolean) => async (call: Call, answer: Answer) => {
	const message = await foundMessage(call, answer.body as IDataObject, sent);
	return [{ json: shapeOf(call, simplify)(message) }];
};

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
	...MESSAGE_CENTER,
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
				name: 'Delete (Deprecated)',
				value: 'delete',
				action: 'Delete a message deprecated',
				description:
					'Delete a message from the Message Center, for the API too. This cannot be undone. Allegro will switch it off.',
				routing: route('DELETE /messaging/messages/{messageId}', {
					scope: 'messaging',
					deprecated: 'nothing else deletes messages',
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a message',
				description: 'Get a message with its author, status and attachments',
				routing: route('GET /messaging/messages/{messageId}', {
					...MESSAGE_CENTER,
					simplify,
					after: found(false),
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many messages',
				description: 'Get the messages of a thread, newest first',
				routing: route('GET /messaging/threads/{threadId}/messages', {
					...MESSAGE_CENTER,
					rows: 'messages',
					pages: messagesWithin,
					simplify,
					complete,
				}),
			},
			{
				name: 'Reply',
				value: 'reply',
				action: 'Reply in a thread',
				description:
					'Write a message in a thread that exists, also in a purchase problem until it is closed. Allegro takes one message a second: many are sent one by one.',
				routing: route('POST /messaging/threads/{threadId}/messages', {
					...writing,
					complete: completeSent,
				}),
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
					after: found(true),
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
