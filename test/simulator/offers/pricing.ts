import { refusal } from '../errors';
import { perSecond } from '../limits';
import { illegal, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';
import { findOffer } from './product-offers';

const FEE = 0.1;
const MAX_QUOTED = 20;
const DAY = 24 * 3_600_000;

/** What offers cost, and what hangs on single offers: tags and price rules. */
export const pricingRoutes = (world: World): Route[] => [
	route(
		'POST /pricing/offer-fee-preview',
		{ scope: 'sale:offers:read', body: [PUBLIC], pace: perSecond(25, 'user') },
		({ data }) => {
			const { offer } = data as { offer?: { sellingMode?: { price?: { amount?: string } } } };
			const amount = Number(offer?.sellingMode?.price?.amount);
			if (!(amount > 0)) {
				throw refusal(422, 'VALIDATION_ERROR', 'A price is needed', {
					path: 'offer.sellingMode.price',
				});
			}
			const fee = { amount: (amount * FEE).toFixed(2), currency: 'PLN' };
			return ok({ commissions: [{ name: 'Prowizja', type: 'commissionFee', fee }], quotes: [] });
		},
	),

	route('GET /pricing/offer-quotes', { scope: 'billing:read' }, ({ query }) => {
		const wanted = query.getAll('offer.id');
		if (wanted.length === 0 || wanted.length > MAX_QUOTED) {
			throw illegal('offer.id', `Between 1 and ${MAX_QUOTED} offers must be given`);
		}
		const known = wanted.filter((id) => world.state.offers.byId.has(id));
		const nextDate = new Date(world.clock.now() + 10 * DAY).toISOString();
		const quotes = known.map((id) => ({
			enabled: true,
			fee: { amount: '0.00', currency: 'PLN' },
			name: 'Wystawienie',
			nextDate,
			offer: { id },
			type: 'listingFee',
		}));
		return ok({ count: quotes.length, quotes });
	}),

	route('GET /sale/offers/{offerId}/tags', { scope: 'sale:offers:read' }, (call) => {
		const tags = world.state.collections.tags;
		return ok({ tags: findOffer(world, call).tags.flatMap((id) => tags.get(id) ?? []) });
	}),

	route(
		'POST /sale/offers/{offerId}/tags',
		{ scope: 'sale:offers:write', accept: null, body: [PUBLIC] },
		(call) => {
			const record = findOffer(world, call);
			const { tags = [] } = call.data as { tags?: Array<{ id: string }> };
			const unknown = tags.find(({ id }) => !world.state.collections.tags.has(id));
			if (unknown) throw refusal(422, 'VALIDATION_ERROR', `No tag ${unknown.id}`, { path: 'tags' });
			record.tags = tags.map(({ id }) => id);
			return { status: 200 };
		},
	),

	route(
		'GET /sale/price-automation/offers/{offerId}/rules',
		{ scope: 'sale:offers:read', pace: perSecond(5) },
		(call) => {
			const { rules, offer } = findOffer(world, call);
			return ok({
				rules: [...rules].map(([marketplace, { id, ...rest }]) => ({
					marketplace: { id: marketplace },
					rule: { id },
					...rest,
				})),
				updatedAt: offer.updatedAt,
			});
		},
	),
];
