import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { labelOf, searchOf } from './lookUp';
import { byId, fromList } from './modes';

/** The advance ship notice to work on: picked from the list, or by ID. */
export const advanceShipNoticeLocator: INodeProperties = {
	displayName: 'Advance Ship Notice',
	name: 'advanceShipNoticeId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The announcement of goods (in Polish: awizo) to work on',
	modes: [
		fromList('searchAdvanceShipNotices', 'Select a notice...'),
		byId('71529ad2-2265-11e8-b76b-c17025d848f7', 'Not the ID of an advance ship notice'),
	],
};

interface NoticeRow extends IDataObject {
	id: string;
	displayNumber?: string;
	status?: string;
	createdAt?: string;
	items?: IDataObject[];
}

/** The advance ship notices, by number, status, day of creation or ID. */
export const searchAdvanceShipNotices = searchOf(
	'GET /fulfillment/advance-ship-notices',
	{ rows: 'advanceShipNotices', size: 200 },
	noticeItem,
);

function noticeItem({ id, displayNumber, status, createdAt, items = [] }: NoticeRow) {
	const products = `${items.length} ${items.length === 1 ? 'product' : 'products'}`;
	return {
		name: labelOf([displayNumber ?? id, status, products, createdAt?.slice(0, 10)]),
		value: id,
	};
}

/** A product of the seller in One Fulfillment: picked from the list, or by ID. */
export const fulfillmentProductLocator: INodeProperties = {
	displayName: 'Product',
	name: 'productId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The product, of those that your offers sell',
	modes: [
		fromList('searchFulfillmentProducts', 'Select a product...'),
		byId('a1520fab-7801-11e8-9ccd-fb068c707a74', 'Not the ID of a product'),
	],
};

interface ProductRow extends IDataObject {
	id: string;
	name?: string;
	gtins?: string[];
}

/** The products that can be sent to the warehouse, by name, GTIN or ID. */
export const searchFulfillmentProducts = searchOf(
	'GET /fulfillment/available-products',
	{ rows: 'products' },
	productItem,
);

function productItem({ id, name, gtins = [] }: ProductRow) {
	return { name: name ?? id, value: id, description: gtins.join(', ') };
}
