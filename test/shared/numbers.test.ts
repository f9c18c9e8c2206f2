import fc from 'fast-check';

import {
	differenceOf,
	percentage,
	sumOf,
	timesOf,
	toAmount,
	toCount,
	toDecimal,
	unsignedPercentage,
} from '../../nodes/shared/numbers';

/**
 * Every number that a text can stand for, in millionths, found by trying each meaning of its marks. It
 * shares nothing with the reader that it judges.
 */
function readings(text: string): Set<bigint> {
	const found = new Set<bigint>();
	for (const decimal of ['', '.', ',']) {
		for (const thousands of ['', '.', ',', ' ']) {
			if (decimal !== '' && decimal === thousands) continue;
			const value = reading(text.trim(), decimal, thousands);
			if (value !== undefined) found.add(value);
		}
	}
	return found;
}

function reading(text: string, decimal: string, thousands: string): bigint | undefined {
	const sign = text.startsWith('-') ? -1n : 1n;
	const bare = ['-', '+'].includes(text.charAt(0)) ? text.slice(1) : text;
	const parts = decimal ? bare.split(decimal) : [bare];
	if (parts.length > 2 || (decimal && parts.length < 2)) return undefined;
	const isBlank = (sign: string) => ['\u00a0', '\u2009', '\u202f'].includes(sign);
	const even = [...parts[0]].map((each) => (isBlank(each) ? ' ' : each)).join('');
	const groups = thousands ? even.split(thousands) : [even];
	const isDigits = (part: string) =>
		part !== '' && [...part].every((each) => '0123456789'.includes(each));
	if (!groups.every(isDigits)) return undefined;
	if (thousands && groups.length < 2) return undefined;
	if (groups.length > 1) {
		if (groups[0].length > 3 || groups[0].startsWith('0')) return undefined;
		if (groups.slice(1).some((group) => group.length !== 3)) return undefined;
	}
	const rest = parts[1] ?? '';
	if (rest !== '' && !isDigits(rest)) return undefined;
	return sign * BigInt(`${groups.join('')}${rest.padEnd(40, '0')}`);
}

const inDigits = (amount: string) => [...readings(amount)][0];

/** Texts that look like numbers, and those that nearly do. */
const written = fc.oneof(
	fc
		.array(fc.constantFrom(...'0123456789', '000', '500', '.', ',', ' ', '\u00a0', '-', '+', '%'), {
			maxLength: 9,
		})
		.map((parts) => parts.join('')),
	fc.stringMatching(/^[+-]?\d{1,4}([., \u00a0]\d{3}){0,2}([.,]\d{0,4})?$/),
	fc.string(),
);

const refusedOr = <T>(read: () => T): T | undefined => {
	try {
		return read();
	} catch (error) {
		expect((error as Error).message).toMatch(/ is not | leaves open what is meant: /);
		return undefined;
	}
};

describe('Whatever the text, it has one reading, or it is refused', () => {
	test('as an amount', () => {
		fc.assert(
			fc.property(written, (text) => {
				const amount = refusedOr(() => toAmount(text));
				if (amount !== undefined) expect(readings(text)).toEqual(new Set([inDigits(amount)]));
			}),
			{ numRuns: 5000, seed: 17 },
		);
	});

	test('as a count', () => {
		fc.assert(
			fc.property(written, (text) => {
				const count = refusedOr(() => toCount(text));
				if (count === undefined) return;
				expect(Number.isSafeInteger(count)).toBe(true);
				expect(readings(text)).toEqual(new Set([inDigits(String(count))]));
			}),
			{ numRuns: 5000, seed: 18 },
		);
	});

	test('as a measure', () => {
		fc.assert(
			fc.property(written, (text) => {
				const number = refusedOr(() => toDecimal(text));
				if (number !== undefined) expect(readings(text)).toEqual(new Set([inDigits(number)]));
			}),
			{ numRuns: 5000, seed: 19 },
		);
	});
});

describe('Texts that leave open which number is meant', () => {
	test.each([
		['1,500', '1500 or 1.50?'],
		['1.500', '1500 or 1.50?'],
		['12,000', '12000 or 12.00?'],
		['2,990', '2990 or 2.99?'],
		['1.000', '1000 or 1.00?'],
		['-1.000', '-1000 or -1.00?'],
		['1,234', '1234 or 1.234?'],
		['1234.500', '1234500 or 1234.50?'],
		['\u00a01,500 ', '1500 or 1.50?'],
	])('"%s" is refused by each reader, with both readings', (text, both) => {
		for (const read of [toAmount, toCount, toDecimal, (value: string) => percentage(value, '')]) {
			expect(() => read(text)).toThrow(`leaves open what is meant: ${both}`);
		}
	});

	test('what the error says to write is taken', () => {
		for (const text of ['1,500', '1,234', '2.990', '-1.000']) {
			const message = (() => {
				try {
					return toDecimal(text);
				} catch (error) {
					return (error as Error).message;
				}
			})();
			const [, one, other] = /Write (\S+) or (\S+),/.exec(message) ?? [];
			expect(toDecimal(one)).toBe(one);
			expect(toDecimal(other)).toBe(other);
		}
	});

	test('a number is no text: it leaves nothing open', () => {
		expect(toAmount(1.5)).toBe('1.50');
		expect(toDecimal(1.125)).toBe('1.125');
		expect(() => toAmount(1.125)).toThrow('more than two decimals: round it');
	});
});

