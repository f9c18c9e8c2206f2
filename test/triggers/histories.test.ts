import fc from 'fast-check';

import { openShop, type Shop } from '../shop';
import { Judge, type Wishes } from './judge';
import { SOURCES, type Source } from './sources';
import { trouble } from './trouble';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 50, signal);
	return { ...real, sleep };
});

/** That a single thread, order or parcel is refused is a matter of its own: see unreadable.test.ts and parcels.test.ts. */
const ABOUT_ALL = /^\/(?!messaging\/threads\/|order\/checkout-forms\/|order\/carriers\/)/;

/** Set HOSTILE_SEED and HOSTILE_RUNS to see other histories. */
const SEED = Number(process.env.HOSTILE_SEED ?? 20261123);
const RUNS = Math.ceil(Number(process.env.HOSTILE_RUNS ?? 20) / 3);
const HOUR = 3_600_000;

const happening = fc.record({
	do: fc.constant('happen' as const),
	/** Which of the source's happenings, and how: taken modulo how many there are. */
	what: fc.nat(1_000),
	at: fc.nat(1_000),
	/** What has passed since the last one. */
	ms: fc.integer({ min: 1_000, max: 120_000 }),
});

const polling = fc.record({
	do: fc.constant('poll' as const),
	who: fc.constantFrom('first' as const, 'second' as const, 'both' as const),
	crash: fc.boolean(),
	twice: fc.boolean(),
});

const step = fc.oneof(
	{ weight: 14, arbitrary: happening },
	{ weight: 5, arbitrary: trouble },
	{ weight: 12, arbitrary: polling },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('jump' as const),
			who: fc.constantFrom('allegro' as const, 'n8n' as const),
			/** Of what may be jumped; negative: back. */
			share: fc.constantFrom(-1, 0.5, 1),
		}),
	},
);

/** A run that is cut off and a filter are tested one at a time where cases go on. */
const wishesOf = ({ types, begin }: Source): fc.Arbitrary<Wishes> =>
	fc
		.record({
			types: fc.constantFrom(...types),
			start: fc.constantFrom('now' as const, 'oldest' as const),
			maxEvents: fc.constantFrom(1, 3, 50, 1_000),
		})
		.map((wishes) => (begin && wishes.types.length > 0 ? { ...wishes, maxEvents: 1e6 } : wishes));

const NAMED = SOURCES.map(
	(source) => [[source.trigger, source.part].filter(Boolean).join(': '), source] as const,
);

describe.each(NAMED)('%s', (_name, source) => {
	let shop: Shop;
	const realNow = Date.now.bind(Date);
	let ahead = 0;
	beforeAll(async () => {
		shop = await openShop({ simulator: { recording: false } });
		// The random part of a wait for a new try: the least of it.
		jest.spyOn(Math, 'random').mockReturnValue(0);
		jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
	});
	afterAll(async () => {
		jest.restoreAllMocks();
		await shop.close();
	});

	test('whatever happens, each is told once, in order', async () => {
		let run = 0;
		const { happenings, jumpHours } = source;
		await fc.assert(
			fc.asyncProperty(
				fc.tuple(wishesOf(source), wishesOf(source)),
				fc.array(step, { minLength: 10, maxLength: 40 }),
				async ([first, second], steps) => {
					ahead = 0;
					run++;
					const { simulator } = shop;
					simulator.reset();
					simulator.clock.set(realNow());
					if (source.isUnpaced) simulator.limits.paces = {};
					// Both use one credential, and stand in one workflow.
					const judges = {
						first: [new Judge(shop, `first ${run}`, source, first)],
						second: [new Judge(shop, `second ${run}`, source, second)],
					};
					const named = { ...judges, both: [...judges.first, ...judges.second] };
					for (const one of steps) {
						switch (one.do) {
							case 'happen': {
								simulator.clock.advance(one.ms);
								const { at, what } = one;
								happenings[what % happenings.length](simulator, at, simulator.clock.now());
								break;
							}
							case 'trouble':
								simulator.faults.add({ path: ABOUT_ALL, ...one.rule, host: 'api' });
								break;
							case 'restart':
								named.both.forEach((judge) => judge.restart());
								break;
							case 'jump':
								// Back only as far as something may be late.
								if (one.who === 'n8n') ahead = 48 * HOUR * one.share;
								else if (one.share > 0) simulator.clock.advance(one.share * jumpHours * HOUR);
								break;
							case 'poll':
								await Promise.all(named[one.who].map(async (judge) => await judge.poll(one)));
						}
					}
					simulator.faults.clear();
					for (const judge of named.both) {
						await judge.poll();
						for (let left = judge.left(); left > 0; left = judge.left()) {
							expect(await judge.poll({ most: 100_000 })).toBe(true);
							expect(judge.left()).toBeLessThan(left);
						}
					}
				},
			),
			{ seed: SEED, numRuns: RUNS, endOnFailure: true },
		);
	}, 600_000);
});
