import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { OFFER_EVENT_TYPES } from '../Offers/eventTypes';
import { pollJournal } from '../shared/journal';
import {
	afterGapOption,
	chosen,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { offerJournal } from './offerJournal';

export class AllegroOffersTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Offers Trigger',
		name: 'allegroOffersTrigger',
		icon: {
			light: 'file:../../icons/offersTrigger.svg',
			dark: 'file:../../icons/offersTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when offers start, end or change. Actions of Allegro Offers create, change, list and end them.',
		defaults: { name: 'Allegro Offers Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: OFFER_EVENT_TYPES,
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
				options: [afterGapOption, maxEventsOption, outputOption],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const journal = offerJournal(this, {
			types: chosen(this, 'events'),
			includeOffer: this.getNodeParameter('includeOffer', false) as boolean,
		});
		return await pollJournal(this, journal, pollOptions(this));
	}
}
