import type { INodePropertyOptions } from 'n8n-workflow';

import { alphabetically } from '../shared/locators/lookUp';

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
