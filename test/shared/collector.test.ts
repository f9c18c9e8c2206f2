import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { Brought } from '../../nodes/shared/collector';
import { collector, ItemRun, joinRun } from '../../nodes/shared/collector';

/** An item of a run, or of none. */
function contextOf(item: number, run?: ItemRun, more: IDataObject = {}): IExecuteSingleFunctions {
	const context = {
		getItemIndex: () => item,
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		...more,
	} as unknown as IExecuteSingleFunctions;
	if (run) joinRun(context, run);
	return context;
}

/** A collector that gives back what was brought, and a note of each time it worked. */
function open() {
	const works: number[][] = [];
	const together = collector(async (brought: Brought<string>) => {
		works.push([...brought.keys()]);
		return new Map([...brought].map(([item, word]) => [item, `${word}!`]));
	});
	return { works, together };
}

describe('a collector', () => {
	test('works once for all items of a run, and once for each run', async () => {
		const { works, together } = open();
		const [one, other] = [new ItemRun(2), new ItemRun(1)];
		const told = await Promise.all([
			together(contextOf(0, one), 'a'),
			together(contextOf(0, other), 'b'),
			together(contextOf(1, one), 'c'),
		]);
		expect(told).toEqual(['a!', 'b!', 'c!']);
		expect(works).toEqual([[0], [0, 1]]);
	});

	test('takes an item of no run for a run of its own, as the call of an AI tool', async () => {
		const { works, together } = open();
		const told = await Promise.all([0, 0].map((item) => together(contextOf(item), 'a')));
		expect(told).toEqual(['a!', 'a!']);
		expect(works).toEqual([[0], [0]]);
	});

	test('waits for the last item, however long it takes', async () => {
		const { works, together } = open();
		const run = new ItemRun(3);
		const first = [0, 1].map(async (item) => await together(contextOf(item, run), `${item}`));
		await new Promise((next) => setTimeout(next, 20));
		expect(works).toEqual([]);
		expect(await together(contextOf(2, run), '2')).toBe('2!');
		expect(await Promise.all(first)).toEqual(['0!', '1!']);
		expect(works).toEqual([[0, 1, 2]]);
	});

	test('does nothing for anybody when an item fails on its way', async () => {
		const { works, together } = open();
		const run = new ItemRun(2);
		const told = together(contextOf(0, run), 'a');
		run.ended(1);
		expect(await told).toBeUndefined();
		expect(works).toEqual([]);
	});

	test('goes on without it when the node goes on after errors', async () => {
		const { works, together } = open();
		const run = new ItemRun(3);
		const more = { continueOnFail: () => true } as never;
		const told = [0, 2].map(async (item) => await together(contextOf(item, run, more), 'a'));
		run.ended(1);
		expect(await Promise.all(told)).toEqual(['a!', 'a!']);
		expect(works).toEqual([[0, 2]]);
	});

	test('does nothing when the run is stopped before all items were started', async () => {
		const { works, together } = open();
		const run = new ItemRun(2);
		const told = together(contextOf(0, run), 'a');
		run.stopped();
		expect(await told).toBeUndefined();
		expect(works).toEqual([]);
	});

	test('does nothing when the execution was cancelled while items were still coming', async () => {
		const { works, together } = open();
		const run = new ItemRun(1);
		const more = { getExecutionCancelSignal: () => AbortSignal.abort() } as never;
		expect(await together(contextOf(0, run, more), 'a')).toBeUndefined();
		expect(works).toEqual([]);
	});

	test('gives each item its own error, and all of them that of the work', async () => {
		const own = collector(async () => new Map([[0, new Error('mine')]]));
		const run = new ItemRun(2);
		const told = await Promise.allSettled(
			[0, 1].map(async (item) => await own(contextOf(item, run), '')),
		);
		expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		const broken = collector(async () => await Promise.reject(new Error('broken')));
		await expect(broken(contextOf(0, new ItemRun(1)), '')).rejects.toThrow('broken');
	});
});
