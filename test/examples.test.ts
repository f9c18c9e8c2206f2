import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData, IRun, IWorkflowBase } from 'n8n-workflow';

import {
	EXAMPLES,
	INDEX,
	ledTo,
	openOutside,
	readExample,
	SCENARIOS,
	type Stage,
} from './examples';
import { galleryPage } from './examples/page';
import { faultsOf, KNOWN_NODES, overlaps } from './examples/check';
import { emptySurroundings, otherNodes } from './otherNodes';
import { openShop } from './shop';

const DOCS = join(__dirname, '..', 'docs');

test('docs/workflows.md says what the examples say; `npm run docs` renews it', () => {
	expect(readFileSync(join(DOCS, 'workflows.md'), 'utf8')).toBe(galleryPage(INDEX, readExample));
});

describe.each(EXAMPLES)('examples/%s', (file) => {
	const workflow = readExample(file);

	test('has only fields that its nodes show, with values that they take', () => {
		expect(workflow.nodes.flatMap(faultsOf)).toEqual([]);
	});

	test('takes its other nodes from n8n, in versions that are tried', () => {
		const other = workflow.nodes.filter(({ type }) => !type.startsWith('n8n-nodes-allegro.'));
		const unknown = other.filter(({ type, typeVersion }) => KNOWN_NODES[type] !== typeVersion);
		expect(unknown.map(({ type, typeVersion }) => `${type} ${typeVersion}`)).toEqual([]);
	});

	test('is laid out without overlaps, and explained', () => {
		expect(overlaps(workflow)).toEqual([]);
		const [note] = workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect(note.parameters.content).toMatch(/^## .*\*\*(Set up|Before you start):\*\*/s);
	});

	test('connects every node, and holds no secret', () => {
		expect(unconnected(workflow)).toEqual([]);
		for (const key of ['id', 'name'] as const) {
			expect(new Set(workflow.nodes.map((node) => node[key])).size).toBe(workflow.nodes.length);
		}
		expect(workflow.nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(workflow.active).toBe(false);
	});

	test('has a story, a line in the index, and a picture', () => {
		expect(SCENARIOS.map((scenario) => scenario.file)).toContain(file);
		expect(INDEX).toContain(`](${file})`);
		expect(existsSync(join(DOCS, 'images', file.replace(/json$/, 'png')))).toBe(true);
	});
});

describe('An example, in the engine', () => {
	test.each(SCENARIOS)('$file $title', async ({ file, story, told }) => {
		const around = emptySurroundings();
		const outside = await openOutside();
		const shop = await openShop({ extraTypes: otherNodes(around) });
		const { simulator, engine } = shop;
		const workflow = ledTo(outside, readExample(file));
		const states: Record<string, IDataObject> = {};

		const fire: Stage['fire'] = async (name, meanwhile, given = {}) => {
			const trigger = workflow.nodes.find((node) => node.name === name);
			if (!trigger) throw new Error(`${file} has no node "${name}"`);
			let items: INodeExecutionData[] | undefined = [{ json: given }];
			if (meanwhile) {
				const type = trigger.type.replace(/^n8n-nodes-allegro\./, '');
				const state = (states[name] ??= {});
				const poll = async () => await engine.poll(type, trigger.parameters, { state });
				await poll();
				meanwhile();
				items = await poll();
			}
			if (!items?.length) throw new Error(`"${name}" did not fire`);
			const run = await engine.workflow(workflow, name, items);
			if (run.data.resultData.error) throw failure(run);
		};

		try {
			const stage = { simulator, around, outside, fire };
			await story(stage);
			told?.(stage);
		} finally {
			await shop.close();
			await outside.close();
		}
	});
});

function failure({ data }: IRun): Error {
	const { error, lastNodeExecuted } = data.resultData;
	const { message, description } = error as Error & { description?: string };
	return new Error(`${lastNodeExecuted}: ${message} ${description ?? ''}`);
}

/** Nodes that no other node leads to and that begin nothing, and those that nothing follows from. */
function unconnected({ nodes, connections }: IWorkflowBase): string[] {
	const targets = new Set(
		Object.values(connections).flatMap((kinds) =>
			Object.values(kinds).flatMap((outputs) =>
				outputs.flatMap((output) => (output ?? []).map(({ node }) => node)),
			),
		),
	);
	const begins = /(Trigger|\.webhook|\.stickyNote|\.lmChat\w+|Tool)$/;
	return nodes
		.filter(({ name, type }) => !targets.has(name) && !begins.test(type))
		.map(({ name }) => name);
}
