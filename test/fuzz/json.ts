import fc from 'fast-check';

/** Names that mean something to JavaScript, to this package or to Allegro. */
const NAMES = [
	...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'toISO', 'then'],
	...['length', 'id', 'name', 'code', 'message', 'userMessage', 'path', 'details', 'metadata'],
	...['errors', 'error', 'status', 'amount', 'currency', 'offer', 'a.b', '', '0'],
];
const TEXTS = [
	...['', ' ', '__proto__', '2026-02-30', '12,50', '../..', '<b>x</b>', '\ud83d', '\0', '\r\nX: 1'],
	...['NaN', '1e999', '-0', 'ENOENT', 'x'.repeat(5_000)],
];

/** JSON as text, so that what is parsed can have a property `__proto__` of its own. */
const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 5, depthSize: 'small' },
		fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)),
		fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
		fc.constantFrom('null', 'true', 'false', '0', '-1', '1e21', '0.1', '9007199254740993'),
		tie('object'),
		fc.array(tie('value'), { maxLength: 4 }).map((parts) => `[${parts.join(',')}]`),
	),
	object: fc
		.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.string()), tie('value')), {
			maxLength: 6,
		})
		.map((pairs) => {
			const parts = pairs.map(([name, part]) => `${JSON.stringify(name)}:${part}`);
			return `{${parts.join(',')}}`;
		}),
}));

/** Any JSON value. */
export const anyJson: fc.Arbitrary<unknown> = value.map((text) => JSON.parse(text) as unknown);

/** A JSON object with any properties, and any values for these. */
export const anyObject = (names: string[] = []): fc.Arbitrary<Record<string, unknown>> =>
	fc
		.tuple(anyJson, fc.array(fc.tuple(fc.constantFrom('id', ...names), anyJson), { maxLength: 8 }))
		.map(([base, pairs]) => {
			const isObject = typeof base === 'object' && base !== null && !Array.isArray(base);
			const text = JSON.stringify(isObject ? base : {}).slice(1, -1);
			const more = pairs.map(([name, part]) => `${JSON.stringify(name)}:${JSON.stringify(part)}`);
			return JSON.parse(`{${[text, ...more].filter(Boolean).join(',')}}`) as Record<
				string,
				unknown
			>;
		});

/** What no JSON is: n8n's expressions can give these. */
const NO_JSON: unknown[] = [
	...[undefined, NaN, Infinity, 10n, Symbol('s'), () => 1, new Date(NaN), new Date(0)],
	...[Buffer.from('x'), new Map([[1, 2]]), Object.create(null), [undefined], /x/],
	...[
		{ toString: null, valueOf: null },
		{ toString: () => ({}), valueOf: () => ({}) },
	],
];

/** A list that holds itself, and one with thousands of lists in it. */
export const knot: unknown[] = [];
knot.push(knot);
export const deep = JSON.parse('['.repeat(3_000) + ']'.repeat(3_000)) as unknown;

/** Any value at all. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: anyJson },
	{ weight: 1, arbitrary: fc.constantFrom(...NO_JSON, knot, deep) },
);

/** @throws Error when an object has another prototype than it had, or all of them have. */
export function expectNoPollution(...objects: unknown[]): void {
	if (Object.keys(Object.prototype).length > 0 || Object.keys(Array.prototype).length > 0) {
		throw new Error('The prototype of all objects has changed');
	}
	const walk = (part: unknown, depth: number): void => {
		if (typeof part !== 'object' || part === null || depth > 50) return;
		const prototype: unknown = Object.getPrototypeOf(part);
		const known: unknown[] = [Object.prototype, Array.prototype, null];
		if (!known.includes(prototype)) throw new Error('An object has a prototype from outside');
		for (const inner of Object.values(part)) walk(inner, depth + 1);
	};
	for (const each of objects) walk(each, 0);
}
