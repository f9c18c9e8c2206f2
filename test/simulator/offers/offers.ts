import { marketplace, OFFERS } from '../catalogue';
import type { ErrorEntry } from '../errors';
import type { Money } from '../model';
import type { World } from '../state';

export const PUBLICATION_STATUSES = ['INACTIVE', 'ACTIVATING', 'ACTIVE', 'ENDED'] as const;

export type PublicationStatus = (typeof PUBLICATION_STATUSES)[number];

type EndedBy = 'USER' | 'ADMIN' | 'EXPIRATION' | 'EMPTY_STOCK' | 'ERROR';

/** An offer in the shape of product-offers; what the seller sets beyond these fields is kept too. */
export interface SellerOffer {
	id: string;
	name: string;
	category: { id: string };
	productSet: Array<{ product: { id: string }; quantity: { value: number } }>;
	images: string[];
	sellingMode: { format: 'BUY_NOW' | 'AUCTION' | 'ADVERTISEMENT'; price?: Money };
	stock: { available: number; unit: 'UNIT' | 'PAIR' | 'SET' };
	publication: {
		status: PublicationStatus;
		duration: string | null;
		startingAt?: string;
		startedAt?: string;
		endingAt?: string;
		endedAt?: string;
		endedBy?: EndedBy;
		republish: boolean;
		marketplaces: { base: { id: string }; additional: Array<{ id: string }> };
	};
	external?: { id: string };
	delivery?: { shippingRates?: { id: string } | null; handlingTime?: string };
	language: string;
	createdAt: string;
	updatedAt: string;
}

/** What is known of an offer besides its own fields. */
export interface OfferRecord {
	offer: SellerOffer;
	sold: number;
	tags: string[];
	/** Price automation rules by marketplace. */
	rules: Map<string, { id: string; configuration?: unknown; updatedAt: string }>;
	promo?: { basePackage?: { id: string }; extraPackages?: Array<{ id: string }> };
	/** When an offer that is ACTIVATING will be ACTIVE. */
	activeAt?: number;
}

export interface OfferOptions {
	id?: string;
	name?: string;
	externalId?: string;
	price?: string;
	stock?: number;
	/** Default: ACTIVE. */
	status?: PublicationStatus;
	categoryId?: string;
	productId?: string;
	shippingRatesId?: string;
	sold?: number;
}

/** The seller's offers. What happens to them is told by the journal of offers. */
export class Offers {
	readonly byId = new Map<string, OfferRecord>();
	/** Refusals that tests have ordered for offers that are created or changed slowly. */
	readonly failures: ErrorEntry[][] = [];

	constructor(private readonly world: World) {}

	/** An offer that is simply there; the first ones are those of the catalogue, as in orders. */
	create(options: OfferOptions = {}): SellerOffer {
		const { ids, clock } = this.world;
		const number = this.byId.size;
		const known = OFFERS[number] ?? OFFERS[number % OFFERS.length];
		const fresh = OFFERS[number] ? known.id : `${17_300_000_000 + ids.next()}`;
		const { status = 'ACTIVE', stock = 10 } = options;
		const now = clock.iso();
		const offer: SellerOffer = {
			id: options.id ?? fresh,
			name: options.name ?? known.name,
			category: { id: options.categoryId ?? '319159' },
			productSet: [{ product: { id: options.productId ?? ids.uuid() }, quantity: { value: 1 } }],
			images: ['https://a.allegroimg.example/original/lampa.jpg'],
			sellingMode: {
				format: 'BUY_NOW',
				price: { amount: options.price ?? known.price.toFixed(2), currency: 'PLN' },
			},
			stock: { available: stock, unit: 'UNIT' },
			publication: {
				status,
				duration: null,
				...(status === 'INACTIVE' ? {} : { startedAt: now }),
				...(status === 'ENDED' ? { endedAt: now, endedBy: 'USER' as const } : {}),
				republish: false,
				marketplaces: { base: { id: 'allegro-pl' }, additional: [] },
			},
			external: { id: options.externalId ?? `PML-${1001 + number}` },
			delivery: {
				shippingRates: { id: options.shippingRatesId ?? ids.uuid() },
				handlingTime: 'PT24H',
			},
			language: marketplace('allegro-pl').language,
			createdAt: now,
			updatedAt: now,
		};
		this.add(offer, options.sold);
		return offer;
	}

