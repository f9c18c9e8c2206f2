import { UUID } from './client';
import { useSimulator } from './setup';

const shop = useSimulator();
const get = async (path: string) => (await shop.ask('GET', path)).data;

describe('payment operations', () => {
	const path = '/payments/payment-operations';

	it('are those of the wallet AVAILABLE unless asked otherwise', async () => {
		const { payments } = shop.simulator.state;
		payments.add({ wallet: 'WAITING', occurredAt: '2026-11-20T12:00:00Z' });
		payments.add({ type: 'PAYOUT', amount: '-50.00' });
		expect((await get(path)).paymentOperations).toMatchObject([{ type: 'PAYOUT' }]);
		expect(await get(`${path}?wallet.type=WAITING`)).toMatchObject({ totalCount: 1 });
		payments.release();
		const { paymentOperations } = await get(`${path}?occurredAt.lte=2026-11-21T00:00:00Z`);
		expect(paymentOperations).toMatchObject([{ type: 'CONTRIBUTION', group: 'INCOME' }]);
		expect(paymentOperations[0]).not.toHaveProperty('id');
	});

	it('come fifty at a time, up to an offset of ten thousand', async () => {
		shop.simulator.state.payments.seed({ operations: 60 });
		const page = await get(`${path}?offset=50`);
		expect(page).toMatchObject({ count: 10, totalCount: 60 });
		expect((await shop.ask('GET', `${path}?offset=10001`)).status).toBe(422);
		expect((await shop.ask('GET', `${path}?limit=51`)).status).toBe(422);
	});
});

it('refunds once per command', async () => {
	const order = shop.simulator.createOrder({
		status: 'READY_FOR_PROCESSING',
		paymentType: 'ONLINE',
	});
	const [{ id, price }] = order.lineItems;
	const body = {
		payment: { id: order.payment!.id },
		order: { id: order.id },
		commandId: UUID,
		reason: 'REFUND',
		lineItems: [{ id, type: 'QUANTITY', quantity: 1 }],
	};
	const refund = async (change = {}) =>
		await shop.ask('POST', '/payments/refunds', { body: { ...body, ...change } });
	const first = await refund();
	expect(first).toMatchObject({ status: 200, data: { totalValue: price } });
	expect((await refund()).data).toEqual(first.data);
	expect((await refund({ reason: 'COMPLAINT' })).status).toBe(422);
	expect(await get('/payments/refunds')).toMatchObject({ totalCount: 1 });
	expect(await get('/payments/payment-operations?group=REFUND')).toMatchObject({ count: 1 });
});

it('takes a claim for a commission once, within 45 days', async () => {
	const { lineItems } = shop.simulator.createOrder({ status: 'READY_FOR_PROCESSING' });
	const claim = async (id: string) =>
		await shop.ask('POST', '/order/refund-claims', { body: { lineItem: { id }, quantity: 1 } });
	const { status, data } = await claim(lineItems[0].id);
	expect(status).toBe(201);
	expect((await claim(lineItems[0].id)).status).toBe(422);
	shop.simulator.state.refundClaims.setStatus({ id: data.id, status: 'GRANTED' });
	expect((await get('/order/refund-claims?status=GRANTED')).refundClaims).toMatchObject([data]);
	expect((await shop.ask('DELETE', `/order/refund-claims/${data.id}`)).status).toBe(422);
	const later = shop.simulator.createOrder();
	shop.simulator.clock.advance(46 * 24 * 3_600_000);
	expect((await claim(later.lineItems[0].id)).status).toBe(422);
});

describe('billing', () => {
	it('comes newest first, a hundred at a time', async () => {
		shop.simulator.state.billing.seed({ entries: 101 });
		const { billingEntries } = await get('/billing/billing-entries');
		expect(billingEntries).toHaveLength(100);
		expect(billingEntries[0].occurredAt > billingEntries[99].occurredAt).toBe(true);
		expect((await get('/billing/billing-entries?offset=100')).billingEntries).toHaveLength(1);
		expect((await shop.ask('GET', '/billing/billing-entries?offset=10001')).status).toBe(422);
	});

	it('is filtered by type and named in the language asked for', async () => {
		const { billing } = shop.simulator.state;
		billing.charge({ type: 'LIS' });
		billing.charge({ type: 'PAD', amount: '10.00' });
		const headers = { 'Accept-Language': 'pl-PL' };
		const { data } = await shop.ask('GET', '/billing/billing-entries?type.id=PAD', { headers });
		expect(data.billingEntries).toMatchObject([{ type: { name: 'Wpłata' } }]);
		expect((await get('/billing/billing-types'))[0]).toMatchObject({ id: 'SUC' });
	});
});
