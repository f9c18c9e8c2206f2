import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { rowsOf, textUpTo } from '../shared/fields';
import { toDecimal } from '../shared/numbers';
import { body } from '../shared/routing';
import { withoutEmpty } from '../shared/values';
import { period } from './periods';

/** A time of day as Allegro wants it: hours, minutes, seconds and milliseconds. */
function toTime(value: unknown): string {
	const match = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/.exec(String(value).trim());
	if (!match) throw new Error(`"${String(value)}" is not a time. Use one like 09:00`);
	const [, hours, minutes, seconds = '00'] = match;
	return `${hours.padStart(2, '0')}:${minutes}:${seconds}.000`;
}

const openHoursOf = rowsOf('hours', ({ days, from, to }) => ({
	days,
	from: toTime(from),
	to: toTime(to),
}));

/** Allegro wants a row for each day. */
function openHours(value: unknown): IDataObject[] {
	const rows = (openHoursOf(value, '') ?? []) as Array<IDataObject & { days?: string[] }>;
	return rows.flatMap(({ days = [], from, to }) =>
		days.map((dayOfWeek) => ({ dayOfWeek, from, to })),
	);
}

function degrees(value: unknown, most: number): number {
	if ((value ?? '') === '') return 0;
	const wanted = { what: 'a place on the map', use: 'degrees like 52.3995', thousands: false };
	const number = Number(toDecimal(value, wanted));
	if (Math.abs(number) <= most) return number;
	throw new Error(`"${String(value)}" is not a place on the map. Use degrees like 52.3995`);
}

function toAddress(value: unknown): IDataObject {
	const { latitude: lat, longitude: lon, ...address } = (value as { address: IDataObject }).address;
	const [north, east] = [degrees(lat, 90), degrees(lon, 180)];
	// Source: allegro-api #1042, which the OpenAPI document does not have. At 0, 0 there is the sea.
	if (!north && !east) throw new Error('The latitude and longitude of the point are missing');
	if (!address.street) throw new Error('The street of the point is missing');
	return withoutEmpty({ ...address, coordinates: { lat: north, lon: east } });
}

const WEEKDAYS: INodePropertyOptions[] = [
	{ name: 'Monday', value: 'MONDAY' },
	{ name: 'Tuesday', value: 'TUESDAY' },
	{ name: 'Wednesday', value: 'WEDNESDAY' },
	{ name: 'Thursday', value: 'THURSDAY' },
	{ name: 'Friday', value: 'FRIDAY' },
	{ name: 'Saturday', value: 'SATURDAY' },
	{ name: 'Sunday', value: 'SUNDAY' },
];

/** What a point of service is, in the order in which people tell it. */
export const pointFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Shop in Poznań',
		description: 'The name that buyers see, up to 80 characters',
		routing: body('name', textUpTo(80)),
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [{ name: 'Pickup Point', value: 'PICKUP_POINT' }],
		default: 'PICKUP_POINT',
		required: true,
		description: 'What buyers can do there. Allegro knows one type so far.',
		routing: body('type'),
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'ACTIVE' },
			{ name: 'Closed Down', value: 'CLOSED_DOWN' },
			{ name: 'Temporarily Closed', value: 'TEMPORARILY_CLOSED' },
		],
		default: 'ACTIVE',
		required: true,
		description: 'Whether buyers can choose the point',
		routing: body('status'),
	},
	{
		displayName: 'Address',
		name: 'address',
		type: 'fixedCollection',
		placeholder: 'Add Address',
		default: {},
		required: true,
		description: 'Where the point is',
		options: [
			{
				displayName: 'Address',
				name: 'address',
				values: [
					{
						displayName: 'Street',
						name: 'street',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. Grunwaldzka 182',
						description: 'Street with the number, up to 80 characters',
					},
					{
						displayName: 'Postal Code',
						name: 'zipCode',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. 60-166',
						description: 'Postal code as the country writes it',
					},
					{
						displayName: 'City',
						name: 'city',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. Poznań',
						description: 'Town or village, up to 40 characters',
					},
					{
						displayName: 'State',
						name: 'state',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. WIELKOPOLSKIE',
						description: 'Voivodeship or region',
					},
					{
						displayName: 'Country Code',
						name: 'countryCode',
						type: 'string',
						default: 'PL',
						required: true,
						placeholder: 'e.g. PL',
						description: 'Two letters of ISO 3166-1',
					},
					{
						displayName: 'Latitude',
						name: 'latitude',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. 52.3995',
						description: 'Degrees to the north: Allegro wants the place on the map',
					},
					{
						displayName: 'Longitude',
						name: 'longitude',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. 16.8895',
						description: 'Degrees to the east: Allegro wants the place on the map',
					},
				],
			},
		],
		routing: body('address', toAddress),
	},
	{
		displayName: 'Opening Hours',
		name: 'openHours',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Hours',
		default: {},
		description:
			'When the point is open. Several days can share a row, and a day can have several.',
		options: [
			{
				displayName: 'Hours',
				name: 'hours',
				values: [
					{
						displayName: 'Days',
						name: 'days',
						type: 'multiOptions',
						options: WEEKDAYS,
						default: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
						description: 'The days that these hours are for',
					},
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '09:00',
						required: true,
						placeholder: 'e.g. 09:00',
						description: 'When it opens',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '17:00',
						required: true,
						placeholder: 'e.g. 17:00',
						description: 'When it closes',
					},
				],
			},
		],
		routing: body('openHours', openHours),
	},
	{
		displayName: 'Appointment',
		name: 'confirmationType',
		type: 'options',
		options: [
			{ name: 'Buyer Calls First', value: 'CALL_US' },
			{ name: 'Buyer Waits for Your Message', value: 'AWAIT_CONTACT' },
			{ name: 'None Needed', value: 'CONTACT_NOT_REQUIRED' },
		],
		default: 'AWAIT_CONTACT',
		required: true,
		description: 'How you agree on the time of picking up',
		routing: body('confirmationType'),
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. shop@example.com',
				description: 'Where buyers can write to, up to 64 characters',
				routing: body('email'),
			},
			{
				displayName: 'External ID',
				name: 'externalId',
				type: 'string',
				default: '',
				placeholder: 'e.g. SHOP-07',
				description: 'Your own ID of the point, up to 80 characters',
				routing: body('externalId'),
			},
			{
				displayName: 'Hours Until Ready',
				name: 'serviceHours',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 24,
				description: 'How long it takes until the buyer can pick up',
				routing: body('serviceTime', period('PT#H')),
			},
			{
				displayName: 'Payments',
				name: 'payments',
				type: 'multiOptions',
				options: [
					{ name: 'Card', value: 'CARD' },
					{ name: 'Cash', value: 'CASH' },
				],
				default: [],
				description: 'How buyers can pay there',
				routing: body('payments', (value) => [value].flat().map((method) => ({ method }))),
			},
			{
				displayName: 'Phone',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. 500600700',
				description: 'Where buyers can call, up to 16 characters',
				routing: body('phoneNumber'),
			},
			{
				displayName: 'Seller ID',
				name: 'sellerId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 44300444',
				description: 'The number of your account. Left out, it is looked up.',
				routing: body('seller.id'),
			},
		],
	},
];
