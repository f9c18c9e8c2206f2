import type { INodeProperties } from 'n8n-workflow';

import { additionalJson, fieldsFor } from '../shared/fields';
import { pieces } from '../shared/numbers';
import { body, route } from '../shared/routing';

const retired = {
	since: '2024-04-30',
	instead: 'block buyers on the Allegro website; no method of the API does it any more',
};

export const blockedBuyerResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['blockedBuyer'] } },
		options: [
			{
				name: 'Add',
				value: 'create',
				action: 'Add a blocked buyer by a retired method',
				description: 'Put a buyer on the list of those who may not buy from you',
				routing: route('POST /sale/blacklisted-users', { retired }),
			},
			{
				name: 'Remove',
				value: 'delete',
				action: 'Remove a blocked buyer by a retired method',
				description: 'Take a buyer off the list of those who may not buy from you',
				routing: route('DELETE /sale/blacklisted-users/{excludedUserId}', { retired }),
			},
		],
		default: 'create',
	},
	...fieldsFor(
		'blockedBuyer',
		['create', 'delete'],
		[
			{
				displayName:
					'Allegro switched this off on 2024-04-30. Buyers can be blocked on the Allegro website only.',
				name: 'retiredNotice',
				type: 'notice',
				default: '',
			},
		],
	),
	...fieldsFor(
		'blockedBuyer',
		['create'],
		[
			{
				displayName: 'Buyer ID',
				name: 'userId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 23123123',
				description: 'The account number of the buyer, as orders show it',
				routing: body('user.id', pieces),
			},
			{
				displayName: 'Buyer Login',
				name: 'login',
				type: 'string',
				default: '',
				placeholder: 'e.g. anna_kowalska',
				description: 'The login of the buyer',
				routing: body('user.login'),
			},
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				default: '',
				placeholder: 'e.g. Bought and never paid',
				description: 'Why, for yourself',
				routing: body('note'),
			},
			additionalJson,
		],
	),
	...fieldsFor(
		'blockedBuyer',
		['delete'],
		[
			{
				displayName: 'Buyer ID',
				name: 'excludedUserId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 123456',
				description: 'The account number of the buyer',
			},
		],
	),
];
