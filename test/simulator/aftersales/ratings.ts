import { buyerOf, marketplace, OFFERS } from '../catalogue';
import { refusal } from '../errors';
import { Filter, newestFirst, page } from '../query';
import { BETA, type Call, created, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';

const MAX_TEXT = 500;
const REMOVABLE_MS = 60 * 24 * 3_600_000;
const scope = 'ratings';
const accept = [PUBLIC, BETA];

/** A buyer's rating of an order. */
export interface Rating {
	id: string;
	recommended: boolean;
	comment?: string;
	buyer: { id: string; login: string };
	order: { id: string; offers: Array<{ id: string; title: string }> };
	rates: Record<'delivery' | 'deliveryCost' | 'description' | 'service', number>;
	createdAt: string;
	editedAt?: string;
	lastChangedAt: string;
	/** Why it does not count. */
	exclusion?: string;
	answer?: { createdAt: string; message: string };
	removalRequest?: { createdAt: string; message: string; source: 'SELLER' };
}

export interface RateOptions {
	orderId?: string;
	recommended?: boolean;
	comment?: string;
	createdAt?: Date | string;
	exclusion?: string;
}

/** What buyers think of their orders. */
export class Ratings {
	readonly byId = new Map<string, Rating>();

	constructor(private readonly world: World) {}

	/** A buyer rates an order (default: one that the shop does not know). */
	rate(options: RateOptions = {}): Rating {
		const { ids, clock, state } = this.world;
		const order = options.orderId ? state.orders.get(options.orderId)?.form : undefined;
		const { id, login } = order?.buyer ?? buyerOf(marketplace('allegro-pl'), this.byId.size).buyer;
		const { recommended = true } = options;
		const rate = recommended ? 5 : 1;
		const createdAt = new Date(options.createdAt ?? clock.now()).toISOString();
		const offers = order?.lineItems.map(({ offer }) => offer) ?? [OFFERS[0]];
		const rating: Rating = {
			id: ids.uuid(),
			recommended,
			comment: options.comment ?? (recommended ? 'Polecam!' : 'Nie polecam.'),
			buyer: { id, login },
			order: {
				id: order?.id ?? options.orderId ?? ids.uuid(),
				offers: offers.map((offer) => ({ id: offer.id, title: offer.name })),
			},
			rates: { delivery: rate, deliveryCost: rate, description: rate, service: rate },
			createdAt,
			lastChangedAt: createdAt,
			exclusion: options.exclusion,
		};
		this.byId.set(rating.id, rating);
		return rating;
	}

	/** The seller answers, which `lastChangedAt` does not tell. */
	answer({ id, message }: { id: string; message: string }): NonNullable<Rating['answer']> {
		const rating = this.find(id);
		rating.answer = { createdAt: this.world.clock.iso(), message };
		return rating.answer;
	}

	/** The seller wants the rating to be removed. */
	requestRemoval({ id, message }: { id: string; message: string }): Rating {
		const createdAt = this.world.clock.iso();
		return Object.assign(this.find(id), {
			removalRequest: { createdAt, message, source: 'SELLER' as const },
		});
	}

	/** The buyer changes the rating, which moves `lastChangedAt`. */
	edit({ id, ...change }: { id: string; recommended?: boolean; comment?: string }): Rating {
		const now = this.world.clock.iso();
		return Object.assign(this.find(id), change, { editedAt: now, lastChangedAt: now });
	}

	private find(id: string): Rating {
		const rating = this.byId.get(id);
		if (!rating) throw new Error(`The simulator has no rating ${id}`);
		return rating;
	}
}

export const ratingRoutes = (world: World): Route[] => [
	route('GET /sale/user-ratings', { scope, accept }, (call) => {
		const { query } = call;
		const found = new Filter<Rating>(query)
			.equal('recommended', ({ recommended }) => recommended, ['true', 'false'])
			.within('lastChangedAt', ({ lastChangedAt }) => lastChangedAt)
			.of(world.state.ratings.byId.values());
		const sorted = newestFirst(found, ({ lastChangedAt }) => lastChangedAt);
		const { rows } = page(query, sorted, { fallback: 20, max: 100, maxOffset: 20_000 });
		return ok({ ratings: rows.map((rating) => present(rating, call)) });
	}),

	route('GET /sale/user-ratings/{ratingId}', { scope, accept }, (call) =>
		ok(present(find(world, call), call)),
	),

	route('PUT /sale/user-ratings/{ratingId}/answer', { scope, body: [PUBLIC] }, (call) => {
		const { id } = find(world, call);
		const message = text(call.data.message, 'message');
		return created(world.state.ratings.answer({ id, message }));
	}),

	route('PUT /sale/user-ratings/{ratingId}/removal', { scope, body: [PUBLIC] }, (call) => {
		const { id } = find(world, call);
		const { request } = call.data as { request?: { message?: unknown } };
		const message = text(request?.message, 'request.message');
		return created(removal(world.state.ratings.requestRemoval({ id, message })));
	}),
];

function find(world: World, { params }: Call): Rating {
	const rating = world.state.ratings.byId.get(params.ratingId);
	if (rating) return rating;
	throw refusal(404, 'NOT_FOUND', `Rating ${params.ratingId} not found`);
}

function text(value: unknown, path: string): string {
	if (typeof value === 'string' && value !== '' && value.length <= MAX_TEXT) return value;
	throw refusal(400, 'VALIDATION_ERROR', `${path} has between 1 and ${MAX_TEXT} characters`, {
		path,
	});
}

const removal = ({ createdAt, removalRequest }: Rating) => ({
	possibleTo: new Date(Date.parse(createdAt) + REMOVABLE_MS).toISOString(),
	...(removalRequest ? { request: removalRequest } : {}),
});

/** The two versions of the resource name things differently. */
function present(rating: Rating, { accept }: Call): unknown {
	const { exclusion, removalRequest, answer, comment, rates, ...same } = rating;
	const shared = { ...same, removal: removal(rating) };
	if (accept !== BETA) {
		return {
			...shared,
			comment,
			rates,
			answer,
			excludedFromAverageRates: exclusion !== undefined,
			excludedFromAverageRatesReason: exclusion,
		};
	}
	return {
		...shared,
		comment: { text: comment, language: 'pl-PL' },
		...(answer
			? { answer: { createdAt: answer.createdAt, text: answer.message, language: 'pl-PL' } }
			: {}),
		...(exclusion ? { exclusion: { reason: exclusion } } : {}),
		justifications: [],
		firstNegativeReviewInLast30Days: false,
	};
}
