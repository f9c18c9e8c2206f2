import type {
	IBuilderHint,
	INodeProperties,
	INodePropertyOptions,
	IRelatedNode,
} from 'n8n-workflow';

import type { Route } from './routing';

/**
 * What each operation does, for n8n's AI builder and its MCP server: both put the description of the
 * resource above an operation, and without one that of the first operation with the same value in the node,
 * whatever its resource. Source: n8n 2.41, generateNodeTypeFile of @n8n/workflow-sdk.
 *
 * @param resources the fields of all resources of the node
 */
export function operationTexts(...resources: INodeProperties[][]): IBuilderHint {
	const selects = resources.flat().filter(({ name }) => name === 'operation');
	const extraTypeDefContent = selects.flatMap((select) => {
		const resource = select.displayOptions?.show?.resource;
		return (select.options as INodePropertyOptions[]).map((option) => ({
			content: textOf(option),
			displayOptions: { show: { resource, operation: [option.value] } },
		}));
	});
	return { extraTypeDefContent };
}

/** The description of the resource says what takes the place of what is retired. */
function textOf({ description = '', routing }: INodePropertyOptions): string {
	const { retired } = (routing?.operations?.pagination as Route).operation;
	return retired ? `Retired. ${description}` : description;
}

const NODES: Record<string, string> = {
	allegroAfterSales: 'Returns, disputes and claims',
	allegroBulkOffers: 'Prices, stocks and settings of many offers',
	allegroCatalog: 'Products and categories to list offers with',
	allegroFulfillment: "Goods in Allegro's own warehouse",
	allegroMessages: 'Writing with buyers',
	allegroOffers: 'One offer: create, change, price, stock, list or end it',
	allegroOrders: 'Orders, their status, invoices and tracking numbers',
	allegroParcels: 'Shipments, labels, couriers and where parcels are',
	allegroPayments: 'Refunds, payments, fees and commission refunds',
	allegroPromotions: 'Discounts, bundles, badges and campaigns',
	allegroRatings: 'Ratings of buyers, and answers to them',
	allegroSettings: 'Delivery prices, return and warranty terms, GPSR contacts',
};

/**
 * The other nodes of the package, for those two that n8n's search shows first whatever stands beside the
 * word "allegro": it looks for each word by itself, the name of a node counts most, and five nodes are
 * shown. Source: n8n 2.41, NodeSearchEngine of @n8n/ai-utilities.
 *
 * @param name the node whose hint it is
 */
export function nodesBeside(name: string): IRelatedNode[] {
	return Object.entries(NODES)
		.filter(([other]) => other !== name)
		.map(([other, relationHint]) => ({
			nodeType: `n8n-nodes-allegro.${other}`,
			relationHint,
		}));
}
