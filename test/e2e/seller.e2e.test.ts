import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { readExample } from '../../scripts/n8n/examples';
import type { Workflow } from '../../scripts/n8n/rest';
import { connectCredential, enterCredential } from './account';
import { Canvas } from './pages/canvas';
import { Panel } from './pages/panel';
import { openStage, type Stage } from './stage';

const EXAMPLE = 'paid-order-to-label.json';

/** n8n polls once a minute, at a second of its own choice. */
const TWO_POLLS_MS = 150_000;

/** What a seller does on the first day, in the order in which it is done. */
describe('A seller', () => {
	let stage: Stage;
	let canvas: Canvas;
	let example: Workflow;
	let folder: string;

	beforeAll(async () => {
		stage = await openStage('seller');
		canvas = new Canvas(stage.window.page, stage.n8n.url);
		example = await readExample(EXAMPLE, stage.simulator.controlUrl);
		folder = await mkdtemp(join(tmpdir(), 'allegro-'));
		await writeFile(join(folder, EXAMPLE), JSON.stringify(example));
	});
	afterAll(async () => {
		await stage?.close();
		if (folder) await rm(folder, { recursive: true });
	});
	afterEach(async () => await stage?.window.picture(`end of ${expect.getState().currentTestName}`));

	test('enters the credential', async () => {
		await enterCredential(stage);
		await stage.window.picture('credential-entered');
	});

	test('connects the account on the consent page', async () => {
		expect(await connectCredential(stage)).toContain('Account connected');
		const token = stage.simulator.exchanges.find(({ path }) => path === '/auth/oauth/token');
		expect(token?.status).toBe(200);
	});

	test('imports the example and finds the credential chosen in each of its nodes', async () => {
		await canvas.importFile(join(folder, EXAMPLE));
		await stage.window.picture('example-imported');
		expect(new Set(await canvas.names())).toEqual(new Set(runnable(example)));
		expect(await canvas.withIssues()).toEqual([]);
	});

	test('runs the example by hand on an order that was just paid, up to the label', async () => {
		const order = paidOrder(stage);
		expect(await canvas.execute()).toContain('Workflow executed successfully');
		await stage.window.picture('example-executed');
		expect(new Set(await canvas.succeeded())).toEqual(new Set(runnable(example)));

		await canvas.open(nodeOf(example, 'downloadLabel'));
		const label = await new Panel(stage.window.page).downloadFile();
		await stage.window.picture('label');
		expect(label.name).toMatch(/\.pdf$/);
		expect((await readFile(label.path)).subarray(0, 5).toString()).toBe('%PDF-');
		await canvas.close();

		expectFulfilled(stage, order);
	});

	test('publishes it, and the next paid order is dispatched without anybody there', async () => {
		await canvas.publish();
		const workflow = canvas.id();
		const before = (await stage.api.executions(workflow)).map(({ id }) => id);

		const order = paidOrder(stage);
		const run = await firstRun(stage, workflow, before);
		expect(run).toMatchObject({ status: 'success', mode: 'trigger' });
		expectFulfilled(stage, order);

		await canvas.openExecution(workflow, run.id);
		await stage.window.picture('executions');
	});

	test('sees no error in the browser on the whole way', () => {
		expect(stage.window.errors).toEqual([]);
	});
});

/** A new order that is paid; its id. */
function paidOrder({ simulator }: Stage): string {
	return simulator.createOrder({ status: 'READY_FOR_PROCESSING', invoice: true }).id;
}

/** Checks in Allegro's books that the order has its invoice, its parcel and its new status. */
function expectFulfilled({ simulator }: Stage, orderId: string): void {
	const order = simulator.state.orders.get(orderId);
	expect(order?.invoices).toHaveLength(1);
	expect(order?.invoices[0]?.content?.subarray(0, 5).toString()).toBe('%PDF-');
	expect(order?.waybills).toHaveLength(1);
	expect(order?.form.fulfillment.status).toBe('READY_FOR_SHIPMENT');
}

/** The first finished run of a workflow that is not among those known before. */
async function firstRun({ api }: Stage, workflow: string, before: string[]) {
	const deadline = Date.now() + TWO_POLLS_MS;
	while (Date.now() < deadline) {
		const runs = await api.executions(workflow);
		const run = runs.find(
			({ id, status }) => !before.includes(id) && !['new', 'running', 'waiting'].includes(status),
		);
		if (run !== undefined) return run;
		await sleep(2_000);
	}
	throw new Error(`No run of workflow ${workflow} within ${TWO_POLLS_MS / 1000} s`);
}

/** The names of the nodes that run; notes on the canvas do not. */
function runnable({ nodes }: Workflow): string[] {
	return nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name);
}

/** The name of the example's node with that operation. */
function nodeOf({ nodes }: Workflow, operation: string): string {
	const node = nodes.find(({ parameters }) => parameters.operation === operation);
	if (node === undefined) throw new Error(`The example has no node for ${operation}`);
	return node.name;
}
