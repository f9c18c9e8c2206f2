import { MARKETPLACES } from './catalogue';
import type { CheckoutForm, DeliveryAddress, EventType, OrderStatus, Payment } from './model';
import type { OrderRecord } from './order-store';
import { type OrderOptions, purchase, total } from './purchase';
import type { World } from './state';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface SeedOptions {
	orders: number;
	/** The orders are spread over so many days up to now. Default: 30. */
	days?: number;
	/** One status for all; by default most are paid and some are in the other states. */
	status?: OrderStatus;
	/** Whether the journal tells of them. Default: true. */
	events?: boolean;
}

/** When things happen: in the journal's time and in the order's own. */
interface Timing {
	at: number;
	insertedAt: number;
	silent?: boolean;
}

/**
 * A new order, carried to the status asked for.
 * @throws Error for an unknown marketplace, or one that lacks the kind of delivery
 */
export function createOrder(world: World, options: OrderOptions = {}): OrderRecord {
	const now = world.clock.now();
	const at = options.boughtAt === undefined ? now : new Date(options.boughtAt).getTime();
	const timing = { at, insertedAt: now };
	const record = place(world, options, world.state.orders.size, timing);
	carry(world, record, options.status ?? 'BOUGHT', timing);
	return record;
}

/** Many orders, oldest first, made the same way as single ones. */
export function seedOrders(world: World, { orders, days = 30, status, events }: SeedOptions): void {
	const now = world.clock.now();
	const step = (days * DAY) / Math.max(1, orders);
	for (let index = 0; index < orders; index++) {
		const at = Math.floor(now - (orders - index) * step);
		const timing = { at, insertedAt: at, silent: events === false };
		const options: OrderOptions = {
			marketplace: MARKETPLACES[index % 10 < 6 ? 0 : index % MARKETPLACES.length].id,
			invoice: index % 4 === 1,
			fulfillmentStatus: index % 3 === 0 ? 'NEW' : index % 3 === 1 ? 'PROCESSING' : 'SENT',
		};
		const record = place(world, options, index, timing);
		carry(world, record, status ?? MIXED[index % MIXED.length], timing);
	}
}

/** Of twenty orders one is bought, one filled in, one cancelled and the others are paid. */
const MIXED = Array.from({ length: 20 }, (_, index): OrderStatus => {
	const unpaid: Record<number, OrderStatus> = { 3: 'BOUGHT', 6: 'FILLED_IN', 9: 'CANCELLED' };
	return unpaid[index] ?? 'READY_FOR_PROCESSING';
});

/** The buyer chose delivery and payment. */
export function fillIn(world: World, record: OrderRecord, timing = present(world)): void {
	const { payment, delivery, invoice, messageToSeller } = record.checkout;
	const change = {
		status: 'FILLED_IN' as const,
		payment: { id: payment!.id, type: payment!.type, provider: payment!.provider },
		// Until the payment is done these stay hidden: the buyer may still change them.
		delivery: { ...delivery, address: undefined, pickupPoint: undefined },
		invoice,
		messageToSeller,
		summary: { totalToPay: total(record.form.lineItems, delivery!.cost!) },
	};
	apply(world, record, change, 'FILLED_IN', timing);
}

/**
 * The payment came in, or is not needed before the delivery.
 * @throws Error when the order is cancelled or paid already
 */
export function pay(world: World, record: OrderRecord, timing = present(world)): void {
	if (record.form.status === 'BOUGHT') fillIn(world, record, timing);
	if (record.form.status !== 'FILLED_IN') {
		throw new Error(`Order ${record.form.id} is ${record.form.status}`);
	}
	const { payment, delivery } = record.checkout;
	const paidAmount = record.form.summary.totalToPay;
	const finishedAt = new Date(timing.at).toISOString();
	const change = {
		status: 'READY_FOR_PROCESSING' as const,
		payment:
			payment!.type === 'CASH_ON_DELIVERY' ? payment : { ...payment!, finishedAt, paidAmount },
		delivery,
	};
	apply(world, record, change, 'READY_FOR_PROCESSING', timing);
}

/** The order ends, before or after its payment. */
export function cancel(
	world: World,
	record: OrderRecord,
	by: 'buyer' | 'allegro' = 'buyer',
	timing = present(world),
): void {
	const type = by === 'buyer' ? 'BUYER_CANCELLED' : 'AUTO_CANCELLED';
	apply(world, record, { status: 'CANCELLED' }, type, timing);
}

