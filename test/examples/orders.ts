import type { Simulator } from '../simulator';
import { INVOICE } from './outside';
import type { Scenario, Stage } from './scenario';

const VAT_8 = { rate: '8.00', subject: 'GOODS', exemption: null };
const DAY = 24 * 3_600_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const orderOf = ({ state }: Simulator, id: string) => state.orders.get(id)!;
const statusOf = (simulator: Simulator, id: string) =>
	orderOf(simulator, id).form.fulfillment.status;

/** From the order to the parcel at the buyer's. */
export const orderScenarios: Scenario[] = [
	{
		file: 'paid-order-to-label.json',
		title: 'attaches the invoice, makes the shipment and sets the status',
		async story({ simulator, fire }) {
			let id = '';
			await fire('New paid order', () => {
				({ id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING', invoice: true }));
			});
			const { invoices, waybills } = orderOf(simulator, id);
			expect(invoices.map(({ content }) => content?.subarray(0, 4).toString())).toEqual(['%PDF']);
			expect(waybills).toHaveLength(1);
			expect(statusOf(simulator, id)).toBe('READY_FOR_SHIPMENT');
		},
	},
	{
		file: 'paid-order-to-invoice.json',
		title: 'makes one invoice for who wants one and has none',
		async story({ simulator, fire }) {
			const ids: string[] = [];
			await fire('Paid order', () => {
				for (const invoice of [true, false, true, true]) {
					ids.push(simulator.createOrder({ status: 'READY_FOR_PROCESSING', invoice }).id);
				}
				const now = Date.now();
				const had = { id: 'had', fileName: 'had.pdf', createdAt: now, uploadedAt: now };
				orderOf(simulator, ids[2]).invoices.push(had);
			});
			const [wanted, unwanted, had, last] = ids.map((id) => orderOf(simulator, id).invoices);
			for (const [invoice, ...more] of [wanted, last]) {
				expect(more).toEqual([]);
				expect(invoice).toMatchObject({ invoiceNumber: INVOICE.number });
				expect(invoice.content?.toString()).toBe(INVOICE.pdf);
			}
			expect(unwanted).toEqual([]);
			expect(had).toHaveLength(1);
			expect(ids.map((id) => statusOf(simulator, id))).toEqual([
				'PROCESSING',
				'NEW',
				'NEW',
				'PROCESSING',
			]);
		},
		told({ simulator, outside }) {
			const made = outside.requests.filter(({ target }) => target.startsWith('POST'));
			expect(made).toHaveLength(2);
			const { invoice } = made[0].body as { invoice: Record<string, unknown> };
			const { form } = orderOf(simulator, String(invoice.oid));
			expect(invoice).toMatchObject({
				oid_unique: 'yes',
				buyer_name: 'Fikcyjna Pracownia sp. z o.o.',
				buyer_tax_no: '000-00-00-000',
			});
			const positions = invoice.positions as Array<{ total_price_gross: string }>;
			const sum = positions.reduce((total, one) => total + Number(one.total_price_gross), 0);
			expect(sum.toFixed(2)).toBe(form.summary.totalToPay.amount);
		},
	},
	{
		file: 'paid-order-to-invoice.json',
		title: 'has deposits and services in its rows, and cash on delivery is not paid yet',
		async story({ simulator, fire }) {
			await fire('Paid order', () => {
				simulator.createOrder({
					status: 'READY_FOR_PROCESSING',
					invoice: true,
					paymentType: 'CASH_ON_DELIVERY',
					lineItems: [
						{
							price: '75.00',
							quantity: 2,
							tax: VAT_8,
							deposit: '0.50',
							services: { Prezent: '10.00' },
						},
					],
				});
			});
		},
		told({ simulator, outside }) {
			const { invoice } = outside.requests[0].body as { invoice: Record<string, unknown> };
			const { summary, delivery } = orderOf(simulator, String(invoice.oid)).form;
			expect(invoice).toMatchObject({ status: 'issued', buyer_tax_no: '000-00-00-000' });
			const positions = invoice.positions as Array<Record<string, unknown>>;
			const rows = positions.map((row) => [row.quantity, row.tax, row.total_price_gross]);
			expect(rows).toEqual([
				[2, 8, '150.00'],
				[2, 'np', '1.00'],
				[1, 8, '10.00'],
				[1, 8, delivery!.cost!.amount],
			]);
			const sum = rows.reduce((total, [, , amount]) => total + Number(amount), 0);
			expect(sum.toFixed(2)).toBe(summary.totalToPay.amount);
		},
	},
	{
		file: 'paid-order-to-invoice.json',
		title:
			'guesses no VAT: the other orders get their invoice, and the run ends with what is missing',
		async story({ simulator, fire }) {
			const exempt = { rate: null, subject: 'GOODS', exemption: 'MONEY_EQUIVALENT' };
			const goods = [
				[{ name: 'Nieznana', tax: null }],
				[{ name: 'Zwolniona', tax: exempt }],
				[{ tax: VAT_8 }, { name: 'Inna' }],
				[{}],
			];
			const ids: string[] = [];
			const run = fire('Paid order', () => {
				for (const lineItems of goods) {
					const status = 'READY_FOR_PROCESSING';
					ids.push(simulator.createOrder({ status, invoice: true, lineItems }).id);
				}
			});
			await expect(run).rejects.toThrow(/Nieznana has no VAT rate[^]*Zwolniona has no VAT rate/);
			const made = ids.map((id) => orderOf(simulator, id).invoices.length);
			expect(made).toEqual([0, 0, 0, 1]);
		},
		told({ outside }) {
			expect(outside.requests.filter(({ target }) => target.startsWith('POST'))).toHaveLength(1);
		},
	},
	...[
		['ship-with-allegro.json', 'Paid order'],
		['paid-order-to-label.json', 'New paid order'],
	].map(([file, trigger]) => ({
		file,
		title: 'ships no order that the buyer has cancelled, and none twice',
		async story({ simulator, around, fire }: Stage) {
			around.tables.Shipments = [];
			let id = '';
			await fire(trigger, () => {
				const cancelled = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
				simulator.cancelOrder(cancelled.id);
				({ id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' }));
			});
			expect(simulator.state.shipments.size).toBe(1);
			const again = fire(trigger, () => void simulator.surchargeOrder(id));
			await expect(again).rejects.toThrow('did not fire');
			expect(simulator.state.shipments.size).toBe(1);
		},
	})),
	{
		file: 'ship-with-allegro.json',
		title: 'prints a label for each paid order and orders the courier once',
		async story({ simulator, around, fire }) {
			const ids: string[] = [];
			around.tables.Shipments = [];
			await fire('Paid order', () => {
				for (const delivery of ['DOOR', 'APM'] as const) {
					ids.push(simulator.createOrder({ status: 'READY_FOR_PROCESSING', delivery }).id);
				}
			});
			expect(ids.map((id) => statusOf(simulator, id))).toEqual(Array(2).fill('READY_FOR_SHIPMENT'));
			const shipments = [...simulator.state.shipments.values()];
			expect(shipments).toHaveLength(2);
			expect(shipments[0].packages[0]).toMatchObject({
				length: { value: 30 },
				weight: { value: 0.7 },
			});

			await fire('Every day at 15:00');
			const pickups = [...simulator.state.pickups.values()];
			const fetched = shipments.filter(({ pickupAvailable }) => pickupAvailable);
			expect(fetched).toHaveLength(1);
			expect(pickups.map(({ shipmentIds }) => shipmentIds)).toEqual([[fetched[0].id]]);
			await fire('Every day at 15:00');
			expect(simulator.state.pickups.size).toBe(1);
		},
		told({ outside }) {
			const jobs = outside.requests.map(({ body }) => body);
			expect(jobs).toHaveLength(3);
			for (const { content } of jobs) {
				expect(Buffer.from(String(content), 'base64').subarray(0, 4).toString()).toBe('%PDF');
			}
		},
	},
	{
		file: 'ship-with-allegro.json',
		title: 'orders one courier of each carrier, and marks those that come when another does not',
		async story({ simulator, around, fire }) {
			around.tables.Shipments = [];
			await fire('Paid order', () => {
				for (const paymentType of ['ONLINE', 'CASH_ON_DELIVERY', 'ONLINE'] as const) {
					const status = 'READY_FOR_PROCESSING';
					simulator.createOrder({ status, delivery: 'DOOR', paymentType });
				}
			});
			const carriers = () => [...simulator.state.pickups.values()].map(({ carrier }) => carrier);
			const noCourier = { code: 'NO_COURIER', message: 'No courier today' };
			simulator.failNextCommand('pickup', [noCourier]);
			await expect(fire('Every day at 15:00')).rejects.toThrow(
				/2 parcels of DPD: .*No courier today/,
			);
			expect(carriers()).toEqual(['UPS']);
			await fire('Every day at 15:00');
			expect(carriers()).toEqual(['UPS', 'DPD']);
			await fire('Every day at 15:00');
			expect(carriers()).toHaveLength(2);
		},
	},
	{
		file: 'ship-with-allegro.json',
		title: 'orders a courier for each hundred parcels',
		inEngineAlone: 'rows come into the table while it is told',
		async story({ simulator, around, fire }) {
			around.tables.Shipments = [];
			await fire('Paid order', () => {
				const status = 'READY_FOR_PROCESSING';
				simulator.createOrder({ status, delivery: 'DOOR', paymentType: 'ONLINE' });
			});
			const [shipment] = simulator.state.shipments.values();
			const [row] = around.tables.Shipments;
			for (let parcel = 1; parcel < 130; parcel++) {
				const id = `shipment-${parcel}`;
				simulator.state.shipments.set(id, { ...shipment, id });
				around.tables.Shipments.push({ ...row, shipmentId: id });
			}
			await fire('Every day at 15:00');
			const pickups = [...simulator.state.pickups.values()];
			expect(pickups.map(({ shipmentIds }) => shipmentIds.length)).toEqual([100, 30]);
		},
	},
	{
		file: 'own-courier-tracking.json',
		title: 'adds a tracking number once, and tells of parcels in trouble',
		async story({ simulator, fire }) {
			const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
			const call = { body: { orderId: id, carrier: 'INPOST', waybill: '620000000001' } };
			await fire('Parcel handed over', undefined, call);
			await fire('Parcel handed over', undefined, call);
			const { waybills, form } = orderOf(simulator, id);
			expect(waybills).toMatchObject([{ carrierId: 'INPOST', waybill: '620000000001' }]);
			expect(form.fulfillment).toMatchObject({
				status: 'SENT',
				shipmentSummary: { lineItemsSent: 'ALL' },
			});
			simulator.trackParcel('620000000001', 'RETURNED');
			await fire('Twice a day');
		},
		told({ around }) {
			expect(around.slack).toHaveLength(1);
			expect(around.slack[0].text).toMatch(/^Parcel 620000000001 of order .* RETURNED$/);
		},
	},
	{
		file: 'stuck-parcels.json',
		title: 'tells of what stands still or comes back, and the buyer of what stands still',
		async story({ simulator, fire }) {
			const sent = (code: 'IN_TRANSIT' | 'DELIVERED') => {
				const { id } = simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
				const waybill = simulator.sendParcel({ orderId: id, carrierId: 'DPD' });
				simulator.trackParcel(waybill, code);
				return { id, waybill };
			};
			let stuck = '';
			await fire('Parcel in trouble', () => {
				simulator.clock.advance(-4 * DAY);
				stuck = sent('IN_TRANSIT').id;
				sent('DELIVERED');
				const back = sent('IN_TRANSIT').waybill;
				simulator.clock.advance(4 * DAY);
				sent('IN_TRANSIT');
				simulator.trackParcel(back, 'RETURNED');
			});
			const messages = simulator.state.messages.threads.flatMap((thread) => thread.messages);
			expect(messages.map(({ relatesTo }) => relatesTo.order?.id)).toEqual([stuck]);
		},
		told({ around }) {
			const texts = around.slack.map(({ text }) => text);
			expect(texts).toHaveLength(2);
			expect(texts.find((text) => text.includes('comes back'))).toMatch(/^Parcel \d+ \(DPD\) of /);
			expect(texts.find((text) => text.includes('IN_TRANSIT, not moved since 20'))).toBeDefined();
		},
	},
	{
		file: 'unpaid-orders.json',
		title: 'reminds once after three days, and cancels after seven',
		async story({ simulator, around, fire }) {
			const [old, due, fresh] = [8, 4, 1].map(
				(days) => simulator.createOrder({ boughtAt: ago(days) }).id,
			);
			const filled = simulator.createOrder({ status: 'FILLED_IN', boughtAt: ago(4) }).id;
			around.tables['Payment reminders'] = [];
			await fire('Every day at 10:00');
			await fire('Every day at 10:00');
			expect([old, due, fresh, filled].map((id) => statusOf(simulator, id))).toEqual([
				'CANCELLED',
				...Array(3).fill('NEW'),
			]);
			const messages = simulator.state.messages.threads.flatMap((thread) => thread.messages);
			expect(new Set(messages.map(({ relatesTo }) => relatesTo.order?.id))).toEqual(
				new Set([due, filled]),
			);
			expect(messages).toHaveLength(2);
			await fire('Order was cancelled', () => void simulator.cancelOrder(fresh));
		},
		told({ around }) {
			expect(around.tables['Payment reminders']).toHaveLength(2);
			expect(around.slack.map(({ channel }) => channel)).toEqual(['#warehouse']);
			expect(around.slack[0].text).toMatch(/was cancelled: 1 x /);
		},
	},
	{
		file: 'paid-orders-nobody-told.json',
		title:
			'finds paid orders that nobody has begun, and none that are done, cancelled, sent or fresh',
		async story({ simulator, around, fire }) {
			const status = 'READY_FOR_PROCESSING';
			const paid = (boughtAt = ago(1)) => simulator.createOrder({ status, boughtAt }).id;
			const [forgotten, done, sent, cancelled] = [paid(), paid(), paid(), paid(ago(2))];
			orderOf(simulator, done).form.fulfillment.status = 'PROCESSING';
			const { form } = orderOf(simulator, sent);
			const lineItems = form.lineItems.map(({ id }) => ({ id }));
			const waybill = { id: 'w', waybill: '620000000001', carrierId: 'INPOST', lineItems };
			orderOf(simulator, sent).waybills.push({ ...waybill, createdAt: form.updatedAt });
			simulator.cancelOrder(cancelled);
			paid(new Date());
			await fire('Every day at 06:00');
			around.answers = [{ forgotten }];
		},
		told({ around }) {
			const [{ forgotten }] = around.answers;
			expect(around.slack.map(({ text }) => text)).toEqual([
				expect.stringMatching(`^Order ${forgotten} of .*nobody has begun it: 1 x `),
			]);
		},
	},
	{
		file: 'orders-without-invoice.json',
		title: 'tells of who waits for an invoice, and of nobody else',
		async story({ simulator, around, fire }) {
			const status = 'READY_FOR_PROCESSING';
			const order = (invoice: boolean) =>
				simulator.createOrder({ status, invoice, boughtAt: ago(2) }).id;
			const [none, declared, had, cancelled] = [1, 2, 3, 4].map(() => order(true));
			order(false);
			const createdAt = Date.now();
			const paper = { id: 'i', fileName: 'invoice.pdf', createdAt };
			orderOf(simulator, declared).invoices.push(paper);
			orderOf(simulator, had).invoices.push({ ...paper, uploadedAt: createdAt });
			simulator.cancelOrder(cancelled);
			await fire('Every day at 07:00');
			around.answers = [{ waiting: [none, declared] }];
		},
		told({ around }) {
			const [{ waiting }] = around.answers as Array<{ waiting: string[] }>;
			const told = around.slack.map(
				({ text }) => /^Order (\S+) of .*waits for an invoice$/.exec(text)?.[1],
			);
			expect(new Set(told)).toEqual(new Set(waiting));
			expect(told).toHaveLength(2);
		},
	},
	{
		file: 'daily-sales-and-fees-report.json',
		title: "adds yesterday's orders, fees and payments up",
		async story({ simulator, fire }) {
			const yesterday = ago(1);
			simulator.createOrder({
				status: 'READY_FOR_PROCESSING',
				boughtAt: yesterday,
				lineItems: [{ price: '100.00', quantity: 2 }],
			});
			simulator.createOrder({ boughtAt: yesterday });
			simulator.createOrder({ status: 'READY_FOR_PROCESSING', boughtAt: ago(3) });
			const { billing, payments } = simulator.state;
			billing.charge({ amount: '-12.50', occurredAt: yesterday });
			billing.charge({ amount: '-7.50', occurredAt: yesterday });
			billing.charge({ type: 'PAD', amount: '500.00', occurredAt: yesterday });
			payments.add({ amount: '200.00', occurredAt: yesterday });
			payments.add({ type: 'REFUND_CHARGE', amount: '-30.00', occurredAt: yesterday });
			await fire('Every day at 07:00');
		},
		told({ around }) {
			expect(around.sheets.Daily).toHaveLength(1);
			const [{ sales, ...row }] = around.sheets.Daily;
			expect(row).toMatchObject({ orders: 1, fees: 20, income: 200, refunds: 30 });
			expect(sales).toBeGreaterThan(200);
			expect(around.slack[0].text).toMatch(/1 paid orders, .* Fees 20, received 200, refunded 30/);
		},
	},
	{
		file: 'daily-sales-and-fees-report.json',
		title: 'reports a day without anything',
		async story({ fire }) {
			await fire('Every day at 07:00');
		},
		told({ around }) {
			expect(around.sheets.Daily).toMatchObject([{ orders: 0, sales: 0, fees: 0, income: 0 }]);
			expect(around.slack).toHaveLength(1);
		},
	},
];
