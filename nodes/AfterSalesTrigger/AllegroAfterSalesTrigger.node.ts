import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { MARKETPLACES } from '../shared/fields';
import type { Source } from '../shared/polling';
import { runPoll } from '../shared/polling';
import {
	chosen,
	eventsOf,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { watchSource } from '../shared/watch';
import { issueWatch } from './issueWatch';
import { PROBLEM_EVENTS, problemWatch } from './problemWatch';
import { RETURN_EVENTS, returnWatch } from './returnWatch';

export class AllegroAfterSalesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro After-Sales Trigger',
		name: 'allegroAfterSalesTrigger',
		icon: {
			light: 'file:../../icons/afterSalesTrigger.svg',
			dark: 'file:../../icons/afterSalesTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when returns, purchase problems, disputes or claims are opened or go on. Actions of Allegro After-Sales handle them.',
		defaults: { name: 'Allegro After-Sales Trigger' },
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
						name: 'Claim Decided',
						value: 'CLAIM_DECIDED',
						action: 'On claim decided',
						description: 'A claim was accepted or rejected; the status tells which',
					},
					{
						name: 'Claim Opened',
						value: 'CLAIM_OPENED',
						action: 'On claim opened',
						description: 'A buyer has filed a claim, or a dispute has become one',
					},
					{
						name: 'Claim Return Decided',
						value: 'CLAIM_RETURN_DECIDED',
						action: 'On claim return decided',
						description: 'For a claim it was decided whether the goods must come back',
					},
					{
						name: 'Dispute Opened',
						value: 'DISPUTE_OPENED',
						action: 'On dispute opened',
						description: 'A buyer has opened a dispute, or opened it again',
					},
					{
						name: 'Dispute Status Changed',
						value: 'ISSUE_STATUS_CHANGED',
						action: 'On dispute status changed',
						description: 'A dispute was closed, is unresolved, or goes on',
					},
					{
						name: 'Message in a Dispute or Claim',
						value: 'ISSUE_MESSAGE',
						action: 'On message in a dispute or claim',
						description: 'The buyer or Allegro wrote in an open dispute or claim',
					},
					{
						name: 'Message in a Purchase Problem',
						value: 'PROBLEM_MESSAGE',
						action: 'On message in a purchase problem',
						description: 'The buyer, a consultant or Allegro wrote in a purchase problem',
					},
					{
						name: 'Other Return Status',
						value: 'RETURN_OTHER',
						action: 'On other return status',
						description: 'The return has any other status now',
					},
					{
						name: 'Own Message in a Dispute or Claim',
						value: 'ISSUE_MESSAGE_SENT',
						action: 'On own message in a dispute or claim',
						description: 'You, or someone for you, wrote in an open dispute or claim',
					},
					{
						name: 'Own Message in a Purchase Problem',
						value: 'PROBLEM_MESSAGE_SENT',
						action: 'On own message in a purchase problem',
						description: 'You, or someone for you, wrote in a purchase problem',
					},
					{
						name: 'Purchase Problem Closed',
						value: 'PROBLEM_CLOSED',
						action: 'On purchase problem closed',
						description: 'Nobody can write in a purchase problem any more',
					},
					{
						name: 'Purchase Problem Opened',
						value: 'PROBLEM_OPENED',
						action: 'On purchase problem opened',
						description: 'A buyer has a problem with a purchase: what took the place of disputes',
					},
					{
						name: 'Return Created',
						value: 'RETURN_CREATED',
						action: 'On return created',
						description: 'A buyer has declared a return',
					},
					{
						name: 'Return Delivered',
						value: 'RETURN_DELIVERED',
						action: 'On return delivered',
						description: 'The parcel has reached you',
					},
					{
						name: 'Return Finished',
						value: 'RETURN_FINISHED',
						action: 'On return finished',
						description: 'The buyer got the money back',
					},
					{
						name: 'Return in Transit',
						value: 'RETURN_IN_TRANSIT',
						action: 'On return in transit',
						description: 'The parcel is on its way',
					},
					{
						name: 'Return Rejected',
						value: 'RETURN_REJECTED',
						action: 'On return rejected',
						description: 'You refused the refund',
					},
					{
						name: 'Return Sent Back',
						value: 'RETURN_DISPATCHED',
						action: 'On return sent back',
						description: 'The buyer has handed in the parcel',
					},
				],
				default: [
					'CLAIM_OPENED',
					'DISPUTE_OPENED',
					'ISSUE_MESSAGE',
					'PROBLEM_MESSAGE',
					'PROBLEM_OPENED',
					'RETURN_CREATED',
					'RETURN_DELIVERED',
				],
				description: 'What starts the workflow. None selected means all.',
			},
			startField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Marketplace of Returns',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description:
							'Only returns of this marketplace. Disputes, claims and purchase problems come from all of them.',
					},
					maxEventsOption,
					outputOption,
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events', eventsOf(new AllegroAfterSalesTrigger()));
		const options = pollOptions(this);
		const { marketplace } = this.getNodeParameter('options', {}) as { marketplace?: string };
		const ofReturns = types.filter((type) => RETURN_EVENTS.includes(type));
		const ofProblems = types.filter((type) => PROBLEM_EVENTS.includes(type));
		const ofIssues = types.filter((type) => ![...RETURN_EVENTS, ...PROBLEM_EVENTS].includes(type));
		const isAll = types.length === 0;
		const sources: Source[] = [];
		if (isAll || ofReturns.length > 0) {
			const watch = returnWatch(this, marketplace);
			sources.push(watchSource(this, watch, { ...options, types: ofReturns }, 'returns'));
		}
		if (isAll || ofIssues.length > 0) {
			const watch = issueWatch(this, ofIssues);
			sources.push(watchSource(this, watch, { ...options, types: ofIssues }, 'issues'));
		}
		if (isAll || ofProblems.length > 0) {
			const watch = problemWatch(this, ofProblems);
			sources.push(watchSource(this, watch, { ...options, types: ofProblems }, 'problems'));
		}
		return await runPoll(this, sources, options);
	}
}
