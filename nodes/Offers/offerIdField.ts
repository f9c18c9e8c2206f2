import type { INodeProperties } from 'n8n-workflow';

/** The offer to work on. */
export const offerIdField: INodeProperties = {
	displayName: 'Offer ID',
	name: 'offerId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 12394529345',
	description: 'The number of your offer, as its address on Allegro ends',
};
