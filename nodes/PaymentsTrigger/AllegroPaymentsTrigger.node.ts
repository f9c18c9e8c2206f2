import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import {
	chosen,
	eventsOf,
	maxEventsOption,
	outputOption,
	pollOptions,
	startField,
} from '../shared/triggerFields';
import { pollWatch } from '../shared/watch';
import { paymentWatch } from './paymentWatch';

export class AllegroPaymentsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Allegro Payments Trigger',
		name: 'allegroPaymentsTrigger',
		icon: {
			light: 'file:../../icons/paymentsTrigger.svg',
			dark: 'file:../../icons/paymentsTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when money comes in, goes out or is refunded. Actions of Allegro Payments read payments and fees, and refund buyers.',
		defaults: { name: 'Allegro Payments Trigger' },
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
						name: 'Blockade',
						value: 'BLOCKADES',
						action: 'On money blocked or released',
						description: 'Money was blocked or released',
					},
					{
						name: 'Income',
						value: 'INCOME',
						action: 'On money received',
						description: "Money came in, such as a buyer's payment",
					},
					{
						name: 'Outcome',
						value: 'OUTCOME',
						action: 'On money paid out',
						description: 'Money went out, such as a payout or a fee',
					},
					{
						name: 'Refund',
						value: 'REFUND',
						action: 'On money refunded',
						description: 'Money went back to a buyer',
					},
				],
				default: ['INCOME'],
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
						displayName: 'Marketplace',
						name: 'marketplace',
						type: 'options',
						options: [
							{ name: 'Allegro.cz', value: 'allegro-cz' },
							{ name: 'Allegro.pl', value: 'allegro-pl' },
						],
						default: 'allegro-pl',
						description:
							'Only operations of this marketplace. Some operations belong to none, and are left out then.',
					},
					maxEventsOption,
					outputOption,
					{
						displayName: 'Wallet',
						name: 'wallet',
						type: 'multiOptions',
						options: [
							{ name: 'Available', value: 'AVAILABLE', description: 'What can be paid out' },
							{ name: 'Waiting', value: 'WAITING', description: 'What is held back for now' },
						],
						default: ['AVAILABLE'],
						description: 'The wallets to look at. None selected means Available.',
					},
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const types = chosen(this, 'events', eventsOf(new AllegroPaymentsTrigger()));
		const wallets = chosen(this, 'options.wallet');
		const { marketplace } = (this.getNodeParameter('options', {}) ?? {}) as {
			marketplace?: string;
		};
		const watch = paymentWatch(this, {
			groups: types,
			wallets: wallets.length > 0 ? wallets : ['AVAILABLE'],
			marketplace,
		});
		return await pollWatch(this, watch, { ...pollOptions(this), types });
	}
}
