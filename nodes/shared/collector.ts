import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { cancelSignal } from './transport';

/** What the items of a run have brought, by item. */
export type Brought<T> = Map<number, T>;
/** What came of it, by item: an Error is thrown for its item alone. */
export type Outcomes<R> = Map<number, R | Error>;

interface Run<T, R> {
	brought: Brought<T>;
	/** Undefined when nothing was done, because the run had failed or was stopped already. */
	outcomes: Promise<Outcomes<R> | undefined>;
}

/**
 * A data loader: n8n starts all items of a run side by side, each hands in what it brings, and when the
 * last one is there, `work` does it for all of them in one go.
 *
 * An item that fails before it gets here does not come. When the node goes on after errors, the others
 * go on without it; otherwise n8n fails the run for it, and nothing is done for any of them.
 *
 * @returns a function that gives an item its outcome: undefined when nothing was done. It throws the
 * item's own Error, and what `work` throws.
 */
export function collector<T, R>(work: (brought: Brought<T>) => Promise<Outcomes<R>>) {
	const open = new WeakMap<object, Run<T, R>>();

	function openRun(context: IExecuteSingleFunctions, handedOver: object): Run<T, R> {
		const brought: Brought<T> = new Map();
		const run: Run<T, R> = { brought, outcomes: outcomesOf() };
		open.set(handedOver, run);
		return run;

		async function outcomesOf() {
			const complete = await allIn(context, brought);
			if (open.get(handedOver) === run) open.delete(handedOver);
			const failed = !complete && !context.continueOnFail();
			if (failed || cancelSignal(context)?.aborted) return undefined;
			return await work(brought);
		}
	}

	return async (context: IExecuteSingleFunctions, thing: T): Promise<R | undefined> => {
		const item = context.getItemIndex();
		const handedOver = itemsOf(context);
		const known = open.get(handedOver);
		// The same item again is the next attempt (Retry On Fail) of a run that failed while it filled.
		const run = known && !known.brought.has(item) ? known : openRun(context, handedOver);
		run.brought.set(item, thing);
		const outcome = (await run.outcomes)?.get(item);
		if (outcome instanceof Error) throw outcome;
		return outcome;
	};
}

/**
 * The items that n8n hands over in a run, by connection: one object for each run of each node in each
 * execution, and for each call of a tool. n8n counts its loop by it, but leaves it out of its types; of
 * those, getExecuteData() comes closest (it does not know of Execute Once, nor of tools).
 * Source: n8n-core 2.41, execution-engine/routing-node.js and node-execution-context.
 */
function itemsOf(context: IExecuteSingleFunctions): Record<string, unknown> {
	const { inputData } = context as { inputData?: Record<string, unknown> };
	return inputData ?? (context.getExecuteData().data as Record<string, unknown>);
}

function countOf(items: Record<string, unknown>): number {
	const [first] = (items.main ?? items.ai_tool ?? []) as unknown[][];
	return first?.length ?? 0;
}

/**
 * Waits until all items of the run are in that will ever be: n8n starts them in one go, or in portions
 * with a pause in between when the node's option Batching says so. Its pauses are slept along with it:
 * each begins after n8n's own of the same length, and timers of a length end in the order of their
 * start. An item that is not in after that has failed on its way here.
 *
 * @returns whether every item of the run is in.
 */
async function allIn(context: IExecuteSingleFunctions, brought: Brought<unknown>) {
	const count = countOf(itemsOf(context));
	const { size, pauseMs } = portions(context);
	const signal = cancelSignal(context);
	const waiting = () => brought.size < count && !signal?.aborted;
	await sleep(0);
	if (pauseMs > 0) {
		const portion = Math.floor(context.getItemIndex() / size);
		for (let next = (portion + 1) * size; next < count && waiting(); next += size) {
			await sleep(pauseMs);
		}
	}
	// Not needed for n8n 2.41: should another version take its time, it has it as long as items come.
	for (let seen = 0; waiting() && seen < brought.size; ) {
		seen = brought.size;
		await sleep(0);
	}
	return brought.size >= count;
}

/** Items in each of n8n's portions, and the pause between them; without the option there is one. */
function portions(context: IExecuteSingleFunctions): { size: number; pauseMs: number } {
	type Options = { batching?: { batch?: { batchSize?: number; batchInterval?: number } } };
	const { batching } = context.getNodeParameter('requestOptions', {}) as Options;
	const { batchSize = 1, batchInterval = 0 } = batching?.batch ?? {};
	return { size: Math.max(1, batchSize), pauseMs: batchInterval };
}
