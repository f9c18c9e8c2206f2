import { createHash, randomUUID } from 'node:crypto';

import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { inputError, refusalError } from './errors';
import { offset } from './pagination';
import { waitFor } from './patience';
import type { Call, Endpoint, Operation } from './routing';
import type { Answer } from './transport';

/** A job that Allegro does after it answered: how to ask for it, and what comes of it. */
export interface Command {
	/** Tells how the job stands, whose ID is the path's last parameter. */
	status: Endpoint;
	/** The permission for that, when it is not the operation's. */
	statusScope?: string;
	/** Property of the first answer that holds the job's ID, when it is not `commandId`. */
	idProperty?: string;
	/** Reads from an answer how the job stands, when that is not in `status` and `errors` at its top. */
	progress?: (answer: IDataObject) => Progress;
	/** The operation that asks for the job later, by its name; without one, the same command can be sent again. */
	askWith?: string;
	/** Property of the finished command that holds the ID of the result; none when it has no result. */
	resultId?: string;
	/** Reads the result, whose ID is the path's last parameter. */
	result?: Endpoint;
	/** The permission to read the result, when it is not the operation's. */
	resultScope?: string;
	/** What it makes, in the user's words: "shipment". */
	what: string;
}

/** How a job stands. */
export interface Progress {
	running: boolean;
	/** Why Allegro will not do it, as a body in the shape of its errors. */
	refusal?: IDataObject;
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Puts the commandId into the body: the user's, or a new one. It is made before the first attempt, so
 * that Allegro acts once however often the request is repeated.
 *
 * @throws NodeOperationError when the user's is not a UUID.
 */
export const withCommandId = commandIdAs('commandId');

/**
 * As `withCommandId`, for what must never happen twice: the commandId that is made stays the same when
 * n8n itself repeats the node (Retry On Fail), perhaps because an answer got lost on its way.
 */
export const withLastingCommandId = commandIdAs('commandId', lastingUuid);

/** As `withCommandId`, for bodies that call it otherwise. */
export function commandIdAs(property: string, make: (call: Call) => string = () => randomUUID()) {
	return (call: Call): void => {
		const given = String(call.field<unknown>('commandId', '') ?? '').trim();
		checkUuid(call, given);
		call.request.body = {
			[property]: given || make(call),
			...(call.request.body as IDataObject | undefined),
		};
	};
}

/** One for each execution, node, run (a loop has several), item and body. */
function lastingUuid({ context, request: { body } }: Call): string {
	const execution = context.getExecutionId();
	if (!execution) return randomUUID();
	const item = context.getItemIndex();
	const run = context.evaluateExpression('{{ $runIndex }}', item);
	const origin = JSON.stringify([execution, context.getNode().id, run, item, body]);
	const hex = createHash('sha256').update(origin).digest('hex');
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}

/**
 * What route() needs for a command whose `{commandId}` is in the path: the user's, or a new one that
 * all attempts share.
 */
export const commandIdInPath = {
	made: { commandId: () => randomUUID() },
	before: (call: Call): void => checkUuid(call, String(call.request.values?.commandId ?? '')),
} satisfies Partial<Operation>;

function checkUuid(call: Call, given: string): void {
	if (given === '' || UUID.test(given)) return;
	refuse(
		call,
		`The Command ID "${given}" is not a UUID`,
		'Leave it empty, or use one like 0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d.',
	);
}

/** Ends the call before anything is sent: what the user filled in cannot work. */
export function refuse({ context }: Call, message: string, advice: string): never {
	const description = `${advice} Nothing was sent to Allegro.`;
	throw inputError(context.getNode(), message, description, context.getItemIndex());
}

/**
 * The step after a command was sent: waits for its end when the user wants that, and gives the result
 * (or the finished command, when it has none).
 *
 * @returns a step that throws NodeApiError when Allegro reports errors, and NodeOperationError, with
 * the commandId to go on with, when the timeout is over.
 */
export function completion(command: Command) {
	return async (call: Call, started: Answer): Promise<INodeExecutionData[]> => {
		const commandId = commandIdOf(call, started, command.idProperty);
		if (!call.field('waitForCompletion', false)) return [{ json: started.body as IDataObject }];
		const finished = await finish(call, command, commandId, started);
		const id = command.resultId && (finished[command.resultId] as string | undefined);
		if (!command.result || !id) return [{ json: finished }];
		const permission = command.resultScope ? { scope: command.resultScope } : {};
		const result = await call
			.send(command.result, idFor(command.result, id), permission)
			.catch((error: Error) => unreadable(call, command.what, id, error));
		return [{ json: { commandId, ...(result.body as IDataObject) } }];
	};
}

/** Allegro's answer names it; a refusal does not, but the request has it. */
function commandIdOf({ request }: Call, { body }: Answer, property = 'commandId'): string {
	const { [property]: named, id } = (body ?? {}) as IDataObject;
	const sent = { ...(request.body as IDataObject | undefined), ...request.values };
	const known = named ?? id ?? sent.commandId ?? sent.id;
	if (known === undefined) throw new TypeError('it names no command');
	return String(known);
}

async function ask(call: Call, { status, statusScope }: Command, commandId: string) {
	const permission = statusScope ? { scope: statusScope } : {};
	return await call.send(status, idFor(status, commandId), permission);
}

/** The value of a path's last parameter. */
function idFor(endpoint: Endpoint, id: string): IDataObject {
	const [, name] = /\{([^}]+)\}$/.exec(endpoint) ?? [];
	return { [name]: id };
}

