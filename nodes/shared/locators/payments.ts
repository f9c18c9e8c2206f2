import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { alphabetically, labelOf, lookUp, searchOf } from './lookUp';
import { byId, fromList } from './modes';

/** The application for a commission to work on. */
export const claimLocator: INodeProperties = {
	displayName: 'Application',
	name: 'claimId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The application for the commission, yours or an automatic one',
	modes: [
		fromList('searchClaims', 'Select an application...'),
		byId('09f0b4cc-7880-11e9-8f9e-2a86e4085a59'),
	],
};

interface ClaimRow {
	id: string;
	status?: string;
	commission?: { amount?: number | string; currency?: string };
	createdAt?: string;
	lineItem?: { offer?: { id?: string; name?: string } };
}

/** The applications for commissions, by offer, amount, day, status or ID. */
export const searchClaims = searchOf(
	'GET /order/refund-claims',
	{ rows: 'refundClaims' },
	claimItem,
);

function claimItem({
	id,
	status,
	commission,
	createdAt,
	lineItem,
}: ClaimRow): INodeListSearchItems {
	const amount = commission?.amount && `${commission.amount} ${commission.currency ?? ''}`.trim();
	const offer = lineItem?.offer;
	return {
		name: labelOf([offer?.name ?? offer?.id ?? id, amount, createdAt?.slice(0, 10)]),
		value: id,
		description: status,
	};
}

/** The types of billing entries, by name; Allegro knows them by a code of three letters. */
export async function getBillingTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const types: unknown = await lookUp(this, 'GET /billing/billing-types');
	return (types as Array<{ id: string; description: string }>)
		.map(({ id, description }) => ({ name: `${description} (${id})`, value: id }))
		.sort(alphabetically);
}
