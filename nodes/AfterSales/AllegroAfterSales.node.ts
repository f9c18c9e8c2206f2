import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
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
		builderHint: {
			searchHint:
				'For returns, disputes and claims. Money is given back with Allegro Payments, resource Refund.',
			...operationTexts(
				customerReturnResource,
				issueResource,
				issueAttachmentResource,
				disputeResource,
				disputeAttachmentResource,
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
						name: 'Customer Return',
						value: 'customerReturn',
						description:
							'What buyers send back. Here a refund is refused; money is given back with Allegro Payments: Refund.',
					},
					{
						name: 'Dispute (Retired)',
						value: 'dispute',
						description: 'Retired: Allegro switched it off on 2026-01-07. Use Issue instead.',
					},
					{
						name: 'Dispute Attachment (Retired)',
						value: 'disputeAttachment',
						description:
							'Retired: Allegro switched it off on 2026-01-07. Use Issue Attachment instead.',
					},
					{
						name: 'Issue (Dispute or Claim)',
						value: 'issue',
						description: 'Discussions and claims of buyers, with what was written in them',
					},
					{
						name: 'Issue Attachment',
						value: 'issueAttachment',
						description: 'Files in the conversations of disputes and claims',
					},
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
