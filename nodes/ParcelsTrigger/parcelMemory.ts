import type { IDataObject } from 'n8n-workflow';

import { Seen } from '../shared/polling';
import { CODES, type Parcel } from './parcelChanges';

/** What is remembered between polls. */
export interface ParcelState extends IDataObject {
	/** Parcels that were on orders until this moment (ms since epoch) are not told of what was before it. */
	begun?: number;
	/** The parcels under way, those that were asked for longest ago first. */
	parcels?: Row[];
	/** Marks of the sent orders whose parcels were read: see Seen. */
	orders?: string;
	/** Marks of the parcels that ended last. */
	ended?: string;
	/** Orders to read again: one of their parcels has ended. */
	again?: string[];
	/** Where the reading of orders goes on, as the date of purchase (ISO 8601); '' for the beginning. */
	place?: string;
	/** In how many polls something could not be read: see Tries. */
	tries?: IDataObject;
}

/** Order, carrier, number, when it was added, status, latest step, statuses so far, flags. */
type Row = [string, string, string, number, string, number, number, number];

/** How many parcels under way are watched at a time: each takes up to 100 characters of n8n's state. */
export const MOST_PARCELS = 1_500;
/** How many sent orders are remembered: each takes 8 characters. */
const MOST_ORDERS = 8_192;
const MOST_ENDED = 2_048;

const OLD = 1;
const STUCK_TOLD = 2;
const ALONE = 4;

/** The memory of a trigger, unpacked for a poll. */
export class ParcelMemory {
	parcels: Parcel[];
	readonly orders: Seen;
	readonly ended: Seen;
	readonly again: Set<string>;
	place: string;

	/** @param begun see ParcelState */
	constructor(
		state: ParcelState,
		public begun: number,
	) {
		this.parcels = (state.parcels ?? []).map((row) => parcelOf(row, begun));
		this.orders = new Seen(state.orders, MOST_ORDERS);
		this.ended = new Seen(state.ended, MOST_ENDED);
		this.again = new Set(state.again);
		this.place = state.place ?? '';
	}

	/** How many parcels can be added. */
	get room(): number {
		return Math.max(0, MOST_PARCELS - this.parcels.length);
	}

	/** What is to be remembered. */
	state(): ParcelState {
		return {
			begun: this.begun,
			parcels: this.parcels.map(rowOf),
			orders: this.orders.packed(),
			ended: this.ended.packed(),
			again: [...this.again],
			place: this.place,
		};
	}
}

function rowOf(parcel: Parcel): Row {
	const { orderId, carrierId, waybill, createdAt, code, reached, had } = parcel;
	const place = CODES.indexOf(code);
	const flags =
		(parcel.knownUntil > 0 ? OLD : 0) |
		(parcel.isStuck ? STUCK_TOLD : 0) |
		(parcel.isAlone ? ALONE : 0);
	return [
		orderId,
		carrierId,
		waybill,
		createdAt,
		place < 0 ? code : `${place}`,
		reached,
		had,
		flags,
	];
}

function parcelOf(row: Row, begun: number): Parcel {
	const [orderId, carrierId, waybill, createdAt, code, reached, had, flags] = row;
	return {
		orderId,
		carrierId,
		waybill,
		createdAt,
		code: CODES[code === '' ? -1 : Number(code)] ?? code,
		reached,
		had,
		knownUntil: (flags & OLD) > 0 ? begun : 0,
		isStuck: (flags & STUCK_TOLD) > 0,
		isAlone: (flags & ALONE) > 0,
	};
}
