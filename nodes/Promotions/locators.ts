import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { labelOf, lookUp, matching, searchOf } from '../shared/locators/lookUp';
import { byId, fromList } from '../shared/locators/modes';
import { ALLE_DISCOUNT_LANGUAGES } from './campaigns';

/** The badge campaign to work on: picked from those that Allegro runs now, or by ID. */
export const badgeCampaignLocator: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The campaign, one of those that Badge Campaign: Get Many lists',
	modes: [fromList('searchBadgeCampaigns', 'Select a campaign...'), byId('BARGAIN')],
};

/** The application for a badge to work on: picked from the seller's, or by ID. */
export const badgeApplicationLocator: INodeProperties = {
	displayName: 'Application',
	name: 'applicationId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The application that Badge: Apply made',
	modes: [
		fromList('searchBadgeApplications', 'Select an application...'),
		byId('7a9c1c2e-4b0f-1e57-8f1e-3c2b1a90d6b4'),
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
		fromList('searchAlleDiscountCampaigns', 'Select a campaign...'),
		byId('ALLEOBNIZKA_20240827_PL'),
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
		fromList('searchFlexibleBundles', 'Select a bundle...'),
		byId('bac2128a-ec95-1d19-a241-d8be7001b8b8', 'Not a bundle ID'),
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
		fromList('searchBundles', 'Select a bundle...'),
		byId('8f3b6c1e-2d4a-1b0f-9a57-6f1e3c2b1a90'),
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
		name: labelOf([name, marketplace?.id, type?.toLowerCase(), closed]),
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

interface BadgeApplication extends IDataObject {
	id: string;
	createdAt?: string;
	campaign?: { id?: string };
	offer?: { id?: string };
	process?: { status?: string };
}

/** The latest applications for badges, by campaign, offer, day, status or ID. */
export const searchBadgeApplications = searchOf(
	'GET /sale/badge-applications',
	{ rows: 'badgeApplications' },
	applicationItem,
);

function applicationItem({ id, createdAt, campaign, offer, process }: BadgeApplication) {
	return {
		name: labelOf([campaign?.id, offer?.id && `offer ${offer.id}`, createdAt?.slice(0, 10)]),
		value: id,
		description: process?.status?.toLowerCase(),
	};
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
		name: labelOf([`Offers ${offerIds.join(' + ')}`, createdAt?.slice(0, 10), maker]),
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
