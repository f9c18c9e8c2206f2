import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { inputError } from '../shared/errors';
import {
	additionalJson,
	dryRunField,
	fieldsFor,
	outputFields,
	pick,
	returnAllAndLimit,
} from '../shared/fields';
import { pointOfServiceLocator } from '../shared/locators';
import type { Call } from '../shared/routing';
import { query, route } from '../shared/routing';
import { pointFields } from './pointOfServiceFields';
import { idInBody } from './steps';

const simplify = pick({
	id: 'id',
	name: 'name',
	externalId: 'externalId',
	status: 'status',
	street: 'address.street',
	zipCode: 'address.zipCode',
	city: 'address.city',
	countryCode: 'address.countryCode',
	phoneNumber: 'phoneNumber',
	email: 'email',
});

/** The number of the account, when the connection may know it. */
async function ownId({ send }: Call): Promise<string | undefined> {
	const { status, body } = await send('GET /me', {}, { scope: 'profile:read', tolerated: [403] });
	return status === 403 ? undefined : (body as { id?: string }).id;
}

/** Allegro lists the points of anyone, and so wants to know whose. */
async function withSeller(call: Call): Promise<void> {
	const { context, request } = call;
	if (request.query?.['seller.id']) return;
	const id = await ownId(call);
	if (!id) {
		throw inputError(
			context.getNode(),
			'The Seller ID is missing',
			'This connection may not read the number of your account (permission profile:read): add the filter Seller ID.',
			context.getItemIndex(),
		);
	}
	request.query = { ...request.query, 'seller.id': id };
}

/** Allegro demands a list of hours, even an empty one, and notes whose the point is. */
async function completed(call: Call): Promise<void> {
	const { request } = call;
	const given = (request.body ?? {}) as IDataObject;
	const id = given.seller ? undefined : await ownId(call);
	request.body = { openHours: [], ...(id ? { seller: { id } } : {}), ...given };
}

const writing = { scope: 'sale:settings:write' };

export const pointOfServiceResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['pointOfService'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create a point of service',
				description: 'Add a place where buyers can pick up what they bought',
				routing: route('POST /points-of-service', { ...writing, before: completed }),
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete a point of service',
				description: 'Delete a place of pickup. This cannot be undone.',
				routing: route('DELETE /points-of-service/{id}', {
					...writing,
					path: { id: 'pointOfServiceId' },
					dryRun: true,
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get a point of service',
				description: 'Get a place of pickup with its address and opening hours',
				routing: route('GET /points-of-service/{id}', {
					path: { id: 'pointOfServiceId' },
					scope: 'sale:settings:read',
					simplify,
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many points of service',
				description: 'Get the places of pickup of the account',
				routing: route('GET /points-of-service', {
					scope: 'sale:settings:read',
					rows: 'posList',
					before: withSeller,
					simplify,
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update a point of service',
				description: 'Replace a place of pickup. What is not filled in is gone afterwards.',
				routing: route('PUT /points-of-service/{id}', {
					...writing,
					path: { id: 'pointOfServiceId' },
					before: async (call) => {
						await completed(call);
						idInBody('pointOfServiceId')(call);
					},
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('pointOfService', ['delete', 'get', 'update'], [pointOfServiceLocator]),
	...fieldsFor('pointOfService', ['create', 'update'], [...pointFields, additionalJson]),
	...fieldsFor(
		'pointOfService',
		['getAll'],
		[
			...returnAllAndLimit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: [
					{
						displayName: 'Country Code',
						name: 'countryCode',
						type: 'string',
						default: '',
						placeholder: 'e.g. PL',
						description: 'Only points in this country: two letters of ISO 3166-1',
						routing: query('countryCode'),
					},
					{
						displayName: 'Seller ID',
						name: 'sellerId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 44300444',
						description:
							'The number of the account whose points to get. Left out, it is looked up and your own are listed.',
						routing: query('seller.id'),
					},
				],
			},
		],
	),
	...fieldsFor('pointOfService', ['get', 'getAll'], outputFields),
	...fieldsFor('pointOfService', ['delete'], [dryRunField]),
];
