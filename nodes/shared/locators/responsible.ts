import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { lookUp, named } from './lookUp';

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

const PAGE = 1000;

async function searchPage(
	context: ILoadOptionsFunctions,
	endpoint: `GET /${string}`,
	rows: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const answer = await lookUp(context, endpoint, { limit: PAGE, offset });
	const page = (answer[rows] ?? []) as IDataObject[];
	return {
		results: named(page, filter),
		paginationToken: page.length === PAGE ? String(offset + PAGE) : undefined,
	};
}

/** The responsible persons of the account, by name or ID. */
export async function searchResponsiblePersons(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const endpoint = 'GET /sale/responsible-persons';
	return await searchPage(this, endpoint, 'responsiblePersons', filter, paginationToken);
}

/** The responsible producers of the account, by name or ID. */
export async function searchResponsibleProducers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const endpoint = 'GET /sale/responsible-producers';
	return await searchPage(this, endpoint, 'responsibleProducers', filter, paginationToken);
}
