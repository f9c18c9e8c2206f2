import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { lookUp, matching } from './lookUp';
import { byId, fromList } from './modes';

/** The additional email address to work on. */
export const additionalEmailLocator: INodeProperties = {
	displayName: 'Additional Email',
	name: 'emailId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The additional email address to work on',
	modes: [
		fromList('searchAdditionalEmails', 'Select an email address...'),
		byId('8fe19442-d0c0-11ec-873f-42fc40a7bcf0'),
	],
};

/** The additional email addresses of the account, by address. */
export async function searchAdditionalEmails(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await lookUp(this, 'GET /account/additional-emails');
	const rows = (answer['additional-emails'] ?? []) as Array<{ id: string; email: string }>;
	return {
		results: matching(
			rows.map(({ id, email }) => ({ name: email, value: id })),
			filter,
		),
	};
}
