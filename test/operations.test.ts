import { writeFileSync } from 'node:fs';

import { discover, type Discovered } from './operations/discover';
import { startRecorder, type Recorder } from './operations/recorder';
import { connectedTo } from './operations/credential';
import { sampleItem, sampleParameters, type Variant } from './operations/samples';
import type { RecordedRequest } from './contract';
import { createEngine, loadNodeTypes, type Engine } from './engine';
import { golden, goldenPath, type Golden } from './golden';

/**
 * Every operation that the built nodes offer runs in n8n's engine, once with what its panel demands
 * and once with every field filled in, prepared by us (items.ts) and by n8n itself. The requests are held to the golden files: a change of an
 * operation's value, a field's name or a request is seen in review. `npm run golden` renews them.
 */
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const operations = discover(loadNodeTypes());
const nodes = [...new Set(operations.map(({ node }) => node))];

let recorder: Recorder;
let engine: Engine;
let declared: Engine;
const recorded: Record<string, Golden> = {};

beforeAll(async () => {
	const lists = operations.map(({ route }) => route.rows?.split('.')[0] ?? '').filter(Boolean);
	const bareLists = operations.filter(({ route }) => route.rows === '');
	recorder = await startRecorder(
		lists,
		bareLists.map(({ endpoint }) => endpoint),
	);
	engine = await createEngine(connectedTo(recorder));
	declared = await createEngine(connectedTo(recorder), {}, { declaredOnly: true });
});

afterAll(async () => {
	await recorder.close();
	if (UPDATE) nodes.filter((each) => recorded[each]).forEach(renew);
});

/** What did not run, or failed, stays as it was; what the node does not have any more goes. */
function renew(node: string): void {
	const all: Golden = { ...golden(node), ...recorded[node] };
	const keys = operations.filter((each) => each.node === node).map(({ key }) => key);
	const kept = Object.fromEntries(keys.filter((key) => all[key]).map((key) => [key, all[key]]));
	writeFileSync(goldenPath(node), `${JSON.stringify(kept, null, '\t')}\n`);
}

describe.each(nodes)('%s', (node) => {
	const own = operations.filter((operation) => operation.node === node);

	test('has the operations of its golden file, by value', () => {
		const known = UPDATE ? own.map(({ key }) => key) : Object.keys(golden(node));
		expect(own.map(({ key }) => key).sort()).toEqual([...known].sort());
	});

	test.each(own.map((operation) => [operation.key, operation] as const))(
		'%s',
		async (key, operation) => {
			const requests = {
				minimal: await run(engine, operation, 'minimal'),
				full: await run(engine, operation, 'full'),
			};
			(recorded[node] ??= {})[key] = requests;
			if (!UPDATE) expect(requests).toEqual(golden(node)[key]);
			// What the node declares, read by n8n, must come to the same as what we read in it.
			expect(await run(declared, operation, 'minimal')).toEqual(requests.minimal);
			expect(await run(declared, operation, 'full')).toEqual(requests.full);
		},
	);
});

async function run(
	engine: Engine,
	operation: Discovered,
	variant: Variant,
): Promise<RecordedRequest[]> {
	const parameters = sampleParameters(operation, variant);
	// What is read on the way is kept for a minute for each Client ID: each run has its own.
	engine.credential.clientId = `${operation.node}.${operation.key}.${variant}.${engine === declared}`;
	const { items, error } = await engine.node(operation.node, parameters, {
		items: [sampleItem(operation)],
	});
	expect(error).toBeUndefined();
	for (const item of items) expect(item.pairedItem).toEqual({ item: 0 });
	const requests = recorder.take();
	expect(requests.map(({ method, path }) => `${method} ${path}`)).not.toHaveLength(0);
	for (const { allHeaders } of requests) {
		expect(allHeaders.authorization).toBe('Bearer sample-token');
		expect(allHeaders['user-agent']).toBe('Sample-App/1.2.3 (+https://example.com/app)');
	}
	return requests.map(({ allHeaders: _, ...request }) => request);
}
