import axios from 'axios';
import { basename } from 'node:path';

import { NODE_PREFIX } from '../../scripts/n8n/examples';
import type { NodeProperty, NodeType } from '../../scripts/n8n/rest';
import packageJson from '../../package.json';
import { connectCredential, enterCredential } from './account';
import { Canvas } from './pages/canvas';
import { NodeCreator } from './pages/creator';
import { Panel } from './pages/panel';
import { openStage, type Stage } from './stage';

/** The package's nodes, by the names of their types. */
const NODES = packageJson.n8n.nodes.map((path) => {
	const name = basename(path, '.node.js');
	return name.charAt(0).toLowerCase() + name.slice(1);
});

/** Those whose panels are opened: all, or the ones that PANELS names (`PANELS=allegroOrders,allegroParcels`). */
const CHOSEN = process.env.PANELS?.split(',') ?? NODES;

/** How many orders there are to choose from. */
const ORDERS = 5;

/**
 * Each panel of each node is opened once, as a person would, and a picture of it is kept under
 * `artifacts/panels`: the look of a panel is for a person to judge.
 */
describe('Every panel', () => {
	let stage: Stage;
	let types: NodeType[];

	beforeAll(async () => {
		stage = await openStage('panels');
		types = (await stage.api.nodeTypes()).filter(({ name }) => name.startsWith(NODE_PREFIX));
		await enterCredential(stage);
		await connectCredential(stage);
		// Something for the lists that are fetched from Allegro.
		stage.simulator.seed({ orders: ORDERS, status: 'READY_FOR_PROCESSING' });
		// Tall enough for the longest panel to be seen whole.
		await stage.window.page.setViewportSize({ width: 1440, height: 2600 });
	});
	afterAll(async () => await stage?.close());
	afterEach(async () => await stage?.window.picture(`end of ${expect.getState().currentTestName}`));

	test('belongs to a node that n8n offers, with pictures for both themes', async () => {
		// n8n adds a tool for its agents to each node that may be one.
		const offered = types.map(({ name }) => nameOf(name)).filter((name) => !name.endsWith('Tool'));
		expect(offered.sort()).toEqual([...NODES].sort());
		for (const { name, iconUrl } of types) {
			const urls = typeof iconUrl === 'string' ? [iconUrl] : Object.values(iconUrl ?? {});
			expect([name, urls.length]).not.toEqual([name, 0]);
			for (const url of urls) {
				const answer = await axios.get(`${stage.n8n.url}/${url}`, { proxy: false });
				expect(answer.headers['content-type']).toContain('image/svg+xml');
				expect(answer.data).toContain('<svg');
			}
		}
	});

	test.each(CHOSEN)(
		'of %s opens and shows what was chosen',
		async (node) => {
			const type = types.find(({ name }) => nameOf(name) === node);
			if (type === undefined) throw new Error(`n8n does not offer ${node}`);
			const choices = operationsOf(type);
			expect(choices).not.toEqual([]);

			const canvas = new Canvas(stage.window.page, stage.n8n.url);
			await canvas.create();
			await new NodeCreator(stage.window.page).add(type.displayName, choices[0]?.operation?.action);
			await stage.window.picture(`${node}-first`);
			await walkThrough(stage, type, choices);
			expect(await brokenImages(stage)).toEqual([]);
			await canvas.close();
		},
		900_000,
	);

	test('leaves no error in the browser', () => {
		expect(stage.window.errors).toEqual([]);
	});
});

/**
 * Chooses each operation in an open panel and looks at the result. The fullest panel of each
 * resource is seen with all its optional fields, each list is unfolded once.
 */
async function walkThrough(stage: Stage, type: NodeType, choices: Step[]): Promise<void> {
	const panel = new Panel(stage.window.page);
	const unfolded = new Set<string>();
	for (const { resource, operation } of choices) {
		stage.simulator.clearExchanges();
		if (resource !== undefined) await panel.choose('resource', resource.name);
		if (operation !== undefined) await panel.choose('operation', operation.name);
		const name = [nameOf(type.name), resource?.value, operation?.value].filter(Boolean).join('-');
		const others = choices.filter((one) => one.resource === resource);
		const most = Math.max(...others.map((one) => fieldsOf(type, one)));
		if (fieldsOf(type, { resource, operation }) === most) await panel.addEverything();
		else await panel.settled();
		await stage.window.picture(name, await panel.area());
		if (operation !== undefined) expect(await panel.chosen('operation')).toBe(operation.name);

		const text = await panel.text();
		if (isSimulated(stage)) expect(text).not.toMatch(/error fetching/i);
		expect(text).not.toContain('[object Object]');
		for (const list of (await panel.lists()).filter((one) => !unfolded.has(one))) {
			const rows = await panel.rowsOf(list);
			if (isSimulated(stage)) expect([name, list, rows]).not.toEqual([name, list, 'failed']);
			// The only list of which it is known here that Allegro has something for it.
			if (list === 'orderId') expect(rows).toHaveLength(ORDERS);
			unfolded.add(list);
		}
	}
}

/** How many fields a panel has, with those that can be added. */
function fieldsOf({ properties }: NodeType, { resource, operation }: Step): number {
	return properties
		.filter(({ displayOptions }) => {
			const { resource: resources, operation: operations } = displayOptions?.show ?? {};
			return resources?.includes(resource?.value) && operations?.includes(operation?.value);
		})
		.reduce((sum, { options }) => sum + 1 + (options?.length ?? 0), 0);
}

/** Whether the simulator has all that was asked of it since its records were last cleared. */
function isSimulated({ simulator }: Stage): boolean {
	return simulator.exchanges.every(({ route }) => route !== undefined);
}

type Choice = NonNullable<NodeProperty['options']>[number];

/** One panel of a node. */
interface Step {
	resource?: Choice;
	operation?: Choice;
}

/** What can be chosen in a node, in its own order; one empty choice for a node without operations. */
function operationsOf(type: NodeType): Step[] {
	const resources = type.properties.find(({ name }) => name === 'resource')?.options ?? [];
	const operations = type.properties.filter(({ name }) => name === 'operation');
	if (operations.length === 0) return [{}];
	return resources.flatMap((resource) =>
		operations
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource.value))
			.flatMap(({ options }) => options ?? [])
			.filter(({ value }) => value !== CUSTOM_API_CALL)
			.map((operation) => ({ resource, operation })),
	);
}

/** n8n's own addition to every list of operations. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/** A node type's name without the package's. */
const nameOf = (type: string) => type.slice(NODE_PREFIX.length);

/** The addresses of pictures on the page that did not load. */
async function brokenImages(stage: Stage): Promise<string[]> {
	return await stage.window.page.locator('img').evaluateAll((images) =>
		images
			.filter((image) => image instanceof HTMLImageElement)
			.filter((image) => !image.complete || image.naturalWidth === 0)
			.map((image) => image.src),
	);
}
