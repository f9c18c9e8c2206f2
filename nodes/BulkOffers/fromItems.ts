import type { IDataObject } from 'n8n-workflow';

import type { Brought, Outcomes } from '../shared/collector';
import { collector } from '../shared/collector';
import { refuse } from '../shared/commands';
import { inputError } from '../shared/errors';
import type { Call, Operation } from '../shared/routing';
import type { OfferResult } from '../shared/taskReport';
import { resultError, warn, withError } from '../shared/taskReport';
import type { Commands } from './itemCommands';
import { carryOut } from './itemCommands';
import type { Wish } from './itemPlan';
import { planOf, wavesOf } from './itemPlan';
import { joinedResult } from './settings';

/** What items can do with offers. */
export interface Kind extends Commands {
	/**
	 * What an item wants.
	 *
	 * @throws NodeOperationError when it cannot be: before anything is sent.
	 */
	read: (call: Call) => IDataObject;
	/** What two items want that name the same offer; undefined when it cannot be both. */
	both?: (one: IDataObject, other: IDataObject) => IDataObject | undefined;
	/** The changes that a change is made of, when a command takes but one of them. */
	parts?: (change: IDataObject) => IDataObject[];
}

/** What an item brings. */
interface Entry extends Wish {
	call: Call;
}

/** The items that name an offer, and what they bring. */
type Named = Array<[item: number, entry: Entry]>;

/**
 * What route() needs to change the offers of all items of a run together: with as few commands as
 * Allegro allows, and a result for each item.
 */
export function fromItems(kind: Kind): Operation {
	const together = collector(async (brought: Brought<Entry>) => await changed(kind, brought));
	return {
		scope: 'sale:offers:write',
		async instead(call) {
			const entry = { call, offerId: offerIdOf(call), change: kind.read(call) };
			const json = await together(call.context, entry);
			if (!json) return [];
			const strict = call.field<string>('onFailedOffers', 'return') === 'fail';
			if (strict && json.status !== 'SUCCESS') throw resultError(call, json);
			return [{ json: withError(json) }];
		},
	};
}

function offerIdOf(call: Call): string {
	const id = String(call.field<unknown>('offerId', '') ?? '').trim();
	if (id === '') refuse(call, 'The Offer ID is missing', 'This item gives none.');
	if (!/^\d{1,20}$/.test(id))
		refuse(call, `"${id}" is not an offer ID`, '"Offer ID" takes a number.');
	return id;
}

async function changed(kind: Kind, brought: Brought<Entry>): Promise<Outcomes<OfferResult>> {
	const byOffer = new Map<string, Named>();
	for (const [item, entry] of brought) {
		byOffer.set(entry.offerId, [...(byOffer.get(entry.offerId) ?? []), [item, entry]]);
	}
	const outcomes: Outcomes<OfferResult> = new Map();
	const wishes: Wish[] = [];
	for (const [offerId, named] of byOffer) {
		const change = oneChange(named, kind);
		if (change) wishes.push({ offerId, change });
		else for (const [item, { call }] of named) outcomes.set(item, contradiction(call, named));
	}
	const [{ call: one }] = brought.values();
	if (outcomes.size > 0 && !one.context.continueOnFail()) return outcomes;
	const callFor = (offerId: string) => byOffer.get(offerId)![0][1].call;
	const results = await resultsOfParts(kind, wishes, callFor);
	const isDone = (result: OfferResult | Error) => 'status' in result && result.status === 'SUCCESS';
	const bad = [...results.values()].filter((result) => !isDone(result)).length;
	if (bad > 0) warn(one, bad, results.size);
	for (const [offerId, result] of results) {
		for (const [item] of byOffer.get(offerId) ?? []) outcomes.set(item, result);
	}
	return outcomes;
}

/** What all items want that name an offer; undefined when they contradict each other. */
function oneChange(named: Named, { both = onlyEqual }: Kind): IDataObject | undefined {
	return named
		.map(([, { change }]): IDataObject | undefined => change)
		.reduce((one, other) => one && other && both(one, other));
}

const onlyEqual = (one: IDataObject, other: IDataObject) =>
	JSON.stringify(one) === JSON.stringify(other) ? one : undefined;

/** Nobody knows which of them is right, and the commands of a run have no order. */
function contradiction({ context }: Call, named: Named): Error {
	const [[, { offerId }]] = named;
	return inputError(
		context.getNode(),
		`The offer ${offerId} is to become two things at once`,
		`The items ${named.map(([item]) => item).join(', ')} name it, with different values. Keep one of them. Nothing was sent for this offer.`,
		context.getItemIndex(),
	);
}

/** Carries out the parts of these wishes, one after the other: an offer is as its worst part is. */
async function resultsOfParts(
	kind: Kind,
	wishes: Wish[],
	callFor: (offerId: string) => Call,
): Promise<Map<string, OfferResult | Error>> {
	const rounds: Wish[][] = [];
	for (const { offerId, change } of wishes) {
		const parts = kind.parts?.(change) ?? [change];
		parts.forEach((part, place) => (rounds[place] ??= []).push({ offerId, change: part }));
	}
	const results = new Map<string, OfferResult | Error>();
	for (const round of rounds) {
		const told = await resultsOf(kind, round, callFor);
		for (const [offerId, result] of told) {
			results.set(offerId, inBoth(offerId, results.get(offerId), result));
		}
		// What Allegro refuses for all of them, or leaves open, is no better in the next round.
		if ([...told.values()].every((result) => result instanceof Error)) break;
	}
	return results;
}

/** What became of an offer in two rounds; an error, when all of both were refused. */
function inBoth(
	offerId: string,
	one: OfferResult | Error | undefined,
	other: OfferResult | Error,
): OfferResult | Error {
	if (!one || (one instanceof Error && other instanceof Error)) return one ?? other;
	const [first, second] = [one, other].map((result) =>
		result instanceof Error
			? { offerId, status: 'FAIL' as const, message: result.message, errors: [], commandId: '' }
			: result,
	);
	return joinedResult(first, second);
}

/**
 * Carries out the commands for these wishes: as many at once as Allegro takes in a minute. A command
 * that Allegro refuses is the failure of its own offers; when it refuses all, that is an error.
 */
async function resultsOf(
	kind: Kind,
	wishes: Wish[],
	callFor: (offerId: string) => Call,
): Promise<Map<string, OfferResult | Error>> {
	const results = new Map<string, OfferResult | Error>();
	let refusal: Error | undefined;
	let taken = false;
	for (const wave of wavesOf(planOf(wishes, kind))) {
		const told = await Promise.all(
			wave.map(async (command) => {
				const call = callFor(command.wishes[0].offerId);
				return await carryOut(kind, command, call);
			}),
		);
		refusal ??= told.find((one) => one.refusal)?.refusal;
		taken ||= told.some((one) => !one.refusal);
		for (const result of told.flatMap((one) => one.results)) results.set(result.offerId, result);
		if (!taken) break;
	}
	if (taken) return results;
	return new Map(wishes.map(({ offerId }) => [offerId, refusal as Error]));
}
