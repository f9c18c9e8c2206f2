import type { INodeProperties } from 'n8n-workflow';

import { byId } from '../shared/locators/modes';

/** The shipment to work on. Allegro has no list of shipments to pick from. */
export const shipmentLocator: INodeProperties = {
	displayName: 'Shipment',
	name: 'shipmentId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description:
		'The shipment, by the ID that Create gave. Keep it with your order: Allegro has no list of shipments to find it in.',
	modes: [byId('ba88f0fb-acf3-438a-877e-580da50c0874', 'Not a shipment ID')],
};

/** Several shipments. Where their IDs go depends on the operation. */
export const shipmentIdsField: INodeProperties = {
	displayName: 'Shipment IDs',
	name: 'shipmentIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ba88f0fb-acf3-438a-877e-580da50c0874',
	description: 'IDs that Create gave, separated by commas, or a list from an expression',
};

/** The command to ask about: what Create and Cancel return when they do not wait. */
export const startedCommandField: INodeProperties = {
	displayName: 'Command ID',
	name: 'commandId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 0f2b8e0a-6b0e-4c39-a6f5-3f1a0e5f7f2d',
	description: 'The commandId of a command that was started without waiting, or took too long',
};
