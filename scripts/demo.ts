import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { IDataObject, INodeExecutionData, IRun, IWorkflowBase } from 'n8n-workflow';

import { otherNodes } from '../test/otherNodes';
import { openShop } from '../test/shop';

/**
 * The main job, in n8n's engine against a local Allegro: a paid order becomes a labelled parcel.
 * Ends with exit code 0 only when Allegro's side shows that all of it was done.
 */
const ROOT = join(__dirname, '..');
const EXAMPLE = join(ROOT, 'examples', 'paid-order-to-label.json');
const OUTPUT = join(ROOT, 'demo-output');
/** Where the example expects the invoicing program. */
const INVOICING = 'http://127.0.0.1:18083';

async function main(): Promise<void> {
	const started = Date.now();
	say("Starting a local Allegro and n8n's engine");
	const shop = await openShop({ extraTypes: otherNodes() });
	try {
		const { simulator, engine } = shop;
		const text = await readFile(EXAMPLE, 'utf8');
		const workflow = JSON.parse(text.replaceAll(INVOICING, simulator.controlUrl)) as IWorkflowBase;
		const trigger = workflow.nodes.find(({ type }) => type.endsWith('Trigger'));
		if (!trigger) throw new Error(`${EXAMPLE} has no trigger`);
		const state: IDataObject = {};
		const poll = async () =>
			await engine.poll('allegroOrdersTrigger', trigger.parameters, { state });

		say('Activating the workflow: the trigger notes where the journal of orders stands');
		simulator.seed({ orders: 25 });
		if (await poll()) throw new Error('The trigger fired for orders from before its activation');

		const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING', invoice: true });
		say(`A buyer pays order ${id}`);
		const items = (await poll()) ?? [];
		if (items.length !== 1 || items[0].json.orderId !== id) {
			throw new Error(`The trigger gave ${items.length} items instead of the paid order`);
		}
		say('The trigger fires; the workflow runs');
		const run = await engine.workflow(workflow, trigger.name, items);
		for (const [name, [task]] of Object.entries(run.data.resultData.runData)) {
			say(`  ${name}: ${task.error ? task.error.message : 'done'}`);
		}
		if (run.data.resultData.error) throw run.data.resultData.error;

		const label = fileOf(itemOf(run, 'Download the label'));
		const path = join(OUTPUT, label.name);
		await mkdir(OUTPUT, { recursive: true });
		await writeFile(path, label.bytes);

		const order = simulator.state.orders.get(id);
		const shipment = itemOf(run, 'Create the shipment').json;
		const [invoice] = order?.invoices ?? [];
		check(invoice?.content?.subarray(0, 4).toString() === '%PDF', 'the invoice is attached');
		check(simulator.state.shipments.has(String(shipment.id)), 'the shipment exists');
		check(label.bytes.subarray(0, 4).toString() === '%PDF', 'the label is a PDF');
		check(order?.form.fulfillment?.status === 'READY_FOR_SHIPMENT', 'the status is set');
		table({
			Order: id,
			Invoice: `${invoice?.invoiceNumber} (${invoice?.id})`,
			Shipment: shipment.id,
			'Tracking number': shipment.waybill,
			'Label file': relative(process.cwd(), path),
			'Label size': `${label.bytes.length} bytes`,
			'New status': order?.form.fulfillment?.status,
			'Requests made': simulator.requests.total,
			Time: `${((Date.now() - started) / 1000).toFixed(1)} s`,
		});
	} finally {
		await shop.close();
	}
}

function itemOf(run: IRun, node: string): INodeExecutionData {
	const item = run.data.resultData.runData[node]?.[0].data?.main[0]?.[0];
	if (!item) throw new Error(`"${node}" gave no item`);
	return item;
}

function fileOf({ binary }: INodeExecutionData): { name: string; bytes: Buffer } {
	const file = binary?.data;
	if (!file) throw new Error('There is no label file');
	return { name: file.fileName ?? 'label', bytes: Buffer.from(file.data, 'base64') };
}

function check(holds: boolean, what: string): void {
	if (!holds) throw new Error(`Not true in the end: ${what}`);
}

function table(rows: Record<string, unknown>): void {
	const width = Math.max(...Object.keys(rows).map(({ length }) => length));
	say('');
	for (const [name, value] of Object.entries(rows)) say(`${name.padEnd(width)}  ${String(value)}`);
}

function say(line: string): void {
	console.log(line);
}

main().catch((error: Error) => {
	console.error(`\nThe demo did not succeed: ${error.message}`);
	process.exitCode = 1;
});
