import type { INodePropertyOptions } from 'n8n-workflow';

/** Choices that Allegro's OpenAPI document gives in words: OfferDuration, handlingTime, province. */

export const DURATIONS: INodePropertyOptions[] = [
	{ name: '1 Day', value: 'PT24H', description: 'Auctions only' },
	{ name: '10 Days', value: 'PT240H' },
	{ name: '20 Days', value: 'PT480H', description: 'Not for auctions' },
	{ name: '3 Days', value: 'PT72H', description: 'Not for advertisements' },
	{ name: '30 Days', value: 'PT720H', description: 'Not for auctions' },
	{ name: '5 Days', value: 'PT120H', description: 'Not for advertisements' },
	{ name: '7 Days', value: 'PT168H', description: 'Not for advertisements' },
];

export const FORMATS: INodePropertyOptions[] = [
	{ name: 'Advertisement', value: 'ADVERTISEMENT' },
	{ name: 'Auction', value: 'AUCTION' },
	{ name: 'Buy Now', value: 'BUY_NOW' },
];

export const HANDLING_TIMES: INodePropertyOptions[] = [
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
];

export const INVOICES: INodePropertyOptions[] = [
	{ name: 'Invoice Without VAT', value: 'WITHOUT_VAT' },
	{ name: 'No Invoice', value: 'NO_INVOICE' },
	{ name: 'VAT Invoice', value: 'VAT' },
	{ name: 'VAT Margin Invoice', value: 'VAT_MARGIN' },
];

export const MESSAGE_MODES: INodePropertyOptions[] = [
	{ name: 'Hidden', value: 'HIDDEN', description: 'The buyer cannot write one' },
	{ name: 'Optional', value: 'OPTIONAL', description: 'The buyer may write one' },
	{
		name: 'Required',
		value: 'REQUIRED',
		description: 'The buyer must write one. Some categories allow it.',
	},
];

/** Polish provinces, by the value that Allegro takes. */
const PROVINCE_NAMES = {
	DOLNOSLASKIE: 'Dolnośląskie',
	KUJAWSKO_POMORSKIE: 'Kujawsko-Pomorskie',
	LODZKIE: 'Łódzkie',
	LUBELSKIE: 'Lubelskie',
	LUBUSKIE: 'Lubuskie',
	MALOPOLSKIE: 'Małopolskie',
	MAZOWIECKIE: 'Mazowieckie',
	OPOLSKIE: 'Opolskie',
	PODKARPACKIE: 'Podkarpackie',
	PODLASKIE: 'Podlaskie',
	POMORSKIE: 'Pomorskie',
	SLASKIE: 'Śląskie',
	SWIETOKRZYSKIE: 'Świętokrzyskie',
	WARMINSKO_MAZURSKIE: 'Warmińsko-Mazurskie',
	WIELKOPOLSKIE: 'Wielkopolskie',
	ZACHODNIOPOMORSKIE: 'Zachodniopomorskie',
};

const PROVINCES: INodePropertyOptions[] = Object.entries(PROVINCE_NAMES).map(([value, name]) => ({
	name,
	value,
}));

/** An update that names none leaves it as it is, and abroad there is none. */
export const PROVINCES_OR_NONE: INodePropertyOptions[] = [
	{ name: 'Left Out', value: '' },
	...PROVINCES,
];

export const STOCK_UNITS: INodePropertyOptions[] = [
	{ name: 'Pair', value: 'PAIR' },
	{ name: 'Piece', value: 'UNIT' },
	{ name: 'Set', value: 'SET' },
];

/** Source: AttachmentType in Allegro's OpenAPI document, which also says what each may be. */
export const ATTACHMENT_TYPES: INodePropertyOptions[] = [
	{ name: 'Book Excerpt', value: 'BOOK_EXCERPT', description: 'PDF' },
	{ name: 'Competition Rules', value: 'COMPETITION_RULES', description: 'PDF' },
	{ name: 'Data Processing Sheet, Device', value: 'HARDWARE_DATA_PROCESSING', description: 'PDF' },
	{
		name: 'Data Processing Sheet, Software',
		value: 'SOFTWARE_DATA_PROCESSING',
		description: 'PDF',
	},
	{ name: 'Energy Label', value: 'ENERGY_LABEL', description: 'JPEG or PNG' },
	{ name: 'Game Instructions', value: 'GAME_INSTRUCTIONS', description: 'PDF' },
	{ name: 'Guide', value: 'MANUAL', description: 'PDF' },
	{ name: 'Installation Instructions', value: 'INSTALLATION_INSTRUCTIONS', description: 'PDF' },
	{
		name: 'Plant Protection Authorization',
		value: 'PLANT_PROTECTION_PRODUCTS_AUTHORIZATION',
		description: 'PDF',
	},
	{ name: 'Product Information Sheet', value: 'PRODUCT_INFORMATION_SHEET', description: 'PDF' },
	{
		name: 'Safety Information Manual',
		value: 'SAFETY_INFORMATION_MANUAL',
		description: 'PDF, JPEG or PNG; goes to the product',
	},
	{ name: 'Special Offer Rules', value: 'SPECIAL_OFFER_RULES', description: 'PDF' },
	{ name: 'Tire Label', value: 'TIRE_LABEL', description: 'JPEG or PNG' },
	{ name: 'User Manual', value: 'USER_MANUAL', description: 'PDF' },
];
