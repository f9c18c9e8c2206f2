import type { IDataObject } from 'n8n-workflow';

import type { AllegroContext } from './credential';
import { setLatest } from './latest';
import { originOf } from './origin';
import type { OfferResult } from './taskReport';
import { uuidOf } from './uuids';

/**
 * What Allegro did not do of a batch command. When n8n repeats the node (Retry On Fail), a command goes out
 * for these offers alone: a price that was raised is not raised again, and a stock that has been sold from
 * since is not filled up again.
 */
export interface Rest {
	/** The ID it goes out with. */
	commandId: string;
	/** The offers of which nothing was done. */
	offers: string[];
	/** What is known of all offers of the command that came first, in their order. */
	told: Map<string, OfferResult>;
}

/** By the try that left them, and by their own ID. */
const left = new Map<string, Rest>();
const own = new Map<string, Rest>();
/** As many as runs can be under way; without its rest, the report of the first command is read again. */
const MOST_RESTS = 1000;

/** Offers of which Allegro has done one field and refused another: who repeats all of it does one twice. */
const partly = new WeakSet<OfferResult>();
export const notePartly = (result: OfferResult) => partly.add(result);

/** A command with a user's ID is another act in each execution. */
const keyOf = (context: AllegroContext, commandId: string) =>
	JSON.stringify([originOf(context), commandId]);

/** What the tries of this execution have left of a command so far; undefined when it is to go out as it is. */
export function restOf(context: AllegroContext, commandId: string): Rest | undefined {
	let rest = left.get(keyOf(context, commandId));
	for (let next = rest; next; next = left.get(keyOf(context, next.commandId))) rest = next;
	return rest;
}

/** The rest that goes out with this ID. */
export const restWithId = (context: AllegroContext, commandId: string): Rest | undefined =>
	own.get(keyOf(context, commandId));

/**
 * Notes what became of a command's offers.
 *
 * @returns the results of all offers of the command that came first, in their order.
 */
export function noteResults(
	context: AllegroContext,
	commandId: string,
	results: OfferResult[],
): OfferResult[] {
	const told = new Map(restWithId(context, commandId)?.told);
	for (const result of results) told.set(result.offerId, result);
	const refused = [...told.values()].filter((one) => one.status === 'FAIL' && !partly.has(one));
	if (refused.length > 0 && originOf(context)) {
		const key = keyOf(context, commandId);
		const rest = {
			commandId: uuidOf(['rest', key]),
			offers: refused.map(({ offerId }) => offerId),
			told,
		};
		setLatest(left, key, rest, MOST_RESTS);
		setLatest(own, keyOf(context, rest.commandId), rest, MOST_RESTS);
	}
	return [...told.values()];
}

/** The body of a batch command, with these offers alone. */
export function onlyOffers(body: IDataObject, { offers }: Rest): IDataObject {
	const wanted = new Set(offers);
	const { offerCriteria, modifications } = body as {
		offerCriteria?: IDataObject | IDataObject[];
		modifications?: IDataObject[];
	};
	return {
		...body,
		...(offerCriteria && {
			offerCriteria: [offerCriteria].flat().map((one) => ({
				...one,
				offers: ((one.offers ?? []) as IDataObject[]).filter(({ id }) => wanted.has(String(id))),
			})),
		}),
		...(modifications && {
			modifications: modifications.filter(({ offerId }) => wanted.has(String(offerId))),
		}),
	};
}

/** The summary of a rest, with what was done before it. */
export function wholeSummary(
	context: AllegroContext,
	commandId: string,
	summary: IDataObject,
): IDataObject {
	const rest = restWithId(context, commandId);
	if (!rest) return summary;
	const earlier = [...rest.told.values()].filter(({ offerId }) => !rest.offers.includes(offerId));
	const done = earlier.filter(({ status }) => status === 'SUCCESS').length;
	const { total = 0, success = 0, failed = 0 } = (summary.taskCount ?? {}) as IDataObject;
	const taskCount = {
		total: Number(total) + earlier.length,
		success: Number(success) + done,
		failed: Number(failed) + earlier.length - done,
	};
	return { ...summary, taskCount };
}
