import fc from 'fast-check';

import { rowsAt } from '../../nodes/shared/answerRows';
import { at, merge, only, setAt, toIso, withoutEmpty } from '../../nodes/shared/values';

describe('toIso', () => {
	test.each([
		['2026-01-31T12:00:00', 'Europe/Warsaw', '2026-01-31T11:00:00.000Z'],
		['2026-07-31T12:00:00', 'Europe/Warsaw', '2026-07-31T10:00:00.000Z'],
		['2026-01-31', 'Europe/Warsaw', '2026-01-30T23:00:00.000Z'],
		['2026-01-31 12:00', 'UTC', '2026-01-31T12:00:00.000Z'],
		['2026-01-31T12:00:00+05:00', 'Europe/Warsaw', '2026-01-31T07:00:00.000Z'],
		['2026-01-31T12:00:00.123Z', 'America/New_York', '2026-01-31T12:00:00.123Z'],
		// The hour after clocks went forward, and the one before they go back.
		['2026-03-29T03:30:00', 'Europe/Warsaw', '2026-03-29T01:30:00.000Z'],
		['2026-10-25T01:30:00', 'Europe/Warsaw', '2026-10-24T23:30:00.000Z'],
		// An hour that is left out, one that comes twice (with and without its offset), and the next.
		['2026-03-29T02:30:00', 'Europe/Warsaw', '2026-03-29T01:30:00.000Z'],
		['2026-10-25T02:30:00', 'Europe/Warsaw', '2026-10-25T00:30:00.000Z'],
		['2026-10-25T02:30:00+02:00', 'Europe/Warsaw', '2026-10-25T00:30:00.000Z'],
		['2026-10-25T02:30:00+01:00', 'Europe/Warsaw', '2026-10-25T01:30:00.000Z'],
		['2026-10-25T03:00:00', 'Europe/Warsaw', '2026-10-25T02:00:00.000Z'],
		// Days on which clocks change begin at their own midnight.
		['2026-03-29', 'Europe/Warsaw', '2026-03-28T23:00:00.000Z'],
		['2026-10-25', 'Europe/Warsaw', '2026-10-24T22:00:00.000Z'],
		['2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z'],
		['2026-01-31T12:00+0100', 'UTC', '2026-01-31T11:00:00.000Z'],
		['2026-01-31 12:00:00 -05:30', 'UTC', '2026-01-31T17:30:00.000Z'],
		['2026-01-31T12:00:00.123456789Z', 'UTC', '2026-01-31T12:00:00.123Z'],
		['Sat Jan 31 2026 12:00:00 GMT+0100 (CET)', 'UTC', '2026-01-31T11:00:00.000Z'],
		['Sat, 31 Jan 2026 12:00:00 GMT', 'Europe/Warsaw', '2026-01-31T12:00:00.000Z'],
	])('%s in %s', (text, zone, iso) => expect(toIso(text, zone)).toBe(iso));

	test('takes dates and what Luxon makes', () => {
		const iso = '2026-01-31T12:00:00.000Z';
		expect(toIso(new Date(iso), 'UTC')).toBe(iso);
		expect(toIso({ toISO: () => '2026-01-31T13:00:00.000+01:00' }, 'UTC')).toBe(iso);
	});

	// JavaScript would make the second of January, 2001, local time and March of some of these.
	test.each([
		...['soon', '2026-13-45', '', 'null', '01.02.2026', '5', '2026', '1/2/2026', '2026-1-5'],
		...['2026-02-30', '2026-02-30T10:00:00Z', '2026-01-31T25:00', '1700000000'],
	])('refuses "%s"', (text) => expect(() => toIso(text, 'UTC')).toThrow('is not a date'));

	test('keeps every moment, in every zone', () => {
		const zones = fc.constantFrom('Europe/Warsaw', 'America/New_York', 'Asia/Kathmandu', 'UTC');
		const moments = fc.date({
			min: new Date('2000-01-01'),
			max: new Date('2100-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(moments, zones, (moment, zone) => {
				expect(toIso(moment.toISOString(), zone)).toBe(moment.toISOString());
			}),
		);
	});
});

