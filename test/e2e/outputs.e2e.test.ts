import { CREDENTIAL_TYPE, NODE_PREFIX } from '../../scripts/n8n/examples';
import { connected } from '../shop';
import { Canvas } from './pages/canvas';
import { openStage, type Stage } from './stage';

const SOURCE = 'Get an order';
const NEXT = 'Edit Fields';

/** What the output of an operation will be is there to be dragged before anything ran. */
describe('A node behind Orders: Get that never ran', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage('outputs');
		const { api, simulator, window, n8n } = stage;
		const credential = await api.putCredential('Allegro', CREDENTIAL_TYPE, connected(simulator));
		const { id } = await api.createWorkflow({
			name: 'Outputs',
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					name: SOURCE,
					type: `${NODE_PREFIX}allegroOrders`,
					typeVersion: 1,
					position: [220, 0],
					parameters: { resource: 'order', operation: 'get' },
					credentials: { [CREDENTIAL_TYPE]: credential },
				},
				{
					name: NEXT,
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					position: [440, 0],
					parameters: {},
				},
			],
			connections: {
				Start: { main: [[{ node: SOURCE, type: 'main', index: 0 }]] },
				[SOURCE]: { main: [[{ node: NEXT, type: 'main', index: 0 }]] },
			},
		});
		const canvas = new Canvas(window.page, n8n.url);
		await canvas.show(id);
		await canvas.open(NEXT);
	});
	afterAll(async () => await stage?.close());
	afterEach(async () => await stage?.window.picture(`end of ${expect.getState().currentTestName}`));

	test('lists the fields of an order, those of its line items too', async () => {
		const { page } = stage.window;
		const fields = page.getByTestId('run-data-schema-item');
		await fields.first().waitFor();
		await stage.window.picture('fields');
		const names = (await fields.allInnerTexts()).map((text) => text.trim().split('\n')[0]);
		expect(names).toEqual(
			expect.arrayContaining([
				...['id', 'boughtAt', 'buyerLogin', 'totalToPay', 'currency', 'status'],
				...['details', 'taxId', 'items', 'lineItemId'],
			]),
		);
	});

	test('takes one of them by dragging', async () => {
		const { page } = stage.window;
		const field = page.getByTestId('run-data-schema-item').filter({ hasText: /^\s*taxId\s*$/ });
		const from = await field.locator('[data-target="mappable"]').first().boundingBox();
		const area = page.getByTestId('assignment-collection-drop-area');
		const to = await area.boundingBox();
		if (!from || !to) throw new Error('The field or the place for it is not in the window');
		await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
		await page.mouse.down();
		await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
		await page.mouse.up();
		await page.getByTestId('assignment').waitFor();
		await stage.window.picture('dragged');
		expect(await page.getByTestId('assignment').innerText()).toContain('$json.details.taxId');
		expect(stage.window.errors).toEqual([]);
	});
});
