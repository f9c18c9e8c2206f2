import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { labelOf, lookUp, matching } from './lookUp';
import { byId, fromList } from './modes';

/** The promotion to work on: picked from the seller's, or by ID. */
export const promotionLocator: INodeProperties = {
	displayName: 'Promotion',
	name: 'promotionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The promotion to work on',
	modes: [
		fromList('searchPromotions', 'Select a promotion...'),
		byId('04598596-4c2d-183d-9b1c-951a8b3d3fe1'),
	],
};

/** Allegro lists promotions of one kind only. */
const PROMOTION_KINDS = {
	LARGE_ORDER_DISCOUNT: 'Large order discount',
	WHOLESALE_PRICE_LIST: 'Wholesale price list',
	MULTIPACK: 'Multipack',
	CROSS_MULTIPACK: 'Cross-offer multipack',
};

interface Promotion extends IDataObject {
	id: string;
	status: string;
	benefits?: Array<{ specification?: { name?: string } }>;
	offerCriteria?: Array<{ offers?: Array<{ id: string }> }>;
}

/** The seller's promotions of all kinds, the first 100 of each, by name, offer, status or ID. */
export async function searchPromotions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const lists = await Promise.all(
		Object.entries(PROMOTION_KINDS).map(async ([promotionType, kind]) => {
			const { promotions } = await lookUp(
				this,
				'GET /sale/loyalty/promotions',
				{ promotionType, limit: 100 },
				{ scope: 'sale:offers:read' },
			);
			return ((promotions ?? []) as Promotion[]).map((row) => promotionItem(row, kind));
		}),
	);
	return { results: matching(lists.flat(), filter) };
}

function promotionItem(
	{ id, status, benefits, offerCriteria }: Promotion,
	kind: string,
): INodeListSearchItems {
	const offers = offerCriteria?.[0]?.offers ?? [];
	const [first, ...more] = offers.map((offer) => offer.id);
	const what = first ? `offer ${first}${more.length ? ` +${more.length}` : ''}` : '';
	return {
		name: labelOf([kind, benefits?.[0]?.specification?.name, what, status.toLowerCase()]),
		value: id,
		description: offers.map((offer) => offer.id).join(' '),
	};
}
