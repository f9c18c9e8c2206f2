import type { INodeProperties } from 'n8n-workflow';

import { nameItem, searchOf } from './lookUp';
import { byId, fromList } from './modes';

/** The responsible person to work on. */
export const responsiblePersonLocator: INodeProperties = {
	displayName: 'Responsible Person',
	name: 'responsiblePersonId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Who answers in the EU for makers from elsewhere (GPSR)',
	modes: [
		fromList('searchResponsiblePersons', 'Select a responsible person...'),
		byId('fee43309-8761-13f9-9cfd-a43e539a0fc5'),
	],
};

/** The responsible producer to work on. */
export const responsibleProducerLocator: INodeProperties = {
	displayName: 'Responsible Producer',
	name: 'responsibleProducerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Who makes the products (GPSR)',
	modes: [
		fromList('searchResponsibleProducers', 'Select a responsible producer...'),
		byId('6dd1a4d2-5a09-11ef-8f0e-6c3be5b54a70'),
	],
};

const size = 1000;

/** The responsible persons of the account, by name or ID. */
export const searchResponsiblePersons = searchOf(
	'GET /sale/responsible-persons',
	{ rows: 'responsiblePersons', size },
	nameItem,
);

/** The responsible producers of the account, by name or ID. */
export const searchResponsibleProducers = searchOf(
	'GET /sale/responsible-producers',
	{ rows: 'responsibleProducers', size },
	nameItem,
);
