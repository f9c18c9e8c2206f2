import type { IDataObject } from 'n8n-workflow';

import { Details } from '../shared/details';
import type { Reader } from '../shared/reader';
import type { Tries } from '../shared/tries';
import { rowsAt } from '../shared/answerRows';
import { at } from '../shared/values';
import type { Parcel } from './parcelChanges';
import { keyOf, newParcel } from './parcelChanges';
import type { ParcelMemory } from './parcelMemory';

const PAGE_SIZE = 100;
/** Pages of orders in one poll; the next one goes on. */
const MOST_PAGES = 20;
/** Orders whose parcels are read in one poll. */
const MOST_READ = 300;
const GONE = 'Allegro does not have this order';

interface SentOrder {
	id: string;
	/** What it is marked by: it is read again when more of it has been sent. */
	mark: string;
}

/**
 * Reads on in the orders that were bought since a moment, for parcels that are not known. Allegro has no list of parcels
 * (allegro-api #6654); a number that is put on an order moves none of its dates, but stands in its
 * `shipmentSummary`. So all orders are gone through, some pages in each poll, and only of those that were sent since
 * the last time the parcels are read.
 *
 * Source: GET /order/checkout-forms and GET /order/checkout-forms/{id}/shipments in Allegro's OpenAPI document
 */
export async function findParcels(
	reader: Reader,
	memory: ParcelMemory,
	tries: Tries,
	{ since, until }: { since: number; until: number },
): Promise<Parcel[]> {
	const details = new Details(async (id) => ({ shipments: await shipmentsOf(reader, id) }), GONE);
	const found: Parcel[] = [];
	const known = new Set(memory.parcels.map(keyOf));
	let left = MOST_READ;

	/** @returns whether all of them were read. */
	async function take(orders: SentOrder[]): Promise<boolean> {
		const some = orders.slice(0, Math.min(left, memory.room - found.length));
		left -= some.length;
		await details.look(
			some.map(({ id }) => id),
			tries,
		);
		for (const { id, mark } of some) {
			const { value, isGone } = details.of(id);
			// What Allegro refuses is asked for again when its turn comes.
			if (!value && !isGone) continue;
			memory.again.delete(id);
			if (mark) memory.orders.add(mark);
			for (const row of rowsAt(value ?? {}, 'shipments')) add(id, row);
		}
		return some.length === orders.length;
	}

	function add(orderId: string, row: IDataObject): void {
		const parcel = parcelOn(orderId, row, memory.begun);
		const key = keyOf(parcel);
		if (known.has(key) || memory.ended.has(key)) return;
		known.add(key);
		found.push(parcel);
	}

	if (!(await take([...memory.again].map((id) => ({ id, mark: '' }))))) return found;
	let skip = 0;
	for (let page = 0; page < MOST_PAGES && Date.now() < until; page++) {
		const from = memory.place || new Date(since).toISOString();
		const rows = await reader.rows('GET /order/checkout-forms', 'checkoutForms', {
			'lineItems.boughtAt.gte': from,
			sort: 'lineItems.boughtAt',
			limit: PAGE_SIZE,
			...(skip > 0 && { offset: skip }),
		});
		// Those that are known stay known for as long as they are met.
		const sent = rows.flatMap(sentOrder).filter(({ mark }) => !isKnown(memory, mark));
		if (!(await take(sent)) || memory.room <= found.length) return found;
		if (rows.length < PAGE_SIZE) {
			memory.place = '';
			return found;
		}
		const last = boughtAt(rows[rows.length - 1]);
		const isSame = !last || last === from;
		skip = isSame ? skip + PAGE_SIZE : 0;
		if (!isSame) memory.place = last;
	}
	return found;
}

/** When something was bought last, in ms since epoch; 0 if nothing was. */
export async function latestPurchase(reader: Reader): Promise<number> {
	const rows = await reader.rows('GET /order/checkout-forms', 'checkoutForms', {
		sort: '-lineItems.boughtAt',
		limit: 1,
	});
	return Math.max(0, ...rows.map((row) => Date.parse(boughtAt(row)) || 0));
}

/** The parcels of the orders that were sent last, for a sample. */
export async function latestParcels(reader: Reader, most: number): Promise<Parcel[]> {
	const rows = await reader.rows('GET /order/checkout-forms', 'checkoutForms', {
		sort: '-lineItems.boughtAt',
		limit: PAGE_SIZE,
	});
	const parcels: Parcel[] = [];
	for (const { id } of rows.flatMap(sentOrder).slice(0, most)) {
		const shipments = await shipmentsOf(reader, id);
		parcels.push(...shipments.map((row) => parcelOn(id, row, 0)));
	}
	return parcels;
}

/** The tracking numbers on an order. */
async function shipmentsOf(reader: Reader, id: string): Promise<IDataObject[]> {
	const answer = await reader.get('GET /order/checkout-forms/{id}/shipments', {}, { id });
	return rowsAt(answer, 'shipments');
}

/** A parcel as it stands on an order; what happened to it until `begun` is known if it was there then. */
function parcelOn(orderId: string, row: IDataObject, begun: number): Parcel {
	const carrierId = String(row.carrierId ?? '').trim();
	const waybill = String(row.waybill ?? '').trim();
	const createdAt = Date.parse(String(row.createdAt)) || Date.now();
	const knownUntil = createdAt <= begun ? begun : 0;
	return newParcel({ orderId, carrierId, waybill, createdAt, knownUntil });
}

/** The order, if some of it has a tracking number. */
function sentOrder(row: IDataObject): SentOrder[] {
	const sent = at(row, 'fulfillment.shipmentSummary.lineItemsSent');
	return sent === 'SOME' || sent === 'ALL'
		? [{ id: String(row.id), mark: `${row.id}|${sent}` }]
		: [];
}

/** Whether an order's parcels were read; if so, that is remembered for longer. */
function isKnown(memory: ParcelMemory, mark: string): boolean {
	const isThere = memory.orders.has(mark);
	if (isThere) memory.orders.add(mark);
	return isThere;
}

/** The date by which Allegro sorts: when the last of the order was bought. */
function boughtAt(row: IDataObject): string {
	return rowsAt(row, 'lineItems')
		.map((item) => String(item.boughtAt))
		.reduce((latest, one) => (Date.parse(one) > (Date.parse(latest) || 0) ? one : latest), '');
}
