import type { IExecuteFunctions, IExecuteSingleFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Shorter waits are not worth a word. */
const LONG_MS = 10_000;

/** Where the context of an item keeps the hints of its run. Contexts that are made of it have them too. */
const HINTS = Symbol('hints of the run');

type HintType = NonNullable<NodeExecutionHint['type']>;

type Noted = { [HINTS]?: RunHints };

/**
 * What a run tells in the editor beside its items, where n8n can: that
 * all went well, but not everything, or not at once. It is gathered over all items and told once at the end.
 */
export class RunHints {
	private readonly waits: Array<[from: number, until: number]> = [];
	private readonly slow = new Map<string, number>();
	private readonly remarks = new Map<string, HintType>();
	private offers = { bad: 0, all: 0 };
	private readonly columns = new Set<string>();
	private failed = 0;

	/** @param items how many the run has */
	constructor(private readonly items: number) {}

	/** What an item's context is to carry. */
	get within(): object {
		return { [HINTS]: this };
	}

	waited(from: number, until: number): void {
		this.waits.push([from, until]);
	}

	took(what: string, ms: number): void {
		if (ms >= LONG_MS) this.slow.set(what, Math.max(ms, this.slow.get(what) ?? 0));
	}

	/** What several items have to say alike is said once. */
	remark(text: string, type: HintType = 'warning'): void {
		this.remarks.set(text, type);
	}

	unchanged(bad: number, all: number): void {
		this.offers = { bad: this.offers.bad + bad, all: this.offers.all + all };
	}

	/** Input columns that Map Automatically found no place for. */
	leftOut(columns: string[]): void {
		for (const column of columns) this.columns.add(column);
	}

	failedItem(): void {
		this.failed++;
	}

	/** Tells all of it. */
	tell(run: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>): void {
		const all = [
			...[...this.remarks].map(([message, type]) => told(message, type)),
			...this.warnings().map((message) => told(message, 'warning')),
			...this.unmapped().map((message) => told(message, 'info')),
			...this.delays().map((message) => told(message, 'info')),
		];
		if (all.length > 0) run.addExecutionHints?.(...all);
	}

	private warnings(): string[] {
		const { bad, all } = this.offers;
		return [
			...(bad > 0
				? [
						`Allegro did not change ${bad} of ${all} offers: look at the items whose status is not SUCCESS. To have this node fail instead, set On Failed Offers.`,
					]
				: []),
			...(this.failed > 0
				? [
						`${this.failed} of ${this.items} ${this.items === 1 ? 'item' : 'items'} failed: "error" in the output tells why.`,
					]
				: []),
		];
	}

	private unmapped(): string[] {
		if (this.columns.size === 0) return [];
		return [
			`Map Automatically left out input columns that are called like no parameter of their category: ${[...this.columns].join(', ')}. Parameters are called by their IDs, or by their names in the language of the credential or in Polish.`,
		];
	}

	private delays(): string[] {
		const waited = covered(this.waits);
		return [
			...(waited >= LONG_MS
				? [
						`Allegro asked for fewer requests (429), and this run waited ${seconds(waited)} for it. Nothing is missing. Run fewer workflows at once with this app, or less often.`,
					]
				: []),
			...[...this.slow].map(
				([what, ms]) => `Allegro took ${seconds(ms)} for the ${what}, which was waited for.`,
			),
		];
	}
}

const told = (message: string, type: HintType): NodeExecutionHint => ({
	type,
	location: 'outputPane',
	message,
});

const seconds = (ms: number) => `${Math.round(ms / 1000)} seconds`;

/** How long at least one of the waits lasted: items wait side by side. */
function covered(waits: Array<[from: number, until: number]>): number {
	let sum = 0;
	let end = -Infinity;
	for (const [from, until] of [...waits].sort(([a], [b]) => a - b)) {
		sum += Math.max(0, until - Math.max(from, end));
		end = Math.max(end, until);
	}
	return sum;
}

/** The hints of the run that a context belongs to; none where n8n's own engine runs it, and for triggers. */
export const hintsOf = (context: object): RunHints | undefined => (context as Noted)[HINTS];

/** Tells beside the output, where n8n can, what a node that has ended well could not do. */
export function hint(context: IExecuteSingleFunctions, message: string, type?: HintType): void {
	hintsOf(context)?.remark(message, type);
}
