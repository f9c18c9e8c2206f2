import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { rowsAt } from '../shared/answerRows';
import { refuse } from '../shared/commands';
import { offset } from '../shared/pagination';
import type { Call } from '../shared/routing';
import { at, objectOf } from '../shared/values';
import { wholeList } from '../shared/wholeList';

const CLAIM = 'POST /order/refund-claims';
const allPages = offset({ max: 100 });

/** A claim that is withdrawn is none. Source: status of GET /order/refund-claims. */
const WITHDRAWN = 'CANCELLED';

/**
 * Claims the commission for all pieces of an order that are not claimed yet, line item by line item: an item
 * for each, with the claim or with the claims that were there. What was claimed is not claimed again.
 *
 * @throws with what was claimed before it, when Allegro refuses one.
 */
export async function claimWholeOrder(call: Call): Promise<INodeExecutionData[]> {
	const orderId = call.field<string>('orderId', '');
	const endpoint = 'GET /order/checkout-forms/{id}';
	const { body: order } = await call.send(endpoint, { id: orderId }, { scope: 'orders:read' });
	const lineItems = rowsAt(order, 'lineItems');
	if (lineItems.length === 0) {
		return refuse(call, 'The order has no line items', 'Look at it with Order: Get.');
	}
	const claims = await claimsOf(call, String(at(order, 'buyer.id') ?? ''));
	const items: INodeExecutionData[] = [];
	const done: string[] = [];
	for (const { id, quantity, offer } of lineItems) {
		const own = claims.filter((claim) => at(claim, 'lineItem.id') === id);
		const claimed = own.reduce((sum, claim) => sum + Number(claim.quantity), 0);
		const left = Number(quantity) - claimed;
		const about = { orderId, lineItemId: id, offerId: at(offer, 'id') ?? null };
		if (left <= 0) {
			const [{ id: claimId, status }] = own;
			items.push({ json: { ...about, quantity: 0, claimId, status, claimedBefore: true } });
			continue;
		}
		const claimId = await claim(call, String(id), left).catch((error: NodeApiError) => {
			const told = done.length > 0 ? ` Claimed before that: ${done.join(', ')}.` : '';
			error.description = `${error.description ?? ''} This was the line item ${String(id)}.${told}`;
			throw error;
		});
		done.push(`line item ${String(id)} (claim ${claimId})`);
		const json = { ...about, quantity: left, claimId, status: 'CLAIMED', claimedBefore: false };
		items.push({ json: json as IDataObject });
	}
	return items;
}

/** The buyer's claims that stand, over all pages. */
async function claimsOf(call: Call, buyerId: string): Promise<IDataObject[]> {
	const claims = await wholeList(call, {
		endpoint: 'GET /order/refund-claims',
		rows: 'refundClaims',
		pages: allPages,
		query: buyerId ? { 'buyer.id': buyerId } : {},
		scope: 'orders:read',
	});
	return claims.filter(({ status }) => status !== WITHDRAWN);
}

async function claim(call: Call, id: string, quantity: number): Promise<string> {
	const body = { lineItem: { id }, quantity };
	// The next try leaves out what is claimed: what tells the claims apart is not their place.
	const answer = await call.send(CLAIM, {}, { body, act: id });
	return String(objectOf(answer.body)?.id ?? '');
}
