import { MARKETPLACES, OFFERS } from '../catalogue';
import { type EventTiming, Feed } from '../feed';
import { ok, route, type Route } from '../router';
import type { World } from '../state';

export const OFFER_EVENT_TYPES = [
	'OFFER_ACTIVATED',
	'OFFER_CHANGED',
	'OFFER_ENDED',
	'OFFER_STOCK_CHANGED',
	'OFFER_PRICE_CHANGED',
	'OFFER_ARCHIVED',
	'OFFER_BID_PLACED',
	'OFFER_BID_CANCELED',
	'OFFER_TRANSLATION_UPDATED',
	'OFFER_VISIBILITY_CHANGED',
	'OFFER_DELIVERY_COUNTRIES_BLOCKED',
] as const;

export type OfferEventType = (typeof OFFER_EVENT_TYPES)[number];

export interface OfferEventOptions extends EventTiming {
	type: OfferEventType;
	/** Default: the first offer of the catalogue. */
	offerId?: string;
	externalId?: string;
	/** Why an offer ended. Default: USER. */
	endedBy?: 'USER' | 'ADMIN' | 'EXPIRATION' | 'EMPTY_STOCK' | 'PRODUCT_DETACHMENT' | 'ERROR';
	/** The marketplaces that a new price or visibility is for. Default: that of Poland. */
	marketplaces?: string[];
	/** The languages of new translations. */
	languages?: string[];
	/** The countries that an offer cannot be delivered to. */
	countries?: string[];
}

interface Subject {
	offer: Record<string, unknown>;
	translations?: unknown[];
	blockedDeliveries?: unknown[];
}

/** The journal of offers, kept for 24 hours. */
export class OfferEvents extends Feed<OfferEventType, Subject> {
	constructor(world: World) {
		super(world, OFFER_EVENT_TYPES, 1);
	}

	/** Puts an event in, whatever has happened to the offer. */
	emit({ type, ...options }: OfferEventOptions): { id: string } {
		return this.insert(type, subject(type, options), options);
	}
}

export const offerEventRoutes = (world: World): Route[] => [
	route('GET /sale/offer-events', { scope: 'sale:offers:read' }, ({ query }) => {
		world.state.offers.settle();
		return ok({ offerEvents: world.state.offerEvents.read(query) });
	}),
];

function subject(type: OfferEventType, options: Omit<OfferEventOptions, 'type'>): Subject {
	const { offerId: id = OFFERS[0].id, marketplaces = [MARKETPLACES[0].id] } = options;
	const known = OFFERS.find((offer) => offer.id === id)?.external;
	const external = options.externalId ? { id: options.externalId } : known;
	const offer = { id, ...(external ? { external } : {}) };
	switch (type) {
		case 'OFFER_BID_PLACED':
		case 'OFFER_BID_CANCELED':
			return { offer: { id } };
		case 'OFFER_ENDED':
			return { offer: { ...offer, publication: { endedBy: options.endedBy ?? 'USER' } } };
		case 'OFFER_PRICE_CHANGED': {
			const changed = marketplaces.map((one) => ({ id: one, changeType: 'MANUAL' }));
			// The only type of event that always has an external object, even an empty one.
			return { offer: { external: {}, ...offer, marketplaces: changed } };
		}
		case 'OFFER_VISIBILITY_CHANGED': {
			const additional = marketplaces
				.filter((one) => one !== MARKETPLACES[0].id)
				.map((one) => ({ id: one, status: 'APPROVED' }));
			const visibility = { base: MARKETPLACES[0].id, additional };
			const publication = { marketplaces: visibility, updatedMarketplaces: marketplaces };
			return { offer: { ...offer, publication } };
		}
		case 'OFFER_TRANSLATION_UPDATED': {
			const { languages = ['cs-CZ'] } = options;
			return { offer, translations: languages.map((language) => ({ language })) };
		}
		case 'OFFER_DELIVERY_COUNTRIES_BLOCKED': {
			const blockades = (options.countries ?? ['HU']).map((country) => ({
				country,
				reason: 'EXPORT_NOT_ALLOWED',
			}));
			return {
				offer,
				blockedDeliveries: marketplaces.map((marketplaceId) => ({ marketplaceId, blockades })),
			};
		}
		default:
			return { offer };
	}
}
