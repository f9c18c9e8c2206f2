import type { Simulator } from '../../simulator';
import { type Send, UUID } from '../client';

const OPERATIONS = [
	...['CONTRIBUTION', 'SURCHARGE', 'CORRECTION', 'DEDUCTION_INCREASE', 'LOAN_DEDUCTION_INCREASE'],
	...['COMPENSATION', 'COMPENSATION_COD_INCREASE', 'TOP_UP', 'PAYOUT_SWEEP_INCREASE', 'PAYOUT'],
	...['PAYOUT_CANCEL', 'DEDUCTION_CHARGE', 'LOAN_DEDUCTION_CHARGE', 'COMPENSATION_COD_CHARGE'],
	...['REFUND_CHARGE', 'REFUND_CANCEL', 'REFUND_INCREASE', 'PROVIDER_REFUND_TRANSFER_CHARGE'],
	...['BLOCKADE', 'BLOCKADE_RELEASE', 'PAYOUT_SWEEP_CANCEL_INCREASE', 'PAYOUT_SWEEP_CHARGE'],
	...['PAYOUT_SWEEP_CANCEL_CHARGE', 'PROVIDER_REFUND_TRANSFER_INCREASE'],
];

/** Payments, refunds and fees. */
export async function walkMoney(simulator: Simulator, send: Send): Promise<void> {
	const { state } = simulator;
	const order = simulator.createOrder({ status: 'READY_FOR_PROCESSING', paymentType: 'ONLINE' });
	for (const type of OPERATIONS) state.payments.add({ type });
	state.payments.add({ orderId: order.id, wallet: 'WAITING' });
	await send('GET', '/payments/payment-operations');
	await send('GET', '/payments/payment-operations?wallet.type=WAITING&group=INCOME&group=REFUND');

	const [{ id }] = order.lineItems;
	const refund = {
		payment: { id: order.payment!.id },
		order: { id: order.id },
		commandId: UUID,
		reason: 'REFUND',
		lineItems: [{ id, type: 'QUANTITY', quantity: 1 }],
		delivery: { value: order.delivery!.cost },
	};
	await send('POST', '/payments/refunds', { body: refund });
	await send('POST', '/payments/refunds', { body: refund });
	await send('GET', `/payments/refunds?order.id=${order.id}&status=SUCCESS`);

	const claims = '/order/refund-claims';
	const claim = await send('POST', claims, { body: { lineItem: { id }, quantity: 1 } });
	await send('GET', `${claims}?status=IN_PROGRESS`);
	await send('GET', `${claims}/${claim.id}`);
	await send('DELETE', `${claims}/${claim.id}`);

	state.billing.charge({ orderId: order.id });
	state.billing.charge({ type: 'PAD', amount: '100.00' });
	await send('GET', '/billing/billing-entries');
	await send('GET', '/billing/billing-entries?type.id=SUC&type.id=LIS&marketplaceId=allegro-pl');
	await send('GET', '/billing/billing-types');
}

export async function stumbleOverMoney(simulator: Simulator, send: Send): Promise<void> {
	const { id } = simulator.createOrder();
	const refund = { payment: { id: UUID }, order: { id }, commandId: UUID, reason: 'REFUND' };
	await send('POST', '/payments/refunds', { body: refund });
	await send('POST', '/payments/refunds', { body: { ...refund, order: { id: UUID } } });
	await send('POST', '/payments/refunds', { body: { ...refund, commandId: '7' } });
	await send('POST', '/order/refund-claims', { body: { lineItem: { id: UUID }, quantity: 1 } });
	await send('GET', `/order/refund-claims/${UUID}`);
	await send('GET', '/payments/payment-operations?limit=51');
	await send('GET', '/billing/billing-entries?offset=10001');
	const window = 'occurredAt.gte=2026-02-01T00:00:00Z&occurredAt.lte=2026-01-01T00:00:00Z';
	await send('GET', `/billing/billing-entries?${window}`);
}
