import type { Collection } from '../collections';
import { illegal } from '../router';
import { bySeller, SETTINGS } from './shared';

const GPSR_ADDRESS = {
	countryCode: 'PL',
	street: 'Lipowa 1',
	postalCode: '60-166',
	city: 'Poznań',
};

const GPSR_CONTACT = { email: 'gpsr@pomelo.example', phoneNumber: '600000100' };

/** Whom and what buyers and authorities can turn to. */
export const CONTACTS = [
	{
		name: 'contacts',
		path: '/sale/offer-contacts',
		item: '/sale/offer-contacts/{id}',
		rows: 'contacts',
		...SETTINGS,
		can: ['create', 'read', 'replace'],
		seed: [
			{
				name: 'Biuro',
				emails: [{ address: 'biuro@pomelo.example' }],
				phones: [{ number: '600000100' }],
			},
		],
	},
	{
		name: 'pointsOfService',
		path: '/points-of-service',
		item: '/points-of-service/{id}',
		rows: 'posList',
		...SETTINGS,
		can: ['create', 'read', 'replace', 'delete'],
		uniqueNames: true,
		// Street and coordinates: allegro-api #1042
		required: [
			'name',
			'address.street',
			'address.coordinates',
			'openHours',
			'type',
			'status',
			'confirmationType',
		],
		complete: (world, _, created) => ({
			...bySeller(world),
			...(created ? { createdAt: world.clock.iso() } : {}),
			updatedAt: world.clock.iso(),
		}),
		visible(row, { query }) {
			const seller = query.get('seller.id');
			if (!seller) throw illegal('seller.id', 'Is missing');
			return (row.seller as { id: string }).id === seller;
		},
		seed: [
			{
				name: 'Sklep przy Lipowej',
				type: 'PICKUP_POINT',
				address: {
					street: 'Lipowa 1',
					zipCode: '60-166',
					city: 'Poznań',
					state: 'WIELKOPOLSKIE',
					countryCode: 'PL',
					coordinates: { lat: 52.4, lon: 16.9 },
				},
				openHours: [{ dayOfWeek: 'MONDAY', from: '08:00', to: '16:00' }],
				confirmationType: 'CALL_US',
				status: 'ACTIVE',
			},
		],
	},
	{
		name: 'responsiblePersons',
		path: '/sale/responsible-persons',
		item: '/sale/responsible-persons/{id}',
		rows: 'responsiblePersons',
		...SETTINGS,
		can: ['create', 'replace'],
		createdStatus: 200,
		bounds: { fallback: 1_000, max: 1_000, maxOffset: 16_000 },
		counts: ['count', 'totalCount'],
		required: ['name', 'personalData'],
		seed: [
			{
				name: 'Osoba odpowiedzialna',
				personalData: { name: 'Pomelo Home', address: GPSR_ADDRESS, contact: GPSR_CONTACT },
			},
		],
	},
	{
		name: 'responsibleProducers',
		path: '/sale/responsible-producers',
		item: '/sale/responsible-producers/{id}',
		rows: 'responsibleProducers',
		...SETTINGS,
		can: ['create', 'read', 'replace'],
		bounds: { fallback: 1_000, max: 1_000, maxOffset: 50_000 },
		counts: ['count', 'totalCount'],
		required: ['name', 'producerData'],
		seed: [
			{
				name: 'Pomelo',
				producerData: { tradeName: 'Pomelo Home', address: GPSR_ADDRESS, contact: GPSR_CONTACT },
			},
		],
	},
	{
		name: 'additionalEmails',
		path: '/account/additional-emails',
		item: '/account/additional-emails/{emailId}',
		rows: 'additional-emails',
		read: 'profile:read',
		write: 'profile:write',
		can: ['create', 'read', 'delete'],
		required: ['email'],
		complete: ({ clock }) => ({ createdAt: clock.iso() }),
		seed: [{ email: 'biuro@pomelo.example' }],
	},
] as const satisfies readonly Collection[];
