import { OFFERS } from '../catalogue';
import { refusal } from '../errors';
import type { Pace } from '../limits';
import type { Money } from '../model';
import { Filter, page } from '../query';
import { BETA, type Call, ok, route, type Route } from '../router';
import type { World } from '../state';

export const RETURN_STATUSES = [
	'CREATED',
	'DISPATCHED',
	'IN_TRANSIT',
	'DELIVERED',
	'FINISHED',
	'FINISHED_APT',
	'REJECTED',
	'COMMISSION_REFUND_CLAIMED',
	'COMMISSION_REFUNDED',
	'WAREHOUSE_DELIVERED',
	'WAREHOUSE_VERIFICATION',
] as const;

export type ReturnStatus = (typeof RETURN_STATUSES)[number];

const REJECTIONS = [
	'REFUND_REJECTED',
	'NEW_ITEM_SENT',
	'ITEM_FIXED',
	'MISSING_PART_SENT',
	'ITEM_MISMATCH',
	'BUSINESS_PURCHASE',
	'NO_RETURN_RIGHT',
];

const MAX_REASON = 250;
const PACE: Pace = { limit: 25, seconds: 1, per: 'user' };

export interface CustomerReturn {
	id: string;
	isFulfillment: boolean;
	createdAt: string;
	referenceNumber: string;
	orderId: string;
	buyer: { email: string; login: string };
	items: Array<{
		offerId: string;
		quantity: number;
		name: string;
		price: Money;
		url: string;
		reason: { type: string; userComment: string };
		serialNumbers: string[];
	}>;
	parcels: Array<{
		createdAt: string;
		waybill: string;
		transportingWaybill: string | null;
		carrierId: string;
		transportingCarrierId: string | null;
		sender: { phoneNumber: string };
	}>;
	refund?: { bankAccount: { owner: string; accountNumber: string; iban: string } };
	rejection?: { code: string; reason?: string; createdAt: string };
	marketplaceId: string;
	status: ReturnStatus;
}

export interface ReturnOptions {
	/** Default: a fresh paid order. */
	orderId?: string;
	status?: ReturnStatus;
	createdAt?: Date | string;
	reason?: string;
	comment?: string;
	waybill?: string;
}

/** What buyers send back. */
export class Returns {
	/** In the order of their ids, which is not strictly that of their dates. */
	readonly byId = new Map<string, CustomerReturn>();

	constructor(private readonly world: World) {}

	/** A buyer declares that (all of) an order is sent back. */
	declare(options: ReturnOptions = {}): CustomerReturn {
		const { ids, clock, state } = this.world;
		const order = options.orderId ? state.orders.get(options.orderId)?.form : undefined;
		if (options.orderId && !order) throw new Error(`The simulator has no order ${options.orderId}`);
		const createdAt = new Date(options.createdAt ?? clock.now()).toISOString();
		const number = ids.next();
		const price = { amount: '129.90', currency: 'PLN' };
		const items = order?.lineItems ?? [{ offer: OFFERS[0], quantity: 1, price }];
		const declared: CustomerReturn = {
			id: ids.uuid(),
			isFulfillment: false,
			createdAt,
			referenceNumber: `${number}/2026`,
			orderId: order?.id ?? ids.uuid(),
			buyer: {
				email: order?.buyer.email ?? `buyer+${number}@allegromail.example`,
				login: order?.buyer.login ?? 'Jagoda_Wrzos',
			},
			items: items.map(({ offer, quantity, price }) => ({
				offerId: offer.id,
				quantity,
				name: offer.name,
				price,
				url: `https://allegro.example/oferta/${offer.id}`,
				reason: { type: options.reason ?? 'NONE', userComment: options.comment ?? '' },
				serialNumbers: [],
			})),
			parcels: [
				{
					createdAt,
					waybill: options.waybill ?? `R${number}`,
					transportingWaybill: null,
					carrierId: 'INPOST',
					transportingCarrierId: null,
					sender: { phoneNumber: '600000100' },
				},
			],
			marketplaceId: order?.marketplace.id ?? 'allegro-pl',
			status: options.status ?? 'CREATED',
		};
		this.byId.set(declared.id, declared);
		return declared;
	}

