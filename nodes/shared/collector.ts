import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { cancelSignal } from './credential';

/** What the items of a run have brought, by item. */
export type Brought<T> = Map<number, T>;
/** What came of it, by item: an Error is thrown for its item alone. */
export type Outcomes<R> = Map<number, R | Error>;

interface Load<T, R> {
	brought: Brought<T>;
	/** Undefined when nothing was done, because the run had failed or was stopped already. */
	outcomes: Promise<Outcomes<R> | undefined>;
}

/** The items of one run of a node, of which some may have to wait for the others. */
export class ItemRun {
	private readonly seen = new Set<number>();
	private whole = true;
	private close!: () => void;
	private readonly closed = new Promise<void>((resolve) => (this.close = resolve));

	constructor(private readonly count: number) {}

	/** An item is where it waits for the others. */
	arrived(item: number): void {
		this.seen.add(item);
		if (this.seen.size === this.count) this.close();
	}

	/** An item has come to its end: when it did not arrive before, it never will. */
	ended(item: number): void {
		if (this.seen.has(item)) return;
		this.whole = false;
		this.arrived(item);
	}

	/** No more items will be started. */
	stopped(): void {
		this.whole = false;
		this.close();
	}

	/** Waits until each item has arrived or ended. Tells whether all have arrived. */
	async complete(): Promise<boolean> {
		await this.closed;
		return this.whole;
	}
}

/** The run that an item belongs to. */
const runs = new WeakMap<object, ItemRun>();

/** Makes an item one of a run. An item of no run is a run of its own, such as the call of an AI agent's tool. */
export function joinRun(context: object, run: ItemRun): void {
	runs.set(context, run);
}

/**
 * A data loader: all items of a run are started side by side, each hands in what it brings, and when the
 * last one is there, `work` does it for all of them in one go.
 *
 * An item that fails before it gets here does not come. When the node goes on after errors, the others
 * go on without it; otherwise the run fails for it, and nothing is done for any of them.
 *
 * @returns a function that gives an item its outcome: undefined when nothing was done. It throws the
 * item's own Error, and what `work` throws.
 */
export function collector<T, R>(work: (brought: Brought<T>) => Promise<Outcomes<R>>) {
	const loads = new WeakMap<ItemRun, Load<T, R>>();

	function openLoad(context: IExecuteSingleFunctions, run: ItemRun): Load<T, R> {
		const brought: Brought<T> = new Map();
		const outcomes = run.complete().then(async (complete) => {
			const failed = !complete && !context.continueOnFail();
			if (failed || cancelSignal(context)?.aborted) return undefined;
			return await work(brought);
		});
		const load = { brought, outcomes };
		loads.set(run, load);
		return load;
	}

	return async (context: IExecuteSingleFunctions, thing: T): Promise<R | undefined> => {
		const item = context.getItemIndex();
		const run = runs.get(context);
		if (!run) return outcomeOf(item, await work(new Map([[item, thing]])));
		const load = loads.get(run) ?? openLoad(context, run);
		load.brought.set(item, thing);
		run.arrived(item);
		return outcomeOf(item, await load.outcomes);
	};
}

function outcomeOf<R>(item: number, outcomes: Outcomes<R> | undefined): R | undefined {
	const outcome = outcomes?.get(item);
	if (outcome instanceof Error) throw outcome;
	return outcome;
}
