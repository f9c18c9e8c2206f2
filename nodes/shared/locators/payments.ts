import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { lookUp } from './lookUp';

/** The types of billing entries, by name; Allegro knows them by a code of three letters. */
export async function getBillingTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const types: unknown = await lookUp(this, 'GET /billing/billing-types');
	return (types as Array<{ id: string; description: string }>)
		.map(({ id, description }) => ({ name: `${description} (${id})`, value: id }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
