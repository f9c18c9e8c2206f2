import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { Brought } from '../../nodes/shared/collector';
import { collector } from '../../nodes/shared/collector';

/** An item as n8n runs it; those of a run share what was handed over. */
const contextOf = (item: number, handedOver: IDataObject, more: IDataObject = {}) =>
	({
		inputData: handedOver,
		getItemIndex: () => item,
		getNodeParameter: () => ({}),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		...more,
	}) as unknown as IExecuteSingleFunctions;

const items = (count: number, connection = 'main') => ({
	[connection]: [Array.from({ length: count }, () => ({ json: {} }))],
});

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
		const [one, other] = [items(2), items(1)];
		const told = await Promise.all([
			together(contextOf(0, one), 'a'),
			together(contextOf(0, other), 'b'),
			together(contextOf(1, one), 'c'),
		]);
		expect(told).toEqual(['a!', 'b!', 'c!']);
		expect(works).toEqual([[0, 1], [0]]);
	});

	test('takes the calls of an AI tool for runs of their own', async () => {
		const { works, together } = open();
		const calls = [items(1, 'ai_tool'), items(1, 'ai_tool')];
		const told = await Promise.all(calls.map((call) => together(contextOf(0, call), 'a')));
		expect(told).toEqual(['a!', 'a!']);
		expect(works).toEqual([[0], [0]]);
	});

	test('asks n8n for what it handed over when the context does not hold it', async () => {
		const { works, together } = open();
		const executeData = { data: items(2) };
		const more = { inputData: undefined, getExecuteData: () => executeData } as never;
		await Promise.all([0, 1].map((item) => together(contextOf(item, {}, more), 'a')));
		expect(works).toEqual([[0, 1]]);
	});

	test('waits while items still come', async () => {
		const { works, together } = open();
		const run = items(4);
		const told = [0, 1, 2, 3].map(async (item) => {
			for (let turn = 0; turn < item; turn++) await new Promise((next) => setTimeout(next, 0));
			return await together(contextOf(item, run), `${item}`);
		});
		expect(await Promise.all(told)).toEqual(['0!', '1!', '2!', '3!']);
		expect(works).toEqual([[0, 1, 2, 3]]);
	});

	test('does not take the items of a failed attempt for those of the next', async () => {
		const { works, together } = open();
		const run = items(2);
		// The second item fails; n8n repeats the node before the first has been given up.
		const failed = together(contextOf(0, run), 'old');
		const told = await Promise.all([0, 1].map((item) => together(contextOf(item, run), 'new')));
		expect(await failed).toBeUndefined();
		expect(told).toEqual(['new!', 'new!']);
		expect(works).toEqual([[0, 1]]);
	});

	test('gives each item its own error, and all of them that of the work', async () => {
		const own = collector(async () => new Map([[0, new Error('mine')]]));
		const run = items(2);
		const told = await Promise.allSettled(
			[0, 1].map(async (item) => await own(contextOf(item, run), '')),
		);
		expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		const broken = collector(async () => await Promise.reject(new Error('broken')));
		await expect(broken(contextOf(0, items(1)), '')).rejects.toThrow('broken');
	});
});
