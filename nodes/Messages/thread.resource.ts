import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, outputFields, pick, returnAllAndLimit } from '../shared/fields';
import { threadLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import { body, route } from '../shared/routing';

const simplify = pick({
	id: 'id',
	read: 'read',
	lastMessageDateTime: 'lastMessageDateTime',
	interlocutorLogin: 'interlocutor.login',
});

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
				description: 'Get a thread: with whom it is, and whether it was read',
				routing: route('GET /messaging/threads/{threadId}', { scope: 'messaging', simplify }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many threads',
				description: 'Get the threads of the account, those with the latest messages first',
				routing: route('GET /messaging/threads', {
					scope: 'messaging',
					rows: 'threads',
					pages: offset({
						max: 20,
						ceiling: 15_000_020,
						narrow: 'Allegro has no filters for threads: take the latest',
					}),
					simplify,
				}),
			},
			{
				name: 'Mark as Read',
				value: 'markAsRead',
				action: 'Mark a thread as read',
				description: 'Mark a thread as read or as unread',
				routing: route('PUT /messaging/threads/{threadId}/read', {
					scope: 'messaging',
					simplify,
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
	...fieldsFor('thread', ['getAll'], returnAllAndLimit),
	...fieldsFor('thread', ['get', 'getAll', 'markAsRead'], outputFields),
	...fieldsFor('thread', ['markAsRead'], [additionalJson]),
];
