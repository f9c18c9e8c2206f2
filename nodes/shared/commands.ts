import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { onlyOffers, restOf, restWithId } from './batchRest';
import { inputError, refusalError } from './errors';
import { waitFor } from './patience';
import { originOf, withoutRemarks } from './origin';
import { isRefused, noteRefused } from './refusedCommands';
import type { Asked, Call, Endpoint, Operation } from './routing';
import { reportOf } from './taskReport';
import type { Answer } from './transport';
import { uuidOf } from './uuids';
import { lastSegment, objectOf } from './values';

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
 * Puts the commandId into the body: the user's, or one that stays the same however often the request is
 * repeated: by us, or by n8n itself (Retry On Fail), perhaps because an answer got lost on its way.
 *
 * @throws NodeOperationError when the user's is not a UUID.
 */
export const withCommandId = commandIdAs('commandId');

/**
 * As `withCommandId`, for commands that `completion` goes on from: since Allegro acts once,
 * such a command can also be repeated when its answer did not come.
 */
export function withRepeatableCommand(call: Call): void {
	withCommandId(call);
	allowRepetition(call);
}

/** The option Command ID; '' when the user left it out. */
const givenId = (field: Call['field']): string =>
	String(field<unknown>('options.commandId', '') ?? '').trim();

/** As `withCommandId`, for bodies that call it otherwise. */
export function commandIdAs(
	property: string,
	make: (call: Call, body: unknown) => string = lastingUuidOf,
) {
	return (call: Call): void => {
		const given = givenId(call.field);
		checkCommandId(call);
		call.request.body = {
			[property]: given || make(call, call.request.body),
			...(call.request.body as IDataObject | undefined),
		};
		call.request.identified = true;
	};
}

/**
 * An ID for an act, which stays the same until Allegro refuses it for good: one for each execution, node,
 * run, item, operation and body. Remarks and moments in the body do not count.
 */
export function lastingUuidOf(
	{ context, field }: Pick<Call, 'context' | 'field'>,
	body: unknown,
): string {
	const origin = originOf(context);
	if (!origin) return randomUUID();
	return uuidFor([...origin, field('resource', ''), field('operation', ''), withoutRemarks(body)]);
}

/** The ID for what is told apart by these values alone, until Allegro refuses it for good. */
export function uuidFor(act: unknown[]): string {
	let uuid = uuidOf(act);
	for (let attempt = 2; isRefused(uuid); attempt++) uuid = uuidOf([...act, attempt]);
	return uuid;
}

/**
 * What route() needs for a command whose `{commandId}` is in the path: the user's, or one that stays the
 * same as that of `withCommandId`.
 */
export const commandIdInPath = {
	made: {
		commandId: ({ context, field, body }: Asked) =>
			givenId(field) || lastingUuidOf({ context, field }, body),
	},
	before: (call: Call): void => {
		checkUuid(call, String(call.request.values?.commandId ?? ''));
		call.request.identified = true;
	},
} satisfies Partial<Operation>;

/** For what is read before a command is complete: refuses a user's ID that is no UUID at once. */
export function checkCommandId(call: Call): void {
	checkUuid(call, givenId(call.field));
}

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

/** What `convert` makes of a field's value; what it says of one that it refuses is for the user of this item. */
export function converted<T>(call: Call, name: string, convert: () => T): T {
	try {
		return convert();
	} catch (error) {
		return refuse(call, `"${name}": ${(error as Error).message}`, 'This item gives it.');
	}
}

/**
 * The step after a command was sent: waits for its end when the user wants that, and gives the result
 * (or the finished command, when it has none). A 409 says that Allegro has the command already, from an
 * attempt whose answer was lost or from an earlier run: it is gone on with, and marked as `repeated`
 * when the ID was the user's.
 *
 * @returns a step that throws NodeApiError when Allegro reports errors, and NodeOperationError, with
 * the commandId to go on with, when the timeout is over.
 */
export function completion(command: Command) {
	return async (call: Call, answer: Answer): Promise<INodeExecutionData[]> => {
		if (answer.status === 409) return await resumed(call, command, answer);
		const begun = objectOf(answer.body);
		if (!call.field('waitForCompletion', false)) {
			return [{ json: begun ?? { commandId: commandIdOf(call, answer, command.idProperty) } }];
		}
		const commandId = commandIdOf(call, answer, command.idProperty);
		const finished = await finish(call, command, commandId, answer);
		const id = command.resultId && (finished[command.resultId] as string | undefined);
		if (!command.result || !id) return [{ json: finished }];
		const permission = command.resultScope ? { scope: command.resultScope } : {};
		const result = await call
			.send(command.result, idFor(command.result, id), permission)
			.catch((error: Error) => unreadable(call, command.what, id, error));
		return [{ json: { commandId, ...(result.body as IDataObject) } }];
	};
}

async function resumed(call: Call, command: Command, refusal: Answer) {
	const commandId = commandIdOf(call, refusal, command.idProperty);
	const started = await ask(call, command, commandId, [404]);
	if (started.status === 404) {
		// It was something else that stood in the way.
		throw refusalError(call.context.getNode(), refusal, call.request);
	}
	const items = await completion(command)(call, started);
	if (!givenId(call.field) && !call.field('options.onePerOrder', false)) return items;
	return items.map(({ json }) => ({ json: { ...json, repeated: true } }));
}

