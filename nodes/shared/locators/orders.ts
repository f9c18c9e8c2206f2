import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { alphabetically, labelOf, lookUp, matching } from './lookUp';
import { ALLEGRO_PAGE, byId, byUrl, fromList } from './modes';

/** The order to work on: picked from the latest, or by ID or URL. */
export const orderLocator: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The order to work on (Allegro also calls it a checkout form)',
	modes: [
		fromList('searchOrders', 'Select an order...'),
		byId('29738e61-7f6a-11e8-ac45-09db60ede9d6', 'Not an order ID'),
		byUrl(
			'https://salescenter.allegro.com/orders/29738e61-7f6a-11e8-ac45-09db60ede9d6',
			'Not the address of an order on Allegro',
			(id) => `${ALLEGRO_PAGE}${id}.*`,
		),
	],
};

interface OrderRow extends IDataObject {
	id: string;
	buyer: { login: string; firstName?: string; lastName?: string };
	lineItems: Array<{ offer: { name: string }; quantity: number; boughtAt?: string }>;
	summary: { totalToPay?: { amount: string; currency: string } };
}

/** The latest orders, by buyer, offer name or ID; text that matches none is tried as a buyer's login. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const page = async (query: IDataObject) =>
		((await lookUp(this, 'GET /order/checkout-forms', query)).checkoutForms ?? []) as OrderRow[];
	const size = 100;
	const rows = await page({ limit: size, offset });
	const found = matching(rows.map(orderItem), filter);
	if (found.length === 0 && filter && offset === 0) {
		const ofBuyer = await page({ limit: size, 'buyer.login': filter });
		return { results: ofBuyer.map(orderItem) };
	}
	return {
		results: found,
		paginationToken: rows.length === size ? String(offset + size) : undefined,
	};
}

function orderItem({ id, buyer, lineItems, summary }: OrderRow): INodeListSearchItems {
	const name = [buyer.firstName, buyer.lastName].filter(Boolean).join(' ') || buyer.login;
	const total = summary.totalToPay
		? `${summary.totalToPay.amount} ${summary.totalToPay.currency}`
		: '';
	const [first, ...more] = lineItems;
	const what = first ? `${first.offer.name}${more.length ? ` +${more.length}` : ''}` : '';
	const when = first?.boughtAt?.slice(0, 10) ?? '';
	return {
		name: labelOf([name, when, total, what]),
		value: id,
		url: `https://salescenter.allegro.com/orders/${id}`,
		description: buyer.login,
	};
}

/**
 * The carriers whose parcels Allegro can follow: those above, and its own (One, Delivery), which cannot be
 * chosen for tracking numbers any more, but are still followed by (allegro-api #13267, #12541).
 */
export async function getTrackedCarriers(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const carriers = await getCarriers.call(this);
	if (carriers.some(({ value }) => value === 'ALLEGRO')) return carriers;
	const own = { name: 'Allegro (One, Delivery)', value: 'ALLEGRO' };
	return [...carriers, own].sort(alphabetically);
}

/** The carriers whose tracking numbers Allegro takes. Allegro limits the method to 50 a second. */
export async function getCarriers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { carriers } = await lookUp(this, 'GET /order/carriers');
	return (carriers as Array<{ id: string; name: string }>)
		.map(({ id, name }) => ({ name, value: id }))
		.sort(alphabetically);
}
