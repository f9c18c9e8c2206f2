import type { IDataObject } from 'n8n-workflow';

import { markOf } from './polling';

/** In how many polls something that could not be read is tried before its event is told without it. */
export const MOST_TRIES = 5;
/** How many are remembered: each takes some 17 characters of n8n's state. */
const MOST_NOTED = 500;

/**
 * In how many polls something could not be read so far. It lives in a trigger's memory, where it has a
 * largest size: the one that failed longest ago is forgotten first, and begins anew.
 */
export class Tries {
	private readonly counts: Map<string, number>;
	/** What the last one failed of, for the log. */
	reason = '';

	/**
	 * @param noted what `noted()` gave.
	 * @param most 1 leaves no second try, as in the editor.
	 */
	constructor(
		noted: unknown = {},
		private readonly most = MOST_TRIES,
	) {
		this.counts = new Map(Object.entries((noted ?? {}) as Record<string, number>));
	}

	/**
	 * Counts a try that failed, which happens once in a poll; false when there shall be no other. The
	 * count stays: what has had its tries holds up nothing again.
	 */
	again(key: string, reason: string): boolean {
		const mark = markOf(key);
		const count = Math.min(this.most, (this.counts.get(mark) ?? 0) + 1);
		this.counts.delete(mark);
		this.counts.set(mark, count);
		if (count >= this.most) return false;
		this.reason = reason;
		return true;
	}

	/** Whether it has failed before. */
	knows(key: string): boolean {
		return this.counts.has(markOf(key));
	}

	/** It could be read. */
	passed(key: string): void {
		if (this.counts.size > 0) this.counts.delete(markOf(key));
	}

	/** How many are counted. */
	get size(): number {
		return this.counts.size;
	}

	/** What is to be remembered. */
	noted(): IDataObject {
		return Object.fromEntries([...this.counts].slice(-MOST_NOTED));
	}
}
