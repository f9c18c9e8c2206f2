import { recall, written } from '../../nodes/shared/ledger';

const entries = (from: number, to: number, number = 0) =>
	new Map(Array.from({ length: to - from }, (_, index) => [`id-${from + index}`, number]));

describe.each([
	['a short list', 1_500, 30],
	['a list', 15_000, 160],
	['a sketch', 30_000, 190],
])('%s', (_kind, size, kilobytes) => {
	const noted = entries(0, size);
	const text = written(noted);

	test(`takes at most ${kilobytes} KB`, () =>
		expect(text.length).toBeLessThanOrEqual(kilobytes * 1024));

	test('knows what was noted, and what was not', () => {
		const present = new Map([...noted, ...entries(size, size + 1_000)]);
		const known = recall(text, present);
		expect(known?.size).toBe(size);
		expect(known?.has('id-0')).toBe(true);
		expect(known?.has(`id-${size}`)).toBe(false);
	});

	test('knows which number was noted when there is another one now', () => {
		const present = new Map([...noted, ...entries(10, 300, 7)]);
		const known = recall(text, present);
		expect(known?.size).toBe(size);
		expect(known?.get('id-10')).toBe(0);
	});

	test('knows of one that is not expected any more', () => {
		const present = new Map<string, number | undefined>(noted).set('id-5', undefined);
		present.set('never', undefined);
		const known = recall(text, present);
		expect(known?.has('id-5')).toBe(true);
		expect(known?.has('never')).toBe(false);
	});

	test('forgets what has gone', () => {
		expect(recall(text, entries(500, size))?.size).toBe(size - 500);
	});
});

test('a sketch that cannot tell says so', () => {
	const text = written(entries(0, 30_000));
	expect(recall(text, entries(0, 42_000))?.size).toBe(30_000);
	expect(recall(text, entries(0, 60_000))).toBeUndefined();
});

test('a sketch of a few changes tells, whatever they are', () => {
	const text = written(entries(0, 21_000));
	for (let round = 0; round < 20; round++) {
		const fresh = entries(50_000 + round * 50, 50_050 + round * 50);
		expect(recall(text, new Map([...entries(20, 21_000), ...fresh]))?.size).toBe(20_980);
	}
});

test('a list keeps what was noted before, as long as there is room', () => {
	const before = written(entries(0, 3_000));
	const text = written(entries(3_000, 3_100), before);
	expect(recall(text, entries(0, 3_100))?.size).toBe(3_100);
	expect(recall(written(entries(3_000, 9_000), before), entries(0, 3_000))?.size).toBe(1_600);
});

test('what an older package wrote, smaller, is read still', () => {
	const cells = Buffer.alloc(830 * 3 * 9);
	expect(recall(`S${cells.toString('base64')}`, new Map())).toEqual(new Map());
	expect(recall(`S${cells.subarray(1).toString('base64')}`, new Map())).toBeUndefined();
});
