import { OFFERS } from '../catalogue';
import type { Money } from '../model';
import { Filter, newestFirst, page } from '../query';
import { ok, route, type Route } from '../router';
import type { World } from '../state';

/** A few of Allegro's hundreds of types, with their names in English and Polish. */
const TYPES = {
	SUC: ['Success fee', 'Prowizja od sprzedaży'],
	LIS: ['Listing fee', 'Opłata za wystawienie'],
	BRG: ['Campaign fee', 'Prowizja za kampanię'],
	REF: ['Refund of charges', 'Zwrot kosztów'],
	PAD: ['Payment', 'Wpłata'],
	HB4: ['Delivery fee InPost', 'Opłata za dostawę InPost'],
} as const;

type BillingType = keyof typeof TYPES;

interface BillingEntry {
	id: string;
	occurredAt: string;
	type: { id: string };
	offer?: { id: string; name: string };
	order?: { id: string };
	value: Money;
	tax: { percentage: string } | { annotation: string };
	balance: Money;
	additionalInfo: Array<{ type: string; name: string; value: string }>;
	marketplaceId: string;
}

export interface ChargeOptions {
	/** Default: SUC, the success fee. */
	type?: BillingType;
	/** Negative for a fee. */
	amount?: string;
	orderId?: string;
	offerId?: string;
	marketplaceId?: string;
	occurredAt?: Date | string;
}

/** What Allegro charges the seller for. */
export class Billing {
	readonly entries: BillingEntry[] = [];
	private balance = 0;

	constructor(private readonly world: World) {}

	/** Allegro books something; later calls may bring earlier dates. */
	charge(options: ChargeOptions = {}): BillingEntry {
		const { ids, clock, state } = this.world;
		const { type = 'SUC', amount = '-9.99', orderId, marketplaceId = 'allegro-pl' } = options;
		if (!TYPES[type]) throw new Error(`There is no billing type ${type}`);
		const item = orderId ? state.orders.get(orderId)?.form.lineItems[0] : undefined;
		const offer = item?.offer ?? OFFERS.find(({ id }) => id === options.offerId) ?? OFFERS[0];
		this.balance += Number(amount);
		const entry: BillingEntry = {
			id: ids.uuid(),
			occurredAt: new Date(options.occurredAt ?? clock.now()).toISOString(),
			type: { id: type },
			...(type === 'PAD' ? {} : { offer: { id: options.offerId ?? offer.id, name: offer.name } }),
			...(orderId ? { order: { id: orderId } } : {}),
			value: { amount, currency: 'PLN' },
			tax: type === 'PAD' ? { annotation: 'OUT_OF_SCOPE' } : { percentage: '23' },
			balance: { amount: this.balance.toFixed(2), currency: 'PLN' },
			additionalInfo: [],
			marketplaceId,
		};
		this.entries.push(entry);
		return entry;
	}

	/** Many fees, the last one now. */
	seed({ entries, minutesApart = 1 }: { entries: number; minutesApart?: number }): void {
		const now = this.world.clock.now();
		for (let index = entries - 1; index >= 0; index--) {
			this.charge({ occurredAt: new Date(now - index * minutesApart * 60_000) });
		}
	}
}

export const billingRoutes = (world: World): Route[] => [
	route('GET /billing/billing-entries', { scope: 'billing:read' }, ({ query, headers }) => {
		// A business marketplace has no billing of its own.
		const home = query.get('marketplaceId')?.replace('-business', '') ?? 'allegro-pl';
		const found = new Filter<BillingEntry>(query)
			.where(({ marketplaceId }) => marketplaceId === home)
			.equal('type.id', ({ type }) => type.id)
			.equal('offer.id', ({ offer }) => offer?.id)
			.equal('order.id', ({ order }) => order?.id)
			.within('occurredAt', ({ occurredAt }) => occurredAt)
			.of(world.state.billing.entries);
		const sorted = newestFirst(found, ({ occurredAt }) => occurredAt);
		const { rows } = page(query, sorted, { fallback: 100, max: 100, maxOffset: 10_000 });
		const name = naming(headers['accept-language']);
		return ok({
			billingEntries: rows.map(({ marketplaceId, type: { id }, ...entry }) => ({
				...entry,
				type: { id, name: name(id as BillingType) },
			})),
		});
	}),

	route('GET /billing/billing-types', { app: true }, ({ headers }) => {
		const name = naming(headers['accept-language']);
		const ids = Object.keys(TYPES) as BillingType[];
		return ok(ids.map((id) => ({ id, description: name(id) })));
	}),
];

const naming =
	(language = '') =>
	(type: BillingType) =>
		TYPES[type][language.startsWith('pl') ? 1 : 0];
