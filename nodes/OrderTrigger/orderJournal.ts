import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Journal, JournalEvent } from '../shared/journal';
import { deadlineOf } from '../shared/polling';
import type { Endpoint } from '../shared/routing';
import type { AllegroRequest } from '../shared/transport';
import { send } from '../shared/transport';
import { at } from '../shared/values';

/** An entry of GET /order/events. */
interface OrderEvent extends JournalEvent {
	type: string;
	occurredAt: string;
	order: IDataObject & {
		checkoutForm?: { id: string; revision?: string };
		marketplace?: { id: string };
	};
}

/** What the user wants of the journal. Empty lists mean all. */
export interface OrderJournalOptions {
	types: string[];
	includeOrder: boolean;
	fulfillmentStatus: string[];
	marketplace: string[];
}

const DAY_MS = 24 * 60 * 60_000;
const PAGE_SIZE = 1000;

/**
 * The journal of order events.
 *
 * Source: GET /order/events and GET /order/event-stats; that events repeat and come in any order,
 * https://developer.allegro.pl/tutorials/process-orders-PgPMlWDr8Cv#event-log
 */
export function orderJournal(
	context: IPollFunctions,
	{ types, includeOrder, fulfillmentStatus, marketplace }: OrderJournalOptions,
): Journal<OrderEvent> {
	const deadline = deadlineOf(context);
	const request = async (endpoint: Endpoint, path: string, more: Partial<AllegroRequest> = {}) =>
		await send(context, { endpoint, method: 'GET', path, deadline, scope: 'orders:read', ...more });

	const read = async (from: string | undefined, limit: number) => {
		const query = { limit, ...(from ? { from } : {}), ...(types.length ? { type: types } : {}) };
		const { body } = await request('GET /order/events', '/order/events', { query });
		return (body as { events: OrderEvent[] }).events;
	};

	const latest = async () => {
		const { body } = await request('GET /order/event-stats', '/order/event-stats');
		return at(body, 'latestEvent.id') as string | undefined;
	};

	/** The order as it is now; null when it is gone, as after two orders were paid together. */
	const readOrder = async (id: string): Promise<IDataObject | null> => {
		const path = `/order/checkout-forms/${encodeURIComponent(id)}`;
		const answer = await request('GET /order/checkout-forms/{id}', path, { tolerated: [404] });
		return answer.status === 404 ? null : (answer.body as IDataObject);
	};

	/** Nothing leads to the newest events but reading on: so it is tried from a little before. */
	const sample = async () => {
		const newest = await latest();
		const hours = /^\d+$/.test(newest ?? '') ? [1, 24] : [];
		for (const back of hours) {
			const before = BigInt(newest as string) - BigInt(back * 3_600_000_000);
			const events = before > 0 ? await read(String(before), PAGE_SIZE) : [];
			if (events.length > 0) return events[events.length - 1];
		}
		return (await read(undefined, PAGE_SIZE)).pop();
	};

	const items = async (events: OrderEvent[]): Promise<INodeExecutionData[]> => {
		const wanted = events.filter(
			({ order }) => marketplace.length === 0 || marketplace.includes(order.marketplace?.id ?? ''),
		);
		const needsOrder = includeOrder || fulfillmentStatus.length > 0;
		const orders = new Map<string, Promise<IDataObject | null>>();
		for (const { order } of needsOrder ? wanted : []) {
			const id = order.checkoutForm?.id;
			if (id && !orders.has(id)) orders.set(id, readOrder(id));
		}
		const full = await settled(orders);
		return wanted
			.map((event) => ({ event, order: full.get(event.order.checkoutForm?.id ?? '') ?? null }))
			.filter(
				({ order }) =>
					fulfillmentStatus.length === 0 ||
					fulfillmentStatus.includes(String(at(order, 'fulfillment.status'))),
			)
			.map(({ event, order }) => ({
				json: { ...summary(event), ...(includeOrder ? { order } : {}) },
			}));
	};

	return {
		endpoint: 'GET /order/events',
		read,
		latest,
		sample,
		items,
		identity: ({ type, occurredAt, order }) => `${type}|${occurredAt}|${order.checkoutForm?.id}`,
		keptMs: 60 * DAY_MS,
		keptText: '60 days',
		pageSize: PAGE_SIZE,
	};
}

function summary({ id, type, occurredAt, order }: OrderEvent): IDataObject {
	return {
		eventId: id,
		type,
		occurredAt,
		orderId: order.checkoutForm?.id ?? null,
		revision: order.checkoutForm?.revision ?? null,
		marketplace: order.marketplace?.id ?? null,
		buyer: order.buyer ?? null,
		lineItems: order.lineItems ?? [],
	};
}

/** All results; when one fails, the others are awaited before the failure is passed on. */
async function settled<T>(tasks: Map<string, Promise<T>>): Promise<Map<string, T>> {
	await Promise.allSettled(tasks.values());
	const entries = [...tasks].map(async ([key, task]) => [key, await task] as const);
	return new Map(await Promise.all(entries));
}
