import { refusal } from '../errors';
import { Filter, newestFirst, page } from '../query';
import { type Call, created, noContent, ok, PUBLIC, route, type Route } from '../router';
import type { World } from '../state';

const READ = { scope: 'orders:read' };
const STATUSES = [
	...['IN_PROGRESS', 'WAITING_FOR_PAYMENT_REFUND', 'GRANTED', 'REJECTED', 'REJECTED_AFTER_APPEAL'],
	...['CANCELLED', 'APPEALED'],
];
const FEE = 0.1;
const WINDOW_MS = 45 * 24 * 3_600_000;

interface Claim {
	id: string;
	status: string;
	quantity: number;
	commission: { amount: number; currency: string };
	buyer: { id: string };
	createdAt: string;
	lineItem: { id: string; quantity: number; boughtAt: string; offer: { id: string } };
	type: 'MANUAL' | 'AUTOMATIC';
}

/** Applications to have a commission back. */
export class RefundClaims {
	readonly byId = new Map<string, Claim>();

	constructor(private readonly world: World) {}

	/** Claims the commission on pieces of a line item; Allegro does so by itself too. */
	claim(options: { lineItemId: string; quantity?: number; type?: Claim['type'] }): Claim {
		const { lineItemId, quantity = 1, type = 'AUTOMATIC' } = options;
		const { orders } = this.world.state;
		const holds = (items: Array<{ id: string }>) => items.some(({ id }) => id === lineItemId);
		const newest = { key: 'boughtAt', descending: true } as const;
		const [record] = orders.list(({ form }) => holds(form.lineItems), newest, 0, 1).records;
		const item = record?.form.lineItems.find(({ id }) => id === lineItemId);
		if (!item) throw invalid('lineItem.id', `There is no line item ${lineItemId}`);
		const { price, boughtAt, offer } = item;
		if (quantity < 1 || quantity > item.quantity) throw invalid('quantity', 'More than was bought');
		if (this.world.clock.now() > Date.parse(boughtAt) + WINDOW_MS) {
			throw invalid('lineItem.id', 'It is too late to claim');
		}
		const claimed = [...this.byId.values()].some(
			(one) => one.lineItem.id === lineItemId && one.status !== 'CANCELLED',
		);
		if (claimed) {
			// Source: allegro-api #9992. Its status is not quoted.
			throw refusal(422, 'ClaimExistsException', `Claim exists for line item id ${lineItemId}.`, {
				userMessage: 'Refund application for the specified ID already exists.',
			});
		}
		const amount = Math.round(Number(price.amount) * quantity * FEE * 100) / 100;
		const claim: Claim = {
			id: this.world.ids.uuid(),
			status: 'IN_PROGRESS',
			quantity,
			commission: { amount, currency: price.currency },
			buyer: { id: record.form.buyer.id },
			createdAt: this.world.clock.iso(),
			lineItem: { id: lineItemId, quantity: item.quantity, boughtAt, offer: { id: offer.id } },
			type,
		};
		this.byId.set(claim.id, claim);
		return claim;
	}

	/** Allegro or the buyer moves a claim on. */
	setStatus({ id, status }: { id: string; status: string }): Claim {
		const claim = this.byId.get(id);
		if (!claim) throw new Error(`The simulator has no claim ${id}`);
		if (!STATUSES.includes(status)) throw new Error(`There is no status ${status}`);
		return Object.assign(claim, { status });
	}
}

export const refundClaimRoutes = (world: World): Route[] => [
	route('GET /order/refund-claims', READ, ({ query }) => {
		const found = new Filter<Claim>(query)
			.equal('status', ({ status }) => status, STATUSES)
			.equal('buyer.id', ({ buyer }) => buyer.id)
			.equal('lineItem.offer.id', ({ lineItem }) => lineItem.offer.id)
			.of(world.state.refundClaims.byId.values());
		const sorted = newestFirst(found, ({ createdAt }) => createdAt);
		const { rows } = page(query, sorted, { fallback: 25, max: 100 });
		return ok({ refundClaims: rows, count: rows.length });
	}),

	route('POST /order/refund-claims', { scope: 'orders:write', body: [PUBLIC] }, ({ data }) => {
		const { lineItem, quantity } = data as { lineItem?: { id?: string }; quantity?: number };
		if (!lineItem?.id) throw invalid('lineItem.id', 'Is missing');
		const claim = { lineItemId: lineItem.id, quantity, type: 'MANUAL' as const };
		return created({ id: world.state.refundClaims.claim(claim).id });
	}),

	route('GET /order/refund-claims/{claimId}', READ, (call) => ok(find(world, call))),

	route(
		'DELETE /order/refund-claims/{claimId}',
		{ scope: 'orders:write', accept: null },
		(call) => {
			const claim = find(world, call);
			if (claim.status !== 'IN_PROGRESS') throw invalid('status', `It is ${claim.status}`);
			claim.status = 'CANCELLED';
			return noContent();
		},
	),
];

function find(world: World, { params }: Call): Claim {
	const claim = world.state.refundClaims.byId.get(params.claimId);
	if (claim) return claim;
	throw refusal(404, 'NOT_FOUND', `Refund application ${params.claimId} not found`);
}

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', message, { path });
