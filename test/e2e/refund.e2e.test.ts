import type { CheckoutForm } from '../simulator/model';
import { Panel } from './pages/panel';
import { openStage, type Stage } from './stage';
import { showStarted } from './started';

const REFUND = 'Refund';

/** A seller refunds a broken mug: the order and what was in it are picked, and nothing is typed or pasted. */
describe('A refund', () => {
	let stage: Stage;
	let panel: Panel;
	let order: CheckoutForm;

	beforeAll(async () => {
		stage = await openStage('refund');
		order = stage.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
		const parameters = {
			resource: 'refund',
			operation: 'create',
			lineItems: { pieces: [{ lineItemId: '', quantity: 1 }] },
		};
		const node = { name: REFUND, type: 'allegroPayments', parameters };
		const canvas = await showStarted(stage, REFUND, [node], 1200);
		panel = new Panel(stage.window.page);
		await canvas.open(REFUND);
	});
	afterAll(async () => await stage?.close());
	afterEach(async () => await stage?.window.picture(`end of ${expect.getState().currentTestName}`));

	test('is of an item that is picked from the chosen order', async () => {
		const [{ offer, price, quantity }] = order.lineItems;
		const item = `${offer.name} · ${quantity} × ${price.amount} ${price.currency}`;
		await panel.pick('orderId', '', new RegExp(offer.name.slice(0, 6)));
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
