import { type Entry, Journal } from './journal';
import { choice, illegal, integer } from './router';
import type { World } from './state';

/** What may be said about any event that a test puts into a journal. */
export interface EventTiming {
	/** Any moment, also before that of earlier events. */
	occurredAt?: Date | string;
	/** How often the event is told, under different ids but with the same time. Default: once. */
	times?: number;
}

/**
 * The journals of offers and categories: as that of orders, but their ids say nothing to an outsider
 * (`MTEzMjQzODU3NA`), and there is no way to ask for the newest.
 */
export abstract class Feed<Type extends string, Subject extends object> {
	private readonly journal: Journal<Type, Subject>;

	protected constructor(
		protected readonly world: World,
		private readonly types: readonly Type[],
		days: number,
	) {
		this.journal = new Journal(() => world.clock.now(), { days });
	}

	get size(): number {
		return this.journal.size;
	}

	/** All events there ever were, as they went out, in the journal's order. */
	get history(): Told[] {
		return this.journal.after(0, new Set(), Infinity, { expired: true }).map(present);
	}

	/** Tells an event (default: the latest) again under a new id. */
	duplicate({ id }: { id?: string } = {}): { id: string } {
		const event = this.journal.repeat(id === undefined ? undefined : this.decode(id));
		if (!event) throw new Error(`The simulator has no event ${id ?? ''}`);
		return { id: encode(event.id) };
	}

	/**
	 * The events after `from`, as they go out.
	 *
	 * Allegro does not say what an id that it has forgotten does. Ids are numbers in disguise, so that
	 * a forgotten one most plausibly gives all that is still kept, and nothing in the answer tells of
	 * the gap: the worst case for a reader. `settings.staleCursorRefused` makes it a 400 instead, as is
	 * an id that was never one.
	 * @throws ApiError 400
	 */
	read(query: URLSearchParams): unknown[] {
		const limit = integer(query, 'limit', { min: 1, max: 1_000, fallback: 100 });
		const types = query.getAll('type');
		for (const type of types) choice(new URLSearchParams({ type }), 'type', this.types);
		const from = query.has('from') ? this.decode(query.get('from')!) : 0;
		return this.journal.after(from, new Set(types), limit).map(present);
	}

	/** Puts an event in; gives the id of its last telling. */
	protected insert(type: Type, subject: Subject, timing: EventTiming): { id: string } {
		if (!this.types.includes(type)) throw new Error(`There is no event type ${type}`);
		const occurredAt = timing.occurredAt && new Date(timing.occurredAt).getTime();
		let id = 0;
		for (let time = 0; time < (timing.times ?? 1); time++) {
			id = this.journal.insert(type, subject, occurredAt ? { occurredAt } : {}).id;
		}
		return { id: encode(id) };
	}

	private decode(text: string): number {
		const id = Buffer.from(text, 'base64url').toString();
		if (!/^\d{1,16}$/.test(id)) throw illegal('from', `Unknown event ${text}`);
		if (this.world.settings.staleCursorRefused && !this.journal.keeps(Number(id))) {
			throw illegal('from', `Event ${text} is not available any more`);
		}
		return Number(id);
	}
}

const encode = (id: number) => Buffer.from(`${id}`).toString('base64url');

/** An event as it goes out; what it is about depends on its journal. */
export interface Told {
	id: string;
	type: string;
	occurredAt: string;
	[about: string]: unknown;
}

const present = ({ id, type, occurredAt, subject }: Entry<string, object>): Told => ({
	id: encode(id),
	type,
	occurredAt: new Date(occurredAt).toISOString(),
	...subject,
});
