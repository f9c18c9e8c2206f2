import type { IDataObject, INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { notePartly, noteResults, wholeSummary } from './batchRest';
import { inputError } from './errors';
import { hintsOf } from './hints';
import { MOST_TASKS, taskPages } from './longLists';
import type { Call, Endpoint } from './routing';
import { wholeList } from './wholeList';

/** What became of one offer of a batch command. */
export interface OfferResult extends IDataObject {
	offerId: string;
	/** UNKNOWN when Allegro's report does not tell. */
	status: 'SUCCESS' | 'FAIL' | 'RUNNING' | 'UNKNOWN';
	/** Why, in a sentence; empty when all went well. */
	message: string;
	/** As Allegro reports them, those of all tasks of the offer. */
	errors: IDataObject[];
	commandId: string;
}

/** A task as the reports of all batch commands have it, in one shape or the other. */
interface Task {
	offer?: { id: string };
	subject?: { offerId: string };
	status?: string;
	message?: string;
	errors?: Array<IDataObject & { message?: string; userMessage?: string; code?: string }>;
}

/** Offers that an error tells of by name. */
const MOST_TOLD = 5;

/** The words for it: batch commands have the first, promotion packages the second. */
const FAILED = ['FAIL', 'ERROR'];
const OPEN = ['NEW', 'IN_PROGRESS'];

/** A batch command that was sent, and how it stands. */
export interface Batch {
	commandId: string;
	/** How to ask for it: `GET .../{commandId}`. */
	status: Endpoint;
	/** The permission for that, when it is not the operation's. */
	scope?: string;
	/** The offers it is for, each once. */
	offers: string[];
	/** Its latest summary. */
	summary: IDataObject;
	running: boolean;
}

/**
 * What became of each of the offers of a batch command, in their order. Reads the report of its tasks,
 * unless the summary says already that each of them has succeeded.
 */
export async function offerResults(call: Call, batch: Batch): Promise<OfferResult[]> {
	const { commandId, offers, running } = batch;
	const { total, success } = (batch.summary.taskCount ?? {}) as Record<string, number>;
	const allDone = total === offers.length && success === total;
	const byOffer = new Map<string, Task[]>();
	for (const task of allDone ? [] : await tasksOf(call, batch)) {
		const id = String(task.offer?.id ?? task.subject?.offerId);
		byOffer.set(id, [...(byOffer.get(id) ?? []), task]);
	}
	return offers.map((offerId) => {
		const tasks = allDone ? [{ status: 'SUCCESS' }] : (byOffer.get(offerId) ?? []);
		const result = { offerId, ...outcomeOf(tasks, running), commandId };
		if (!tasks.every(hasFailed)) notePartly(result);
		return result;
	});
}

/**
 * The step after a batch command is over: its summary, or an item for each of its offers, and an error
 * instead when offers failed, as the fields Report and On Failed Offers say.
 *
 * @throws NodeOperationError
 */
export async function reportOf(
	call: Call,
	batch: Omit<Batch, 'offers' | 'running'>,
): Promise<INodeExecutionData[]> {
	const { summary } = batch;
	const each = call.field<string>('report', 'offers') === 'offers';
	const strict = call.field<string>('onFailedOffers', 'return') === 'fail';
	const { failed = 0 } = (summary.taskCount ?? {}) as Record<string, number>;
	if (!each && !(strict && failed > 0)) {
		const whole = wholeSummary(call.context, batch.commandId, summary);
		if (failed > 0) warn(call, failed, Number((whole.taskCount as IDataObject).total));
		return [{ json: whole }];
	}
	const offers = offersIn(call.request.body as IDataObject);
	const told = await offerResults(call, { ...batch, offers, running: false });
	const results = noteResults(call.context, batch.commandId, told);
	const bad = results.filter(({ status }) => status !== 'SUCCESS');
	if (bad.length > 0) warn(call, bad.length, results.length);
	if (!strict || bad.length === 0) return results.map((json) => ({ json: withError(json) }));
	throw batchError(call, bad, results.length);
}

/** An offer that failed says so in the words that n8n and its users look for. */
export const withError = (result: OfferResult): OfferResult =>
	result.status === 'FAIL' ? { ...result, error: result.message } : result;

/** Tells in the editor, where n8n can, that not all is done although the node has ended well. */
export function warn({ context }: Call, bad: number, total: number): void {
	hintsOf(context)?.unchanged(bad, total);
}

/** The offers that the body of a batch command names, each once. */
function offersIn({ offerCriteria = [], modifications = [] }: IDataObject): string[] {
	const criteria = [offerCriteria].flat() as Array<{ offers?: Array<{ id: string }> }>;
	const named = criteria.flatMap(({ offers = [] }) => offers.map(({ id }) => id));
	const own = (modifications as Array<{ offerId: string }>).map(({ offerId }) => offerId);
	return [...new Set([...named, ...own].map(String))];
}

function batchError({ context }: Call, bad: OfferResult[], total: number): NodeOperationError {
	const told = bad.slice(0, MOST_TOLD).map(({ offerId, message }) => `${offerId}: ${message}`);
	const more = bad.length > MOST_TOLD ? [`And ${bad.length - MOST_TOLD} more`] : [];
	const [{ commandId }] = bad;
	const rest = total > bad.length ? ['The others are changed'] : [];
	return inputError(
		context.getNode(),
		`Allegro did not change ${bad.length} of ${total} offers`,
		[...told, ...more, ...rest, `The Command ID is ${commandId}`].join('. ') + '.',
		context.getItemIndex(),
	);
}

/** As many tasks as Allegro lets read. */
async function tasksOf(call: Call, { commandId, status, scope }: Batch): Promise<Task[]> {
	const tasks = await wholeList(call, {
		endpoint: `${status}/tasks`,
		values: { commandId },
		rows: 'tasks',
		pages: taskPages,
		most: MOST_TASKS,
		scope,
	});
	return tasks as Task[];
}

const hasFailed = ({ status }: Task) => FAILED.includes(String(status));

/** An offer has a task for each field of it that changes, and failed when one of them did. */
function outcomeOf(
	tasks: Task[],
	running: boolean,
): Pick<OfferResult, 'status' | 'message' | 'errors'> {
	const failed = tasks.filter(hasFailed);
	if (failed.length > 0) {
		const errors = failed.flatMap((task) => task.errors ?? []);
		const [first] = errors;
		const message = first?.userMessage || first?.message || failed[0].message;
		return { status: 'FAIL', message: message || 'Allegro does not say why', errors };
	}
	const open = tasks.some(({ status }) => OPEN.includes(String(status)));
	if (open || (running && tasks.length === 0)) return stillRunning;
	if (tasks.length === 0) return notKnown('The report of the command does not name it');
	return { status: 'SUCCESS', message: '', errors: [] };
}

const stillRunning = {
	status: 'RUNNING' as const,
	message: 'Allegro is still working on it. Ask later with Get Tasks and the Command ID',
	errors: [],
};

/** What is told of an offer whose command was sent, and then could not be followed. */
export const notKnown = (why: string) => ({
	status: 'UNKNOWN' as const,
	message: `It is not known what became of this offer. ${why}`,
	errors: [],
});

/** For those who want an error for an offer that was not changed, or not yet. */
export function resultError(
	{ context }: Call,
	{ offerId, message, status, errors, commandId }: OfferResult,
): NodeOperationError {
	const details = errors.map(({ code, message: said, path }) =>
		[path && `Field ${String(path)}`, said, code && `code ${String(code)}`]
			.filter(Boolean)
			.join(': '),
	);
	const error = inputError(
		context.getNode(),
		`Offer ${offerId}: ${message}`,
		[...details, `The Command ID is ${commandId}`].join('. ') + '.',
		context.getItemIndex(),
	);
	error.context.allegro = { code: errors[0]?.code ?? null, status, offerId, commandId };
	return error;
}
