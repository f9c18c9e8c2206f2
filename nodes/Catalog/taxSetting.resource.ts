import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor } from '../shared/fields';
import { categoryLocator } from '../shared/locators';
import { query, route } from '../shared/routing';

export const taxSettingResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['taxSetting'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the tax settings of a category',
				description:
					'Get the VAT rates, subjects and exemptions that offers of a category can have',
				routing: route('GET /sale/tax-settings'),
			},
		],
		default: 'get',
	},
	...fieldsFor(
		'taxSetting',
		['get'],
		[
			{ ...categoryLocator, routing: query('category.id') },
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Countries',
						name: 'countryCode',
						type: 'multiOptions',
						options: [
							{ name: 'Czechia', value: 'CZ' },
							{ name: 'Hungary', value: 'HU' },
							{ name: 'Lithuania', value: 'LT' },
							{ name: 'Poland', value: 'PL' },
							{ name: 'Slovakia', value: 'SK' },
						],
						default: [],
						description: 'Only the settings of these countries. None selected means all.',
						routing: query('countryCode'),
					},
				],
			},
		],
	),
];
