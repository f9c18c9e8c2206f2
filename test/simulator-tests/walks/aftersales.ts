import type { Simulator } from '../../simulator';
import { BETA, type Send, UUID } from '../client';

const beta = { accept: BETA, type: BETA };

/** Ratings, returns, disputes and claims. */
export async function walkAfterSales(simulator: Simulator, send: Send): Promise<void> {
	const { state } = simulator;
	const orderId = simulator.createOrder({ status: 'READY_FOR_PROCESSING' }).id;

	const { id: ratingId } = state.ratings.rate({ orderId, recommended: false });
	state.ratings.edit({ id: ratingId, comment: 'Lepiej' });
	state.ratings.rate({ exclusion: 'The buyer was wrong' });
	const rating = `/sale/user-ratings/${ratingId}`;
	await send('PUT', `${rating}/answer`, { body: { message: 'Sorry' } });
	await send('PUT', `${rating}/removal`, { body: { request: { message: 'Mistaken' } } });
	for (const options of [{}, { accept: BETA }]) {
		await send('GET', '/sale/user-ratings?recommended=false', options);
		await send('GET', '/sale/user-ratings?lastChangedAt.gte=2020-01-01T00:00:00Z', options);
		await send('GET', rating, options);
	}

	const { id: returnId } = state.returns.declare({ orderId });
	state.returns.declare({ status: 'DELIVERED' });
	await send('GET', `/order/customer-returns/${returnId}`, beta);
	const rejection = { code: 'REFUND_REJECTED', reason: 'Used' };
	await send('POST', `/order/customer-returns/${returnId}/rejection`, {
		...beta,
		body: { rejection },
	});
	await send('GET', `/order/customer-returns?from=${returnId}&status=DELIVERED`, beta);
	await send('GET', '/order/customer-returns', beta);

	await walkIssues(simulator, send, orderId);
}

async function walkIssues({ state }: Simulator, send: Send, orderId: string): Promise<void> {
	const dispute = state.issues.open({ orderId });
	const claim = state.issues.open({ type: 'CLAIM', expectation: 'PARTIAL_REFUND' });
	state.issues.say({ id: dispute.id, role: 'ADMIN' });
	state.issues.turnIntoClaim({ id: state.issues.open().id });
	await send('GET', `/sale/issues?checkoutForm.id=${orderId}`, beta);
	await send('GET', '/sale/issues?status=CLAIM_SUBMITTED&status=DISPUTE_ONGOING', beta);
	await send('GET', `/sale/issues/${dispute.id}`, beta);

	const declaration = { fileName: 'a.png', size: 8 };
	const { id } = await send('POST', '/sale/issues/attachments', { ...beta, body: declaration });
	const png = { type: 'image/png', body: Buffer.from('89504e470d0a1a0a', 'hex') };
	await send('PUT', `/sale/issues/attachments/${id}`, { accept: BETA, ...png });
	await send('GET', `/sale/issues/attachments/${id}`, { accept: '*/*' });
	await send('POST', `/sale/issues/${dispute.id}/message`, {
		...beta,
		body: { text: 'See', type: 'REGULAR', attachments: [{ id }] },
	});
	await send('GET', `/sale/issues/${dispute.id}/chat`, beta);
	await send('POST', `/sale/issues/${claim.id}/status`, {
		type: BETA,
		body: { status: 'ACCEPTED_REFUND', message: 'Sorry' },
	});
	await send('GET', '/sale/issues', beta);
}

export async function stumbleOverAfterSales(simulator: Simulator, send: Send): Promise<void> {
	const { state } = simulator;
	await send('GET', `/sale/user-ratings/${UUID}`);
	const rating = `/sale/user-ratings/${state.ratings.rate().id}`;
	await send('PUT', `${rating}/answer`, { body: { message: 'x'.repeat(501) } });
	await send('PUT', `${rating}/removal`, { body: {} });
	await send('GET', rating, { accept: 'application/json' });

	await send('GET', `/order/customer-returns/${UUID}`, beta);
	await send('GET', '/order/customer-returns');
	const rejections = `/order/customer-returns/${state.returns.declare().id}/rejection`;
	for (const code of ['LOST', 'REFUND_REJECTED', 'ITEM_FIXED', 'ITEM_FIXED']) {
		await send('POST', rejections, { ...beta, body: { rejection: { code } } });
	}

	await send('GET', `/sale/issues/${UUID}`, beta);
	await send('GET', '/sale/issues?limit=101', beta);
	const issue = `/sale/issues/${state.issues.open().id}`;
	await send('POST', `${issue}/status`, { type: BETA, body: { status: 'ACCEPTED_REFUND' } });
	await send('POST', `${issue}/message`, { ...beta, body: { text: 'x', type: 'LOST' } });
	state.issues.setStatus({ id: issue.split('/').at(-1)!, status: 'DISPUTE_CLOSED' });
	await send('POST', `${issue}/message`, { ...beta, body: { text: 'x', type: 'REGULAR' } });
	const declaration = { fileName: 'a.png', size: 3 * 1024 * 1024 };
	await send('POST', '/sale/issues/attachments', { ...beta, body: declaration });
}
