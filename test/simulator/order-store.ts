import type { BillingLink, CheckoutForm, Invoice, Waybill } from './model';

const SERVED_FOR_MS = 365 * 24 * 3_600_000;

/** An order with everything that hangs on it. */
export interface OrderRecord {
	form: CheckoutForm;
	sellerId: string;
	/** Latest purchase among the line items, in milliseconds. */
	boughtAt: number;
	updatedAt: number;
	/** What the buyer will fill in and pay, hidden until that stage. */
	checkout: Pick<CheckoutForm, 'payment' | 'delivery' | 'invoice' | 'messageToSeller'>;
	waybills: Waybill[];
	invoices: Invoice[];
	links: BillingLink[];
}

export type SortKey = 'boughtAt' | 'updatedAt';

export interface OrderPage {
	records: OrderRecord[];
	total: number;
}

/** All orders, found by id and listed by time without sorting on each request. */
export class OrderStore {
	private readonly byId = new Map<string, OrderRecord>();
	private readonly byEmail = new Map<string, OrderRecord>();
	private sorted: Record<SortKey, OrderRecord[]> = { boughtAt: [], updatedAt: [] };
	private dirty: Record<SortKey, boolean> = { boughtAt: false, updatedAt: false };

	constructor(private readonly now: () => number) {}

	get size(): number {
		return this.byId.size;
	}

	add(record: OrderRecord): void {
		this.byId.set(record.form.id, record);
		this.byEmail.set(record.form.buyer.email, record);
		for (const key of ['boughtAt', 'updatedAt'] as const) {
			const list = this.sorted[key];
			if (list.length > 0 && list[list.length - 1][key] > record[key]) this.dirty[key] = true;
			list.push(record);
		}
	}

	/** The order as Allegro would still serve it: data is kept for 365 days. */
	get(id: string): OrderRecord | undefined {
		const record = this.byId.get(id);
		return record && record.boughtAt >= this.oldestServed() ? record : undefined;
	}

	/** Allegro masks e-mail addresses per order, so the address of a parcel tells its order. */
	findByEmail(email: string): OrderRecord | undefined {
		return this.byEmail.get(email);
	}

	delete(id: string): void {
		const record = this.byId.get(id);
		if (!record) return;
		this.byId.delete(id);
		this.byEmail.delete(record.form.buyer.email);
		for (const key of ['boughtAt', 'updatedAt'] as const) {
			this.sorted[key] = this.sorted[key].filter((other) => other !== record);
		}
	}

	/** Replaces an order's form; `touched` says that `updatedAt` moves with it. */
	update(record: OrderRecord, form: CheckoutForm, touched: boolean): void {
		record.form = form;
		if (!touched) return;
		record.updatedAt = Date.parse(form.updatedAt);
		this.dirty.updatedAt = true;
	}

	/** One page of the orders that match, in the order asked for, and how many match at all. */
	list(
		matches: (record: OrderRecord) => boolean,
		{ key, descending }: { key: SortKey; descending: boolean },
		offset: number,
		limit: number,
	): OrderPage {
		const oldest = this.oldestServed();
		const all = this.by(key);
		const records: OrderRecord[] = [];
		let total = 0;
		for (let step = 0; step < all.length; step++) {
			const record = all[descending ? all.length - 1 - step : step];
			if (record.boughtAt < oldest || !matches(record)) continue;
			if (total >= offset && records.length < limit) records.push(record);
			total++;
		}
		return { records, total };
	}

	private by(key: SortKey): OrderRecord[] {
		if (this.dirty[key]) this.sorted[key].sort((one, other) => one[key] - other[key]);
		this.dirty[key] = false;
		return this.sorted[key];
	}

	private oldestServed(): number {
		return this.now() - SERVED_FOR_MS;
	}
}
