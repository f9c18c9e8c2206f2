import type { CheckoutForm, EventType } from './model';

const KEPT_FOR_MS = 60 * 24 * 3_600_000;

/** One entry of the order journal, as compact as it can be; the form is the order as it was then. */
export interface OrderEvent {
	/** Epoch microseconds of the insertion: ids grow with it, not with `occurredAt`. */
	id: number;
	type: EventType;
	occurredAt: number;
	form: CheckoutForm;
}

/** Allegro's journal of order events: append-only, read by id, kept for 60 days. */
export class Journal {
	private readonly events: OrderEvent[] = [];

	constructor(private readonly now: () => number) {}

	/** How many events there are, expired ones included. */
	get size(): number {
		return this.events.length;
	}

	/** Appends an event; the id comes from the time of insertion. */
	insert(
		type: EventType,
		form: CheckoutForm,
		{ occurredAt = this.now(), insertedAt = this.now() } = {},
	): OrderEvent {
		const last = this.events.at(-1)?.id ?? 0;
		const event = { id: Math.max(last + 1, insertedAt * 1_000), type, occurredAt, form };
		this.events.push(event);
		return event;
	}

	/** The newest event, if any is still kept. */
	latest(): OrderEvent | undefined {
		const event = this.events.at(-1);
		return event && event.id >= this.oldestKept() ? event : undefined;
	}

	/** An event by its id. */
	find(id: number): OrderEvent | undefined {
		const event = this.events[this.firstFrom(id)];
		return event?.id === id ? event : undefined;
	}

	/** Up to `limit` events after the one with this id (or from the oldest kept), of these types. */
	after(from: number, types: ReadonlySet<string>, limit: number): OrderEvent[] {
		const page: OrderEvent[] = [];
		let index = this.firstFrom(Math.max(from + 1, this.oldestKept()));
		for (; index < this.events.length && page.length < limit; index++) {
			if (types.size === 0 || types.has(this.events[index].type)) page.push(this.events[index]);
		}
		return page;
	}

	private oldestKept(): number {
		return (this.now() - KEPT_FOR_MS) * 1_000;
	}

	/** Index of the first event whose id is at least this. */
	private firstFrom(id: number): number {
		let low = 0;
		let high = this.events.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.events[middle].id < id) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