describe('withoutEmpty', () => {
	test('leaves out what is empty, at any depth, and keeps 0 and false', () => {
		const fields = {
			a: '',
			b: null,
			c: undefined,
			d: { e: '', f: { g: [] } },
			h: 0,
			i: false,
			j: ['x'],
			k: { l: 'm', n: '' },
		};
		expect(withoutEmpty(fields)).toEqual({ h: 0, i: false, j: ['x'], k: { l: 'm' } });
	});

	test('looks into the objects of lists', () => {
		const fields = { a: [{ b: '', c: 0 }, { d: null }, '', [{ e: '' }, { f: 'g' }]], h: [{}] };
		expect(withoutEmpty(fields)).toEqual({ a: [{ c: 0 }, [{ f: 'g' }]] });
	});

	test('leaves nothing empty, whatever it is given', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
				for (const value of Object.values(withoutEmpty(fields as never))) {
					expect([undefined, null, '']).not.toContain(value);
				}
			}),
		);
	});
});

describe('merge', () => {
	test('lays objects over each other and replaces the rest', () => {
		expect(merge({ a: { b: 1, c: 2 }, d: [1] }, { a: { c: 3 }, d: [2], e: null })).toEqual({
			a: { b: 1, c: 3 },
			d: [2],
			e: null,
		});
	});

	test('does not let JSON reach the prototype', () => {
		merge({}, JSON.parse('{ "__proto__": { "polluted": true } }'));
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});
});

test('at and setAt follow dotted paths', () => {
	const object = {};
	setAt(object, 'a.b.c', 1);
	expect(object).toEqual({ a: { b: { c: 1 } } });
	expect(at(object, 'a.b.c')).toBe(1);
	expect(at(object, 'a.x.c')).toBeUndefined();
	expect(at(null, 'a')).toBeUndefined();
});

describe('only', () => {
	const order = {
		id: '1',
		buyer: { login: 'anna', email: 'a@example.com' },
		lineItems: [
			{ id: 'a', offer: { id: '7', name: 'Kubek' } },
			{ id: 'b', offer: { id: '8' } },
		],
		note: null,
	};

	test.each([
		[['id', 'note'], { id: '1', note: null }],
		[['buyer.login', 'missing', 'id.deeper'], { id: '1', buyer: { login: 'anna' } }],
		[
			['lineItems.offer.name', 'lineItems.id'],
			{
				lineItems: [
					{ id: 'a', offer: { name: 'Kubek' } },
					{ id: 'b', offer: {} },
				],
			},
		],
		[['buyer', 'buyer.login'], { buyer: order.buyer }],
		[['toString', '__proto__'], {}],
	])('%j', (names, kept) => expect(only(order, names)).toEqual(kept));
});

describe('rowsAt', () => {
	test.each<[unknown, string, string]>([
		[
			{ errors: [{ code: 'X', message: 'No', userMessage: 'Not now' }] },
			'checkoutForms',
			'Allegro gives no list: Not now, code X',
		],
		[{ errors: [{ code: 'X' }], offers: [] }, 'offers', 'Allegro gives no list: code X'],
		[{}, 'checkoutForms', 'the answer has no checkoutForms'],
		[{ checkoutForms: null, totalCount: 50 }, 'checkoutForms', 'the answer has no checkoutForms'],
		[{ offers: null, totalCount: 50 }, 'offers', 'the answer has no offers'],
		[{ totalCount: 50 }, 'offers', 'the answer has no offers'],
		[{ offers: {} }, 'offers', 'offers is no list'],
		[{ offers: 'none' }, 'offers', 'offers is no list'],
	])('%j is no list of %s', (answer, path, message) => {
		expect(() => rowsAt(answer, path)).toThrow(message);
	});

	test.each<[unknown, string]>([
		['', 'checkoutForms'],
		[undefined, 'checkoutForms'],
		[{}, 'offers'],
		[{ offers: null, totalCount: 0 }, 'offers'],
		[{ errors: [], offers: [] }, 'offers'],
	])('%j holds no row', (answer, path) => {
		expect(rowsAt(answer, path)).toEqual([]);
	});
});

describe('a date given as a number', () => {
	test.each([
		[1_769_857_200_000, '2026-01-31T11:00:00.000Z'],
		['1769857200000', '2026-01-31T11:00:00.000Z'],
		[999_999_999_999, '2001-09-09T01:46:39.999Z'],
	])('%s: milliseconds', (value, iso) => expect(toIso(value, 'Europe/Warsaw')).toBe(iso));

	test.each([1_769_857_200, 20260131, '2026-01-31T12:00+99:99', '2026-01-31T12:00+14:01'])(
		'%s is not guessed at',
		(value) => expect(() => toIso(value, 'Europe/Warsaw')).toThrow('is not a date'),
	);
});
