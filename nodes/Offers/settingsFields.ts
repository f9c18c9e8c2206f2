import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalServiceGroupLocator,
	contactLocator,
	fundraisingCampaignLocator,
	impliedWarrantyLocator,
	returnPolicyLocator,
	shippingRatesLocator,
	sizeTableLocator,
	warrantyLocator,
} from '../shared/locators';
import { body } from '../shared/routing';
import { INVOICES, MESSAGE_MODES, PROVINCES_OR_NONE } from './options';
import { idOrName, oneOf } from './values';

/** A picker of something that the account has, as a field of an offer, which takes a name too. */
export function setting(
	{ modes = [], ...picker }: INodeProperties,
	example: string,
): INodeProperties {
	const byName = { displayName: 'By Name', name: 'name', type: 'string' as const };
	return { ...picker, required: false, modes: [...modes, { ...byName, placeholder: example }] };
}

export const returnPolicy: INodeProperties = {
	...setting(returnPolicyLocator, 'e.g. Zwroty 14 dni'),
	name: 'returnPolicy',
	description: 'One of your return policies. Companies must have one.',
	routing: body('afterSalesServices.returnPolicy', idOrName),
};

export const shippingRates: INodeProperties = {
	...setting(shippingRatesLocator, 'e.g. Cennik standardowy'),
	name: 'shippingRates',
	description: 'One of your shipping rates: how it is delivered, and what that costs',
	routing: body('delivery.shippingRates', idOrName),
};

function toTax({ rates, subject, exemption }: IDataObject): IDataObject {
	return { rates: ((rates as IDataObject)?.rate ?? []) as IDataObject[], subject, exemption };
}

/** What an offer takes from the settings of the account, and what is said around the sale. */
export const settingsFields: INodeProperties[] = [
	{
		...setting(additionalServiceGroupLocator, 'e.g. Montaż mebli'),
		displayName: 'Additional Services',
		name: 'additionalServices',
		description: 'One of your groups of additional services, such as assembly',
		routing: body('additionalServices', idOrName),
	},
	{
		...setting(contactLocator, 'e.g. Biuro'),
		name: 'contact',
		description: 'For advertisements: one of your contacts',
		routing: body('contact', idOrName),
	},
	{
		displayName: 'Delivery Info (Deprecated)',
		name: 'deliveryInfo',
		type: 'string',
		default: '',
		placeholder: 'e.g. Wysyłamy w dni robocze do 14:00',
		description: 'More about the delivery, on Allegro.pl only. Allegro will take it away.',
		routing: body('delivery.additionalInfo'),
	},
	{
		...setting(fundraisingCampaignLocator, 'e.g. WOŚP'),
		name: 'fundraisingCampaign',
		description: 'For charity offers: the campaign that gets the money',
		routing: body('fundraisingCampaign', idOrName),
	},
	{
		...setting(impliedWarrantyLocator, 'e.g. Reklamacje'),
		name: 'impliedWarranty',
		description: 'One of your complaint terms. Companies must have one.',
		routing: body('afterSalesServices.impliedWarranty', idOrName),
	},
	{
		displayName: 'Invoice',
		name: 'invoice',
		type: 'options',
		options: INVOICES,
		default: 'VAT',
		description: 'Which invoice the buyer gets',
		routing: body('payments.invoice'),
	},
	{
		displayName: 'Location',
		name: 'location',
		type: 'fixedCollection',
		placeholder: 'Add Location',
		default: {},
		description: 'Where the product is sent from or picked up',
		options: [
			{
				displayName: 'Location',
				name: 'place',
				values: [
					{
						displayName: 'City',
						name: 'city',
						type: 'string',
						default: '',
						placeholder: 'e.g. Poznań',
						description: 'Town or village, up to 50 characters',
						routing: body('location.city'),
					},
					{
						displayName: 'Postal Code',
						name: 'postCode',
						type: 'string',
						default: '',
						placeholder: 'e.g. 60-166',
						description: 'Postal code as the country writes it',
						routing: body('location.postCode'),
					},
					{
						displayName: 'Province',
						name: 'province',
						type: 'options',
						options: PROVINCES_OR_NONE,
						default: '',
						description: 'In Poland only; Allegro ignores it for other countries',
						routing: body('location.province'),
					},
					{
						displayName: 'Country Code',
						name: 'countryCode',
						type: 'string',
						default: '',
						placeholder: 'e.g. PL',
						description: 'Two letters of ISO 3166-1. Empty means PL for a new offer.',
						routing: body('location.countryCode'),
					},
				],
			},
		],
	},
	{
		displayName: 'Message to Seller',
		name: 'messageToSeller',
		type: 'fixedCollection',
		placeholder: 'Add Setting',
		default: {},
		description: 'What the buyer may write when buying, such as what to engrave',
		options: [
			{
				displayName: 'Setting',
				name: 'setting',
				values: [
					{
						displayName: 'Mode',
						name: 'mode',
						type: 'options',
						options: MESSAGE_MODES,
						default: 'OPTIONAL',
						description: 'Whether the buyer may, must or cannot write',
						routing: body('messageToSellerSettings.mode'),
					},
					{
						displayName: 'Hint',
						name: 'hint',
						type: 'string',
						default: '',
						placeholder: 'e.g. Podaj rozmiar',
						description: 'What the buyer shall write, for the mode Required',
						routing: body('messageToSellerSettings.hint'),
					},
				],
			},
		],
	},
	{
		...setting(sizeTableLocator, 'e.g. Buty damskie'),
		name: 'sizeTable',
		description: 'One of your size tables',
		routing: body('sizeTable', idOrName),
	},
	{
		displayName: 'Tax Settings',
		name: 'taxSettings',
		type: 'fixedCollection',
		placeholder: 'Add Tax Settings',
		default: {},
		description: 'VAT, of what the tax settings of the category allow',
		options: [
			{
				displayName: 'Tax Settings',
				name: 'tax',
				values: [
					{
						displayName: 'Rates',
						name: 'rates',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add Rate',
						default: {},
						description: 'One for each country where the offer is sold',
						options: [
							{
								displayName: 'Rate',
								name: 'rate',
								values: [
									{
										displayName: 'Country Code',
										name: 'countryCode',
										type: 'string',
										default: 'PL',
										placeholder: 'e.g. PL',
										description: 'Two letters of ISO 3166-1',
									},
									{
										displayName: 'Rate',
										name: 'rate',
										type: 'string',
										default: '23.00',
										placeholder: 'e.g. 23.00',
										description: 'The rate as the tax settings of the category have it',
									},
								],
							},
						],
					},
					{
						displayName: 'Subject',
						name: 'subject',
						type: 'string',
						default: '',
						placeholder: 'e.g. GOODS',
						description: 'What is taxed',
					},
					{
						displayName: 'Exemption',
						name: 'exemption',
						type: 'string',
						default: '',
						placeholder: 'e.g. MONEY_EQUIVALENT',
						description: 'Why there is no tax, where a rate needs it',
					},
				],
			},
		],
		routing: body('taxSettings', oneOf('tax', toTax)),
	},
	{
		...setting(warrantyLocator, 'e.g. Gwarancja 24 miesiące'),
		name: 'warranty',
		description: 'One of your warranties',
		routing: body('afterSalesServices.warranty', idOrName),
	},
	{
		displayName: 'Wholesale Price List',
		name: 'wholesalePriceList',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5637592a-0a24-11e9-b527-d89b2767d821',
		description: 'ID or name of one of your wholesale price lists',
		routing: body('discounts.wholesalePriceList', idOrName),
	},
];
