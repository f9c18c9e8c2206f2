import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { limitOnly } from '../shared/pagination';
import { query, route } from '../shared/routing';
import { BETA_V1 } from '../shared/transport';

export const charityCampaignResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['charityCampaign'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many charity campaigns',
				description: 'Get the fundraising campaigns for which offers can be listed, by name',
				routing: route('GET /charity/fundraising-campaigns', {
					accept: BETA_V1,
					rows: 'campaigns',
					pages: limitOnly({ max: 100, narrow: 'Use a longer Phrase' }),
					languages: ['pl-PL'],
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'charityCampaign',
		['getAll'],
		[
			{
				displayName: 'Phrase',
				name: 'phrase',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. WOŚP',
				description: 'How the name of the campaign or of its organization begins',
				routing: query('phrase'),
			},
			...returnAllAndLimit,
		],
	),
];
