import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';

import { hasSimplify } from '../answers/replay';
import { loadNodeTypes } from '../engine';
import { discover, type Discovered } from '../operations/discover';
import { sampleItem, sampleParameters } from '../operations/samples';
import { openStub, type Stub } from '../stub';
import type { Making } from './answers';
import { Documented } from './documented';
import { type OutputSchema, Seen } from './infer';

/** The most kinds of an answer that an operation is run with. */
const MOST_KINDS = 12;

/** How deep it is looked for what is left out. */
const MOST_DEPTH = 6;

/** What something gives by default: the place in its node, and the schema. */
export interface Output {
	/** Short name of the node type. */
	node: string;
	/** `resource/operation`; a trigger has one output. */
	place: string;
	schema: OutputSchema;
	/** Why nothing came out although Allegro answers as its document says; undefined when all went well. */
	problem?: string;
}

/**
 * The schema of what each operation and each trigger gives by default, found by running them in n8n's
 * engine with all kinds of answers that the document of Allegro's API allows.
 */
export async function collectOutputs(only?: (node: string) => boolean): Promise<Output[]> {
	const rows = new Set(
		discover(loadNodeTypes()).flatMap(({ route }) => route.rows?.split('.')[0] || []),
	);
	const documented = new Documented(rows);
	const stub = await openStub((request) => documented.answer(request));
	const outputs: Output[] = [];
	try {
		for (const operation of discover(stub.engine.nodeTypes)) {
			if (only?.(operation.node) ?? true)
				outputs.push(await ofOperation(stub, documented, operation));
		}
		for (const [node, { description }] of Object.entries(stub.engine.nodeTypes)) {
			if (!description.polling || !(only?.(node) ?? true)) continue;
			outputs.push(await ofTrigger(stub, documented, node, description));
		}
	} finally {
		await stub.close();
	}
	return outputs;
}

type Run = (making: Making) => Promise<string | undefined>;

async function ofOperation(
	stub: Stub,
	documented: Documented,
	operation: Discovered,
): Promise<Output> {
	const { node, key } = operation;
	const seen = new Seen();
	const run: Run = async (making) => {
		documented.set(making);
		// What is read on the way is kept for a minute for each Client ID: each run has its own.
		stub.engine.credential.clientId = `${node} ${key} ${JSON.stringify(making)}`;
		const parameters = sampleParameters(operation, 'minimal', { options: { timeoutSeconds: 0.1 } });
		const items = [sampleItem(operation)];
		const { items: made, error } = await stub.engine.node(node, parameters, { items });
		for (const { json } of error ? [] : made) seen.add(json);
		if (error) return `${error.message}. ${error.description ?? ''}`;
		return made.length === 0 ? 'nothing comes out' : undefined;
	};
	const problem = await run({});
	const isTold = await others(documented, run);
	// A simple view has all its fields, whatever Allegro leaves out.
	const isView = hasSimplify(operation);
	const schema = seen.schema({ required: isTold || isView, loose: isView });
	return { node, place: key.replace('.', '/'), schema, problem };
}

async function ofTrigger(
	stub: Stub,
	documented: Documented,
	node: string,
	description: INodeTypeDescription,
): Promise<Output> {
	const seen = new Seen();
	const run: Run = async (making) => {
		documented.set(making);
		stub.engine.credential.clientId = `${node} ${JSON.stringify(making)}`;
		try {
			const parameters = defaultsOf(description);
			const items = await stub.engine.poll(node, parameters, { state: {}, mode: 'manual' });
			for (const { json } of items ?? []) seen.add(json);
			return items?.length ? undefined : 'nothing comes out';
		} catch (error) {
			return (error as Error).message;
		}
	};
	const problem = await run({});
	const isTold = await others(documented, run);
	return {
		node,
		place: 'output',
		schema: seen.schema({ required: isTold, loose: false }),
		problem,
	};
}

/** Runs with the other kinds of answers; true when it also did with the least that Allegro gives. */
async function others(documented: Documented, run: Run): Promise<boolean> {
	const kinds = Math.min(documented.kinds, MOST_KINDS);
	for (let kind = 1; kind < kinds; kind++) await run({ kind });
	await run({ fails: true });
	await run({ fails: true, least: 0 });
	await run({ nulls: true });
	let isTold = true;
	for (let least = 0; least <= MOST_DEPTH; least++) {
		const problem = await run({ least });
		if (problem && least === 0) isTold = false;
		if (!documented.isCut) break;
	}
	return isTold;
}

/** A trigger as it is put into a workflow, but for all its events. */
function defaultsOf({ properties }: INodeTypeDescription): INodeParameters {
	const defaults = Object.fromEntries(properties.map(({ name, default: given }) => [name, given]));
	return { ...defaults, events: [] } as INodeParameters;
}