/** Allegro's answer names it, or the address of the job does; else the request has it. */
function commandIdOf(call: Call, answer: Answer, property = 'commandId'): string {
	const { request, context } = call;
	const { [property]: named, id } = objectOf(answer.body) ?? {};
	const sent = { ...(request.body as IDataObject | undefined), ...request.values };
	const located = lastSegment(answer.headers.location);
	// An ID that was sent empty is answered with an empty one (allegro-api #8573).
	const known = named || id || sent.commandId || sent.id || located;
	if (known) return String(known);
	throw inputError(
		context.getNode(),
		'Allegro accepted this, but did not say under which ID',
		'Look for it on Allegro before you send it again.',
		context.getItemIndex(),
	);
}

async function ask(
	call: Call,
	{ status, statusScope }: Command,
	commandId: string,
	tolerated?: number[],
) {
	const permission = statusScope ? { scope: statusScope } : {};
	return await call.send(status, idFor(status, commandId), { ...permission, tolerated });
}

/** The value of a path's last parameter. */
function idFor(endpoint: Endpoint, id: string): IDataObject {
	const [, name] = /\{([^}]+)\}$/.exec(endpoint) ?? [];
	return { [name]: id };
}

/** The ends that jobs know. Whatever else Allegro may call a state, the job goes on. */
const SUCCEEDED = ['COMPLETED', 'DONE', 'PARTIAL_SUCCESS', 'PROCESSED', 'SUCCESS', 'SUCCESSFUL'];
const FAILED = ['DECLINED', 'ERROR', 'FAILED'];

export const hasFailed = (status: unknown) => FAILED.includes(String(status));
export const hasEnded = (status: unknown) =>
	hasFailed(status) || SUCCEEDED.includes(String(status));

/** Jobs with `status` and `errors`; errors without a status are an end too. */
function commandProgress(answer: IDataObject): Progress {
	const { status, errors } = answer as { status?: string; errors?: unknown[] };
	const hasErrors = (errors?.length ?? 0) > 0;
	const running = status ? !hasEnded(status) : !hasErrors;
	return { running, refusal: hasFailed(status) || hasErrors ? answer : undefined };
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
	const { answer, end, refusal } = await waitFor(
		call,
		started,
		async () => {
			const looked = await ask(call, command, commandId);
			// An answer that says nothing is no end.
			const body = objectOf(looked.body) ?? {};
			const stands = progress(body);
			const outcome = { answer: looked, end: body, refusal: stands.refusal };
			return { answer: looked, outcome: stands.running ? undefined : outcome };
		},
		{ what, advice: `It may still succeed. ${advice}` },
	);
	if (!refusal) return end;
	noteRefused(commandId);
	const asked = { ...call.request, endpoint: command.status };
	throw refusalError(call.context.getNode(), { ...answer, body: refusal }, asked);
}

/** States before the end, for jobs whose states Allegro does not list: any other is an end. */
const UNDER_WAY = ['IN_PROGRESS', 'NEW', 'PENDING', 'PROCESSING', 'QUEUED', 'QUEUEING', 'RUNNING'];

/** Jobs with `output.status`, which is any text, and `output.errors`. */
export function outputProgress(answer: IDataObject): Progress {
	const output = (answer.output ?? {}) as { status?: string; errors?: unknown[] };
	if (output.status && UNDER_WAY.includes(output.status)) return { running: true };
	return { ...commandProgress(output), running: !output.status && !output.errors?.length };
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
		made: {
			commandId: (asked: Asked) => {
				const commandId = commandIdInPath.made.commandId(asked);
				return restOf(asked.context, commandId)?.commandId ?? commandId;
			},
		},
		before: (call: Call): void => {
			commandIdInPath.before(call);
			const rest = restWithId(call.context, String(call.request.values?.commandId));
			if (rest) call.request.body = onlyOffers(call.request.body as IDataObject, rest);
			checkBatch(call);
		},
		after: batchCompletion(status, statusScope),
	} satisfies Partial<Operation>;
}

/** As `batch` does, for commands whose ID is in the body: a repeated node goes on with what is left of it. */
export function goOnWithRest(call: Call, property = 'commandId'): void {
	const body = call.request.body as IDataObject;
	const rest = restOf(call.context, String(body[property]));
	if (!rest) return;
	call.request.body = { ...onlyOffers(body, rest), [property]: rest.commandId };
	call.request.weight = rest.offers.length;
}

/**
 * The step after a batch command was sent: its summary or, when it was waited for, its report if the
 * user wants that. A 409 is gone on from, as with other commands.
 */
export function batchCompletion(status: Endpoint, statusScope?: string) {
	const command = { status, statusScope, progress: batchProgress, what: 'offers' };
	const complete = completion(command);
	return async (call: Call, answer: Answer): Promise<INodeExecutionData[]> => {
		const ended = await complete(call, answer);
		if (!call.field('waitForCompletion', false)) return ended;
		const [{ json: summary }] = ended;
		const commandId = commandIdOf(call, answer);
		const items = await reportOf(call, { commandId, status, scope: statusScope, summary });
		if (!summary.repeated) return items;
		return items.map(({ json }) => ({ json: { ...json, repeated: true } }));
	};
}

/**
 * Lets the request be repeated when its answer got lost, and the 409 pass that says so.
 *
 * @param weight how many of what Allegro's limits count it is for, such as offers.
 */
export function allowRepetition({ request }: Call, weight = 1): void {
	Object.assign(request, { tolerated: [409], repeatable: true, weight });
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
	allowRepetition(call, count);
	if (count === 0) refuse(call, 'No offer is named', 'Fill in Offer IDs.');
	if (count > MOST_OFFERS) {
		refuse(
			call,
			`${count} offers are too many for one command`,
			`Allegro takes at most ${MOST_OFFERS}. Split them, for example with the node Loop Over Items.`,
		);
	}
}
