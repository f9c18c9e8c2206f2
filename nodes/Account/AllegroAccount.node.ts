import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { knownOperation, operationsOf } from '../shared/items';
import { forPanel, searchAdditionalEmails } from '../shared/locators';
import { additionalEmailResource } from './additionalEmail.resource';
import { charityCampaignResource } from './charityCampaign.resource';
import { marketplaceResource } from './marketplace.resource';
import { salesQualityResource } from './salesQuality.resource';
import { smartReportResource } from './smartReport.resource';
import { userResource } from './user.resource';

export class AllegroAccount implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Account',
		name: 'allegroAccount',
		icon: { light: 'file:../../icons/account.svg', dark: 'file:../../icons/account.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read about the account, its sales quality and email addresses, and marketplaces',
		defaults: { name: 'Allegro Account' },
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
					{ name: 'Additional Email', value: 'additionalEmail' },
					{ name: 'Charity Campaign', value: 'charityCampaign' },
					{ name: 'Marketplace', value: 'marketplace' },
					{ name: 'Sales Quality', value: 'salesQuality' },
					{ name: 'Smart! Report', value: 'smartReport' },
					{ name: 'User', value: 'user' },
				],
				default: 'user',
				routing: knownOperation,
			},
			...userResource,
			...salesQualityResource,
			...smartReportResource,
			...additionalEmailResource,
			...marketplaceResource,
			...charityCampaignResource,
		],
	};

	methods = forPanel({ listSearch: { searchAdditionalEmails } });

	customOperations = operationsOf(this.description);
}