function commandProgress(answer: IDataObject): Progress {
	const { status, errors } = answer as { status?: string; errors?: unknown[] };
	const refused = status === 'ERROR' || (errors?.length ?? 0) > 0;
	return { running: status === 'IN_PROGRESS', refusal: refused ? answer : undefined };
}

/** The work is done even so: without its ID, a repetition would do it twice. */
function unreadable(call: Call, what: string, id: string, error: Error): never {
	throw inputError(
		call.context.getNode(),
		`The ${what} was made, but could not be read`,
		`Its ID is ${id}: do not make it again. ${error.message}: ${String((error as NodeApiError).description ?? '')}`,
		call.context.getItemIndex(),
	);
}

async function finish(
	call: Call,
	command: Command,
	commandId: string,
	started: Answer,
): Promise<IDataObject> {
	const { what, progress = commandProgress, askWith } = command;
	const advice = askWith
		? `Ask later with ${askWith} and the ID ${commandId}.`
		: `Ask for the command ${commandId} later, or run this again with that Command ID: Allegro will not act twice.`;
	return await waitFor(
		call,
		started,
		async () => {
			const answer = await ask(call, command, commandId);
			const body = answer.body as IDataObject;
			const { running, refusal } = progress(body);
			if (!running && refusal) {
				throw refusalError(call.context.getNode(), { ...answer, body: refusal }, call.request);
			}
			return { answer, outcome: running ? undefined : body };
		},
		{ what, advice: `It may still succeed. ${advice}` },
	);
}

/** Jobs with `output.status` and `output.errors`. */
export function outputProgress(answer: IDataObject): Progress {
	const output = (answer.output ?? {}) as IDataObject;
	const { status, errors } = output;
	if (['NEW', 'QUEUEING', 'IN_PROGRESS', 'RUNNING'].includes(String(status))) {
		return { running: true };
	}
	const failed = ['FAILED', 'ERROR'].includes(String(status));
	const refused = failed || (errors as unknown[] | undefined)?.length;
	return { running: false, refusal: refused ? output : undefined };
}

/**
 * Batches with `taskCount`, which is 0 of 0 until Allegro has looked at the offers. One that failed for
 * some offers is over too, and no error: its tasks tell for which, and why.
 */
export function batchProgress({ completedAt, taskCount }: IDataObject): Progress {
	const { total = 0, success = 0, failed = 0 } = (taskCount ?? {}) as Record<string, number>;
	return { running: !completedAt && (total === 0 || success + failed < total) };
}

/** Offers in one command. Source: OfferCriterium in Allegro's OpenAPI document. */
const MOST_OFFERS = 1000;

/**
 * What route() needs for a batch command on offers.
 *
 * @param status how to ask for it: `GET .../{commandId}`.
 * @param statusScope the permission for that, when it is not the operation's.
 */
export function batch(status: Endpoint, statusScope?: string) {
	return {
		made: commandIdInPath.made,
		before: (call: Call): void => {
			commandIdInPath.before(call);
			checkBatch(call);
		},
		after: batchCompletion(status, statusScope),
	} satisfies Partial<Operation>;
}

/**
 * The step after a batch command was sent: its summary, when it is over if the user wants that. A 409
 * says that Allegro has the command already, from an attempt whose answer was lost or from an earlier
 * run: it is gone on with, and marked as `repeated` when the ID was the user's.
 */
export function batchCompletion(status: Endpoint, statusScope?: string) {
	const command = { status, statusScope, progress: batchProgress, what: 'offers' };
	const complete = completion(command);
	return async (call: Call, answer: Answer): Promise<INodeExecutionData[]> => {
		if (answer.status !== 409) return await complete(call, answer);
		const started = await ask(call, command, commandIdOf(call, answer));
		const items = await complete(call, started);
		if (!call.field('commandId', '')) return items;
		return items.map(({ json }) => ({ json: { ...json, repeated: true } }));
	};
}

/** Lets the 409 pass that `batchCompletion` goes on from. */
export function allowRepetition({ request }: Call): void {
	request.tolerated = [409];
}

/**
 * Checks that a batch names offers, and not too many; what Additional JSON says counts. A batch
 * without offers must not go out: nobody knows which ones Allegro would take it for.
 *
 * @throws NodeOperationError
 */
export function checkBatch(call: Call): void {
	const { offerCriteria = [] } = (call.request.body ?? {}) as IDataObject;
	const criteria = [offerCriteria].flat() as Array<{ offers?: unknown[] }>;
	const count = criteria.flatMap(({ offers = [] }) => offers).length;
	allowRepetition(call);
	if (count === 0) refuse(call, 'No offer is named', 'Fill in Offer IDs.');
	if (count > MOST_OFFERS) {
		refuse(
			call,
			`${count} offers are too many for one command`,
			`Allegro takes at most ${MOST_OFFERS}. Split them, for example with the node Loop Over Items.`,
		);
	}
}

/**
 * The report of a batch. Allegro takes an offset of at most 999, so that pages of 999 reach further
 * than those of 1000 would.
 */
export const taskPages = offset({
	max: 999,
	ceiling: 1998,
	narrow: 'Name fewer offers in one command',
});
