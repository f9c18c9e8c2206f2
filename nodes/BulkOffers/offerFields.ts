import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { idObjects, textUpTo } from '../shared/fields';
import { toAmount } from '../shared/numbers';
import type { Convert } from '../shared/routing';
import { asList, body } from '../shared/routing';
import { PROVINCES_OR_NONE } from '../Offers/options';
import {
	additionalServiceGroupLocator,
	promotionLocator,
	responsiblePersonLocator,
	responsibleProducerLocator,
	shippingRatesLocator,
	sizeTableLocator,
} from '../shared/locators';

const UNLIMITED = 'UNLIMITED';

/** Allegro takes a duration, or that there is none. */
const toPublication: Convert = (value) =>
	value === UNLIMITED ? { durationUnlimited: true } : { duration: value };

const toSafetyInformation: Convert = (value, timezone) => {
	const entry = (value as IDataObject).information as IDataObject | undefined;
	if (!entry) return undefined;
	const { type, description, attachmentIds } = entry;
	if (type === 'TEXT') return { type, description: textUpTo(5000)(description ?? '', timezone) };
	return { type, attachments: idObjects(attachmentIds ?? '', timezone) };
};

const location: INodeProperties = {
	displayName: 'Location',
	name: 'location',
	type: 'fixedCollection',
	placeholder: 'Add Location',
	default: {},
	description: 'Where parcels are sent from, or where buyers pick up',
	options: [
		{
			displayName: 'Location',
			name: 'address',
			values: [
				{
					displayName: 'City',
					name: 'city',
					type: 'string',
					default: '',
					placeholder: 'e.g. Poznań',
					description: 'Town or village, up to 50 characters',
					routing: body('modification.location.city'),
				},
				{
					displayName: 'Postal Code',
					name: 'postCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. 60-166',
					description: 'Postal code as the country writes it',
					routing: body('modification.location.postCode'),
				},
				{
					displayName: 'Country Code',
					name: 'countryCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. PL',
					description: 'Two letters of ISO 3166-1. Left out, it stays.',
					routing: body('modification.location.countryCode'),
				},
				{
					displayName: 'Province',
					name: 'province',
					type: 'options',
					options: PROVINCES_OR_NONE,
					default: '',
					description: 'The province in Poland. Allegro ignores it for other countries.',
					routing: body('modification.location.province'),
				},
			],
		},
	],
};

const safetyInformation: INodeProperties = {
	displayName: 'Safety Information',
	name: 'safetyInformation',
	type: 'fixedCollection',
	placeholder: 'Add Safety Information',
	default: {},
	description: 'What the law on product safety asks for. It changes for the first product only.',
	options: [
		{
			displayName: 'Safety Information',
			name: 'information',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Attachments', value: 'ATTACHMENTS' },
						{ name: 'Text', value: 'TEXT' },
					],
					default: 'TEXT',
					description: 'How the information is given',
				},
				{
					displayName: 'Text',
					name: 'description',
					type: 'string',
					typeOptions: { rows: 4 },
					default: '',
					placeholder: 'e.g. Not for children under 3 years: small parts',
					description: 'Warnings and instructions as plain text, up to 5000 characters',
					displayOptions: { show: { type: ['TEXT'] } },
				},
				{
					displayName: 'Attachment IDs',
					name: 'attachmentIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. 11a2df7f-8237-4625-baa2-cb7541f39946',
					description:
						'All the files with safety information, separated by commas. They replace those that an offer has.',
					displayOptions: { show: { type: ['ATTACHMENTS'] } },
					routing: asList(),
				},
			],
		},
	],
	routing: body('modification.safetyInformation', toSafetyInformation),
};

/** What a command can change in an offer. */
export const changes: INodeProperties = {
	displayName: 'Changes',
	name: 'changes',
	type: 'collection',
	placeholder: 'Add Change',
	default: {},
	required: true,
	description: 'What changes in each of the offers. The rest stays.',
	options: [
		{
			...additionalServiceGroupLocator,
			name: 'additionalServicesGroupId',
			required: false,
			description: 'The services, such as assembly, that buyers can order with the offers',
			routing: body('modification.additionalServicesGroup.id'),
		},
		{
			displayName: 'Duration',
			name: 'duration',
			type: 'options',
			options: [
				{ name: '10 Days', value: 'P10D' },
				{ name: '20 Days', value: 'P20D' },
				{ name: '3 Days', value: 'P3D' },
				{ name: '30 Days', value: 'P30D' },
				{ name: '5 Days', value: 'P5D' },
				{ name: '7 Days', value: 'P7D' },
				{ name: 'Unlimited', value: UNLIMITED },
			],
			default: UNLIMITED,
			description: 'How long the offers last',
			routing: body('modification.publication', toPublication),
		},
		{
			displayName: 'Handling Time',
			name: 'handlingTime',
			type: 'options',
			options: [
				{ name: '10 Days', value: 'P10D' },
				{ name: '14 Days', value: 'P14D' },
				{ name: '2 Days', value: 'P2D' },
				{ name: '21 Days', value: 'P21D' },
				{ name: '24 Hours', value: 'PT24H' },
				{ name: '3 Days', value: 'P3D' },
				{ name: '30 Days', value: 'P30D' },
				{ name: '4 Days', value: 'P4D' },
				{ name: '5 Days', value: 'P5D' },
				{ name: '60 Days', value: 'P60D' },
				{ name: '7 Days', value: 'P7D' },
				{ name: 'Immediately', value: 'PT0S' },
			],
			default: 'PT24H',
			description: 'How soon after the payment you send',
			routing: body('modification.delivery.handlingTime'),
		},
		{
			displayName: 'Invoice Type',
			name: 'invoice',
			type: 'options',
			options: [
				{ name: 'Invoice Without VAT', value: 'WITHOUT_VAT' },
				{ name: 'No Invoice', value: 'NO_INVOICE' },
				{ name: 'VAT Invoice', value: 'VAT' },
				{ name: 'VAT Margin Invoice', value: 'VAT_MARGIN' },
			],
			default: 'VAT',
			description: 'Which kind of invoice buyers get',
			routing: body('modification.payments.invoice'),
		},
		location,
		{
			...responsiblePersonLocator,
			required: false,
			description:
				'Who is responsible for the product in the EU. It changes for the first product of an offer only.',
			routing: body('modification.responsiblePerson.id'),
		},
		{
			...responsibleProducerLocator,
			required: false,
			description: 'Who made the product. It changes for the first product of an offer only.',
			routing: body('modification.responsibleProducer.id'),
		},
		safetyInformation,
		{
			...shippingRatesLocator,
			required: false,
			description: 'The price list of deliveries that the offers use',
			routing: body('modification.delivery.shippingRates.id'),
		},
		{
			...sizeTableLocator,
			name: 'sizeTableId',
			required: false,
			description: 'The size table that the offers show',
			routing: body('modification.sizeTable.id'),
		},
		{
			displayName: 'Tax Rate',
			name: 'taxRate',
			type: 'string',
			default: '',
			placeholder: 'e.g. 23.00',
			description: 'The Polish VAT rate in percent, also for offers of other marketplaces',
			routing: body('modification.payments.tax.percentage', toAmount),
		},
		{
			...promotionLocator,
			displayName: 'Wholesale Price List',
			name: 'wholesalePriceListId',
			required: false,
			description: 'The ID of the promotion that is the wholesale price list',
			hint: 'To take a price list off, use Additional JSON { "modification": { "discounts": { "wholesalePriceList": { "id": null } } } }',
			routing: body('modification.discounts.wholesalePriceList.id'),
		},
	],
};
