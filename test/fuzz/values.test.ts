import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { rowsAt } from '../../nodes/shared/answerRows';
import {
	at,
	lastSegment,
	merge,
	only,
	setAt,
	toIso,
	withoutEmpty,
} from '../../nodes/shared/values';
import { anyJson, anyObject, anything, expectNoPollution } from './json';
import { times } from './runs';

const object = anyObject() as fc.Arbitrary<IDataObject>;
const name = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'prototype', 'id', 'name', '', '0', 'toString'),
	fc.string(),
);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('.'));
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** @returns what it gives, or undefined when it refuses in words that begin with the value. */
function orRefused<T>(words: string, work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		expect((error as Error).constructor).toBe(Error);
		expect((error as Error).message).toContain(words);
		return undefined;
	}
}

test('a date is one of Allegro, or refused in words; and what it makes, it takes', () => {
	fc.assert(
		fc.property(anything, (value) => {
			const iso = orRefused('is not a date. Use one like', () => toIso(value, 'Europe/Warsaw'));
			if (iso === undefined) return;
			expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
			expect(toIso(iso, 'America/New_York')).toBe(iso);
		}),
		times(400),
	);
});

test('nothing empty is left at any depth, nothing else is lost, and a second time changes nothing', () => {
	fc.assert(
		fc.property(object, (fields) => {
			const before = JSON.stringify(fields);
			const kept = withoutEmpty(fields);
			expectNoPollution(kept);
			expect(JSON.stringify(fields)).toBe(before);
			expect(withoutEmpty(kept)).toEqual(kept);
			const walk = (part: unknown): void => {
				expect(['', null, undefined]).not.toContain(part);
				if (typeof part !== 'object' || part === null) return;
				const inner = Object.values(part) as unknown[];
				if (part !== kept) expect(inner.length).toBeGreaterThan(0);
				// Among texts of a list, an empty one holds a place.
				const isTable = Array.isArray(part) && inner.some((one) => one && typeof one === 'string');
				inner.filter((one) => !(isTable && one === '')).forEach(walk);
			};
			walk(kept);
		}),
		times(300),
	);
});

test('merging keeps what is not laid over, takes what is, and reaches no prototype', () => {
	fc.assert(
		fc.property(object, object, (base, extra) => {
			const [was, over] = [JSON.stringify(base), JSON.stringify(extra)];
			const merged = merge(base, extra);
			expectNoPollution(merged);
			expect([JSON.stringify(base), JSON.stringify(extra)]).toEqual([was, over]);
			expect(merge(merged, extra)).toEqual(merged);
			for (const key of Object.keys(extra)) {
				if (key !== '__proto__') expect(Object.hasOwn(merged, key)).toBe(true);
			}
		}),
		times(300),
	);
});

test('selected fields are a part of the object, and selecting them again changes nothing', () => {
	fc.assert(
		fc.property(object, fc.array(path, { maxLength: 5 }), (row, names) => {
			const kept = only(row, names);
			expectNoPollution(kept);
			expect(JSON.stringify(kept).length).toBeLessThanOrEqual(JSON.stringify(row).length);
			expect(only(kept, names)).toEqual(kept);
			for (const key of Object.keys(kept)) expect(Object.hasOwn(row, key)).toBe(true);
		}),
		times(300),
	);
});

test('a path reads what was set there, and nothing that JavaScript has put into objects', () => {
	fc.assert(
		fc.property(object, path, anyJson, (target, where, value) => {
			const changed = copy(target);
			setAt(changed, where, value as IDataObject);
			expectNoPollution(changed);
			if (!where.split('.').includes('__proto__')) expect(at(changed, where)).toEqual(value);
			expect(at({}, where)).toBeUndefined();
		}),
		times(300),
	);
});

test('rows are a list, or the answer is told to be odd', () => {
	fc.assert(
		fc.property(anyJson, fc.oneof(fc.constant(''), path), (answer, where) => {
			try {
				expect(Array.isArray(rowsAt(answer, where))).toBe(true);
			} catch (error) {
				expect(error).toBeInstanceOf(TypeError);
				expect((error as Error).message).toContain('is no list');
			}
		}),
		times(300),
	);
});

test('the last part of an address holds no separators', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (address) => {
			expect(lastSegment(address) ?? 'none').toMatch(/^[^/?#]+$/);
		}),
		times(300),
	);
});
