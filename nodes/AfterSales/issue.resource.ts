import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { messageAttachments } from '../shared/attachments';
import { refuse } from '../shared/commands';
import {
	additionalJson,
	amountOf,
	CURRENCIES,
	currencyOf,
	dryRunField,
	fieldsFor,
	outputFields,
	pick,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import { issueLocator, orderLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { body, query, route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';
import { issueSteps } from './attachments';
import { DECISIONS, ISSUE_STATUSES, MESSAGE_TYPES } from './issueFields';

/** Source: MessageRequest in Allegro's OpenAPI document. */
const MAX_CHARACTERS = 20_000;

const simplify = pick({
	id: 'id',
	openedDate: 'openedDate',
	type: 'type',
	status: 'currentState.status',
	buyerLogin: 'buyer.login',
	subject: 'subject',
	orderId: 'checkoutForm.id',
	decisionDueDate: 'decisionDueDate',
	referenceNumber: 'referenceNumber',
	details: pick({
		offerId: 'offer.id',
		quantity: 'offer.quantity',
		productId: 'product.id',
		reason: 'reason.type',
		right: 'right',
		description: 'description',
		lastMessageStatus: 'chat.lastMessage.status',
	}),
});

const beta = { scope: 'disputes', accept: BETA_V1, contentType: BETA_V1 };

export const issueResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['issue'] } },
		options: [
			{
				name: 'Add Message',
				value: 'addMessage',
				action: 'Add a message to an issue',
				description: 'Write in the conversation of a dispute or claim',
				routing: route('POST /sale/issues/{issueId}/message', {
					...beta,
					async before(call: Call): Promise<void> {
						await issueSteps.attach(call);
						const { text, attachments } = (call.request.body ?? {}) as IDataObject;
						if (text || (attachments as unknown[] | undefined)?.length) return;
						refuse(call, 'The message is empty', 'Fill in Text, or add a file.');
					},
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an issue',
				description: 'Get a dispute or claim with what the buyer expects',
				routing: route('GET /sale/issues/{issueId}', { ...beta, simplify }),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many issues',
				description: 'Get the disputes and claims of the account, those opened last first',
				routing: route('GET /sale/issues', {
					...beta,
					rows: 'issues',
					pages: offset({ max: 100 }),
					simplify,
				}),
			},
			{
				name: 'Get Messages',
				value: 'getMessages',
				action: 'Get the messages of an issue',
				description: 'Get the conversation of a dispute or claim, with the changes of its status',
				routing: route('GET /sale/issues/{issueId}/chat', {
					...beta,
					rows: 'chat',
					pages: offset({ max: 100 }),
				}),
			},
			{
				name: 'Set Claim Status',
				value: 'setStatus',
				action: 'Set the status of a claim',
				description:
					'Accept or reject a claim. The buyer is told at once, and an accepted claim cannot be rejected any more. Not for disputes.',
				routing: route('POST /sale/issues/{issueId}/status', { ...beta, dryRun: true }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('issue', ['addMessage', 'get', 'getMessages', 'setStatus'], [issueLocator]),
	...fieldsFor(
		'issue',
		['addMessage'],
		[
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				placeholder: 'e.g. Prosimy o zdjęcie uszkodzenia.',
				description: 'What to write, up to 20,000 characters. A file alone is a message too.',
				routing: body('text', textUpTo(MAX_CHARACTERS)),
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: MESSAGE_TYPES,
				default: 'REGULAR',
				required: true,
				description: 'What the message does besides saying something',
				routing: body('type'),
			},
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
		'issue',
		['setStatus'],
		[
			{
				displayName: 'Decision',
				name: 'status',
				type: 'options',
				options: DECISIONS,
				default: 'ACCEPTED_PARTIAL_REFUND',
				required: true,
				description:
					'What you decide. Later a rejection can become an acceptance, and an acceptance another one, but never a rejection.',
				routing: body('status'),
			},
			{
				displayName: 'Partial Refund Amount',
				name: 'partialRefundAmount',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 25.00',
				description: 'How much of the price the buyer gets back',
				displayOptions: { show: { status: ['ACCEPTED_PARTIAL_REFUND'] } },
				routing: amountOf('partialRefund'),
			},
			{
				displayName: 'Partial Refund Currency',
				name: 'partialRefundCurrency',
				type: 'options',
				options: CURRENCIES,
				default: 'PLN',
				required: true,
				description: 'The currency in which the order was paid. By itself PLN.',
				displayOptions: { show: { status: ['ACCEPTED_PARTIAL_REFUND'] } },
				routing: currencyOf('partialRefund'),
			},
			{
				displayName: 'Message',
				name: 'message',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				required: true,
				placeholder: 'e.g. Uznajemy reklamację i zwracamy część ceny.',
				description: 'What the buyer reads about the decision',
				routing: body('message'),
			},
		],
	),
	...fieldsFor(
		'issue',
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
						description: 'Only disputes and claims about this order',
						routing: query('checkoutForm.id'),
					},
					{
						displayName: 'Statuses',
						name: 'status',
						type: 'multiOptions',
						options: ISSUE_STATUSES,
						default: [],
						description: 'Only those with one of these statuses. None selected means all.',
						routing: query('status'),
					},
				],
			},
		],
	),
	...fieldsFor('issue', ['getMessages'], returnAllAndLimit),
	...fieldsFor('issue', ['get', 'getAll'], outputFields),
	...fieldsFor('issue', ['setStatus'], [dryRunField]),
	...fieldsFor('issue', ['addMessage', 'setStatus'], [additionalJson]),
];
