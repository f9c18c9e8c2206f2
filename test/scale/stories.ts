import type { Execution, Given } from './books';

/** What became of one order. */
export interface Story {
	/** Executions that the trigger began with it. */
	deliveries: number;
	/** Executions of its own that were begun for it, by who handed it over. */
	byTrigger: number;
	bySweep: number;
	/** Whether one execution handed it over more than once: its request found nobody, or no answer. */
	retried: boolean;
	/** Of these, those that a worker began and those that ended well. */
	started: number;
	finished: number;
	/** How often its status was set at Allegro. */
	set: number;
	/** Whether an execution that had it was cut short by a death. */
	cutShort: boolean;
}

/** Where to look. */
export interface Sources {
	orders: string[];
	executions: Execution[];
	given: Given[];
	/** The workflow of the trigger, and the one that handles an order. */
	taking: string;
	handling: string;
	/** How often the status of an order was set at Allegro. */
	set: ReadonlyMap<string, number>;
}

/** The story of each order, from n8n's books and Allegro's. */
export function storiesOf(sources: Sources): Map<string, Story> {
	const { orders, executions, given, taking, handling, set } = sources;
	const byId = new Map(executions.map((execution) => [execution.id, execution]));
	const stories = new Map(orders.map((id) => [id, blank(set.get(id) ?? 0)]));
	const seen = new Set<string>();
	for (const { execution, orderId, by, within } of given) {
		const story = stories.get(orderId);
		const found = byId.get(execution);
		if (!story || !found) continue;
		const { workflow, statuses } = found;
		const finished = statuses.includes('success');
		if (!finished) story.cutShort = true;
		if (workflow === taking) story.deliveries++;
		if (workflow !== handling) continue;
		const handing = `${orderId} ${within}`;
		if (seen.has(handing)) story.retried = true;
		seen.add(handing);
		if (by === 'sweep') story.bySweep++;
		else story.byTrigger++;
		if (statuses.includes('running')) story.started++;
		if (finished) story.finished++;
	}
	return stories;
}

const blank = (set: number): Story => ({
	deliveries: 0,
	byTrigger: 0,
	bySweep: 0,
	retried: false,
	started: 0,
	finished: 0,
	set,
	cutShort: false,
});

/** What explains that something was done twice, or that it was not done at once. */
export const WHY = {
	never: 'NEVER HANDLED',
	plain: 'handled once, as it came',
	found: 'left over, found by the sweep',
	died: 'handled, but the death came before n8n noted it: nobody did it again',
	retried: 'REPEAT: ten were handed over again when the webhook process did not answer the first',
	deliveredAgain: 'REPEAT: delivered again after a death',
	diedAfter: 'REPEAT: a death between status and end, then the sweep',
	overtaken: 'REPEAT: the sweep came before the execution that was waiting',
	unexplained: 'REPEAT WITHOUT A REASON',
} as const;

export function whyOf(story: Story): string {
	const { deliveries, byTrigger, bySweep, finished, set, cutShort, retried } = story;
	if (set === 0) return WHY.never;
	const repeated = set > 1 || deliveries > 1 || byTrigger > 1;
	if (!repeated) {
		if (bySweep > 0) return WHY.found;
		return finished === 0 ? WHY.died : WHY.plain;
	}
	if (retried && deliveries === 1) return WHY.retried;
	if (byTrigger > 1 || deliveries > 1) return cutShort ? WHY.deliveredAgain : WHY.unexplained;
	if (bySweep === 0) return WHY.unexplained;
	return cutShort ? WHY.diedAfter : WHY.overtaken;
}

/** One row for all orders that went the same way, the most first. */
export function summary(stories: Iterable<Story>): Array<Record<string, string | number>> {
	const rows = new Map<string, Record<string, string | number>>();
	for (const story of stories) {
		const { deliveries, byTrigger, bySweep, started, finished, set } = story;
		const way = {
			delivered: deliveries,
			'by trigger': byTrigger,
			'by sweep': bySweep,
			started,
			finished,
			'status set': set,
			why: whyOf(story),
		};
		const key = JSON.stringify(way);
		const row = rows.get(key) ?? { orders: 0, ...way };
		row.orders = Number(row.orders) + 1;
		rows.set(key, row);
	}
	return [...rows.values()].sort((one, other) => Number(other.orders) - Number(one.orders));
}
