import { createHash } from 'node:crypto';

import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { nodeError } from './errors';

/** What all triggers let the user decide. */
export interface PollOptions {
	/** Where a trigger starts that has never run. */
	start: 'now' | 'oldest';
	/** Events handed over in one run; the next poll takes the rest. */
	maxEvents: number;
}

/** n8n gives a poll five minutes; what is left is for handing the items over. */
const BUDGET_SHARE = 0.8;
const DEFAULT_BUDGET_MS = 5 * 60_000;

const polling = new Set<string>();

/**
 * Runs one poll of a trigger, or (in the editor) the reading of a sample. A second poll of the same
 * trigger that comes before the first has ended gives nothing: it would start from the same position.
 *
 * @returns what to hand over, or null when there is nothing.
 * @throws NodeApiError or NodeOperationError, worded for the user, which also stands in n8n's log.
 */
export async function runPoll(
	context: IPollFunctions,
	endpoint: string,
	work: { poll: () => Promise<INodeExecutionData[]>; sample: () => Promise<INodeExecutionData[]> },
): Promise<INodeExecutionData[][] | null> {
	const manual = context.getMode() === 'manual';
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (!manual && polling.has(key)) return null;
	try {
		if (!manual) polling.add(key);
		const items = manual ? await work.sample() : await work.poll();
		return items.length > 0 ? [items] : null;
	} catch (error) {
		const failure = nodeError(context.getNode(), error, { endpoint });
		context.logger.warn(`${context.getNode().name}: ${failure.message}`, {
			description: failure.description,
		});
		throw failure;
	} finally {
		if (!manual) polling.delete(key);
	}
}

/** The moment (ms since epoch) at which a poll must stop reading. n8n tells its budget from 2.36 on. */
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

	/** Whether an identity is known. */
	has(identity: string): boolean {
		return this.marks.has(markOf(identity));
	}

	/** The latest marks, as text to keep. */
	packed(): string {
		return Buffer.from([...this.marks].slice(-this.most).join(''), 'hex').toString('base64');
	}
}

function markOf(identity: string): string {
	return createHash('sha256')
		.update(identity)
		.digest('hex')
		.slice(0, MARK_BYTES * 2);
}
