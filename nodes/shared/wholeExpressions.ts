import type { INodeProperties } from 'n8n-workflow';

/**
 * Keeps the expressions that stand in place of whole collections, as in workflows that models write. n8n
 * (getNodeParameters in n8n-workflow) makes an empty collection of such a text before the node runs: a
 * refund went out without its line items, and nobody was told.
 *
 * Each of these fields has the name of a collection and comes behind all of them. It is in no panel. n8n
 * takes it for shown where it finds nothing under the name or a text that begins with "=", and then keeps
 * what stands there; of what is filled in in the panel it takes no notice. `Inputs` reads the text.
 *
 * @returns a field for each name that a collection has
 */
export function wholeExpressions(properties: INodeProperties[]): INodeProperties[] {
	const collections = properties.filter(({ type }) =>
		['collection', 'fixedCollection'].includes(type),
	);
	return [...new Set(collections.map(({ name }) => name))].map((name) => ({
		displayName: name,
		name,
		type: 'hidden',
		default: {},
		displayOptions: { show: { [`/${name}`]: [undefined] } },
	}));
}
