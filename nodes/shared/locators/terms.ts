import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { lookUp, named } from './lookUp';
import { byId, fromList } from './modes';

/** The return policy to work on. */
export const returnPolicyLocator: INodeProperties = {
	displayName: 'Return Policy',
	name: 'returnPolicyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The terms under which buyers can send items back',
	modes: [
		fromList('searchReturnPolicies', 'Select a return policy...'),
		byId('09f0b4cc-7880-11e9-8f9e-2a86e4085a59'),
	],
};

/** The warranty to work on. */
export const warrantyLocator: INodeProperties = {
	displayName: 'Warranty',
	name: 'warrantyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The warranty that the maker or the seller gives of their own accord',
	modes: [
		fromList('searchWarranties', 'Select a warranty...'),
		byId('593ba2c8-7880-11e9-8f9e-2a86e4085a59'),
	],
};

/** The implied warranty to work on. */
export const impliedWarrantyLocator: INodeProperties = {
	displayName: 'Implied Warranty',
	name: 'impliedWarrantyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The terms of complaint that the law gives to buyers',
	modes: [
		fromList('searchImpliedWarranties', 'Select an implied warranty...'),
		byId('09f0b4cc-7880-11e9-8f9e-2a86e4085a59'),
	],
};

/** The return policies of the account, by name or ID. */
export async function searchReturnPolicies(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await lookUp(this, 'GET /after-sales-service-conditions/return-policies');
	return { results: named(answer.returnPolicies, filter) };
}

/** The warranties of the account, by name or ID. */
export async function searchWarranties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await lookUp(this, 'GET /after-sales-service-conditions/warranties');
	return { results: named(answer.warranties, filter) };
}

/** The implied warranties of the account, by name or ID. */
export async function searchImpliedWarranties(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await lookUp(this, 'GET /after-sales-service-conditions/implied-warranties');
	return { results: named(answer.impliedWarranties, filter) };
}
