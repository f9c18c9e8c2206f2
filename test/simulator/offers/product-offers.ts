import { ApiError, type ErrorEntry, refusal } from '../errors';
import {
	type Answer,
	type Call,
	illegal,
	noContent,
	ok,
	PUBLIC,
	route,
	type Route,
} from '../router';
import type { World } from '../state';
import { build, change, check, type Draft, merge } from './drafts';
import type { OfferRecord } from './offers';

/** A creation or a change that takes its time. */
export interface OfferOperation {
	id: string;
	offerId: string;
	startedAt: number;
	errors?: ErrorEntry[];
	/** What is still to be done. */
	change?: () => void;
}

const PER_MINUTE = { seconds: 60, per: 'user' as const };

/** Offers with their products: created, read, changed, and drafts deleted. */
export const productOfferRoutes = (world: World): Route[] => [
	route(
		'POST /sale/product-offers',
		{ scope: 'sale:offers:write', body: [PUBLIC], pace: { limit: 2_490, ...PER_MINUTE } },
		({ data }) => {
			const draft = data as Draft;
			const offer = build(world, draft);
			const wanted = (draft.publication as { status?: string; startingAt?: string }) ?? {};
			const record = world.state.offers.add(offer);
			return work(world, record, 201, () => {
				if (wanted.status !== 'ACTIVE') return;
				world.state.offers.activate({ id: offer.id, at: wanted.startingAt });
			});
		},
	),

	route(
		'GET /sale/product-offers/{offerId}',
		{ scope: 'sale:offers:read', pace: { limit: 3_500, ...PER_MINUTE } },
		(call) => ok(present(findOffer(world, call))),
	),

	route('GET /sale/product-offers/{offerId}/parts', { scope: 'sale:offers:read' }, (call) => {
		const include = call.query.getAll('include');
		if (include.length === 0 || include.some((part) => !['stock', 'price'].includes(part))) {
			throw illegal('include', 'Must be stock, price or both');
		}
		const { id, stock, sellingMode } = findOffer(world, call).offer;
		return ok({
			id,
			...(include.includes('stock') ? { stock: { available: stock.available } } : {}),
			...(include.includes('price') ? { sellingMode: { price: sellingMode.price } } : {}),
		});
	}),

	// The document names no scope here.
	route(
		'PATCH /sale/product-offers/{offerId}',
		{ body: [PUBLIC], pace: { limit: 2_500, ...PER_MINUTE } },
		(call) => {
			const record = findOffer(world, call);
			check(merge(record.offer, call.data));
			return work(world, record, 200, () => change(world, record, call.data as Draft));
		},
	),

	route(
		'GET /sale/product-offers/{offerId}/operations/{operationId}',
		{ scope: 'sale:offers:read' },
		(call) => {
			const { offerId: id, operationId } = call.params;
			const operation = world.state.operations.get(operationId);
			if (operation?.offerId !== id) {
				throw refusal(404, 'OperationNotFound', `Operation ${operationId} not found`);
			}
			if (isBusy(world, operation)) {
				const startedAt = new Date(operation.startedAt).toISOString();
				const body = {
					offer: { id },
					operation: { id: operationId, status: 'IN_PROGRESS', startedAt },
				};
				return { status: 202, body };
			}
			finish(operation);
			if (operation.errors) throw new ApiError(422, operation.errors);
			const location = `${world.urls.api}/sale/product-offers/${id}`;
			return { status: 303, headers: { location } };
		},
	),

	route('DELETE /sale/offers/{offerId}', { scope: 'sale:offers:write', accept: null }, (call) => {
		const { offer } = findOffer(world, call);
		if (offer.publication.status !== 'INACTIVE') {
			throw refusal(403, 'OfferAccessDenied', 'Only drafts can be deleted');
		}
		world.state.offers.byId.delete(offer.id);
		return noContent();
	}),
];

/**
 * The offer that the path names, as it is by now.
 * @throws ApiError 404
 */
export function findOffer(world: World, { params }: Call): OfferRecord {
	for (const operation of world.state.operations.values()) {
		if (!isBusy(world, operation)) finish(operation);
	}
	world.state.offers.settle();
	const record = world.state.offers.byId.get(params.offerId);
	if (record) return record;
	throw refusal(404, 'OfferNotFound', `Offer ${params.offerId} not found`);
}

/** Does it at once, or (`settings.offerMs`) answers 202 and does it later. */
function work(world: World, record: OfferRecord, status: number, change: () => void): Answer {
	const { clock, ids, settings, state, urls } = world;
	const errors = state.offers.failures.shift();
	const operation = {
		id: ids.uuid(),
		offerId: record.offer.id,
		startedAt: clock.now(),
		errors,
		change,
	};
	state.operations.set(operation.id, operation);
	if (settings.offerMs === 0) {
		finish(operation);
		if (errors) throw new ApiError(422, errors);
		return { status, body: present(record) };
	}
	const location = `${urls.api}/sale/product-offers/${record.offer.id}/operations/${operation.id}`;
	const headers = { location, 'retry-after': `${Math.ceil(settings.offerMs / 1_000)}` };
	return { status: 202, body: present(record), headers };
}

const isBusy = ({ clock, settings }: World, { startedAt }: OfferOperation) =>
	clock.now() < startedAt + settings.offerMs;

function finish(operation: OfferOperation): void {
	const { change } = operation;
	operation.change = undefined;
	if (!operation.errors) change?.();
}

/** The offer as it goes out; a draft tells what it lacks. */
export function present({ offer }: OfferRecord): unknown {
	const missing = offer.sellingMode.price ? [] : [PRICE_MISSING];
	// Only the list tells when an offer started and ended.
	const { startedAt, endedAt, ...publication } = offer.publication;
	return {
		...offer,
		publication,
		productSet: offer.productSet.map(({ product: { id }, quantity }) => ({
			product: { id, publication: { status: 'LISTED' }, parameters: [] },
			quantity,
		})),
		validation: { errors: missing, warnings: [], validatedAt: offer.updatedAt },
		warnings: [],
	};
}

const PRICE_MISSING = {
	code: 'PriceRequired',
	message: 'A price is required',
	details: null,
	path: 'sellingMode.price',
	userMessage: 'Enter a price.',
};
