import fc from 'fast-check';

import type { Abilities, Command } from '../../nodes/BulkOffers/itemPlan';
import { planOf, wavesOf } from '../../nodes/BulkOffers/itemPlan';

const can = (more: Partial<Abilities> = {}): Abilities => ({
	canDiffer: true,
	canShare: () => true,
	tasksOf: () => 1,
	...more,
});

/** So many offers for each of these values. */
const wishesFor = (counts: number[]) =>
	counts.flatMap((count, value) =>
		Array.from({ length: count }, (_, at) => ({ offerId: `${value}-${at}`, change: { value } })),
	);

const sizes = (plan: Command[]) =>
	plan.map(({ own, wishes }) => `${wishes.length}${own ? ' own' : ''}`);

describe('a plan', () => {
	test.each<[string, number[], string[]]>([
		['nothing', [], []],
		['one', [1], ['1']],
		['a full command and a rest', [1001], ['1000', '1']],
		['24 in groups that cost more alone', [12, 12], ['24 own']],
		['25 of one value', [25, 1], ['25', '1']],
		['26 of as many values', Array<number>(26).fill(1), ['25 own', '1 own']],
		['the rest of a full command with others', [1005, 20], ['1000', '25 own']],
	])('for %s', (_, counts, expected) => {
		expect(sizes(planOf(wishesFor(counts), can()))).toEqual(expected);
	});

	test('without a command for many values has one for each', () => {
		expect(sizes(planOf(wishesFor([3, 1]), can({ canDiffer: false })))).toEqual(['3', '1']);
	});

	test('brings what no shared command can in one of its own', () => {
		expect(sizes(planOf(wishesFor([30]), can({ canShare: () => false })))).toEqual([
			'25 own',
			'5 own',
		]);
	});

	test('has no more offers in a command than its report can tell of', () => {
		const three = can({ canDiffer: false, tasksOf: () => 3 });
		expect(sizes(planOf(wishesFor([1000]), three))).toEqual(['666', '334']);
	});

	test('brings each change to its offer once, and no other plan has fewer commands', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), (counts) => {
				const wishes = wishesFor(counts);
				const plan = planOf(wishes, can());
				const sent = plan.flatMap((command) => command.wishes);
				expect(sent.map(({ offerId }) => offerId).sort()).toEqual(
					wishes.map(({ offerId }) => offerId).sort(),
				);
				for (const { own, wishes: some } of plan) {
					expect(some.length).toBeLessThanOrEqual(own ? 25 : 1000);
					if (!own) expect(new Set(some.map(({ change }) => change.value)).size).toBe(1);
				}
				expect(plan.length).toBe(fewest(counts));
			}),
		);
	});
});

/** Tries out for each value whether it has a command of its own. */
function fewest(counts: number[], mixed = 0): number {
	const [first, ...rest] = counts;
	if (first === undefined) return Math.ceil(mixed / 25);
	return Math.min(1 + fewest(rest, mixed), fewest(rest, mixed + first));
}

test('waves have as many offers as Allegro takes in a minute', () => {
	const plan = planOf(wishesFor([12_500]), can());
	const waves = wavesOf(plan).map((wave) => wave.flatMap(({ wishes }) => wishes).length);
	expect(waves).toEqual([9000, 3500]);
	expect(wavesOf([])).toEqual([]);
});
