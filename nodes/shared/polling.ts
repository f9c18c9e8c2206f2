import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { placeOf } from './credential';
import { nodeError } from './errors';

/** What all triggers let the user decide. */
export interface PollOptions {
	/** Where a trigger starts that has never run. */
	start: 'now' | 'oldest';
	/** Events handed over in one run; the next poll takes the rest. */
	maxEvents: number;
	/** Whether each event is an item, or all of a run are one. */
	output: 'perEvent' | 'allInOne';
}

/** Something a trigger polls, with a memory of its own. */
export interface Source {
	/** `METHOD /path` it is read with. */
	endpoint: string;
	/** Where its memory stands in the trigger's; without it, it has all of that. */
	name?: string;
	/** The latest there is, for a try in the editor. */
	sample(): Promise<INodeExecutionData[]>;
	/** Up to `most` events that are new since what is remembered. */
	poll(memory: Readonly<IDataObject>, most: number): Promise<Harvest>;
}

/** The items of a poll, and what is to be remembered once they are handed over. */
export interface Harvest {
	items: INodeExecutionData[];
	memory: IDataObject;
}

/** What is left is for the last answer, and for handing the items over. */
const BUDGET_SHARE = 0.8;
/**
 * Where n8n does not tell: its durable scheduler gives up a poll after 45 s, and did so before it told of it.
 * Source: https://github.com/n8n-io/n8n/pull/35874
 */
const DEFAULT_BUDGET_MS = 36_000;

const polling = new Set<string>();

/**
 * How long n8n may take to save a position after a poll: as long as it lends a poll its turn.
 *
 * With durable cursors, n8n reads the position before it begins a poll, and saves it some time after the
 * poll has ended. One that was begun in between starts from a position that was handed over already: on a
 * busy machine that was seen with three polls in fifty.
 */
const SAVING_MS = 60_000;
/** Positions from which something was handed over, and when (ms since epoch). */
const handedOver = new Map<string, number>();

/**
 * Runs one poll of a trigger's sources, or (in the editor) reads a sample of each. A second poll of
 * the same trigger that comes before the first has ended, or before n8n has saved where it ended, gives
 * nothing: it would start from the same position. If n8n does not save it within a minute, the position
 * is taken up again.
 *
 * What is remembered moves on for all sources at once, when all were read: a poll that fails on the
 * way repeats instead of losing.
 *
 * @returns what to hand over, or null when there is nothing.
 * @throws NodeApiError or NodeOperationError, worded for the user, which also stand in n8n's log.
 */
export async function runPoll(
	context: IPollFunctions,
	sources: Source[],
	{ maxEvents, output }: PollOptions,
): Promise<INodeExecutionData[][] | null> {
	const manual = context.getMode() === 'manual';
	const key = `${context.getWorkflow().id}:${placeOf(context)}`;
	const position = () => `${key}:${digestOf(context.getWorkflowStaticData('node'))}`;
	const began = manual ? '' : position();
	if (!manual && (polling.has(key) || isBeingSaved(began))) return null;
	let reading = '';
	try {
		if (!manual) polling.add(key);
		const items: INodeExecutionData[] = [];
		const learned: Array<() => void> = [];
		for (const { endpoint, name, sample, poll } of sources) {
			reading = endpoint;
			if (manual) {
				items.push(...(await sample()));
				continue;
			}
			const all = context.getWorkflowStaticData('node');
			const known = (name ? (all[name] ?? {}) : all) as IDataObject;
			const { items: fresh, memory } = await poll(known, maxEvents - items.length);
			items.push(...fresh);
			learned.push(() => Object.assign(all, name ? { [name]: { ...known, ...memory } } : memory));
		}
		for (const remember of learned) remember();
		if (items.length === 0) return null;
		if (!manual && position() !== began) handedOver.set(began, Date.now());
		return [output === 'allInOne' ? [allInOne(items)] : items];
	} catch (error) {
		const failure = nodeError(context.getNode(), error, { endpoint: reading });
		context.logger.warn(`${context.getNode().name}: ${failure.message}`, {
			description: failure.description,
		});
		throw failure;
	} finally {
		if (!manual) polling.delete(key);
	}
}

/** Whether n8n may still be saving where a poll ended that began at this position. */
function isBeingSaved(position: string): boolean {
	for (const [each, at] of handedOver) {
		// A clock that was set back must not hold it up.
		if (Math.abs(Date.now() - at) >= SAVING_MS) handedOver.delete(each);
	}
	return handedOver.has(position);
}

const digestOf = (memory: IDataObject) =>
	createHash('sha256').update(JSON.stringify(memory)).digest('base64');

/** One item with all events; their files are told apart by the event's number. */
function allInOne(items: INodeExecutionData[]): INodeExecutionData {
	const files = items.flatMap(({ binary = {} }, index) =>
		Object.entries(binary).map(([name, file]) => [`event_${index}_${name}`, file] as const),
	);
	return {
		json: { events: items.map(({ json }) => json) },
		...(files.length > 0 ? { binary: Object.fromEntries(files) } : {}),
	};
}

/** The moment (ms since epoch) at which a poll must stop reading. n8n tells its budget from 2.38 on. */
export function deadlineOf(context: IPollFunctions): number {
	const { getPollBudgetMs } = context as Partial<IPollFunctions>;
	return Date.now() + (getPollBudgetMs?.call(context) ?? DEFAULT_BUDGET_MS) * BUDGET_SHARE;
}

const MARK_BYTES = 6;

/**
 * The latest events that went by, as 48-bit marks in one text: small enough for n8n to save with each
 * poll, and so rarely alike that no event is taken for another one.
 */
export class Seen {
	private readonly marks: Set<string>;

	/**
	 * @param packed what `packed()` gave.
	 * @param most marks that are kept: each takes 8 characters of n8n's state.
	 */
	constructor(
		packed = '',
		private readonly most = 4_096,
	) {
		const bytes = Buffer.from(packed, 'base64').toString('hex');
		this.marks = new Set(bytes.match(new RegExp(`.{${MARK_BYTES * 2}}`, 'g')) ?? []);
	}

	/** Notes an identity; false when it is known. What is met again is kept longer. */
	add(identity: string): boolean {
		const mark = markOf(identity);
		const known = this.marks.delete(mark);
		this.marks.add(mark);
		return !known;
	}

	/** Whether an identity is known; what has none is not. */
	has(identity: string | undefined): boolean {
		return identity !== undefined && this.marks.has(markOf(identity));
	}

	/** The latest marks, as text to keep. */
	packed(): string {
		return Buffer.from([...this.marks].slice(-this.most).join(''), 'hex').toString('base64');
	}
}

/** 48 bits of an identity, in hexadecimal digits. */
export function markOf(identity: string): string {
	return createHash('sha256')
		.update(identity)
		.digest('hex')
		.slice(0, MARK_BYTES * 2);
}
