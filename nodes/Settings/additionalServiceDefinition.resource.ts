import type { INodeProperties } from 'n8n-workflow';

import { fieldsFor, returnAllAndLimit } from '../shared/fields';
import { route } from '../shared/routing';

const retired = {
	since: 'after 2023-02-06, the day is not known',
	instead: 'use Additional Service: Get Many',
};

export const additionalServiceDefinitionResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['additionalServiceDefinition'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many additional service definitions by a retired method',
				description: 'Get the services that groups can have, without their categories',
				routing: route('GET /sale/offer-additional-services/definitions', {
					rows: 'definitions',
					retired,
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor(
		'additionalServiceDefinition',
		['getAll'],
		[
			{
				displayName:
					'Allegro has switched this off (it named a successor on 2023-02-06). Use Additional Service: Get Many instead.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
			...returnAllAndLimit,
		],
	),
];
