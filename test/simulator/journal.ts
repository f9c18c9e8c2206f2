/** One entry of a journal, as compact as it can be. */
export interface Entry<Type extends string, Subject> {
	/** Epoch microseconds of the insertion: ids grow with it, not with `occurredAt`. */
	id: number;
	type: Type;
	occurredAt: number;
	/** What the event is about, as it was then. */
	subject: Subject;
}

/** One of Allegro's journals of events: append-only, read by id, kept for some days. */
export class Journal<Type extends string, Subject> {
	private readonly events: Array<Entry<Type, Subject>> = [];
	private readonly keptForMs: number;

	constructor(
		private readonly now: () => number,
		{ days }: { days: number },
	) {
		this.keptForMs = days * 24 * 3_600_000;
	}

	/** How many events there are, expired ones included. */
	get size(): number {
		return this.events.length;
	}

	/** Appends an event; the id comes from the time of insertion. */
	insert(
		type: Type,
		subject: Subject,
		{ occurredAt = this.now(), insertedAt = this.now() } = {},
	): Entry<Type, Subject> {
		const last = this.events.at(-1)?.id ?? 0;
		const event = { id: Math.max(last + 1, insertedAt * 1_000), type, occurredAt, subject };
		this.events.push(event);
		return event;
	}

	/** The newest event, if any is still kept. */
	latest(): Entry<Type, Subject> | undefined {
		const event = this.events.at(-1);
		return event && event.id >= this.oldestKept() ? event : undefined;
	}

	/** An event by its id. */
	find(id: number): Entry<Type, Subject> | undefined {
		const event = this.events[this.firstFrom(id)];
		return event?.id === id ? event : undefined;
	}

	/** Puts an event in again under a new id (default: the latest), as Allegro does now and then. */
	repeat(id?: number): Entry<Type, Subject> | undefined {
		const event = id === undefined ? this.latest() : this.find(id);
		return event && this.insert(event.type, event.subject, event);
	}

	/** Whether the event of this id, if there was one, would still be known. */
	keeps(id: number): boolean {
		return id >= this.oldestKept();
	}

	/** Up to `limit` events after the one with this id (or from the oldest kept), of these types. */
	after(
		from: number,
		types: ReadonlySet<string>,
		limit: number,
		{ expired = false } = {},
	): Array<Entry<Type, Subject>> {
		const page: Array<Entry<Type, Subject>> = [];
		let index = this.firstFrom(Math.max(from + 1, expired ? 0 : this.oldestKept()));
		for (; index < this.events.length && page.length < limit; index++) {
			if (types.size === 0 || types.has(this.events[index].type)) page.push(this.events[index]);
		}
		return page;
	}

	private oldestKept(): number {
		return (this.now() - this.keptForMs) * 1_000;
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
