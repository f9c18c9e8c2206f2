import fc from 'fast-check';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { createEngine, loadNodeTypes, type Engine, type NodeRun } from '../engine';
import { connectedTo } from '../operations/credential';
import { discover, type Discovered } from '../operations/discover';
import { startRecorder, type Recorder } from '../operations/recorder';
import { sampleItem, sampleParameters } from '../operations/samples';
import { golden } from '../golden';
import { expectClean, expectClear } from './outcome';
import { SEED, times } from './runs';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/**
 * Every operation with fields whose expressions give what they should not. Allegro's answers are good
 * here: what goes wrong is the operation's own fault.
 */
const operations = discover(loadNodeTypes());

const HOSTILE: unknown[] = [
	'\0',
	'"\'`;--',
	'../../me',
	'..',
	'%2e%2e',
	'%2e%2e%2f..%2fme',
	'https://other.example/?token=',
	'//other.example/a',
	'@other.example/a',
	'a?b=c#d',
	'\r\nX-Injected: 1',
	'🛒'.repeat(50),
	'\ud800',
	'x'.repeat(5_000),
	'['.repeat(2_000),
	'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
	'__proto__',
	'constructor',
	NaN,
	Infinity,
	-0,
	-1,
	1e21,
	0.1 + 0.2,
	true,
	false,
	null,
	[],
	[null],
	[['a']],
	{},
	{ a: { b: null } },
	JSON.parse('{"__proto__":{"polluted":1}}'),
];

/** A field of text or of numbers, which an expression can fill with anything. */
interface Leaf {
	holder: INodeParameters;
	key: string;
}

let recorder: Recorder;
let engine: Engine;
/** n8n's own engine, which prepares the requests from what the nodes declare. */
let declared: Engine;

beforeAll(async () => {
	const lists = operations.map(({ route }) => route.rows?.split('.')[0] ?? '').filter(Boolean);
	const bare = operations.filter(({ route }) => route.rows === '');
	recorder = await startRecorder(
		lists,
		bare.map(({ endpoint }) => endpoint),
	);
	engine = await createEngine(connectedTo(recorder));
	declared = await createEngine(connectedTo(recorder), {}, { declaredOnly: true });
});
afterAll(async () => await recorder.close());

/** Requests that the operation sends: its own, and those of its steps. */
function shapesOf({ node, key, endpoint }: Discovered): RegExp[] {
	const known = Object.values(golden(node)[key]).flat();
	const shape = (text: string) =>
		new RegExp(
			`^${text.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '(?!\\.{1,2}(?:[/?]|$))[^/?#]+')}(?:\\?|$)`,
		);
	const own = shape(endpoint);
	const sent = known.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
	// The report of a command is read when it names other offers than were asked for.
	const reports = sent.filter((each) => /^GET \/sale\/offer-.*commands\/[^/]+$/.test(each));
	const steps = [...sent, ...reports.map((each) => `${each}/tasks`)]
		.filter((each) => !own.test(each))
		// The last segment of a step is an ID, as often as not.
		.map((each) =>
			shape(each.replace(/\/(?=[^/]*\d)[^/]+/g, '/{id}').replace(/recorded[^/]*/g, '{id}')),
		);
	return [own, ...steps];
}

/** The places of a sample that hold text or numbers. */
function leavesOf(holder: INodeParameters): Leaf[] {
	return Object.entries(holder).flatMap(([key, value]) => {
		if (['resource', 'operation', '__rl', 'mode', 'waitForCompletion'].includes(key)) return [];
		if (typeof value === 'object' && value !== null) return leavesOf(value as INodeParameters);
		return typeof value === 'boolean' ? [] : [{ holder, key }];
	});
}

/** Nobody waits for five minutes, whatever stands in the option. */
function withoutLongWaits({ options }: INodeParameters): void {
	if (isObject(options) && 'timeoutSeconds' in options) options.timeoutSeconds = 1;
}

const isObject = (value: unknown): value is INodeParameters =>
	typeof value === 'object' && value !== null;

/** The parameters with expressions in the chosen places. */
function withHostile(parameters: INodeParameters, chosen: (index: number) => boolean) {
	leavesOf(parameters).forEach(({ holder, key }, index) => {
		if (chosen(index)) holder[key] = '={{ $json.hostile }}';
	});
	return parameters;
}

async function check(operation: Discovered, chosen: (index: number) => boolean, values: unknown[]) {
	const parameters = withHostile(sampleParameters(operation, 'full'), chosen);
	withoutLongWaits(parameters);
	const shapes = shapesOf(operation);
	recorder.take();
	for (const hostile of values) {
		const about = `${operation.node} ${operation.key} with ${JSON.stringify(hostile)?.slice(0, 80)} in ${JSON.stringify(parameters).slice(0, 600)}`;
		const item = { ...sampleItem(operation), json: { hostile } } as INodeExecutionData;
		const { items, error } = await engine
			.node(operation.node, parameters, { items: [item] })
			.catch((issues: Error) => ({ items: [], error: issues }));
		// An expression for what decides which fields there are: n8n itself asks for the others.
		if (error?.name === 'WorkflowHasIssuesError') continue;
		if (error) expectClear(error, about);
		else expectClean(items, about);
		if (error?.message.startsWith("Allegro's answer is not")) {
			throw new Error(
				`${about}: ${error.message} ${String((error as NodeRun['error'])?.description)}`,
			);
		}
		for (const { method, path, allHeaders } of recorder.take()) {
			const sent = `${method} ${path}`;
			if (!shapes.some((shape) => shape.test(sent))) throw new Error(`${about}: sent ${sent}`);
			expect(allHeaders['x-injected']).toBeUndefined();
		}
	}
}

const cases = operations.map((each) => [`${each.node} ${each.key}`, each] as const);

describe('hostile values', () => {
	test.each(cases)('in a field of %s', async (_name, operation) => {
		const places = leavesOf(sampleParameters(operation, 'full')).length;
		if (places === 0) return;
		await fc.assert(
			fc.asyncProperty(
				fc.nat(places - 1),
				fc.constantFrom(...HOSTILE),
				async (place, hostile) => await check(operation, (index) => index === place, [hostile]),
			),
			times(8),
		);
	});

	test(`in all fields at once (seed ${SEED})`, async () => {
		for (const operation of operations) {
			const first = (SEED + operations.indexOf(operation)) % HOSTILE.length;
			await check(operation, () => true, [HOSTILE[first], HOSTILE[(first + 7) % HOSTILE.length]]);
		}
	});

	test.each(cases)("come to the same as in n8n's own engine: %s", async (_name, operation) => {
		// n8n takes a Limit of NaN or null for none, and returns everything; here it is an error.
		const values = HOSTILE.filter(Boolean);
		const hostile = values[(SEED + operations.indexOf(operation)) % values.length];
		const ours = await outcome(engine, operation, hostile);
		expect(ours).toEqual(await outcome(declared, operation, hostile));
	});
});

/** What is sent, and whether it goes well, with a hostile value in all fields. */
async function outcome(by: Engine, operation: Discovered, hostile: unknown) {
	const parameters = withHostile(sampleParameters(operation, 'full'), () => true);
	withoutLongWaits(parameters);
	recorder.take();
	const item = { ...sampleItem(operation), json: { hostile } } as INodeExecutionData;
	const failed = await by
		.node(operation.node, parameters, { items: [item] })
		.then(({ error }) => error !== undefined)
		.catch(() => true);
	return { failed, sent: recorder.take().map(({ allHeaders: _, ...request }) => request) };
}
