import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor, returnAllAndLimit } from '../shared/fields';
import { orderLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import { body, query, route } from '../shared/routing';

const retired = (successor: string) => ({ since: '2026-01-07', instead: `use ${successor}` });

export const disputeResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['dispute'] } },
		options: [
			{
				name: 'Add Message',
				value: 'addMessage',
				action: 'Add a message to a dispute by a retired method',
				description: 'Write in the conversation of a dispute',
				routing: route('POST /sale/disputes/{disputeId}/messages', {
					retired: retired('Issue: Add Message'),
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a dispute by a retired method',
				description: 'Get a dispute',
				routing: route('GET /sale/disputes/{disputeId}', { retired: retired('Issue: Get') }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many disputes by a retired method',
				description: 'Get the disputes of the account',
				routing: route('GET /sale/disputes', {
					rows: 'disputes',
					pages: offset({ max: 100 }),
					retired: retired('Issue: Get Many'),
				}),
			},
			{
				name: 'Get Messages',
				value: 'getMessages',
				action: 'Get the messages of a dispute by a retired method',
				description: 'Get what was written in the conversation of a dispute',
				routing: route('GET /sale/disputes/{disputeId}/messages', {
					rows: 'messages',
					pages: offset({ max: 100 }),
					retired: retired('Issue: Get Messages'),
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'dispute',
		['addMessage', 'get', 'getAll', 'getMessages'],
		[
			{
				displayName:
					'Allegro switched this off on 2026-01-07. Use the same operation of the resource Issue instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'dispute',
		['addMessage', 'get', 'getMessages'],
		[
			{
				displayName: 'Dispute ID',
				name: 'disputeId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 6f552f2e-9626-11ef-af09-bfdbf9690d65',
				description: 'The ID of the dispute',
			},
		],
	),
	...fieldsFor(
		'dispute',
		['addMessage'],
		[
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				required: true,
				placeholder: 'e.g. Wysłaliśmy paczkę ponownie.',
				description: 'What to write',
				routing: body('text'),
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Ask to End', value: 'END_REQUEST' },
					{ name: 'Regular', value: 'REGULAR' },
				],
				default: 'REGULAR',
				description: 'Whether the message asks the buyer to end the dispute',
				routing: body('type'),
			},
			{
				displayName: 'Attachment ID',
				name: 'attachmentId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 0c3c607d-d1de-11ef-8db7-48c5b88a795d',
				description: 'A file that was uploaded before',
				routing: body('attachment.id'),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'dispute',
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
						description: 'Only disputes about this order',
						routing: query('checkoutForm.id'),
					},
				],
			},
		],
	),
	...fieldsFor('dispute', ['getMessages'], returnAllAndLimit),
];
