import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Journal, JournalEvent } from '../shared/journal';
import { readerOf, recordsOf } from '../shared/reader';
import { at, rowsAt } from '../shared/values';

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
	const reader = readerOf(context, { scope: 'orders:read' });

	const read = async (from: string | undefined, limit: number) => {
		const events = await reader.get('GET /order/events', { limit, from, type: types });
		return rowsAt(events, 'events') as OrderEvent[];
	};

	const latest = async () =>
		at(await reader.get('GET /order/event-stats'), 'latestEvent.id') as string | undefined;

	/** An order is gone (null) when two of them were paid together. */
	const readOrder = async (id: string) =>
		await reader.get('GET /order/checkout-forms/{id}', {}, { id });

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
		const ids = needsOrder ? wanted.map(({ order }) => order.checkoutForm?.id) : [];
		const full = await recordsOf(ids, readOrder);
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
