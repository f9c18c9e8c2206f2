import type { IDataObject, NodeApiError } from 'n8n-workflow';

import type { Rest } from '../shared/batchRest';
import { noteResults, restOf } from '../shared/batchRest';
import { batchProgress, lastingUuidOf } from '../shared/commands';
import { cancelSignal } from '../shared/credential';
import type { Pace } from '../shared/gate';
import { BULK_CHANGES_PACE } from '../shared/paces';
import { hintsOf } from '../shared/hints';
import { outcomeInTime } from '../shared/patience';
import type { Call, Endpoint } from '../shared/routing';
import type { OfferResult } from '../shared/taskReport';
import { notKnown, offerResults } from '../shared/taskReport';
import type { AllegroRequest, Answer } from '../shared/transport';
import { BETA_V1 } from '../shared/transport';
import type { Abilities, Command } from './itemPlan';

/** How a kind of change is asked for. */
export interface Commands extends Abilities {
	/** The path of the command that brings one change to many offers. */
	path: `/sale/${string}/{commandId}`;
	paces: Pace[];
	/** The body of that command, without its offers. */
	body: (change: IDataObject) => IDataObject;
	/** What the command with a change for each offer says of one, where there is such a command. */
	modification?: (change: IDataObject) => IDataObject;
}

/** What became of a command's offers, in the order of its wishes. */
export interface Told {
	results: OfferResult[];
	/** The error with which Allegro did not take the command at all. */
	refusal?: Error;
}

/** A command as it goes out, and where to ask for it. */
interface Sendable {
	endpoint: Endpoint;
	status: Endpoint;
	commandId: string;
	request: Partial<AllegroRequest>;
}

const BULK = '/sale/offer-bulk-modification-commands';

/**
 * Sends a command, waits for its end as long as the field Timeout (Seconds) says, and reads what became
 * of each of its offers. The command's ID stays the same when n8n repeats the node (Retry On Fail).
 *
 * @param call of one of its items.
 * @throws the signal's reason when the execution is stopped.
 */
export async function carryOut(kind: Commands, command: Command, call: Call): Promise<Told> {
	const first = sendable(kind, command, call);
	const rest = restOf(call.context, first.commandId);
	const { endpoint, status, commandId, request } = rest
		? sendable(kind, onlyRest(command, rest), call, rest.commandId)
		: first;
	const offers = rest?.offers ?? command.wishes.map(({ offerId }) => offerId);
	const signal = cancelSignal(call.context);
	let started: Answer;
	try {
		started = await call.send(endpoint, { commandId }, request);
	} catch (error) {
		signal?.throwIfAborted();
		const refusal = error as NodeApiError;
		const told = offers.map((offerId) => ({ offerId, ...refused(refusal), commandId }));
		// With a rest, the command that came before it was taken.
		return rest ? { results: withEarlier(rest, told) } : { results: told, refusal };
	}
	const began = Date.now();
	try {
		const ended = await outcomeInTime(call, started, async () => {
			const answer = await call.send(status, { commandId });
			const summary = answer.body as IDataObject;
			return { answer, outcome: batchProgress(summary).running ? undefined : summary };
		});
		hintsOf(call.context)?.took('change of the offers', Date.now() - began);
		const running = ended === undefined;
		const summary = ended ?? {};
		const told = await offerResults(call, { commandId, status, offers, summary, running });
		return { results: noteResults(call.context, commandId, told) };
	} catch (error) {
		signal?.throwIfAborted();
		const why = `${(error as Error).message}. Ask later with Get Tasks and the Command ID`;
		const told = offers.map((offerId) => ({ offerId, ...notKnown(why), commandId }));
		return { results: rest ? withEarlier(rest, told) : told };
	}
}

const onlyRest = ({ own, wishes }: Command, { offers }: Rest): Command => ({
	own,
	wishes: wishes.filter(({ offerId }) => offers.includes(offerId)),
});

/** What is told of a rest, and of the offers that were done before it. */
function withEarlier({ told }: Rest, results: OfferResult[]): OfferResult[] {
	const all = new Map(told);
	for (const result of results) all.set(result.offerId, result);
	return [...all.values()];
}

/** @param given the ID, when it is not to be made of what the command says. */
function sendable(kind: Commands, { own, wishes }: Command, call: Call, given?: string): Sendable {
	// Allegro knows the command by its ID: whoever sends it again gets a 409, and asks how it stands.
	const request = {
		tolerated: [409],
		repeatable: true,
		identified: true,
		weight: wishes.length,
	};
	if (own) {
		const modifications = wishes.map(({ offerId, change }) => ({
			offerId,
			...kind.modification?.(change),
		}));
		const commandId = given ?? lastingUuidOf(call, modifications);
		const body = { commandId, modifications };
		const beta = { accept: BETA_V1, contentType: BETA_V1, paces: BULK_CHANGES_PACE };
		return {
			endpoint: `POST ${BULK}`,
			status: `GET ${BULK}/{commandId}`,
			commandId,
			request: { ...request, ...beta, body },
		};
	}
	const offers = wishes.map(({ offerId }) => ({ id: offerId }));
	const body = {
		...kind.body(wishes[0].change),
		offerCriteria: [{ type: 'CONTAINS_OFFERS', offers }],
	};
	const commandId = given ?? lastingUuidOf(call, body);
	return {
		endpoint: `PUT ${kind.path}`,
		status: `GET ${kind.path}`,
		commandId,
		request: { ...request, paces: kind.paces, body, values: { commandId } },
	};
}

/** Of an offer whose command Allegro did not take; without an answer, nobody knows whether it did. */
function refused({ message, description, httpCode, context }: NodeApiError) {
	if (!/^4/.test(httpCode ?? '')) return notKnown(message);
	const { code = null, path = null } = (context.allegro ?? {}) as IDataObject;
	const errors = [{ code, message, path, details: description ?? null }];
	return { status: 'FAIL' as const, message, errors };
}