describe('toAmount', () => {
	test.each([
		['12.5', '12.50'],
		['12,50', '12.50'],
		['0.1', '0.10'],
		['007', '7.00'],
		['0,500', '0.50'],
		['1.5000', '1.50'],
		['-3', '-3.00'],
		['+3', '3.00'],
		['1500', '1500.00'],
		['1 500', '1500.00'],
		['1 500,00', '1500.00'],
		['1\u00a0500,00', '1500.00'],
		['1\u202f234\u202f567,8', '1234567.80'],
		['1.500,00', '1500.00'],
		['1,500.00', '1500.00'],
		['1.234.567', '1234567.00'],
		['12,345,678.9', '12345678.90'],
		['90071992547409931.99', '90071992547409931.99'],
	])('%s is %s', (given, amount) => expect(toAmount(given)).toBe(amount));

	test.each([12.5, 0, 1.1])('takes the number %d', (value) =>
		expect(Number(toAmount(value))).toBe(value),
	);

	test.each([
		['1e3', '0x10', '½', '１２', '٣', 'a lot', '', 'NaN', 'Infinity', '--1', '.5', '12 zł'],
		['1 50', '1  500', '12 3456', '0 500', '1,50,000', '1.500.00', '1,2,3', '1.500,00,0', "1'500"],
	])('refuses %s and the like', (...texts) => {
		for (const text of texts) expect(() => toAmount(text)).toThrow('is not an amount');
	});

	test.each([1e21, 2 ** 53, NaN, Infinity, 1e-7, null, undefined, true, {}, [1, 2], [1, 234, 567]])(
		'refuses what is no amount: %p',
		(value) => expect(() => toAmount(value)).toThrow('is not an amount'),
	);

	test.each([0.1 + 0.2, 19.999, 1.005, -0.001, '0.001', '12.3456'])(
		'does not round %s, but says what to do',
		(value) => expect(() => toAmount(value)).toThrow('more than two decimals: round it'),
	);

	test.each([
		'0'.repeat(80_000),
		`${'0'.repeat(80_000)}x`,
		'9'.repeat(41),
		`1${',000'.repeat(20)}`,
	])('what is longer than any amount is not looked at', (text) => {
		for (const read of [toAmount, toCount, toDecimal]) {
			expect(() => read(text)).toThrow(/^".{1,100}" is not .+ It is too long\. Use one like/);
		}
	});

	test('keeps every number of cents', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (cents) => {
				const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
				expect(toAmount(text)).toBe(text);
			}),
		);
	});
});

describe('toCount', () => {
	test.each([
		['12', 12],
		[' 12 ', 12],
		['+5', 5],
		['-5', -5],
		['10.0', 10],
		['10,00', 10],
		['2 500', 2500],
		[7, 7],
		[-0, 0],
	])('%p is %d', (given, count) => expect(toCount(given)).toBe(count));

	test.each([
		'0x10',
		'1e3',
		'½',
		'１２',
		'0b1',
		'',
		'1.5',
		'12 pieces',
		'9007199254740993',
		1.5,
		true,
	])('refuses %p', (given) => expect(() => toCount(given)).toThrow('is not a whole number'));
});

describe('toDecimal', () => {
	test.each([
		['12,5', '12.5'],
		['0.500', '0.500'],
		[0.1, '0.1'],
		['1 500,25', '1500.25'],
	])('%p is %s', (given, text) => expect(toDecimal(given)).toBe(text));

	test('where no number can have thousands, three decimals leave nothing open', () => {
		const wanted = { what: 'a latitude', use: 'one like 52.3995', thousands: false };
		expect(toDecimal('52,399', wanted)).toBe('52.399');
		expect(() => toDecimal('1 500', wanted)).toThrow('is not a latitude. Use one like 52.3995');
	});

	test('says which field it is of', () => {
		const wanted = { name: 'Weight', what: 'a number', use: 'one like 12.5' };
		expect(() => toDecimal('much', wanted)).toThrow('Weight: "much" is not a number');
		expect(() => toDecimal('1,500', wanted)).toThrow('Weight: "1,500" leaves open');
	});
});

describe('percentage', () => {
	test.each([
		['12,5%', '12.5'],
		['12.5 %', '12.5'],
		['-3', '-3'],
		['+3', '3'],
		[7.5, '7.5'],
	])('%p is %s', (given, text) => expect(percentage(given, '')).toBe(text));

	test.each(['', 'much', '1e1', '5%%', true])('refuses %p', (given) =>
		expect(() => percentage(given, '')).toThrow('is not a percentage'),
	);

	test('has no direction where that stands elsewhere', () => {
		expect(unsignedPercentage('+3', '')).toBe('3');
		expect(() => unsignedPercentage('-3', '')).toThrow('is below 0');
	});
});

describe('amounts are reckoned to the cent', () => {
	test.each([
		['0.10', '0.20', '0.30', '-0.10'],
		['-1.00', '0.50', '-0.50', '-1.50'],
		['0.05', '-0.04', '0.01', '0.09'],
		['0.00', '0.00', '0.00', '0.00'],
		['99999999999999999.99', '0.01', '100000000000000000.00', '99999999999999999.98'],
	])('%s and %s', (one, other, sum, difference) => {
		expect(sumOf(one, other)).toBe(sum);
		expect(differenceOf(one, other)).toBe(difference);
	});

	test.each([
		['0.10', 3, '0.30'],
		['-0.05', 1, '-0.05'],
		['12.50', 0, '0.00'],
	])('%s for each of %i', (amount, count, sum) => {
		expect(timesOf(amount, count)).toBe(sum);
	});
});

test('a number whose digits are lost is none, below 0 as well', () => {
	expect(() => toAmount(-9007199254740994)).toThrow('is not an amount');
	expect(() => toAmount(9007199254740994)).toThrow('is not an amount');
});

test('no pieces are 0, whatever sign they have', () => {
	for (const none of ['-0', '-0.0', -0, 0]) expect(Object.is(toCount(none), 0)).toBe(true);
});
