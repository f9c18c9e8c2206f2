import fc from 'fast-check';
import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { Brought, Outcomes } from '../../nodes/shared/collector';
import { collector, ItemRun, joinRun } from '../../nodes/shared/collector';
import { loadNodeTypes } from '../engine';
import { discover, type Discovered } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { PARTY } from '../party';
import { openStub, type Stub, type StubAnswer, type StubRequest } from '../stub';
import { anyJson, anyObject, expectNoPollution } from './json';
import { expectClean, expectClear } from './outcome';
import { times } from './runs';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/** What takes several items, requests or answers together: nobody waits for ever, and nobody gets another's. */
let stub: Stub;
let answer: (request: StubRequest) => StubAnswer;
beforeAll(async () => {
	stub = await openStub((request) => answer(request));
});
afterAll(async () => await stub.close());

describe('the items of a run', () => {
	/** What becomes of an item on its way: it arrives, or ends before; and how late, in turns. */
	const way = fc.record({ arrives: fc.boolean(), turns: fc.nat(5) });
	const given = fc.record({
		ways: fc.array(way, { minLength: 1, maxLength: 12 }),
		goesOn: fc.boolean(),
		/** The turn in which the run is stopped. */
		stop: fc.option(fc.nat(6), { nil: undefined }),
		/** What the work makes of each item; none at all when it throws. */
		outcome: fc.constantFrom('each', 'none', 'errors', 'throws'),
	});

	test('each gets its own outcome, and the work is done once or not at all', async () => {
		await fc.assert(
			fc.asyncProperty(given, async ({ ways, goesOn, stop, outcome }) => {
				const works: Array<Brought<string>> = [];
				const together = collector(async (brought: Brought<string>): Promise<Outcomes<string>> => {
					works.push(new Map(brought));
					await Promise.resolve();
					if (outcome === 'throws') throw new Error('all of them');
					if (outcome === 'none') return new Map();
					return new Map(
						[...brought].map(([item, word]) => [
							item,
							outcome === 'errors' && item % 2 ? new Error(word) : `${word}!`,
						]),
					);
				});
				const run = new ItemRun(ways.length);
				const execution = new AbortController();
				const pass = async (turns: number) => {
					for (let turn = 0; turn < turns; turn++) await Promise.resolve();
				};
				const items = ways.map(async ({ arrives, turns }, item) => {
					await pass(turns);
					// After a stop, no item is started.
					if (stop !== undefined && turns > stop) return undefined;
					try {
						if (!arrives) return undefined;
						const context = {
							getItemIndex: () => item,
							getExecutionCancelSignal: () => execution.signal,
							continueOnFail: () => goesOn,
						} as unknown as IExecuteSingleFunctions;
						joinRun(context, run);
						return await together(context, `word ${item}`);
					} finally {
						run.ended(item);
					}
				});
				if (stop !== undefined) {
					void pass(stop).then(() => {
						execution.abort(new Error('stopped'));
						run.stopped();
					});
				}
				const told = await Promise.allSettled(items);

				expect(works.length).toBeLessThanOrEqual(1);
				const missing = ways.some(({ arrives }) => !arrives);
				if (missing && !goesOn) expect(works).toHaveLength(0);
				if (stop === undefined && (goesOn || !missing) && ways.some(({ arrives }) => arrives)) {
					expect([...works[0].keys()].sort((a, b) => a - b)).toEqual(
						[...ways.keys()].filter((item) => ways[item].arrives),
					);
				}
				told.forEach((one, item) => {
					const worked = ways[item].arrives && works[0]?.has(item);
					if (!worked || outcome === 'none') {
						// Who came after the work had begun gets nothing, or what befell all.
						if (one.status === 'fulfilled') expect(one.value).toBeUndefined();
					} else if (outcome === 'throws') {
						expect(one).toMatchObject({ status: 'rejected', reason: { message: 'all of them' } });
					} else if (outcome === 'errors' && item % 2) {
						expect(one).toMatchObject({ reason: { message: `word ${item}` } });
					} else {
						expect(one).toMatchObject({ value: `word ${item}!` });
					}
				});
			}),
			times(400),
		);
	});
});

