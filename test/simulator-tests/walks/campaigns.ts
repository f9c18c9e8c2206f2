import type { Simulator } from '../../simulator';
import { client, type Send, UUID } from '../client';

const CAMPAIGN = 'ALLEDISCOUNT_1';
const PRICE = { amount: '99.00', currency: 'PLN' };

/** AlleDiscount, badges and One Fulfillment. */
export async function walkCampaigns(simulator: Simulator, send: Send): Promise<void> {
	const { state } = simulator;
	const { id } = state.offers.create();
	const discounts = '/sale/alle-discount';
	await send('GET', `${discounts}/campaigns`);
	await send('GET', `${discounts}/${CAMPAIGN}/eligible-offers?offerId=${id}`);
	const input = { offer: { id }, campaign: { id: CAMPAIGN }, proposedPrice: PRICE };
	const submitted = await command('submit', input);
	await send('GET', `${discounts}/${CAMPAIGN}/submitted-offers`);
	const { participationId } = submitted.output.newOfferParticipation;
	await command('withdraw', { participationId });
	state.campaigns.failNext({ kind: 'submit' });
	await command('submit', input);

	await send('GET', '/sale/badge-campaigns');
	const badge = { campaign: { id: 'BARGAIN' }, offer: { id }, prices: { bargain: PRICE } };
	const accepted = await send('POST', '/sale/badges', { body: badge });
	const declined = await send('POST', '/sale/badges', { body: badge });
	state.campaigns.decide({ id: accepted.id });
	state.campaigns.decide({ id: declined.id, accept: false });
	await send('GET', '/sale/badge-applications');
	await send('GET', `/sale/badge-applications/${declined.id}`);
	await send('GET', '/sale/badges?marketplace.id=allegro-pl');
	const operation = await send('PATCH', `/sale/badges/offers/${id}/campaigns/BARGAIN`, {
		body: { process: { status: 'FINISHED' } },
	});
	await send('GET', `/sale/badge-operations/${operation.id}`);
	await walkFulfillment(simulator, send);

	async function command(kind: string, input: unknown) {
		const path = `${discounts}/${kind}-offer-commands`;
		const { id } = await send('POST', path, { body: { input } });
		await send('GET', `${path}/${id}`);
		return await send('GET', `${path}/${id}`);
	}
}

async function walkFulfillment(simulator: Simulator, send: Send): Promise<void> {
	const notices = '/fulfillment/advance-ship-notices';
	await send('GET', '/fulfillment/warehouse');
	const { products } = await send('GET', '/sale/products?category.id=5');
	const items = [{ product: { id: products[0].id }, quantity: 2 }];
	const first = await send('POST', notices, { body: { items } });
	const { headers } = await client(simulator)('GET', `${notices}/${first.id}`);
	const ifMatch = { 'if-match': headers.etag };
	await send('PUT', `${notices}/${first.id}`, { body: { items }, headers: ifMatch });
	const input = { advanceShipNoticeId: first.id };
	await send('PUT', `/fulfillment/submit-commands/${UUID}`, { body: { input } });
	await send('GET', `/fulfillment/submit-commands/${UUID}`);
	await send('GET', `/fulfillment/submit-commands/${UUID}`);
	const etag = simulator.state.fulfillment.etag(first.id);
	await send('PUT', `${notices}/${first.id}/submitted`, {
		body: { items },
		headers: { 'if-match': etag },
	});
	await send('GET', `${notices}/${first.id}/labels`, { accept: 'application/pdf' });
	await send('GET', `${notices}/${first.id}/labels`, { accept: 'x-application/zpl' });
	await send('PUT', `${notices}/${first.id}/cancel`);
	const second = await send('POST', notices, { body: { items } });
	await send('DELETE', `${notices}/${second.id}`);
	await send('GET', `${notices}?status=CANCELLED`);
	await send('GET', '/fulfillment/stock');
	await send('GET', '/fulfillment/stock', { accept: 'text/csv' });
}

export async function stumbleOverCampaigns(_: Simulator, send: Send): Promise<void> {
	await send('GET', '/sale/alle-discount/NONE/eligible-offers');
	await send('POST', '/sale/alle-discount/submit-offer-commands', { body: {} });
	await send('GET', `/sale/alle-discount/withdraw-offer-commands/${UUID}`);
	await send('GET', '/sale/badges');
	await send('POST', '/sale/badges', { body: {} });
	await send('GET', `/sale/badge-operations/${UUID}`);
	const notices = '/fulfillment/advance-ship-notices';
	await send('POST', notices, { body: {} });
	const { products } = await send('GET', '/sale/products?category.id=5');
	const body = { items: [{ product: { id: products[0].id }, quantity: 2 }] };
	const { id } = await send('POST', notices, { body });
	await send('PUT', `${notices}/${id}`, { body });
	await send('PUT', `${notices}/${id}/cancel`);
	await send('GET', `${notices}/${UUID}`);
}
