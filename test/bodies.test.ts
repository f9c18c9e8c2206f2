import { isBinaryBody, readExtract } from './contract';
import { operationsOf } from './contract/document';
import { bodyShape, pathsIn, type BodyShape } from './contract/leaves';
import { createEngine, loadNodeTypes, type Engine } from './engine';
import { discover, type Discovered } from './operations/discover';
import { startRecorder, type Recorder } from './operations/recorder';
import { sampleItem, sampleParameters, type Variant } from './operations/samples';
import { connectedTo } from './operations/credential';

/**
 * That a person can fill the bodies without writing JSON: each property that Allegro demands is
 * reached by a typed field, and each one at the first level by some field.
 */
const operations = discover(loadNodeTypes()).filter(({ route }) => !route.retired);

/** What only Allegro fills in, where the document has one schema for request and answer. */
const ANSWERED: Record<string, string[]> = {
	'PUT /fulfillment/submit-commands/{commandId}': ['output'],
};

describe('Bodies', () => {
	const shapes = new Map<string, BodyShape>();
	const document = readExtract();
	for (const { method, path, operation } of operationsOf(document)) {
		const shape = bodyShape(document, operation);
		if (shape) shapes.set(`${method} ${path}`, shape);
	}
	const writing = operations.filter(({ endpoint, route }) => {
		const takesFile = route.contentType !== undefined && !route.contentType.includes('json');
		return shapes.has(endpoint) && !takesFile;
	});
	let recorder: Recorder;
	let engine: Engine;

	beforeAll(async () => {
		recorder = await startRecorder(['offers']);
		engine = await createEngine(connectedTo(recorder));
	});
	afterAll(async () => await recorder.close());

	test.each(writing.map((each) => [`${each.node} ${each.key}`, each] as const))(
		'%s',
		async (_, operation) => {
			const { required, firstLevel } = shapes.get(operation.endpoint) as BodyShape;
			const typed = await bodyPaths(operation, 'typed');
			expect(required.filter((path) => !typed.includes(path))).toEqual([]);
			const full = await bodyPaths(operation, 'full');
			const reached = [...full, ...(ANSWERED[operation.endpoint] ?? [])];
			expect(firstLevel.filter((name) => !reached.includes(name))).toEqual([]);
		},
	);

	/** What the request to the operation's own endpoint held. */
	async function bodyPaths(operation: Discovered, variant: Variant): Promise<string[]> {
		await engine.node(operation.node, sampleParameters(operation, variant), {
			items: [sampleItem(operation)],
		});
		const [method, path] = operation.endpoint.split(' ');
		const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/?]+')}(\\?|$)`);
		const sent = recorder
			.take()
			.filter((each) => each.method === method && pattern.test(each.path));
		return sent.flatMap(({ body }) =>
			body === undefined || isBinaryBody(body) ? [] : pathsIn(body),
		);
	}
});
