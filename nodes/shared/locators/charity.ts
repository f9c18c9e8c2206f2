import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { BETA_V1 } from '../transport';
import { labelOf, lookUp } from './lookUp';
import { byId, fromList } from './modes';

/** The fundraising campaign that charity offers collect for. */
export const fundraisingCampaignLocator: INodeProperties = {
	displayName: 'Fundraising Campaign',
	name: 'fundraisingCampaignId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The campaign that gets the money',
	modes: [
		fromList(
			'searchFundraisingCampaigns',
			'Type how its name or that of its organization begins...',
			{ searchFilterRequired: true },
		),
		byId('e2307b4f-6903-11e6-85e6-19e8ea303760'),
	],
};

interface CampaignRow {
	id: string;
	name: string;
	organization?: { name?: string };
}

/** The campaigns whose names, or those of their organizations, begin so. Allegro lists none without a phrase. */
export async function searchFundraisingCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const phrase = filter?.trim();
	if (!phrase) return { results: [] };
	const { campaigns } = await lookUp(
		this,
		'GET /charity/fundraising-campaigns',
		{ phrase, limit: 100 },
		{ accept: BETA_V1, languages: ['pl-PL'] },
	);
	return {
		results: ((campaigns ?? []) as CampaignRow[]).map(({ id, name, organization }) => ({
			name: labelOf([name, organization?.name]),
			value: id,
		})),
	};
}
