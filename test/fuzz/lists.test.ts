import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { batchProgress, outputProgress } from '../../nodes/shared/commands';
import type { Page, Pages } from '../../nodes/shared/pagination';
import { eventId, limitOnly, offset, pageToken } from '../../nodes/shared/pagination';
import { mapperFields, type Parameter } from '../../nodes/shared/parameters';
import { toParameters } from '../../nodes/shared/parameters/values';
import { sliced } from '../../nodes/shared/slices';
import { fetching } from '../shared/fetching';
import { anyJson, anyObject, expectNoPollution } from './json';
import { times } from './runs';

/** Lists whose answers lie about themselves: each ends, with no more rows than were asked for. */
const MOST_REQUESTS = 20_000;
const total = fc.oneof(anyJson, fc.constantFrom(-1, 0, 1, 7, 1e6, 1e9, Infinity, '5', 2 ** 53));
const lists: Record<string, () => Pages> = {
	offset: () => offset({ max: 10 }),
	'offset with a ceiling': () => offset({ max: 10, ceiling: 60 }),
	'offset with a last one': () => offset({ max: 10, lastOffset: 55 }),
	'limit alone': () => limitOnly({ max: 10, narrow: 'Use filters' }),
	'page token': () => pageToken({ max: 10 }),
	'event ID': () => eventId({ max: 10 }),
	slices: () => sliced({ max: 10, ceiling: 60, by: 'at', newestFirst: true }),
};

test.each(Object.entries(lists))(
	'%s: ends, whatever an answer says of the next one',
	async (_, make) => {
		const row = fc.record({ id: fc.oneof(anyJson, fc.nat(30)), at: anyJson }, { requiredKeys: [] });
		const answer = fc.record({
			rows: fc.array(row, { maxLength: 10 }),
			totalCount: total,
			nextPage: fc.oneof(anyJson, fc.record({ id: anyJson })),
		});
		const wanted = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 80 }));
		await fc.assert(
			fc.asyncProperty(
				fc.array(answer, { minLength: 1, maxLength: 5 }),
				wanted,
				async (answers, most) => {
					let asked = 0;
					const fetch = async ({ limit = 10 }: IDataObject): Promise<Page> => {
						if (++asked > MOST_REQUESTS) throw new Error('It does not end');
						// The last answer comes again and again.
						const { rows, ...body } = answers[Math.min(asked, answers.length) - 1];
						return {
							rows: rows.slice(0, Number(limit)) as IDataObject[],
							body: body as IDataObject,
						};
					};
					const rows = await make()(fetching(fetch), most).catch((error: Error) => error);
					if (rows instanceof Error) {
						expect(rows.message).not.toBe('It does not end');
						expect([Error, TypeError]).toContain(rows.constructor);
						expect(rows.message).not.toMatch(/undefined|is not a function|cannot read/i);
						return;
					}
					expect(rows.length).toBeLessThanOrEqual(most);
				},
			),
			times(120),
		);
	},
);

describe('an answer that promises too much', () => {
	const full = Array.from({ length: 10 }, (_, id) => ({ id }));

	test('a total of a billion does not bring a flood of requests', async () => {
		let asked = 0;
		const rows = await offset({ max: 10 })(
			fetching(async () => {
				const isFirst = ++asked === 1;
				return { rows: isFirst ? full : [], body: { totalCount: 1e9 } };
			}),
			Infinity,
		);
		expect(rows).toHaveLength(10);
		expect(asked).toBeLessThanOrEqual(1_001);
	});

	test.each([
		['offset, with IDs', offset({ max: 10 }), 7, 5],
		// Rows without an ID may really be alike: it takes longer to be sure.
		['offset, without IDs', offset({ max: 10 }), undefined, 1_100],
	])('%s: the same page again and again comes to an end', async (_, pages, id, most) => {
		let asked = 0;
		const rows = Array.from({ length: 10 }, () => ({ id, at: '2026-01-31T12:00:00.000Z' }));
		const fetch = async () => {
			if (++asked > MOST_REQUESTS) throw new Error('It does not end');
			return { rows: rows as IDataObject[], body: {} };
		};
		await expect(pages(fetching(fetch), Infinity)).rejects.toThrow('gave the same page twice');
		expect(asked).toBeLessThanOrEqual(most);
	});

	test('rows that are alike on all pages are all given', async () => {
		const left = Array.from({ length: 95 }, () => ({ at: 'now' }));
		const rows = await offset({ max: 10 })(
			fetching(async ({ limit, offset: place }) => {
				const rows = left.slice(Number(place), Number(place) + Number(limit));
				return { rows, body: {} };
			}),
			Infinity,
		);
		expect(rows).toHaveLength(95);
	});

	test('ever new pages without a row come to an end', async () => {
		let asked = 0;
		const fetch = async () => ({ rows: [], body: { nextPage: { id: `page ${++asked}` } } });
		await expect(pageToken({ max: 10 })(fetching(fetch), Infinity)).rejects.toThrow(
			'pages without rows',
		);
		expect(asked).toBeLessThanOrEqual(101);
	});
});

