import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { connect } from '../credential';
import { alphabetically, labelOf, lookUp } from './lookUp';
import { ALLEGRO_SITE, byId, byUrl, fromList } from './modes';

/** Its number ends the path of an offer's page, or is a parameter on the page of a product. */
const OFFER_PAGE = `${ALLEGRO_SITE}(?:.*[?&#]offerId=|[^?#]*[-/])`;

/** The offer to work on: picked from the latest, or by ID or URL. */
export const offerLocator: INodeProperties = {
	displayName: 'Offer',
	name: 'offerId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The offer to work on',
	modes: [
		fromList('searchOffers', 'Select an offer...'),
		byId('7600012345', 'Not an offer ID', '\\d+'),
		byUrl(
			'https://allegro.pl/oferta/kubek-ceramiczny-330-ml-7600012345',
			'Not the address of an offer on Allegro',
			(id) => `${OFFER_PAGE}${id}(?:[/?&#].*)?$`,
			'\\d{8,}',
		),
	],
};

/** An offer of another seller: no list has those. */
export const foreignOfferLocator: INodeProperties = {
	...offerLocator,
	default: { mode: 'id', value: '' },
	modes: offerLocator.modes?.filter(({ name }) => name !== 'list'),
};

interface OfferRow extends IDataObject {
	id: string;
	name?: string;
	sellingMode?: { price?: { amount: string; currency: string } | null } | null;
	stock?: { available?: number } | null;
	publication?: { status?: string };
	external?: { id?: string } | null;
}

/** The newest offers, by title or ID; text that is in no title is tried as your own ID (SKU). */
export async function searchOffers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter.trim();
	const offset = Number(paginationToken ?? 0);
	const size = 100;
	const page = async (query: IDataObject) =>
		((await lookUp(this, 'GET /sale/offers', { limit: size, ...query })).offers ??
			[]) as OfferRow[];
	const { api } = await connect(this, { endpoint: 'GET /sale/offers' });
	const item = (row: OfferRow) => offerItem(row, api);
	if (offset === 0 && /^\d{8,}$/.test(wanted)) {
		const byId = await page({ 'offer.id': wanted });
		if (byId.length > 0) return { results: byId.map(item) };
	}
	const rows = await page({ offset, ...(wanted ? { name: wanted } : {}) });
	if (rows.length === 0 && wanted && offset === 0) {
		const external = await page({ 'external.id': wanted });
		return { results: external.map(item) };
	}
	return {
		results: rows.map(item),
		paginationToken: rows.length === size ? String(offset + size) : undefined,
	};
}

function offerItem(row: OfferRow, api: string): INodeListSearchItems {
	const { id, name, sellingMode, stock, publication, external } = row;
	const price = sellingMode?.price;
	const about = [
		name ?? id,
		price && `${price.amount} ${price.currency}`,
		stock?.available !== undefined && `${stock.available} left`,
		publication?.status !== 'ACTIVE' && publication?.status?.toLowerCase(),
		external?.id,
	];
	// Both of Allegro's environments have their site beside the API.
	const site = api.replace('https://api.allegro.pl', 'https://allegro.pl');
	return {
		name: labelOf(about),
		value: id,
		...(site === api ? {} : { url: `${site}/oferta/${id}` }),
		description: id,
	};
}

interface Package {
	id: string;
	name: string;
}

async function promotionPackages(context: ILoadOptionsFunctions) {
	const answer = await lookUp(context, 'GET /sale/offer-promotion-packages');
	const { basePackages = [], extraPackages = [] } = answer as Record<string, Package[] | undefined>;
	return { basePackages, extraPackages };
}

/** The ways to promote an offer that Allegro sells, base packages and extra ones. */
export async function getPromotionPackages(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { basePackages, extraPackages } = await promotionPackages(this);
	return [
		...basePackages.map(({ id, name }) => ({ name: `${name} (Base)`, value: id })),
		...extraPackages.map(({ id, name }) => ({ name: `${name} (Extra)`, value: id })),
	].sort(alphabetically);
}

/** Those of them of which an offer has one at most. */
export async function getBasePackages(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return choices((await promotionPackages(this)).basePackages);
}

/** Those of them of which an offer can have several. */
export async function getExtraPackages(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return choices((await promotionPackages(this)).extraPackages);
}

const choices = (packages: Package[]): INodePropertyOptions[] =>
	packages.map(({ id, name }) => ({ name, value: id })).sort(alphabetically);
