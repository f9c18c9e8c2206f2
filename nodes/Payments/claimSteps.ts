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
/** Allegro takes one claim for a line item, also when that one was rejected. Source: allegro-api #9992, #7549. */
const EXISTS = 'ClaimExistsException';

/**
 * Claims the commission for all pieces of an order, line item by line item: an item for each, with its claim
 * or with the one that was there before.
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
		const about = { orderId, lineItemId: String(id), offerId: at(offer, 'id') ?? null };
		const before = (own: IDataObject | undefined) =>
			({
				...about,
				quantity: own?.quantity ?? null,
				claimId: own?.id ?? null,
				status: own?.status ?? null,
				claimedBefore: true,
			}) as IDataObject;
		const own = claims.find((claim) => at(claim, 'lineItem.id') === id);
		if (own) {
			items.push({ json: before(own) });
			continue;
		}
		const claimId = await claim(call, about.lineItemId, Number(quantity)).catch(
			(error: NodeApiError) => {
				// Allegro makes some by itself, also in this moment.
				if (JSON.stringify(error.context.allegro ?? {}).includes(EXISTS)) return undefined;
				const told = done.length > 0 ? ` Claimed before that: ${done.join(', ')}.` : '';
				error.description = `${error.description ?? ''} This was the line item ${about.lineItemId}.${told}`;
				throw error;
			},
		);
		if (claimId === undefined) {
			items.push({ json: before(undefined) });
			continue;
		}
		done.push(`line item ${about.lineItemId} (claim ${claimId})`);
		const json = { ...about, quantity, claimId, status: 'CLAIMED', claimedBefore: false };
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