test('a job runs or has ended, whatever is said of it', () => {
	fc.assert(
		fc.property(anyObject(['output', 'taskCount', 'completedAt', 'status', 'errors']), (answer) => {
			for (const progress of [batchProgress, outputProgress]) {
				const { running, refusal } = progress(answer as IDataObject);
				expect(typeof running).toBe('boolean');
				expect(['undefined', 'object']).toContain(typeof refusal);
			}
		}),
		times(200),
	);
	for (const status of ['NEW', 'IN_PROGRESS', 'QUEUED']) {
		expect(outputProgress({ output: { status } }).running).toBe(true);
	}
});

/** Parameters as Allegro's reference has them. */
const dictionary = fc.uniqueArray(
	fc.record({ id: fc.uuid(), value: fc.stringMatching(/^[A-Za-z]{1,12}$/) }),
	{ maxLength: 8, selector: ({ value }) => value.toLowerCase() },
);
const parameter = fc.record({
	id: fc.nat(9_999).map(String),
	name: fc.stringMatching(/^[A-Za-z ]{1,20}$/),
	type: fc.constantFrom(
		'dictionary' as const,
		'integer' as const,
		'float' as const,
		'string' as const,
	),
	dictionary,
	restrictions: fc.record({ multipleChoices: fc.boolean(), range: fc.boolean() }),
});
const parameters = fc.uniqueArray(parameter, { maxLength: 6, selector: ({ id }) => id });

test('a value of a dictionary means the same by its ID and by its name', () => {
	fc.assert(
		fc.property(parameters, (known) => {
			const chosen = known.filter(
				({ type, dictionary: values, restrictions }) =>
					type === 'dictionary' && values.length > 0 && !restrictions.range,
			);
			const by = (key: 'id' | 'value') =>
				toParameters(
					known,
					Object.fromEntries(chosen.map(({ id, dictionary: values }) => [id, values[0][key]])),
				);
			expect(by('value')).toEqual(by('id'));
			expect(
				by('id')
					.map(({ id }) => id)
					.sort(),
			).toEqual(chosen.map(({ id }) => id).sort());
		}),
		times(150),
	);
});

test('each parameter has a field, and what the fields hold is sent or refused in words', () => {
	fc.assert(
		fc.property(
			parameters,
			fc.dictionary(fc.string(), anyJson),
			fc.array(anyJson),
			(known, more, values) => {
				const fields = mapperFields(known as Parameter[], () => false);
				for (const { id } of known) {
					expect(fields.some((field) => field.id === id || field.id === `${id}.from`)).toBe(true);
				}
				const filled = Object.fromEntries([
					...fields.slice(0, values.length).map((field, index) => [field.id, values[index]]),
					...Object.entries(more).slice(0, 1),
				]) as IDataObject;
				try {
					const sent = toParameters(known as Parameter[], filled);
					expectNoPollution(sent);
					const ids = known.map(({ id }) => id);
					for (const { id } of sent) expect(ids).toContain(id);
				} catch (error) {
					expect((error as Error).constructor).toBe(Error);
					expect((error as Error).message).not.toMatch(/\[object/);
				}
			},
		),
		times(200),
	);
});
