import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Shop } from '../shop';
import type { Due, Fact, Source } from './sources';

/** What the user of a trigger wants. */
export interface Wishes {
	types: string[] | string;
	start: 'now' | 'oldest';
	maxEvents: number;
}

/** What has been told, remembered without any limit: what the trigger must be as good as. */
interface Book {
	/** Length of the journal at the beginning; undefined while the trigger has not begun. */
	since?: number;
	/** How cases stood when they were told; '' for what happened once. */
	told: Map<string, string>;
}

/**
 * A trigger and its judge. The judge asks the simulator's own books what has happened, keeps what was
 * told without any limit, and so knows what each poll has to tell. It is compared at once, so a history
 * that fails ends where it goes wrong.
 *
 * What the trigger remembers lives as in n8n: in the process between polls, in the database when a poll
 * had items. A restart goes back to what was saved.
 */
export class Judge {
	private live: IDataObject = {};
	private saved = '{}';
	private book: Book = { told: new Map() };
	private savedBook: Book = { told: new Map() };

	constructor(
		private readonly shop: Shop,
		private readonly nodeId: string,
		private readonly source: Source,
		private readonly wishes: Wishes,
	) {}

	/** n8n ends and starts: what was not saved is gone. */
	restart(): void {
		this.live = JSON.parse(this.saved) as IDataObject;
		this.book = copyOf(this.savedBook);
	}

	/** How much has to be told still. */
	left(): number {
		return this.due().filter(({ due }) => this.isWanted(due)).length;
	}

	/**
	 * Polls once and judges; `twice` begins another poll before the first has ended. After a `crash`
	 * nothing of the poll was saved, and what it told does not count.
	 *
	 * @returns false when the poll failed, which may happen; then nothing moves.
	 */
	async poll({ crash = false, twice = false, most = this.wishes.maxEvents } = {}) {
		const { simulator } = this.shop;
		const before = JSON.stringify(this.live);
		const isFirst = this.book.since === undefined;
		const size = this.source.size?.(simulator) ?? 0;
		const polls = [this.ask(most), ...(twice ? [this.ask(most)] : [])];
		const [items, second] = await Promise.all(
			polls.map(async (poll) => await poll.catch(() => 'failed' as const)),
		);
		expect(second ?? 'nothing').toBe('nothing');
		if (items === 'failed') {
			expect(JSON.stringify(this.live)).toBe(before);
			return false;
		}
		const got = (items ?? []).map(({ json }) => json);
		if (isFirst && this.wishes.start === 'now') {
			expect(got).toEqual([]);
			this.book = { since: size, told: new Map() };
			if (!this.source.size) {
				for (const { key, standing } of this.source.facts(simulator, 0)) {
					this.book.told.set(key, standing);
				}
			}
		} else {
			this.book.since ??= 0;
			this.judge(got, most);
		}
		expect(JSON.stringify(this.live).length).toBeLessThan(64 * 1024);
		if (crash) this.restart();
		// n8n saves after each poll that has items, and when a workflow is activated.
		else if (got.length > 0 || isFirst) {
			this.saved = JSON.stringify(this.live);
			this.savedBook = copyOf(this.book);
		}
		return true;
	}

	private async ask(maxEvents: number) {
		const { types, start } = this.wishes;
		const { options, ...more } = (this.source.parameters ?? {}) as INodeParameters;
		return await this.shop.engine.poll(
			this.source.trigger,
			{ events: types, start, ...more, options: { ...(options as object), maxEvents } },
			{ state: this.live, nodeId: this.nodeId },
		);
	}

	private judge(got: IDataObject[], most: number): void {
		const all = this.due();
		const wanted = all.filter(({ due }) => this.isWanted(due));
		const isComplete = wanted.length <= most;
		const texts = got.map((item) => this.source.said(item));
		const missing = [...wanted];
		const told: Array<{ fact: Fact; due: Due }> = [];
		const unexpected: string[] = [];
		for (const text of texts) {
			const index = missing.findIndex(({ due }) => due.text === text);
			if (index < 0) unexpected.push(text);
			else told.push(...missing.splice(index, 1));
		}
		expect({ unexpected, count: got.length }).toEqual({
			unexpected: [],
			count: Math.min(most, wanted.length),
		});
		const ranks = told.map(({ due }) => due.rank);
		const dated = ranks.filter((rank) => rank !== Infinity);
		expect(dated).toEqual([...dated].sort((a, b) => a - b));
		const last = dated[dated.length - 1] ?? -Infinity;
		// Nothing is left for later that comes before something that was told.
		expect(missing.filter(({ due }) => due.rank < last)).toEqual([]);
		const noted = isComplete ? all : [...told, ...all.filter(({ due }) => due.rank < last)];
		for (const { fact, due } of noted) this.note(fact, due);
	}

	/** A case of which only the beginning was told has to be told on. */
	private note({ key, standing, due: after }: Fact, { text }: Due): void {
		const before = this.book.told.get(key);
		const stages = after(before);
		const isLast = stages[stages.length - 1]?.text === text;
		if (isLast || stages.length === 0) this.book.told.set(key, standing);
		else this.book.told.set(key, this.source.begin?.(standing) ?? standing);
	}

	private due(): Array<{ fact: Fact; due: Due }> {
		const facts = this.source.facts(this.shop.simulator, this.book.since ?? 0);
		return facts.flatMap((fact) =>
			fact.due(this.book.told.get(fact.key)).map((due) => ({ fact, due })),
		);
	}

	private isWanted({ type }: Due): boolean {
		const { types } = this.wishes;
		const list = typeof types === 'string' ? types.split(',').filter(Boolean) : types;
		return list.length === 0 || list.includes(type);
	}
}

const copyOf = ({ since, told }: Book): Book => ({ since, told: new Map(told) });
