import type { Execution, Given } from './scale/books';
import { planOf } from './scale/chaos';
import { storiesOf, summary, WHY, whyOf } from './scale/stories';

/** How the runs with processes that die (`npm run test:scale`) judge what they have seen. */
describe('what became of an order', () => {
	const ran = ['new', 'running', 'success'];
	const took = (id: number, statuses = ran): Execution => ({ id, workflow: 'take', statuses });
	const handled = (id: number, statuses = ran): Execution => ({ id, workflow: 'handle', statuses });
	const given = (execution: number, by: string | null = null, within: string | null = null) => ({
		execution,
		orderId: 'o',
		by,
		within,
	});

	function why(executions: Execution[], givens: Given[], set: number): string {
		const sources = {
			orders: ['o'],
			executions,
			given: givens,
			taking: 'take',
			handling: 'handle',
		};
		const [story] = storiesOf({ ...sources, set: new Map([['o', set]]) }).values();
		return whyOf(story);
	}

	const once = [given(1), given(2, 'trigger', '1')];
	const swept = [...once, given(3, 'sweep', '9')];
	const crashed = ['new', 'running', 'crashed'];

	test.each([
		[WHY.plain, [took(1), handled(2)], once, 1],
		[WHY.never, [took(1), handled(2)], once, 0],
		[WHY.found, [took(1, crashed), handled(3)], [given(1), given(3, 'sweep', '9')], 1],
		[WHY.died, [took(1), handled(2, crashed)], once, 1],
		[WHY.diedAfter, [took(1), handled(2, crashed), handled(3)], swept, 2],
		[WHY.overtaken, [took(1), handled(2), handled(3)], swept, 2],
		[WHY.retried, [took(1), handled(2), handled(3)], [...once, given(3, 'trigger', '1')], 2],
		[
			WHY.deliveredAgain,
			[took(1, crashed), took(4), handled(2), handled(3)],
			[...once, given(4), given(3, 'trigger', '4')],
			2,
		],
		[
			WHY.unexplained,
			[took(1), took(4), handled(2), handled(3)],
			[...once, given(4), given(3, 'trigger', '4')],
			2,
		],
		// One execution that sets the status twice.
		[WHY.unexplained, [took(1), handled(2)], once, 2],
	])('%s', (expected, executions, givens, set) => {
		expect(why(executions, givens, set)).toBe(expected);
	});

	test('orders that went the same way are one row', () => {
		const sources = { executions: [took(1)], taking: 'take', handling: 'handle' };
		const [orders, set] = [['a', 'b'], new Map<string, number>()];
		const rows = summary(storiesOf({ ...sources, orders, set, given: [] }).values());
		expect(rows).toMatchObject([{ orders: 2, delivered: 0, why: WHY.never }]);
	});
});

describe('who dies when', () => {
	const workers = ['worker1', 'worker2', 'worker3'];
	const plans = Array.from({ length: 50 }, (_, seed) => planOf(seed, workers));

	test('is the same for the same seed', () => {
		expect(planOf(7, workers)).toEqual(planOf(7, workers));
		expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(plans.length);
	});

	test('a worker comes before the main process, and all are hit in some plan', () => {
		for (const { deaths } of plans) {
			const [first, second] = deaths.filter(({ victim }) => victim !== 'webhook');
			expect(workers).toContain(first.victim);
			expect(second.victim).toBe('main');
			expect(deaths).toHaveLength(3);
		}
		const victims = plans.flatMap(({ deaths }) => deaths.map(({ victim }) => victim));
		expect(new Set(victims)).toEqual(new Set([...workers, 'main', 'webhook']));
	});

	test('one has come back before the next dies', () => {
		for (const { deaths, tokenEnds } of plans) {
			const moments = [...deaths.map(({ at }) => at), tokenEnds[3]];
			expect(moments).toEqual([...moments].sort((one, other) => one - other));
			expect(Math.max(...moments)).toBeLessThan(0.95);
		}
	});
});
