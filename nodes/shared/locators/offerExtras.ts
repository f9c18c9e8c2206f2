import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { alphabetically, lookUp, named, nameItem, searchOf } from './lookUp';
import { byId, fromList } from './modes';

/** The size table to work on. */
export const sizeTableLocator: INodeProperties = {
	displayName: 'Size Table',
	name: 'sizeTableId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The table of sizes that offers show',
	modes: [
		fromList('searchSizeTables', 'Select a size table...'),
		byId('e02bc505-4311-11e8-b7fd-6c3be5b54a70'),
	],
};

/** The additional service group to work on. */
export const additionalServiceGroupLocator: INodeProperties = {
	displayName: 'Additional Service Group',
	name: 'groupId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group of services, such as gift wrapping, that offers can have',
	modes: [
		fromList('searchAdditionalServiceGroups', 'Select an additional service group...'),
		byId('5637592a-0a24-1771-b527-d89b2767d821'),
	],
};

/** The tag to work on. */
export const tagLocator: INodeProperties = {
	displayName: 'Tag',
	name: 'tagId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The tag, which only you see',
	modes: [
		fromList('searchOfferTags', 'Select a tag...'),
		byId('1ad8a4d5-6e0b-4d5c-9a1e-3f0e8f3f6f11'),
	],
};

/** Source: Accept-Language of the methods for size tables in Allegro's OpenAPI document. */
const SIZE_TABLE_LANGUAGES = ['en-US', 'pl-PL'];

/** The size tables of the account, by name or ID. */
export async function searchSizeTables(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const changes = { languages: SIZE_TABLE_LANGUAGES };
	const answer = await lookUp(this, 'GET /sale/size-tables', {}, changes);
	return { results: named(answer.tables, filter) };
}

/** The tables that Allegro has prepared, which the seller's start from. */
export async function getSizeTableTemplates(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const changes = { languages: SIZE_TABLE_LANGUAGES };
	const { templates } = await lookUp(this, 'GET /sale/size-tables-templates', {}, changes);
	return named(templates).sort(alphabetically);
}

/** The additional service groups of the account, by name or ID. */
export const searchAdditionalServiceGroups = searchOf(
	'GET /sale/offer-additional-services/groups',
	{ rows: 'additionalServicesGroups', size: 1000 },
	nameItem,
);

interface CategoryRow {
	name: string;
	definitions?: Array<{ id: string; name: string }>;
}

/** The services that groups can have, with the category that each is in. */
export async function getAdditionalServices(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { categories } = await lookUp(this, 'GET /sale/offer-additional-services/categories');
	return ((categories ?? []) as CategoryRow[])
		.flatMap(({ name: category, definitions = [] }) =>
			definitions.map(({ id, name }) => ({ name, value: id, description: category })),
		)
		.sort(alphabetically);
}

/** The tags of the account, by name or ID. Sellers can have 100 of them; old accounts may have more. */
export async function searchOfferTags(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { tags } = await lookUp(this, 'GET /sale/offer-tags', { limit: 1000 });
	return { results: named(tags, filter).sort(alphabetically) };
}

/** The same, where several are picked. */
export async function getOfferTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchOfferTags.call(this)).results;
}
