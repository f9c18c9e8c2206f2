import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Affiliate Conversion', value: 'conversion' },
					{ name: 'Billing Entry', value: 'billingEntry' },
					{ name: 'Commission Refund', value: 'commissionRefund' },
					{ name: 'Deposit Type', value: 'depositType' },
					{ name: 'Payment Operation', value: 'paymentOperation' },
					{ name: 'Refund', value: 'refund' },
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
