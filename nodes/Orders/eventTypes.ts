import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * What can happen to an order. Source: GET /order/events in Allegro's OpenAPI document, and
 * https://developer.allegro.pl/tutorials/process-orders-PgPMlWDr8Cv#event-log
 */
export const ORDER_EVENT_TYPES: INodePropertyOptions[] = [
	{
		name: 'Bought',
		value: 'BOUGHT',
		action: 'On order bought',
		description: 'Bought; no delivery form, not paid',
	},
	{
		name: 'Buyer Modified',
		value: 'BUYER_MODIFIED',
		action: 'On order modified by buyer',
		description: 'The buyer changed the delivery address afterwards',
	},
	{
		name: 'Cancelled by Allegro',
		value: 'AUTO_CANCELLED',
		action: 'On order cancelled by Allegro',
		description: 'Allegro cancelled the purchase',
	},
	{
		name: 'Cancelled by Buyer',
		value: 'BUYER_CANCELLED',
		action: 'On order cancelled by buyer',
		description: 'The buyer cancelled; can come before or after the payment',
	},
	{
		name: 'Filled In',
		value: 'FILLED_IN',
		action: 'On order filled in',
		description: 'Delivery form filled in, not paid; can repeat, and data can still change',
	},
	{
		name: 'Fulfillment Status Changed',
		value: 'FULFILLMENT_STATUS_CHANGED',
		action: 'On order status changed',
		description: 'The seller-side status changed',
	},
	{
		name: 'Paid (Ready for Processing)',
		value: 'READY_FOR_PROCESSING',
		action: 'On order paid',
		description:
			'Ready to be sent: paid, or to be paid on delivery; can repeat after another payment',
	},
];
