import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	CURRENCIES,
	fieldsFor,
	idObjects,
	LANGUAGES,
	returnAllAndLimit,
	rowsOf,
	textUpTo,
} from '../shared/fields';
import { additionalServiceGroupLocator } from '../shared/locators';
import { toAmount } from '../shared/numbers';
import { offset } from '../shared/pagination';
import { body, route } from '../shared/routing';
import { withoutEmpty } from '../shared/values';

const configurationsOf = rowsOf('configuration', (row) => {
	const deliveryMethods = idObjects(row.deliveryMethodIds ?? '', '') as IDataObject[];
	const inDelivery = deliveryMethods.length > 0;
	return withoutEmpty({
		constraintCriteria: {
			type: inDelivery ? 'COUNTRY_DELIVERY_SAME_QUANTITY' : 'COUNTRY_SAME_QUANTITY',
			country: row.country,
			deliveryMethods,
		},
		price: { amount: toAmount(row.amount), currency: row.currency },
	});
});

function toService({ definitionId, description, configurations }: IDataObject): IDataObject {
	return {
		definition: { id: definitionId },
		description,
		configurations: (configurationsOf(configurations ?? {}, '') ?? []) as IDataObject[],
	};
}

export const additionalServiceGroupResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['additionalServiceGroup'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create an additional service group',
				description: 'Create a group of services, such as gift wrapping, that offers can have',
				routing: route('POST /sale/offer-additional-services/groups', {
					scope: 'sale:settings:write',
				}),
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get an additional service group',
				description: 'Get a group of services with their prices and texts',
				routing: route('GET /sale/offer-additional-services/groups/{groupId}', {
					scope: 'sale:settings:read',
				}),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many additional service groups',
				description: 'Get the groups of services of the account',
				routing: route('GET /sale/offer-additional-services/groups', {
					scope: 'sale:settings:read',
					rows: 'additionalServicesGroups',
					pages: offset({ max: 1000 }),
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update an additional service group',
				description:
					'Replace a group of services in all offers that have it. Services that are not among those filled in are gone afterwards.',
				routing: route('PUT /sale/offer-additional-services/groups/{groupId}', {
					scope: 'sale:settings:write',
				}),
			},
		],
		default: 'getAll',
	},
	...fieldsFor('additionalServiceGroup', ['get', 'update'], [additionalServiceGroupLocator]),
	...fieldsFor(
		'additionalServiceGroup',
		['create', 'update'],
		[
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Gift wrap only',
				description: 'What you call the group, up to 100 characters. Buyers do not see it.',
				routing: body('name', textUpTo(100)),
			},
			{
				displayName: 'Language',
				name: 'language',
				type: 'options',
				options: LANGUAGES,
				default: 'pl-PL',
				required: true,
				description:
					'The language of the texts: the main one of the marketplace. It cannot be changed later.',
				routing: body('language'),
			},
			{
				displayName: 'Services',
				name: 'services',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Service',
				default: {},
				required: true,
				description: 'What buyers can add to an order',
				options: [
					{
						displayName: 'Service',
						name: 'service',
						values: [
							{
								displayName: 'Service Name or ID',
								name: 'definitionId',
								type: 'options',
								required: true,
								typeOptions: { loadOptionsMethod: 'getAdditionalServices' },
								default: '',
								description:
									'The kind of service. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
							},
							{
								displayName: 'Description',
								name: 'description',
								type: 'string',
								default: '',
								placeholder: 'e.g. Red paper and a white ribbon',
								description:
									'The text for buyers, up to 1,000 characters. Some services have a fixed text of Allegro instead.',
							},
							{
								displayName: 'Prices',
								name: 'configurations',
								type: 'fixedCollection',
								typeOptions: { multipleValues: true },
								placeholder: 'Add Price',
								default: {},
								description: 'What the service costs, for each country of delivery',
								options: [
									{
										displayName: 'Price',
										name: 'configuration',
										values: [
											{
												displayName: 'Country Code',
												name: 'country',
												type: 'string',
												default: 'PL',
												placeholder: 'e.g. PL',
												description: 'The country of delivery: two letters of ISO 3166-1',
											},
											{
												displayName: 'Amount',
												name: 'amount',
												type: 'string',
												default: '',
												required: true,
												placeholder: 'e.g. 9.99',
												description:
													'What the buyer pays for each piece. Additional Service: Get Many tells the highest that Allegro takes.',
											},
											{
												displayName: 'Currency',
												name: 'currency',
												type: 'options',
												options: CURRENCIES,
												default: 'PLN',
												description:
													'The currency of the marketplace. By itself PLN, for the marketplace is not known here.',
											},
											{
												displayName: 'Delivery Names or IDs',
												name: 'deliveryMethodIds',
												type: 'multiOptions',
												typeOptions: { loadOptionsMethod: 'getDeliveryMethods' },
												default: [],
												placeholder: 'e.g. 5637592a-0a24-1771-b527-d89b2767d821',
												description:
													'For services that the courier does, such as carrying in: the delivery methods that include them. Empty for what you do before sending. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
											},
										],
									},
								],
							},
						],
					},
				],
				routing: body('additionalServices', rowsOf('service', toService)),
			},
			additionalJson,
		],
	),
	...fieldsFor('additionalServiceGroup', ['getAll'], returnAllAndLimit),
];
