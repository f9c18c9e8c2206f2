import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalJson,
	fieldsFor,
	MARKETPLACES,
	returnAllAndLimit,
	rowsOf,
} from '../shared/fields';
import { offerLocator } from '../shared/locators';
import { offset } from '../shared/pagination';
import type { Convert } from '../shared/routing';
import { body, route } from '../shared/routing';
import { changesSomething } from './offerSteps';

const modificationValues: INodeProperties[] = [
	{
		displayName: 'Change',
		name: 'modificationType',
		type: 'options',
		options: [
			{ name: 'Remove at End of Cycle', value: 'REMOVE_WITH_END_OF_CYCLE' },
			{ name: 'Remove Now', value: 'REMOVE_NOW', description: 'What is paid is not given back' },
			{ name: 'Set', value: 'CHANGE', description: 'Fees begin at once' },
		],
		default: 'CHANGE',
		description: 'What to do with the package',
	},
	{
		displayName: 'Kind',
		name: 'packageType',
		type: 'options',
		options: [
			{ name: 'Base', value: 'BASE', description: 'An offer has at most one' },
			{ name: 'Extra', value: 'EXTRA', description: 'An offer can have several' },
		],
		default: 'BASE',
		description: 'The kind of the package, which its name in the list says',
	},
	{
		displayName: 'Package Name or ID',
		name: 'packageId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getPromotionPackages' },
		default: '',
		placeholder: 'e.g. emphasized10d',
		description:
			'The package to set or remove. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

const toModification = ({ modificationType, packageType, packageId }: IDataObject) => ({
	modificationType,
	packageType,
	packageId,
});

/** Rows with a marketplace each, as a list of marketplaces with their rows. */
const byMarketplace: Convert = (value) => {
	const { modification = [] } = value as { modification?: IDataObject[] };
	const ids = [...new Set(modification.map(({ marketplaceId }) => marketplaceId))];
	return ids.map((marketplaceId) => ({
		marketplaceId,
		modifications: modification
			.filter((row) => row.marketplaceId === marketplaceId)
			.map(toModification),
	}));
};

export const promoOptionResource: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['promoOption'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get the promo options of an offer',
				description: 'Get the promotion packages of an offer, and what is about to change',
				routing: route('GET /sale/offers/{offerId}/promo-options', {
					scope: 'sale:offers:read',
				}),
			},
			{
				name: 'Get Available Packages',
				value: 'getPackages',
				action: 'Get the available promotion packages',
				description: 'Get the promotion packages that Allegro sells, for all marketplaces',
				routing: route('GET /sale/offer-promotion-packages'),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many promo options',
				description: 'Get the promotion packages of many offers of the account',
				routing: route('GET /sale/offers/promo-options', {
					scope: 'sale:offers:read',
					rows: 'promoOptions',
					pages: offset({ max: 5000 }),
				}),
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update the promo options of an offer',
				description: 'Set or remove promotion packages of an offer. Packages cost money.',
				routing: route('POST /sale/offers/{offerId}/promo-options-modification', {
					scope: 'sale:offers:write',
					before: changesSomething,
				}),
			},
		],
		default: 'get',
	},
	...fieldsFor('promoOption', ['get', 'update'], [offerLocator]),
	...fieldsFor('promoOption', ['getAll'], returnAllAndLimit),
	...fieldsFor(
		'promoOption',
		['update'],
		[
			{
				displayName: 'Changes',
				name: 'modifications',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Change',
				default: {},
				description: 'What to change on the base marketplace of the offer',
				options: [{ displayName: 'Change', name: 'modification', values: modificationValues }],
				routing: body('modifications', rowsOf('modification', toModification)),
			},
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: [
					{
						displayName: 'Changes on Other Marketplaces',
						name: 'additionalMarketplaces',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add Change',
						default: {},
						description: 'What to change on additional marketplaces of the offer',
						options: [
							{
								displayName: 'Change',
								name: 'modification',
								values: [
									{
										displayName: 'Marketplace',
										name: 'marketplaceId',
										type: 'options',
										options: MARKETPLACES,
										default: 'allegro-cz',
										description: 'Where to change it',
									},
									...modificationValues,
								],
							},
						],
						routing: body('additionalMarketplaces', byMarketplace),
					},
				],
			},
			additionalJson,
		],
	),
];
