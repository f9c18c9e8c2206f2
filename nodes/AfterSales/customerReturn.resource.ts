import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	dateFilter,
	dryRunField,
	fieldsFor,
	MARKETPLACES,
	outputFields,
	pick,
	pickEach,
	returnAllAndLimit,
	textUpTo,
} from '../shared/fields';
import { offerLocator, orderLocator, returnLocator } from '../shared/locators';
import { RETURNS_PACE } from '../shared/paces';
import { offset } from '../shared/pagination';
import { body, query, route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';
import { REJECTION_CODES, RETURN_STATUSES } from './returnFields';

/** Source: CustomerReturnRefundRejectionRequest in Allegro's OpenAPI document. */
const MAX_CHARACTERS = 250;

/** The number that is printed on a parcel can be that of the carrier who carries it for another. */
function waybills({ waybill, transportingWaybill }: IDataObject): unknown[] {
	return [waybill, transportingWaybill].filter(Boolean);
}

const simplify = pick({
	id: 'id',
	createdAt: 'createdAt',
	buyerLogin: 'buyer.login',
	status: 'status',
	orderId: 'orderId',
	referenceNumber: 'referenceNumber',
	marketplaceId: 'marketplaceId',
	rejectionCode: 'rejection.code',
	items: pickEach(
		'items',
		pick({
			offerId: 'offerId',
			name: 'name',
			quantity: 'quantity',
			price: 'price.amount',
			currency: 'price.currency',
			reason: 'reason.type',
			userComment: 'reason.userComment',
		}),
	),
	waybills: ({ parcels }) => ((parcels ?? []) as IDataObject[]).flatMap(waybills),
});

const beta = { accept: BETA_V1, contentType: BETA_V1, simplify };

const rejectionReason: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Zwrócony produkt nosi ślady używania.',
	description: 'Why, in words for the buyer, up to 250 characters',
	routing: body('rejection.reason', textUpTo(MAX_CHARACTERS)),
};

export const customerReturnResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customerReturn'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a customer return',
				description: 'Get a return with its items, parcels and the bank account for the refund',
				routing: route('GET /order/customer-returns/{customerReturnId}', {
					...beta,
					scope: 'orders:read',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many customer returns',
				description: 'Get the returns that match filters. Allegro lists the oldest first.',
				routing: route('GET /order/customer-returns', {
					...beta,
					scope: 'orders:read',
					rows: 'customerReturns',
					pages: offset({ max: 1000 }),
					paces: [RETURNS_PACE],
				}),
			},
			{
				name: 'Reject Refund',
				value: 'reject',
				action: 'Reject the refund of a customer return',
				description:
					'Refuse to give the money back for a return. This cannot be undone. To give it back, use Allegro Payments.',
				routing: route('POST /order/customer-returns/{customerReturnId}/rejection', {
					...beta,
					scope: 'orders:write',
					dryRun: true,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('customerReturn', ['get', 'reject'], [returnLocator]),
	...fieldsFor(
		'customerReturn',
		['reject'],
		[
			{
				displayName: 'Code',
				name: 'code',
				type: 'options',
				options: REJECTION_CODES,
				default: 'REFUND_REJECTED',
				required: true,
				description: 'Why there is no refund',
				routing: body('rejection.code'),
			},
			{
				...rejectionReason,
				required: true,
				displayOptions: { show: { code: ['REFUND_REJECTED'] } },
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				displayOptions: { hide: { code: ['REFUND_REJECTED'] } },
				options: [rejectionReason],
			},
		],
	),
	...fieldsFor(
		'customerReturn',
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
						displayName: 'After Return ID',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. a3405c27-b01c-11f0-9bea-e13925708b46',
						description: 'Only returns created after this one: the last that you have read',
						routing: query('from'),
					},
					{
						displayName: 'Buyer Email',
						name: 'buyerEmail',
						type: 'string',
						default: '',
						placeholder: 'e.g. hamu7udk3p+17454c1b6@allegromail.pl',
						description: 'Only returns of the buyer with this address at Allegro',
						routing: query('buyer.email'),
					},
					{
						displayName: 'Buyer Login',
						name: 'buyerLogin',
						type: 'string',
						default: '',
						placeholder: 'e.g. anna_kowalska',
						description: 'Only returns of the buyer with this login',
						routing: query('buyer.login'),
					},
					{
						displayName: 'Carrier Name or ID',
						name: 'carrierId',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getCarriers' },
						default: '',
						placeholder: 'e.g. INPOST',
						description:
							'Only returns sent with this carrier. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						routing: query('parcels.carrierId'),
					},
					{
						displayName: 'Created After',
						name: 'createdAfter',
						type: 'dateTime',
						default: '',
						description: 'Only returns created at this moment or later',
						routing: dateFilter('createdAt.gte'),
					},
					{
						displayName: 'Created Before',
						name: 'createdBefore',
						type: 'dateTime',
						default: '',
						description: 'Only returns created at this moment or earlier',
						routing: dateFilter('createdAt.lte'),
					},
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description: 'Only returns of what was bought on this marketplace',
						routing: query('marketplaceId'),
					},
					{
						...offerLocator,
						required: false,
						description: 'Only returns of something bought in this offer',
						routing: query('items.offerId'),
					},
					{
						displayName: 'Offer Name',
						name: 'offerName',
						type: 'string',
						default: '',
						placeholder: 'e.g. Kubek ceramiczny 300 ml',
						description: 'Only returns of something with this name',
						routing: query('items.name'),
					},
					{
						...orderLocator,
						required: false,
						description: 'Only returns of something from this order',
						routing: query('orderId'),
					},
					{
						displayName: 'Reference Number',
						name: 'referenceNumber',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1234/Z04A',
						description: 'Only the return with this number, as Allegro and the buyer show it',
						routing: query('referenceNumber'),
					},
					{
						...returnLocator,
						displayName: 'Return',
						required: false,
						description: 'Only this return',
						routing: query('customerReturnId'),
					},
					{
						displayName: 'Sender Phone',
						name: 'senderPhone',
						type: 'string',
						default: '',
						placeholder: 'e.g. 500600700',
						description: 'Only returns with a parcel sent from this phone number',
						routing: query('parcels.sender.phoneNumber'),
					},
					{
						displayName: 'Status',
						name: 'status',
						type: 'options',
						options: RETURN_STATUSES,
						default: 'CREATED',
						description: 'Only returns with this status',
						routing: query('status'),
					},
					{
						displayName: 'Transporting Carrier Name or ID',
						name: 'transportingCarrierId',
						type: 'options',
						typeOptions: { loadOptionsMethod: 'getCarriers' },
						default: '',
						placeholder: 'e.g. ORLEN',
						description:
							'Only returns that this carrier carries for another, such as for Allegro. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						routing: query('parcels.transportingCarrierId'),
					},
					{
						displayName: 'Transporting Waybill',
						name: 'transportingWaybill',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2171143568953',
						description:
							'Only the return with this number on its parcel, of a carrier who carries it for another',
						routing: query('parcels.transportingWaybill'),
					},
					{
						displayName: 'Waybill',
						name: 'waybill',
						type: 'string',
						default: '',
						placeholder: 'e.g. AD00R28X72',
						description: 'Only the return with a parcel of this tracking number',
						routing: query('parcels.waybill'),
					},
				],
			},
		],
	),
	...fieldsFor('customerReturn', ['get', 'getAll', 'reject'], outputFields),
	...fieldsFor('customerReturn', ['reject'], [dryRunField]),
	...fieldsFor('customerReturn', ['reject'], [additionalJson]),
];
