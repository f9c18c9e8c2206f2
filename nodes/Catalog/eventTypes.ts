import type { INodePropertyOptions } from 'n8n-workflow';

/** What can happen to a category. Source: GET /sale/category-events in Allegro's OpenAPI document. */
export const CATEGORY_EVENT_TYPES: INodePropertyOptions[] = [
	{
		name: 'Created',
		value: 'CATEGORY_CREATED',
		action: 'On category created',
		description: 'The category is new',
	},
	{
		name: 'Deleted',
		value: 'CATEGORY_DELETED',
		action: 'On category deleted',
		description: 'The category is gone; the event names the one to use instead',
	},
	{
		name: 'Moved',
		value: 'CATEGORY_MOVED',
		action: 'On category moved',
		description: 'The category has another parent',
	},
	{
		name: 'Renamed',
		value: 'CATEGORY_RENAMED',
		action: 'On category renamed',
		description: 'The category has another name',
	},
];
