import fc from 'fast-check';
import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { Brought, Outcomes } from '../../nodes/shared/collector';
import { collector, ItemRun, joinRun } from '../../nodes/shared/collector';
import { loadNodeTypes } from '../engine';
import { discover, type Discovered } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
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

	const waitFor = async (job: Discovered) =>
		await stub.engine.node(
			job.node,
			{ ...sampleParameters(job, 'minimal'), options: { timeoutSeconds: 0.05 } },
			{ items: [sampleItem(job)] },
		);

	test.each(jobs.map((job) => [`${job.node} ${job.key}`, job] as const))(
		'%s: comes to an end, whatever is said of it from time to time',
		async (about, job) => {
			await fc.assert(
				fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 5 }), async (tellings) => {
					let next = 0;
					answer = () => {
						const { status, state: body } = tellings[Math.min(next++, tellings.length - 1)];
						return { status, body: JSON.stringify(body) };
					};
					const { items, error } = await waitFor(job);
					if (error) expectClear(error, `${about} for ${JSON.stringify(tellings)}`);
					else expectClean(items, `${about} for ${JSON.stringify(tellings)}`);
					expectNoPollution(items.map(({ json }) => json as IDataObject));
				}),
				times(6),
			);
		},
	);
});
