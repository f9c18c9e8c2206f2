import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fitsTemplate, splitPath } from '../contract/operations';
import type { Engine, NodeRun } from '../engine';
import { createEngine, loadNodeTypes } from '../engine';
import { golden, type Golden } from '../golden';
import { connectedTo } from '../operations/credential';
import { discover, type Discovered } from '../operations/discover';
import type { StubAnswer } from '../stub';
import { startRecorder, type Recorder } from '../operations/recorder';
import { sampleItem, sampleParameters } from '../operations/samples';
import type { KeptAnswer } from './kept';

/** What came out of an answer, as the user sees it. */
export interface Outcome {
	items?: IDataObject[];
	error?: { title: string; description: string };
}

export const TRACE_ID = '5f0c4e1d9b3a7e62';

/** The answer as it goes over the wire. */
export const sentAs = ({ status, type, body }: KeptAnswer): StubAnswer => ({
	status,
	headers: { 'content-type': `${type};charset=UTF-8`, 'trace-id': TRACE_ID },
	body,
});

/** Whether a request is one to the answer's endpoint. */
export function isFor({ endpoint }: Pick<KeptAnswer, 'endpoint'>, method: string, sent: string) {
	const [own, template] = endpoint.split(' ');
	return method === own && fitsTemplate(template, splitPath(sent).path);
}

/** All operations, in n8n's engine, with an Allegro that says yes to everything but what is replayed. */
export class Replay {
	private answer?: KeptAnswer;
	private runs = 0;
	/** What the operations of each node are known to send. */
	private readonly requests: Map<string, Golden>;

	private constructor(
		private readonly recorder: Recorder,
		private readonly engine: Engine,
		private readonly operations: Discovered[],
	) {
		this.requests = new Map(operations.map(({ node }) => [node, {}]));
		for (const node of this.requests.keys()) this.requests.set(node, golden(node));
	}

	static async start(): Promise<Replay> {
		const operations = discover(loadNodeTypes());
		const lists = operations.map(({ route }) => route.rows?.split('.')[0] ?? '').filter(Boolean);
		const bare = operations
			.filter(({ route }) => route.rows === '')
			.map(({ endpoint }) => endpoint);
		const recorder = await startRecorder(lists, bare, (method, url) => {
			const { answer } = replay;
			return answer && isFor(answer, method, url) ? sentAs(answer) : undefined;
		});
		const engine = await createEngine(connectedTo(recorder));
		const replay = new Replay(recorder, engine, operations);
		return replay;
	}

	async close(): Promise<void> {
		await this.recorder.close();
	}

	/** The operations that ask the endpoint of an answer, by the requests that they are known to send. */
	asking(answer: KeptAnswer): Discovered[] {
		return this.operations.filter(
			({ node, key, endpoint }) =>
				endpoint === answer.endpoint ||
				(this.requests.get(node)?.[key].minimal ?? []).some(({ method, path }) =>
					isFor(answer, method, path),
				),
		);
	}

	/** Runs an operation, whose request the answer is given to. */
	async run(operation: Discovered, answer: KeptAnswer, simplify?: boolean): Promise<Outcome> {
		const chosen: INodeParameters = simplify === undefined ? {} : { simplify };
		this.answer = answer;
		// What is read on the way is kept for a minute for each Client ID: each run has its own.
		this.engine.credential.clientId = `replay ${this.runs++}`;
		try {
			const parameters = sampleParameters(operation, 'minimal', chosen);
			const items = [sampleItem(operation)];
			return outcomeOf(await this.engine.node(operation.node, parameters, { items }));
		} finally {
			this.answer = undefined;
			this.recorder.take();
		}
	}
}

/** Whether the panel of an operation has the switch. */
export const hasSimplify = ({ description, resource, operation }: Discovered): boolean =>
	description.properties.some(
		({ name, displayOptions }) =>
			name === 'simplify' &&
			displayOptions?.show?.resource?.includes(resource.value as string) &&
			displayOptions.show.operation?.includes(operation.value as string),
	);

/** IDs that a node makes differ in each run. */
const steady = (text: string) =>
	text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}/g, '00000000-0000-4000-8000-000000000000');

export function outcomeOf({ items, error }: NodeRun): Outcome {
	if (!error) return { items: items.map(({ json }) => json) };
	return { error: { title: error.message, description: steady(error.description ?? '') } };
}
