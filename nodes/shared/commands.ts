import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { inputError, refusalError } from './errors';
import type { Call, Endpoint } from './routing';
import type { Answer } from './transport';
import { cancelSignal, retryAfter } from './transport';

/** A job that Allegro does after it answered: how to ask for it, and what comes of it. */
export interface Command {
	/** Tells how the job stands, whose ID is the path's last parameter. */
	status: Endpoint;
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
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Puts the commandId into the body: the user's, or a new one. It is made before the first attempt, so
 * that Allegro acts once however often the request is repeated.
 *
 * @throws NodeOperationError when the user's is not a UUID.
 */
export function withCommandId(call: Call): void {
	const given = String(call.field<unknown>('commandId', '') ?? '').trim();
	if (given && !UUID.test(given)) {
		throw inputError(
			call.context.getNode(),
			`The Command ID "${given}" is not a UUID`,
			'Leave it empty, or use one like 0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d. Nothing was sent to Allegro.',
			call.context.getItemIndex(),
		);
	}
	call.request.body = {
		commandId: given || randomUUID(),
		...(call.request.body as IDataObject | undefined),
	};
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
		const commandId = String((started.body as IDataObject)[command.idProperty ?? 'commandId']);
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
	{ status, what, progress = commandProgress, askWith }: Command,
	commandId: string,
	started: Answer,
): Promise<IDataObject> {
	const signal = cancelSignal(call.context);
	const seconds = call.field('timeoutSeconds', 300);
	const deadline = Date.now() + seconds * 1000;
	let answer = started;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
		const left = deadline - Date.now();
		if (left <= 0) {
			throw inputError(
				call.context.getNode(),
				`Allegro is still working on the ${what} after ${seconds} seconds`,
				askWith
					? `It may still succeed. Ask later with ${askWith} and the ID ${commandId}.`
					: `It may still succeed. Ask for the command ${commandId} later, or run this again with that Command ID: Allegro will not act twice.`,
				call.context.getItemIndex(),
			);
		}
		await sleep(Math.min(left, Math.max(pause, retryAfter(answer.headers) ?? 0)), signal);
		answer = await call.send(status, idFor(status, commandId));
		const body = answer.body as IDataObject;
		const { running, refusal } = progress(body);
		if (running) continue;
		if (refusal) {
			throw refusalError(call.context.getNode(), { ...answer, body: refusal }, call.request);
		}
		return body;
	}
}
