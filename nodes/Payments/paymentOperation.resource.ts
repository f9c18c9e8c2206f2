import type { INodeProperties } from 'n8n-workflow';

import {
	CURRENCIES,
	dateFilter,
	fieldsFor,
	outputFields,
	pick,
	returnAllAndLimit,
} from '../shared/fields';
import { paymentOperationPages } from '../shared/longLists';
import { query, route } from '../shared/routing';

const simplify = pick({
	occurredAt: 'occurredAt',
	type: 'type',
	amount: 'value.amount',
	currency: 'value.currency',
	paymentId: 'payment.id',
	payoutId: 'payout.id',
	group: 'group',
	participantLogin: 'participant.login',
	marketplaceId: 'marketplaceId',
	wallet: pick({
		type: 'wallet.type',
		paymentOperator: 'wallet.paymentOperator',
		balance: 'wallet.balance.amount',
	}),
});

export const paymentOperationResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['paymentOperation'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many payment operations',
				description:
					'Get what went in and out of your wallets: payments of buyers, refunds, payouts and corrections. More than the 10,000 that Allegro lists at once are read by their dates.',
				routing: route('GET /payments/payment-operations', {
					scope: 'payments:read',
					rows: 'paymentOperations',
					pages: paymentOperationPages,
					simplify,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'paymentOperation',
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
						displayName: 'Currency',
						name: 'currency',
						type: 'options',
						options: CURRENCIES,
						default: 'PLN',
						description: 'Only operations in this currency',
						routing: query('currency'),
					},
					{
						displayName: 'Groups',
						name: 'groups',
						type: 'multiOptions',
						options: [
							{
								name: 'Blockades',
								value: 'BLOCKADES',
								description: 'Money that was blocked or released',
							},
							{
								name: 'Income',
								value: 'INCOME',
								description: 'Payments of buyers, surcharges, compensations and top-ups',
							},
							{
								name: 'Outcome',
								value: 'OUTCOME',
								description: 'Payouts, and fees that were taken out of the wallet',
							},
							{ name: 'Refund', value: 'REFUND', description: 'Money that went back to buyers' },
						],
						default: [],
						description: 'Only operations of these groups',
						routing: query('group'),
					},
					{
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: [
							{ name: 'Allegro.cz', value: 'allegro-cz' },
							{ name: 'Allegro.pl', value: 'allegro-pl' },
						],
						default: 'allegro-pl',
						description:
							'Only operations on this marketplace. Some operations, such as payouts, can belong to none.',
						routing: query('marketplaceId'),
					},
					{
						displayName: 'Occurred After',
						name: 'occurredAfter',
						type: 'dateTime',
						default: '',
						description: 'Only operations at this moment or later',
						routing: dateFilter('occurredAt.gte'),
					},
					{
						displayName: 'Occurred Before',
						name: 'occurredBefore',
						type: 'dateTime',
						default: '',
						description: 'Only operations at this moment or earlier',
						routing: dateFilter('occurredAt.lte'),
					},
					{
						displayName: 'Participant Login',
						name: 'participantLogin',
						type: 'string',
						default: '',
						placeholder: 'e.g. anna_kowalska',
						description:
							'Only operations with the user of this login: the buyer, or yourself for operations of the type REFUND_INCREASE',
						routing: query('participant.login'),
					},
					{
						displayName: 'Payment ID',
						name: 'paymentId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 0f8f13b2-7f6a-11e8-ac45-09db60ede9d6',
						description: 'Only operations of this payment, which an order names under payment',
						routing: query('payment.id'),
					},
					{
						displayName: 'Payment Operator',
						name: 'paymentOperator',
						type: 'options',
						options: [
							{ name: 'Allegro Finance', value: 'AF' },
							{ name: 'Allegro Finance With PayU', value: 'AF_PAYU' },
							{ name: 'Allegro Finance With Przelewy24', value: 'AF_P24' },
							{ name: 'PayU', value: 'PAYU' },
							{ name: 'Przelewy24', value: 'P24' },
						],
						default: 'AF',
						description: 'Only operations that this company processed',
						routing: query('wallet.paymentOperator'),
					},
					{
						displayName: 'Wallet',
						name: 'walletType',
						type: 'options',
						options: [
							{
								name: 'Available',
								value: 'AVAILABLE',
								description: 'Money that can be paid out',
							},
							{
								name: 'Waiting',
								value: 'WAITING',
								description: 'Money that cannot be paid out yet',
							},
						],
						default: 'AVAILABLE',
						description:
							'Which wallet to list. Without this filter Allegro lists the available one only.',
						routing: query('wallet.type'),
					},
				],
			},
			...outputFields,
		],
	),
];