	/** Many offers; no event tells of them. */
	seed({ offers, ...options }: { offers: number } & Omit<OfferOptions, 'id'>): void {
		for (let index = 0; index < offers; index++) this.create(options);
	}

	add(offer: SellerOffer, sold = 0): OfferRecord {
		const record: OfferRecord = { offer, sold, tags: [], rules: new Map() };
		this.byId.set(offer.id, record);
		return record;
	}

	/** The offer is put up: at once, or after `settings.activationMs`, or when it is planned to be. */
	activate({ id, at }: { id: string; at?: string }): void {
		const record = this.get(id);
		const { publication } = record.offer;
		publication.status = 'ACTIVATING';
		if (at) publication.startingAt = at;
		const now = this.world.clock.now();
		record.activeAt = Math.max(now + this.world.settings.activationMs, at ? Date.parse(at) : 0);
		this.settle();
	}

	/** The offer ends, by the seller's hand or another. */
	end({ id, by = 'USER' }: { id: string; by?: EndedBy }): void {
		const { offer } = this.get(id);
		Object.assign(offer.publication, {
			status: 'ENDED',
			endedAt: this.world.clock.iso(),
			endedBy: by,
		});
		this.tell(offer, 'OFFER_ENDED', by);
	}

	/** The stock changes; an active offer without any ends. */
	setStock({ id, available }: { id: string; available: number }): void {
		const { offer } = this.get(id);
		offer.stock.available = available;
		this.tell(offer, 'OFFER_STOCK_CHANGED');
		if (available === 0 && offer.publication.status === 'ACTIVE') {
			this.end({ id, by: 'EMPTY_STOCK' });
		}
	}

	setPrice({ id, amount }: { id: string; amount: string }): void {
		const { offer } = this.get(id);
		const currency = offer.sellingMode.price?.currency ?? 'PLN';
		offer.sellingMode.price = { amount, currency };
		this.tell(offer, 'OFFER_PRICE_CHANGED');
	}

	/** Something else in the offer changed. */
	touch({ id }: { id: string }): void {
		this.tell(this.get(id).offer, 'OFFER_CHANGED');
	}

	/** Lets the next slow creation or change of an offer end with these errors. */
	failNext({ errors = [UNPUBLISHABLE] }: { errors?: ErrorEntry[] } = {}): void {
		this.failures.push(errors);
	}

	/** Offers whose time has come become active. Whoever reads offers or their journal calls this. */
	settle(): void {
		const now = this.world.clock.now();
		for (const record of this.byId.values()) {
			if (record.activeAt === undefined || record.activeAt > now) continue;
			record.activeAt = undefined;
			const startedAt = new Date(now).toISOString();
			Object.assign(record.offer.publication, { status: 'ACTIVE', startedAt, endedBy: undefined });
			this.tell(record.offer, 'OFFER_ACTIVATED');
		}
	}

	private get(id: string): OfferRecord {
		const record = this.byId.get(id);
		if (!record) throw new Error(`The simulator has no offer ${id}`);
		return record;
	}

	private tell(
		offer: SellerOffer,
		type:
			| 'OFFER_ACTIVATED'
			| 'OFFER_ENDED'
			| 'OFFER_STOCK_CHANGED'
			| 'OFFER_PRICE_CHANGED'
			| 'OFFER_CHANGED',
		endedBy?: EndedBy,
	): void {
		offer.updatedAt = this.world.clock.iso();
		const { id, external } = offer;
		this.world.state.offerEvents.emit({ type, offerId: id, externalId: external?.id, endedBy });
	}
}

const UNPUBLISHABLE: ErrorEntry = {
	code: 'OfferNotPublishable',
	message: 'The offer cannot be published',
	details: 'Ordered by a test',
};
