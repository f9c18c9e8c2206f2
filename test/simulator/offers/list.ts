import { refusal } from '../errors';
import { Filter, page } from '../query';
import { choice, illegal, ok, route, type Route } from '../router';
import type { World } from '../state';
import { type OfferRecord, PUBLICATION_STATUSES } from './offers';

const FORMATS = ['BUY_NOW', 'ADVERTISEMENT', 'AUCTION'];
const CEILING = 10_000_000;

const SORTS: Record<string, (record: OfferRecord) => number> = {
	'sellingMode.price.amount': ({ offer }) => Number(offer.sellingMode.price?.amount ?? 0),
	'stock.sold': ({ sold }) => sold,
	'stock.available': ({ offer }) => offer.stock.available,
};

/** The list of the seller's offers, which shows less of each than its own page. */
export const offerListRoutes = (world: World): Route[] => [
	route('GET /sale/offers', { scope: 'sale:offers:read' }, ({ query }) => {
		world.state.offers.settle();
		const found = filter(query).of([...world.state.offers.byId.values()].reverse());
		const sort = choice(query, 'sort', [
			...Object.keys(SORTS),
			...Object.keys(SORTS).map((key) => `-${key}`),
		]);
		if (sort) {
			const by = SORTS[sort.replace('-', '')];
			const sign = sort.startsWith('-') ? -1 : 1;
			found.sort((one, other) => sign * (by(one) - by(other)));
		}
		const bounds = { fallback: 20, max: 1_000, maxOffset: CEILING - 1 };
		const { rows, offset, limit } = page(query, found, bounds);
		if (offset + limit > CEILING) {
			throw refusal(422, 'VALIDATION_ERROR', `offset + limit must not exceed ${CEILING}`);
		}
		return ok({ offers: rows.map(present), count: rows.length, totalCount: found.length });
	}),

	route('GET /sale/offers/unfilled-parameters', { scope: 'sale:offers:read' }, ({ query }) => {
		// The fictional catalogue asks for one parameter, which the simulator's own offers lack.
		const found = new Filter<OfferRecord>(query)
			.equal('offer.id', ({ offer }) => offer.id)
			.where(({ offer }) => !('parameters' in offer))
			.of(world.state.offers.byId.values());
		const { rows } = page(query, found, { fallback: 100, max: 1_000 });
		return ok({
			offers: rows.map(({ offer: { id, category } }) => ({
				id,
				category,
				parameters: [{ id: '11323' }],
			})),
			count: rows.length,
			totalCount: found.length,
		});
	}),
];

/** Query parameters with their fields; those of features that the simulator lacks are ignored. */
function filter(query: URLSearchParams): Filter<OfferRecord> {
	const rates = ({ offer }: OfferRecord) => offer.delivery?.shippingRates?.id;
	const rule = ({ rules }: OfferRecord) => [...rules.values()].map(({ id }) => id);
	const phrase = query.get('name')?.toLowerCase() ?? '';
	const price = (bound: string, fallback: number) => {
		const text = query.get(`sellingMode.price.amount.${bound}`);
		if (text !== null && Number.isNaN(Number(text))) throw illegal(bound, `${text} is no number`);
		return text === null ? fallback : Number(text);
	};
	const [from, to] = [price('gte', -Infinity), price('lte', Infinity)];
	const empty = (name: string, value: (record: OfferRecord) => unknown) => {
		const wanted = choice(query, name, ['true', 'false']);
		return (record: OfferRecord) =>
			wanted === undefined || (value(record) === undefined) === (wanted === 'true');
	};
	return new Filter<OfferRecord>(query)
		.equal('offer.id', ({ offer }) => offer.id)
		.equal('external.id', ({ offer }) => offer.external?.id)
		.equal('category.id', ({ offer }) => offer.category.id)
		.equal('publication.status', ({ offer }) => offer.publication.status, PUBLICATION_STATUSES)
		.equal('sellingMode.format', ({ offer }) => offer.sellingMode.format, FORMATS)
		.equal('delivery.shippingRates.id', rates)
		.some('publication.marketplace', ({ offer: { publication } }) =>
			[publication.marketplaces.base, ...publication.marketplaces.additional].map(({ id }) => id),
		)
		.some('sellingMode.priceAutomation.rule.id', rule)
		.where(empty('delivery.shippingRates.id.empty', rates))
		.where(empty('sellingMode.priceAutomation.rule.id.empty', (one) => rule(one)[0]))
		.where(empty('product.id.empty', ({ offer }) => offer.productSet[0]?.product.id))
		.where(({ offer }) => offer.name.toLowerCase().includes(phrase))
		.where((record) => {
			const amount = SORTS['sellingMode.price.amount'](record);
			return amount >= from && amount <= to;
		});
}

function present({ offer, sold, rules }: OfferRecord): unknown {
	const { id, name, category, images, sellingMode, stock, publication, external, delivery } = offer;
	const { status, startingAt, startedAt, endingAt, endedAt, marketplaces } = publication;
	const rule = rules.get(marketplaces.base.id);
	return {
		id,
		name,
		category,
		...(images[0] ? { primaryImage: { url: images[0] } } : {}),
		sellingMode: {
			...sellingMode,
			...(rule ? { priceAutomation: { rule: { id: rule.id } } } : {}),
		},
		stock: { available: stock.available, sold },
		stats: { watchersCount: 0, visitsCount: sold * 7 },
		publication: { status, startingAt, startedAt, endingAt, endedAt, marketplaces },
		...(external ? { external } : {}),
		...(delivery?.shippingRates ? { delivery: { shippingRates: delivery.shippingRates } } : {}),
		b2b: { buyableOnlyByBusiness: false },
		isFulfillment: false,
		additionalMarketplaces: {},
	};
}
