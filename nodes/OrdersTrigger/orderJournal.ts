import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Details } from '../shared/details';
import type { Journal, JournalEvent } from '../shared/journal';
import { newestOf } from '../shared/journal';
import { readerOf } from '../shared/reader';
import type { Tries } from '../shared/tries';
import { at } from '../shared/values';

/** An entry of GET /order/events. */
interface OrderEvent extends JournalEvent {
	type: string;
	occurredAt: string;
	order: IDataObject & {
		checkoutForm?: { id: string; revision?: string };
		marketplace?: { id: string };
		lineItems?: Array<{ id?: string }> | null;
	};
}

/** What the user wants of the journal. Empty lists mean all, but for cancelled orders: see `isWanted`. */
export interface OrderJournalOptions {
	types: string[];
	includeOrder: boolean;
	orderStatus: string[];
	fulfillmentStatus: string[];
	marketplace: string[];
	/** Whether an order is told only once as READY. */
	oncePerOrder: boolean;
	/** Whether events of orders that Allegro does not have are left out. */
	skipGone: boolean;
}

const DAY_MS = 24 * 60 * 60_000;
const PAGE_SIZE = 1000;
/** Samples are looked for so far back from the newest event, until there are some. */
const SAMPLE_HOURS = [1, 24, 7 * 24];
const FEW_SAMPLES = 5;
const READY = 'READY_FOR_PROCESSING';
const CANCELLED = 'CANCELLED';
/** Statuses of an order before it is READY. */
const BEFORE = ['BOUGHT', 'FILLED_IN'];
const GONE =
	'Allegro does not have this order: it was paid together with another one, is older than 365 days, or cannot be read for now';

/**
 * The journal of order events.
 *
 * Source: GET /order/events and GET /order/event-stats; that events repeat and come in any order,
 * https://developer.allegro.pl/tutorials/process-orders-PgPMlWDr8Cv#event-log
 */
