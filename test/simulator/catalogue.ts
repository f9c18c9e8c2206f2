import type { Buyer, DeliveryAddress, Money } from './model';

/** The fictional world that orders are made of: marketplaces, people, offers, carriers. */

export interface Seller {
	id: string;
	login: string;
}

export const SELLER: Seller = { id: '44300127', login: 'pomelo-home' };

export type DeliveryType = 'DOOR' | 'APM' | 'PUDO';

export interface DeliveryMethod {
	id: string;
	name: string;
	carrier: string;
	type: DeliveryType;
	/** Paid by the parcel's receiver. */
	cashOnDelivery: boolean;
	cost: string;
}

export interface Marketplace {
	id: string;
	currency: string;
	country: string;
	language: string;
	/** What one zloty is worth there, so that prices look right. */
	rate: number;
	methods: DeliveryMethod[];
}

const method = (
	suffix: string,
	name: string,
	carrier: string,
	type: DeliveryType,
	cost: string,
	cashOnDelivery = false,
): DeliveryMethod => ({
	id: `c3066682-97a3-42fe-9eb5-3beecca${suffix}`,
	name,
	carrier,
	type,
	cost,
	cashOnDelivery,
});

const POLISH_METHODS = [
	method('b0001', 'Allegro Paczkomaty InPost', 'INPOST', 'APM', '9.99'),
	method('b0002', 'Allegro Kurier DPD', 'DPD', 'DOOR', '12.49'),
	method('b0003', 'Allegro Kurier UPS pobranie', 'UPS', 'DOOR', '16.99', true),
	method('b0004', 'Allegro One Punkt, UPS', 'UPS', 'PUDO', '8.99'),
];

export const MARKETPLACES: Marketplace[] = [
	{
		id: 'allegro-pl',
		currency: 'PLN',
		country: 'PL',
		language: 'pl-PL',
		rate: 1,
		methods: POLISH_METHODS,
	},
	{
		id: 'allegro-business-pl',
		currency: 'PLN',
		country: 'PL',
		language: 'pl-PL',
		rate: 1,
		methods: POLISH_METHODS,
	},
	{
		id: 'allegro-cz',
		currency: 'CZK',
		country: 'CZ',
		language: 'cs-CZ',
		rate: 5.8,
		methods: [
			method('b0011', 'Allegro Výdejní místa Zásilkovna', 'PACKETA', 'PUDO', '69.00'),
			method('b0012', 'Allegro Kurýr DPD', 'DPD', 'DOOR', '99.00'),
		],
	},
	{
		id: 'allegro-sk',
		currency: 'EUR',
		country: 'SK',
		language: 'sk-SK',
		rate: 0.23,
		methods: [method('b0021', 'Allegro Kuriér DPD', 'DPD', 'DOOR', '3.90')],
	},
	{
		id: 'allegro-hu',
		currency: 'HUF',
		country: 'HU',
		language: 'hu-HU',
		rate: 92,
		methods: [method('b0031', 'Allegro futár Packeta', 'PACKETA', 'DOOR', '1190')],
	},
];

/** @throws Error for an id that Allegro does not have */
export function marketplace(id: string): Marketplace {
	const found = MARKETPLACES.find((candidate) => candidate.id === id);
	if (!found) throw new Error(`Unknown marketplace ${id}`);
	return found;
}

export const DELIVERY_METHODS = [
	...new Map(MARKETPLACES.flatMap(({ methods }) => methods).map((one) => [one.id, one])).values(),
];

/** `ALLEGRO` has not been a valid carrier id since June 2026. */
export const CARRIERS = [
	{ id: 'INPOST', name: 'InPost' },
	{ id: 'DPD', name: 'DPD' },
	{ id: 'UPS', name: 'UPS' },
	{ id: 'DHL', name: 'DHL' },
	{ id: 'GLS', name: 'GLS' },
	{ id: 'FEDEX', name: 'FedEx' },
	{ id: 'PACKETA', name: 'Packeta' },
	{ id: 'POCZTA_POLSKA', name: 'Poczta Polska' },
	{ id: 'ALLEGRO_ONE_KURIER', name: 'Allegro One Kurier' },
	{ id: 'OTHER', name: 'Other' },
];

export const isCarrier = (id: unknown) => CARRIERS.some((carrier) => carrier.id === id);

export interface Offer {
	id: string;
	name: string;
	external: { id: string };
	/** In zloty. */
	price: number;
}

