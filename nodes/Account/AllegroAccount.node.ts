import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationTexts } from '../shared/builderHints';
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
		builderHint: operationTexts(
			userResource,
			salesQualityResource,
			smartReportResource,
			additionalEmailResource,
			marketplaceResource,
			charityCampaignResource,
		),
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Additional Email',
						value: 'additionalEmail',
						description: 'Further email addresses of the account',
					},
					{
						name: 'Charity Campaign',
						value: 'charityCampaign',
						description: 'Fundraising campaigns for which offers can be listed',
					},
					{
						name: 'Marketplace',
						value: 'marketplace',
						description: 'The marketplaces of Allegro, with languages, currencies and countries',
					},
					{
						name: 'Sales Quality',
						value: 'salesQuality',
						description: 'How Allegro grades your sales',
					},
					{
						name: 'Smart! Report',
						value: 'smartReport',
						description: 'Whether you may offer Smart! delivery, and what is missing',
					},
					{ name: 'User', value: 'user', description: 'The user whose account is connected' },
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
