import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { query, route } from '../shared/routing';
import { categoryLocator } from '../shared/locators';

const common = { scope: 'sale:offers:read', languages: ['pl-PL'] };

export const classifiedPackageResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['classifiedPackage'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a classified package',
				description: 'Get how long a package publishes an ad, and what promotion it holds',
				routing: route('GET /sale/classifieds-packages/{packageId}', common),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many classified packages',
				description: 'Get the packages that classified ads of a category can have',
				routing: route('GET /sale/classifieds-packages', { ...common, rows: 'packages' }),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'classifiedPackage',
		['get'],
		[
			{
				displayName: 'Package ID',
				name: 'packageId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. e76d443b-c088-4da5-95f7-cc9aaf73bf7b',
				description: 'The ID from Get Many, or from Classified Ad: Get Packages',
			},
		],
	),
	...fieldsFor(
		'classifiedPackage',
		['getAll'],
		[
			{
				...categoryLocator,
				description: 'The category of the ads',
				routing: query('category.id'),
			},
			...returnAllAndLimit,
		],
	),
];
