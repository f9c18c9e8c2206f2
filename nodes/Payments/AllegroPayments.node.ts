import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	getBillingTypes,
	getLineItems,
	searchClaims,
	searchLineItems,
	searchOffers,
	searchOrders,
} from '../shared/locators';
import { billingEntryResource } from './billingEntry.resource';
import { commissionRefundResource } from './commissionRefund.resource';
import { conversionResource } from './conversion.resource';
import { depositTypeResource } from './depositType.resource';
import { paymentOperationResource } from './paymentOperation.resource';
import { refundResource } from './refund.resource';

export class AllegroPayments implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Payments',
		name: 'allegroPayments',
		icon: { light: 'file:../../icons/payments.svg', dark: 'file:../../icons/payments.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read payments and fees, refund buyers and get commissions back',
		defaults: { name: 'Allegro Payments' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		requestDefaults: { baseURL: 'https://api.allegro.pl' },
		builderHint: {
			searchHint:
				"Money back to the buyer: resource Refund. Allegro's commission back to the seller: resource Commission Refund.",
			...operationTexts(
				paymentOperationResource,
				refundResource,
				billingEntryResource,
				commissionRefundResource,
				conversionResource,
				depositTypeResource,
			),
		},
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Affiliate Conversion',
						value: 'conversion',
						description: 'Purchases for which you earn as an affiliate',
					},
					{
						name: 'Billing Entry',
						value: 'billingEntry',
						description: 'Fees that Allegro charged and gave back',
					},
					{
						name: 'Commission Refund',
						value: 'commissionRefund',
						description:
							'Applications to Allegro for the commission of purchases that did not come off',
					},
					{
						name: 'Deposit Type',
						value: 'depositType',
						description: 'Deposits on packaging such as bottles and cans',
					},
					{
						name: 'Payment Operation',
						value: 'paymentOperation',
						description: 'What went in and out of your wallets',
					},
					{ name: 'Refund', value: 'refund', description: 'Money that goes back to buyers' },
				],
				default: 'paymentOperation',
				routing: knownOperation,
			},
			...paymentOperationResource,
			...refundResource,
			...billingEntryResource,
			...commissionRefundResource,
			...conversionResource,
			...depositTypeResource,
		],
	};

	methods = forPanel({
		listSearch: { searchClaims, searchLineItems, searchOffers, searchOrders },
		loadOptions: { getBillingTypes, getLineItems },
	});

	customOperations = operationsOf(this.description);
}
