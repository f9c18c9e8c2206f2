import type { INodePropertyOptions } from 'n8n-workflow';

/** Source: CustomerReturn in Allegro's OpenAPI document. */
export const RETURN_STATUSES: INodePropertyOptions[] = [
	{
		name: 'Commission Refund Claimed',
		value: 'COMMISSION_REFUND_CLAIMED',
		description: 'You have asked Allegro to give the commission back',
	},
	{
		name: 'Commission Refunded',
		value: 'COMMISSION_REFUNDED',
		description: 'Allegro gave the commission back',
	},
	{ name: 'Created', value: 'CREATED', description: 'The buyer has declared the return' },
	{ name: 'Delivered', value: 'DELIVERED', description: 'The parcel has come back' },
	{ name: 'Dispatched', value: 'DISPATCHED', description: 'The buyer has sent the parcel' },
	{ name: 'Finished', value: 'FINISHED', description: 'The buyer has the money back' },
	{
		name: 'Finished by Allegro Protect',
		value: 'FINISHED_APT',
		description: 'The buyer has the money back from Allegro Protect',
	},
	{ name: 'In Transit', value: 'IN_TRANSIT', description: 'The parcel is on its way' },
	{ name: 'Rejected', value: 'REJECTED', description: 'The refund was refused' },
	{
		name: 'Warehouse Delivered',
		value: 'WAREHOUSE_DELIVERED',
		description: "The parcel has come to Allegro's warehouse",
	},
	{
		name: 'Warehouse Verification',
		value: 'WAREHOUSE_VERIFICATION',
		description: "Allegro's warehouse checks what came back",
	},
];

/** Source: CustomerReturnRefundRejection in Allegro's OpenAPI document. */
export const REJECTION_CODES: INodePropertyOptions[] = [
	{ name: 'Bought for Business', value: 'BUSINESS_PURCHASE' },
	{ name: 'Item Fixed', value: 'ITEM_FIXED', description: 'The product was repaired' },
	{
		name: 'Item Mismatch',
		value: 'ITEM_MISMATCH',
		description: 'Something else than what was sold came back',
	},
	{ name: 'Missing Part Sent', value: 'MISSING_PART_SENT' },
	{ name: 'New Item Sent', value: 'NEW_ITEM_SENT' },
	{
		name: 'No Right to Return',
		value: 'NO_RETURN_RIGHT',
		description: 'The law excludes such products from returns',
	},
	{
		name: 'Refund Rejected',
		value: 'REFUND_REJECTED',
		description: 'Another reason, which must be given in words',
	},
];
