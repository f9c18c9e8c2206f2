import type { IDataObject } from 'n8n-workflow';

import { reasonOf, statusOf } from '../shared/details';
import { OutOfTime } from '../shared/gate';
import type { Reader } from '../shared/reader';
import { rowsAt } from '../shared/answerRows';
import { bounded } from '../shared/words';
import type { Parcel } from './parcelChanges';

/** Waybills in one request. Source: maxItems of `waybill` in Allegro's OpenAPI document. */
const MOST_WAYBILLS = 20;
/** Requests in one poll; the next one goes on with the others. */
const MOST_REQUESTS = 100;
/** Parcels that are asked for by themselves in one poll. */
const MOST_ALONE = 10;
const LONGEST_PROBLEM = 600;

/**
 * What Allegro tracks parcels of Allegro One and Allegro Delivery under, whoever drives them, and whatever carrier
 * stands on the order. Source: https://github.com/allegro/allegro-api/issues/12541 and #11643
 */
const ALLEGRO = 'ALLEGRO';
/** Statuses that speak of what was asked for, and not of the connection or the moment. */
const ABOUT_PARCEL = [400, 404, 406, 410, 414, 422];
/** Statuses that speak of the connection, or of the number of requests. */
const ABOUT_ALL = [401, 403, 429];

/** What Allegro said of one parcel. */
export interface Tracked {
	/** `trackingDetails`; nothing where it knows nothing. */
	tracking?: IDataObject;
	/** Why it says nothing of it, and will not. */
	problem?: string;
}

/** What came of asking. */
export interface Tracking {
	/** The parcels that were answered for. */
	tracked: Map<Parcel, Tracked>;
	/** Why others were not. */
	failure?: unknown;
}

/**
 * Asks where parcels are, those first that stand first, as many as one poll may. A parcel that Allegro refuses to
 * speak of does not stand in the way of those that were asked for with it: they are asked for one by one.
 *
 * @throws NodeApiError when the connection is the trouble.
 */
export async function trackParcels(reader: Reader, parcels: Parcel[]): Promise<Tracking> {
	const tracked = new Map<Parcel, Tracked>();
	let failure: unknown;

	async function read(carrierId: string, batch: Parcel[]): Promise<void> {
		const answer = await reader.get(
			'GET /order/carriers/{carrierId}/tracking',
			{ waybill: [...new Set(batch.map(({ waybill }) => waybill))] },
			{ carrierId },
		);
		const rows = new Map(rowsAt(answer, 'waybills').map((row) => [String(row.waybill), row]));
		for (const parcel of batch) {
			const tracking = rows.get(parcel.waybill)?.trackingDetails as IDataObject | undefined;
			if (tracking || !tracked.has(parcel))
				tracked.set(parcel, { tracking: tracking ?? undefined });
		}
	}

	/** Of what a request failed, if it speaks of the parcels, or of the moment; else it is passed on. */
	async function failureOf(reading: Promise<void>): Promise<unknown> {
		const failed = (error: unknown): unknown => {
			if (isAboutAll(error)) throw error;
			return error;
		};
		return await reading.then(() => undefined, failed);
	}

	async function ask(batch: Parcel[]): Promise<void> {
		const error = await failureOf(read(batch[0].carrierId, batch));
		if (error === undefined) {
			for (const parcel of batch) parcel.isAlone = false;
		} else if (!isAboutParcel(error)) {
			// What is told of others does not wait for these.
			failure = error;
		} else if (batch.length > 1) {
			for (const parcel of batch) parcel.isAlone = true;
			await all(
				batch.slice(0, MOST_ALONE).map((parcel) => [parcel]),
				ask,
			);
		} else {
			// A parcel that the carrier does not know yet can come to be known.
			const isUnknown = statusOf(error) === 404;
			const problem = isUnknown ? undefined : bounded(reasonOf(error), LONGEST_PROBLEM);
			tracked.set(batch[0], { problem });
		}
	}

	/** Asks for what its carrier does not know as for a parcel of Allegro's own delivery. */
	async function askAllegro(batch: Parcel[]): Promise<void> {
		const error = await failureOf(read(ALLEGRO, batch));
		if (error === undefined || isAboutParcel(error)) return;
		// Whether they are Allegro's is not known.
		failure = error;
		for (const parcel of batch) tracked.delete(parcel);
	}

	for (const parcel of parcels) {
		const problem = unwatchable(parcel);
		if (problem) tracked.set(parcel, { problem });
	}
	const asked = parcels.filter((parcel) => !tracked.has(parcel));
	await all(batchesOf(asked), ask);
	const unknown = asked.filter(
		(parcel) =>
			parcel.carrierId !== ALLEGRO && tracked.has(parcel) && !tracked.get(parcel)?.tracking,
	);
	await all(
		batchesOf(unknown, () => ALLEGRO),
		askAllegro,
	);
	return { tracked, failure };
}

/** Sends all requests, and waits for all of them before a failure is passed on. */
async function all(batches: Parcel[][], ask: (batch: Parcel[]) => Promise<void>): Promise<void> {
	const tasks = batches.map(ask);
	await Promise.allSettled(tasks);
	await Promise.all(tasks);
}

/** The requests of a poll: parcels of one carrier together. */
function batchesOf(
	parcels: Parcel[],
	carrierOf = ({ carrierId }: Parcel): string => carrierId,
): Parcel[][] {
	const batches: Parcel[][] = [];
	const open = new Map<string, Parcel[]>();
	let alone = 0;
	for (const parcel of parcels) {
		const batch = open.get(carrierOf(parcel));
		if (parcel.isAlone) {
			if (alone++ < MOST_ALONE) batches.push([parcel]);
		} else if (batch && batch.length < MOST_WAYBILLS) {
			batch.push(parcel);
		} else {
			const next = [parcel];
			open.set(carrierOf(parcel), next);
			batches.push(next);
		}
	}
	return batches.slice(0, MOST_REQUESTS);
}

const isAboutParcel = (error: unknown) => ABOUT_PARCEL.includes(statusOf(error));

function isAboutAll(error: unknown): boolean {
	return !(error instanceof OutOfTime) && ABOUT_ALL.includes(statusOf(error));
}

/**
 * Why a parcel cannot be watched.
 *
 * Source for carriers: https://github.com/allegro/allegro-api/issues/7255, where Allegro lists those that it tracks
 */
function unwatchable({ carrierId, waybill }: Parcel): string | undefined {
	if (!waybill) return 'The order names a parcel without a tracking number';
	if (!carrierId) return 'The order names a parcel without a carrier';
	if (carrierId === 'OTHER') return 'Allegro tracks no parcels of the carrier OTHER';
	return undefined;
}
