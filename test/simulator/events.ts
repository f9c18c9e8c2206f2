import { refusal } from './errors';
import type { Entry } from './journal';
import { type CheckoutForm, EVENT_TYPES, type EventType } from './model';
import { integer, ok, route, type Route } from './router';
import type { World } from './state';

/** The journal of order events. */
export const eventRoutes = (world: World): Route[] => [
	route('GET /order/events', { scope: 'orders:read' }, ({ query }) => {
		const limit = bounded(query);
		const from = query.get('from') ?? '0';
		if (!/^\d+$/.test(from)) throw incorrect('from', `Unknown event ${from}`);
		const types = new Set(query.getAll('type'));
		for (const type of types) {
			if (!(EVENT_TYPES as readonly string[]).includes(type)) {
				throw incorrect('type', `Unknown event type ${type}`);
			}
		}
		const events = world.state.events.after(Number(from), types, limit);
		return ok({ events: events.map((event) => present(event, world.seller.id)) });
	}),

	route('GET /order/event-stats', { scope: 'orders:read' }, () => {
		const latest = world.state.events.latest();
		return ok(latest ? { latestEvent: { id: `${latest.id}`, occurredAt: date(latest) } } : {});
	}),
];

export type OrderEvent = Entry<EventType, CheckoutForm>;

const incorrect = (path: string, message: string) =>
	refusal(422, 'VALIDATION_ERROR', message, { path });

/** The journal answers every wrong parameter with 422. */
function bounded(query: URLSearchParams): number {
	if (/\D/.test(query.get('limit') ?? '')) throw incorrect('limit', 'limit is not a number');
	return integer(query, 'limit', { min: 1, max: 1_000, fallback: 100 });
}

const date = ({ occurredAt }: OrderEvent) => new Date(occurredAt).toISOString();

/** An event as it goes out: a few facts of the order, not the whole. */
function present(event: OrderEvent, sellerId: string): unknown {
	const { buyer, lineItems, id, revision, marketplace } = event.subject;
	return {
		id: `${event.id}`,
		type: event.type,
		occurredAt: date(event),
		order: {
			seller: { id: sellerId },
			buyer: {
				id: buyer.id,
				email: buyer.email,
				login: buyer.login,
				guest: buyer.guest,
				preferences: buyer.preferences,
			},
			lineItems: lineItems.map((item) => ({
				id: item.id,
				offer: item.offer,
				quantity: item.quantity,
				originalPrice: item.originalPrice,
				price: item.price,
				boughtAt: item.boughtAt,
			})),
			checkoutForm: { id, revision },
			marketplace,
		},
	};
}