export function orderJournal(
	context: IPollFunctions,
	options: OrderJournalOptions,
): Journal<OrderEvent> {
	const { types, includeOrder, orderStatus, fulfillmentStatus, marketplace } = options;
	const reader = readerOf(context, { scope: 'orders:read' });
	const orders = new Details(
		async (id) => await reader.get('GET /order/checkout-forms/{id}', {}, { id }),
		GONE,
	);
	/** Why the order of an event is not as it should be. */
	const older = new Map<OrderEvent, string>();

	const read = async (from: string | undefined, limit: number) => {
		const query = { limit, from, type: types };
		return (await reader.rows('GET /order/events', 'events', query)) as OrderEvent[];
	};

	const latest = async () => {
		const newest = at(await reader.get('GET /order/event-stats'), 'latestEvent.id');
		return (newest as string | undefined) ?? (await newestOf(read, PAGE_SIZE))?.id;
	};

	/** Nothing leads to the newest events but reading on: so it is tried from a little before. */
	const samples = async () => {
		const newest = await latest();
		const hours = /^\d+$/.test(newest ?? '') ? SAMPLE_HOURS : [];
		let found: OrderEvent[] = [];
		for (const back of hours) {
			const before = BigInt(newest as string) - BigInt(back * 3_600_000_000);
			const events = before > 0 ? await read(String(before), PAGE_SIZE) : [];
			if (events.length > 0) found = events;
			if (found.length >= FEW_SAMPLES) break;
		}
		return found.length > 0 ? found : await read(undefined, PAGE_SIZE);
	};

	/** Where nothing is known of a marketplace, nothing is left out for it. */
	const isThere = (marketplaceId: unknown) =>
		marketplace.length === 0 || !marketplaceId || marketplace.includes(String(marketplaceId));

	/** Whether the order says something about its event that the user wants to know, or filters by. */
	const needsOrder = ({ type, order }: OrderEvent) =>
		includeOrder ||
		orderStatus.length > 0 ||
		fulfillmentStatus.length > 0 ||
		(marketplace.length > 0 && !order.marketplace?.id) ||
		type === READY;

	/** Those whose order is read. */
	const asking = (events: OrderEvent[]) =>
		events.filter((event) => isThere(event.order.marketplace?.id) && needsOrder(event));

	const look = async (events: OrderEvent[], tries: Tries, onlyKnown = false) => {
		const asked = asking(events);
		// An order that has just become READY was there a moment ago.
		const fresh = new Set(asked.filter(isFresh).map(idOf));
		await orders.look(asked.map(idOf), tries, { onlyKnown, mayCome: (id) => fresh.has(id) });
		return new Set(asked.filter((event) => mustWait(event, tries)));
	};

	/**
	 * Whether the event has to wait for its order. One that is older than its event has been seen: paid, and
	 * not even filled in. Source: https://github.com/allegro/allegro-api/issues/2700 and .../936
	 */
	const mustWait = (event: OrderEvent, tries: Tries): boolean => {
		if (orders.waits(idOf(event))) return true;
		const order = orders.of(idOf(event)).value;
		if (!order || !isOlder(order, event)) return false;
		const problem = `The order is older than its event: it is ${String(order.status)}, and the event says ${event.type}. Read it again before you send anything`;
		if (tries.again(`${idOf(event)}|${event.order.checkoutForm?.revision}`, problem)) return true;
		older.set(event, problem);
		return false;
	};

	const items = async (events: OrderEvent[]): Promise<INodeExecutionData[]> =>
		events
			.filter((event) => isThere(event.order.marketplace?.id) && isWanted(event))
			.map((event) => {
				const { value: order = null, problem = older.get(event) } = orders.of(idOf(event));
				return {
					json: {
						...summary(event),
						...(includeOrder ? { order } : {}),
						...(problem ? { problem } : {}),
					},
				};
			});

	/**
	 * What the user filters by. What could not be read is never left out for what it might say; an order
	 * that the buyer has cancelled is not one to send, though the event that it is paid comes all the same.
	 * Source: https://github.com/allegro/allegro-api/issues/5900 and .../11244
	 */
	const isWanted = (event: OrderEvent): boolean => {
		const { value: order, isGone } = orders.of(idOf(event));
		if (!order) return !(isGone && options.skipGone);
		const status = at(order, 'status');
		const isOfStatus =
			orderStatus.length > 0
				? orderStatus.includes(String(status))
				: event.type !== READY || status !== CANCELLED;
		return (
			isOfStatus &&
			isThere(at(order, 'marketplace.id')) &&
			(fulfillmentStatus.length === 0 ||
				fulfillmentStatus.includes(String(at(order, 'fulfillment.status'))))
		);
	};

	return {
		endpoint: 'GET /order/events',
		read,
		latest,
		samples,
		look,
		items,
		identity: ({ type, occurredAt, order }) =>
			[type, occurredAt, order.checkoutForm?.id, ...lineItemsOf(order)].join('|'),
		...(options.oncePerOrder && {
			once: (event: OrderEvent) => (event.type === READY && idOf(event)) || undefined,
		}),
		keptMs: 60 * DAY_MS,
		keptText: '60 days',
		pageSize: PAGE_SIZE,
	};
}

const idOf = ({ order }: OrderEvent) => order.checkoutForm?.id ?? '';

/** Their IDs, in one order: what Allegro repeats has the same. */
const lineItemsOf = ({ lineItems }: OrderEvent['order']) =>
	(lineItems ?? []).map(({ id }) => String(id ?? '')).sort();

const isFresh = ({ type, occurredAt }: OrderEvent) =>
	type === READY && Date.parse(occurredAt) > Date.now() - DAY_MS;

/** Whether an order is from before the event that tells of it. */
function isOlder(order: IDataObject, { type, order: { checkoutForm } }: OrderEvent): boolean {
	return (
		type === READY &&
		BEFORE.includes(String(order.status)) &&
		order.revision !== checkoutForm?.revision
	);
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
