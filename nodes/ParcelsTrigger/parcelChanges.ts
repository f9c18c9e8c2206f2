import type { IDataObject } from 'n8n-workflow';

/** A step in the history of a parcel. Source: ParcelTrackingStatus in Allegro's OpenAPI document. */
export interface TrackingStep extends IDataObject {
	/** ISO 8601. */
	occurredAt: string;
	code: string;
	description?: string;
}

/** A parcel that is under way, and how far it was told. */
export interface Parcel {
	orderId: string;
	carrierId: string;
	waybill: string;
	/** When its number was put on the order, in ms since epoch. */
	createdAt: number;
	/** Its status, as it was told last; '' before the first. */
	code: string;
	/** The latest step that was told, in ms since epoch; 0 before the first. */
	reached: number;
	/** The statuses it had so far, as bits of `CODES`; a step that is registered late is told by them. */
	had: number;
	/** Steps until this moment (ms since epoch) are known, and not told. */
	knownUntil: number;
	/** Whether it was told that it is stuck, since its last step. */
	isStuck: boolean;
	/** Whether it is asked for by itself, since Allegro refused an answer about it with others. */
	isAlone: boolean;
}

/** Something to be told of a parcel. */
export interface ParcelChange {
	parcel: Parcel;
	type: string;
	/** ISO 8601. */
	occurredAt: string;
	step?: TrackingStep;
	/** Its history as Allegro gives it. */
	tracking?: IDataObject;
	problem?: string;
	/** Notes that it was told. */
	note(): void;
}

/** The statuses of a parcel. Source: ParcelTrackingStatus in Allegro's OpenAPI document. */
export const CODES = [
	'PENDING',
	'IN_TRANSIT',
	'RELEASED_FOR_DELIVERY',
	'AVAILABLE_FOR_PICKUP',
	'NOTICE_LEFT',
	'ISSUE',
	'DELIVERED',
	'RETURNED',
];
/** Statuses after which nothing more is expected. */
const LAST = ['DELIVERED', 'RETURNED'];
/** What is told of a status that Allegro has besides these; the field "status" says which it is. */
export const CHANGED = 'STATUS_CHANGED';
/** What is told of a parcel whose tracking stands still. */
export const STUCK = 'STUCK';
/** What is told of a parcel that is not watched any more, or never was. */
export const UNTRACKED = 'UNTRACKED';

/** Tells a parcel on an order apart from all others, for ever. */
export const keyOf = ({
	orderId,
	carrierId,
	waybill,
}: Pick<Parcel, 'orderId' | 'carrierId' | 'waybill'>) => `${orderId}|${carrierId}|${waybill}`;

export const isOver = ({ code }: Parcel) => LAST.includes(code);

/** A new one, of which nothing was told. */
export function newParcel(
	fields: Pick<Parcel, 'orderId' | 'carrierId' | 'waybill' | 'createdAt' | 'knownUntil'>,
): Parcel {
	return { ...fields, code: '', reached: 0, had: 0, isStuck: false, isAlone: false };
}

/**
 * The changes of status that were not told, in their order. Steps that repeat the status are none, but the
 * parcel has moved. What is in the history twice, or comes late with an old date, is told once.
 *
 * @param tracking `trackingDetails` of the parcel, which Allegro leaves empty (null or a list, allegro-api
 * #12541, #12985) for what it knows nothing of.
 */
export function changesOf(parcel: Parcel, tracking: IDataObject | undefined): ParcelChange[] {
	const changes: ParcelChange[] = [];
	const notes: Array<() => void> = [];
	const seen = { code: parcel.code, had: parcel.had };
	for (const step of stepsIn(tracking)) {
		const { code, occurredAt } = step;
		const moment = Date.parse(occurredAt);
		if (moment <= parcel.reached && (seen.had & bitOf(code)) > 0) continue;
		const isOther = code !== seen.code;
		seen.had |= bitOf(code);
		// What is late does not change how the parcel stands, unless it ends with that.
		if (moment >= parcel.reached || LAST.includes(code)) seen.code = code;
		const standing = seen.code;
		notes.push(() => {
			parcel.had |= bitOf(code);
			parcel.code = standing;
			if (moment > parcel.reached) {
				parcel.reached = moment;
				parcel.isStuck = false;
			}
		});
		if (!isOther || moment <= parcel.knownUntil) continue;
		const before = notes.splice(0);
		changes.push({
			parcel,
			type: CODES.includes(code) ? code : CHANGED,
			occurredAt,
			step,
			tracking,
			note: () => before.forEach((note) => note()),
		});
	}
	// Steps that are not told are noted with the change before them.
	const last = changes[changes.length - 1];
	if (!last) notes.forEach((note) => note());
	else {
		const { note } = last;
		last.note = () => [note, ...notes].forEach((one) => one());
	}
	return changes;
}

/** The steps of a history by their date, each once; those without one, or of no status, are left out. */
function stepsIn(tracking: IDataObject | undefined): TrackingStep[] {
	const steps = Array.isArray(tracking?.statuses) ? (tracking.statuses as TrackingStep[]) : [];
	const dated = steps.filter((step) => step?.code && Date.parse(step.occurredAt) > 0);
	const distinct = new Map(dated.map((step) => [`${step.code} ${step.occurredAt}`, step] as const));
	return [...distinct.values()].sort(
		(one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt),
	);
}

/** The bit of a status; all that Allegro has besides share the last one. */
const bitOf = (code: string) => 1 << (CODES.includes(code) ? CODES.indexOf(code) : CODES.length);
