import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * What can happen to an offer. A change of its shipping rates or handling time is no event. Source: GET
 * /sale/offer-events in Allegro's OpenAPI document.
 */
export const OFFER_EVENT_TYPES: INodePropertyOptions[] = [
	{
		name: 'Activated',
		value: 'OFFER_ACTIVATED',
		action: 'On offer activated',
		description: 'Listed, and can be bought',
	},
	{
		name: 'Archived',
		value: 'OFFER_ARCHIVED',
		action: 'On offer archived',
		description: 'Ended some time ago, now put away',
	},
	{
		name: 'Bid Cancelled',
		value: 'OFFER_BID_CANCELED',
		action: 'On bid cancelled',
		description: 'A bid was taken back',
	},
	{
		name: 'Bid Placed',
		value: 'OFFER_BID_PLACED',
		action: 'On bid placed',
		description: 'Someone has bid',
	},
	{
		name: 'Changed',
		value: 'OFFER_CHANGED',
		action: 'On offer changed',
		description: 'Other fields changed, such as images or description',
	},
	{
		name: 'Delivery Countries Blocked',
		value: 'OFFER_DELIVERY_COUNTRIES_BLOCKED',
		action: 'On delivery countries blocked',
		description: 'Allegro no longer lets it be sent to some countries',
	},
	{
		name: 'Ended',
		value: 'OFFER_ENDED',
		action: 'On offer ended',
		description: 'Can no longer be bought',
	},
	{
		name: 'Price Changed',
		value: 'OFFER_PRICE_CHANGED',
		action: 'On price changed',
		description: 'Has another price',
	},
	{
		name: 'Stock Changed',
		value: 'OFFER_STOCK_CHANGED',
		action: 'On stock changed',
		description: 'Bought, or changed by the seller',
	},
	{
		name: 'Translation Updated',
		value: 'OFFER_TRANSLATION_UPDATED',
		action: 'On translation updated',
		description: 'Has a new translation',
	},
	{
		name: 'Visibility Changed',
		value: 'OFFER_VISIBILITY_CHANGED',
		action: 'On visibility changed',
		description: 'Appeared on a marketplace or vanished from it',
	},
];
