import type { INodeExecutionData } from 'n8n-workflow';

import { loadNodeTypes } from '../engine';
import { discover, type Discovered } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { openStub, type Stub, type StubAnswer } from '../stub';
import { expectClean, expectClear } from './outcome';
import { SEED, times } from './runs';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/**
 * Every operation gets answers that Allegro's reference does not have. It must give clean items or an
 * error that says so: never a TypeError's words, never an item that is none.
 */
const operations = discover(loadNodeTypes());

const ODD: unknown[] = [null, [], [null], [[]], ['text'], [7], {}, 7, true, 'text', [{ id: null }]];

/** Some of them, other ones for each operation and seed: some limits of Allegro make a run last a second. */
function some(operation: Discovered): unknown[] {
	const first = SEED + operations.indexOf(operation) * 3;
	const count = Math.min(ODD.length, times(5).numRuns);
	return Array.from({ length: count }, (_, index) => ODD[(first + index) % ODD.length]);
}

let stub: Stub;
let answer: StubAnswer;

beforeAll(async () => {
	stub = await openStub(() => answer);
});
afterAll(async () => await stub.close());

async function run(operation: Discovered, given: StubAnswer): Promise<void> {
	answer = given;
	stub.requests.length = 0;
	const parameters = sampleParameters(operation, 'minimal');
	const { items, error } = await stub.engine.node(
		operation.node,
		// Some wait by themselves.
		{ ...parameters, options: { timeoutSeconds: 0.05 } },
		{ items: [sampleItem(operation)] },
	);
	const about = `${operation.node} ${operation.key} for ${JSON.stringify(given).slice(0, 200)}`;
	if (error) expectClear(error, about);
	else expectClean(items as INodeExecutionData[], about);
}

const cases = operations.map((each) => [`${each.node} ${each.key}`, each] as const);

test.each(cases)('%s: bodies of other types', async (_name, operation) => {
	for (const body of some(operation)) await run(operation, { body: JSON.stringify(body) });
});

test.each(cases.filter(([, { route }]) => route.rows))(
	'%s: rows of other types',
	async (_name, operation) => {
		for (const rows of some(operation)) {
			const path = (operation.route.rows as string).split('.');
			const body = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), rows);
			await run(operation, { body: JSON.stringify(body) });
		}
	},
);

test.each(cases.filter(([, { route }]) => !route.file))(
	'%s: half of an answer',
	async (_name, operation) => {
		await run(operation, { body: '{"id":"1","rows":[{"id":"2","name":"ha' });
		await run(operation, { status: 422, body: '{"errors":[{"code":"X","message":"ha' });
		await run(operation, { status: 422, body: '{"errors":[null,7,{"message":{},"path":[]}]}' });
	},
);