/** The buyer corrected the delivery address of a paid order. */
export function modify(
	world: World,
	record: OrderRecord,
	address: Partial<DeliveryAddress> = { street: 'Jesienna 8' },
): void {
	const { delivery } = record.checkout;
	const changed = { ...delivery!.address!, ...address, modifiedAt: world.clock.iso() };
	record.checkout.delivery = { ...delivery, address: changed };
	apply(world, record, { delivery: record.checkout.delivery }, 'BUYER_MODIFIED', present(world));
}

/** The buyer paid something on top: the journal tells READY_FOR_PROCESSING a second time. */
export function surcharge(world: World, record: OrderRecord, amount = '10.00'): void {
	const { currency } = record.form.summary.totalToPay;
	const payment: Payment = {
		id: world.ids.uuid(),
		type: 'ONLINE',
		provider: 'PAYU',
		finishedAt: world.clock.iso(),
		paidAmount: { amount, currency },
	};
	const surcharges = [...record.form.surcharges, payment];
	apply(world, record, { surcharges }, 'READY_FOR_PROCESSING', present(world));
}

/**
 * The buyer paid several purchases at once: they become one order with a new id, and the old ids
 * are gone.
 * @throws Error when an order is paid or cancelled already
 */
export function combine(world: World, records: OrderRecord[]): OrderRecord {
	const closed = records.find(({ form }) => !['BOUGHT', 'FILLED_IN'].includes(form.status));
	if (closed) throw new Error(`Order ${closed.form.id} is ${closed.form.status}`);
	const [first] = records;
	const lineItems = records.flatMap(({ form }) => form.lineItems);
	for (const { form } of records) world.state.orders.delete(form.id);
	const combined: OrderRecord = {
		...first,
		form: { ...first.form, id: world.ids.uuid(), lineItems },
		boughtAt: Math.max(...records.map(({ boughtAt }) => boughtAt)),
	};
	world.state.orders.add(combined);
	fillIn(world, combined);
	pay(world, combined);
	return combined;
}

/** The seller's status moved; `updatedAt` and `revision` do not, as with Allegro. */
export function setFulfillment(
	world: World,
	record: OrderRecord,
	fulfillment: CheckoutForm['fulfillment'],
): void {
	const changed = fulfillment.status !== record.form.fulfillment.status;
	world.state.orders.update(record, { ...record.form, fulfillment }, false);
	if (changed) emit(world, record, 'FULFILLMENT_STATUS_CHANGED', present(world));
}

/** Puts a fresh purchase into the shop. */
function place(world: World, options: OrderOptions, number: number, timing: Timing): OrderRecord {
	const record = purchase(world, options, number, timing.at);
	world.state.orders.add(record);
	emit(world, record, 'BOUGHT', timing);
	return record;
}

const present = (world: World): Timing => ({
	at: world.clock.now(),
	insertedAt: world.clock.now(),
});

function carry(world: World, record: OrderRecord, status: OrderStatus, timing: Timing): void {
	if (status === 'BOUGHT') return;
	const later = (minutes: number) => ({ ...timing, at: timing.at + minutes * MINUTE });
	// What happened long ago took its time; what happens now happens now.
	const pause = timing.at < world.clock.now() - 10 * MINUTE ? 1 : 0;
	fillIn(world, record, later(pause));
	if (status === 'READY_FOR_PROCESSING') pay(world, record, later(2 * pause));
	if (status === 'CANCELLED') cancel(world, record, 'buyer', later(3 * pause));
}

/** A buyer-side change: new revision, new `updatedAt`, and the event that tells of it. */
function apply(
	world: World,
	record: OrderRecord,
	change: Partial<CheckoutForm>,
	event: EventType,
	timing: Timing,
): void {
	const form = {
		...record.form,
		...change,
		revision: world.ids.revision(),
		updatedAt: new Date(timing.at).toISOString(),
	};
	world.state.orders.update(record, form, true);
	emit(world, record, event, timing);
}

function emit(world: World, record: OrderRecord, type: EventType, timing: Timing): void {
	if (timing.silent || record.sellerId !== world.seller.id) return;
	const { at: occurredAt, insertedAt } = timing;
	world.state.events.insert(type, record.form, { occurredAt, insertedAt });
}
