import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { lookUp, matching, UUID } from '../shared/locators/lookUp';
import { ALLE_DISCOUNT_LANGUAGES } from './campaigns';

/** The badge campaign to work on: picked from those that Allegro runs now, or by ID. */
export const badgeCampaignLocator: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The campaign, one of those that Badge Campaign: Get Many lists',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a campaign...',
			typeOptions: { searchListMethod: 'searchBadgeCampaigns', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. BARGAIN',
		},
	],
};

/** The AlleDiscount campaign to work on: picked from those that Allegro runs now, or by ID. */
export const alleDiscountCampaignLocator: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The AlleDiscount campaign, one of those that Get Campaigns lists',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a campaign...',
			typeOptions: { searchListMethod: 'searchAlleDiscountCampaigns', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ALLEOBNIZKA_20240827_PL',
		},
	],
};

/** The flexible bundle to work on: picked from the seller's, or by ID. */
export const flexibleBundleLocator: INodeProperties = {
	displayName: 'Bundle',
	name: 'bundleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The flexible bundle to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a bundle...',
			typeOptions: { searchListMethod: 'searchFlexibleBundles', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. bac2128a-ec95-1d19-a241-d8be7001b8b8',
			validation: [
				{
					type: 'regex',
					properties: { regex: `^\\s*${UUID}\\s*$`, errorMessage: 'Not a bundle ID' },
				},
			],
		},
	],
};

/** The bundle of the old kind to work on: picked from the seller's, or by ID. */
export const bundleLocator: INodeProperties = {
	displayName: 'Bundle',
	name: 'bundleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The bundle to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a bundle...',
			typeOptions: { searchListMethod: 'searchBundles', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8f3b6c1e-2d4a-1b0f-9a57-6f1e3c2b1a90',
		},
	],
};

/** The promotion to work on: picked from the seller's, or by ID. */
export const promotionLocator: INodeProperties = {
	displayName: 'Promotion',
	name: 'promotionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The promotion to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a promotion...',
			typeOptions: { searchListMethod: 'searchPromotions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 04598596-4c2d-183d-9b1c-951a8b3d3fe1',
		},
	],
};

interface Campaign extends IDataObject {
	id: string;
	name: string;
	type?: string;
	marketplace?: { id?: string };
	eligibility?: { eligible?: boolean };
}

function campaignItem({ id, name, type, marketplace, eligibility }: Campaign) {
	const closed = eligibility?.eligible === false ? 'not open to you' : '';
	return {
		name: [name, marketplace?.id, type?.toLowerCase(), closed].filter(Boolean).join(' · '),
		value: id,
	};
}

/** The badge campaigns of all marketplaces, by name, marketplace or ID. */
export async function searchBadgeCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { badgeCampaigns } = await lookUp(
		this,
		'GET /sale/badge-campaigns',
		{},
		{ scope: 'campaigns' },
	);
	return { results: matching(((badgeCampaigns ?? []) as Campaign[]).map(campaignItem), filter) };
}

/** The AlleDiscount campaigns, by name, marketplace or ID. */
export async function searchAlleDiscountCampaigns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { alleDiscountCampaigns } = await lookUp(
		this,
		'GET /sale/alle-discount/campaigns',
		{},
		{ scope: 'campaigns', languages: ALLE_DISCOUNT_LANGUAGES },
	);
	const rows = (alleDiscountCampaigns ?? []) as Campaign[];
	return { results: matching(rows.map(campaignItem), filter) };
}

interface Bundle extends IDataObject {
	id: string;
	createdAt?: string;
	createdBy?: string;
	/** Flexible bundles: one offer for each slot. */
	slotsRepresentatives?: string[];
	/** Bundles of the old kind. */
	offers?: Array<{ id: string }>;
}

function bundleItem({ id, createdAt, createdBy, slotsRepresentatives, offers = [] }: Bundle) {
	const offerIds = slotsRepresentatives ?? offers.map((offer) => offer.id);
	const maker = createdBy === 'ALLEGRO' ? 'made by Allegro' : '';
	return {
		name: [`Offers ${offerIds.join(' + ')}`, createdAt?.slice(0, 10), maker]
			.filter(Boolean)
			.join(' · '),
		value: id,
	};
}

/** A search for bundles, by the offers that they show, day or ID. */
function bundleSearch(endpoint: `GET /${string}`) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const { bundles, nextPage } = await lookUp(
			this,
			endpoint,
			{ limit: 100, ...(paginationToken ? { 'page.id': paginationToken } : {}) },
			{ scope: 'sale:offers:read' },
		);
		return {
			results: matching(((bundles ?? []) as Bundle[]).map(bundleItem), filter),
			paginationToken: (nextPage as { id?: string } | undefined)?.id,
		};
	};
}

export const searchFlexibleBundles = bundleSearch('GET /sale/flexible-bundles');
export const searchBundles = bundleSearch('GET /sale/bundles');

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
		name: [kind, benefits?.[0]?.specification?.name, what, status.toLowerCase()]
			.filter(Boolean)
			.join(' · '),
		value: id,
		description: offers.map((offer) => offer.id).join(' '),
	};
}