export const OFFERS: Offer[] = [
	['Lampa biurkowa LED Pomelo, biała', 129.9],
	['Kubek ceramiczny 400 ml, granatowy', 34.5],
	['Koc bawełniany 150 x 200 cm', 89],
	['Zestaw 6 szklanek Ilmen', 59.99],
	['Doniczka betonowa 18 cm', 44.9],
	['Zegar ścienny dębowy 30 cm', 159],
	['Poduszka lniana 45 x 45 cm', 49.9],
	['Organizer do szuflady, bambus', 39.95],
].map(([name, price], index) => ({
	id: `1720055${4100 + index * 37}`,
	name: String(name),
	external: { id: `PML-${1001 + index}` },
	price: Number(price),
}));

const PEOPLE: Array<[first: string, last: string, street: string, cities: Record<string, string>]> =
	[
		['Jagoda', 'Wrzos', 'Lipowa 14/3', { PL: '60-166 Poznań', CZ: '602 00 Brno' }],
		['Tymon', 'Bukowy', 'Ogrodowa 7', { PL: '31-154 Kraków', SK: '811 01 Bratislava' }],
		['Lena', 'Skowron', 'Wiosenna 22', { PL: '80-244 Gdańsk', HU: '1051 Budapest' }],
		['Kacper', 'Jaworek', 'Kwiatowa 5/11', { PL: '50-069 Wrocław', CZ: '110 00 Praha' }],
		['Hania', 'Potocznik', 'Polna 31', { PL: '20-023 Lublin', SK: '040 01 Košice' }],
		['Borys', 'Kalina', 'Parkowa 2', { PL: '90-007 Łódź', HU: '6720 Szeged' }],
	];

const PLACES: Record<string, string> = {
	PL: '00-950 Warszawa',
	CZ: '301 00 Plzeň',
	SK: '010 01 Žilina',
	HU: '4024 Debrecen',
};

export interface Person {
	buyer: Buyer;
	address: DeliveryAddress;
}

/** The n-th fictional buyer in a country, the same for the same arguments. */
function person(number: number, country: string, language: string): Person {
	const [firstName, lastName, street, cities] = PEOPLE[number % PEOPLE.length];
	const place = cities[country] ?? PLACES[country];
	const split = place.search(/ \p{L}/u);
	const [zipCode, city] = [place.slice(0, split), place.slice(split + 1)];
	const login = `${firstName}_${lastName}`;
	return {
		buyer: {
			id: `${52_600_100 + number}`,
			email: '',
			login,
			firstName,
			lastName,
			guest: false,
			phoneNumber: `+4860000010${number}`,
			preferences: { language },
			address: { street, city, postCode: zipCode, countryCode: country },
		},
		address: {
			firstName,
			lastName,
			street,
			city,
			zipCode,
			countryCode: country,
			phoneNumber: `+4860000010${number}`,
		},
	};
}

/** The buyers of each country, made once: orders share them. */
const people = new Map(
	MARKETPLACES.map(({ country, language }) => [
		country,
		PEOPLE.map((_, number) => person(number, country, language)),
	]),
);

export const buyerOf = ({ country }: Marketplace, number: number): Person =>
	people.get(country)![number % PEOPLE.length];

/** A price in the marketplace's currency; forints have no fraction. */
export function priceIn({ currency, rate }: Marketplace, zloty: number): Money {
	const amount = zloty * rate;
	return { amount: currency === 'HUF' ? `${Math.round(amount)}` : amount.toFixed(2), currency };
}

const OPENING = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((dayOfWeek) => ({
	dayOfWeek,
	from: '08:00',
	to: '20:00',
}));

/** Allegro's drop-off and pick-up points. */
export const POINTS = [
	{ number: 1, name: 'One Punkt Kiosk Rondo', type: 'PUDO', city: 'Poznań', carriers: ['UPS'] },
	{
		number: 2,
		name: 'One Box Osiedle Lipowe',
		type: 'APM',
		city: 'Kraków',
		carriers: ['ALLEGRO_ONE_KURIER'],
	},
	{
		number: 3,
		name: 'One Punkt Papiernia',
		type: 'PUDO',
		city: 'Gdańsk',
		carriers: ['UPS', 'DPD'],
	},
].map(({ number, name, type, city, carriers }) => ({
	id: `96011200${number}`,
	name,
	type,
	services: [{ type: 'PICKUP' }, { type: 'DROPOFF' }],
	restrictions: [],
	payments: [{ method: 'CARD' }],
	address: {
		postCode: `60-16${number}`,
		city,
		street: `Lipowa ${number}`,
		countryCode: 'PL',
		coordinates: { lat: 50 + number, lon: 16 + number },
	},
	opening: OPENING,
	carriers,
}));
