import { CREDENTIAL_TYPE, NODE_PREFIX } from '../../scripts/n8n/examples';
import { connected } from '../shop';
import type { CheckoutForm } from '../simulator/model';
import { Canvas } from './pages/canvas';
import { Panel } from './pages/panel';
import { openStage, type Stage } from './stage';

const REFUND = 'Refund';

/** A seller refunds a broken mug: the order and what was in it are picked, and nothing is typed or pasted. */
describe('A refund', () => {
	let stage: Stage;
	let panel: Panel;
	let order: CheckoutForm;

	beforeAll(async () => {
		stage = await openStage('refund');
		const { api, simulator, window, n8n } = stage;
		const credential = await api.putCredential('Allegro', CREDENTIAL_TYPE, connected(simulator));
		order = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const { id } = await api.createWorkflow({
			name: REFUND,
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					name: REFUND,
					type: `${NODE_PREFIX}allegroPayments`,
					typeVersion: 1,
					position: [220, 0],
					parameters: {
						resource: 'refund',
						operation: 'create',
						lineItems: { pieces: [{ lineItemId: '', quantity: 1 }] },
					},
					credentials: { [CREDENTIAL_TYPE]: credential },
				},
			],
			connections: { Start: { main: [[{ node: REFUND, type: 'main', index: 0 }]] } },
		});
		await window.page.setViewportSize({ width: 1440, height: 1200 });
		const canvas = new Canvas(window.page, n8n.url);
		panel = new Panel(window.page);
		await canvas.show(id);
		await canvas.open(REFUND);
	});
	afterAll(async () => await stage?.close());
	afterEach(async () => await stage?.window.picture(`end of ${expect.getState().currentTestName}`));

	test('is of an item that is picked from the chosen order', async () => {
		const [{ offer, price, quantity }] = order.lineItems;
		const item = `${offer.name} · ${quantity} × ${price.amount} ${price.currency}`;
		await panel.pick('orderId', '', new RegExp(offer.name));
		await panel.choose('lineItemId', item);
		expect(await panel.chosen('lineItemId')).toBe(item);
	});

	test('pays back what the order was paid with', async () => {
		await panel.execute();
		const [sent] = stage.simulator.exchanges.filter(
			({ method, path }) => method === 'POST' && path === '/payments/refunds',
		);
		const { id, payment, lineItems } = order;
		expect(JSON.parse(String(sent?.body))).toMatchObject({
			order: { id },
			payment: { id: payment?.id },
			reason: 'REFUND',
			lineItems: [{ id: lineItems[0].id, type: 'QUANTITY', quantity: 1 }],
		});
		expect(stage.window.errors).toEqual([]);
	});
});
