import { DELIVERY_METHODS, MARKETPLACES } from '../catalogue';
import { ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';

const LANGUAGES = ['pl-PL', 'en-US', 'cs-CZ', 'sk-SK', 'hu-HU'];

/** The account, and what Allegro itself defines. */
export const settingsRoutes = (world: World): Route[] => [
	route('GET /me', { scope: 'profile:read' }, () =>
		ok({
			...world.seller,
			firstName: 'Fikcyjna',
			lastName: 'Sprzedająca',
			email: 'sklep@pomelo.example',
			baseMarketplace: { id: MARKETPLACES[0].id },
			company: { name: 'Fikcyjna Pracownia sp. z o.o.', taxId: '0000000000' },
			features: [],
		}),
	),

	route('GET /marketplaces', {}, () =>
		ok({
			marketplaces: MARKETPLACES.map(({ id, currency, country, language }) => ({
				id,
				languages: {
					offerCreation: [{ code: language }],
					offerDisplay: LANGUAGES.map((code) => ({ code })),
				},
				currencies: { base: { code: currency }, additional: [] },
				shippingCountries: [{ code: country }],
			})),
		}),
	),

	route('GET /sale/delivery-methods', { app: true }, ({ query }) => {
		const wanted = query.get('marketplace');
		const deliveryMethods = DELIVERY_METHODS.map(({ id, name, cashOnDelivery }) => ({
			id,
			name,
			marketplaces: MARKETPLACES.filter(({ methods }) => methods.some((one) => one.id === id)).map(
				(marketplace) => marketplace.id,
			),
			paymentPolicy: cashOnDelivery ? 'CASH_ON_DELIVERY' : 'IN_ADVANCE',
			allegroEndorsed: name.startsWith('Allegro'),
		}));
		return ok({
			deliveryMethods: deliveryMethods.filter(
				({ marketplaces }) => !wanted || marketplaces.includes(wanted),
			),
		});
	}),

	route('GET /sale/delivery-settings', { scope: 'sale:settings:read' }, () =>
		ok(world.state.deliverySettings),
	),

	route(
		'PUT /sale/delivery-settings',
		{ scope: 'sale:settings:write', body: [PUBLIC] },
		({ data }) => {
			world.state.deliverySettings = { ...data, updatedAt: world.clock.iso() };
			return ok(world.state.deliverySettings);
		},
	),

	route('GET /sale/size-tables-templates', { scope: 'sale:settings:read' }, () =>
		ok({
			templates: [
				{
					id: '2',
					name: 'Poduszki',
					image: { url: 'https://a.allegroimg.example/original/poduszka.png', captions: [] },
					headers: [{ name: 'Rozmiar' }, { name: 'Szerokość' }],
					values: [{ cells: ['S', '40'] }],
				},
			],
		}),
	),
];
