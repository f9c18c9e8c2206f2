import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { knownOperation, operationsOf } from '../shared/items';
import {
	forPanel,
	getCarriers,
	searchIssues,
	searchOffers,
	searchOrders,
	searchReturns,
} from '../shared/locators';
import { issueAttachmentResource } from './issueAttachment.resource';
import { customerReturnResource } from './customerReturn.resource';
import { disputeResource } from './dispute.resource';
import { disputeAttachmentResource } from './disputeAttachment.resource';
import { issueResource } from './issue.resource';

export class AllegroAfterSales implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro After-Sales',
		name: 'allegroAfterSales',
		icon: {
			light: 'file:../../icons/afterSales.svg',
			dark: 'file:../../icons/afterSales.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Handle customer returns, disputes and claims',
		defaults: { name: 'Allegro After-Sales' },
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
					{ name: 'Customer Return', value: 'customerReturn' },
					{ name: 'Dispute (Retired)', value: 'dispute' },
					{ name: 'Dispute Attachment (Retired)', value: 'disputeAttachment' },
					{ name: 'Issue (Dispute or Claim)', value: 'issue' },
					{ name: 'Issue Attachment', value: 'issueAttachment' },
				],
				default: 'customerReturn',
				routing: knownOperation,
			},
			...customerReturnResource,
			...issueResource,
			...issueAttachmentResource,
			...disputeResource,
			...disputeAttachmentResource,
		],
	};

	methods = forPanel({
		listSearch: { searchIssues, searchOffers, searchOrders, searchReturns },
		loadOptions: { getCarriers },
	});

	customOperations = operationsOf(this.description);
}
