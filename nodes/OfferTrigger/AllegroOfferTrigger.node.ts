import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { pollJournal } from '../shared/journal';
import { afterGapOption, maxEventsOption, pollOptions, startField } from '../shared/triggerFields';
import { offerJournal } from './offerJournal';

export class AllegroOfferTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Offer Trigger',
		name: 'allegroOfferTrigger',
		icon: {
			light: 'file:../../icons/offerTrigger.svg',
			dark: 'file:../../icons/offerTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when offers start, end or change',
		defaults: { name: 'Allegro Offer Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: [
					{
						name: 'Activated',
						value: 'OFFER_ACTIVATED',
						description: 'The offer is visible and can be bought',
					},
					{
						name: 'Archived',
						value: 'OFFER_ARCHIVED',
						description: 'The offer has gone to the archive',
					},
					{
						name: 'Bid Canceled',
						value: 'OFFER_BID_CANCELED',
						description: 'A bid was taken back',
					},
					{
						name: 'Bid Placed',
						value: 'OFFER_BID_PLACED',
						description: 'Someone bid on an auction',
					},
					{
						name: 'Changed',
						value: 'OFFER_CHANGED',
						description:
							'Something else changed, such as the description; not shipping rates or handling time',
					},
					{
						name: 'Delivery Countries Blocked',
						value: 'OFFER_DELIVERY_COUNTRIES_BLOCKED',
						description: 'The offer cannot be delivered to some countries',
					},
					{
						name: 'Ended',
						value: 'OFFER_ENDED',
						description: 'The offer cannot be bought any more',
					},
					{
						name: 'Price Changed',
						value: 'OFFER_PRICE_CHANGED',
						description: 'The price changed; not by Allegro Prices',
					},
					{
						name: 'Stock Changed',
						value: 'OFFER_STOCK_CHANGED',
						description: 'Pieces were bought, or the seller changed their number',
					},
					{
						name: 'Translation Updated',
						value: 'OFFER_TRANSLATION_UPDATED',
						description: 'A translation of the offer changed',
					},
					{
						name: 'Visibility Changed',
						value: 'OFFER_VISIBILITY_CHANGED',
						description: 'The offer became visible or invisible on a marketplace',
					},
				],
				default: ['OFFER_ACTIVATED', 'OFFER_ENDED'],
				description: 'What starts the workflow. None selected means all.',
			},
			startField,
			{
				displayName: 'Include Full Offer',
				name: 'includeOffer',
				type: 'boolean',
				default: false,
				description:
					'Whether to read each offer and put it into the field "offer". If the offer is gone, the field is empty.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [afterGapOption, maxEventsOption],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const journal = offerJournal(this, {
			types: this.getNodeParameter('events', []) as string[],
			includeOffer: this.getNodeParameter('includeOffer', false) as boolean,
		});
		return await pollJournal(this, journal, pollOptions(this));
	}
}
