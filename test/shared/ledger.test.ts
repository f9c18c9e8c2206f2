import { recall, written } from '../../nodes/shared/ledger';

const entries = (from: number, to: number, number = 0) =>
	new Map(Array.from({ length: to - from }, (_, index) => [`id-${from + index}`, number]));

describe.each([
	['a list', 3_000],
	['a sketch', 30_000],
])('%s', (_kind, size) => {
	const noted = entries(0, size);
	const text = written(noted);

	test('takes at most 30 KB', () => expect(text.length).toBeLessThanOrEqual(30 * 1024));

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
	const text = written(entries(0, 10_000));
	expect(recall(text, entries(0, 11_800))?.size).toBe(10_000);
	expect(recall(text, entries(0, 20_000))).toBeUndefined();
});

test('a sketch of a few changes tells, whatever they are', () => {
	const text = written(entries(0, 10_000));
	for (let round = 0; round < 20; round++) {
		const fresh = entries(20_000 + round * 50, 20_050 + round * 50);
		expect(recall(text, new Map([...entries(20, 10_000), ...fresh]))?.size).toBe(9_980);
	}
});
