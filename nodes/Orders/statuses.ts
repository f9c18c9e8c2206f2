import type { INodePropertyOptions } from 'n8n-workflow';

import { alphabetically } from '../shared/locators/lookUp';

/** How far the buyer has come with an order. Source: GET /order/checkout-forms, status. */
export const ORDER_STATUSES: INodePropertyOptions[] = [
	{ name: 'Bought', value: 'BOUGHT', description: 'Bought; no delivery form, not paid' },
	{ name: 'Cancelled', value: 'CANCELLED', description: 'Cancelled, before or after the payment' },
	{
		name: 'Filled In',
		value: 'FILLED_IN',
		description: 'Delivery form filled in, not paid yet: data may change',
	},
	{
		name: 'Ready for Processing',
		value: 'READY_FOR_PROCESSING',
		description: 'Paid, or to be paid on delivery: ready to be sent',
	},
];

/** Seller-side statuses. Allegro sets RETURNED itself and refuses it from sellers. */
export const SETTABLE_STATUSES: INodePropertyOptions[] = [
	{ name: 'Cancelled', value: 'CANCELLED' },
	{ name: 'New', value: 'NEW' },
	{ name: 'Picked Up', value: 'PICKED_UP' },
	{ name: 'Processing', value: 'PROCESSING' },
	{ name: 'Ready for Pickup', value: 'READY_FOR_PICKUP' },
	{ name: 'Ready for Shipment', value: 'READY_FOR_SHIPMENT' },
	{ name: 'Sent', value: 'SENT' },
	{ name: 'Suspended', value: 'SUSPENDED' },
];

/** Those that an order can have. */
export const FULFILLMENT_STATUSES: INodePropertyOptions[] = [
	...SETTABLE_STATUSES,
	{ name: 'Returned', value: 'RETURNED' },
].sort(alphabetically);