describe('a list of IDs that needs several requests', () => {
	const MOST = 20;
	const ids = fc.uniqueArray(fc.nat(99_999).map(String), {
		minLength: 1,
		maxLength: 90,
	});

	const ask = async (waybills: string[]) => {
		stub.requests.length = 0;
		return await stub.engine.node('allegroParcels', {
			resource: 'carrier',
			operation: 'getTracking',
			carrierId: 'ALLEGRO',
			waybills: waybills.join(', '),
		});
	};
	const asked = () =>
		stub.requests
			.map(({ query }) => query.getAll('waybill'))
			.sort((a, b) => Number(a.length < MOST) - Number(b.length < MOST));

	test('asks for each once, and gives the rows in the order of the IDs', async () => {
		await fc.assert(
			fc.asyncProperty(ids, async (waybills) => {
				answer = ({ query }) => ({
					body: { waybills: query.getAll('waybill').map((waybill) => ({ waybill })) },
				});
				const { items, error } = await ask(waybills);
				expect(error).toBeUndefined();
				expect(items.map(({ json }) => json.waybill)).toEqual(waybills);
				const sent = asked();
				expect(sent.flat().sort()).toEqual([...waybills].sort());
				for (const each of sent.slice(0, -1)) expect(each).toHaveLength(MOST);
			}),
			times(25),
		);
	});

	test('a request that is refused is an error, and no part of the list is given for the whole', async () => {
		await fc.assert(
			fc.asyncProperty(ids, fc.nat(89), async (waybills, place) => {
				const bad = waybills[place % waybills.length];
				answer = ({ query }) =>
					query.getAll('waybill').includes(bad)
						? { status: 422, body: { errors: [{ code: 'Bad', message: `${bad} is bad` }] } }
						: { body: { waybills: query.getAll('waybill').map((waybill) => ({ waybill })) } };
				const { items, error } = await ask(waybills);
				expect(items).toEqual([]);
				expectClear(error!, 'getTracking');
				expect(`${error?.message} ${error?.description}`).toContain(`${bad} is bad`);
			}),
			times(15),
		);
	});

	test('any answers make clean items, or an error in words', async () => {
		const body = fc.oneof(anyJson, fc.record({ waybills: fc.oneof(anyJson, fc.array(anyJson)) }));
		await fc.assert(
			fc.asyncProperty(
				ids,
				fc.array(body, { minLength: 1, maxLength: 4 }),
				async (waybills, bodies) => {
					let next = 0;
					answer = () => ({ body: JSON.stringify(bodies[next++ % bodies.length]) });
					const { items, error } = await ask(waybills);
					if (error) expectClear(error, 'getTracking');
					else expectClean(items, 'getTracking');
				},
			),
			times(40),
		);
	});
});

