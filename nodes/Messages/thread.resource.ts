import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	fieldsFor,
	outputFields,
	pick,
	pickEach,
	returnAllAndLimit,
} from '../shared/fields';
import { orderLocator, threadLocator } from '../shared/locators';
import { MESSAGE_CENTER, MESSAGES_PER_PAGE, ownLogin, threadOf } from '../shared/messageCenter';
import { pageToken } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, query, route, shapeOf } from '../shared/routing';

const simplify = pick({
	id: 'id',
	interlocutorLogin: 'interlocutor.login',
	read: 'read',
	lastMessageDateTime: 'lastMessageDateTime',
	type: 'type',
	reason: 'subType',
	status: 'status',
	createdAt: 'createdAt',
	orders: pickEach(
		'orders',
		pick({
			orderId: 'id',
			offers: pickEach('offers', pick({ offerId: 'id', quantity: 'quantity' })),
		}),
	),
});

/** With whom it is stands in public.v1 only. */
async function complete({ context }: Call) {
	const own = await ownLogin(context);
	return (thread: IDataObject) => threadOf(thread, own);
}

const reading = { ...MESSAGE_CENTER, simplify, complete };

export const threadResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['thread'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a thread',
				description:
					'Get a thread: with whom it is, whether it was read, and of a purchase problem its reason and status',
				routing: route('GET /messaging/threads/{threadId}', reading),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many threads',
				description:
					'Get the threads of the account, purchase problems among them: those with the latest messages first',
				routing: route('GET /messaging/threads', {
					...reading,
					rows: 'threads',
					pages: pageToken({ max: MESSAGES_PER_PAGE, moves: true }),
				}),
			},
			{
				name: 'Mark as Read',
				value: 'markAsRead',
				action: 'Mark a thread as read',
				description: 'Mark a thread as read or as unread',
				routing: route('PUT /messaging/threads/{threadId}/read', {
					...MESSAGE_CENTER,
					simplify,
					// Allegro's answer is the mark alone.
					after: async (call) => {
						const endpoint = 'GET /messaging/threads/{threadId}';
						const { threadId } = call.request.values ?? {};
						const answer = await call.send(endpoint, { threadId }, MESSAGE_CENTER);
						const completed = await complete(call);
						const thread = completed(answer.body as IDataObject);
						return [{ json: shapeOf(call, simplify)(thread) }];
					},
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('thread', ['get', 'markAsRead'], [threadLocator]),
	...fieldsFor(
		'thread',
		['markAsRead'],
		[
			{
				displayName: 'Read',
				name: 'read',
				type: 'boolean',
				default: true,
				description: 'Whether the thread counts as read. Off marks it as unread.',
				routing: body('read'),
			},
		],
	),
	...fieldsFor(
		'thread',
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
						...orderLocator,
						required: false,
						description: 'Only threads about this order',
						routing: query('orderId'),
					},
					{
						displayName: 'Read',
						name: 'read',
						type: 'boolean',
						default: false,
						description:
							'Whether to return only threads that were read; off returns only unread ones',
						routing: query('read'),
					},
					{
						displayName: 'Status',
						name: 'status',
						type: 'options',
						options: [
							{ name: 'Closed', value: 'CLOSED' },
							{ name: 'Open', value: 'OPEN' },
						],
						default: 'OPEN',
						description: 'Only threads in this status. Purchase problems are closed at their end.',
						routing: query('status'),
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'multiOptions',
						options: [
							{ name: 'Message', value: 'COMMON', description: 'Ordinary messages' },
							{
								name: 'Purchase Problem',
								value: 'POST_PURCHASE_ISSUE',
								description: 'A buyer has a problem with a purchase; formerly a dispute',
							},
						],
						default: [],
						description: 'Only threads of these types. None selected means all.',
						routing: query('type'),
					},
				],
			},
		],
	),
	...fieldsFor('thread', ['get', 'getAll', 'markAsRead'], outputFields),
	...fieldsFor('thread', ['markAsRead'], [additionalJson]),
];
