import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createEngine, loadNodeTypes, type Engine } from './engine';
import { connectedTo } from './operations/credential';
import { discover, type Discovered } from './operations/discover';
import { startRecorder, type Recorder } from './operations/recorder';
import { sampleItem, sampleParameters } from './operations/samples';

/** A dry run shows the request that would be sent, and sends nothing that changes something. */

const final = discover(loadNodeTypes()).filter(({ route }) => route.dryRun);
let recorder: Recorder;
let engine: Engine;
beforeAll(async () => {
	recorder = await startRecorder([]);
	engine = await createEngine(connectedTo(recorder));
});
afterAll(async () => await recorder.close());

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const steady = (request: unknown) =>
	JSON.parse(JSON.stringify(request).replace(UUID, 'made')) as unknown;

async function run(operation: Discovered, more: INodeParameters) {
	const parameters = { ...sampleParameters(operation, 'full'), ...more };
	const done = await engine.node(operation.node, parameters, { items: [sampleItem(operation)] });
	return { ...done, requests: recorder.take() };
}

test.each(final.map((each) => [`${each.node} ${each.key}`, each] as const))(
	'%s',
	async (_, operation) => {
		const [sent] = (await run(operation, {})).requests.filter(({ method }) => method !== 'GET');
		const { items, error, requests } = await run(operation, { dryRun: true });
		expect(error).toBeUndefined();
		expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(items).toHaveLength(1);
		expect(items[0].json.dryRun).toBe(true);
		const { method, url, query, headers, body } = items[0].json.request as IDataObject;
		const search = new URLSearchParams(query as Record<string, string>).toString();
		const { allHeaders } = sent;
		expect(steady({ method, url: search ? `${url as string}?${search}` : url, body })).toEqual(
			steady({ method: sent.method, url: recorder.apiUrl + sent.path, body: sent.body ?? null }),
		);
		expect(headers).toMatchObject({
			Accept: allHeaders.accept,
			'User-Agent': allHeaders['user-agent'],
		});
		expect(JSON.stringify(items[0])).not.toMatch(/authorization|sample-token/i);
	},
);

test('an expression can switch it, and what is no false counts as true', async () => {
	const [operation] = final;
	for (const [value, writes] of [
		['={{ "true" }}', 0],
		['={{ "false" }}', 1],
		['={{ $json.missing }}', 1],
	] as const) {
		const { requests } = await run(operation, { dryRun: value });
		expect(requests.filter(({ method }) => method !== 'GET')).toHaveLength(writes);
	}
});