describe('a job that Allegro does after it answered', () => {
	const jobs = discover(loadNodeTypes()).filter(
		(operation) => 'waitForCompletion' in sampleParameters(operation, 'minimal'),
	);

	test('there are jobs to test', () => expect(jobs.length).toBeGreaterThan(15));

	const ID = '0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d';
	/** What is read of a job, and what an answer may say instead. */
	const state = fc.oneof(
		anyObject(['status', 'errors', 'output', 'taskCount', 'completedAt', 'commandId', 'tasks']),
		fc.record(
			{
				id: fc.constant(ID),
				commandId: fc.constant(ID),
				status: fc.oneof(fc.constantFrom('NEW', 'IN_PROGRESS', 'SUCCESS', 'ERROR'), anyJson),
				errors: fc.oneof(fc.constant([]), fc.array(anyJson, { maxLength: 3 }), anyJson),
				taskCount: fc.oneof(
					fc.record({ total: fc.nat(2), success: fc.nat(2), failed: fc.nat(2) }),
					anyJson,
				),
				tasks: fc.oneof(fc.array(anyJson, { maxLength: 3 }), anyJson),
				completedAt: fc.oneof(fc.constant('2026-01-31T12:00:00Z'), anyJson),
				output: fc.record({ status: anyJson, errors: anyJson }, { requiredKeys: [] }),
			},
			{ requiredKeys: [] },
		),
	);
	const told = fc.record({
		status: fc.constantFrom(200, 200, 200, 201, 202, 404, 409, 422),
		state,
	});

	const waitFor = async (job: Discovered, timeoutSeconds: number) =>
		await stub.engine.node(
			job.node,
			{
				...sampleParameters(job, 'minimal'),
				// Several settings are as many jobs, one after the other.
				...(job.key === 'offer.update' && { changes: { handlingTime: 'PT24H' } }),
				options: { timeoutSeconds, commandId: ID },
			},
			{ items: [sampleItem(job)] },
		);
	const named = jobs.map((job) => [`${job.node} ${job.key}`, job] as const);

	test.each(named)(
		'%s: comes to an end, whatever is said of it from time to time',
		async (about, job) => {
			await fc.assert(
				fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 5 }), async (tellings) => {
					let next = 0;
					answer = () => {
						const { status, state: body } = tellings[Math.min(next++, tellings.length - 1)];
						return { status, body: JSON.stringify(body) };
					};
					const { items, error } = await waitFor(job, 0.05);
					if (error) expectClear(error, `${about} for ${JSON.stringify(tellings)}`);
					else expectClean(items, `${about} for ${JSON.stringify(tellings)}`);
					expectNoPollution(items.map(({ json }) => json as IDataObject));
				}),
				times(6),
			);
		},
	);

	/** What jobs tell of themselves, one in this property, the other in that. */
	const TELLING = ['status', 'errors', 'output', 'taskCount', 'completedAt', 'process', 'offers'];
	const silence = fc
		.oneof(fc.constant(null), anyJson, anyObject())
		.filter(
			(body) =>
				typeof body !== 'object' ||
				body === null ||
				!['id', 'commandId', ...TELLING].some((name) => name in body),
		);
	/** Answers that are no end: Allegro says nothing in them, or cannot answer. */
	const noise: fc.Arbitrary<StubAnswer> = fc.oneof(
		silence.map((body) => ({ body: JSON.stringify(body) })),
		fc.constantFrom(
			{ status: 200, body: '' },
			{ status: 200, body: 'null' },
			{ status: 404, body: {} },
			{ status: 500, body: {} },
			{ status: 503, body: '<html></html>' },
			{ status: 200, body: '{"status":"SUCC' },
		),
	);
	/** What Allegro has just begun, it may not know at once; later, it may have forgotten it. */
	const noises = fc
		.array(noise, { maxLength: 4 })
		.filter((said) => said.filter(({ status }) => status === 404).length < 3);
	const END = {
		id: ID,
		commandId: ID,
		status: 'SUCCESS',
		errors: [],
		completedAt: '2026-01-31T12:00:00Z',
		taskCount: { total: 1, success: 1, failed: 0 },
		tasks: [],
		output: { status: 'SUCCESS', errors: [] },
		process: { status: 'PROCESSED' },
		offers: [{ status: 'SUCCESS' }],
	};
	const why = {
		code: 'BAD',
		message: 'It is bad',
		errors: [{ code: 'BAD', message: 'It is bad' }],
	};
	const REFUSAL = {
		...END,
		status: 'ERROR',
		errors: [why],
		taskCount: { total: 1, success: 0, failed: 1 },
		output: { status: 'ERROR', errors: [why] },
		process: { status: 'DECLINED', rejectionReasons: [why] },
		offers: [{ status: 'FAILED', errors: [why] }],
	};

	/** Allegro as it is asked: it begins a job, and then answers each look with the next of these. */
	function allegro(begun: unknown, looks: StubAnswer[]): typeof answer {
		let next = 0;
		return ({ method, path }) => {
			if (method !== 'GET') {
				const location = `/sale/product-offers/7/operations/${ID}`;
				return { status: 202, headers: { location }, body: JSON.stringify(begun) };
			}
			if (path.includes('delivery-proposals'))
				return { body: { suggestedInput: { packages: [], sender: PARTY, receiver: PARTY } } };
			if (path.endsWith('/product-offers/7') || path.endsWith('/tasks')) return { body: END };
			const look = looks[Math.min(next++, looks.length - 1)];
			if (!path.includes('/operations/') || path.includes('badge')) return look;
			// Of an offer, 202 says that it goes on, and 303 that it has ended.
			if (look.body === END)
				return { status: 303, headers: { location: '/sale/product-offers/7' } };
			if (look.body === REFUSAL) return { status: 422, body: REFUSAL };
			return { ...look, status: (look.status ?? 200) === 200 ? 202 : look.status };
		};
	}

	async function outcome(job: Discovered, begun: unknown, looks: StubAnswer[]) {
		answer = allegro(begun, looks);
		const { items, error } = await waitFor(job, 20);
		return error ? [error.message, error.description] : items.map(({ json }) => json);
	}

	test.each(named)('%s: ends as Allegro says, whatever was said before', async (about, job) => {
		const [ended, refused] = [[{ body: END }], [{ body: REFUSAL }]];
		const begun = { id: ID, commandId: ID };
		const wanted = [await outcome(job, begun, ended), await outcome(job, begun, refused)];
		// They do not end because the time is over.
		expect(JSON.stringify(wanted)).not.toContain('still working');
		// A batch has an item for each of its offers.
		expect(wanted[0][0]).toEqual(expect.any(Object));
		// Where the user can name the job, it is known without an answer.
		const { options } = sampleParameters(job, 'full') as { options?: object };
		const beginnings = options && 'commandId' in options ? silence : fc.constant(begun);
		await fc.assert(
			fc.asyncProperty(beginnings, noises, fc.boolean(), async (first, said, isRefused) => {
				const looks = [...said, ...(isRefused ? refused : ended)];
				expect([about, await outcome(job, first, looks)]).toEqual([
					about,
					wanted[Number(isRefused)],
				]);
			}),
			times(8),
		);
	});
});