	/** The return goes on, which nothing but its status tells of. */
	setStatus({ id, status }: { id: string; status: ReturnStatus }): CustomerReturn {
		const found = this.byId.get(id);
		if (!found) throw new Error(`The simulator has no return ${id}`);
		if (!RETURN_STATUSES.includes(status)) throw new Error(`There is no status ${status}`);
		return Object.assign(found, { status });
	}
}

/** Filters by the name of their query parameter; each may be given once or more. */
const FILTERS: Record<string, (one: CustomerReturn) => unknown[]> = {
	customerReturnId: ({ id }) => [id],
	orderId: ({ orderId }) => [orderId],
	'buyer.email': ({ buyer }) => [buyer.email],
	'buyer.login': ({ buyer }) => [buyer.login],
	'items.offerId': ({ items }) => items.map(({ offerId }) => offerId),
	'items.name': ({ items }) => items.map(({ name }) => name),
	'parcels.waybill': ({ parcels }) => parcels.map(({ waybill }) => waybill),
	'parcels.transportingWaybill': ({ parcels }) => parcels.map((one) => one.transportingWaybill),
	'parcels.carrierId': ({ parcels }) => parcels.map(({ carrierId }) => carrierId),
	'parcels.transportingCarrierId': ({ parcels }) => parcels.map((one) => one.transportingCarrierId),
	'parcels.sender.phoneNumber': ({ parcels }) => parcels.map(({ sender }) => sender.phoneNumber),
	referenceNumber: ({ referenceNumber }) => [referenceNumber],
	marketplaceId: ({ marketplaceId }) => [marketplaceId],
	status: ({ status }) => [status],
};

export const returnRoutes = (world: World): Route[] => [
	route(
		'GET /order/customer-returns',
		{ scope: 'orders:read', accept: BETA, pace: PACE },
		({ query }) => {
			const filter = new Filter<CustomerReturn>(query).within('createdAt', (one) => one.createdAt);
			for (const [name, fields] of Object.entries(FILTERS)) filter.some(name, fields);
			const found = filter.of(after(world, query.get('from')));
			const { rows } = page(query, found, { fallback: 100, max: 1_000 });
			// Staff quotes a count that is larger than the page.
			return ok({ count: found.length, customerReturns: rows });
		},
	),

	route(
		'GET /order/customer-returns/{customerReturnId}',
		{ scope: 'orders:read', accept: BETA },
		(call) => ok(find(world, call)),
	),

	route(
		'POST /order/customer-returns/{customerReturnId}/rejection',
		{ scope: 'orders:write', accept: BETA, body: [BETA] },
		(call) => {
			const found = find(world, call);
			const { rejection } = call.data as { rejection?: { code?: string; reason?: string } };
			const { code = '', reason } = rejection ?? {};
			if (!REJECTIONS.includes(code)) throw invalid('rejection.code', `Unknown code ${code}`);
			if (code === 'REFUND_REJECTED' && !reason) {
				throw invalid('rejection.reason', 'A rejected refund needs a reason');
			}
			if (reason && reason.length > MAX_REASON) {
				throw invalid('rejection.reason', `A reason has at most ${MAX_REASON} characters`);
			}
			if (found.rejection) throw invalid('rejection', 'The return was rejected before');
			found.rejection = { code, ...(reason ? { reason } : {}), createdAt: world.clock.iso() };
			found.status = 'REJECTED';
			return ok(found);
		},
	),
];

/**
 * The returns that came after the one with this id, oldest first; of an unknown id nothing is
 * documented, so that it hides none.
 */
function after(world: World, from: string | null): CustomerReturn[] {
	const all = [...world.state.returns.byId.values()];
	return all.slice(all.findIndex(({ id }) => id === from) + 1);
}

function find(world: World, { params }: Call): CustomerReturn {
	const found = world.state.returns.byId.get(params.customerReturnId);
	if (found) return found;
	throw refusal(404, 'NOT_FOUND', `Customer return ${params.customerReturnId} not found`);
}

const invalid = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', message, { path });
