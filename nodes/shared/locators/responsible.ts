import type { INodeProperties } from 'n8n-workflow';

import { nameItem, searchOf } from './lookUp';

/** The responsible person to work on. */
export const responsiblePersonLocator: INodeProperties = {
	displayName: 'Responsible Person',
	name: 'responsiblePersonId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Who answers in the EU for products of makers from elsewhere (GPSR)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a responsible person...',
			typeOptions: { searchListMethod: 'searchResponsiblePersons', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. fee43309-8761-13f9-9cfd-a43e539a0fc5',
		},
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
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a responsible producer...',
			typeOptions: { searchListMethod: 'searchResponsibleProducers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 6dd1a4d2-5a09-11ef-8f0e-6c3be5b54a70',
		},
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
