import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { getBillingTypes } from '../shared/locators';
import { forPanel } from '../shared/locators/panel';
import {
	chosen,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { pollWatch } from '../shared/watch';
import { MARKETPLACES } from '../shared/fields';
import { billingWatch } from './billingWatch';

export class AllegroBillingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Billing Trigger',
		name: 'allegroBillingTrigger',
		icon: {
			light: 'file:../../icons/billingTrigger.svg',
			dark: 'file:../../icons/billingTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description: 'Starts the workflow when Allegro books fees and refunds of fees',
		defaults: { name: 'Allegro Billing Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'allegroOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Type Names or IDs',
				name: 'events',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getBillingTypes' },
				default: [],
				placeholder: 'e.g. SUC',
				description:
					'Only entries of these types, such as SUC for the commission; none means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: MARKETPLACES,
						default: 'allegro-pl',
						description: 'The billing of this marketplace instead of the one you are registered on',
					},
					maxEventsOption,
					outputOption,
				],
			},
		],
	};

	methods = forPanel({ loadOptions: { getBillingTypes } });

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events');
		const { marketplace } = this.getNodeParameter('options', {}) as { marketplace?: string };
		const watch = billingWatch(this, { types, marketplace });
		return await pollWatch(this, watch, { ...pollOptions(this), types });
	}
}
