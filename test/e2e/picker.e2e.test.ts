import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { NODE_PREFIX } from '../../scripts/n8n/examples';
import { Canvas } from './pages/canvas';
import { NodeCreator } from './pages/creator';
import { Panel } from './pages/panel';
import { openStage, type Stage } from './stage';

/** What n8n's list of nodes shows of the package to who looks for something in it; pictures under `artifacts/picker`. */
describe('The list of nodes', () => {
	let stage: Stage;
	let types: INodeTypeDescription[];
	let canvas: Canvas;
	let creator: NodeCreator;

	beforeAll(async () => {
		stage = await openStage('picker');
		const { api, window, n8n } = stage;
		types = (await api.nodeTypes()).filter(
			({ name }) => name.startsWith(NODE_PREFIX) && !name.endsWith('Tool'),
		);
		canvas = new Canvas(window.page, n8n.url);
		creator = new NodeCreator(window.page);
	});
	afterAll(async () => await stage?.close());

	/** The nodes of the package that a word finds, from the top. */
	async function found(word: string): Promise<string[]> {
		const names = await creator.search(word);
		await stage.window.picture(word);
		return names.filter((name) => name.startsWith('Allegro'));
	}

	test('"allegro": each node once, the triggers inside them, and one trigger that has no node', async () => {
		await canvas.create();
		await creator.open();
		const nodes = types.filter(({ group }) => !group.includes('trigger'));
		const expected = [...nodes.map(({ displayName }) => displayName), 'Allegro Billing Trigger'];
		const names = await found('allegro');
		expect([...names].sort()).toEqual(expected.sort());
		// Nobody can tell "Order" from "Orders".
		const alike = names.map((name) => name.replace(' Trigger', '').replace(/s$/, ''));
		expect(new Set(alike).size).toBe(names.length);
	});

	test.each([
		['order', ['Allegro Orders']],
		['etykieta', ['Allegro Parcels']],
		['zwrot', ['Allegro After-Sales']],
		['zwrot pieniędzy', ['Allegro Payments']],
	])('"%s": first of all %s', async (word, first) => {
		const names = await found(word);
		expect(names.slice(0, first.length)).toEqual(first);
		expect(new Set(names).size).toBe(names.length);
	});

	test('each trigger that has events shows them in the node of its name', async () => {
		const triggers = types.filter(({ polling }) => polling);
		for (const { displayName, properties } of triggers) {
			const node = displayName.replace(' Trigger', '');
			const events = properties.find(({ displayName: name }) => name === 'Events');
			const actions = ((events?.options ?? []) as INodePropertyOptions[]).map(
				({ action }) => action ?? '',
			);
			await creator.search(events ? node : displayName);
			const entries = await creator.entriesOf(events ? node : displayName);
			await stage.window.picture(`entries of ${node}`);
			expect(entries.filter((entry) => entry.startsWith('On '))).toEqual(actions);
			await creator.back();
		}
	});

	test('an event that is taken from there is chosen in the trigger', async () => {
		await canvas.create();
		await creator.add('Allegro Orders Trigger', 'On order paid');
		const { text } = await new Panel(stage.window.page).read();
		await stage.window.picture('event chosen');
		expect(text).toContain('Paid (Ready for Processing)');
		await canvas.close();
		expect(await canvas.names()).toEqual(['Allegro Orders Trigger']);
	});

	test('an action beside it, for a workflow that has begun', async () => {
		await creator.add('Allegro Orders', 'Set the status of an order');
		await stage.window.picture('action chosen');
		await canvas.close();
		expect(stage.window.errors).toEqual([]);
	});
});
