import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { segmentOf } from '../halfCharacters';
import { chosenText, labelOf, lookUp, searchOf } from './lookUp';
import { byId, fromList } from './modes';

/** How one looks. */
const ID = '62ae358b-8f65-11e8-9c77-bedf604a2e2b';
const EXAMPLE = `e.g. ${ID}`;

/** What is chosen with the field `orderId`: its items can be picked. */
const OF_ORDER = { loadOptionsMethod: 'getLineItems', loadOptionsDependsOn: ['orderId.value'] };

/** An item of the order that the node works on. */
export const lineItemField: INodeProperties = {
	displayName: 'Line Item Name or ID',
	name: 'lineItemId',
	type: 'options',
	typeOptions: OF_ORDER,
	default: '',
	placeholder: EXAMPLE,
	description:
		'The item of the order, which is chosen first. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Those that are in a parcel. */
export const lineItemsField: INodeProperties = {
	displayName: 'Line Item Names or IDs',
	name: 'lineItems',
	type: 'multiOptions',
	typeOptions: OF_ORDER,
	default: [],
	placeholder: EXAMPLE,
	description:
		'The items in this parcel. Empty means all items of the order. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** An item of any order: picked from the latest, or by ID. */
export const lineItemLocator: INodeProperties = {
	displayName: 'Line Item',
	name: 'lineItemId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The purchase to get the commission back for: one of the lineItems of an order',
	modes: [
		fromList('searchLineItems', 'Select a purchase...'),
		byId(ID, 'Not the ID of a line item'),
	],
};

interface LineItem extends IDataObject {
	id: string;
	offer: { name: string };
	quantity: number;
	price?: { amount: string; currency: string };
	boughtAt?: string;
}

const bought = ({ offer, quantity, price }: LineItem): string[] => [
	offer.name,
	price ? `${quantity} × ${price.amount} ${price.currency}` : `${quantity} ×`,
];

/** The items of the order that is chosen in the node; none while there is no order. */
export async function getLineItems(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const orderId = chosenText(this, 'orderId');
	if (!orderId) return [];
	const path = `/order/checkout-forms/${segmentOf(orderId)}`;
	const order = await lookUp(this, 'GET /order/checkout-forms/{id}', {}, { path });
	return ((order.lineItems ?? []) as LineItem[]).map((item) => ({
		name: labelOf(bought(item)),
		value: item.id,
	}));
}

interface Purchase {
	buyer?: { login?: string };
	lineItems?: LineItem[];
}

/** The items of the latest orders, by offer, price, day, buyer or ID. */
export const searchLineItems = searchOf<Purchase>(
	'GET /order/checkout-forms',
	{ rows: 'checkoutForms' },
	({ buyer, lineItems = [] }): INodeListSearchItems[] =>
		lineItems.map((item) => ({
			name: labelOf([...bought(item), item.boughtAt?.slice(0, 10), buyer?.login]),
			value: item.id,
		})),
);
