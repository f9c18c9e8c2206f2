import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { NodeRun, NodeRunOptions } from './engine';
import type { Shop } from './shop';
import type { SellerOffer } from './simulator/offers/offers';

/** The commands that items are sent with. */
export const PRICE = 'PUT /sale/offer-price-change-commands/{commandId}';
export const STOCK = 'PUT /sale/offer-quantity-change-commands/{commandId}';
export const PUBLICATION = 'PUT /sale/offer-publication-commands/{commandId}';
export const MODIFICATION = 'PUT /sale/offer-modification-commands/{commandId}';
export const BULK = 'POST /sale/offer-bulk-modification-commands';
const BULK_STATUS = 'GET /sale/offer-bulk-modification-commands/{commandId}';

/** Where to ask how a command stands. */
export const statusOf = (command: string) =>
	command === BULK ? BULK_STATUS : command.replace('PUT', 'GET');

/** Where to ask for its report. */
export const tasksOf = (command: string) => `${statusOf(command)}/tasks`;

/** The first offers of a shop, by ID; made when there are none. */
export function offersIn({ simulator }: Shop, count: number, options: IDataObject = {}): string[] {
	simulator.state.offers.seed({ offers: count, ...options });
	return [...simulator.state.offers.byId.keys()].slice(0, count);
}

export const offerOf = ({ simulator }: Shop, id: string): SellerOffer =>
	simulator.state.offers.byId.get(id)!.offer;

export type RunOptions = Omit<NodeRunOptions, 'items'> & { parameters?: INodeParameters };

/** Runs an operation on items, with what the panel fills in by itself. */
export async function runItems(
	{ engine }: Pick<Shop, 'engine'>,
	operation: string,
	rows: IDataObject[],
	{ parameters = {}, ...options }: RunOptions = {},
): Promise<NodeRun> {
	const fromItem = {
		offerId: '={{ $json.offerId }}',
		price: '={{ $json.price }}',
		quantity: '={{ $json.quantity }}',
		status: '={{ $json.status }}',
	};
	return await engine.node(
		'allegroBulkOffers',
		{ resource: 'itemOffer', operation, ...fromItem, ...parameters },
		{ items: rows.map((json) => ({ json })), ...options },
	);
}

export const column = (items: INodeExecutionData[], name: string) =>
	items.map(({ json }) => json[name]);

/** Each item has the result of its own offer, in the order of the input, and is linked to it. */
export function expectInOrder(items: INodeExecutionData[], ids: string[]): void {
	expect(column(items, 'offerId')).toEqual(ids);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
}
